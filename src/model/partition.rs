//! What lies in a whole side by side.

/// Parts of one whole of which no two have anything in common.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Partition {
    /// The parts, as numbers of their dimension.
    pub parts: Vec<u32>,
    /// Whether they are all of it, so that they add up to the whole; otherwise there may be others.
    pub complete: bool,
}
