//! Claims against claims: every two related quantities, each pair swept once.

use crate::rules::compare::need::Need;
use crate::rules::compare::pair::{Pair, related};
use crate::rules::compare::sweep::sweep;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::rules::compare::plan::Compare;
use crate::rules::evidence::Evidence;
use crate::rules::verdict::Outcome;

/// Runs the rule over every two related quantities.
pub(super) fn check(rule: &Compare, evidence: &Evidence<'_>) -> Outcome {
    let pairs = pairs(rule, evidence);
    pairs.par_iter().map(|pair| sweep(rule, evidence, pair)).reduce(Outcome::default, Outcome::and)
}

/// Every two quantities that the rule holds against each other.
pub(super) fn pairs<'e>(rule: &Compare, evidence: &'e Evidence<'_>) -> Vec<Pair<'e>> {
    let mut pairs = Vec::new();
    for left in evidence.cells() {
        // Unrelated places or subjects are met only where a rule asks for any.
        if [rule.place, rule.subject].contains(&Need::Any) {
            pairs.extend(evidence.cells().iter().filter_map(|right| related(rule, evidence, left, right)));
        } else if rule.metric == Need::Any {
            let around = evidence.cells_of_any_metric_around(left.quantity);
            pairs.extend(around.filter_map(|right| related(rule, evidence, left, right)));
        } else {
            pairs.extend(evidence.cells_around(left.quantity).filter_map(|right| related(rule, evidence, left, right)));
        }
    }
    pairs
}
