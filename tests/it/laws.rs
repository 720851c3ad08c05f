//! What always holds, whatever the claims: the laws of the rules and of the model.

use std::collections::BTreeSet;

use counterclaim::audit::finding::Critical;
use counterclaim::audit::{audit, options::Options};
use counterclaim::graph::claim_graph::ClaimGraph;
use counterclaim::load::page::Page;
use counterclaim::load::toml::{TomlText, parse};
use counterclaim::load::written::Row;
use counterclaim::load::written::{self, Setting};
use counterclaim::model::amount::Amount;
use counterclaim::model::dataset::Dataset;
use counterclaim::model::edtf::EdtfDate;
use counterclaim::model::figure::Figure;
use counterclaim::model::hedge::Reading;
use counterclaim::model::interval::Interval;
use counterclaim::model::number::NumberFormat;
use counterclaim::model::period::PeriodRelation;
use counterclaim::report::FORMATS;
use counterclaim::rules::set::RuleSet;
use proptest::prelude::Strategy;
use proptest::{prop_assert, prop_assert_eq, proptest};

use crate::made::{audited, doubled, only, report, row, said, shipped, verdicts};
use crate::random::{self, Kinds, Rows, SETTING, claims, dataset, shuffled, text};

/// The audit in every format, one after the other, with all that a page draws.
fn reports(dataset: &Dataset, rules: &RuleSet, jobs: Option<usize>) -> String {
    let audited = audit(dataset, rules, &Options { jobs, exhibits: true, ..Options::default() });
    FORMATS.iter().map(|format| report(format.word, audited.clone())).collect()
}

/// The rules in the opposite order of their ids.
fn backwards() -> RuleSet {
    let mut set = RuleSet::default();
    for rule in shipped().iter().collect::<Vec<_>>().into_iter().rev() {
        let text = TomlText { file: rule.origin.clone(), text: rule.text.clone() };
        assert_eq!(set.add(&rule.id, &text), []);
    }
    set
}

/// The rows, and the same with some figures widened downwards and upwards.
fn widened() -> impl Strategy<Value = (Rows, Rows)> {
    let plain = Kinds { plain: true, ..Kinds::default() };
    let focused = Kinds { plain: true, one_quantity: true };
    let rows = proptest::prop_oneof![claims(plain, 12), claims(focused, 8)];
    (rows, proptest::collection::vec((0_i64..9, 0_i64..9), 12)).prop_map(|(rows, widths)| {
        let mut wide = rows.clone();
        for (row, (down, up)) in wide.0.iter_mut().zip(widths) {
            for (column, text) in row {
                let number = || text.parse::<i64>().expect("a number");
                match column.as_str() {
                    "low" => *text = (number() - down).max(0).to_string(),
                    "high" => *text = (number() + up).to_string(),
                    _ => {}
                }
            }
        }
        (rows, wide)
    })
}

/// For every shipped rule on pairs: the right claims of which it speaks, every pair by itself.
fn pairwise(dataset: &Dataset) -> BTreeSet<(String, String)> {
    let mut found = BTreeSet::new();
    for rule in shipped().iter().filter(|rule| rule.kind_word() == "compare") {
        let (head, examples) = rule.text.split_once("[[example]]").expect("a rule has examples");
        if head.lines().any(|line| line.starts_with("right") || line.starts_with("group")) {
            continue;
        }
        let text = format!("{head}group = \"pair\"\n\n[[example]]{examples}");
        for verdict in verdicts(&crate::made::rule(&rule.id, &text), dataset) {
            let right = verdict.right.expect("a pair");
            found.insert((rule.id.clone(), dataset.claim(right.claims[0]).id().to_owned()));
        }
    }
    found
}

proptest! {
    #![proptest_config(random::cases(150))]

    #[test]
    fn a_claim_never_conflicts_with_itself(rows in claims(Kinds::default(), 12)) {
        let dataset = dataset(&rows);
        for rule in shipped().iter().filter(|rule| rule.is_about_amounts()) {
            for verdict in verdicts(rule, &dataset) {
                let right = verdict.right.expect("two sides");
                // What a lineage implies may rest on the claim's own end, never on it alone.
                let shared = verdict.left.claims.iter().filter(|claim| right.claims.contains(claim)).count();
                prop_assert!(right.implied || shared == 0, "{}", rule.id);
            }
        }
        let alone = Rows(rows.0[..1].to_vec());
        let alone = random::dataset(&alone);
        for rule in shipped().iter().filter(|rule| rule.kind_word() != "claim") {
            prop_assert_eq!(verdicts(rule, &alone), []);
        }
    }

    #[test]
    fn a_wider_figure_adds_no_verdict_on_pairs((rows, wide) in widened()) {
        let (before, after) = (pairwise(&dataset(&rows)), pairwise(&dataset(&wide)));
        prop_assert!(after.is_subset(&before), "{after:?} of {before:?} {wide:?}");
    }

    #[test]
    fn the_order_of_rows_changes_no_report((rows, other) in shuffled(16)) {
        let (rows, other) = (dataset(&rows), dataset(&other));
        prop_assert_eq!(reports(&rows, shipped(), None), reports(&other, shipped(), None));
    }

    #[test]
    fn the_order_of_rules_and_the_number_of_threads_change_no_byte(rows in claims(Kinds::default(), 16)) {
        let dataset = dataset(&rows);
        let bytes = reports(&dataset, shipped(), Some(1));
        prop_assert_eq!(&bytes, &reports(&dataset, &backwards(), Some(1)));
        prop_assert_eq!(&bytes, &reports(&dataset, shipped(), Some(3)));
        prop_assert_eq!(&bytes, &reports(&dataset, shipped(), None));
    }

    #[test]
    fn a_copy_under_new_ids_adds_no_verdict(rows in claims(Kinds::default(), 12)) {
        let dataset = dataset(&rows);
        let twice = doubled(&dataset);
        prop_assert_eq!(ClaimGraph::build(&twice).verify(&twice), [""; 0]);
        for rule in shipped().iter().filter(|rule| rule.kind_word() != "claim") {
            let (once, again) = (said(&dataset, &verdicts(rule, &dataset)), said(&twice, &verdicts(rule, &twice)));
            let new: Vec<&String> = again.difference(&once).collect();
            prop_assert!(new.is_empty(), "{}: {new:#?}\nbefore: {once:#?}", rule.id);
        }
    }

    #[test]
    fn two_claims_meet_or_miss_in_either_order(
        rows in (random::claim(Kinds::default()), random::claim(Kinds::default())),
        table in proptest::sample::select(vec!["source-contradicts-itself", "copies-differ"]),
    ) {
        let pair = |[first, second]: [&Row; 2]| {
            let named = |row: &Row, id: &str| {
                // One source, metric, place and period, so that the two meet at all.
                let shared = ["source", "metric", "place", "period", "day-convention", "document"];
                let mut row: Row = row.iter().filter(|(column, _)| !shared.contains(&column.as_str())).cloned().collect();
                row.extend(rows.0.iter().filter(|(column, _)| shared.contains(&column.as_str())).cloned());
                row.push(("id".to_owned(), id.to_owned()));
                row
            };
            let dataset = dataset(&Rows(vec![named(first, "a"), named(second, "b")]));
            verdicts(shipped().get(table).expect("a shipped rule"), &dataset)
                .into_iter()
                .map(|verdict| (interval_pair(verdict.left.interval, verdict.right.expect("two sides").interval), verdict.strength))
                .collect::<Vec<_>>()
        };
        prop_assert_eq!(pair([&rows.0, &rows.1]), pair([&rows.1, &rows.0]));
    }

    #[test]
    fn the_gap_is_that_of_the_figures_shown(rows in claims(Kinds::default(), 14)) {
        for finding in audited(&dataset(&rows)).findings {
            let (Some(gap), Some(right)) = (finding.gap, &finding.right) else { continue };
            let (left, right) = (&finding.left.witnesses[0], &right.witnesses[0]);
            if finding.left.implied.or(finding.right.as_ref().and_then(|side| side.implied)).is_some() {
                continue;
            }
            let over = left.low.zip(right.high).map(|(low, high)| low.digits - high.digits);
            let under = right.low.zip(left.high).map(|(low, high)| low.digits - high.digits);
            let shown = over.into_iter().chain(under).max();
            prop_assert_eq!(shown.map(|gap| gap.max(0)), Some(gap.amount.digits), "{}: {}", finding.rule, finding.headline);
            // So much wider, and not a hundredth of a per cent less, the two sides meet.
            if let Some(Critical::PerCent(share)) = finding.critical {
                let (have, allowed) = if over.is_some_and(|over| over > 0) { (left.low, right.high) } else { (right.low, left.high) };
                let (have, allowed) = (have.expect("a bound").digits, allowed.expect("a bound").digits);
                let meet = |share: i64| have * (10_000 - share) <= allowed * (10_000 + share);
                prop_assert!(meet(share) && !meet(share - 1), "{share}: {}", finding.headline);
            }
        }
    }

    #[test]
    fn the_three_readings_nest(
        (digits, scale, decimals) in (-999_999_i64..10_000_000_000, 0_u8..6, 0_u8..4),
        (width, low, high) in (0_i64..500, proptest::bool::ANY, proptest::bool::ANY),
        days in (0_i64..400, 0_i64..3).prop_map(|(days, more)| (days, days + more)),
        per in proptest::sample::select(vec!["", "day", "week", "month", "year"]),
    ) {
        let amount = |digits| Amount { digits, scale };
        let dataset = dataset(&Rows(Vec::new()));
        for hedge in dataset.hedges.iter() {
            let bounds = (low || hedge.range, high || hedge.range);
            let figure = Figure {
                value: Some(amount(digits)),
                low: bounds.0.then(|| amount(digits - width)),
                high: bounds.1.then(|| amount(digits + width)),
                per: counterclaim::load::words::PER.iter().find(|(word, _)| *word == per).map_or(counterclaim::model::figure::Per::Total, |&(_, per)| per),
            };
            let [exact, strict, tolerant] = Reading::ALL.map(|reading| figure.interval(hedge, reading, decimals, days));
            prop_assert!(strict.contains(exact), "{}: {strict:?} {exact:?}", hedge.name);
            prop_assert!(tolerant.contains(strict), "{}: {tolerant:?} {strict:?}", hedge.name);
        }
    }

    #[test]
    fn how_two_periods_lie_is_mirrored(rows in claims(Kinds::default(), 12)) {
        let dataset = dataset(&rows);
        for a in dataset.claims.claims().map(|claim| dataset.claims.period(claim)) {
            prop_assert_eq!(a.relation(a), PeriodRelation::Same);
            for b in dataset.claims.claims().map(|claim| dataset.claims.period(claim)) {
                let mirrored = match a.relation(b) {
                    PeriodRelation::Earlier => PeriodRelation::Later,
                    PeriodRelation::Later => PeriodRelation::Earlier,
                    PeriodRelation::Inside => PeriodRelation::Around,
                    PeriodRelation::Around => PeriodRelation::Inside,
                    PeriodRelation::Before => PeriodRelation::After,
                    PeriodRelation::After => PeriodRelation::Before,
                    same @ (PeriodRelation::Same | PeriodRelation::Unrelated) => same,
                };
                prop_assert_eq!(b.relation(a), mirrored, "{:?} {:?}", a, b);
            }
        }
    }
}

fn interval_pair(a: Interval, b: Interval) -> BTreeSet<(i64, i64)> {
    BTreeSet::from([(a.lo, a.hi), (b.lo, b.hi)])
}

proptest! {
    #![proptest_config(random::cases(2_000))]

    #[test]
    fn no_text_is_too_strange_for_a_date_or_a_number(text in text(), more in text()) {
        let _ = EdtfDate::parse(&text);
        for format in [NumberFormat::default(), NumberFormat { thousands: Some('.'), decimal: ',' }] {
            let _ = format.parse(&text);
        }
        let row = row(&[("metric", "all"), ("period", &format!("{text}/{more}")), ("value", &more), ("hedge", &text), ("source", "paper")]);
        let setting: Setting = parse(&TomlText { file: "t".into(), text: SETTING.into() }).expect("a setting");
        let page = TomlText { file: "t".into(), text: SETTING.into() };
        let (dataset, wrong) = written::read(&setting, &[row], &[], &mut Page { text: &page, problems: &mut Vec::new() });
        prop_assert!(wrong.is_empty() != dataset.claims.is_empty());
    }

    #[test]
    fn a_rounding_rounds_and_two_steps_off_does_not(digits in 1_i64..1_000_000_000, places in 1_u32..8) {
        let step = 10_i64.pow(places);
        let rounded = (digits + step / 2) / step * step;
        let (precise, short) = (Amount::whole(digits), Amount::whole(rounded));
        prop_assert!(rounded == 0 || short.is_rounding_of(precise));
        prop_assert!(precise.is_rounding_of(precise));
        prop_assert!(!Amount::whole(rounded + 2 * short.step()).is_rounding_of(precise) || short.step() < Amount::whole(rounded + 2 * short.step()).step());
    }

    #[test]
    fn a_printed_number_is_read_as_itself(digits in -999_999_999_999_999_999_i64..1_000_000_000_000_000_000, scale in 0_u8..19) {
        let amount = Amount { digits, scale };
        let english = NumberFormat { thousands: Some(','), decimal: '.' };
        prop_assert_eq!(english.parse(&amount.to_string()), Ok(amount));
        prop_assert_eq!(NumberFormat::default().parse(&amount.to_string().replace(',', "")), Ok(amount));
    }
}

#[test]
fn the_rules_are_in_the_order_of_their_ids_however_they_were_added() {
    let ids = |set: &RuleSet| set.iter().map(|rule| rule.id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(shipped()), ids(&backwards()));
    assert_eq!(ids(&only(shipped().iter().next().expect("a rule"))).len(), 1);
}
