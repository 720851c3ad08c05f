//! How much of a dataset is verified, and what would be needed.

use crate::graph::support::Support;
use crate::model::dataset::Dataset;
use crate::verify::conflict::Conflict;
use crate::verify::verification::Verifications;

/// How many figures are how well supported, and how many are contested. Statements are no figures.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verified {
    /// By support, in the order of [`Support::WORDS`].
    pub support: [u64; Support::WORDS.len()],
    /// By conflict, in the order of [`Conflict::WORDS`].
    pub conflict: [u64; Conflict::WORDS.len()],
}

impl Verified {
    pub(super) fn count(dataset: &Dataset, verifications: &Verifications) -> Self {
        let mut counted = Self::default();
        for claim in dataset.claims.claims().filter(|&claim| !dataset.claim(claim).is_statement()) {
            let verification = verifications.get(claim);
            counted.support[verification.support as usize] += 1;
            counted.conflict[verification.conflict as usize] += 1;
        }
        counted
    }

    /// How many figures have a support.
    #[must_use]
    pub fn supported(&self, support: Support) -> u64 {
        self.support[support as usize]
    }
}
