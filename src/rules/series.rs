//! The kind `series`: one source over time.

mod before;
mod chance;
pub mod facts;
mod falls;
mod gaps;
mod jumps;
mod paces;
mod precision;
mod steps;
mod stuck;
mod wordings;

use crate::rules::evidence::Evidence;
use crate::rules::file::SeriesFile;
use crate::rules::series::jumps::Jumps;
use crate::rules::series::paces::Paces;
use crate::rules::series::stuck::Rows;
use crate::rules::verdict::Outcome;
use crate::rules::words::{Share, Words};

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
    /// A running total grows much as it did in the days before.
    Jumps(Jumps),
    /// A whole row does not repeat the row before.
    Stuck(Rows),
    /// A pace stays what it was.
    Paces(Paces),
    /// Approximate words stand beside round figures.
    Precision {
        /// How many significant digits they may have.
        digits: u32,
    },
    /// No row is missing.
    Gaps {
        /// From how many missing rows on.
        least: u32,
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
    Jumps,
    Stuck,
    Paces,
    Precision,
    Gaps,
}

/// Every test: its word, and the keys it takes.
pub(super) const TESTS: [(&str, Name, &[&str]); 7] = [
    ("cumulative-falls", Name::Falls, &["corrected", "within"]),
    ("wording-drifts", Name::Wordings, &["same-words"]),
    ("implausible-jump", Name::Jumps, &["above", "window", "least", "pace"]),
    ("stuck-row", Name::Stuck, &["columns", "within", "chance"]),
    ("pace-changes", Name::Paces, &["factor", "window", "least", "pace"]),
    ("precision-overstated", Name::Precision, &["digits"]),
    ("gap-in-series", Name::Gaps, &["least"]),
];

/// The longest window, in days: what is older says little of a day, and takes long.
const LONGEST_WINDOW: u32 = 366;

impl SeriesCheck {
    /// Reads `[check.series]`.
    pub fn read(file: &SeriesFile, words: &mut Words<'_>) -> Self {
        let name = words.word_or(Some(&file.test), &TESTS.map(|(word, name, _)| (word, name)), Name::Falls);
        refuse_foreign_keys(file, words);
        let test = match name {
            Name::Falls => Test::Falls {
                corrected: file.corrected.as_ref().is_some_and(|corrected| *corrected.get_ref()),
                within: words.days_or(file.within.as_ref(), 1),
            },
            Name::Wordings => Test::Wordings {
                same: file.same_words.as_ref().map(|lists| lists.get_ref().clone()).unwrap_or_default(),
            },
            Name::Jumps => Test::Jumps(Jumps {
                above: words.times_or(file.above.as_ref(), chance::LEAST_ABOVE, 600),
                window: window(file, words, 28),
                least: words.at_least(file.least.as_ref(), chance::LEAST_BEFORE, 14),
                pace: words.at_least(file.pace.as_ref(), 0, 10),
            }),
            Name::Stuck => Test::Stuck(Rows {
                columns: words.at_least(file.columns.as_ref(), 1, 3),
                within: words.days_or(file.within.as_ref(), 3),
                chance: words.share_or(file.chance.as_ref(), Share(100)),
            }),
            Name::Paces => Test::Paces(Paces {
                factor: words.share_or(file.factor.as_ref(), Share(30_000)),
                window: window(file, words, 56),
                least: words.at_least(file.least.as_ref(), 1, 28),
                pace: words.at_least(file.pace.as_ref(), 0, 2),
            }),
            Name::Precision => Test::Precision { digits: words.at_least(file.digits.as_ref(), 1, 4) },
            Name::Gaps => Test::Gaps { least: words.at_least(file.least.as_ref(), 1, 1) },
        };
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
            Test::Jumps(jumps) => jumps::check(evidence, *jumps),
            Test::Stuck(rows) => stuck::check(evidence, *rows),
            Test::Paces(paces) => paces::check(evidence, *paces),
            Test::Precision { digits } => precision::check(evidence, *digits),
            Test::Gaps { least } => gaps::check(evidence, *least),
        }
    }
}

/// Complains of each key that belongs to another test, where it stands.
fn refuse_foreign_keys(file: &SeriesFile, words: &mut Words<'_>) {
    let Some((test, _, takes)) = TESTS.iter().find(|(word, ..)| word == file.test.get_ref()) else { return };
    for (key, value) in file.keys() {
        if !takes.contains(&key) {
            let known = takes.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ");
            words.wrong_key(key, value, format!("the test `{test}` takes no `{key}`"), format!("it takes {known}"));
        }
    }
}

fn window(file: &SeriesFile, words: &mut Words<'_>, default: u32) -> u32 {
    let days = words.days_or(file.window.as_ref(), default);
    if let Some(written) = file.window.as_ref().filter(|_| !(1..=LONGEST_WINDOW).contains(&days)) {
        words.wrong(written.span(), "the window is no length of time to compare with", "from `1 day` to `366 days`");
        return default;
    }
    days
}
