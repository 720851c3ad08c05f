//! Direct counts by their days: what was counted up to an earlier day is there on every later one.

use std::collections::BTreeMap;

use crate::graph::attribution::{Attribution, OriginIx};
use crate::graph::stance::Stance;
use crate::model::claim::{Claim, Quantity};
use crate::model::dataset::Dataset;
use crate::model::index::{ClaimIx, MetricIx};
use crate::model::period::{Bound, PeriodKind};

/// The direct counts that bound running totals from below: of the metric itself or of a floor of it, for the same
/// subject and place.
#[derive(Debug, Default)]
pub struct Floors {
    counts: BTreeMap<Quantity, Vec<Counted>>,
    /// By metric, those that are a floor of it, itself among them.
    of_metric: BTreeMap<MetricIx, Vec<MetricIx>>,
}

/// The counts of one origin of one quantity from one day on, in order of their last days.
#[derive(Debug)]
struct Counted {
    start: Bound,
    counts: Vec<(Bound, Stance)>,
}

impl Floors {
    /// Those among `claims`, which stand in order of their quantities and last days.
    #[must_use]
    pub fn among(dataset: &Dataset, attribution: &Attribution, claims: &[ClaimIx]) -> Self {
        let mut of: BTreeMap<(Quantity, OriginIx, Bound), Vec<(Bound, Stance)>> = BTreeMap::new();
        for claim in claims.iter().map(|&ix| dataset.claim(ix)).filter(|&claim| counts_on(claim)) {
            let stance = Stance::of(claim, attribution);
            if stance.direct && stance.strict.has_low() {
                let key = (claim.quantity(), stance.origin, claim.period().start);
                of.entry(key).or_default().push((claim.period().end, stance));
            }
        }
        let mut floors = Self::default();
        for ((quantity, _, start), mut counts) in of {
            counts.sort_by_key(|(end, _)| (end.last, end.first));
            let bounded = dataset.vocabulary.metrics.things[quantity.metric.at()].bounds_below;
            // An ambiguous word of two voices is two words.
            let own = Some(quantity.metric).filter(|&metric| !dataset.vocabulary.is_ambiguous(metric));
            for metric in own.into_iter().chain(bounded) {
                let known = floors.of_metric.entry(metric).or_default();
                if !known.contains(&quantity.metric) {
                    known.push(quantity.metric);
                }
            }
            floors.counts.entry(quantity).or_default().push(Counted { start, counts });
        }
        // In an order that no order of rows or sources changes.
        let (id, metrics) = (|claim: ClaimIx| dataset.claims.id(claim), &dataset.vocabulary.metrics.names);
        for counts in floors.counts.values_mut() {
            counts.sort_by_key(|of_origin| of_origin.counts.first().map(|(_, stance)| id(stance.claim)));
        }
        floors.of_metric.values_mut().for_each(|known| known.sort_by_key(|metric| metrics.name(metric.0)));
        floors
    }

    /// For a claim, the latest count of every origin and metric that surely reaches no later.
    pub fn below<'f>(&'f self, claim: Claim<'f>) -> impl Iterator<Item = &'f Stance> {
        let (quantity, period) = (claim.quantity(), claim.period());
        let metrics = self.of_metric.get(&quantity.metric).filter(|_| counts_on(claim));
        let of =
            metrics.into_iter().flatten().filter_map(move |&metric| self.counts.get(&Quantity { metric, ..quantity }));
        of.flatten().filter(|counted| counted.start == period.start).filter_map(move |counted| {
            let key = |end: &Bound| (end.last, end.first);
            // One and the same end, however vague, is no later; of others only what surely is.
            let same_end = counted.counts.partition_point(|(end, _)| key(end) <= key(&period.end));
            let earlier = counted.counts.partition_point(|(end, _)| end.last <= period.end.first);
            let of_end = counted.counts[..same_end].last().filter(|(end, _)| *end == period.end);
            let (end, stance) = of_end.or_else(|| counted.counts[..earlier].last())?;
            // Of the same quantity and days it speaks as everybody else does.
            let same = *end == period.end && claim.dataset.claim(stance.claim).quantity() == quantity;
            (!same && stance.claim != claim.ix).then_some(stance)
        })
    }
}

/// Whether what was counted of it up to a day is there on every later day.
fn counts_on(claim: Claim<'_>) -> bool {
    let accrues = claim.dataset.vocabulary.accrues(claim.quantity().metric);
    accrues && claim.period().kind == PeriodKind::Cumulative && !claim.is_rate()
}
