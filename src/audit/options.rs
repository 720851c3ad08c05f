//! What a run is asked for. Filters choose what is shown; they never change what is found.

use crate::model::day::Day;
use crate::rules::level::Level;
use crate::rules::select::Selector;

/// What a run is asked for.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Only findings of these rules; all if empty.
    pub only: Vec<String>,
    /// Only findings of which some claim is selected by every one of these.
    pub select: Vec<Selector>,
    /// Levels that replace the rules' own.
    pub levels: Vec<(String, Level)>,
    /// The date on which the audit stands; without it the dataset's latest date.
    pub as_of: Option<Day>,
    /// Whether the claims that no rule held against another are listed.
    pub list_untouched: bool,
    /// Whether what a report can draw is gathered.
    pub exhibits: bool,
    /// How many threads; all cores if absent. The bytes of a report do not depend on it.
    pub jobs: Option<usize>,
}

impl Options {
    /// Whether a rule is asked for by its name: to be shown, or at another level.
    #[must_use]
    pub fn names(&self, rule: &str) -> bool {
        self.only.iter().any(|id| id == rule) || self.levels.iter().any(|(id, _)| id == rule)
    }

    /// The level of a rule in this run.
    #[must_use]
    pub fn level(&self, rule: &str, own: Level) -> Level {
        self.levels.iter().rev().find(|(id, _)| id == rule).map_or(own, |&(_, level)| level)
    }
}
