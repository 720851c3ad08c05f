//! How loud a rule is, and how far words must be stretched before a finding goes away.

use crate::model::hedge::Reading;

/// How loud a rule is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Not reported.
    Allow,
    /// Worth knowing.
    Note,
    /// Worth a person's minute.
    Warn,
    /// An audit with such a finding exits 1.
    Deny,
}

impl Level {
    /// Every level with its word, from quiet to loud.
    pub const WORDS: [(&'static str, Self); 4] =
        [("allow", Self::Allow), ("note", Self::Note), ("warn", Self::Warn), ("deny", Self::Deny)];

    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Allow => "allow",
            Self::Note => "note",
            Self::Warn => "warn",
            Self::Deny => "deny",
        }
    }

    /// The level that this word means.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::WORDS.iter().find(|(known, _)| *known == word).map(|&(_, level)| level)
    }

    /// The level that a finding of this strength has under a rule of this level.
    #[must_use]
    pub fn capped_by(self, strength: Option<Strength>) -> Self {
        match strength {
            Some(Strength::Tension) => self.min(Self::Warn),
            Some(Strength::Imprecision) => self.min(Self::Note),
            Some(Strength::Discrepancy | Strength::Contradiction) | None => self,
        }
    }
}

/// How far the words must be stretched before a finding goes away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strength {
    /// It rests on an assumption that nobody printed.
    Tension,
    /// It survives the exact reading only.
    Imprecision,
    /// It survives the strict reading, not the tolerant one.
    Discrepancy,
    /// It survives the tolerant reading.
    Contradiction,
}

impl Strength {
    /// How strong a finding is that survives this reading and no wider one.
    #[must_use]
    pub fn surviving(reading: Reading) -> Self {
        match reading {
            Reading::Tolerant => Self::Contradiction,
            Reading::Strict => Self::Discrepancy,
            Reading::Exact => Self::Imprecision,
        }
    }

    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Tension => "tension",
            Self::Imprecision => "imprecision",
            Self::Discrepancy => "discrepancy",
            Self::Contradiction => "contradiction",
        }
    }
}
