//! Every format as its reader reads it, on a small fixture and on the shipped dataset.

use std::collections::BTreeMap;
use std::fs;
use std::sync::LazyLock;

use counterclaim::audit::finding::Witness;
use counterclaim::audit::options::Options;
use counterclaim::audit::{Audit, audit};
use counterclaim::model::number::NumberFormat;
use counterclaim::report::json_lines::{self, Line};
use counterclaim::report::shape::{Report, schema};
use counterclaim::report::{FORMATS, csv};
use serde_json::Value;

use crate::made::{audited, dataset, fixture, only, report, shipped};

static SHIPPED: LazyLock<Audit> = LazyLock::new(|| audited(&dataset("datasets/ukraine-losses")));

/// The columns that a reader of the CSV may rely on.
const HEADER: &str = "finding,rule,level,strength,kind,subject,metric,place,period,claims,\
left_claim,left_source,left_value,left_low,left_high,left_support,left_conflict,left_credibility,\
right_claim,right_source,right_value,right_low,right_high,right_support,right_conflict,right_credibility,\
gap,gap_percent,critical_tolerance,days,first,last,arithmetic,cause,cause_evidence,documents,disposition";

#[test]
fn a_small_audit_in_every_format() {
    // By one rule, so that a new one changes nothing here.
    let rule = only(shipped().get("part-outpaces-whole").expect("a shipped rule"));
    let audit = audit(&fixture("part-outpaces-whole"), &rule, &Options::default());
    // A page is too long to be read as a snapshot; it has laws of its own in `html.rs` and is used in `tests/browser`.
    for word in FORMATS.iter().map(|format| format.word).filter(|&word| word != "html") {
        insta::with_settings!({ omit_expression => true }, {
            insta::assert_snapshot!(format!("small.{word}"), report(word, audit.clone()));
        });
    }
}

#[test]
fn a_csv_report_reads_back_with_bare_numbers() {
    let text = report("csv", SHIPPED.clone());
    assert_eq!(csv::HEADER.join(","), HEADER);
    let mut reader = ::csv::Reader::from_reader(text.as_bytes());
    assert_eq!(reader.headers().expect("a header"), HEADER.split(',').collect::<Vec<_>>());
    let rows: Vec<BTreeMap<String, String>> = reader.deserialize().map(|row| row.expect("a row")).collect();
    assert_eq!(rows.len(), SHIPPED.findings.len());
    let bare = |text: &str| text.is_empty() || text.chars().all(|c| c.is_ascii_digit() || c == '.' || c == '-');
    for (row, finding) in rows.iter().zip(&SHIPPED.findings) {
        assert_eq!((&row["finding"], &row["rule"]), (&finding.id, &finding.rule));
        for column in [
            "left_value",
            "left_low",
            "left_high",
            "right_value",
            "right_low",
            "right_high",
            "gap",
            "gap_percent",
            "days",
        ] {
            assert!(bare(&row[column]), "{column}: {}", row[column]);
        }
        let value = finding.left.witnesses[0].value.map(|value| value.to_string().replace(',', "")).unwrap_or_default();
        assert_eq!(row["left_value"], value);
    }
}

#[test]
fn a_json_report_reads_back_and_is_what_its_schema_says() {
    let text = report("json", SHIPPED.clone());
    let read: Report = serde_json::from_str(&text).expect("a report without unknown members");
    assert_eq!(read.audits[0].findings.len(), SHIPPED.findings.len());
    let schema: Value = serde_json::from_str(&schema()).expect("a schema");
    let validator = jsonschema::draft202012::new(&schema).expect("a schema");
    let value: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(validator.iter_errors(&value).map(|error| error.to_string()).collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn json_lines_hold_the_findings_of_the_json_report() {
    let text = report("jsonl", SHIPPED.clone());
    let schema: Value = serde_json::from_str(&json_lines::schema()).expect("a schema");
    let validator = jsonschema::draft202012::new(&schema).expect("a schema");
    let whole: Report = serde_json::from_str(&report("json", SHIPPED.clone())).expect("a report");
    let mut findings = Vec::new();
    for line in text.lines() {
        let value: Value = serde_json::from_str(line).expect("JSON");
        assert!(validator.is_valid(&value), "{line}");
        if let Line::Finding(member) = serde_json::from_str(line).expect("a line without unknown members") {
            findings.push(member.finding);
        }
    }
    assert_eq!(findings, whole.audits[0].findings);
    assert!(text.lines().next_back().is_some_and(|line| line.starts_with(r#"{"type":"end""#)), "the report is whole");
}

#[test]
fn findings_have_ids_of_their_own() {
    let mut ids: Vec<&str> = SHIPPED.findings.iter().map(|finding| finding.id.as_str()).collect();
    ids.sort_unstable();
    let all = ids.len();
    ids.dedup();
    assert_eq!(ids.len(), all);
}

#[test]
fn the_text_at_every_reported_place_is_the_printed_figure() {
    let mut files: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut seen = 0;
    for witness in SHIPPED.findings.iter().flat_map(|finding| finding.witnesses()) {
        let excerpt = witness.excerpt.as_ref().expect("every claim of a file has a place");
        let figure = &excerpt.text[excerpt.span.clone()];
        let lines = files.entry(excerpt.file.clone()).or_insert_with(|| {
            fs::read_to_string(&excerpt.file).expect("the file").lines().map(str::to_owned).collect()
        });
        let number = |number: u64| usize::try_from(number).expect("a line or column") - 1;
        let line = &lines[number(excerpt.line)];
        let at: String = line.chars().skip(number(excerpt.column)).take(figure.chars().count()).collect();
        assert_eq!(at, figure, "{}:{}:{}", excerpt.file, excerpt.line, excerpt.column);
        assert!(is_printed(witness, figure.trim_matches('"')), "`{figure}` is not `{}`", witness.printed);
        seen += 1;
    }
    assert!(seen > 200, "{seen} places");
}

/// Whether the text is the claim's figure: its value, its `no`, or the words that stand for one.
fn is_printed(witness: &Witness, text: &str) -> bool {
    let english = NumberFormat { thousands: Some(','), decimal: '.' };
    match witness.value {
        Some(value) => english.parse(text).is_ok_and(|read| read == value),
        None => witness.printed.starts_with(text) && !text.is_empty(),
    }
}
