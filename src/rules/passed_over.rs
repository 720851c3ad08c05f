//! Claims that a rule held against nothing, counted by the reason.

use std::collections::BTreeMap;

use crate::model::claim::Claim;
use crate::model::index::ClaimIx;

/// Claims that a rule would look at and held against nothing, for one reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PassedOver {
    /// The reason in a few words.
    pub reason: &'static str,
    /// How many claims.
    pub claims: u64,
    /// One of them: the first by its id.
    pub example: ClaimIx,
}

/// Reasons as they are met.
#[derive(Debug, Default)]
pub(super) struct Reasons(BTreeMap<&'static str, (u64, Option<ClaimIx>)>);

impl Reasons {
    pub(super) fn add(&mut self, reason: &'static str, claim: Claim<'_>) {
        let (count, example) = self.0.entry(reason).or_default();
        *count += 1;
        if example.is_none_or(|known| claim.id() < claim.dataset.claim(known).id()) {
            *example = Some(claim.ix);
        }
    }

    /// The most frequent reason first.
    pub(super) fn finish(self) -> Vec<PassedOver> {
        let found = self
            .0
            .into_iter()
            .filter_map(|(reason, (claims, example))| Some(PassedOver { reason, claims, example: example? }));
        let mut found: Vec<PassedOver> = found.collect();
        found.sort_by_key(|passed| (std::cmp::Reverse(passed.claims), passed.reason));
        found
    }
}
