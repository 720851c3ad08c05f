//! What is usual: the increments of the days before one.
//!
//! Robust z, `(x - median) / (1.4826 · MAD)` (Iglewicz and Hoaglin 1993): half of the increments may
//! be outliers themselves. Where they hardly differ, the noise of counting is the least spread, so
//! that a deviation of nought does not make an alarm of one more.

use crate::rules::series::steps::{MICRO, Step, median};

/// The increments before one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Before {
    /// How many there are.
    pub(super) count: u64,
    /// Their median pace.
    pub(super) median: i128,
    /// The median distance from it.
    pub(super) deviation: i128,
    /// The counting noise of the median.
    pub(super) noise: i128,
}

impl Before {
    pub(super) fn of(steps: &[Step], unit: i128) -> Option<Self> {
        let mut paces: Vec<i128> = steps.iter().map(|step| step.pace).collect();
        let middle = median(&mut paces)?;
        for pace in &mut paces {
            *pace = (*pace - middle).abs();
        }
        // A count of m has a spread of √m; in millionths of a decimal m is m · 10⁶ · unit.
        let noise = middle.max(0).saturating_mul(MICRO).saturating_mul(unit).isqrt();
        Some(Self { count: steps.len() as u64, median: middle, deviation: median(&mut paces)?, noise })
    }

    /// One standard deviation, in ten-thousandths of a millionth.
    fn spread(&self) -> i128 {
        self.deviation.saturating_mul(14_826).max(self.noise.saturating_mul(10_000))
    }

    /// Whether a pace is more than `above` hundredths of a standard deviation away.
    pub(super) fn is_beyond(&self, pace: i128, above: i64) -> bool {
        let away = (pace - self.median).abs();
        away.saturating_mul(1_000_000) > self.spread().saturating_mul(i128::from(above))
    }

    /// What was added beyond the usual, in millionths.
    pub(super) fn excess(&self, step: &Step) -> i128 {
        (step.pace - self.median).saturating_mul(i128::from(step.days))
    }

    /// Whether `steps` together come to little of what the last or first of them has too much:
    /// what one adds too much the others had too little.
    pub(super) fn is_even(&self, steps: &[Step], of: &Step) -> bool {
        let together: i128 = steps.iter().map(|step| self.excess(step)).sum();
        2 * together.abs() <= self.excess(of).abs()
    }

    /// How many standard deviations a pace is away; rounded up, as it is told where it is too many.
    pub(super) fn in_hundredths(&self, pace: i128) -> i64 {
        let (away, spread) = ((pace - self.median).abs(), self.spread().max(1));
        i64::try_from((away.saturating_mul(1_000_000) + spread - 1) / spread).unwrap_or(i64::MAX)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::Before;
    use crate::model::day::Day;
    use crate::rules::series::steps::{MICRO, Step};

    pub(in crate::rules::series) fn steps(grew: &[i64]) -> Vec<Step> {
        let step = |(day, &grew): (i32, &i64)| Step { day: Day(day), days: 1, grew, pace: i128::from(grew) * MICRO };
        (0..).zip(grew).map(step).collect()
    }

    #[test]
    fn six_deviations_are_exact() {
        // Median 1,000, deviation 100: six times 148.26 is 889.56.
        let before = Before::of(&steps(&[900, 1_000, 1_100, 900, 1_000, 1_100, 1_000]), 1).expect("steps");
        assert_eq!((before.median, before.deviation), (1_000 * MICRO, 100 * MICRO));
        assert!(before.is_beyond(1_890 * MICRO, 600) && !before.is_beyond(1_889 * MICRO, 600));
        assert!(before.is_beyond(110 * MICRO, 600) && !before.is_beyond(111 * MICRO, 600));
        assert_eq!(before.in_hundredths(1_890 * MICRO), 601);
    }

    #[test]
    fn steady_counts_have_the_noise_of_counting() {
        // 100 a day: six times 10.
        let before = Before::of(&steps(&[100; 9]), 1).expect("steps");
        assert!(before.is_beyond(161 * MICRO, 600) && !before.is_beyond(160 * MICRO, 600));
        // With one decimal 100 is ten: six times 3.16 is 19.0.
        let tenths = Before::of(&steps(&[100; 9]), 10).expect("steps");
        assert!(tenths.is_beyond(290 * MICRO, 600) && !tenths.is_beyond(289 * MICRO, 600));
    }
}
