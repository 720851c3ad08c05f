//! What a derivation rests on besides figures: what its words mean.

use crate::model::claim::Quantity;

/// What a derivation rests on beside figures: what the words mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Meaning {
    /// What has accrued does not fall.
    NeverFalls(Quantity),
    /// One count lies in another.
    LiesIn {
        /// The part.
        part: Quantity,
        /// The whole.
        whole: Quantity,
    },
    /// A whole and its parts, by their place in [`System::sums`](crate::network::system::System::sums).
    Sum(usize),
}
