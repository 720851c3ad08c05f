//! Restatements against their roots, by printed figure.

use crate::model::hedge::Reading;
use crate::model::index::ClaimIx;
use crate::rules::compare::plan::Compare;
use crate::rules::evidence::Evidence;
use crate::rules::level::Strength;
use crate::rules::verdict::{Facts, Outcome, Run, Side, Verdict};

/// Every restatement whose printed figure is neither its root's nor a rounding of it, nor words
/// that allow it.
pub(super) fn check(rule: &Compare, evidence: &Evidence<'_>) -> Outcome {
    let mut outcome = Outcome::default();
    for (claim, root) in evidence.graph.restatements() {
        let (left, right) = (evidence.claim(claim), evidence.claim(root));
        if left.is_statement() || right.is_statement() || !rule.left.selects(left) || !rule.right.selects(right) {
            continue;
        }
        outcome.comparisons += 1;
        outcome.touched.extend([claim, root]);
        let rounded = match (left.figure().value, right.figure().value) {
            (Some(short), Some(long)) => short.is_rounding_of(long),
            _ => false,
        };
        let misses = |reading| !left.interval(reading, true).meets(right.interval(reading, true));
        // The outlet's words are taken at the strict reading: it prints a rounding and says so.
        if rounded || !misses(Reading::Strict) {
            continue;
        }
        let strength = Reading::widest(misses).map(Strength::surviving);
        let side = |claim: ClaimIx| Side::of_one(claim, evidence.claim(claim).interval(Reading::Strict, true));
        outcome.verdicts.push(Verdict {
            left: side(claim),
            right: Some(side(root)),
            reading: Reading::Strict,
            strength,
            facts: Facts::Printed,
            assumptions: Vec::new(),
            run: Run::once(left.period().label),
            pairs: Vec::new(),
        });
    }
    outcome
}
