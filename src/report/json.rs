//! The round-trip format: one JSON document, see [`shape`](crate::report::shape).

use std::io;

use crate::audit::Audit;
use crate::report::shaping;

/// Writes one document for all audits, indented, with a line end.
///
/// # Errors
/// What `out` fails with.
pub fn write(audits: &[Audit], out: &mut dyn io::Write) -> io::Result<()> {
    // Into memory first: serde_json writes byte by byte, and `out` may be a pipe.
    let mut text = serde_json::to_vec_pretty(&shaping::report(audits))?;
    text.push(b'\n');
    out.write_all(&text)
}

#[cfg(test)]
mod tests {
    use super::write;
    use crate::report::samples;
    use crate::report::shape::{Report, schema};

    fn json(audits: &[crate::audit::Audit]) -> String {
        let mut out = Vec::new();
        write(audits, &mut out).expect("memory takes everything");
        String::from_utf8(out).expect("text")
    }

    #[test]
    fn a_finding_keeps_every_fact() {
        let mut audit = samples::audit();
        audit.findings.truncate(1);
        insta::assert_snapshot!(json(&[audit]));
    }

    #[test]
    fn a_report_reads_back_and_is_valid_by_its_published_schema() {
        let schema: serde_json::Value = serde_json::from_str(&schema()).expect("a schema is JSON");
        let validator = jsonschema::draft202012::new(&schema).expect("a schema");
        for audits in [vec![samples::audit(), samples::hostile_audit()], vec![samples::empty_audit()], vec![]] {
            let text = json(&audits);
            let report: Report = serde_json::from_str(&text).expect("a report");
            assert_eq!(report.audits.len(), audits.len());
            let value = serde_json::from_str(&text).expect("JSON");
            let errors: Vec<_> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
            assert_eq!(errors, [""; 0]);
        }
    }

    #[test]
    fn the_schema_refuses_what_a_report_never_holds() {
        let schema: serde_json::Value = serde_json::from_str(&schema()).expect("a schema is JSON");
        let mut value: serde_json::Value = serde_json::from_str(&json(&[samples::audit()])).expect("JSON");
        value["audits"][0]["findings"][0]["gap"] = 136.into();
        assert!(!jsonschema::draft202012::is_valid(&schema, &value), "an amount is never a JSON number");
    }

    #[test]
    fn every_place_holds_the_text_reported() {
        let report: Report = serde_json::from_str(&json(&[samples::audit()])).expect("a report");
        let witness = &report.audits[0].findings[0].left.witnesses[0];
        let excerpt = witness.excerpt.as_ref().expect("a place");
        let column = usize::try_from(excerpt.column).expect("a column");
        let at: String = excerpt.text.chars().skip(column - 1).take(excerpt.figure.chars().count()).collect();
        assert_eq!((at.as_str(), witness.value.as_deref()), ("51,579", Some("51579")));
    }
}
