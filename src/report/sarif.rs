//! SARIF 2.1.0, which editors and code hosts show beside the lines that a report is about: a run a dataset, a result
//! a discrepancy.

mod message;
mod shape;
mod shaping;
mod uri;

use std::io;

use crate::audit::Audit;

/// Writes one log for all audits, indented, with a line end.
///
/// # Errors
/// What `out` fails with.
pub fn write(audits: &[Audit], out: &mut dyn io::Write) -> io::Result<()> {
    // Into memory first: serde_json writes byte by byte, and `out` may be a pipe.
    let mut text = serde_json::to_vec_pretty(&shaping::log(audits))?;
    text.push(b'\n');
    out.write_all(&text)
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::write;
    use crate::audit::Audit;
    use crate::audit::disposition::{Disposition, Reopened, Since, Waived};
    use crate::report::samples;

    fn sarif(audits: &[Audit]) -> Value {
        let mut out = Vec::new();
        write(audits, &mut out).expect("memory takes everything");
        serde_json::from_slice(&out).expect("JSON")
    }

    fn errors(log: &Value) -> Vec<String> {
        let schema = include_str!("../../tests/schemas/sarif-2.1.0.json");
        let schema: Value = serde_json::from_str(schema).expect("a schema is JSON");
        let validator = jsonschema::draft7::new(&schema).expect("a schema");
        validator.iter_errors(log).map(|error| format!("{}: {error}", error.instance_path)).collect()
    }

    /// The sample, of which one finding is new, one known and one waived.
    fn judged() -> Audit {
        let mut audit = samples::audit();
        let until = None;
        let waived = || Waived { reason: "counted twice by the source".to_owned(), by: "K. N.".to_owned(), until };
        audit.findings[1].disposition = Disposition::Known(Since::default());
        audit.findings[2].disposition = Disposition::Waived(waived(), Since { grown: 2 });
        let mut again = samples::stale_copy();
        again.disposition = Disposition::Reopened(Reopened::Expired(waived()));
        audit.findings.push(again);
        audit
    }

    #[test]
    fn every_log_is_valid_by_the_standards_schema() {
        for audits in [vec![samples::audit(), samples::hostile_audit()], vec![judged()], vec![samples::empty_audit()]] {
            assert_eq!(errors(&sarif(&audits)), [""; 0]);
        }
        assert_eq!(errors(&sarif(&[])), [""; 0]);
        let mut wrong = sarif(&[samples::audit()]);
        wrong["runs"][0]["results"][0]["level"] = "deny".into();
        assert_eq!(errors(&wrong).len(), 1, "the schema refuses what is no level");
    }

    #[test]
    fn a_rule_is_found_by_its_number_and_a_fact_by_its_name() {
        let log = sarif(&[samples::audit()]);
        let run = &log["runs"][0];
        for result in run["results"].as_array().expect("results") {
            let at = usize::try_from(result["ruleIndex"].as_u64().expect("a number")).expect("small");
            assert_eq!(run["tool"]["driver"]["rules"][at]["id"], result["ruleId"]);
            assert!(result.get("baselineState").is_none() && result.get("suppressions").is_none(), "{result}");
        }
        let first = &run["results"][0];
        assert_eq!((&first["level"], &first["properties"]["strength"]), (&"error".into(), &"discrepancy".into()));
        let region = &first["locations"][0]["physicalLocation"]["region"];
        assert_eq!(
            region.to_string(),
            r#"{"endColumn":82,"snippet":{"text":"51,579"},"startColumn":76,"startLine":7}"#
        );
        assert_eq!(first["relatedLocations"][0]["physicalLocation"]["region"]["startLine"], 24_011);
    }

    #[test]
    fn what_was_decided_is_said_of_all_results_or_of_none() {
        let log = sarif(&[judged()]);
        let states: Vec<_> = log["runs"][0]["results"]
            .as_array()
            .expect("results")
            .iter()
            .map(|result| (result["baselineState"].as_str(), result["suppressions"].as_array().map(Vec::len)))
            .collect();
        let (new, unchanged, updated) = (Some("new"), Some("unchanged"), Some("updated"));
        assert_eq!(states, [(new, Some(0)), (unchanged, Some(0)), (unchanged, Some(1)), (updated, Some(0))]);
        let suppression = &log["runs"][0]["results"][2]["suppressions"][0];
        assert_eq!(suppression["justification"], "counted twice by the source (K. N.)");
    }

    #[test]
    fn what_is_left_out_is_no_success() {
        let log = sarif(&[samples::empty_audit(), samples::audit()]);
        let ended = |run: usize| &log["runs"][run]["invocations"][0];
        assert_eq!(ended(0)["executionSuccessful"], false);
        assert_eq!(ended(1)["executionSuccessful"], true);
        let said = &ended(0)["toolExecutionNotifications"][0]["message"]["text"];
        assert_eq!(said, "1 problem: only what could be loaded was audited");
    }

    #[test]
    fn a_flood_is_cut_to_what_readers_take_and_that_is_said() {
        let mut audit = samples::audit();
        audit.findings = vec![samples::helicopters(); 25_002];
        let log = sarif(&[audit]);
        assert_eq!(log["runs"][0]["results"].as_array().map(Vec::len), Some(25_000));
        let said = &log["runs"][0]["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"];
        assert_eq!(said, "2 discrepancies are left out: readers of SARIF take 25,000 in a run");
    }
}
