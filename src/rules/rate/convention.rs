//! How an average may have been rounded, and by how many days divided, in exact integers.

use crate::model::amount::power_of_ten;
use crate::model::claim::Claim;
use crate::model::figure::Per;
use crate::model::interval::Interval;
use crate::model::period::Period;

/// How an average was cut to its printed digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rounding {
    /// To the nearest, halves up.
    HalfUp,
    /// Digits left out.
    CutOff,
    /// To the nearest ten, halves up; only where the last digit is 0.
    ToTens,
}

/// How an average was made of a total.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Convention {
    /// How it was rounded.
    pub rounding: Rounding,
    /// By how many days it was divided.
    pub days: i64,
}

/// A bare printed average above zero.
#[derive(Debug, Clone, Copy)]
pub(super) struct Average {
    /// In the last printed digit.
    digits: i128,
    /// A total of one unit of the metric, times this, is a product of digits, days and `scale_days`.
    scale_total: i128,
    scale_days: i128,
    per: Per,
    /// Twelfths of a day that one period of the average has, at least and at most.
    twelfths: (i128, i128),
}

impl Average {
    /// The average, if it is bare, above zero, and small enough to be exact.
    pub(super) fn of(claim: Claim<'_>) -> Option<Self> {
        let figure = claim.figure();
        let value = figure.value.filter(|value| value.digits > 0 && figure.low.is_none() && figure.high.is_none())?;
        if figure.per == Per::Total || !claim.hedge().is_bare() {
            return None;
        }
        // digits / 10^scale a period = total / 10^decimals / (days · 12 / twelfths)
        Some(Self {
            digits: i128::from(value.digits),
            scale_total: power_of_ten(u32::from(value.scale))?,
            scale_days: power_of_ten(u32::from(claim.metric().decimals))?.checked_mul(12)?,
            per: figure.per,
            twelfths: figure.per.twelfths(),
        })
    }

    /// What the printed digits stand for, in halves of the last one: from, and up to but not including.
    fn halves(self, rounding: Rounding) -> Option<(i128, i128)> {
        let twice = 2 * self.digits;
        match rounding {
            Rounding::HalfUp => Some((twice - 1, twice + 1)),
            Rounding::CutOff => Some((twice, twice + 2)),
            Rounding::ToTens => (self.digits % 10 == 0).then_some((twice - 10, twice + 10)),
        }
    }

    /// The least number of days in a range by which a total gives the average, if any does.
    pub(super) fn days(self, rounding: Rounding, total: Interval, range: (i64, i64)) -> Option<i64> {
        let (from, upto) = self.halves(rounding)?;
        // total · scale · 2 · twelfths < upto · days · scale_days: the average is small enough.
        let least = if total.has_low() {
            let product = i128::from(total.lo).checked_mul(2 * self.scale_total)?.checked_mul(self.twelfths.0)?;
            product.div_euclid(upto.checked_mul(self.scale_days)?) + 1
        } else {
            1
        };
        // total · scale · 2 · twelfths ≥ from · days · scale_days: the average is great enough.
        let most = if total.has_high() {
            let product = i128::from(total.hi).checked_mul(2 * self.scale_total)?.checked_mul(self.twelfths.1)?;
            product.div_euclid(from.max(1).checked_mul(self.scale_days)?)
        } else {
            i128::MAX
        };
        let (least, most) = (least.max(i128::from(range.0)), most.min(i128::from(range.1)));
        i64::try_from(least).ok().filter(|_| least <= most)
    }

    /// By how many days a total must be divided to give the average, rounded half up: from and to, in
    /// tenths, rounded inwards where that leaves any.
    pub(super) fn needs(self, total: Interval) -> Option<(i64, i64)> {
        let (from, upto) = self.halves(Rounding::HalfUp)?;
        let tenths = |amount: i64, twelfths: i128, halves: i128, up: bool| {
            let product = i128::from(amount).checked_mul(20 * self.scale_total)?.checked_mul(twelfths)?;
            let divisor = halves.checked_mul(self.scale_days)?;
            let whole = product.div_euclid(divisor) + i128::from(up && product.rem_euclid(divisor) != 0);
            i64::try_from(whole).ok()
        };
        let bounded = total.has_low() && total.has_high();
        let least = tenths(Some(total.lo).filter(|_| bounded)?, self.twelfths.0, upto, true)?;
        let most = tenths(total.hi, self.twelfths.1, from, false)?;
        (least <= most).then_some((least, most))
    }

    /// Whether a total over some whole periods of the average gives it, rounded half up or cut off: a
    /// quarter has three months, and a year fifty-two weeks, whatever its days.
    pub(super) fn fits_whole_periods(self, total: Interval, period: &Period) -> bool {
        let Some(periods) = whole_periods(self.per, period) else { return false };
        let printed = |halves: i128| halves.checked_mul(periods)?.checked_mul(self.scale_days / 12);
        let have = |amount: i64| i128::from(amount).checked_mul(2 * self.scale_total);
        let (Some(from), Some(upto)) = (printed(2 * self.digits - 1), printed(2 * self.digits + 2)) else {
            return false;
        };
        let above = !total.has_high() || have(total.hi).is_some_and(|most| from <= most);
        let below = !total.has_low() || have(total.lo).is_some_and(|least| least < upto);
        above && below
    }
}

/// How many periods of an average a period is made of by the calendar, if it is whole months by its
/// printed days.
fn whole_periods(per: Per, period: &Period) -> Option<i128> {
    let months = period.start.last.whole_months_to(period.label.plus(1))?;
    let years = (months % 12 == 0).then_some(months / 12);
    match per {
        Per::Total => None,
        Per::Day => years.map(|years| 365 * years),
        Per::Week => years.map(|years| 52 * years),
        Per::Month => Some(months),
        Per::Year => years,
    }
    .filter(|&periods| periods > 0)
    .map(i128::from)
}
