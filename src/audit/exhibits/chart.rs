//! The figures of one quantity over time. Amounts are whole numbers of the metric's last decimal.

use crate::graph::support::Support;
use crate::model::day::Day;
use crate::verify::conflict::Conflict;

/// The figures of one quantity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    /// The metric's id.
    pub metric: String,
    /// The subject's id.
    pub subject: String,
    /// The place's id.
    pub place: String,
    /// The names of metric, subject and place for people.
    pub names: [String; 3],
    /// The unit, as printed; may be empty.
    pub unit: String,
    /// How many decimals of the unit an amount has.
    pub decimals: u8,
    /// The day since which most of its running totals count, if it has any.
    pub since: Option<Day>,
    /// The figures, by source and table, in order of the sources' ids.
    pub tracks: Vec<Track>,
    /// What all figures together allow, day by day; none where nobody asked the solver, which is asked for a
    /// few quantities only: those with the loudest findings.
    pub implied: Vec<Implied>,
    /// Why nothing is implied, where there is a reason to tell.
    pub not_implied: Option<&'static str>,
    /// The findings about it, by their place in the audit's list, in order.
    pub findings: Vec<usize>,
}

/// The figures of one source in one table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Track {
    /// The source's id.
    pub source: String,
    /// The source's name.
    pub name: String,
    /// The table's name.
    pub table: String,
    /// How many figures there are in all.
    pub claims: u64,
    /// How many of them are averages over their days, which stand in no chart of totals.
    pub rates: u64,
    /// By support, in the order of [`Support::WORDS`], how many figures have it.
    pub support: [u64; Support::WORDS.len()],
    /// A long series, day by day; empty where every figure is a mark.
    pub steps: Vec<Step>,
    /// Figures that are shown each by itself, in order of their days: all of a short track, and of a long one those
    /// that findings name.
    pub marks: Vec<Mark>,
}

/// One day of a long series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// The day.
    pub day: Day,
    /// The printed figure, or what is nearest to it of what was printed.
    pub value: i64,
    /// The least that its words allow.
    pub low: Option<i64>,
    /// The most.
    pub high: Option<i64>,
}

/// One figure that is shown by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The claim's id.
    pub claim: String,
    /// The figure as printed, with its words.
    pub printed: String,
    /// Its days in words.
    pub days: String,
    /// The first day, where it is of several; a running total since the beginning stands on its last.
    pub first: Option<Day>,
    /// The last day; absent where nobody knows it.
    pub last: Option<Day>,
    /// The printed value, if one was printed.
    pub value: Option<i64>,
    /// The least that its words allow.
    pub low: Option<i64>,
    /// The most.
    pub high: Option<i64>,
    /// Whether it is an average over its days and no total.
    pub rate: bool,
    /// What supports it.
    pub support: Support,
    /// What speaks against it.
    pub conflict: Conflict,
    /// The findings that name it, by their place in the audit's list.
    pub findings: Vec<usize>,
}

/// What all figures together allow up to the end of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Implied {
    /// The day.
    pub day: Day,
    /// The least, whichever voices are right.
    pub low: Option<i64>,
    /// The most; absent where nothing bounds it.
    pub high: Option<i64>,
}

impl Chart {
    /// How many figures there are in all.
    #[must_use]
    pub fn claims(&self) -> u64 {
        self.tracks.iter().map(|track| track.claims).sum()
    }
}
