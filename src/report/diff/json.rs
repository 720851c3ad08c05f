//! A difference as one JSON document.

use std::io;

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::Serialize;

use crate::load::schema::pretty;
use crate::report::diff::{Changed, Diff, Of};
use crate::report::shape::{Tool, VERSION};
use crate::report::shaping::tool;

/// What differs between two reports of counterclaim.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Diff")]
pub struct DiffShape<'d> {
    /// The version of this format.
    pub version: u32,
    /// What wrote it.
    pub tool: Tool,
    /// Discrepancies of the second report that the first has not.
    pub new: &'d [Of],
    /// Discrepancies of the first report that the second has not.
    pub gone: &'d [Of],
    /// Those in both that are not the same.
    pub changed: &'d [Changed],
    /// How many are the same in both.
    pub same: u64,
}

/// Writes one document, indented, with a line end.
///
/// # Errors
/// What `out` fails with.
pub fn write(diff: &Diff, out: &mut dyn io::Write) -> io::Result<()> {
    let Diff { new, gone, changed, same } = diff;
    let shape = DiffShape { version: VERSION, tool: tool(), new, gone, changed, same: *same };
    let mut text = serde_json::to_vec_pretty(&shape)?;
    text.push(b'\n');
    out.write_all(&text)
}

/// The JSON Schema (2020-12) of a difference.
#[must_use]
pub fn schema() -> String {
    pretty(&SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<DiffShape<'_>>())
}

#[cfg(test)]
mod tests {
    use super::{schema, write};
    use crate::report::diff::Diff;
    use crate::report::{samples, shaping};

    #[test]
    fn a_difference_is_valid_by_its_published_schema() {
        let schema: serde_json::Value = serde_json::from_str(&schema()).expect("a schema is JSON");
        let validator = jsonschema::draft202012::new(&schema).expect("a schema");
        let mut other = samples::hostile_audit();
        other.findings.extend(samples::audit().findings);
        other.findings[1].days = 41;
        let old = shaping::report(&[samples::audit()]);
        let mut out = Vec::new();
        write(&Diff::of(old, shaping::report(&[other])), &mut out).expect("memory takes everything");
        let value: serde_json::Value = serde_json::from_slice(&out).expect("JSON");
        let errors: Vec<_> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
        assert_eq!(errors, [""; 0]);
        assert_eq!(value["same"], 2);
        assert_eq!(value["changed"][0]["what"][0]["fact"], "headline");
    }
}
