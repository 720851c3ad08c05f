//! The laws of the network, from claims to verdicts.

mod world;

use counterclaim::model::dataset::Dataset;
use counterclaim::model::index::MetricIx;
use counterclaim::rules::verdict::{Facts, Verdict};
use proptest::prelude::{ProptestConfig, Strategy};
use proptest::{collection, prop_assert, proptest};

use crate::made::{shipped, verdicts, written};
use crate::random::Rows;
use crate::systems::world::{Drawn, SETTING, World};

const RULES: [&str; 3] = ["jointly-impossible", "jointly-impossible-across-sources", "implied-bounds-exceeded"];

/// What the three rules say.
fn said(dataset: &Dataset) -> Vec<(&'static str, Verdict)> {
    let of = |rule: &'static str| {
        verdicts(shipped().get(rule).expect("a shipped rule"), dataset).into_iter().map(move |verdict| (rule, verdict))
    };
    RULES.into_iter().flat_map(of).collect()
}

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

/// A world and claims that are true of it.
fn true_claims(most: usize) -> impl Strategy<Value = (World, Rows)> {
    (world(), collection::vec(drawn(0_i64..1), 1..most)).prop_map(|(world, drawn)| (world, rows(world, &drawn)))
}

fn rows(world: World, drawn: &[Drawn]) -> Rows {
    Rows(drawn.iter().enumerate().filter_map(|(number, drawn)| world.row(number, drawn)).collect())
}

/// Whether a verdict holds only if some voice means by a word what it does not mean.
fn misreads(world: World, dataset: &Dataset, verdict: &Verdict) -> bool {
    let Facts::Network(facts) = &verdict.facts else { panic!("facts of the network") };
    let name = |metric: MetricIx| dataset.vocabulary.metrics.names.name(metric.0);
    facts.read_as.iter().any(|read| world.means(dataset.sources.id(read.voice)) != name(read.meaning))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_true_contradicts_nothing((world, rows) in true_claims(30)) {
        let dataset = written(SETTING, &rows.0);
        let said: Vec<_> = said(&dataset).into_iter().filter(|(_, verdict)| !misreads(world, &dataset, verdict)).collect();
        prop_assert!(said.is_empty(), "{rows:?} {said:?}");
    }
}
