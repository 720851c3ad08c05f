//! How one node of the picture hangs on another.

/// An edge from one node to another, by their places in the list of nodes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edge {
    /// Where it leads from.
    pub from: usize,
    /// What it says.
    pub kind: EdgeKind,
    /// Which of the outlets that a claim passed through it leads to, counted from the source on, from 1.
    pub order: Option<u32>,
    /// Where it leads to.
    pub to: usize,
}

/// What an edge says of the node that it leads from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EdgeKind {
    /// A source is a member of a group.
    MemberOf,
    /// A source announces another's figures as theirs.
    SpeaksFor,
    /// A source's figures are made from another's.
    ReliesOn,
    /// A claim is asserted by a source.
    AssertedBy,
    /// A claim was read in a document.
    ReadIn,
    /// A claim passed through an outlet.
    Via,
    /// A claim repeats a claim.
    Restates,
    /// A claim was computed from a claim.
    DerivedFrom,
    /// A claim confirms a claim, and no other does better.
    Confirms,
    /// A claim bounds a claim that nothing confirms, and fits.
    Bounds,
    /// A claim speaks against a claim, and no other more seriously.
    Contradicts,
}

impl EdgeKind {
    /// Every kind with its word.
    pub const WORDS: [(&'static str, Self); 11] = [
        ("member-of", Self::MemberOf),
        ("speaks-for", Self::SpeaksFor),
        ("relies-on", Self::ReliesOn),
        ("asserted-by", Self::AssertedBy),
        ("read-in", Self::ReadIn),
        ("via", Self::Via),
        ("restates", Self::Restates),
        ("derived-from", Self::DerivedFrom),
        ("confirms", Self::Confirms),
        ("bounds", Self::Bounds),
        ("contradicts", Self::Contradicts),
    ];

    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS[self as usize].0
    }
}
