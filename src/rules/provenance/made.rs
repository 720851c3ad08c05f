//! What findings on provenance are made of.

use std::collections::BTreeMap;

use crate::model::amount::Amount;
use crate::model::hedge::Reading;
use crate::model::index::ClaimIx;
use crate::model::period::Bound;
use crate::rules::evidence::Evidence;
use crate::rules::provenance::facts::ProvenanceFacts;
use crate::rules::verdict::{Facts, Run, Side, Verdict, WITNESSES};

/// The claim whose backing is a claim's own: the one that it repeats in the end, unless it prints another metric.
pub(super) fn root(evidence: &Evidence<'_>, claim: ClaimIx) -> ClaimIx {
    evidence.graph.figure_of(evidence.dataset, claim)
}

/// The days and the figure of a claim: what tells one figure of a quantity from another.
pub(super) type Figure = ((Bound, Bound), (i64, i64));

/// What tells the figure of a claim from others of its quantity.
pub(super) fn figure(evidence: &Evidence<'_>, claim: ClaimIx) -> Figure {
    let (period, exact) = (evidence.claim(claim).period(), evidence.dataset.claims.exact(claim));
    ((period.end, period.start), (exact.lo, exact.hi))
}

/// One claim for every figure, what a reader meets first in front: of several that repeat one the most precise.
pub(super) fn each_figure(evidence: &Evidence<'_>, mut claims: Vec<ClaimIx>) -> Vec<ClaimIx> {
    let digits = |claim: ClaimIx| evidence.claim(claim).figure().value.map_or(0, Amount::significant_digits);
    by_prominence(evidence, &mut claims);
    let mut figures: BTreeMap<ClaimIx, (u8, ClaimIx)> = BTreeMap::new();
    for claim in claims {
        let zone = zone(evidence, claim);
        let (_, told) = figures.entry(root(evidence, claim)).or_insert((zone, claim));
        if digits(claim) > digits(*told) {
            *told = claim;
        }
    }
    let mut figures: Vec<(u8, ClaimIx)> = figures.into_values().collect();
    figures.sort_by_key(|&(zone, claim)| (zone, evidence.dataset.claims.id(claim)));
    figures.into_iter().map(|(_, claim)| claim).collect()
}

/// Puts what a reader meets first in front.
pub(super) fn by_prominence(evidence: &Evidence<'_>, claims: &mut [ClaimIx]) {
    claims.sort_by_key(|&claim| (zone(evidence, claim), evidence.dataset.claims.id(claim)));
}

/// The headline, what stands under it, the text.
fn zone(evidence: &Evidence<'_>, claim: ClaimIx) -> u8 {
    let locator = evidence.claim(claim).remark().map_or("", |remark| &remark.locator);
    match locator.split_whitespace().next() {
        Some("headline") => 0,
        Some("subhead") => 1,
        _ => 2,
    }
}

/// A verdict on claims that were read in one place or say one thing; `right` may be empty. It compares no amounts.
pub(super) fn verdict(evidence: &Evidence<'_>, left: &[ClaimIx], right: &[ClaimIx], facts: ProvenanceFacts) -> Verdict {
    let side = |claims: &[ClaimIx]| Side {
        claims: claims.iter().copied().take(WITNESSES).collect(),
        count: claims.len() as u64,
        interval: evidence.claim(claims[0]).interval(Reading::Strict, true),
        implied: false,
        subtracted: 0,
    };
    let label = |&claim: &ClaimIx| evidence.claim(claim).period().label;
    let own = label(&left[0]);
    let first = left.iter().map(label).min().unwrap_or(own);
    let last = left.iter().map(label).max().unwrap_or(own);
    Verdict {
        left: side(left),
        right: (!right.is_empty()).then(|| side(right)),
        reading: Reading::Strict,
        strength: None,
        facts: Facts::Provenance(Box::new(facts)),
        assumptions: Vec::new(),
        run: Run { first, last, count: 1 },
        pairs: Vec::new(),
    }
}
