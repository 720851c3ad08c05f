//! Two reports side by side: which discrepancies are new, which are gone, and which are no longer what they were.

pub mod json;
mod read;
pub mod text;

pub use read::read;

use std::collections::BTreeMap;
use std::io;

use schemars::JsonSchema;
use serde::Serialize;

use crate::report::format::Format;
use crate::report::shape::{FindingShape, Report};
use crate::rules::level::Level;

/// What writes a difference.
pub type Writer = fn(&Diff, &mut dyn io::Write) -> io::Result<()>;

/// Every format of a difference.
pub const FORMATS: &[Format<Writer>] = &[
    Format { word: "text", endings: &["txt"], writer: text::write },
    Format { word: "json", endings: &["json"], writer: json::write },
];

/// What differs between two reports.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diff {
    /// Discrepancies of the second report that the first has not, in its order.
    pub new: Vec<Of>,
    /// Discrepancies of the first report that the second has not, in its order.
    pub gone: Vec<Of>,
    /// Those in both that are not the same, in the order of the second.
    pub changed: Vec<Changed>,
    /// How many are the same in both.
    pub same: u64,
}

/// A discrepancy and whose it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Of {
    /// The dataset's folder as the user named it.
    pub dataset: String,
    /// The discrepancy.
    pub finding: FindingShape,
}

/// A discrepancy that is in both reports and not the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Changed {
    /// The dataset's folder, as the second report names it.
    pub dataset: String,
    /// As the first report has it.
    pub old: FindingShape,
    /// As the second has it.
    pub new: FindingShape,
    /// In what they differ, each as it was and as it is.
    pub what: Vec<What>,
}

/// A fact of a discrepancy that is another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct What {
    /// The member of the discrepancy: `level`, `days`, `last` …
    pub fact: &'static str,
    /// As it was.
    pub old: Option<String>,
    /// As it is.
    pub new: Option<String>,
}

impl Diff {
    /// What differs between two reports. A discrepancy is the same by its dataset and id; of reports on one dataset each
    /// by its id, whatever the folders are called.
    #[must_use]
    pub fn of(old: Report, new: Report) -> Self {
        let single = old.audits.len() == 1 && new.audits.len() == 1;
        let key = |of: &Of| (if single { String::new() } else { of.dataset.clone() }, of.finding.id.clone());
        let mut before: BTreeMap<(String, String), (usize, Of)> =
            findings(old).enumerate().map(|(at, of)| (key(&of), (at, of))).collect();
        let mut diff = Self::default();
        for of in findings(new) {
            let Some((_, was)) = before.remove(&key(&of)) else {
                diff.new.push(of);
                continue;
            };
            let what = differences(&was.finding, &of.finding);
            if what.is_empty() {
                diff.same += 1;
            } else {
                diff.changed.push(Changed { dataset: of.dataset, old: was.finding, new: of.finding, what });
            }
        }
        let mut gone: Vec<(usize, Of)> = before.into_values().collect();
        gone.sort_by_key(|&(at, _)| at);
        diff.gone = gone.into_iter().map(|(_, of)| of).collect();
        diff
    }

    /// Whether there is something new from this level on: a discrepancy, or a level.
    #[must_use]
    pub fn has_new(&self, threshold: Level) -> bool {
        let loud = |finding: &FindingShape| Level::from_word(&finding.level).is_some_and(|level| level >= threshold);
        let open = |finding: &FindingShape| matches!(finding.disposition.state.as_str(), "new" | "reopened");
        let raised =
            |changed: &Changed| !(loud(&changed.old) && open(&changed.old)) && loud(&changed.new) && open(&changed.new);
        self.new.iter().any(|of| loud(&of.finding) && open(&of.finding)) || self.changed.iter().any(raised)
    }
}

fn findings(report: Report) -> impl Iterator<Item = Of> {
    report.audits.into_iter().flat_map(|audit| {
        let dataset = audit.dataset;
        audit.findings.into_iter().map(move |finding| Of { dataset: dataset.clone(), finding })
    })
}

/// In what two states of a discrepancy differ. Places do not count: lines move.
fn differences(old: &FindingShape, new: &FindingShape) -> Vec<What> {
    let facts = |finding: &FindingShape| {
        let cause =
            finding.causes.as_ref().map(|causes| causes.first().map_or("none found", |cause| &cause.cause).to_owned());
        [
            ("level", Some(finding.level.clone())),
            ("strength", finding.strength.clone()),
            ("headline", Some(finding.headline.clone())),
            ("days", Some(finding.days.to_string())),
            ("last", finding.last.clone()),
            ("gap", finding.gap.clone()),
            ("cause", cause),
            ("also", Some(finding.also.join(", "))),
            ("figures", Some(finding.figures.digest.clone())),
            ("disposition", Some(finding.disposition.state.clone())),
        ]
    };
    let both = facts(old).into_iter().zip(facts(new));
    both.filter(|((_, old), (_, new))| old != new).map(|((fact, old), (_, new))| What { fact, old, new }).collect()
}

#[cfg(test)]
mod tests {
    use super::Diff;
    use crate::report::shape::Report;
    use crate::report::{samples, shaping};
    use crate::rules::level::Level;

    fn report() -> Report {
        shaping::report(&[samples::audit()])
    }

    #[test]
    fn a_report_does_not_differ_from_itself() {
        let diff = Diff::of(report(), report());
        assert_eq!(diff, Diff { same: 3, ..Diff::default() });
        assert!(!diff.has_new(Level::Note));
    }

    #[test]
    fn what_came_went_and_changed_is_told() {
        let (mut old, mut new) = (report(), report());
        old.audits[0].findings.remove(0);
        "elsewhere".clone_into(&mut new.audits[0].dataset);
        let helicopters = &mut new.audits[0].findings[1];
        helicopters.days = 41;
        helicopters.last = Some("2026-05-01".to_owned());
        let part = new.audits[0].findings.pop().expect("a finding");
        let diff = Diff::of(old, new);
        assert_eq!(diff.new.len(), 1);
        assert_eq!(diff.gone.iter().map(|of| &of.finding.id).collect::<Vec<_>>(), [&part.id]);
        let what: Vec<_> = diff.changed[0].what.iter().map(|what| (what.fact, what.new.as_deref())).collect();
        assert_eq!(what, [("days", Some("41")), ("last", Some("2026-05-01"))]);
        assert!(diff.has_new(Level::Deny));
        let turned = Diff { new: Vec::new(), ..diff };
        assert!(!turned.has_new(Level::Note), "that a run grows is nothing new");
    }

    #[test]
    fn a_louder_discrepancy_is_new_and_an_accepted_one_is_not() {
        let (old, mut new) = (report(), report());
        new.audits[0].findings[1].level = "deny".to_owned();
        assert!(Diff::of(old.clone(), new.clone()).has_new(Level::Deny));
        new.audits[0].findings[1].disposition.state = "waived".to_owned();
        assert!(!Diff::of(old, new).has_new(Level::Deny));
    }
}
