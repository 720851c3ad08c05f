//! The kind `sum`: parts against their whole, and consecutive periods against the long one.
//!
//! What nobody printed is never read as zero: parts that are all of a whole must add up to it, and
//! those that are only some of it must not exceed it.

mod books;
pub mod choice;
pub mod facts;
mod missed;
mod parts;
mod periods;
mod plan;
mod rounding;
mod voices;

use crate::rules::evidence::Evidence;
use crate::rules::sum::choice::Over;
pub use crate::rules::sum::plan::SumCheck;
use crate::rules::verdict::Outcome;

/// Runs a sum.
#[must_use]
pub fn check(sum: &SumCheck, evidence: &Evidence<'_>) -> Outcome {
    match sum.over {
        Over::Parts => parts::check(sum, evidence),
        Over::Periods => periods::check(sum, evidence),
    }
}
