//! A malformed input, with its place in the file. All problems of all files are collected and
//! shown together; none stops the reading of the rest.

use std::ops::Range;

/// One line of a file, and the part of it that is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// The path as shown.
    pub file: String,
    /// The line, from 1.
    pub line: u64,
    /// The column, from 1, in characters.
    pub column: u64,
    /// The line's text, cut to a window around the span where it is long.
    pub text: String,
    /// The bytes of `text` that are meant, on character boundaries.
    pub span: Range<usize>,
}

/// What is wrong, where, and what can be done about it.
///
/// Wording: lower case, no full stop, user text in backticks, the hint apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong.
    pub message: String,
    /// What can be done about it.
    pub hint: Option<String>,
    /// The file, where no line of it can be shown.
    pub file: String,
    /// Where.
    pub excerpt: Option<Excerpt>,
    /// How often the same was met; the place is that of the first.
    pub count: u64,
}

impl Problem {
    /// A problem of a whole file.
    #[must_use]
    pub fn of_file(file: &str, message: impl Into<String>) -> Self {
        Self { message: message.into(), hint: None, file: file.to_owned(), excerpt: None, count: 1 }
    }

    /// A problem with a place.
    #[must_use]
    pub fn at(excerpt: Excerpt, message: impl Into<String>) -> Self {
        Self { message: message.into(), hint: None, file: excerpt.file.clone(), excerpt: Some(excerpt), count: 1 }
    }

    /// The same with a hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// The known word nearest to `word`, if one is near enough to have been meant: at most a third of
/// its letters differ (optimal string alignment distance).
#[must_use]
pub fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (word.chars().count() / 3).clamp(1, 4);
    known
        .into_iter()
        .filter(|candidate| candidate.chars().count().abs_diff(word.chars().count()) <= limit)
        .map(|candidate| (distance(word, candidate), candidate))
        .filter(|&(distance, _)| distance <= limit)
        .min()
        .map(|(_, candidate)| candidate)
}

/// How many insertions, deletions, changes and swaps of neighbours turn one word into the other.
fn distance(from: &str, to: &str) -> usize {
    let (from, to): (Vec<char>, Vec<char>) = (from.chars().collect(), to.chars().collect());
    let mut rows = vec![(0..=to.len()).collect::<Vec<_>>()];
    for i in 1..=from.len() {
        let mut row = vec![i];
        for j in 1..=to.len() {
            let changed = usize::from(from[i - 1] != to[j - 1]);
            let mut best = (row[j - 1] + 1).min(rows[i - 1][j] + 1).min(rows[i - 1][j - 1] + changed);
            if i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            row.push(best);
        }
        rows.push(row);
    }
    rows[from.len()][to.len()]
}

#[cfg(test)]
mod tests {
    use super::did_you_mean;

    #[test]
    fn a_slip_of_the_finger_is_understood() {
        let known = ["personnel.killed", "personnel.wounded", "equipment.tanks"];
        assert_eq!(did_you_mean("personel.killed", known), Some("personnel.killed"));
        assert_eq!(did_you_mean("equipment.tansk", known), Some("equipment.tanks"));
        assert_eq!(did_you_mean("submarines", known), None);
    }
}
