//! How firmly a figure stands: what it costs to call it wrong. Policy, not science; printed with every
//! finding that rests on it. Words that say that a figure is not exact cost it nothing: they widen what it
//! means already.

use crate::model::claim::Claim;
use crate::model::remark::Method;

/// What a figure rests on. The first that applies counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Footing {
    /// Somebody on its way computed it of other figures.
    Computed,
    /// It stands in a headline.
    Headline,
    /// It was worked out from other evidence.
    Estimated,
    /// Others relay it.
    Relayed,
    /// It stands in its source's own publication.
    Primary,
    /// Names, pictures, a register, an inspection.
    Direct,
}

/// What it costs to say that a count which accrues was taken back from one report to the next. More than one
/// exact figure, less than two: a single figure out of line is a slip, a count that stays lower was corrected.
pub const NEVER_FALLS: u32 = 5;

/// What it costs to say that a voice does not mean by a whole what its parts are together. More than two exact figures:
/// parts that do not add up on one day are a slip, on many days another meaning of the words.
pub const PARTS_ADD_UP: u32 = 9;

impl Footing {
    /// What a claim rests on.
    #[must_use]
    pub fn of(claim: Claim<'_>) -> Self {
        let method = claim.dataset.claims.method(claim.ix);
        let locator = claim.remark().map_or("", |remark| &remark.locator);
        match method {
            Method::Computed => Self::Computed,
            _ if locator == "headline" => Self::Headline,
            Method::NamedList | Method::Visual | Method::Registry | Method::Inspection => Self::Direct,
            Method::Estimate => Self::Estimated,
            Method::Statement if !claim.via().is_empty() => Self::Relayed,
            Method::Statement => Self::Primary,
        }
    }

    /// What it costs to call it wrong.
    #[must_use]
    pub fn weight(self) -> u32 {
        match self {
            Self::Computed | Self::Headline => 1,
            Self::Estimated => 2,
            Self::Relayed => 3,
            Self::Primary => 4,
            Self::Direct => 8,
        }
    }

    /// In a few words.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Computed => "computed by an outlet",
            Self::Headline => "a headline",
            Self::Estimated => "an estimate",
            Self::Relayed => "relayed",
            Self::Primary => "primary",
            Self::Direct => "direct evidence",
        }
    }
}
