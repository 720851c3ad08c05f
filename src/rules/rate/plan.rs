//! A comparison of averages with totals, as checked.

use crate::model::claim::Claim;
use crate::model::source::Standing;
use crate::rules::file::RateFile;
use crate::rules::select::Selector;
use crate::rules::words::Words;

/// A checked comparison of averages with totals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RateCheck {
    pub(super) average: Selector,
    pub(super) total: Selector,
    pub(super) standings: Vec<Standing>,
    pub(super) explained: bool,
}

impl RateCheck {
    /// Reads `[check.rate]`.
    pub fn read(file: &RateFile, words: &mut Words<'_>) -> Self {
        Self {
            average: Selector::read_or_all(file.average.as_ref(), words),
            total: Selector::read_or_all(file.total.as_ref(), words),
            standings: words.standings(file.source.as_deref(), &[Standing::Same]),
            explained: file.explained.unwrap_or(false),
        }
    }

    /// Whether this average is looked at.
    pub(in crate::rules) fn looks_at(&self, claim: Claim<'_>) -> bool {
        self.average.selects(claim)
    }
}
