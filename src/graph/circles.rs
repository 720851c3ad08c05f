//! Claims that are each other's origin: A prints it as B's, and B as A's; and those that have it from there.

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

/// The claims of the circles, and those with the same figure whose sources have it only from there, because they rely on
/// members or speak for them and lead nowhere else: nobody stands behind any of them.
#[must_use]
pub fn nobodys(dataset: &Dataset) -> BTreeSet<ClaimIx> {
    let mut found: BTreeSet<ClaimIx> = circles(dataset).into_iter().flatten().collect();
    let circular: BTreeSet<Key> = found.iter().map(|&claim| key(dataset.claim(claim))).collect();
    if circular.is_empty() {
        return found;
    }
    let mut alike: BTreeMap<Key, Vec<ClaimIx>> = BTreeMap::new();
    for claim in dataset.claims.claims().map(|ix| dataset.claim(ix)).filter(|claim| !claim.is_statement()) {
        let key = key(claim);
        if circular.contains(&key) {
            alike.entry(key).or_default().push(claim.ix);
        }
    }
    for claims in alike.into_values() {
        let source = |claim: ClaimIx| dataset.claims.source(claim);
        let mut met: BTreeSet<SourceIx> =
            claims.iter().filter(|claim| found.contains(claim)).map(|&claim| source(claim)).collect();
        let mut others: BTreeSet<SourceIx> = claims.iter().map(|&claim| source(claim)).collect();
        others.retain(|other| !met.contains(other));
        while let Some(next) = others.iter().copied().find(|&other| leads_only_to(&met, dataset, other)) {
            others.remove(&next);
            met.insert(next);
        }
        found.extend(claims.into_iter().filter(|&claim| met.contains(&source(claim))));
    }
    found
}

/// Whether a source has what it says from some of these and from nobody else.
fn leads_only_to(these: &BTreeSet<SourceIx>, dataset: &Dataset, source: SourceIx) -> bool {
    let known = dataset.sources.get(source);
    let mut behind = known.relies_on.iter().chain(&known.speaks_for).peekable();
    !known.relies_on_unknown && behind.peek().is_some() && behind.all(|behind| these.contains(behind))
}

fn key(claim: Claim<'_>) -> Key {
    let Interval { lo, hi } = claim.dataset.claims.exact(claim.ix);
    let period = claim.period();
    (claim.quantity(), (period.start, period.end), (lo, hi))
}
