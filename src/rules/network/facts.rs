//! What a finding of the network adds up to, for its wording.

use crate::model::day::Day;
use crate::model::index::{ClaimIx, MetricIx, SourceIx};
use crate::model::interval::Interval;
use crate::rules::network::test::Test;

/// A figure, with the end of it that enters a sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The claim, and copies of it.
    pub claims: Vec<ClaimIx>,
    /// The end, in units of the metric.
    pub amount: i64,
}

/// Who must be wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Culprit {
    /// The left claim: every lightest repair retracts it.
    Certain,
    /// One of these, each as light to give up.
    OneOf {
        /// Figures.
        claims: Vec<ClaimIx>,
        /// That the count was not corrected downwards.
        corrected: bool,
        /// That the whole means what its parts are together.
        meaning: bool,
    },
    /// No single figure: the count was corrected downwards, or several are wrong.
    Corrected,
    /// No single figure: the voice does not mean by the whole what its parts are together, or several are wrong.
    Meaning,
    /// Nobody is blamed.
    Nobody,
}

/// A word, and what a voice is taken to mean by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ReadAs {
    /// Whose word.
    pub voice: SourceIx,
    /// The ambiguous metric.
    pub word: MetricIx,
    /// What it is read as.
    pub meaning: MetricIx,
}

/// The facts of a finding of the network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NetworkFacts {
    /// What was asked.
    pub test: Test,
    /// Figures that are at least so much; together more than the others can be.
    pub least: Vec<Term>,
    /// Figures that are at most so much.
    pub most: Vec<Term>,
    /// By how much published corrections lowered counts on the way.
    pub corrected: i64,
    /// The first and the last day between which a count must not fall for this, if any.
    pub never_falls: Option<(Day, Day)>,
    /// By how much the two sums miss each other.
    pub gap: i64,
    /// Who must be wrong.
    pub culprit: Culprit,
    /// What all other figures imply for the left claim.
    pub implied: Option<Interval>,
    /// The voices whose figures enter.
    pub voices: Vec<SourceIx>,
    /// Readings of ambiguous words without which there is no contradiction.
    pub read_as: Vec<ReadAs>,
    /// How many more root causes there are between the same voices.
    pub more: u64,
    /// Whether everything was looked at.
    pub exhaustive: bool,
}
