//! The two axes of verification, and as much of the first as needs no other claim: whether a
//! figure has an origin at all.

use crate::model::claim::Claim;
use crate::model::remark::Attribution;

/// What supports a figure, rising.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Support {
    /// No origin is known.
    Unattributed,
    /// One lineage says so, however many outlets print it.
    Reported,
}

impl Support {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Unattributed => "unattributed",
            Self::Reported => "reported",
        }
    }

    /// The support that a claim has by itself.
    #[must_use]
    pub fn of(claim: Claim<'_>) -> Self {
        match claim.remark().map_or(Attribution::Named, |remark| remark.attribution) {
            Attribution::Named | Attribution::Vague => Self::Reported,
            Attribution::None => Self::Unattributed,
        }
    }
}

/// What speaks against a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Conflict {
    /// Nothing.
    None,
    /// Only something that rests on an assumption.
    Tension,
    /// An independent claim contradicts it.
    Disputed,
    /// Its own lineage contradicts it.
    SelfContradictory,
    /// Something, under some reading of the word.
    DefinitionDependent,
}

impl Conflict {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Tension => "tension",
            Self::Disputed => "disputed",
            Self::SelfContradictory => "self-contradictory",
            Self::DefinitionDependent => "definition-dependent",
        }
    }
}
