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

    /// The least interval that contains both.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self { lo: self.lo.min(other.lo), hi: self.hi.max(other.hi) }
    }

    /// Whether every value of `other` is one of this interval's.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.lo <= other.lo && other.hi <= self.hi
    }

    /// All sums of a value of each.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        let (low, high) = (self.has_low() && other.has_low(), self.has_high() && other.has_high());
        Self {
            lo: if low { self.lo.saturating_add(other.lo) } else { Self::NO_LOW },
            hi: if high { self.hi.saturating_add(other.hi) } else { Self::NO_HIGH },
        }
    }

    /// All differences of a value of this and one of the other.
    #[must_use]
    pub fn less(self, other: Self) -> Self {
        let (low, high) = (self.has_low() && other.has_high(), self.has_high() && other.has_low());
        Self {
            lo: if low { self.lo.saturating_sub(other.hi) } else { Self::NO_LOW },
            hi: if high { self.hi.saturating_sub(other.lo) } else { Self::NO_HIGH },
        }
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
    fn sums_and_differences_are_open_where_a_term_is() {
        let (two, over) = (Interval::new(1, 2), Interval { lo: 5, hi: Interval::NO_HIGH });
        assert_eq!(two.plus(Interval::new(3, 4)), Interval::new(4, 6));
        assert_eq!(two.less(Interval::new(3, 4)), Interval::new(-3, -1));
        assert_eq!(two.plus(over), Interval { lo: 6, hi: Interval::NO_HIGH });
        assert_eq!(two.less(over), Interval { lo: Interval::NO_LOW, hi: -3 });
    }

    #[test]
    fn an_open_end_meets_everything_beyond() {
        let over = Interval { lo: 46_001, hi: Interval::NO_HIGH };
        assert!(over.meets(Interval::point(1_000_000)));
        assert_eq!(over.gap(Interval::point(46_000)), 1);
    }
}
