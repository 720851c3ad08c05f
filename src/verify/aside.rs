//! What is worth knowing of a figure beside its verification, and never mixed into it.

use std::collections::BTreeMap;

use crate::model::index::ClaimIx;
use crate::rules::verdict::{Facts, Verdict};

/// What is said beside the verification of a claim.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Aside {
    /// It was old when it was published.
    pub stale: bool,
    /// It is printed without the words that its origin has.
    pub hedge_dropped: bool,
}

impl Aside {
    /// In words, none where there is nothing to say.
    pub fn words(self) -> impl Iterator<Item = &'static str> {
        [(self.stale, "stale"), (self.hedge_dropped, "hedge dropped")]
            .into_iter()
            .filter_map(|(holds, word)| holds.then_some(word))
    }
}

/// What the verdicts say beside the verification of each claim.
pub(super) fn asides<'v>(verdicts: impl Iterator<Item = &'v Verdict>) -> BTreeMap<ClaimIx, Aside> {
    let mut asides: BTreeMap<ClaimIx, Aside> = BTreeMap::new();
    for verdict in verdicts {
        match &verdict.facts {
            Facts::Stale { of, .. } => of.iter().for_each(|&claim| asides.entry(claim).or_default().stale = true),
            Facts::HedgeDropped => {
                let claims = verdict.left.claims.iter();
                claims.for_each(|&claim| asides.entry(claim).or_default().hedge_dropped = true);
            }
            _ => {}
        }
    }
    asides
}
