//! Values of flags that have a form: `RULE=LEVEL`, `DIMENSION=GLOB`, a date.

use counterclaim::load::problem::did_you_mean;
use counterclaim::model::day::Day;
use counterclaim::model::hedge::Reading;
use counterclaim::network::manner::Days;
use counterclaim::report::format::{Format, by_word};
use counterclaim::rules::level::Level;
use counterclaim::rules::network::test::READINGS;
use counterclaim::rules::select::Selector;

/// What claims can be selected by.
pub(crate) const DIMENSIONS: [&str; 4] = ["metric", "subject", "place", "source"];

/// Reads `stuck-row=deny`.
pub(crate) fn level(text: &str) -> Result<(String, Level), String> {
    let (rule, word) = pair(text, "RULE=LEVEL")?;
    let level = Level::from_word(word).ok_or_else(|| unknown("level", word, &Level::WORDS.map(|(word, _)| word)))?;
    Ok((rule.to_owned(), level))
}

/// Reads `metric=personnel.*`.
pub(crate) fn select(text: &str) -> Result<(String, String), String> {
    let (dimension, glob) = pair(text, "DIMENSION=GLOB")?;
    if !DIMENSIONS.contains(&dimension) {
        return Err(unknown("dimension", dimension, &DIMENSIONS));
    }
    Ok((dimension.to_owned(), glob.to_owned()))
}

/// Reads `table=articles`: any key by which a rule selects claims.
pub(crate) fn claims(text: &str) -> Result<(String, String), String> {
    let (key, pattern) = pair(text, "KEY=PATTERN")?;
    if !Selector::keys().contains(&key) {
        return Err(unknown("key", key, &Selector::keys()));
    }
    Ok((key.to_owned(), pattern.to_owned()))
}

/// Reads `strict`: how generously printed words are taken.
pub(crate) fn reading(word: &str) -> Result<Reading, String> {
    meaning("reading", word, &READINGS)
}

/// Reads `elapsed`: which of the days that words allow are meant.
pub(crate) fn days(word: &str) -> Result<Days, String> {
    meaning("days", word, &Days::WORDS)
}

fn meaning<T: Copy, const N: usize>(what: &str, word: &str, known: &[(&'static str, T); N]) -> Result<T, String> {
    let found = known.iter().find(|(known, _)| *known == word).map(|&(_, meaning)| meaning);
    found.ok_or_else(|| unknown(what, word, &known.each_ref().map(|(word, _)| *word)))
}

/// Reads the name of one of some formats.
pub(crate) fn format<W: Copy + Send + Sync>(
    known: &'static [Format<W>],
) -> impl Fn(&str) -> Result<Format<W>, String> + Clone {
    move |word| {
        let words: Vec<&str> = known.iter().map(|format| format.word).collect();
        by_word(known, word).copied().ok_or_else(|| unknown("format", word, &words))
    }
}

/// Reads the level from which findings count as denied.
pub(crate) fn threshold(word: &str) -> Result<Level, String> {
    match Level::from_word(word) {
        Some(level @ (Level::Warn | Level::Note)) => Ok(level),
        Some(Level::Deny | Level::Allow) | None => Err(unknown("threshold", word, &["warn", "note"])),
    }
}

/// Reads `2026-04-29`.
pub(crate) fn day(text: &str) -> Result<Day, String> {
    Day::parse(text).ok_or_else(|| "a date is written `2026-04-29`".to_owned())
}

fn pair<'a>(text: &'a str, form: &str) -> Result<(&'a str, &'a str), String> {
    text.split_once('=')
        .map(|(left, right)| (left.trim(), right.trim()))
        .filter(|(left, right)| !left.is_empty() && !right.is_empty())
        .ok_or_else(|| format!("this is written `{form}`"))
}

fn unknown(what: &str, word: &str, known: &[&str]) -> String {
    let meant = did_you_mean(word, known.iter().copied())
        .map_or_else(String::new, |meant| format!(", did you mean `{meant}`?"));
    format!(
        "unknown {what}; known are {}{meant}",
        known.iter().map(|known| format!("`{known}`")).collect::<Vec<_>>().join(", ")
    )
}

#[cfg(test)]
mod tests {
    use counterclaim::rules::level::Level;

    use counterclaim::report;

    use super::{format, level, select, threshold};

    #[test]
    fn pairs_are_read() {
        assert_eq!(level("stuck-row=deny"), Ok(("stuck-row".to_owned(), Level::Deny)));
        assert_eq!(select("metric=personnel.*"), Ok(("metric".to_owned(), "personnel.*".to_owned())));
    }

    #[test]
    fn what_is_wrong_is_said_with_what_would_be_right() {
        assert_eq!(
            level("stuck-row=dney").expect_err("no level"),
            "unknown level; known are `allow`, `note`, `warn`, `deny`, did you mean `deny`?"
        );
        assert_eq!(level("stuck-row").expect_err("no pair"), "this is written `RULE=LEVEL`");
        assert!(select("metrik=x").expect_err("no dimension").ends_with("did you mean `metric`?"));
        assert!(format(report::FORMATS)("jsn").expect_err("no format").ends_with("did you mean `json`?"));
        assert!(threshold("deny").is_err());
    }
}
