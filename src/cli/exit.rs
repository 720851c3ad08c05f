//! How a run ends: three codes, the same in every format.

use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::Error;
use counterclaim::audit::Audit;
use counterclaim::report::printable::printable;
use counterclaim::rules::level::Level;

use crate::cli::failure::Failure;

/// What the help of every command that judges says.
pub(crate) const HELP: &str = "\
Exit codes:
  0  nothing at `deny`
  1  at least one discrepancy at `deny`, or a rule that fails its own examples
  2  could not be completed: bad usage, an unreadable file, any problem in a dataset or a rule";

/// How a command went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Nothing at `deny`.
    Agreed,
    /// At least one finding at `deny`.
    Disagreed,
    /// Problems were shown: what was done is incomplete.
    Incomplete,
}

impl Outcome {
    /// What the audits come to. Problems outweigh findings: of an incomplete audit nobody can say that
    /// it found everything.
    pub(crate) fn of(audits: &[Audit], threshold: Level, problems: usize) -> Self {
        let denied = audits.iter().flat_map(Audit::open).any(|finding| finding.level >= threshold);
        match (problems > 0, denied) {
            (true, _) => Self::Incomplete,
            (false, true) => Self::Disagreed,
            (false, false) => Self::Agreed,
        }
    }

    /// The exit code.
    pub(crate) fn number(self) -> u8 {
        match self {
            Self::Agreed => 0,
            Self::Disagreed => 1,
            Self::Incomplete => 2,
        }
    }
}

/// The exit code of a result; an error is printed, unless it is that nobody reads on.
pub(crate) fn code(result: Result<Outcome, Error>) -> ExitCode {
    match result {
        Ok(outcome) => ExitCode::from(outcome.number()),
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            // Where stderr is closed there is nobody left to tell.
            let _ = explain(&error, &mut io::stderr().lock());
            ExitCode::from(Outcome::Incomplete.number())
        }
    }
}

fn explain(error: &Error, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "error: {}", printable(&format!("{error:#}")))?;
    match error.downcast_ref::<Failure>().and_then(|failure| failure.hint.as_deref()) {
        Some(hint) => writeln!(out, " = help: {}", printable(hint)),
        None => Ok(()),
    }
}

fn is_closed_pipe(error: &Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}

#[cfg(test)]
mod tests {
    use std::io;

    use anyhow::{Context, Error};
    use counterclaim::audit::disposition::Disposition;
    use counterclaim::audit::figures::Figures;
    use counterclaim::audit::finding::{Finding, FindingKind, Side};
    use counterclaim::audit::verified::Verified;
    use counterclaim::audit::{Audit, Counts};
    use counterclaim::rules::level::Level;

    use super::{Outcome, explain, is_closed_pipe};
    use crate::cli::failure::Failure;

    fn audit(levels: &[Level]) -> Audit {
        let finding = |&level| Finding {
            id: String::new(),
            rule: String::new(),
            level,
            strength: None,
            kind: FindingKind::SingleClaim,
            headline: String::new(),
            subject: String::new(),
            metric: String::new(),
            place: String::new(),
            period: String::new(),
            left: Side { witnesses: Vec::new(), count: 0, implied: None },
            right: None,
            gap: None,
            critical: None,
            days: 1,
            first: None,
            last: None,
            arithmetic: Vec::new(),
            follows: Vec::new(),
            mended_by: None,
            assumptions: Vec::new(),
            settled_by: None,
            causes: None,
            also: Vec::new(),
            figures: Figures::default(),
            disposition: Disposition::New,
        };
        Audit {
            dataset: String::new(),
            title: String::new(),
            as_of: None,
            counts: Counts::default(),
            rules: Vec::new(),
            threshold: Level::Deny,
            findings: levels.iter().map(finding).collect(),
            not_compared: Vec::new(),
            notes: Vec::new(),
            untouched: Vec::new(),
            verified: Verified::default(),
            exhibits: None,
            problems: 0,
        }
    }

    #[test]
    fn only_deny_disagrees_unless_asked_for_more() {
        let audits = [audit(&[]), audit(&[Level::Warn, Level::Note])];
        assert_eq!(Outcome::of(&audits, Level::Deny, 0), Outcome::Agreed);
        assert_eq!(Outcome::of(&audits, Level::Warn, 0), Outcome::Disagreed);
        assert_eq!(Outcome::of(&[audit(&[Level::Deny])], Level::Deny, 0).number(), 1);
    }

    #[test]
    fn a_problem_makes_every_audit_incomplete() {
        assert_eq!(Outcome::of(&[audit(&[])], Level::Deny, 1).number(), 2);
        assert_eq!(Outcome::of(&[audit(&[Level::Deny])], Level::Deny, 1).number(), 2);
    }

    #[test]
    fn a_closed_pipe_is_known_through_its_context() {
        let closed = Error::new(io::Error::from(io::ErrorKind::BrokenPipe)).context("cannot write the report");
        assert!(is_closed_pipe(&closed));
        assert!(!is_closed_pipe(&Error::new(io::Error::from(io::ErrorKind::NotFound))));
    }

    #[test]
    fn an_error_is_a_line_and_its_hint() {
        let result: Result<(), _> = Err(Failure::new("no dataset in `./datasets`").hint("name a folder"));
        let mut out = Vec::new();
        explain(&result.context("cannot start").expect_err("a failure"), &mut out).expect("memory");
        assert_eq!(
            String::from_utf8_lossy(&out),
            "error: cannot start: no dataset in `./datasets`\n = help: name a folder\n"
        );
    }
}
