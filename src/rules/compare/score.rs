//! What a claim brings to a comparison, as an exact fraction.

use std::cmp::Ordering;

use crate::model::claim::Claim;
use crate::model::hedge::Reading;
use crate::model::interval::Interval;
use crate::rules::compare::choice::{Expect, Figures};
use crate::rules::compare::plan::Compare;

/// An amount over a number of days; 1 where it is not per day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Score {
    pub(super) amount: i64,
    pub(super) days: i64,
}

impl Score {
    /// Which of two fractions is greater. Days are positive and below 2³², so nothing overflows.
    pub(super) fn compare(self, other: Self) -> Ordering {
        let left = i128::from(self.amount) * i128::from(other.days);
        left.cmp(&(i128::from(other.amount) * i128::from(self.days)))
    }
}

/// Which way a comparison looks. Looking down, ends change places and signs, so that one sweep
/// serves both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// The left must not be above the right.
    Up,
    /// The left must not be below the right.
    Down,
}

impl Compare {
    /// The ways in which a pair can break the expectation.
    pub(super) fn ways(&self) -> &'static [Way] {
        match self.expect {
            Expect::AtMost => &[Way::Up],
            Expect::AtLeast => &[Way::Down],
            // Both orders of a pair of like claims are tried, so one way finds every gap.
            Expect::Overlap if self.is_symmetric() => &[Way::Up],
            Expect::Overlap => &[Way::Up, Way::Down],
            Expect::Never => &[],
        }
    }

    /// What the claim says, as far as this rule looks at it.
    pub(super) fn interval(&self, claim: Claim<'_>, reading: Reading, one_lineage: bool) -> Interval {
        match self.figures {
            Figures::Meant | Figures::PerDay => claim.interval(reading, one_lineage),
            Figures::JustOver => claim.soft_interval().unwrap_or(Interval::ALL),
            Figures::Printed => match claim.figure().value {
                Some(_) => claim.interval(Reading::Exact, true),
                None => claim.interval(Reading::Exact, one_lineage),
            },
        }
    }

    /// What the left claim brings: the more, the likelier it breaks the expectation. `None` if it
    /// is not bounded on that side.
    pub(super) fn left_score(&self, claim: Claim<'_>, interval: Interval, way: Way) -> Option<Score> {
        let days = if self.figures == Figures::PerDay { claim.period().length().1 } else { 1 };
        let amount = match way {
            Way::Up => interval.has_low().then_some(interval.lo),
            Way::Down => interval.has_high().then(|| interval.hi.saturating_neg()),
        };
        amount.filter(|_| days > 0).map(|amount| Score { amount, days })
    }

    /// What the right claim allows at most.
    pub(super) fn right_score(&self, claim: Claim<'_>, interval: Interval, way: Way) -> Option<Score> {
        let days = if self.figures == Figures::PerDay { claim.period().length().0 } else { 1 };
        let amount = match way {
            Way::Up => interval.has_high().then_some(interval.hi),
            Way::Down => interval.has_low().then(|| interval.lo.saturating_neg()),
        };
        amount.filter(|_| days > 0).map(|amount| Score { amount, days })
    }

    /// Whether the left score is above the right one, its factor and the tolerance given in. What
    /// is past the range of exact integers is no verdict.
    pub(super) fn breaks(&self, left: Score, right: Score, way: Way) -> bool {
        let tolerance = match way {
            Way::Up => self.tolerance.0,
            Way::Down => -self.tolerance.0,
        };
        let share = i128::from(self.factor.0) * (10_000 + i128::from(tolerance));
        // Both shares are in ten-thousandths.
        let have = (i128::from(left.amount) * i128::from(right.days)).checked_mul(10_000 * 10_000);
        let allowed = (i128::from(right.amount) * i128::from(left.days)).checked_mul(share);
        matches!((have, allowed), (Some(have), Some(allowed)) if have > allowed)
    }
}
