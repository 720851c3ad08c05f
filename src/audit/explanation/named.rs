//! A claim as an explanation names it.

use crate::audit::days::days_in_words;
use crate::model::claim::Claim;

/// A claim as an explanation names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Its id.
    pub claim: String,
    /// The figure as printed, with its words.
    pub printed: String,
    /// The name of what is counted.
    pub metric: String,
    /// The source's name.
    pub source: String,
    /// The days it covers, in words.
    pub period: String,
}

impl Named {
    /// Names a claim.
    pub(super) fn of(claim: Claim<'_>) -> Self {
        Self {
            claim: claim.id().to_owned(),
            printed: claim.printed(),
            metric: claim.metric().name.clone(),
            source: claim.source().name.clone(),
            period: days_in_words(claim.period()),
        }
    }
}
