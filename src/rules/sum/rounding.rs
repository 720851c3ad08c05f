//! Figures printed more coarsely than the others of a sum.

use crate::model::amount::rescale;
use crate::model::claim::Claim;
use crate::model::figure::Per;
use crate::model::interval::Interval;

/// What rounding may explain of a sum that misses its whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rounded {
    /// Nothing.
    No,
    /// All of it, if figures that end in a single 0 are rounded to tens.
    ToTens,
    /// All of it: figures end in more zeros.
    Plainly,
}

/// Whether the sum misses no more once coarse figures are widened by their rounding.
pub(super) fn explains<'d>(
    figures: impl Iterator<Item = Claim<'d>> + Clone,
    misses: impl Fn(Interval) -> bool,
) -> Rounded {
    if !misses(slack(figures.clone(), 100)) {
        Rounded::Plainly
    } else if !misses(slack(figures, 10)) {
        Rounded::ToTens
    } else {
        Rounded::No
    }
}

/// By how much rounded figures may lie off, down and up, in the metric's unit: each bare one whose last
/// significant digit is coarser than that of the finest by half a step down and a whole one up, for
/// nobody says whether it was rounded or cut off. Rows of a publisher's own file are not rounded.
fn slack<'d>(figures: impl Iterator<Item = Claim<'d>> + Clone, least: i64) -> Interval {
    let step = |claim: Claim<'_>| {
        let value = claim.figure().value.filter(|_| claim.figure().per == Per::Total && claim.hedge().is_bare())?;
        let step = rescale(i128::from(value.step()), value.scale, claim.metric().decimals, true)?;
        Some((step, value.step()))
    };
    let finest = figures.clone().filter_map(step).map(|(step, _)| step).min().unwrap_or(1);
    let coarse = figures.filter(|claim| !claim.table().mapped).filter_map(step);
    let coarse = coarse.filter(|&(step, zeros)| step > finest && zeros >= least).map(|(step, _)| step);
    coarse.fold(Interval::point(0), |slack, step| Interval {
        lo: slack.lo.saturating_sub(step / 2),
        hi: slack.hi.saturating_add(step - 1),
    })
}
