//! What a claim says of its quantity: the printed value, its words, and the interval they mean.

use crate::model::amount::{Amount, power_of_ten};
use crate::model::hedge::{Hedge, Reading};
use crate::model::interval::Interval;

/// Per what a rate is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Per {
    /// Not a rate.
    Total,
    /// Per day.
    Day,
    /// Per week of seven days.
    Week,
    /// Per month: a twelfth of a year of 365 or 366 days.
    Month,
    /// Per year of 365 or 366 days.
    Year,
}

impl Per {
    /// The word in the `per` column.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Total => "",
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    /// The least and greatest number of days that one such period has, in twelfths of a day.
    #[must_use]
    pub fn twelfths(self) -> (i128, i128) {
        match self {
            Self::Total | Self::Day => (12, 12),
            Self::Week => (84, 84),
            Self::Month => (365, 366),
            Self::Year => (12 * 365, 12 * 366),
        }
    }
}

/// A figure as printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figure {
    /// The printed value.
    pub value: Option<Amount>,
    /// A printed lower bound.
    pub low: Option<Amount>,
    /// A printed upper bound.
    pub high: Option<Amount>,
    /// Per what it is counted.
    pub per: Per,
}

impl Figure {
    /// Whether the bounds and the value stand in the order low ≤ value ≤ high.
    #[must_use]
    pub fn is_in_order(&self) -> bool {
        let ordered = |a: Option<Amount>, b: Option<Amount>| match (a, b) {
            (Some(a), Some(b)) => a.compare(b).is_le(),
            _ => true,
        };
        ordered(self.low, self.value) && ordered(self.value, self.high) && ordered(self.low, self.high)
    }

    /// The whole numbers that the figure allows at a reading, in the metric's unit with `decimals`
    /// more digits. A rate gives the total it implies over `days` (least and greatest divisor).
    ///
    /// Bounds printed in the wrong order are taken as the range they span, so that they invent no
    /// conflict; `low-best-high-out-of-order` speaks of them.
    #[must_use]
    pub fn interval(&self, hedge: &Hedge, reading: Reading, decimals: u8, days: (i64, i64)) -> Interval {
        if self.per != Per::Total {
            return self.implied_total(hedge, reading, decimals, days);
        }
        match (self.low, self.value, self.high) {
            (None, Some(value), None) => hedge.interval(value, reading, decimals),
            (Some(low), _, Some(high)) => {
                let (least, most) = if self.is_in_order() { (low, high) } else { self.span(low, high) };
                if hedge.range {
                    hedge.between(least, most, reading, decimals)
                } else {
                    bounded(Some(least), Some(most), decimals)
                }
            }
            (low, value, high) => {
                let of_value = value.map_or(Interval::ALL, |value| hedge.interval(value, reading, decimals));
                let printed = bounded(low, high, decimals);
                Interval {
                    lo: if low.is_some() { printed.lo } else { of_value.lo },
                    hi: if high.is_some() { printed.hi } else { of_value.hi },
                }
            }
        }
    }

    fn span(&self, low: Amount, high: Amount) -> (Amount, Amount) {
        let all = [Some(low), self.value, Some(high)];
        let least = all.iter().flatten().copied().min_by(|a, b| a.compare(*b)).unwrap_or(low);
        let most = all.iter().flatten().copied().max_by(|a, b| a.compare(*b)).unwrap_or(high);
        (least, most)
    }

    /// The total that a printed rate implies.
    ///
    /// Averages are printed rounded; which way is not said. At the exact reading a rate is rounded
    /// half up, at the strict one rounded or truncated, at the tolerant one also rounded half up to tens
    /// where its last digit is 0 (GRIM, Brown and Heathers 2017, with every rounding convention tried).
    /// Cut off to tens it was not: 340 for 349 is another number.
    fn implied_total(&self, hedge: &Hedge, reading: Reading, decimals: u8, days: (i64, i64)) -> Interval {
        let bound = |rate: Amount| Halves { digits: i128::from(rate.digits) * 2, scale: rate.scale, open: false };
        let (low, high) = match (self.low, self.value, self.high) {
            (_, Some(value), _) if hedge.is_bare() && self.low.is_none() && self.high.is_none() => {
                let (low, high) = rounded(value, reading);
                (Some(low), Some(high))
            }
            (None, Some(value), None) => {
                let words = hedge.interval(value, reading, value.scale);
                let end = |digits: i64| bound(Amount { digits, scale: value.scale });
                (words.has_low().then(|| end(words.lo)), words.has_high().then(|| end(words.hi)))
            }
            (low, _, high) => (low.map(bound), high.map(bound)),
        };
        let lo = low.and_then(|end| end.total(self.per, days, decimals, false));
        let hi = high.and_then(|end| end.total(self.per, days, decimals, true));
        let (lo, hi) = (lo.unwrap_or(Interval::NO_LOW), hi.unwrap_or(Interval::NO_HIGH));
        if lo <= hi {
            return Interval { lo, hi };
        }
        // Between two whole numbers lies none: such an average is of no whole total at this reading. It is
        // taken at the next, so that the readings nest; where none helps, both neighbours are kept.
        match reading {
            Reading::Exact => self.implied_total(hedge, Reading::Strict, decimals, days),
            Reading::Strict => self.implied_total(hedge, Reading::Tolerant, decimals, days),
            Reading::Tolerant => Interval { lo: hi, hi: lo },
        }
    }
}

/// One end of what a rate stands for, in halves of its last digit.
#[derive(Debug, Clone, Copy)]
struct Halves {
    digits: i128,
    scale: u8,
    /// Whether the end itself is left out: 340.5 would have been rounded to 341.
    open: bool,
}

impl Halves {
    /// The least or the greatest whole total that the end allows. `None` past the range.
    fn total(self, per: Per, days: (i64, i64), decimals: u8, up: bool) -> Option<i64> {
        let (short, long) = per.twelfths();
        let wide = (self.digits >= 0) == up;
        let (days, twelfths) = if wide { (days.1, short) } else { (days.0, long) };
        // halves / 2 / 10^scale · days · 12 / twelfths · 10^decimals
        let product = self.digits.checked_mul(i128::from(days))?.checked_mul(12)?;
        let product = product.checked_mul(power_of_ten(u32::from(decimals))?)?;
        let divisor = power_of_ten(u32::from(self.scale))?.checked_mul(2 * twelfths)?;
        let (whole, rest) = (product.div_euclid(divisor), product.rem_euclid(divisor));
        let total = match (up, rest == 0) {
            (true, true) => whole - i128::from(self.open),
            (true, false) | (false, true) => whole,
            (false, false) => whole + 1,
        };
        i64::try_from(total).ok().filter(|&total| total != i64::MIN && total != i64::MAX)
    }
}

/// What a bare rate stands for.
fn rounded(rate: Amount, reading: Reading) -> (Halves, Halves) {
    let twice = i128::from(rate.digits) * 2;
    let (down, up) = match reading {
        Reading::Exact => (1, 1),
        Reading::Strict => (1, 2),
        Reading::Tolerant if rate.digits % 10 == 0 && rate.digits != 0 => (10, 10),
        Reading::Tolerant => (1, 2),
    };
    let end = |digits, open| Halves { digits, scale: rate.scale, open };
    (end(twice - down, false), end(twice + up, true))
}

fn bounded(low: Option<Amount>, high: Option<Amount>, decimals: u8) -> Interval {
    Interval {
        lo: low.and_then(|low| low.floor(decimals)).unwrap_or(Interval::NO_LOW),
        hi: high.and_then(|high| high.ceil(decimals)).unwrap_or(Interval::NO_HIGH),
    }
}

#[cfg(test)]
mod tests {
    use super::{Figure, Per};
    use crate::model::amount::Amount;
    use crate::model::hedge::{End, Ends, Hedge, Reading};
    use crate::model::interval::Interval;

    fn bare() -> Hedge {
        let v = End::At { value: 1, halves: 0, percent: 0, constant: 0 };
        let ends = [Ends { low: v, high: v }; 2];
        Hedge { name: "exactly".into(), ends: [ends; 3], soft: None, range: false, fixed: false, cites: String::new() }
    }

    fn rate(digits: i64) -> Figure {
        Figure { value: Some(Amount::whole(digits)), low: None, high: None, per: Per::Day }
    }

    #[test]
    fn a_rate_is_the_total_it_implies() {
        let over = |digits, reading, days| rate(digits).interval(&bare(), reading, 0, days);
        assert_eq!(over(340, Reading::Exact, (311, 311)), Interval::new(105_585, 105_895));
        assert!(!over(340, Reading::Strict, (311, 311)).contains(Interval::point(106_720)));
        assert!(over(340, Reading::Tolerant, (311, 311)).contains(Interval::point(106_720)));
        // 345 a day would have been rounded to 350.
        assert_eq!(over(340, Reading::Tolerant, (311, 311)), Interval::new(311 * 335, 311 * 345 - 1));
        assert!(!over(693, Reading::Exact, (365, 365)).contains(Interval::point(253_290)));
        assert!(over(693, Reading::Strict, (365, 365)).contains(Interval::point(253_290)));
        assert!(over(1_286, Reading::Exact, (162, 163)).contains(Interval::point(209_540)));
    }

    #[test]
    fn printed_bounds_hold_at_every_reading() {
        let figure =
            Figure { value: None, low: Some(Amount::whole(90)), high: Some(Amount::whole(110)), per: Per::Total };
        for reading in Reading::ALL {
            assert_eq!(figure.interval(&bare(), reading, 0, (1, 1)), Interval::new(90, 110));
        }
    }

    #[test]
    fn bounds_out_of_order_invent_nothing() {
        let figure = Figure {
            value: Some(Amount::whole(5)),
            low: Some(Amount::whole(9)),
            high: Some(Amount::whole(7)),
            per: Per::Total,
        };
        assert!(!figure.is_in_order());
        assert_eq!(figure.interval(&bare(), Reading::Strict, 0, (1, 1)), Interval::new(5, 9));
    }
}
