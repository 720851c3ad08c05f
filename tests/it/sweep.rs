//! The sweep finds what comparing all pairs finds. The other side is written here from the
//! relation of two claims and their intervals, and knows nothing of passes, buckets and folds.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use counterclaim::graph::claim_graph::ClaimGraph;
use counterclaim::model::claim::Claim;
use counterclaim::model::dataset::Dataset;
use counterclaim::model::figure::Per;
use counterclaim::model::hedge::Reading;
use counterclaim::model::index::ClaimIx;
use counterclaim::model::period::{Bound, PeriodKind, PeriodRelation};
use counterclaim::model::relation::{Relation, relation};
use counterclaim::model::source::Standing;
use counterclaim::model::vocabulary::{MetricKind, Within};
use counterclaim::rules::evidence::Evidence;
use counterclaim::rules::rule::Rule;
use proptest::{prop_assert_eq, proptest};

use crate::made::{row, rule, shipped, verdicts};
use crate::random::{self, Kinds, Rows, claims, dataset};

/// Claims that stand in pairs: those that repeat no other and are amounts.
fn compared(dataset: &Dataset) -> Vec<Claim<'_>> {
    let graph = ClaimGraph::build(dataset);
    let claims = dataset.claims.claims().filter(|&claim| graph.is_compared(dataset, claim));
    claims.map(|claim| dataset.claim(claim)).filter(|claim| !claim.is_statement()).collect()
}

/// Every right claim that some left claim exceeds, where `lies` says that it must not; and every claim
/// that was held against another for that.
fn by_all_pairs(dataset: &Dataset, lies: impl Fn(Relation) -> bool) -> (BTreeSet<String>, BTreeSet<String>) {
    let claims = compared(dataset);
    let (mut broken, mut touched) = (BTreeSet::new(), BTreeSet::new());
    for &left in &claims {
        for &right in &claims {
            let one_voice = left.lineage() == right.lineage();
            let relation = relation(left, right);
            let (a, b) = (left.interval(Reading::Exact, one_voice), right.interval(Reading::Exact, one_voice));
            let kinds = left.metric().kind == right.metric().kind;
            // A source's averages beside its own totals are for the rules of kind `rate`.
            let rates = (left.figure().per == Per::Total, right.figure().per == Per::Total);
            let alike = left.source_ix() != right.source_ix() || rates.0 == rates.1;
            // What is held may fall: only figures of the same days bound each other.
            let accrues = left.metric().kind == MetricKind::Flow || relation.period == PeriodRelation::Same;
            if left.ix != right.ix && kinds && alike && accrues && lies(relation) && a.has_low() && b.has_high() {
                touched.extend([left.id().to_owned(), right.id().to_owned()]);
                if a.lo > b.hi && !rounds(left, right) {
                    broken.insert(right.id().to_owned());
                }
            }
        }
    }
    (broken, touched)
}

/// Whether one voice only rounds its own figure.
fn rounds(left: Claim<'_>, right: Claim<'_>) -> bool {
    let one_figure = left.may_round(right) || right.may_round(left) || left.hedges_the_same(right);
    left.lineage() == right.lineage() && left.quantity() == right.quantity() && one_figure
}

/// Every right claim of the verdicts of a rule that tells every pair by itself, and every claim that it
/// says it touched.
fn by_sweep(rule: &Rule, dataset: &Dataset) -> (BTreeSet<String>, BTreeSet<String>) {
    let graph = ClaimGraph::build(dataset);
    let outcome = rule.check(&Evidence::gather(dataset, &graph));
    let id = |claim: ClaimIx| dataset.claim(claim).id().to_owned();
    let rights = outcome.verdicts.into_iter().filter_map(|verdict| verdict.right);
    (rights.map(|side| id(side.claims[0])).collect(), outcome.touched.into_iter().map(id).collect())
}

static PAIRWISE: LazyLock<[Rule; 4]> = LazyLock::new(|| {
    ["sources-disagree", "adversaries-disagree", "part-exceeds-whole", "below-confirmed-count"].map(pairwise)
});

/// The shipped rule, telling every pair by itself.
fn pairwise(id: &str) -> Rule {
    let text = &shipped().get(id).expect("a shipped rule").text;
    let (head, examples) = text.split_once("[[example]]").expect("a rule has examples");
    rule(id, &format!("{head}group = \"pair\"\n\n[[example]]{examples}"))
}

fn within(relation: Relation) -> bool {
    matches!(relation.period, PeriodRelation::Same | PeriodRelation::Earlier | PeriodRelation::Inside)
}

fn contained(within: Within) -> bool {
    matches!(within, Within::Same | Within::Part)
}

fn same_quantity(relation: Relation) -> bool {
    relation.metric == Within::Same && relation.place == Within::Same && relation.subject == Within::Same
}

fn agrees(id: &str, rows: &Rows, lies: impl Fn(Relation) -> bool) -> Result<(), proptest::test_runner::TestCaseError> {
    let dataset = dataset(rows);
    let rule = PAIRWISE.iter().find(|rule| rule.id == id).expect("one of the rules above");
    let (swept, tried) = (by_sweep(rule, &dataset), by_all_pairs(&dataset, lies));
    prop_assert_eq!(swept, tried, "{}", id);
    Ok(())
}

proptest! {
    #![proptest_config(random::cases(500))]

    #[test]
    fn sources_disagree(rows in claims(Kinds::default(), 14), focused in claims(Kinds { one_quantity: true, ..Kinds::default() }, 10)) {
        for rows in [rows, focused] {
            agrees("sources-disagree", &rows, |relation| {
                same_quantity(relation)
                    && within(relation)
                    && matches!(relation.standing, Standing::SameGroup | Standing::OtherGroup)
            })?;
        }
    }

    #[test]
    fn adversaries_disagree(rows in claims(Kinds::default(), 14), focused in claims(Kinds { one_quantity: true, ..Kinds::default() }, 10)) {
        for rows in [rows, focused] {
            agrees("adversaries-disagree", &rows, |relation| {
                same_quantity(relation) && within(relation) && relation.standing == Standing::Adversary
            })?;
        }
    }

    #[test]
    fn a_part_exceeds_its_whole(rows in claims(Kinds::default(), 14), focused in claims(Kinds { one_quantity: true, ..Kinds::default() }, 10)) {
        for rows in [rows, focused] {
            agrees("part-exceeds-whole", &rows, |relation| {
                let metric = contained(relation.metric) || relation.metric == Within::SameOrPart;
                let strict = relation.metric == Within::Part
                    || relation.place == Within::Part
                    || relation.subject == Within::Part
                    || relation.period == PeriodRelation::Inside;
                metric
                    && strict
                    && contained(relation.place)
                    && contained(relation.subject)
                    && within(relation)
                    && relation.standing != Standing::Adversary
            })?;
        }
    }

    #[test]
    fn a_figure_lies_below_a_confirmed_count(rows in claims(Kinds::default(), 14)) {
        agrees("below-confirmed-count", &rows, |relation| {
            relation.floor && contained(relation.place) && contained(relation.subject) && within(relation)
        })?;
    }

    #[test]
    fn a_running_total_falls(rows in claims(Kinds { one_quantity: true, ..Kinds::default() }, 14)) {
        let dataset = dataset(&rows);
        let verdicts = verdicts(shipped().get("cumulative-falls").expect("a shipped rule"), &dataset);
        let days = |verdict: counterclaim::rules::verdict::Verdict| {
            let right = verdict.right.expect("an earlier total");
            (end(&dataset, right.claims[0]), end(&dataset, verdict.left.claims[0]))
        };
        let found: BTreeSet<(Bound, Bound)> = verdicts.into_iter().map(days).collect();
        prop_assert_eq!(found, falls(&dataset));
    }
}

#[test]
fn a_rounding_hides_no_disagreement_beside_it() {
    let claim = |source, value, id| {
        row(&[
            ("source", source),
            ("metric", "all"),
            ("place", "country"),
            ("period", "start/2022-03-01"),
            ("value", value),
            ("id", id),
        ])
    };
    // The spokesman rounds the staff's 990; the chief's 995 is another figure.
    let rows = Rows(vec![claim("staff", "990", "a"), claim("spokesman", "1000", "b"), claim("chief", "995", "c")]);
    let lies = |relation: Relation| same_quantity(relation) && relation.standing == Standing::SameGroup;
    assert_eq!(by_all_pairs(&dataset(&rows), lies).0, BTreeSet::from(["a".to_owned(), "c".to_owned()]));
    agrees("sources-disagree", &rows, lies).expect("the sweep finds both");
}

fn end(dataset: &Dataset, claim: ClaimIx) -> Bound {
    dataset.claims.period(claim).end
}

/// The days of all falls between which there is no other fall, of any series.
fn falls(dataset: &Dataset) -> BTreeSet<(Bound, Bound)> {
    let claims = compared(dataset);
    let own = |claim: Claim<'_>| {
        let table = dataset.claims.place(claim.ix).table;
        dataset.tables[table.at()].mapped.then_some(table)
    };
    let series = |claim: Claim<'_>| (claim.source_ix(), own(claim), claim.period().start, claim.quantity());
    let falls = |earlier: Claim<'_>, later: Claim<'_>| {
        let (from, to) = (earlier.period(), later.period());
        series(earlier) == series(later)
            && from.kind == PeriodKind::Cumulative
            && to.kind == PeriodKind::Cumulative
            && from.end != to.end
            && from.end.is_no_later_than(to.end)
            && earlier.interval(Reading::Exact, true).lo > later.interval(Reading::Exact, true).hi
            && (own(later).is_some() || !rounds(earlier, later))
    };
    let mut all = BTreeSet::new();
    for &earlier in &claims {
        for &later in &claims {
            if falls(earlier, later) {
                all.insert((series(earlier), earlier.period().end, later.period().end));
            }
        }
    }
    let minimal = |&(series, from, to): &(_, Bound, Bound)| {
        let inner = |&&(other, after, before): &&(_, Bound, Bound)| {
            other == series && (after, before) != (from, to) && from <= after && before <= to
        };
        all.iter().find(inner).is_none()
    };
    all.iter().copied().filter(minimal).map(|(_, from, to)| (from, to)).collect()
}
