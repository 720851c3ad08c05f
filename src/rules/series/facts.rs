//! What the tests of plausibility measured, for their wording.

use crate::model::day::Day;
use crate::model::index::MetricIx;

/// What a test of plausibility measured. Paces are in millionths of the metric's smallest unit a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SeriesFacts {
    /// A running total that grows by far more or less than usual.
    Jump(Jump),
    /// The pace before a day and from it on.
    Pace(PaceChange),
    /// A whole row that repeats the row before.
    Stuck(Stuck),
    /// More significant digits than the words beside them can mean.
    Precision(Precision),
    /// Rows missing from a table that says how often it has one.
    Missing(Missing),
}

/// The gaps of a table; the longest lies between the two claims of the verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// How many days should lie between two rows.
    pub every: u32,
    /// How many rows are missing in the longest gap.
    pub longest: u64,
    /// How many rows are missing in all.
    pub rows: u64,
    /// Every gap: the rows before and after it, and how many are missing between them; in order.
    pub gaps: Vec<(Day, Day, u64)>,
}

/// An increment against the increments before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Jump {
    /// By how much the total grew, in the metric's smallest unit.
    pub grew: i64,
    /// In how many days.
    pub days: i64,
    /// The median pace of the increments before.
    pub median: i128,
    /// The median distance of these increments from their median.
    pub deviation: i128,
    /// The counting noise of the median, where that is more than 1.4826 deviations.
    pub noise: Option<i128>,
    /// How many increments that was.
    pub before: u64,
    /// How many standard deviations it is away, in hundredths, rounded up.
    pub away: i64,
    /// How many are accepted, in hundredths.
    pub above: i64,
    /// How many increments of the series were tested.
    pub tested: u64,
    /// How many of these would be told by chance at most, in millionths.
    pub by_chance: u64,
    /// How much of it the next report takes back, where that is half of it or more.
    pub taken_back: Option<i64>,
    /// The published correction that explains at least half of it.
    pub correction: Option<(Day, i64)>,
}

impl Jump {
    /// Whether it is more than usual, not less.
    #[must_use]
    pub fn is_more(&self) -> bool {
        i128::from(self.grew) * 1_000_000 > self.median * i128::from(self.days)
    }
}

/// Two median paces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaceChange {
    /// The median pace up to the day.
    pub before: i128,
    /// The median pace after it.
    pub after: i128,
    /// Of how many increments each is the median.
    pub increments: (u64, u64),
    /// Over how many days before and after the day increments were taken.
    pub window: u32,
    /// The totals of the first and last report of the two windows, and of the day between.
    pub totals: (i64, i64, i64),
    /// The days of the first and the last report.
    pub days: (Day, Day),
}

/// A row like the one before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stuck {
    /// How many figures the row has.
    pub figures: u64,
    /// The day of the row that is repeated.
    pub before: Day,
    /// The figures that stand still least often: of how many rows around, in how many they do.
    pub rarest: Vec<(MetricIx, u64, u64)>,
    /// How many rows of the table could have repeated the row before.
    pub rows: u64,
    /// How many of them would do so by chance, in thousand millionths, rounded up.
    pub by_chance: u64,
}

/// Words beside digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Precision {
    /// How many significant digits the figure has.
    pub digits: u32,
    /// How many the words allow at most.
    pub at_most: u32,
    /// How many figures of the series have more.
    pub figures: u64,
}
