//! The laws of the network, from claims to verdicts.

mod brute;
mod telling;
mod world;

use std::collections::BTreeSet;

use counterclaim::graph::claim_graph::ClaimGraph;
use counterclaim::model::dataset::Dataset;
use counterclaim::model::index::{ClaimIx, MetricIx, TableIx};
use counterclaim::model::interval::Interval;
use counterclaim::network::faults::faults;
use counterclaim::network::implications::Implications;
use counterclaim::network::manner::Manner;
use counterclaim::network::members::Members;
use counterclaim::network::repair::Budget;
use counterclaim::network::system::{Asked, Falls, System};
use counterclaim::rules::verdict::Verdict;
use proptest::prelude::{Just, Strategy};
use proptest::{collection, prop_assert, prop_assert_eq, proptest};

use crate::made::{doubled, draft, row, written};
use crate::random::{self, Rows};
use crate::systems::telling::{facts, said, told};
use crate::systems::world::{Drawn, LOSSES, SETTING, World};

const RULES: [&str; 3] = ["jointly-impossible", "jointly-impossible-across-sources", "implied-bounds-exceeded"];

fn world() -> impl Strategy<Value = World> {
    (0_u64..1 << 48, proptest::sample::select(vec![1_i64, 1, 7, 100, 1_000]))
        .prop_map(|(seed, scale)| World { seed, scale })
}

/// One claim; `off` is how often and by how much it strays.
fn drawn(off: impl Strategy<Value = i64>) -> impl Strategy<Value = Drawn> {
    let metric = proptest::prop_oneof![3 => 0_usize..3, 2 => 3_usize..6, 1 => 6_usize..9];
    let place = proptest::prop_oneof![3 => 0_usize..1, 2 => 1_usize..4];
    ((metric, place, 0_usize..5), (0_u8..12, (0_i32..21, 0_i32..21)), (0_u8..4, 0_u8..64, 0_u8..4), off).prop_map(
        |((metric, place, source), (period, days), (convention, words, table), off)| Drawn {
            metric,
            place,
            source,
            period,
            days,
            convention,
            words,
            table,
            off,
        },
    )
}

/// Claims on few counts and days, so that several have to do with each other; or on any.
fn crowded(drawn: impl Strategy<Value = Vec<Drawn>>) -> impl Strategy<Value = Vec<Drawn>> {
    (drawn, 0_u8..3).prop_map(|(mut drawn, crowd)| {
        for one in drawn.iter_mut().filter(|_| crowd > 0) {
            *one = Drawn { metric: one.metric % 3, place: 0, days: (one.days.0 % 9, one.days.1 % 9), ..*one };
            if crowd > 1 {
                *one = Drawn { metric: 0, convention: one.convention % 2, period: one.period % 8, ..*one };
            }
        }
        drawn
    })
}

/// A world and claims that are true of it.
fn true_claims(most: usize) -> impl Strategy<Value = (World, Rows)> {
    let drawn = crowded(collection::vec(drawn(0_i64..1), 1..most));
    (world(), drawn).prop_map(|(world, drawn)| (world, rows(world, &drawn)))
}

fn rows(world: World, drawn: &[Drawn]) -> Rows {
    Rows(drawn.iter().enumerate().filter_map(|(number, drawn)| world.row(number, drawn)).collect())
}

/// Whether a verdict holds only if some voice means by a word what it does not mean.
fn misreads(world: World, dataset: &Dataset, verdict: &Verdict) -> bool {
    let name = |metric: MetricIx| dataset.vocabulary.metrics.names.name(metric.0);
    facts(verdict).read_as.iter().any(|read| world.means(dataset.sources.id(read.voice)) != name(read.meaning))
}

proptest! {
    #![proptest_config(random::cases(500))]

    #[test]
    fn what_is_true_contradicts_nothing((world, rows) in true_claims(30)) {
        let dataset = written(SETTING, &rows.0);
        let said: Vec<_> = said(&dataset).into_iter().filter(|(_, verdict)| !misreads(world, &dataset, verdict)).collect();
        prop_assert!(said.is_empty(), "{rows:?} {said:?}");
    }
}

/// Claims of which some stray from the truth.
fn straying(most: usize) -> impl Strategy<Value = (World, Vec<Drawn>)> {
    let off = proptest::prop_oneof![5 => Just(0_i64), 1 => -60_i64..60, 1 => -9_i64..9];
    (world(), crowded(collection::vec(drawn(off), 1..most)))
}

fn some_stray(most: usize) -> impl Strategy<Value = Rows> {
    straying(most).prop_map(|(world, drawn)| rows(world, &drawn))
}

/// Some claims with both ends printed, and the same with some ends widened or gone. Their words have one meaning:
/// one that only a wider figure makes possible may be denied by another voice.
fn widened(most: usize) -> impl Strategy<Value = (Rows, Rows)> {
    let plain = straying(most).prop_map(|(world, mut drawn)| {
        for one in &mut drawn {
            let ambiguous = one.metric == LOSSES;
            *one = Drawn { words: 4 + one.words % 2, metric: if ambiguous { 0 } else { one.metric }, ..*one };
        }
        rows(world, &drawn)
    });
    (plain, collection::vec((0_i64..90, 0_i64..90), most)).prop_map(|(rows, by)| {
        let mut wide = rows.clone();
        for (row, (down, up)) in wide.0.iter_mut().zip(by) {
            row.retain(|(column, _)| !(column == "low" && down >= 60 || column == "high" && up >= 60 && down < 60));
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

/// Every claim once more, in a table of the same kind that is another one.
fn in_another_table(dataset: &Dataset) -> Dataset {
    let mut twice = doubled(dataset);
    let count = dataset.tables.len();
    for at in 0..count {
        let mut table = dataset.tables[at].clone();
        table.name += "-copy";
        table.family = TableIx(u32::try_from(count + at).expect("few"));
        twice.tables.push(table);
    }
    let mut moved = dataset.clone();
    moved.tables = twice.tables.clone();
    for claim in twice.claims.claims().skip(dataset.claims.len()) {
        let mut draft = draft(&twice, claim);
        draft.place.table.0 += u32::try_from(count).expect("few");
        moved.claims.push(twice.claims.id(claim), draft);
    }
    moved
}

proptest! {
    #![proptest_config(random::cases(200))]

    #[test]
    fn the_order_of_rows_changes_no_verdict((rows, other) in some_stray(20).prop_flat_map(|rows| (Just(rows.clone()), Just(rows.0).prop_shuffle()))) {
        prop_assert_eq!(told(&written(SETTING, &rows.0)), told(&written(SETTING, &other)));
    }

    #[test]
    fn wider_figures_contradict_nothing_new((rows, wide) in widened(16)) {
        if said(&written(SETTING, &rows.0)).is_empty() {
            let said = told(&written(SETTING, &wide.0));
            prop_assert!(said.is_empty(), "{rows:?} {wide:?} {said:?}");
        }
    }

    #[test]
    fn every_gap_is_what_its_figures_add_up_to(rows in some_stray(24)) {
        let dataset = written(SETTING, &rows.0);
        for (rule, verdict) in said(&dataset) {
            let facts = facts(&verdict);
            let mut sum = -facts.corrected;
            for (terms, least) in [(&facts.least, true), (&facts.most, false)] {
                for term in terms {
                    let own = rule == "jointly-impossible" || rule == "implied-bounds-exceeded" && !verdict.left.claims.contains(&term.claims[0]);
                    let figure = |&claim: &ClaimIx| Manner::default().figure(dataset.claim(claim), own);
                    let figure = term.claims.iter().map(figure).reduce(Interval::or).expect("a claim");
                    prop_assert_eq!(term.amount, if least { figure.lo } else { figure.hi }, "{}", rule);
                    sum += if least { term.amount } else { -term.amount };
                }
            }
            prop_assert_eq!(sum, facts.gap);
            prop_assert!(sum > 0);
        }
    }

    #[test]
    fn copies_add_no_verdict(rows in some_stray(16)) {
        let dataset = written(SETTING, &rows.0);
        let once = told(&dataset);
        prop_assert_eq!(&told(&doubled(&dataset)), &once, "in the same table");
        prop_assert_eq!(&told(&in_another_table(&dataset)), &once, "in another table");
    }

    #[test]
    fn what_the_others_imply_adds_nothing((world, drawn) in (world(), collection::vec(drawn(0_i64..1), 2..14)), slack in (0_i64..3, 0_i64..3)) {
        let of_one = |(number, drawn): (usize, &Drawn)| world.row(number, &Drawn { source: 0, table: 0, words: 4 + drawn.words % 2, ..*drawn });
        let mut rows = Rows(drawn.iter().enumerate().filter_map(of_one).collect());
        let all = written(SETTING, &rows.0);
        let Some(last) = all.claims.claims().last() else { return Ok(()) };
        let claim = all.claim(last);
        let others = ClaimGraph::build(&all).speaking(&all, all.claims.claims().filter(|&other| other != last));
        let (start, end) = Manner::default().midnights(claim, &all.sources.ranks());
        let asked = Asked { quantity: claim.quantity(), start, end };
        let others = counterclaim::network::told::told(&all, others.into_iter(), Manner::default(), true, |claim| claim.quantity().metric);
        let system = System::build(&all, others, &[asked], Falls::Corrected, &BTreeSet::new()).expect("small");
        let implied = {
            let faults = faults(&system, &Budget::default());
            let closed = faults.closed.as_ref().expect("true");
            Implications::of(&system, &Members::none(), closed).expect("true").over(&[asked], |_, _| true).remove(0)
        };
        let Interval { lo, hi } = implied.interval;
        let new = rows.0.last_mut().expect("a row");
        new.retain(|(column, _)| column != "low" && column != "high");
        new.extend(row(&[
            ("low", &if lo == Interval::NO_LOW { String::new() } else { (lo - slack.0).to_string() }),
            ("high", &if hi == Interval::NO_HIGH { String::new() } else { (hi + slack.1).to_string() }),
        ]));
        if implied.interval != Interval::ALL {
            let said = told(&written(SETTING, &rows.0));
            prop_assert!(said.is_empty(), "{rows:?} {said:?}");
        }
    }
}

#[test]
fn who_fell_ill_in_march_may_recover_in_april() {
    let setting = "anchor = { start = \"2022-02-24\" }\n[metric.ill]\nparts = [\"in-bed\", \"recovered\", \"dead\"]\n\
                   [metric.in-bed]\nkind = \"stock\"\n[metric.recovered]\n[metric.dead]\n";
    let said = |dead: &str| {
        let one = |(metric, day, value): (&str, &str, &str)| {
            row(&[
                ("metric", metric),
                ("period", &format!("start/2022-{day}")),
                ("day-convention", "morning"),
                ("value", value),
            ])
        };
        let march = [("ill", "03-31", "101"), ("recovered", "03-31", "11"), ("dead", "03-31", "3")];
        let april = [("ill", "04-30", "111"), ("recovered", "04-30", "93"), ("dead", "04-30", dead)];
        told(&written(setting, &march.into_iter().chain(april).map(one).collect::<Vec<_>>()))
    };
    assert!(said("7").is_empty(), "{:?}", said("7"));
    assert!(!said("113").is_empty(), "more than were ever ill");
}
