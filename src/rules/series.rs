//! The kind `series`: one source over time.

mod falls;
mod wordings;

use crate::rules::evidence::Evidence;
use crate::rules::file::SeriesFile;
use crate::rules::verdict::Outcome;
use crate::rules::words::Words;

/// What is checked of a series.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Test {
    /// A running total does not fall.
    Falls {
        /// Only falls that a published correction explains, or only those that none does.
        corrected: bool,
        /// How many days the correction may lie from the fall.
        within: u32,
    },
    /// A count keeps its word.
    Wordings {
        /// Words that are one and the same.
        same: Vec<Vec<String>>,
    },
}

/// A checked test of series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeriesCheck {
    test: Test,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Name {
    Falls,
    Wordings,
}

pub(super) const TESTS: [(&str, Name); 2] = [("cumulative-falls", Name::Falls), ("wording-drifts", Name::Wordings)];

impl SeriesCheck {
    /// Reads `[check.series]`.
    pub fn read(file: &SeriesFile, words: &mut Words<'_>) -> Self {
        let name = words.word_or(Some(&file.test), &TESTS, Name::Falls);
        let within = words.days_or(file.within.as_ref(), 1);
        let test = match name {
            Name::Falls => Test::Falls { corrected: file.corrected.unwrap_or(false), within },
            Name::Wordings => Test::Wordings { same: file.same_words.clone() },
        };
        let foreign = match name {
            Name::Falls => (!file.same_words.is_empty()).then_some("same-words"),
            Name::Wordings => file.corrected.map(|_| "corrected").or(file.within.as_ref().map(|_| "within")),
        };
        if let Some(key) = foreign {
            let message = format!("the test `{}` takes no `{key}`", file.test.get_ref());
            words.wrong(file.test.span(), message, "leave it out");
        }
        Self { test }
    }

    pub(super) fn is_about_amounts(&self) -> bool {
        matches!(self.test, Test::Falls { .. })
    }

    /// Whether running totals are looked at.
    pub(super) fn is_of_totals(&self) -> bool {
        matches!(self.test, Test::Falls { .. })
    }

    /// Runs the test.
    #[must_use]
    pub fn check(&self, evidence: &Evidence<'_>) -> Outcome {
        match &self.test {
            Test::Falls { corrected, within } => falls::check(evidence, *corrected, *within),
            Test::Wordings { same } => wordings::check(evidence, same),
        }
    }
}
