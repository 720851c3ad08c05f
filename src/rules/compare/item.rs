//! A claim on its way through a sweep.

use crate::model::index::ClaimIx;
use crate::model::period::Period;
use crate::rules::compare::score::Score;

/// A claim on its way through a pass.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item {
    pub(super) claim: ClaimIx,
    pub(super) period: Period,
    /// What it brings or allows: seen from other lineages, and from its own.
    pub(super) scores: [Option<Score>; 2],
    /// Its position in the cell: an order that no shuffling of rows changes.
    pub(super) rank: u32,
    /// Claims that are alike to the rule: same source, table and vintage where these matter.
    pub(super) bucket: u32,
}

impl Item {
    /// With its scores below zero: the least of them is then the greatest.
    pub(super) fn turned(&self) -> Self {
        let turned = |score: Score| Score { amount: score.amount.saturating_neg(), ..score };
        Self { scores: self.scores.map(|score| score.map(turned)), ..*self }
    }
}
