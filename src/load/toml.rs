//! TOML files as text with places: every value keeps the bytes it was written with, so that what is
//! wrong with it is shown where it stands.

use std::fs;
use std::io::ErrorKind;
use std::ops::Range;
use std::path::Path;

use serde::de::DeserializeOwned;

use crate::load::problem::{Excerpt, Problem, did_you_mean};

/// The longest part of a line that an excerpt shows, in bytes.
const WINDOW: usize = 240;

/// The longest file. People write these files; a longer one is a mistake, and parsing takes many times
/// its length.
const LONGEST: u64 = 16 << 20;

/// A TOML file that was read: its name as shown, and its text without a byte order mark.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TomlText {
    /// The path as shown.
    pub file: String,
    /// The text.
    pub text: String,
}

impl TomlText {
    /// Reads the file at `path`, shown as `file`.
    ///
    /// # Errors
    /// Where there is no such file, or it is no UTF-8 text.
    pub fn read(path: &Path, file: &str) -> Result<Self, Problem> {
        // A pipe or a device would be waited for, or never end.
        match fs::metadata(path) {
            Ok(found) if found.is_dir() => return Err(Problem::of_file(file, "this is a folder, not a file")),
            Ok(found) if !found.is_file() => return Err(Problem::of_file(file, "this is not a regular file")),
            Ok(found) if found.len() > LONGEST => {
                let problem = Problem::of_file(file, "the file is longer than 16 MiB");
                return Err(problem.hint("figures belong in tables: CSV or JSON"));
            }
            _ => {}
        }
        let bytes = fs::read(path).map_err(|error| match error.kind() {
            ErrorKind::NotFound => Problem::of_file(file, "there is no such file"),
            ErrorKind::PermissionDenied => Problem::of_file(file, "the file may not be read: permission denied"),
            _ => Problem::of_file(file, format!("the file cannot be read: {error}")),
        })?;
        Self::decode(&bytes, file)
    }

    /// The text in `bytes`.
    ///
    /// # Errors
    /// Where they are not UTF-8 or hold a NUL.
    pub fn decode(bytes: &[u8], file: &str) -> Result<Self, Problem> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let known = std::str::from_utf8(bytes).or_else(|error| std::str::from_utf8(&bytes[..error.valid_up_to()]));
        let known = Self { file: file.to_owned(), text: known.unwrap_or_default().to_owned() };
        if known.text.len() < bytes.len() {
            let end = known.text.len();
            let problem = Problem::at(known.excerpt(end..end), "the text is not UTF-8 from here on");
            return Err(problem.hint("save the file as UTF-8"));
        }
        if let Some(nul) = known.text.find('\0') {
            let problem = Problem::at(known.excerpt(nul..nul + 1), "a NUL byte stands in the text");
            return Err(problem.hint("save the file as UTF-8 text"));
        }
        Ok(known)
    }

    /// The line on which `span` begins, with the part of it that `span` covers.
    ///
    /// Spans past the text or inside a character are moved to the nearest place that exists.
    #[must_use]
    pub fn excerpt(&self, span: Range<usize>) -> Excerpt {
        let text = self.text.as_str();
        let start = down_to_boundary(text, span.start);
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[start..].find(['\n', '\r']).map_or(text.len(), |at| start + at);
        let end = up_to_boundary(text, span.end).clamp(start, line_end.max(start));
        let from = if line_end - line_start > WINDOW {
            down_to_boundary(text, start.saturating_sub(WINDOW / 3).max(line_start))
        } else {
            line_start
        };
        let to = down_to_boundary(text, line_end.min(from + WINDOW)).max(start);
        let line = text.as_bytes()[..line_start].iter().filter(|&&byte| byte == b'\n').count() + 1;
        let column = text[line_start..start].chars().count() + 1;
        Excerpt {
            file: self.file.clone(),
            line: u64::try_from(line).unwrap_or(u64::MAX),
            column: u64::try_from(column).unwrap_or(u64::MAX),
            text: text[from..to].to_owned(),
            span: start - from..end.min(to) - from,
        }
    }

    /// A problem with what `span` covers.
    #[must_use]
    pub fn problem(&self, span: Range<usize>, message: impl Into<String>) -> Problem {
        Problem::at(self.excerpt(span), message)
    }
}

/// Reads a whole file as a `T`.
///
/// # Errors
/// The first thing in it that is no TOML, or is not what `T` has a place for.
pub fn parse<T: DeserializeOwned>(text: &TomlText) -> Result<T, Problem> {
    ::toml::from_str(&text.text).map_err(|error| {
        let written = error.span().and_then(|span| text.text.get(span)).unwrap_or_default();
        let (message, hint) = reword(error.message(), written);
        let problem = match error.span() {
            Some(span) => text.problem(span, message),
            None => Problem::of_file(&text.file, message),
        };
        Problem { hint, ..problem }
    })
}

/// The message of the TOML library about what is `written`, in this program's voice, and a hint where
/// it lists what it expected.
fn reword(message: &str, written: &str) -> (String, Option<String>) {
    let line = message.split_whitespace().collect::<Vec<_>>().join(" ");
    for (prefix, noun) in [("unknown field ", "key"), ("unknown variant ", "word")] {
        if let Some((offender, known)) = line.strip_prefix(prefix).and_then(|rest| rest.split_once(", ")) {
            let known: Vec<&str> = known.split('`').skip(1).step_by(2).collect();
            let word = offender.trim_matches('`');
            let hint = match did_you_mean(word, known.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None if known.is_empty() => "nothing can be written here".to_owned(),
                None => format!("what can be written here: `{}`", known.join("`, `")),
            };
            return (format!("unknown {noun} `{word}`"), Some(hint));
        }
    }
    if line.contains("recursion") {
        return ("the text is nested too deeply".to_owned(), None);
    }
    if line == "duplicate key" {
        return (format!("the key `{written}` is given twice"), None);
    }
    if line.starts_with("wanted exactly 1 element, more than 1 element") {
        return (format!("`{written}` holds more than one kind"), Some("leave one and delete the others".into()));
    }
    if let Some(field) = line.strip_prefix("missing field ") {
        return (format!("the key {field} is missing"), None);
    }
    (in_plain_words(&line), None)
}

/// Without the names of Rust's types, and beginning in lower case.
fn in_plain_words(line: &str) -> String {
    // What stands before may quote the file.
    let (found, expected) = line.rsplit_once(", expected ").unwrap_or((line, ""));
    let found = match found {
        "invalid type: map" => "invalid type: table",
        "invalid type: sequence" => "invalid type: list",
        other => other,
    };
    let mut letters = found.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_lowercase).collect();
    let found = first + letters.as_str().trim_end_matches('.');
    let expected = match expected {
        "" => return found,
        "a sequence" => "a list",
        "a map" => "a table",
        "u8" => "a whole number from 0 to 255",
        "u16" | "u32" | "u64" | "usize" => "a whole number from 0",
        "i8" | "i16" | "i32" | "i64" | "isize" => "a whole number",
        rust if rust.starts_with("struct ") => "a table",
        rust if rust.starts_with("enum ") => "a word",
        other => other,
    };
    format!("{found}, expected {expected}")
}

fn down_to_boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

fn up_to_boundary(text: &str, at: usize) -> usize {
    (at..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::{TomlText, parse};
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only whether it can be read is of interest")]
    struct Card {
        name: String,
        number: Option<u8>,
        words: Option<Vec<String>>,
    }

    fn text(text: &str) -> TomlText {
        TomlText { file: "card.toml".into(), text: text.into() }
    }

    fn said(content: &str) -> String {
        let problem = parse::<Card>(&text(content)).expect_err("a problem");
        let place = problem.excerpt.map(|at| format!("{}:{} {:?}", at.line, at.column, &at.text[at.span]));
        format!("{} | {} | {}", place.unwrap_or_default(), problem.message, problem.hint.unwrap_or_default())
    }

    #[test]
    fn what_is_wrong_is_said_where_it_stands() {
        insta::assert_snapshot!(
            ["naem = 'a'", "number = 3", "name = 1", "name = 'a'\nnumber = 300", "name = 'a'\nwords = 'b'", "name =",
             "name = 'a'\nname = 'b'", "зx = 1", "name = 'a'\n[number]", "name = 'a'\nxyzzy = 1"]
            .map(said).join("\n"),
            @r#"
        1:1 "naem" | unknown key `naem` | did you mean `name`?
        1:1 "" | the key `name` is missing | 
        1:8 "1" | invalid type: integer `1`, expected a string | 
        2:10 "300" | invalid value: integer `300`, expected a whole number from 0 to 255 | 
        2:9 "'b'" | invalid type: string "b", expected a list | 
        1:7 "" | string values must be quoted, expected literal string | 
        2:1 "name" | the key `name` is given twice | 
        1:1 "з" | invalid unquoted key, expected letters, numbers, `-`, `_` | 
        2:1 "[number]" | invalid type: table, expected a whole number from 0 to 255 | 
        2:1 "xyzzy" | unknown key `xyzzy` | what can be written here: `name`, `number`, `words`
        "#);
    }

    #[test]
    fn text_that_is_none_is_refused_and_a_byte_order_mark_is_not() {
        let message = |bytes: &[u8]| TomlText::decode(bytes, "a").map_err(|problem| problem.message);
        assert_eq!(message(b"\xef\xbb\xbfname = 1").map(|read| read.text), Ok("name = 1".into()));
        assert_eq!(message(b"a = \xff"), Err("the text is not UTF-8 from here on".into()));
        assert_eq!(message(b"a = \0"), Err("a NUL byte stands in the text".into()));
    }

    #[test]
    fn any_span_gives_an_excerpt() {
        let strange = text("é = 'ü'\r\n\"🦀\" = 1\nlast");
        for start in 0..40 {
            for end in 0..40 {
                let excerpt = strange.excerpt(start..end);
                assert!(excerpt.text.get(excerpt.span.clone()).is_some(), "{start}..{end} {excerpt:?}");
            }
        }
        let long = text(&format!("a = '{}🦀{}'", "é".repeat(500), "🦀".repeat(500)));
        for start in 0..3_100 {
            let excerpt = long.excerpt(start..start + 7);
            assert!(excerpt.text.len() <= 300 && excerpt.text.get(excerpt.span.clone()).is_some(), "{start}");
        }
    }
}
