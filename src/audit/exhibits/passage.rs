//! Who passed on whose claims.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::dataset::Dataset;
use crate::model::index::SourceIx;

/// An outlet that passed on a source's claims.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The source's id.
    pub source: String,
    /// The outlet's id.
    pub outlet: String,
    /// How many of the source's claims came through it; each is counted once.
    pub claims: u64,
}

/// Every outlet with every source whose claims it passed on, in order of their ids.
pub(super) fn passages(dataset: &Dataset) -> Vec<Passage> {
    let mut counted: BTreeMap<(SourceIx, SourceIx), u64> = BTreeMap::new();
    for claim in dataset.claims.claims().map(|claim| dataset.claim(claim)) {
        // An outlet that is named twice passed it on once.
        let outlets: BTreeSet<SourceIx> = claim.via().iter().copied().collect();
        for outlet in outlets {
            *counted.entry((claim.source_ix(), outlet)).or_default() += 1;
        }
    }
    let id = |source: SourceIx| dataset.sources.id(source).to_owned();
    let each = counted.into_iter().map(|((source, outlet), claims)| Passage {
        source: id(source),
        outlet: id(outlet),
        claims,
    });
    let mut passages: Vec<Passage> = each.collect();
    passages.sort_by(|a, b| (&a.source, &a.outlet).cmp(&(&b.source, &b.outlet)));
    passages
}
