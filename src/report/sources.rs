//! Answers of `counterclaim sources` as people and machines read them: one file a format.

pub mod csv;
pub mod json;
pub mod shape;
mod shaping;
pub mod text;

use std::io;

use crate::audit::agreement::answer::{Agreement, Pair};
use crate::graph::attribution::Independence;
use crate::report::format::Format;
use crate::rules::words::STANDINGS;

/// How answers are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SourcesFormat {
    /// Tables for people.
    Text,
    /// A row a pair of voices.
    Csv,
    /// One document.
    Json,
}

/// Every format of an answer.
pub const FORMATS: &[Format<SourcesFormat>] = &[
    Format { word: "text", endings: &["txt"], writer: SourcesFormat::Text },
    Format { word: "csv", endings: &["csv"], writer: SourcesFormat::Csv },
    Format { word: "json", endings: &["json"], writer: SourcesFormat::Json },
];

/// Writes the answers of one or more datasets.
///
/// # Errors
/// What `out` fails with; a closed pipe is [`io::ErrorKind::BrokenPipe`].
pub fn write(format: SourcesFormat, all: &[Agreement], out: &mut dyn io::Write) -> io::Result<()> {
    match format {
        SourcesFormat::Text => text::write(all, out),
        SourcesFormat::Csv => csv::write(all, out),
        SourcesFormat::Json => json::write(all, out),
    }
}

/// How far one voice is independent of another, with the word for it.
pub const INDEPENDENCE: [(&str, Independence); 4] = [
    ("one-group", Independence::OneGroup),
    ("dependent", Independence::Dependent),
    ("partial", Independence::Partial),
    ("independent", Independence::Full),
];

/// The word for how far one voice is independent of another.
fn independent(of: Independence) -> &'static str {
    INDEPENDENCE.iter().find(|(_, known)| *known == of).map_or("", |(word, _)| word)
}

/// The word for how two voices stand to each other, as rules write it.
fn standing(pair: &Pair) -> &'static str {
    STANDINGS.iter().find(|(_, standing)| *standing == pair.standing).map_or("", |(word, _)| word)
}
