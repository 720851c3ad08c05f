//! What printed words mean: three nested readings of every hedge, as data.
//!
//! The table itself is `rules/words/hedges.toml`, each entry with its citation. This module holds
//! what one entry means and applies it to a printed value, in exact integers.

use crate::model::amount::Amount;
use crate::model::index::HedgeIx;
use crate::model::interval::Interval;
use crate::model::names::Names;

/// How generously printed words are taken. The three nest: what is possible at one reading is
/// possible at the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reading {
    /// Bare figures are exact to the unit.
    Exact,
    /// The default: what most readers take the words to mean.
    Strict,
    /// As far as nearly all readers would stretch them.
    Tolerant,
}

impl Reading {
    /// From the narrowest to the widest.
    pub const ALL: [Self; 3] = [Self::Exact, Self::Strict, Self::Tolerant];

    /// The widest reading at which something still holds, if it holds at any.
    #[must_use]
    pub fn widest(holds: impl Fn(Self) -> bool) -> Option<Self> {
        Self::ALL.into_iter().rev().find(|&reading| holds(reading))
    }

    /// The reading at which figures are told that survive this one: the strict one, or the exact one
    /// where only that is left.
    #[must_use]
    pub fn as_told(self) -> Self {
        self.min(Self::Strict)
    }
}

/// One end of a meaning: `value·v + halves·u/2 + percent·v/100 + constant`, or no bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// No bound on this side.
    Open,
    /// A bound that depends on the printed value.
    At {
        /// 1 where the printed value takes part, else 0.
        value: i8,
        /// How many half units of the last significant digit are added.
        halves: i8,
        /// How many per cent of the printed value are added.
        percent: i8,
        /// What is added besides.
        constant: i64,
    },
}

/// A lower and an upper end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ends {
    /// The lower end.
    pub low: End,
    /// The upper end.
    pub high: End,
}

/// The three readings of one hedge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hedge {
    /// The meaning's own name.
    pub name: String,
    /// Per reading: the ends for values of at most two significant digits, then for all others.
    pub ends: [[Ends; 2]; 3],
    /// What the words suggest without saying it.
    pub soft: Option<Ends>,
    /// Whether the words need both `low` and `high`.
    pub range: bool,
    /// Whether the words stand for a range without any value.
    pub fixed: bool,
    /// Where the meaning is taken from.
    pub cites: String,
}

/// All hedges, found by the words that print them.
#[derive(Debug, Clone, Default)]
pub struct HedgeTable {
    words: Names,
    meanings: Vec<HedgeIx>,
    hedges: Vec<Hedge>,
}

impl HedgeTable {
    /// Adds a hedge under its words. Words known before keep their meaning and are returned.
    pub fn add(&mut self, hedge: Hedge, words: &[String]) -> Vec<String> {
        let index = HedgeIx::from_at(self.hedges.len());
        self.hedges.push(hedge);
        let mut taken = Vec::new();
        for word in words {
            let word = normal(word);
            if self.words.find(&word).is_some() {
                taken.push(word);
            } else {
                self.words.intern(&word);
                self.meanings.push(index);
            }
        }
        taken
    }

    /// The hedge that these printed words mean.
    #[must_use]
    pub fn find(&self, words: &str) -> Option<HedgeIx> {
        let known = self.words.find(words).or_else(|| self.words.find(&normal(words)))?;
        Some(self.meanings[known as usize])
    }

    /// The hedge with this number.
    #[must_use]
    pub fn get(&self, hedge: HedgeIx) -> &Hedge {
        &self.hedges[hedge.at()]
    }

    /// Every word of the table, for "did you mean".
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter()
    }

    /// Every hedge of the table.
    pub fn iter(&self) -> impl Iterator<Item = &Hedge> {
        self.hedges.iter()
    }
}

fn normal(words: &str) -> String {
    words.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

impl Hedge {
    /// Whether the hedge leaves the printed value as it is: no word, "exactly".
    #[must_use]
    pub fn is_bare(&self) -> bool {
        let at_value = End::At { value: 1, halves: 0, percent: 0, constant: 0 };
        !self.range && self.ends[Reading::Strict as usize][1] == Ends { low: at_value, high: at_value }
    }

    /// Whether the words bound the value from one side only.
    #[must_use]
    pub fn is_one_sided(&self) -> bool {
        let ends = self.ends[Reading::Strict as usize][1];
        (ends.low == End::Open) != (ends.high == End::Open)
    }

    /// The whole numbers (of the metric's unit, with `decimals` more digits) that the words allow
    /// for `value`; rounded outwards, so that no conflict is made by rounding.
    #[must_use]
    pub fn interval(&self, value: Amount, reading: Reading, decimals: u8) -> Interval {
        let short = usize::from(value.significant_digits() > 2);
        self.ends[reading as usize][short].apply(value, value, decimals)
    }

    /// As [`interval`](Self::interval) for a printed range from `low` to `high`.
    #[must_use]
    pub fn between(&self, low: Amount, high: Amount, reading: Reading, decimals: u8) -> Interval {
        self.ends[reading as usize][1].apply(low, high, decimals)
    }

    /// What the words suggest without saying it, if anything.
    #[must_use]
    pub fn soft_interval(&self, value: Amount, decimals: u8) -> Option<Interval> {
        let Interval { lo, hi } = self.soft?.apply(value, value, decimals);
        // Just over 51,579 is 51,580: no whole number lies between a figure of ones and its next.
        Some(Interval { lo, hi: hi.max(lo) })
    }
}

impl Ends {
    fn apply(self, low: Amount, high: Amount, decimals: u8) -> Interval {
        Interval {
            lo: self.low.apply(low, decimals, false).unwrap_or(Interval::NO_LOW),
            hi: self.high.apply(high, decimals, true).unwrap_or(Interval::NO_HIGH),
        }
    }
}

impl End {
    /// The bound in whole units; `None` where there is none or it is past the range.
    fn apply(self, amount: Amount, decimals: u8, up: bool) -> Option<i64> {
        let Self::At { value, halves, percent, constant } = self else { return None };
        let digits = i128::from(amount.digits);
        // In two-hundredths of the amount's own last digit, so that halves and per cents are whole.
        let of_value = digits * 200 * i128::from(value) + 2 * i128::from(percent) * digits.abs();
        let of_step = i128::from(halves) * 100 * i128::from(amount.step());
        let scaled = of_value + of_step;
        let rounded = scaled.div_euclid(200) + i128::from(up && scaled.rem_euclid(200) != 0);
        let bound = crate::model::amount::rescale(rounded, amount.scale, decimals, up)?;
        let unit = crate::model::amount::power_of_ten(u32::from(decimals))?;
        i64::try_from(i128::from(constant) * unit).ok()?.checked_add(bound)
    }
}

#[cfg(test)]
mod tests {
    use super::{End, Ends, Hedge, Reading};
    use crate::model::amount::Amount;
    use crate::model::interval::Interval;

    fn end(percent: i8, halves: i8, constant: i64) -> End {
        End::At { value: 1, halves, percent, constant }
    }

    fn nearly() -> Hedge {
        let ends = |low, high| Ends { low: end(low, 0, 0), high: end(0, high, 0) };
        let strict = [ends(-10, 0), ends(-5, 0)];
        Hedge {
            name: "nearly".into(),
            ends: [strict, strict, [ends(-20, 1), ends(-10, 1)]],
            soft: None,
            range: false,
            fixed: false,
            cites: String::new(),
        }
    }

    #[test]
    fn nearly_four_thousand_reaches_down_not_up() {
        let value = Amount::whole(4_000);
        assert_eq!(nearly().interval(value, Reading::Strict, 0), Interval::new(3_600, 4_000));
        assert_eq!(nearly().interval(value, Reading::Tolerant, 0), Interval::new(3_200, 4_500));
    }

    #[test]
    fn long_figures_are_stretched_less() {
        let value = Amount::whole(346_070);
        assert_eq!(nearly().interval(value, Reading::Strict, 0), Interval::new(328_766, 346_070));
    }

    #[test]
    fn decimals_scale_the_constant_too() {
        let more = Ends { low: end(0, 0, 1), high: End::Open };
        let hedge = Hedge { ends: [[more; 2]; 3], ..nearly() };
        let value = Amount { digits: 15, scale: 1 };
        assert_eq!(hedge.interval(value, Reading::Strict, 1).lo, 25);
        assert!(hedge.is_one_sided());
    }
}
