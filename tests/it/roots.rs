//! One wrong figure is one finding, whatever it stands against; two wrong ones are two.

use counterclaim::audit::finding::{Finding, Mended};
use counterclaim::load::written::Row;
use counterclaim::model::amount::Amount;

use crate::made::{audited, row, written};

/// Two parties.
const SETTING: &str = r#"
anchor = { start = "2022-02-24" }

[metric.killed]
[subject.forces]
party = "them"
[source.staff]
party = "us"
[source.ministry]
party = "them"
"#;

/// One voice's running totals some days before and after a year, what came in the year, and how much of it a day.
const FIGURES: [(&str, &str, &str, &str); 4] = [
    ("before", "start/2023-12-29", "100,310", ""),
    ("after", "start/2025-01-02", "172,940", ""),
    ("of-the-year", "2024", "72,590", ""),
    ("a-day", "2024", "198", "day"),
];

fn claim(source: &str, id: &str, period: &str, value: &str, per: &str) -> Row {
    row(&[
        ("id", id),
        ("source", source),
        ("subject", "forces"),
        ("metric", "killed"),
        ("period", period),
        ("value", value),
        ("per", per),
    ])
}

/// The findings on the staff's figures, with slips, and on other claims.
fn found(slips: &[(&str, &str)], others: &[Row]) -> Vec<Finding> {
    let slipped = |id: &str, value: &'static str| -> String {
        slips.iter().find(|(of, _)| *of == id).map_or(value, |(_, slip)| slip).to_owned()
    };
    let mut rows: Vec<Row> =
        FIGURES.iter().map(|(id, period, value, per)| claim("staff", id, period, &slipped(id, value), per)).collect();
    rows.extend_from_slice(others);
    audited(&written(SETTING, &rows)).findings
}

fn rules(findings: &[Finding]) -> Vec<&str> {
    findings.iter().map(|finding| finding.rule.as_str()).collect()
}

fn mended(finding: &Finding) -> Option<&str> {
    finding.mended_by.as_ref().map(|mended| mended.claim.as_str())
}

#[test]
fn what_is_right_is_passed_over() {
    assert_eq!(rules(&found(&[], &[])), [""; 0]);
}

#[test]
fn a_slip_against_several_figures_is_told_once_with_what_it_should_be() {
    let findings = found(&[("of-the-year", "92,590")], &[]);
    assert_eq!(findings.len(), 1, "{:?}", rules(&findings));
    // 366 days of 198, rounded half up, in 2024 and no more than what the totals leave.
    let (low, high) = (Amount::whole(72_285), Amount::whole(72_630));
    let (claim, printed) = ("of-the-year".to_owned(), "92,590".to_owned());
    assert_eq!(findings[0].mended_by, Some(Mended { claim, printed, low: Some(low), high: Some(high) }));
    assert!(!findings[0].follows.is_empty() && !findings[0].also.is_empty(), "{:#?}", findings[0]);
}

#[test]
fn two_slips_are_two_findings() {
    let elsewhere =
        [claim("ministry", "theirs", "2025", "50,000", ""), claim("ministry", "their-day", "2025", "155", "day")];
    let findings = found(&[("of-the-year", "92,590")], &elsewhere);
    let of = |source: &str| findings.iter().filter(|finding| finding.left.witnesses[0].source == source).count();
    assert_eq!((of("staff"), of("ministry")), (1, 1), "{:?}", rules(&findings));
}

#[test]
fn a_disagreement_that_no_change_for_the_slip_settles_is_told_apart() {
    // Put right, the year's figure still stands against the adversary's.
    let against = [claim("ministry", "theirs", "2024", "5,000", "")];
    let findings = found(&[("of-the-year", "92,590")], &against);
    assert!(rules(&findings).contains(&"adversaries-disagree"), "{:?}", rules(&findings));
    assert!(findings.iter().any(|finding| mended(finding).is_some()), "{:?}", rules(&findings));
}

#[test]
fn a_disagreement_that_the_same_change_settles_is_told_with_the_slip() {
    let with = [claim("ministry", "theirs", "2024", "72,590", "")];
    let findings = found(&[("of-the-year", "92,590")], &with);
    assert_eq!(findings.len(), 1, "{:?}", rules(&findings));
    assert!(findings[0].also.iter().any(|rule| rule == "adversaries-disagree"), "{:?}", findings[0].also);
}

#[test]
fn a_small_slip_explains_no_great_disagreement() {
    let findings = found(&[("before", "172,946")], &[claim("ministry", "theirs", "start/2025-01-02", "17,294", "")]);
    let rules = rules(&findings);
    assert!(rules.contains(&"adversaries-disagree") && rules.len() > 1, "{rules:?}");
}
