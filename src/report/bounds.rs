//! Answers of `counterclaim bounds` as people and machines read them: one file a format.

pub mod csv;
pub mod json;
pub mod shape;
mod shaping;
pub mod text;

use std::io;

use crate::audit::bounds::answer::{Bounds, Heard, Span};
use crate::model::day::Day;
use crate::report::format::Format;

/// How answers are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BoundsFormat {
    /// Intervals and sums for people.
    Text,
    /// A row an answer, or a day of one.
    Csv,
    /// One document.
    Json,
}

/// Every format of an answer.
pub const FORMATS: &[Format<BoundsFormat>] = &[
    Format { word: "text", endings: &["txt"], writer: BoundsFormat::Text },
    Format { word: "csv", endings: &["csv"], writer: BoundsFormat::Csv },
    Format { word: "json", endings: &["json"], writer: BoundsFormat::Json },
];

/// Writes the answers of one or more datasets.
///
/// # Errors
/// What `out` fails with; a closed pipe is [`io::ErrorKind::BrokenPipe`].
pub fn write(format: BoundsFormat, all: &[Bounds], out: &mut dyn io::Write) -> io::Result<()> {
    match format {
        BoundsFormat::Text => text::write(all, out),
        BoundsFormat::Csv => csv::write(all, out),
        BoundsFormat::Json => json::write(all, out),
    }
}

/// A day; where it is some day between two, as EDTF writes that.
fn day((first, last): (Day, Day)) -> String {
    if first == last { first.to_string() } else { format!("[{first}..{last}]") }
}

/// The first and the last day of a span.
fn ends(span: &Span) -> [String; 2] {
    [day(span.first), day(span.last)]
}

/// A voice by a name, with what its words are read as.
fn voice(name: &str, heard: &Heard) -> String {
    let each: Vec<String> = heard.read_as.iter().map(|(word, meaning)| format!("`{word}` as `{meaning}`")).collect();
    if each.is_empty() { name.to_owned() } else { format!("{name} ({})", each.join(", ")) }
}
