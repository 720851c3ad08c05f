//! A row a discrepancy, for people with a spreadsheet. UTF-8 without a byte order mark, LF line
//! ends; an absent value is an empty cell, never a zero.

use std::io;

use ::csv::{Terminator, WriterBuilder};

use crate::audit::Audit;
use crate::audit::finding::{Finding, Implied, Side, Witness};
use crate::model::amount::Amount;
use crate::report::notes::with_it;
use crate::report::number::{counted, critical, percent_of_tenths, plain, share_of_one};

/// The columns. Readers may rely on them: new ones are added at the end.
#[rustfmt::skip]
pub const HEADER: [&str; 37] = [
    "finding", "rule", "level", "strength", "kind", "subject", "metric", "place", "period", "claims",
    "left_claim", "left_source", "left_value", "left_low", "left_high",
    "left_support", "left_conflict", "left_credibility",
    "right_claim", "right_source", "right_value", "right_low", "right_high",
    "right_support", "right_conflict", "right_credibility",
    "gap", "gap_percent", "critical_tolerance", "days", "first", "last",
    "arithmetic", "cause", "cause_evidence", "documents", "disposition",
];

/// Writes the header and the findings of all audits, one after the other.
///
/// # Errors
/// What `out` fails with.
pub fn write(audits: &[Audit], out: &mut dyn io::Write) -> io::Result<()> {
    let mut writer = WriterBuilder::new().terminator(Terminator::Any(b'\n')).from_writer(out);
    writer.write_record(HEADER).map_err(failure)?;
    for finding in audits.iter().flat_map(|audit| &audit.findings) {
        writer.write_record(row(finding)).map_err(failure)?;
    }
    for audit in audits.iter().filter(|audit| audit.problems > 0) {
        writer.write_record(left_out(audit)).map_err(failure)?;
    }
    writer.flush()
}

/// A row that is no finding: of an audit that left something out nobody can say that it is clean.
fn left_out(audit: &Audit) -> Vec<String> {
    let problems = counted(audit.problems, "problem");
    let of = |column: &str| match column {
        "kind" => "incomplete".to_owned(),
        "cause" => text(&format!("{problems} in {}: only what could be loaded was audited", audit.dataset)),
        _ => String::new(),
    };
    HEADER.iter().map(|column| of(column)).collect()
}

/// The writer's own error again: a closed pipe must be known as one.
pub(super) fn failure(error: ::csv::Error) -> io::Error {
    match error.into_kind() {
        ::csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// The cells of one finding, in the order of [`HEADER`].
fn row(finding: &Finding) -> Vec<String> {
    let claims: Vec<&str> = finding.witnesses().map(|witness| witness.claim.as_str()).collect();
    let mut row = vec![
        text(&finding.id),
        text(&finding.rule),
        text(finding.level.word()),
        text(finding.strength.map_or("", |strength| strength.word())),
        text(finding.kind.word()),
        text(&finding.subject),
        text(&finding.metric),
        text(&finding.place),
        text(&finding.period),
        text(&claims.join("; ")),
    ];
    row.extend(side(Some(&finding.left)));
    row.extend(side(finding.right.as_ref()));
    let (cause, evidence) = cause(finding);
    row.extend([
        finding.gap.map_or_else(String::new, |gap| plain(gap.amount)),
        finding.gap.and_then(|gap| gap.per_mille).map_or_else(String::new, percent_of_tenths),
        finding.critical.as_ref().map_or_else(String::new, critical),
        finding.days.to_string(),
        finding.first.map_or_else(String::new, |day| day.to_string()),
        finding.last.map_or_else(String::new, |day| day.to_string()),
        text(&arithmetic(finding).join("; ")),
        text(&cause),
        text(&evidence),
        text(&finding.documents().join("; ")),
        text(finding.disposition.word()),
    ]);
    row
}

/// The sum, line by line, and what is told with it.
fn arithmetic(finding: &Finding) -> Vec<String> {
    let with_it = with_it(finding).map(|(name, text)| format!("{name}: {text}"));
    finding.arithmetic.iter().cloned().chain(with_it).collect()
}

/// The likeliest cause, and what shows it; that none was found is said.
fn cause(finding: &Finding) -> (String, String) {
    match finding.causes.as_deref() {
        None => (String::new(), String::new()),
        Some([]) => ("none found".to_owned(), String::new()),
        Some([first, ..]) => {
            let words = format!("{} ({})", first.kind.word(), share_of_one(first.fit));
            let shown = std::iter::once(&first.sentence).chain(&first.evidence);
            (words, shown.map(String::as_str).collect::<Vec<_>>().join("; "))
        }
    }
}

/// The eight cells of a side: those of the claim that matters most.
fn side(side: Option<&Side>) -> [String; 8] {
    let Some(witness) = side.and_then(|side| side.witnesses.first()) else { return <[String; 8]>::default() };
    let number = |amount: Option<Amount>| amount.map_or_else(String::new, plain);
    let Witness { claim, source, value, low, high, support, conflict, credibility, .. } = witness;
    // What claims imply together is nobody's printed value.
    let (value, low, high) = match side.and_then(|side| side.implied) {
        Some(Implied { low, high }) => (None, low, high),
        None => (*value, *low, *high),
    };
    [
        text(claim),
        text(source),
        number(value),
        number(low),
        number(high),
        text(support.word()),
        text(conflict.word()),
        credibility.to_string(),
    ]
}

/// A cell of text. A spreadsheet would run one that begins like a formula; an apostrophe stops it.
pub(super) fn text(text: &str) -> String {
    let runs = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    if runs { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::{HEADER, write};
    use crate::audit::Audit;
    use crate::report::samples;

    fn csv(audits: &[Audit]) -> String {
        let mut out = Vec::new();
        write(audits, &mut out).expect("memory takes everything");
        String::from_utf8(out).expect("text")
    }

    /// The cells of a report as a reader gets them.
    fn read(report: &str) -> Vec<Vec<String>> {
        let mut reader = ::csv::ReaderBuilder::new().has_headers(false).flexible(false).from_reader(report.as_bytes());
        reader.records().map(|record| record.expect("a record").iter().map(str::to_owned).collect()).collect()
    }

    fn cell<'a>(row: &'a [String], column: &str) -> &'a str {
        &row[HEADER.iter().position(|&known| known == column).expect("a column")]
    }

    #[test]
    fn a_finding_is_a_row() {
        insta::assert_snapshot!(csv(&[samples::audit()]));
    }

    #[test]
    fn every_row_reads_back_to_the_columns_of_the_header() {
        let audits = [samples::audit(), samples::hostile_audit(), samples::empty_audit()];
        let rows = read(&csv(&audits));
        assert_eq!(rows[0], HEADER);
        let of = |audit: &Audit| audit.findings.len() + usize::from(audit.problems > 0);
        assert_eq!(rows.len(), 1 + audits.iter().map(of).sum::<usize>());
        let left_out: Vec<_> = rows.iter().filter(|row| cell(row, "kind") == "incomplete").collect();
        assert_eq!(left_out.len(), audits.iter().filter(|audit| audit.problems > 0).count());
        assert!(left_out.iter().all(|row| cell(row, "cause").contains(": only what could be loaded was audited")));
        assert!(rows.iter().all(|row| row.len() == HEADER.len()));
        assert_eq!(cell(&rows[1], "left_value"), "51579");
        assert_eq!(cell(&rows[1], "left_conflict"), "none", "nothing is a word, not an empty cell");
    }

    #[test]
    fn no_text_is_a_formula_and_negative_numbers_stay_numbers() {
        let rows = read(&csv(&[samples::hostile_audit()]));
        let numbers =
            ["left_value", "left_low", "left_high", "right_value", "right_low", "right_high", "gap", "gap_percent"];
        for (column, cell) in HEADER.iter().zip(&rows[1]) {
            let is_number = numbers.contains(column) && cell.parse::<f64>().is_ok();
            assert!(is_number || !cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']), "{column}: {cell:?}");
        }
        assert_eq!(cell(&rows[1], "left_source"), "'=cmd|' /C calc'!A0");
        assert_eq!(cell(&rows[1], "gap"), "-12.50");
    }
}
