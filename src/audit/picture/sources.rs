//! Whom some claims lead to: their sources and outlets, whoever these speak for and rely on, and all their groups.

use std::collections::BTreeSet;

use crate::model::dataset::Dataset;
use crate::model::index::{ClaimIx, GroupIx, SourceIx};

/// The sources in order of their ids.
pub(super) fn sources(dataset: &Dataset, claims: &[ClaimIx]) -> Vec<SourceIx> {
    let mut met = BTreeSet::new();
    for &claim in claims {
        met.insert(dataset.claims.source(claim));
        met.extend(dataset.claim(claim).via());
    }
    let mut open: Vec<SourceIx> = met.iter().copied().collect();
    while let Some(next) = open.pop() {
        let source = dataset.sources.get(next);
        let behind = source.speaks_for.iter().chain(&source.relies_on).copied();
        open.extend(behind.filter(|&behind| met.insert(behind)));
    }
    let mut sources: Vec<SourceIx> = met.into_iter().collect();
    sources.sort_by_key(|&source| dataset.sources.id(source));
    sources
}

/// The groups of some sources, in order of their ids.
pub(super) fn groups(dataset: &Dataset, sources: &[SourceIx]) -> Vec<GroupIx> {
    let met: BTreeSet<GroupIx> = sources.iter().filter_map(|&source| dataset.sources.get(source).group).collect();
    let mut groups: Vec<GroupIx> = met.into_iter().collect();
    groups.sort_by_key(|group| dataset.sources.groups.name(group.0));
    groups
}
