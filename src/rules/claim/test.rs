//! The tests of `[check.claim]`.

/// What is checked of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rules) enum Test {
    /// The period has ended when the document is published.
    PeriodAfterPublication,
    /// The figure has not drifted by more than a share since its day.
    Stale,
    /// A restatement keeps its root's hedge.
    HedgeDropped,
    /// Low ≤ value ≤ high.
    OutOfOrder,
}

pub(in crate::rules) const TESTS: [(&str, Test); 4] = [
    ("period-after-publication", Test::PeriodAfterPublication),
    ("stale", Test::Stale),
    ("hedge-dropped", Test::HedgeDropped),
    ("out-of-order", Test::OutOfOrder),
];
