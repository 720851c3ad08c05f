//! Values of flags that have a form: `RULE=LEVEL`, `DIMENSION=GLOB`, a date.

use counterclaim::load::problem::did_you_mean;
use counterclaim::model::day::Day;
use counterclaim::report::Format;
use counterclaim::rules::level::Level;

/// What claims can be selected by.
pub(crate) const DIMENSIONS: [&str; 4] = ["metric", "subject", "place", "source"];

/// Reads `stuck-row=deny`.
pub(crate) fn level(text: &str) -> Result<(String, Level), String> {
    let (rule, word) = pair(text, "RULE=LEVEL")?;
    let level = Level::from_word(word).ok_or_else(|| unknown("level", word, Level::WORDS.map(|(word, _)| word)))?;
    Ok((rule.to_owned(), level))
}

/// Reads `metric=personnel.*`.
pub(crate) fn select(text: &str) -> Result<(String, String), String> {
    let (dimension, glob) = pair(text, "DIMENSION=GLOB")?;
    if !DIMENSIONS.contains(&dimension) {
        return Err(unknown("dimension", dimension, DIMENSIONS));
    }
    Ok((dimension.to_owned(), glob.to_owned()))
}

/// Reads the name of a format.
pub(crate) fn format(word: &str) -> Result<Format, String> {
    Format::from_word(word).ok_or_else(|| unknown("format", word, Format::WORDS.map(|(word, _)| word)))
}

/// Reads the level from which findings count as denied.
pub(crate) fn threshold(word: &str) -> Result<Level, String> {
    match Level::from_word(word) {
        Some(level @ (Level::Warn | Level::Note)) => Ok(level),
        Some(Level::Deny | Level::Allow) | None => Err(unknown("threshold", word, ["warn", "note"])),
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

fn unknown<const N: usize>(what: &str, word: &str, known: [&str; N]) -> String {
    let meant = did_you_mean(word, known).map_or_else(String::new, |meant| format!(", did you mean `{meant}`?"));
    format!("unknown {what}; known are {}{meant}", known.map(|known| format!("`{known}`")).join(", "))
}

#[cfg(test)]
mod tests {
    use counterclaim::rules::level::Level;

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
        assert!(format("jsn").expect_err("no format").ends_with("did you mean `json`?"));
        assert!(threshold("deny").is_err());
    }
}
