//! JUnit's XML, which build servers show as tests: a dataset is a suite, a rule a case. A rule with a discrepancy at
//! the audit's threshold has failed; quieter ones stand in the case's output.

use std::io;

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use crate::audit::Audit;
use crate::audit::disposition::Disposition;
use crate::audit::finding::Finding;
use crate::report::notes::{label, notes};
use crate::report::number::counted;
use crate::report::printable::printable;

/// Writes one document for all audits, indented, with a line end.
///
/// # Errors
/// What `out` fails with.
pub fn write(audits: &[Audit], out: &mut dyn io::Write) -> io::Result<()> {
    let mut report = Report::new("counterclaim");
    report.add_test_suites(audits.iter().map(suite));
    // Into memory first: what `out` fails with would come back as the writer's own kind of error.
    let text = report.to_string().map_err(io::Error::other)?;
    out.write_all(text.as_bytes())
}

fn suite(audit: &Audit) -> TestSuite {
    let dataset = printable(&audit.dataset);
    let mut suite = TestSuite::new(dataset.as_ref());
    suite.add_property(("title", printable(&audit.title).as_ref()));
    suite.add_property(("comparisons", audit.counts.comparisons.to_string().as_str()));
    if let Some(day) = audit.as_of {
        suite.add_property(("as of", day.to_string().as_str()));
    }
    // A finding may be of a rule that was not asked for, where one that was fired on the same claims.
    let mut rules: Vec<(&str, u64)> = audit.rules.iter().map(|ran| (ran.id.as_str(), ran.comparisons)).collect();
    for finding in &audit.findings {
        if !rules.iter().any(|(id, _)| *id == finding.rule) {
            rules.push((&finding.rule, 1));
        }
    }
    for (id, comparisons) in rules {
        let findings: Vec<&Finding> = audit.findings.iter().filter(|finding| finding.rule == id).collect();
        let mut case = TestCase::new(printable(id).as_ref(), status(audit, &findings, comparisons));
        case.set_classname(dataset.as_ref());
        let quieter: Vec<String> = findings.iter().filter(|one| !fails(audit, one)).map(|one| told(one)).collect();
        if !quieter.is_empty() {
            case.set_system_out(quieter.join("\n"));
        }
        suite.add_test_case(case);
    }
    if audit.problems > 0 {
        let mut error = TestCaseStatus::non_success(NonSuccessKind::Error);
        error.set_message(format!("{}: only what could be loaded was audited", counted(audit.problems, "problem")));
        let mut case = TestCase::new("the dataset can be loaded", error);
        case.set_classname(dataset.as_ref());
        suite.add_test_case(case);
    }
    suite
}

/// Whether the audit fails by it.
fn fails(audit: &Audit, finding: &Finding) -> bool {
    finding.level >= audit.threshold && finding.disposition.is_open()
}

/// How a rule's case ends. One that compared nothing has not passed: nothing agreed.
fn status(audit: &Audit, findings: &[&Finding], comparisons: u64) -> TestCaseStatus {
    let failures: Vec<&&Finding> = findings.iter().filter(|finding| fails(audit, finding)).collect();
    if let Some(first) = failures.first() {
        let mut failure = TestCaseStatus::non_success(NonSuccessKind::Failure);
        let others = match failures.len() - 1 {
            0 => String::new(),
            more => format!(" (and {more} more)"),
        };
        failure.set_type(first.level.word());
        failure.set_message(format!("{}{others}", printable(&first.headline)));
        failure.set_description(failures.iter().map(|one| told(one)).collect::<Vec<_>>().join("\n"));
        return failure;
    }
    if findings.is_empty() && comparisons == 0 {
        let mut skipped = TestCaseStatus::skipped();
        skipped.set_message("nothing was compared");
        return skipped;
    }
    TestCaseStatus::success()
}

/// A finding in plain lines: what, where, and all that is said of it.
fn told(finding: &Finding) -> String {
    let decided = match &finding.disposition {
        Disposition::New => String::new(),
        disposition => format!(", {}", disposition.word()),
    };
    let mut text = format!("{}{decided}: {}\n", finding.level.word(), printable(&finding.headline));
    for witness in finding.witnesses() {
        if let Some(place) = &witness.excerpt {
            let file = printable(&place.file);
            text += &format!("  {file}:{}:{}: {}\n", place.line, place.column, printable(&label(witness)));
        }
    }
    for (name, note) in notes(finding) {
        text += &format!("  {name}: {}\n", printable(&note));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::write;
    use crate::audit::Audit;
    use crate::audit::disposition::{Disposition, Since};
    use crate::report::samples;
    use crate::rules::level::Level;

    fn junit(audits: &[Audit]) -> String {
        let mut out = Vec::new();
        write(audits, &mut out).expect("memory takes everything");
        String::from_utf8(out).expect("text")
    }

    /// The numbers that the document's first element gives: cases, failures and errors.
    fn counted(audit: Audit) -> [String; 3] {
        let text = junit(&[audit]);
        let root = text.lines().nth(1).expect("a root").to_owned();
        ["tests", "failures", "errors"].map(|name| {
            let (_, value) = root.split_once(&format!(" {name}=\"")).expect("an attribute");
            value.split_once('"').expect("its end").0.to_owned()
        })
    }

    #[test]
    fn a_rule_is_a_case() {
        insta::assert_snapshot!(junit(&[samples::audit(), samples::empty_audit()]));
    }

    #[test]
    fn what_fails_the_audit_fails_its_case_and_nothing_else_does() {
        assert_eq!(counted(samples::audit()), ["5", "2", "0"]);
        assert_eq!(counted(Audit { threshold: Level::Warn, ..samples::audit() }), ["5", "3", "0"]);
        let mut known = samples::audit();
        known.findings[0].disposition = Disposition::Known(Since::default());
        assert_eq!(counted(known), ["5", "1", "0"]);
        assert_eq!(counted(samples::empty_audit()), ["2", "0", "1"], "what could not be loaded is an error");
        let unasked = Audit { rules: Vec::new(), ..samples::audit() };
        assert_eq!(counted(unasked), ["3", "2", "0"], "a finding always has a case");
    }

    #[test]
    fn no_character_is_left_that_xml_does_not_have() {
        let mut audit = samples::hostile_audit();
        audit.findings[0].headline += "\0\u{b}\u{fffe}\u{ffff} ]]> &<\"'";
        audit.findings[0].level = Level::Note;
        let loud = Audit { threshold: Level::Note, ..audit.clone() };
        for text in [junit(&[audit]), junit(&[loud])] {
            let is_xml = |c: char| matches!(c, '\n' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
            assert_eq!(text.chars().find(|&c| !is_xml(c)), None, "{text}");
            assert!(text.contains("␛[31m"), "what is there is shown: {text}");
        }
    }
}
