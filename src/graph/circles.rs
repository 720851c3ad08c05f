//! Claims that are each other's origin: A prints it as B's, and B as A's.

use std::collections::{BTreeMap, BTreeSet};

use crate::graph::claim_graph::strongly_connected;
use crate::model::claim::{Claim, Quantity};
use crate::model::dataset::Dataset;
use crate::model::index::{ClaimIx, SourceIx};
use crate::model::interval::Interval;
use crate::model::period::Bound;

/// One figure: of what, over which days, how much.
type Key = (Quantity, (Bound, Bound), (i64, i64));

/// Every set of claims with one and the same figure whose sources lead back to each other, in order of the claims.
///
/// An outlet leads to the source whose figure it prints, and a source to those it relies on. Where one of them says
/// the figure by itself, that is its origin and there is no circle.
#[must_use]
pub fn circles(dataset: &Dataset) -> Vec<Vec<ClaimIx>> {
    let relies = |source: SourceIx| &dataset.sources.get(source).relies_on[..];
    let leads_on = |claim: Claim<'_>| !claim.via().is_empty() || !relies(claim.source_ix()).is_empty();
    let amounts = || dataset.claims.claims().map(|ix| dataset.claim(ix)).filter(|claim| !claim.is_statement());
    let mut alike: BTreeMap<Key, Vec<ClaimIx>> =
        amounts().filter(|&claim| leads_on(claim)).map(|claim| (key(claim), Vec::new())).collect();
    if alike.is_empty() {
        return Vec::new();
    }
    for claim in amounts() {
        if let Some(claims) = alike.get_mut(&key(claim)) {
            claims.push(claim.ix);
        }
    }
    let mut found: Vec<Vec<ClaimIx>> = Vec::new();
    for claims in alike.into_values().filter(|claims| claims.len() > 1) {
        let source = |claim: ClaimIx| dataset.claims.source(claim);
        let speaking: BTreeSet<SourceIx> = claims.iter().map(|&claim| source(claim)).collect();
        let edges: BTreeSet<(SourceIx, SourceIx)> = claims
            .iter()
            .flat_map(|&claim| {
                let printed = dataset.claim(claim).via().iter().map(move |&outlet| (outlet, source(claim)));
                printed.chain(relies(source(claim)).iter().map(move |&relied| (source(claim), relied)))
            })
            .filter(|(from, to)| from != to && speaking.contains(from) && speaking.contains(to))
            .collect();
        for circle in strongly_connected(&speaking, &edges) {
            let of_circle = |claim: &&ClaimIx| circle.contains(&source(**claim));
            let within = |sources: &[SourceIx]| sources.iter().any(|source| circle.contains(source));
            let leads = |&claim: &ClaimIx| within(dataset.claim(claim).via()) || within(relies(source(claim)));
            if claims.iter().filter(of_circle).all(leads) {
                found.push(claims.iter().filter(of_circle).copied().collect());
            }
        }
    }
    found.sort_unstable();
    found
}

fn key(claim: Claim<'_>) -> Key {
    let Interval { lo, hi } = claim.dataset.claims.exact(claim.ix);
    let period = claim.period();
    (claim.quantity(), (period.start, period.end), (lo, hi))
}
