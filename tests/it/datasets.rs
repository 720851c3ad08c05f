//! The shipped dataset: what must be found in it, each once, and what must not.

use std::collections::BTreeMap;
use std::fs;
use std::sync::LazyLock;

use counterclaim::audit::cause::CauseKind;
use counterclaim::audit::finding::{Critical, Finding, Side};
use counterclaim::audit::options::Options;
use counterclaim::audit::{Audit, audit};
use counterclaim::rules::level::{Level, Strength};
use serde_json::Value;

use crate::made::{audited, dataset, path, shipped};

const FOLDER: &str = "datasets/ukraine-losses";

static AUDIT: LazyLock<Audit> = LazyLock::new(|| audited(&dataset(FOLDER)));

fn of(rule: &str) -> Vec<&'static Finding> {
    AUDIT.findings.iter().filter(|finding| finding.rule == rule).collect()
}

fn ids(side: &Side) -> Vec<&str> {
    side.witnesses.iter().map(|witness| witness.claim.as_str()).collect()
}

fn right(finding: &Finding) -> Vec<&str> {
    finding.right.as_ref().map(ids).unwrap_or_default()
}

/// The findings of this rule with this claim on its left side.
fn about(rule: &str, claim: &str) -> Vec<&'static Finding> {
    of(rule).into_iter().filter(|finding| ids(&finding.left).contains(&claim)).collect()
}

fn only(rule: &str, claim: &str) -> &'static Finding {
    let found = about(rule, claim);
    assert_eq!(found.len(), 1, "{rule} on {claim}");
    found[0]
}

/// The rules of all findings that show this claim, on either side.
fn rules_on(claim: &str) -> Vec<&'static str> {
    let shown = AUDIT.findings.iter().filter(|finding| finding.witnesses().any(|witness| witness.claim == claim));
    let mut rules: Vec<&str> = shown.map(|finding| finding.rule.as_str()).collect();
    rules.sort_unstable();
    rules.dedup();
    rules
}

/// How often a rule held claims of the dataset against each other.
fn comparisons(rule: &str) -> u64 {
    let rule = shipped().get(rule).expect("a shipped rule");
    audit(&dataset(FOLDER), &crate::made::only(rule), &Options::default()).counts.comparisons
}

/// A published series as its publisher wrote it, by day.
fn series(file: &str) -> BTreeMap<String, Value> {
    let text = fs::read_to_string(path(FOLDER).join("series").join(file)).expect("a series");
    let rows: Vec<Value> = serde_json::from_str(&text).expect("an array");
    rows.into_iter().map(|row| (row["date"].as_str().expect("a day").to_owned(), row)).collect()
}

/// The names of one metric in the ministry's copy and in the other one.
const NAMES: [(&str, &str); 14] = [
    ("personnel", "personnel"),
    ("tanks", "tank"),
    ("afvs", "APC"),
    ("artillery", "field artillery"),
    ("airDefense", "anti-aircraft warfare"),
    ("rocketSystems", "MRL"),
    ("unarmoredVehicles", "vehicles and fuel tanks"),
    ("fixedWingAircraft", "aircraft"),
    ("rotaryWingAircraft", "helicopter"),
    ("uavs", "drone"),
    ("ships", "naval ship"),
    ("submarines", "submarines"),
    ("specialEquipment", "special equipment"),
    ("missiles", "cruise missiles"),
];

/// How many figures both copies have, and how many of them differ.
fn counted() -> (u64, u64) {
    let (personnel, equipment) = (series("gs-personnel.json"), series("gs-equipment.json"));
    let (mut both, mut different) = (0, 0);
    for (day, row) in series("mod-ua.json") {
        for (name, other) in NAMES {
            let beside = if name == "personnel" { &personnel } else { &equipment };
            let figures = row[name].as_i64().zip(beside.get(&day).and_then(|row| row[other].as_i64()));
            if let Some((here, there)) = figures {
                both += 1;
                different += u64::from(here != there);
            }
        }
    }
    (both, different)
}

#[test]
fn yesterdays_vehicles_stand_in_todays_list() {
    let finding = only("copy-differs-from-origin", "en25-vehicles");
    assert_eq!(right(finding), ["gs-equipment/2025-06-12/equipment.vehicles-and-fuel-tanks"]);
    let figures =
        (&finding.left.witnesses[0].printed, &finding.right.as_ref().expect("an origin").witnesses[0].printed);
    assert_eq!((figures.0.as_str(), figures.1.as_str()), ("51,579", "51,715"));
    assert_eq!((finding.level, finding.gap.map(|gap| gap.amount.digits)), (Level::Deny, Some(136)));
    assert_eq!(of("copy-differs-from-origin").len(), 1, "every other figure of the articles is that of the series");
}

#[test]
fn twenty_thousand_killed_outpace_four_thousand_killed_or_injured() {
    let finding = only("part-outpaces-whole", "ki24-kharkiv-killed");
    assert_eq!(right(finding), ["ki24-kharkiv-losses"]);
    assert!(matches!(finding.critical, Some(Critical::Days(3, _))), "{:?}", finding.critical);
    assert_eq!(of("part-outpaces-whole").len(), 1);
    assert_eq!(rules_on("ki24-lede"), [""; 0], "a restatement enters no pair");
}

#[test]
fn a_fifth_of_the_losses_on_all_fronts_is_missed_by_little() {
    let finding = only("killed-share-of-whole", "ki24-kharkiv-killed");
    // 18,000 less 2.34 % is a fifth of 85,890 more 2.34 %.
    assert_eq!(finding.critical, Some(Critical::PerCent(234)));
}

#[test]
fn the_first_week_is_one_finding_with_both_larger_figures() {
    let finding = only("adversaries-disagree", "en25-first-killed");
    assert_eq!(ids(&finding.left), ["en25-first-killed", "wk1-killed-6000"]);
    assert_eq!(right(finding), ["wk1-killed-ru"]);
    assert_eq!((finding.level, finding.left.count), (Level::Warn, 2));
    assert_eq!(of("adversaries-disagree").len(), 1);
    // 9,000 is a day later than 498: a growing count may be anything by then.
    assert!(!rules_on("wk1-killed-9000").contains(&"adversaries-disagree"));
}

#[test]
fn the_figure_that_was_not_the_day_s_was_the_day_before_s() {
    let finding = only("copy-differs-from-origin", "en25-vehicles");
    let cause = &finding.causes.as_ref().expect("two numbers are diagnosed")[0];
    assert_eq!((cause.kind, cause.odd.as_str()), (CauseKind::AnotherDay, "en25-vehicles"));
    assert_eq!(cause.evidence, ["gs-equipment/2025-06-11/equipment.vehicles-and-fuel-tanks"]);
    assert!(cause.fit > 950, "{cause:?}");
    assert_eq!(cause.reason, "1 in 545 figures as far off would fit by chance");
    let place = cause.places[0].as_ref().expect("a row of a file");
    assert!(place.file.ends_with("series/gs-equipment.json"), "{}", place.file);
    assert_eq!(&place.text[place.span.clone()], "51579", "{}", place.text);
}

#[test]
fn every_claim_that_shows_a_cause_is_shown_where_it_stands() {
    let causes = AUDIT.findings.iter().flat_map(|finding| finding.causes.iter().flatten());
    let mut seen = 0;
    for cause in causes {
        assert_eq!(cause.places.len(), cause.evidence.len(), "{cause:?}");
        assert!(!cause.evidence.is_empty() && cause.places.iter().all(Option::is_some), "{cause:?}");
        seen += cause.places.len();
    }
    assert!(seen >= 45, "{seen} places");
}

#[test]
fn two_copies_of_one_count_differ_as_often_as_their_files_do() {
    let (both, different) = counted();
    assert_eq!((both, different), (19_416, 114));
    let found = of("copies-differ");
    assert_eq!(found.iter().map(|finding| finding.days).sum::<u64>(), different);
    assert!(found.len() <= 68, "{} findings", found.len());
    let with = |kind: CauseKind| {
        let first = |finding: &&&Finding| {
            finding.causes.as_ref().is_some_and(|causes| causes.first().is_some_and(|cause| cause.kind == kind))
        };
        found.iter().filter(first).count()
    };
    let [day, row, digit] = [CauseKind::AnotherDay, CauseKind::RepeatedRow, CauseKind::ChangedDigit].map(with);
    let named = found.iter().filter(|finding| finding.causes.as_ref().is_some_and(|causes| !causes.is_empty())).count();
    assert_eq!(named, day + row + digit, "no other cause is named");
    let readme = fs::read_to_string(path("README.md")).expect("a README");
    let said = format!(
        "told as {} runs, {named} of them with a probable cause: {day} times the figure of another day, {row} times a row \
         published twice, {digit} times a digit that is another;",
        found.len()
    );
    assert!(readme.contains(&said), "the README should say: {said}");
    for metric in ["ground-robots", "mobile-srbm", "military-auto", "fuel-tanks"] {
        let named = format!("equipment.{metric}");
        assert!(found.iter().all(|finding| finding.metric != named), "{metric} is in one of the two lists only");
    }
    assert!(found.iter().all(|finding| finding.metric != "personnel.prisoners-held"));
}

#[test]
fn every_fall_is_found_and_an_announced_one_is_a_note() {
    // Where the other copy does not fall, the fall is told with the difference between the copies.
    let with_copies: Vec<&String> = of("copies-differ").into_iter().flat_map(|finding| &finding.follows).collect();
    let all: Vec<&Finding> = of("cumulative-falls").into_iter().chain(of("fall-corrected")).collect();
    for (table, file, falls) in [("gs-equipment", "gs-equipment.json", 13), ("mod-ua", "mod-ua.json", 16)] {
        let mut expected = Vec::new();
        let days = series(file);
        for ((_, before), (day, after)) in days.iter().zip(days.iter().skip(1)) {
            let columns = after.as_object().expect("a row").iter().filter(|(name, _)| *name != "day");
            let figures = columns.filter_map(|(name, value)| before[name].as_i64().zip(value.as_i64()));
            expected.extend(figures.filter(|(before, after)| after < before).map(|_| day.clone()));
        }
        assert_eq!(expected.len(), falls, "falls from one row to the next in {file}");
        let of_table = |finding: &&Finding| finding.left.witnesses[0].claim.starts_with(table);
        let mut found: Vec<String> = all
            .iter()
            .copied()
            .filter(of_table)
            .filter_map(|finding| finding.first)
            .map(|day| day.to_string())
            .collect();
        let told = with_copies.iter().filter(|line| line.ends_with(&format!(", in {table}")));
        let lower_on = |line: &&&String| line.split(" as of ").nth(2).map(|rest| rest[..10].to_owned());
        found.extend(told.filter_map(|line| lower_on(&line)));
        found.sort();
        assert_eq!(found, expected);
    }
    let corrections = series("gs-corrections.json");
    let of_first_copy = |finding: &&&Finding| finding.left.witnesses[0].claim.starts_with("gs-equipment");
    let days = |rule: &str| {
        let found = of(rule);
        let days = found.iter().filter(of_first_copy).filter_map(|finding| finding.first);
        days.map(|day| day.to_string()).collect::<Vec<String>>()
    };
    assert_eq!(days("cumulative-falls"), [""; 0], "nobody announced one that the other copy has too");
    let unannounced: Vec<&&String> = with_copies.iter().filter(|line| line.ends_with(", in gs-equipment")).collect();
    assert_eq!(unannounced.len(), 1);
    assert!(unannounced[0].contains("as of 2026-03-04"), "{unannounced:?}");
    let announced = days("fall-corrected");
    assert_eq!(announced.len(), 12);
    let corrected = |day: &&String| {
        let row = corrections.get(*day).and_then(Value::as_object).into_iter().flatten();
        row.filter(|(name, _)| *name != "day").any(|(_, value)| value.as_i64().is_some_and(|delta| delta < 0))
    };
    let apart: Vec<&String> = announced.iter().filter(|day| !corrected(day)).collect();
    assert_eq!(apart, ["2023-05-28"], "announced on the day before");
    assert!(corrected(&&"2023-05-27".to_owned()));
}

#[test]
fn a_headline_lost_its_nearly() {
    let finding = only("hedge-dropped", "ki23-headline");
    assert_eq!(right(finding), ["ki23-week-personnel"]);
    assert_eq!(finding.right.as_ref().expect("a root").witnesses[0].printed, "nearly 4,000");
}

#[test]
fn losses_are_not_disclosed_and_disclosed() {
    let finding = only("statement-contradicted", "en25-ua-undisclosed");
    assert!(right(finding).contains(&"en25-ua-killed"), "{:?}", right(finding));
    assert_eq!(about("statement-contradicted", "wk1-ua-undisclosed").len(), 0, "the figures are of other days");
    assert_eq!(about("statement-contradicted", "ki24-ua-undisclosed").len(), 0, "31,000 was said months before");
}

#[test]
fn one_count_drifts_through_five_words() {
    let finding = only("wording-drifts", "en25-18-months");
    for word in ["killed", "lost", "destroyed", "neutralised", "eliminated"] {
        assert!(finding.headline.contains(word), "{word}: {}", finding.headline);
    }
}

#[test]
fn februarys_total_is_stale_in_june() {
    let finding = only("stale-figure", "en25-ua-killed");
    assert!(finding.headline.contains("103 days"), "{}", finding.headline);
    assert_eq!(rules_on("ki24-named"), [""; 0], "nine days are not stale");
}

#[test]
fn dates_of_one_growing_total_never_stand_against_each_other() {
    let day = |claim: &str| claim.split('/').nth(1).map(str::to_owned);
    for finding in &AUDIT.findings {
        let Some(other) = finding.right.as_ref().filter(|side| side.implied.is_none()) else { continue };
        // One source over time is what these rules are about.
        if shipped().get(&finding.rule).is_some_and(|rule| rule.kind_word() == "series") {
            continue;
        }
        let days = (day(&finding.left.witnesses[0].claim), day(&other.witnesses[0].claim));
        let of_series = (days.0.is_some() && days.1.is_some()).then_some(());
        assert!(of_series.is_none() || days.0 == days.1, "{}", finding.headline);
    }
}

#[test]
fn some_claims_are_right_and_nothing_is_said_of_them() {
    // An interval, a rate, a day, a rounding, a list of names: none contradicts a running total.
    for claim in [
        "voa23-headline",
        "voa23-rounded",
        "voa23-total",
        "voa23-day",
        "en25-2024",
        "en25-2024-rate",
        "en25-tanks",
        "en25-submarines",
        "ki23-total",
        "ki23-week-equipment",
        "ki23-week-aircraft",
        "ki23-week-drones",
        "ki23-week-tanks",
        "ki23-week-artillery",
        "ki23-week-afv",
        "ki24-named",
        "wk1-headline",
    ] {
        // What is said of where a document's figures come from is said of no figure.
        let of_figures = |rule: &&str| shipped().get(rule).is_some_and(|rule| rule.kind_word() != "provenance");
        let rules: Vec<&str> = rules_on(claim).into_iter().filter(of_figures).collect();
        assert_eq!(rules, [""; 0], "{claim}");
    }
}

#[test]
fn of_four_averages_one_matches_no_usual_rounding() {
    assert_eq!(rules_on("en25-2022-rate"), ["average-does-not-match-total"]);
    assert_eq!(rules_on("en25-2023-rate"), ["average-by-another-convention"]);
    assert_eq!(rules_on("en25-2025-rate"), ["average-by-another-convention"]);
    let ends = |rule, claim, end: &str| {
        let found: &Finding = only(rule, claim);
        assert!(found.headline.ends_with(end), "{}", found.headline);
        found.strength
    };
    // At the strict reading 340 a day is no average of 106,720; rounded to tens it is.
    let end = "where 106,720 over 311 days is 343.15 a day: it would fit if rounded to tens";
    let strength = ends("average-does-not-match-total", "en25-2022-rate", end);
    assert_eq!(strength, Some(Strength::Discrepancy));
    let explained = |claim, end| assert_eq!(ends("average-by-another-convention", claim, end), None);
    explained("en25-2023-rate", "where 253,290 over 365 days is 693.95 a day: it fits if cut off, not if rounded");
    let end = "where 209,540 over 162 days is 1,293.46 a day: it fits over 163 days, not 162: 1,285.52 a day";
    explained("en25-2025-rate", end);
}

#[test]
fn the_years_and_the_average_of_the_rest_agree_with_the_total() {
    assert!(of("periods-do-not-add-up").is_empty());
    // Every running total from the end of 2023 on was held against the years before it, in both copies.
    assert!(comparisons("periods-do-not-add-up") > 1_600);
}

#[test]
fn wounded_for_each_one_killed_are_noted_outside_the_band_only() {
    let found = of("wounded-to-killed-ratio");
    let claims: Vec<&str> = found.iter().map(|finding| finding.left.witnesses[0].claim.as_str()).collect();
    assert_eq!(claims, ["wk1-wounded-ua", "en25-ua-wounded"]);
    assert!(
        found[1].headline.contains("beside over 46,000 killed: 7.28 to 8.26 for each one"),
        "{}",
        found[1].headline
    );
    assert!(found[0].arithmetic.contains(&"3,700 / 2,870 = 1.29".to_owned()), "{:?}", found[0].arithmetic);
    // 1,597 beside 498, and 900,000 of whom 250,000 died, were looked at as well.
    assert!(comparisons("wounded-to-killed-ratio") >= 4);
}

#[test]
fn a_list_that_begins_with_including_is_silent() {
    // 152 of 224 pieces are listed.
    assert_eq!(rules_on("ki23-week-equipment"), [""; 0]);
    assert_eq!(comparisons("sum-exceeds-whole"), 56);
}

#[test]
fn a_million_rounds_its_count_and_is_only_called_by_many_words() {
    for claim in ["en25-headline", "en25-million-reached", "en25-million-mark", "en25-million-destroyed"] {
        let rules = rules_on(claim);
        assert!(rules.is_empty() || rules == ["wording-drifts"], "{claim}: {rules:?}");
    }
}

#[test]
fn killed_below_casualties_are_only_old() {
    for claim in ["en25-nato-deaths", "en25-nato-losses"] {
        let rules = rules_on(claim);
        let allowed = ["jointly-impossible-across-sources", "stale-figure"];
        assert!(rules.iter().all(|rule| allowed.contains(&&**rule)), "{claim}: {rules:?}");
        // What is said of the first is said of a reading of the General Staff's word.
        assert_eq!(rules.len(), if claim == "en25-nato-deaths" { 2 } else { 1 }, "{claim}: {rules:?}");
    }
}

#[test]
fn februaries_a_year_apart_agree() {
    for finding in &AUDIT.findings {
        let on = |side: &Side, claim| side.witnesses.iter().any(|witness| witness.claim == claim);
        let Some(right) = &finding.right else { continue };
        for (a, b) in [("en25-ua-killed", "ki24-ua-killed"), ("ki24-ua-killed", "en25-ua-killed")] {
            assert!(!on(&finding.left, a) || !on(right, b), "{}", finding.headline);
        }
    }
}

#[test]
fn the_week_of_april_is_the_difference_of_two_reports() {
    let week =
        [("personnel", 4_000), ("aircraft", 1), ("drone", 33), ("tank", 23), ("field artillery", 56), ("APC", 39)];
    let (personnel, equipment) = (series("gs-personnel.json"), series("gs-equipment.json"));
    let at = |day: &str, name: &str| {
        let row = if name == "personnel" { &personnel[day] } else { &equipment[day] };
        row[name].as_i64().expect("a figure")
    };
    let agree =
        |from: &str, to: &str| week.iter().filter(|(name, lost)| at(to, name) - at(from, name) == *lost).count();
    let days: Vec<&String> = equipment.keys().collect();
    let mut all = Vec::new();
    for pair in days.windows(8) {
        if agree(pair[0], pair[7]) == week.len() {
            all.push((pair[0].as_str(), pair[7].as_str()));
        }
    }
    assert_eq!(all, [("2023-03-26", "2023-04-02")], "no other week of the war has these six figures");
    assert_eq!(rules_on("ki23-week-personnel"), ["hedge-dropped", "wording-drifts"]);
}

fn days_of(rule: &str, metric: &str) -> Vec<String> {
    let found = of(rule).into_iter().filter(|finding| finding.metric == metric);
    found.filter_map(|finding| finding.first).map(|day| day.to_string()).collect()
}

#[test]
fn three_days_of_personnel_losses_are_far_from_usual_and_one_of_them_is_a_correction() {
    assert_eq!(days_of("implausible-jump", "personnel.losses"), ["2022-10-30", "2023-11-16", "2025-02-28"]);
    let corrected: Vec<&Finding> =
        of("implausible-jump").into_iter().filter(|finding| finding.headline.contains("correction")).collect();
    assert_eq!(corrected.len(), 1);
    assert!(corrected[0].headline.contains("2,710") && corrected[0].headline.contains("+1,650"));
    assert_eq!((corrected[0].left.count, corrected[0].level), (2, Level::Note));
    assert!(of("implausible-jump").len() < 25);
}

#[test]
fn one_row_was_published_twice() {
    let found = of("stuck-row");
    assert_eq!(found.len(), 1);
    assert!(found[0].left.witnesses[0].claim.starts_with("mod-ua/2024-11-03/"));
    // What the copy made up for on the next day is no jump.
    assert!(days_of("implausible-jump", "personnel.losses").iter().all(|day| !day.starts_with("2024-11")));
}

#[test]
fn false_precision_of_a_series_is_one_note() {
    let found = of("precision-overstated");
    let rows = series("gs-personnel.json");
    let long = |row: &&Value| {
        let digits = row["personnel"].to_string();
        row["personnel*"] == "about" && digits.trim_end_matches('0').len() > 4
    };
    let expected = rows.values().filter(long).count() as u64;
    assert_eq!(found.iter().map(|finding| finding.days).collect::<Vec<_>>(), [expected]);
}

#[test]
fn every_missing_day_is_counted_once() {
    let rows = series("mod-ua.json");
    let days: Vec<chrono::NaiveDate> = rows.keys().map(|day| day.parse().expect("a day")).collect();
    let missing = (days[days.len() - 1] - days[0]).num_days() + 1 - i64::try_from(days.len()).expect("few");
    let found = of("gap-in-series");
    assert_eq!(found.iter().map(|finding| finding.days).sum::<u64>(), missing.unsigned_abs());
    assert!(found.iter().all(|finding| finding.left.witnesses[0].claim.starts_with("mod-ua/")));
}

#[test]
fn what_the_audit_comes_to() {
    let mut rules: BTreeMap<(&str, &str), (usize, u64)> = BTreeMap::new();
    for finding in &AUDIT.findings {
        let entry = rules.entry((finding.level.word(), &finding.rule)).or_default();
        *entry = (entry.0 + 1, entry.1 + finding.days);
    }
    let counts = &AUDIT.counts;
    let mut text = format!(
        "{} claims, {} statements, {} restatements, {} sources, {} documents, {} quantities\n\n",
        counts.claims, counts.statements, counts.restatements, counts.sources, counts.documents, counts.quantities
    );
    for ((level, rule), (findings, days)) in rules {
        text += &format!("{level} {rule}: {findings} findings, {days} days\n");
    }
    text += "\nnot compared:\n";
    for not in &AUDIT.not_compared {
        text += &format!("{} pairs: {}\n", not.pairs, not.reason);
    }
    insta::with_settings!({ omit_expression => true }, { insta::assert_snapshot!(text) });
}
