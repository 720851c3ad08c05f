//! The words of `[check.sum]`.

/// What is added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Over {
    /// The parts of a metric, place or subject, over the same days.
    Parts,
    /// Consecutive periods of one quantity.
    Periods,
}

/// What must hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rules) enum Expect {
    /// The sum is not above the whole.
    AtMost,
    /// Where nothing is missing, the sum is the whole.
    Equal,
}

pub(in crate::rules) const OVER: [(&str, Over); 2] = [("parts", Over::Parts), ("periods", Over::Periods)];

pub(in crate::rules) const EXPECT: [(&str, Expect); 2] =
    [("sum <= whole", Expect::AtMost), ("sum = whole", Expect::Equal)];
