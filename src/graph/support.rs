//! What supports a figure, in the words of the field (Airwars' and OHCHR's grading; AJP-2.1 for the number).

/// What supports a figure, rising.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Support {
    /// No origin is known.
    Unattributed,
    /// One lineage says so, however many outlets print it.
    Reported,
    /// An independent one-sided or wide bound fits.
    Bounded,
    /// Confirmed, but the independence is only partial.
    Probable,
    /// An independent claim confirms it.
    Corroborated,
    /// A disinterested independent claim that counts directly agrees, or two that are independent of each other.
    IndependentlyVerified,
}

impl Support {
    /// Every support with its word, rising.
    pub const WORDS: [(&'static str, Self); 6] = [
        ("unattributed", Self::Unattributed),
        ("reported", Self::Reported),
        ("bounded", Self::Bounded),
        ("probable", Self::Probable),
        ("corroborated", Self::Corroborated),
        ("independently-verified", Self::IndependentlyVerified),
    ];

    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS[self as usize].0
    }
}
