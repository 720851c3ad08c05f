//! What is divided: a printed figure, or what the divisor leaves of a whole that has no other part.

use std::collections::HashMap;

use crate::model::claim::{Claim, Quantity};
use crate::model::figure::Per;
use crate::model::index::MetricIx;
use crate::model::interval::Interval;
use crate::model::period::Bound;
use crate::rules::evidence::Evidence;
use crate::rules::ratio::plan::RatioCheck;

/// A dividend.
#[derive(Debug, Clone, Copy)]
pub(super) struct Numerator<'d> {
    /// The figure itself, or the whole that it is the rest of.
    pub(super) claim: Claim<'d>,
    /// Whether it is what the divisor leaves of that.
    pub(super) rest: bool,
    /// Whether the whole's word may mean another thing.
    pub(super) is_ambiguous: bool,
}

impl Numerator<'_> {
    /// What is divided, given what its claim and the divisor mean.
    pub(super) fn figure(&self, claimed: Interval, divisor: Interval) -> Interval {
        if self.rest { claimed.less(divisor) } else { claimed }
    }
}

/// All dividends over one quantity, by their days.
pub(super) struct Numerators<'n, 'd> {
    rule: &'n RatioCheck,
    printed: HashMap<(Bound, Bound), Vec<Numerator<'d>>>,
    rests: HashMap<(Bound, Bound), Vec<Numerator<'d>>>,
}

impl<'n, 'd> Numerators<'n, 'd> {
    pub(super) fn over(rule: &'n RatioCheck, evidence: &'n Evidence<'d>, divisor: Quantity) -> Self {
        let mut numerators = Self { rule, printed: HashMap::new(), rests: HashMap::new() };
        let metrics = &evidence.dataset.vocabulary.metrics;
        // Wholes of just two parts, of which the divisor is one and the other is what the rule divides.
        let wholes: Vec<MetricIx> = metrics
            .partitions
            .iter()
            .filter(|(_, partition)| partition.complete && partition.parts.len() == 2)
            .filter(|(_, partition)| partition.parts.contains(&divisor.metric.0))
            .filter(|(_, partition)| {
                let others = partition.parts.iter().filter(|&&part| part != divisor.metric.0);
                others.clone().all(|&part| rule.left.may_select_metric(metrics.names.name(part)))
            })
            .map(|(&whole, _)| MetricIx(whole))
            .collect();
        for cell in evidence.cells_at(divisor.subject, divisor.place) {
            let metric = cell.quantity.metric;
            if metric == divisor.metric || !evidence.same_measure(metric, divisor.metric) {
                continue;
            }
            let is_ambiguous = wholes.iter().any(|whole| metrics.things[metric.at()].reads_as.contains(whole));
            let is_whole = wholes.contains(&metric) || is_ambiguous;
            for &ix in evidence.claims(cell) {
                let claim = evidence.claim(ix);
                let days = (claim.period().start, claim.period().end);
                if claim.figure().per != Per::Total {
                    continue;
                }
                if rule.left.selects(claim) {
                    let numerator = Numerator { claim, rest: false, is_ambiguous: false };
                    numerators.printed.entry(days).or_default().push(numerator);
                } else if is_whole {
                    numerators.rests.entry(days).or_default().push(Numerator { claim, rest: true, is_ambiguous });
                }
            }
        }
        numerators
    }

    /// What is divided by a figure: what was printed for its days, or else what it leaves of a whole.
    pub(super) fn of(&self, divisor: Claim<'d>) -> Vec<Numerator<'d>> {
        let days = (divisor.period().start, divisor.period().end);
        let sources = &divisor.dataset.sources;
        let among = |numerators: &HashMap<_, Vec<Numerator<'d>>>| -> Vec<Numerator<'d>> {
            let of_days = numerators.get(&days).into_iter().flatten();
            let stands = |numerator: &&Numerator<'d>| {
                let standing = sources.standing(numerator.claim.source_ix(), divisor.source_ix());
                self.rule.standings.contains(&standing)
            };
            of_days.filter(stands).copied().collect()
        };
        let printed = among(&self.printed);
        if printed.is_empty() { among(&self.rests) } else { printed }
    }
}
