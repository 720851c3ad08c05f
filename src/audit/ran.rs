//! A rule that took part in an audit, as reports name it.

use crate::rules::level::Level;
use crate::rules::rule::Rule;

/// A rule that was run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ran {
    /// Its id.
    pub id: String,
    /// What is wrong where it speaks, in a few words.
    pub title: String,
    /// Why that is worth saying.
    pub why: String,
    /// Its level in this run; findings of little strength are quieter.
    pub level: Level,
    /// How many comparisons it made. One that made none agreed with nothing.
    pub comparisons: u64,
}

impl Ran {
    pub(super) fn of(rule: &Rule, level: Level, comparisons: u64) -> Self {
        Self { id: rule.id.clone(), title: rule.title.clone(), why: rule.why.clone(), level, comparisons }
    }
}
