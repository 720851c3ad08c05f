//! What a document says of the verification of its own figures, where it says that there is some.

use crate::graph::support::Support;

/// A statement that a figure was verified. Anything else that is written in the column is kept and shown, and claims
/// no support.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stated {
    /// Somebody found it to be so; who, is not said.
    Confirmed,
    /// Others say so too.
    Corroborated,
    /// Somebody checked it; who, is not said.
    Verified,
    /// Others checked it.
    IndependentlyVerified,
}

impl Stated {
    /// Every statement with its word.
    pub const WORDS: [(&'static str, Self); 4] = [
        ("confirmed", Self::Confirmed),
        ("corroborated", Self::Corroborated),
        ("verified", Self::Verified),
        ("independently-verified", Self::IndependentlyVerified),
    ];

    /// Reads the column: one of the words, and nothing beside it.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim().replace(' ', "-").to_lowercase();
        Self::WORDS.iter().find(|(word, _)| *word == text).map(|&(_, stated)| stated)
    }

    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS[self as usize].0
    }

    /// The support that a figure has of which it is true.
    #[must_use]
    pub fn support(self) -> Support {
        match self {
            Self::Confirmed | Self::Corroborated => Support::Corroborated,
            Self::Verified | Self::IndependentlyVerified => Support::IndependentlyVerified,
        }
    }

    /// Whether it says that somebody else did it.
    #[must_use]
    pub fn names_others(self) -> bool {
        matches!(self, Self::Corroborated | Self::IndependentlyVerified)
    }
}

#[cfg(test)]
mod tests {
    use super::Stated;

    #[test]
    fn only_a_word_by_itself_claims_support() {
        for (word, stated) in Stated::WORDS {
            assert_eq!((stated.word(), Stated::read(word)), (word, Some(stated)));
        }
        assert_eq!(Stated::read("Independently verified "), Some(Stated::IndependentlyVerified));
        for other in ["", "unverified", "not verified", "could not be independently verified"] {
            assert_eq!(Stated::read(other), None);
        }
    }
}
