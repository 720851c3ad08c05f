//! The tests of `[check.series]`, with the keys that each takes.

/// A test.
#[derive(Debug, Clone, Copy)]
pub(in crate::rules) enum Name {
    Falls,
    Wordings,
    Jumps,
    Stuck,
    Paces,
    Precision,
    Gaps,
}

/// Every test: its word, and the keys it takes.
pub(in crate::rules) const TESTS: [(&str, Name, &[&str]); 7] = [
    ("cumulative-falls", Name::Falls, &["corrected", "within"]),
    ("wording-drifts", Name::Wordings, &["same-words"]),
    ("implausible-jump", Name::Jumps, &["above", "window", "least", "pace"]),
    ("stuck-row", Name::Stuck, &["columns", "within", "chance"]),
    ("pace-changes", Name::Paces, &["factor", "window", "least", "pace"]),
    ("precision-overstated", Name::Precision, &["digits"]),
    ("gap-in-series", Name::Gaps, &["least"]),
];
