//! The tests of `[check.provenance]`.

/// What is asked of where figures come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rules) enum Test {
    /// Is one the origin of another that is its own origin?
    Circular,
    /// Do several publishers print what only one voice says?
    SingleOrigin,
    /// Do two voices print the same value, and nobody says from whom it is?
    UndeclaredCopy,
    /// Does a repeated figure stand there without its source?
    AttributionLost,
    /// Does a document say more of the verification than there is?
    Overstated,
    /// Does an outlet print a party's figures without a word on their verification?
    Unverified,
    /// Does a document say that others confirm its figures, where nobody does?
    CorroborationUnfounded,
}

pub(in crate::rules) const TESTS: [(&str, Test); 7] = [
    ("circular", Test::Circular),
    ("single-origin", Test::SingleOrigin),
    ("undeclared-copy", Test::UndeclaredCopy),
    ("attribution-lost", Test::AttributionLost),
    ("overstated", Test::Overstated),
    ("unverified", Test::Unverified),
    ("corroboration-unfounded", Test::CorroborationUnfounded),
];
