//! Each support, each conflict and each credibility, reached by a few figures as they were printed.

use std::collections::BTreeSet;

use counterclaim::graph::support::Support;
use counterclaim::load::written::Row;
use counterclaim::verify::conflict::Conflict;

use crate::made::{row, written};
use crate::verification::{Status, statuses};

/// Both parties' states, an alliance that uses the figures of both, and some who rely on nobody.
const SETTING: &str = r#"
anchor = { start = "2022-02-24" }

[metric.killed]
[metric.named]
bounds-below = "killed"
[metric.wounded]
[metric.both]
parts = ["killed", "wounded"]
[metric.losses]
reads-as = ["both", "killed"]
[metric.tanks]
[metric.held]
kind = "stock"

[subject.russian-forces]
party = "ru"

[source.staff]
group = "ua-state"
party = "ua"
[source.president]
group = "ua-state"
party = "ua"
[source.ministry]
group = "ru-state"
party = "ru"
[source.spokesman]
speaks-for = ["ministry"]
[source.nato]
relies-on = ["staff", "ministry", "unknown"]
[source.partner]
allied-with = ["ua"]
[source.other-partner]
allied-with = ["ua"]
[source.mediazona]
[source.oryx]
[source.red-cross]
[source.institute]
[source.university]
[source.agency]
relies-on = ["staff"]
[source.wire]
relies-on = ["agency"]
[source.euronews]
"#;

/// A claim on Russian forces; columns that are empty are left out.
fn said(id: &str, source: &str, metric: &str, period: &str, value: &str, more: &[(&str, &str)]) -> Row {
    let known = [
        ("id", id),
        ("source", source),
        ("subject", "russian-forces"),
        ("metric", metric),
        ("period", period),
        ("value", value),
    ];
    row(&[&known, more].concat())
}

/// The status of the claim called `figure`.
fn figure(rows: &[Row]) -> Status {
    statuses(&written(SETTING, rows)).remove("figure").expect("a claim of that id")
}

const JUNE: &str = "start/2025-06-12";
const JULY: &str = "start/2024-07-12";
const ABOUT: (&str, &str) = ("hedge", "about");

/// A case, its claims, and the words that the claim `figure` gets.
type Case = (&'static str, Vec<Row>, (&'static str, &'static str, u8));

fn cases() -> Vec<Case> {
    vec![
        (
            "an outlet's own figure, of which nobody says whose it is",
            vec![said("figure", "euronews", "killed", "2025-06-09/2025-06-12", "2", &[("attribution", "none")])],
            ("unattributed", "none", 6),
        ),
        (
            "two print each other's figure, and who relies on one of them has it from nobody",
            vec![
                said("theirs", "red-cross", "killed", JUNE, "10,900", &[("via", "agency")]),
                said("back", "agency", "killed", JUNE, "10,900", &[("via", "red-cross")]),
                said("figure", "wire", "killed", JUNE, "10,900", &[]),
            ],
            ("unattributed", "none", 6),
        ),
        (
            "one state's count, announced by its president and printed by outlets, is one lineage",
            vec![
                said("figure", "staff", "both", "start/2023-12-17", "346,070", &[]),
                said("again", "president", "both", "start/2023-12-17", "346,070", &[("via", "euronews")]),
            ],
            ("reported", "none", 6),
        ),
        (
            "an agency that only relies on the count, and who relies on that agency, confirm nothing",
            vec![
                said("figure", "staff", "tanks", JUNE, "10,900", &[]),
                said("again", "agency", "tanks", JUNE, "10,950", &[]),
                said("at-third-hand", "wire", "tanks", JUNE, "10,850", &[]),
            ],
            ("reported", "none", 6),
        ),
        (
            "an estimate that leaves room, from figures of both sides and of others, only fits",
            vec![
                said("figure", "staff", "both", JUNE, "1,000,340", &[]),
                said("estimate", "nato", "both", JUNE, "900,000", &[("hedge", "surpassed"), ("method", "estimate")]),
            ],
            ("reported", "none", 3),
        ),
        (
            "names counted up to an earlier day bound the dead from below, whoever else is behind the estimate",
            vec![
                said("figure", "nato", "killed", "start/2025-04-10", "250,000", &[]),
                said("names", "mediazona", "named", JULY, "59,168", &[("method", "named-list")]),
            ],
            ("bounded", "none", 3),
        ),
        (
            "films show what was lost at least",
            vec![
                said("figure", "staff", "tanks", JUNE, "10,933", &[]),
                said("films", "oryx", "tanks", JUNE, "4,021", &[("method", "visual")]),
            ],
            ("bounded", "none", 3),
        ),
        (
            "the films of all but a few of them are still a floor and verify nothing",
            vec![
                said("figure", "staff", "tanks", JUNE, "10,933", &[]),
                said("films", "oryx", "tanks", JUNE, "10,930", &[("method", "visual")]),
            ],
            ("bounded", "none", 3),
        ),
        (
            "what an alliance makes of both sides' figures and of others confirms in part",
            vec![
                said("figure", "staff", "both", JUNE, "1,000,000", &[ABOUT]),
                said("estimate", "nato", "both", JUNE, "950,000", &[ABOUT, ("method", "estimate")]),
            ],
            ("probable", "none", 2),
        ),
        (
            "one independent estimate corroborates",
            vec![
                said("figure", "staff", "killed", JUNE, "250,000", &[ABOUT]),
                said("estimate", "institute", "killed", JUNE, "240,000", &[ABOUT]),
            ],
            ("corroborated", "none", 2),
        ),
        (
            "two partners of the claimant corroborate and verify nothing",
            vec![
                said("figure", "staff", "killed", JUNE, "250,000", &[ABOUT]),
                said("one", "partner", "killed", JUNE, "240,000", &[ABOUT]),
                said("two", "other-partner", "killed", JUNE, "245,000", &[ABOUT]),
            ],
            ("corroborated", "none", 1),
        ),
        (
            "the claimant's word does not get disinterested by an agency that repeats it",
            vec![
                said("figure", "partner", "killed", JUNE, "250,000", &[ABOUT]),
                said("one", "staff", "killed", JUNE, "240,000", &[ABOUT]),
                said("copy", "agency", "killed", JUNE, "240,000", &[ABOUT]),
                said("two", "institute", "killed", JUNE, "245,000", &[ABOUT]),
            ],
            ("corroborated", "none", 1),
        ),
        (
            "who went and counted verifies",
            vec![
                said("figure", "staff", "held", "start/2022-03-01", "200", &[]),
                said("visit", "red-cross", "held", "start/2022-03-01", "200", &[("method", "inspection")]),
            ],
            ("independently-verified", "none", 1),
        ),
        (
            "who went and counted, and found a few fewer, corroborates",
            vec![
                said("figure", "staff", "held", "start/2022-03-01", "200", &[]),
                said("visit", "red-cross", "held", "start/2022-03-01", "190", &[("method", "inspection")]),
            ],
            ("corroborated", "none", 2),
        ),
        (
            "two estimates that have nothing in common verify",
            vec![
                said("figure", "staff", "killed", JUNE, "250,000", &[ABOUT]),
                said("one", "institute", "killed", JUNE, "240,000", &[ABOUT]),
                said("two", "university", "killed", JUNE, "245,000", &[ABOUT]),
            ],
            ("independently-verified", "none", 1),
        ),
        (
            "two that print one unusual number are one, whatever words they print beside it",
            vec![
                said("figure", "staff", "killed", JUNE, "250,000", &[ABOUT]),
                said("one", "institute", "killed", JUNE, "243,718", &[]),
                said("two", "university", "killed", JUNE, "243,718", &[ABOUT]),
            ],
            ("corroborated", "none", 2),
        ),
        (
            "a side's count of its own dead is a floor, also by its spokesman",
            vec![
                said("figure", "staff", "killed", "start/2022-03-02", "500", &[ABOUT]),
                said("own", "spokesman", "killed", "start/2022-03-02", "498", &[]),
            ],
            ("bounded", "none", 3),
        ),
        (
            "both sides, independent of each other, and neither near the other",
            vec![
                said("figure", "staff", "killed", "start/2022-03-01", "5,710", &[]),
                said("own", "ministry", "killed", "start/2022-03-02", "498", &[]),
            ],
            ("reported", "disputed", 4),
        ),
        (
            "disputed by who is better supported",
            vec![
                said("figure", "staff", "tanks", JUNE, "10,933", &[]),
                said("one", "institute", "tanks", JUNE, "4,021", &[]),
                said("two", "red-cross", "tanks", JUNE, "4,021", &[("method", "registry")]),
            ],
            ("reported", "disputed", 5),
        ),
        (
            "of figures that are not independent one can only be in tension",
            vec![
                said("figure", "agency", "tanks", JUNE, "10,933", &[]),
                said("count", "staff", "tanks", JUNE, "8,021", &[]),
            ],
            ("reported", "tension", 4),
        ),
        (
            "one voice, one day, two figures",
            vec![
                said("figure", "staff", "tanks", JUNE, "10,933", &[]),
                said("again", "staff", "tanks", JUNE, "10,392", &[]),
            ],
            ("reported", "self-contradictory", 5),
        ),
        (
            "too many only if the losses are the dead alone",
            vec![
                said("figure", "staff", "losses", "start/2025-03-31", "914,050", &[]),
                said("dead", "institute", "killed", "start/2025-04-10", "250,000", &[]),
            ],
            ("reported", "definition-dependent", 4),
        ),
        (
            "verified and disputed is not shown as verified",
            vec![
                said("figure", "staff", "tanks", JUNE, "10,933", &[]),
                said("visit", "red-cross", "tanks", JUNE, "10,933", &[("method", "inspection")]),
                said("other", "institute", "tanks", JUNE, "4,000", &[]),
            ],
            ("corroborated", "disputed", 4),
        ),
        (
            "verified and self-contradictory is not shown as verified",
            vec![
                said("figure", "staff", "tanks", JUNE, "10,933", &[]),
                said("again", "staff", "tanks", JUNE, "10,392", &[]),
                said("visit", "red-cross", "tanks", JUNE, "10,933", &[("method", "inspection")]),
            ],
            ("corroborated", "self-contradictory", 5),
        ),
    ]
}

#[test]
fn every_case_gets_the_words_of_its_definition() {
    let wrong: Vec<String> = cases()
        .into_iter()
        .filter_map(|(name, rows, expected)| {
            let found = figure(&rows);
            (found.words() != expected).then(|| format!("{name}: {found:?}, not {expected:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_cases_reach_every_word() {
    let cases = cases();
    let reached: BTreeSet<&str> =
        cases.iter().flat_map(|(_, _, (support, conflict, _))| [*support, *conflict]).collect();
    let words = Support::WORDS.map(|(word, _)| word).into_iter().chain(Conflict::WORDS.map(|(word, _)| word));
    let missing: Vec<&str> = words.filter(|word| !reached.contains(word)).collect();
    assert_eq!(missing, [""; 0]);
    let numbers: BTreeSet<u8> = cases.iter().map(|(_, _, (_, _, number))| *number).collect();
    assert_eq!(numbers, (1..=6).collect());
}
