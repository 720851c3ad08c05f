//! The words of `[check.compare]` that say what is compared, and what must hold.

/// What of the figures is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rules) enum Figures {
    /// The intervals that the words mean.
    Meant,
    /// The printed values.
    Printed,
    /// The left over its most days, the right over its fewest.
    PerDay,
    /// On the left, what one-sided words suggest without saying it.
    JustOver,
}

/// What must hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rules) enum Expect {
    /// The left is not above the right.
    AtMost,
    /// The left is not below the right.
    AtLeast,
    /// The two meet.
    Overlap,
    /// There is no such pair.
    Never,
}

/// Whether both claims stand in one table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rules) enum Tables {
    Any,
    Same,
    Other,
}

/// What makes one finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rules) enum Grouping {
    /// A run of days between two groups of sources.
    Groups,
    /// All of one document.
    Document,
    /// Every pair.
    Pair,
}

pub(in crate::rules) const TABLES: [(&str, Tables); 3] =
    [("any", Tables::Any), ("same", Tables::Same), ("other", Tables::Other)];

pub(in crate::rules) const FIGURES: [(&str, Figures); 4] = [
    ("meant", Figures::Meant),
    ("printed", Figures::Printed),
    ("per-day", Figures::PerDay),
    ("just-over", Figures::JustOver),
];

pub(in crate::rules) const EXPECT: [(&str, Expect); 4] = [
    ("left <= right", Expect::AtMost),
    ("left >= right", Expect::AtLeast),
    ("overlap", Expect::Overlap),
    ("never", Expect::Never),
];

pub(in crate::rules) const GROUPING: [(&str, Grouping); 3] =
    [("groups", Grouping::Groups), ("document", Grouping::Document), ("pair", Grouping::Pair)];
