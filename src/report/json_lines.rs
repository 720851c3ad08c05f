//! The facts of the JSON report, an object a line: for streams, and for reports that do not fit in memory.

use std::io;

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::{Deserialize, Serialize};

use crate::audit::Audit;
use crate::load::schema::pretty;
use crate::report::shape::{CountsShape, FindingShape, NotComparedShape, Tool, VERSION};
use crate::report::shaping;
use crate::rules::level::Level;

/// One line: an audit, then its findings, and at last the end, without which the report is cut.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Line {
    /// An audit begins; its findings follow.
    Audit(Box<Head>),
    /// A discrepancy of the audit that began last.
    Finding(Box<Member>),
    /// The report is complete.
    End(End),
}

/// An audit without its findings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// The version of this format.
    pub version: u32,
    /// What wrote the report.
    pub tool: Tool,
    /// The dataset's folder as the user named it.
    pub dataset: String,
    /// Its title.
    pub title: String,
    /// The date on which the audit stands: given, or the dataset's latest.
    #[schemars(extend("format" = "date"))]
    pub as_of: Option<String>,
    /// What was looked at.
    pub counts: CountsShape,
    /// What was not compared, and why.
    pub not_compared: Vec<NotComparedShape>,
    /// What the loader did that a reader should know.
    pub notes: Vec<String>,
    /// How many problems the dataset has; above 0 only what could be loaded was audited.
    pub problems: u64,
}

/// A finding and whose it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Member {
    /// The dataset's folder as the user named it.
    pub dataset: String,
    /// The discrepancy.
    pub finding: FindingShape,
}

/// How many lines came before the last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct End {
    /// Audits.
    pub audits: u64,
    /// Findings.
    pub findings: u64,
    /// Of these, at `deny`.
    pub deny: u64,
    /// Of these, at `warn`.
    pub warn: u64,
    /// Of these, at `note`.
    pub note: u64,
}

/// Writes the lines of all audits.
///
/// # Errors
/// What `out` fails with.
pub fn write(audits: &[Audit], out: &mut dyn io::Write) -> io::Result<()> {
    for audit in audits {
        put(&Line::Audit(Box::new(head(audit))), out)?;
        for finding in &audit.findings {
            let finding = shaping::finding(finding);
            put(&Line::Finding(Box::new(Member { dataset: audit.dataset.clone(), finding })), out)?;
        }
    }
    let at = |level| audits.iter().map(|audit| audit.at_level(level) as u64).sum();
    let findings = audits.iter().map(|audit| audit.findings.len() as u64).sum();
    let (deny, warn, note) = (at(Level::Deny), at(Level::Warn), at(Level::Note));
    put(&Line::End(End { audits: audits.len() as u64, findings, deny, warn, note }), out)
}

/// The JSON Schema (2020-12) of a line.
#[must_use]
pub fn schema() -> String {
    pretty(&SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<Line>())
}

fn put(line: &Line, out: &mut dyn io::Write) -> io::Result<()> {
    let mut text = serde_json::to_vec(line)?;
    text.push(b'\n');
    out.write_all(&text)
}

fn head(audit: &Audit) -> Head {
    let shape = shaping::audit(audit);
    Head {
        version: VERSION,
        tool: shaping::tool(),
        dataset: shape.dataset,
        title: shape.title,
        as_of: shape.as_of,
        counts: shape.counts,
        not_compared: shape.not_compared,
        notes: shape.notes,
        problems: shape.problems,
    }
}

#[cfg(test)]
mod tests {
    use super::{End, Line, schema, write};
    use crate::report::samples;

    #[test]
    fn every_line_reads_back_is_valid_and_the_last_counts_the_others() {
        let audits = [samples::audit(), samples::hostile_audit(), samples::empty_audit()];
        let mut out = Vec::new();
        write(&audits, &mut out).expect("memory takes everything");
        let text = String::from_utf8(out).expect("text");
        let schema: serde_json::Value = serde_json::from_str(&schema()).expect("a schema is JSON");
        let validator = jsonschema::draft202012::new(&schema).expect("a schema");
        for line in text.lines() {
            let value = serde_json::from_str(line).expect("JSON");
            let errors: Vec<_> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
            assert_eq!(errors, [""; 0]);
        }
        let lines: Vec<Line> = text.lines().map(|line| serde_json::from_str(line).expect("a line")).collect();
        let findings = lines.iter().filter(|line| matches!(line, Line::Finding(_))).count() as u64;
        let end = Line::End(End { audits: 3, findings, deny: 3, warn: 1, note: 0 });
        assert_eq!(lines.last(), Some(&end));
        assert!(text.ends_with("{\"type\":\"end\",\"audits\":3,\"findings\":4,\"deny\":3,\"warn\":1,\"note\":0}\n"));
    }

    #[test]
    fn a_member_nobody_knows_is_refused() {
        assert!(
            serde_json::from_str::<Line>(r#"{"type":"end","audits":0,"findings":0,"deny":0,"warn":0,"note":0}"#)
                .is_ok()
        );
        assert!(
            serde_json::from_str::<Line>(r#"{"type":"end","audits":0,"findings":0,"deny":0,"warn":0,"note":0,"x":1}"#)
                .is_err()
        );
    }
}
