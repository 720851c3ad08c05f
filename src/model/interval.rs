//! A closed interval of whole numbers, open to either side where the words are.

/// All whole numbers from `lo` to `hi`, both included. The ends of the `i64` range stand for
/// "no bound".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Interval {
    /// The least value, or [`Interval::NO_LOW`].
    pub lo: i64,
    /// The greatest value, or [`Interval::NO_HIGH`].
    pub hi: i64,
}

impl Interval {
    /// No lower bound.
    pub const NO_LOW: i64 = i64::MIN;
    /// No upper bound.
    pub const NO_HIGH: i64 = i64::MAX;
    /// Every whole number.
    pub const ALL: Self = Self { lo: Self::NO_LOW, hi: Self::NO_HIGH };

    /// The interval from `lo` to `hi`, ends in either order.
    #[must_use]
    pub fn new(lo: i64, hi: i64) -> Self {
        Self { lo: lo.min(hi), hi: lo.max(hi) }
    }

    /// One value.
    #[must_use]
    pub fn point(value: i64) -> Self {
        Self { lo: value, hi: value }
    }

    /// Whether the two share a value.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        self.lo <= other.hi && other.lo <= self.hi
    }

    /// Whether every value of `other` is one of this interval's.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.lo <= other.lo && other.hi <= self.hi
    }

    /// How far apart two intervals are that do not meet; 0 where they do.
    #[must_use]
    pub fn gap(self, other: Self) -> i64 {
        if self.meets(other) {
            0
        } else if self.lo > other.hi {
            self.lo.saturating_sub(other.hi)
        } else {
            other.lo.saturating_sub(self.hi)
        }
    }

    /// Whether the interval is bounded below.
    #[must_use]
    pub fn has_low(self) -> bool {
        self.lo != Self::NO_LOW
    }

    /// Whether the interval is bounded above.
    #[must_use]
    pub fn has_high(self) -> bool {
        self.hi != Self::NO_HIGH
    }
}

#[cfg(test)]
mod tests {
    use super::Interval;

    #[test]
    fn a_shared_end_is_a_meeting() {
        let low = Interval::new(18_000, 22_000);
        assert!(low.meets(Interval::new(22_000, 30_000)));
        assert_eq!(low.gap(Interval::new(3_800, 4_400)), 13_600);
        assert_eq!(low.gap(Interval::point(20_000)), 0);
    }

    #[test]
    fn an_open_end_meets_everything_beyond() {
        let over = Interval { lo: 46_001, hi: Interval::NO_HIGH };
        assert!(over.meets(Interval::point(1_000_000)));
        assert_eq!(over.gap(Interval::point(46_000)), 1);
    }
}
