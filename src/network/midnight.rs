//! Midnights, as voices label them.

use crate::model::period::Bound;

/// A midnight as some voice means it: an unknown day convention is one convention only within a voice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Midnight {
    /// Between which days it lies.
    pub bound: Bound,
    /// Who labels it; of no matter where it is known.
    pub voice: u32,
}

impl Midnight {
    /// A midnight of a voice.
    #[must_use]
    pub fn new(bound: Bound, voice: u32) -> Self {
        Self { bound, voice: if bound.first == bound.last { 0 } else { voice } }
    }

    /// Whether it is never after the other.
    #[must_use]
    pub fn is_no_later_than(self, other: Self) -> bool {
        self == other || self.bound.last <= other.bound.first
    }
}
