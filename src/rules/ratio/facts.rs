//! A ratio and its band, for its wording.

use crate::model::amount::Amount;

/// The facts of a ratio.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RatioFacts {
    /// The least the ratio should be.
    pub low: Option<Amount>,
    /// The greatest.
    pub high: Option<Amount>,
    /// Whether the dividend is what the divisor leaves of the left claim.
    pub rest: bool,
}
