//! What was added up, for its wording.

use crate::model::index::ClaimIx;
use crate::rules::sum::choice::Over;
use crate::rules::words::Share;

/// The facts of a sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SumFacts {
    /// What is added up.
    pub over: Over,
    /// Every claim that was added, in order.
    pub terms: Vec<ClaimIx>,
    /// Whether these are all parts of the whole, or days without a gap.
    pub complete: bool,
    /// By how much of the whole they may miss it.
    pub tolerance: Share,
}
