//! What a claim says of its quantity: the printed value, its words, and the interval they mean.

use crate::model::amount::Amount;
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
    fn twelfths(self) -> (i128, i128) {
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
    /// half up, at the strict one rounded or truncated, at the tolerant one also to tens where its
    /// last digit is 0 (GRIM, Brown and Heathers 2017, with every rounding convention tried).
    fn implied_total(&self, hedge: &Hedge, reading: Reading, decimals: u8, days: (i64, i64)) -> Interval {
        let (low, high) = match (self.low, self.value, self.high) {
            (Some(low), _, Some(high)) => (rounded(low, Reading::Exact, true), rounded(high, Reading::Exact, true)),
            (_, Some(value), _) if hedge.is_bare() => {
                let ends = rounded(value, reading, false);
                (ends, ends)
            }
            (_, Some(value), _) => {
                let words = hedge.interval(value, reading, value.scale);
                let ends = (
                    words.has_low().then(|| i128::from(words.lo) * 2),
                    words.has_high().then(|| i128::from(words.hi) * 2),
                    value.scale,
                );
                (ends, ends)
            }
            (low, _, high) => {
                let open = (None, None, 0);
                (
                    low.map_or(open, |a| rounded(a, Reading::Exact, true)),
                    high.map_or(open, |a| rounded(a, Reading::Exact, true)),
                )
            }
        };
        let (short, long) = self.per.twelfths();
        // (halves of the last digit) * days * 12 / (twelfths of a day per period) / 2
        let total = |halves: i128, scale: u8, up: bool| -> Option<i64> {
            let most = if (halves >= 0) == up { days.1 } else { days.0 };
            let per = if (halves >= 0) == up { short } else { long };
            let product = halves.checked_mul(i128::from(most))?.checked_mul(12)?;
            let divisor = 2 * per;
            let whole = product.div_euclid(divisor) + i128::from(up && product.rem_euclid(divisor) != 0);
            crate::model::amount::rescale(whole, scale, decimals, up)
        };
        Interval {
            lo: low.0.and_then(|halves| total(halves, low.2, false)).unwrap_or(Interval::NO_LOW),
            hi: high.1.and_then(|halves| total(halves, high.2, true)).unwrap_or(Interval::NO_HIGH),
        }
    }
}

/// A rate's ends in halves of its last digit, and its scale.
type HalfDigits = (Option<i128>, Option<i128>, u8);

fn rounded(rate: Amount, reading: Reading, as_bound: bool) -> HalfDigits {
    let twice = i128::from(rate.digits) * 2;
    let (down, up) = match reading {
        _ if as_bound => (0, 0),
        Reading::Exact => (1, 1),
        Reading::Strict => (1, 2),
        Reading::Tolerant if rate.digits % 10 == 0 && rate.digits != 0 => (10, 20),
        Reading::Tolerant => (1, 2),
    };
    (Some(twice - down), Some(twice + up), rate.scale)
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
        assert_eq!(over(340, Reading::Exact, (311, 311)), Interval::new(105_584, 105_896));
        assert!(!over(340, Reading::Strict, (311, 311)).contains(Interval::point(106_720)));
        assert!(over(340, Reading::Tolerant, (311, 311)).contains(Interval::point(106_720)));
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
