//! Figures that are printed rounded: their sum misses a whole by as much as their rounding.

use crate::model::amount::{Amount, rescale};
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
    /// All of it: figures end in more zeros, or have a fraction.
    Plainly,
}

/// Whether a sum misses its whole no more once both are widened by their rounding: first that of the
/// sum is given, then that of the whole.
pub(super) fn explains(whole: Claim<'_>, terms: &[Claim<'_>], misses: impl Fn(Interval, Interval) -> bool) -> Rounded {
    // A published table of counts is rounded if all that is added up is, and not by chance.
    let all = || terms.iter().copied().chain(std::iter::once(whole));
    let table_rounds = all().all(|claim| claim.figure().value.is_some_and(|value| step(claim, value) >= 100));
    let misses = |zeros: i64| {
        let slack = |claim: Claim<'_>| slack(claim, zeros, table_rounds);
        let of_terms = terms.iter().map(|&term| slack(term)).fold(Interval::point(0), |sum, slack| Interval {
            lo: sum.lo.saturating_add(slack.lo),
            hi: sum.hi.saturating_add(slack.hi),
        });
        misses(of_terms, slack(whole))
    };
    if !misses(100) {
        Rounded::Plainly
    } else if !misses(10) {
        Rounded::ToTens
    } else {
        Rounded::No
    }
}

/// By how much a bare figure may lie below and above the exact one, in the metric's unit: half of its
/// last significant digit below, a whole one above, for nobody says whether it was rounded or cut off;
/// but by no more than a tenth of itself. Counts of whole things are exact unless they end in zeros.
fn slack(claim: Claim<'_>, zeros: i64, table_rounds: bool) -> Interval {
    let exact = Interval::point(0);
    let bare = claim.figure().per == Per::Total && claim.hedge().is_bare();
    let Some(value) = claim.figure().value.filter(|_| bare) else { return exact };
    let counts = claim.metric().decimals == 0;
    let step = step(claim, value);
    if counts && (step < zeros || (claim.table().mapped && !table_rounds)) {
        return exact;
    }
    let amount = rescale(i128::from(value.digits), value.scale, claim.metric().decimals, true).unwrap_or(0);
    // The last digit that is told apart is off by at most one all the same.
    let most = if counts { amount.saturating_abs() / 10 } else { (amount.saturating_abs() / 10).max(1) };
    Interval { lo: -(step.div_euclid(2) + step % 2).min(most), hi: step.min(most) }
}

/// One of the last digit that the figure tells apart, in the metric's unit: zeros after the point are
/// printed on purpose, those before it are not.
fn step(claim: Claim<'_>, value: Amount) -> i64 {
    let decimals = claim.metric().decimals;
    let step = if value.scale == 0 { value.step() } else { 1 };
    rescale(i128::from(step), value.scale, decimals, true).unwrap_or(1).max(1)
}
