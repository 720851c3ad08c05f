//! A ratio as checked: what over what, and the band.

use toml::Spanned;

use crate::model::amount::Amount;
use crate::model::claim::Claim;
use crate::model::source::Standing;
use crate::rules::file::RatioFile;
use crate::rules::select::Selector;
use crate::rules::words::Words;

/// A checked ratio.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RatioCheck {
    pub(super) left: Selector,
    pub(super) right: Selector,
    pub(super) low: Option<Amount>,
    pub(super) high: Option<Amount>,
    pub(super) least: i64,
    pub(super) standings: Vec<Standing>,
}

impl RatioCheck {
    /// Reads `[check.ratio]`.
    pub fn read(file: &RatioFile, words: &mut Words<'_>) -> Self {
        let mut end = |value: Option<&Spanned<toml::Value>>| value.and_then(|value| words.ratio(value));
        let (low, high) = (end(file.low.as_ref()), end(file.high.as_ref()));
        match (file.low.as_ref(), file.high.as_ref()) {
            (None, None) => {
                words.wrong(file.right.span(), "the band has no end", "write `low = \"1.5\"`, `high = \"5\"`");
            }
            (Some(written), Some(_)) if low.zip(high).is_some_and(|(low, high)| low.compare(high).is_gt()) => {
                words.wrong(written.span(), "`low` is above `high`", "let `low` be the lesser of the two");
            }
            _ => {}
        }
        Self {
            left: Selector::read_or_all(Some(&file.left), words),
            right: Selector::read_or_all(Some(&file.right), words),
            low,
            high,
            least: file.least.as_ref().map_or(1, |least| i64::from(*least.get_ref())),
            standings: words.standings(file.source.as_deref(), &[Standing::Same]),
        }
    }

    /// Whether this figure is divided by.
    pub(in crate::rules) fn divides_by(&self, claim: Claim<'_>) -> bool {
        self.right.selects(claim)
    }
}
