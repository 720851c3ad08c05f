//! What stands in the picture.

use crate::graph::support::Support;
use crate::verify::conflict::Conflict;

/// What stands in the picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// Sources that are not independent of each other.
    Group {
        /// Its id.
        id: String,
    },
    /// Who asserts, or passes on.
    Source {
        /// Its id.
        id: String,
        /// Its name.
        name: String,
        /// The id of its group, if it is in one.
        group: Option<String>,
        /// The id of its side, if it has one.
        party: Option<String>,
        /// Whether it also relies on others who are not known.
        relies_on_unknown: bool,
    },
    /// Where claims were read.
    Document {
        /// Its id.
        id: String,
        /// Who published it.
        publisher: String,
        /// What it is called.
        title: String,
    },
    /// A claim.
    Claim(Box<ClaimNode>),
}

/// A claim with its standing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimNode {
    /// Its id.
    pub id: String,
    /// Whose.
    pub subject: String,
    /// What.
    pub metric: String,
    /// Where.
    pub place: String,
    /// Over which days, in words.
    pub period: String,
    /// The figure with its words.
    pub printed: String,
    /// What supports it.
    pub support: Support,
    /// What speaks against it.
    pub conflict: Conflict,
    /// NATO credibility, 1 to 6.
    pub credibility: u8,
}

impl Node {
    /// Its id, which it may share with a node of another kind.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::Group { id } | Self::Source { id, .. } | Self::Document { id, .. } => id,
            Self::Claim(claim) => &claim.id,
        }
    }

    /// The word for its kind.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Group { .. } => "group",
            Self::Source { .. } => "source",
            Self::Document { .. } => "document",
            Self::Claim(_) => "claim",
        }
    }
}
