//! From days and amounts to places in a drawing, in tenths of a pixel. A place is worked out in whole numbers; only a
//! logarithm is a float, and nothing that is read off is one.

use crate::model::day::Day;

/// Where something is drawn, in tenths of a pixel.
pub(super) type Tenths = i64;

/// Days from left to right.
#[derive(Debug, Clone, Copy)]
pub(super) struct Across {
    pub(super) first: Day,
    pub(super) last: Day,
    pub(super) from: Tenths,
    pub(super) to: Tenths,
}

impl Across {
    pub(super) fn place(&self, day: Day) -> Tenths {
        let (day, span) = (day.since(self.first), self.last.since(self.first));
        match span {
            0 => (self.from + self.to) / 2,
            span => self.from + day.clamp(0, span) * (self.to - self.from) / span,
        }
    }
}

/// Amounts from below upwards.
#[derive(Debug, Clone, Copy)]
pub(super) struct Up {
    pub(super) low: i64,
    pub(super) high: i64,
    pub(super) bottom: Tenths,
    pub(super) top: Tenths,
    pub(super) log: bool,
}

impl Up {
    pub(super) fn place(&self, amount: i64) -> Tenths {
        let amount = amount.clamp(self.low, self.high);
        let height = self.bottom - self.top;
        if self.low == self.high {
            return (self.bottom + self.top) / 2;
        }
        if self.log {
            return self.bottom - logarithmic(amount, self.low, self.high, height);
        }
        let share = |amount: i64| i128::from(amount) - i128::from(self.low);
        let up = share(amount) * i128::from(height) / share(self.high).max(1);
        self.bottom - Tenths::try_from(up).unwrap_or(0)
    }

    /// The amounts at which a line is drawn: round ones, a handful.
    pub(super) fn ticks(&self) -> Vec<i64> {
        if self.log { self.powers() } else { self.steps() }
    }

    fn steps(&self) -> Vec<i64> {
        let span = (i128::from(self.high) - i128::from(self.low)).max(1);
        let mut step = 1_i128;
        while span / step > 5 {
            // 1, 2, 5, 10, 20, …
            step = if step.to_string().starts_with('2') { step / 2 * 5 } else { step * 2 };
        }
        let first = i128::from(self.low).div_euclid(step) * step;
        let all =
            (0..=7).map(|at| first + at * step).filter(|tick| (self.low.into()..=self.high.into()).contains(tick));
        all.filter_map(|tick| i64::try_from(tick).ok()).collect()
    }

    fn powers(&self) -> Vec<i64> {
        let powers = std::iter::successors(Some(1_i64), |power| power.checked_mul(10));
        let decades = self.high.max(1).ilog10() - self.low.max(1).ilog10();
        let between: &[i64] = if decades < 3 { &[1, 2, 5] } else { &[1] };
        let all = powers.flat_map(|power| between.iter().filter_map(move |times| power.checked_mul(*times)));
        all.filter(|tick| (self.low..=self.high).contains(tick)).collect()
    }
}

/// How far up an amount stands by its logarithm. A place in a drawing, never an amount.
#[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "a tenth of a pixel is enough")]
fn logarithmic(amount: i64, low: i64, high: i64, height: Tenths) -> Tenths {
    let log = |amount: i64| (amount.max(1) as f64).ln();
    let share = (log(amount) - log(low)) / (log(high) - log(low)).max(f64::MIN_POSITIVE);
    (share * height as f64).round() as Tenths
}

#[cfg(test)]
mod tests {
    use super::{Across, Up};
    use crate::model::day::Day;

    const UP: Up = Up { low: 0, high: 1_000, bottom: 3_000, top: 0, log: false };

    #[test]
    fn the_ends_stand_at_the_ends_and_ticks_are_round() {
        assert_eq!((UP.place(0), UP.place(500), UP.place(1_000), UP.place(5_000)), (3_000, 1_500, 0, 0));
        assert_eq!(UP.ticks(), [0, 200, 400, 600, 800, 1_000]);
        let log = Up { low: 1, log: true, ..UP };
        assert_eq!((log.place(1), log.place(10), log.place(1_000)), (3_000, 2_000, 0));
        assert_eq!(log.ticks(), [1, 10, 100, 1_000]);
        assert_eq!(Up { low: 7, high: 7, ..UP }.place(7), 1_500);
    }

    #[test]
    fn the_ends_of_the_range_are_drawn_too() {
        let all = Up { low: i64::MIN, high: i64::MAX, ..UP };
        assert_eq!((all.place(i64::MIN), all.place(i64::MAX)), (3_000, 0));
        assert!(all.ticks().len() > 1 && all.ticks().len() < 8);
        let across = Across { first: Day(5), last: Day(5), from: 0, to: 100 };
        assert_eq!(across.place(Day(5)), 50);
    }
}
