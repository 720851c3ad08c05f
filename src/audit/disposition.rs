//! What has been decided about a finding before this run.

use crate::model::day::Day;

/// Whether somebody has seen a finding before, and what he decided.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Disposition {
    /// Nobody has.
    #[default]
    New,
    /// It is in the baseline, with the same figures.
    Known(Since),
    /// A waiver accepts it.
    Waived(Waived, Since),
    /// It was accepted, and a figure has changed since.
    Reopened(Reopened),
}

/// What came after a finding was accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Since {
    /// By how many days, pairs or repetitions it grew.
    pub grown: u64,
}

/// Who accepts a finding, why, and until when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waived {
    /// Why.
    pub reason: String,
    /// Who.
    pub by: String,
    /// The last day on which it is accepted; for good if absent.
    pub until: Option<Day>,
}

/// By what a finding was accepted that has changed since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reopened {
    /// By the baseline.
    Known,
    /// By a waiver.
    Waived(Waived),
    /// By a waiver that has run out.
    Expired(Waived),
}

impl Disposition {
    /// The word for it.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Known(_) => "known",
            Self::Waived(..) => "waived",
            Self::Reopened(_) => "reopened",
        }
    }

    /// What came after it was accepted, if it still is.
    #[must_use]
    pub fn since(&self) -> Option<Since> {
        match self {
            Self::Known(since) | Self::Waived(_, since) => Some(*since),
            Self::New | Self::Reopened(_) => None,
        }
    }

    /// The waiver that accepts it, or did.
    #[must_use]
    pub fn waived(&self) -> Option<&Waived> {
        match self {
            Self::Waived(waived, _) | Self::Reopened(Reopened::Waived(waived) | Reopened::Expired(waived)) => {
                Some(waived)
            }
            Self::New | Self::Known(_) | Self::Reopened(Reopened::Known) => None,
        }
    }

    /// Whether it is in the baseline as it is.
    #[must_use]
    pub fn is_known(&self) -> bool {
        matches!(self, Self::Known(_))
    }

    /// Whether somebody accepts it as it is.
    #[must_use]
    pub fn is_waived(&self) -> bool {
        matches!(self, Self::Waived(..))
    }

    /// Whether somebody has to look at it: nobody has yet, or it is no longer what he saw.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self, Self::New | Self::Reopened(_))
    }
}
