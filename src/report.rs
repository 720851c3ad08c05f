//! Audits as people and machines read them: one file a format, one function each.

pub mod bounds;
pub mod claims;
pub mod csv;
pub mod drawing;
pub mod explanation;
pub mod graph;
pub mod json;
pub mod json_lines;
pub mod notes;
pub mod number;
pub mod places;
pub mod printable;
#[cfg(test)]
pub(crate) mod samples;
pub mod shape;
pub mod shaping;
pub mod sources;
pub mod style;
pub mod summary;
pub mod text;
pub mod untouched;

use std::io;

use crate::audit::Audit;
use crate::report::style::Style;

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Drawings and tables for people.
    Text,
    /// A row a discrepancy, for spreadsheets.
    Csv,
    /// The round-trip format: one document.
    Json,
    /// The same, an object a line.
    JsonLines,
}

impl Format {
    /// Every format with its word.
    pub const WORDS: [(&'static str, Self); 4] =
        [("text", Self::Text), ("csv", Self::Csv), ("json", Self::Json), ("jsonl", Self::JsonLines)];

    /// The format that this word means.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::WORDS.iter().find(|(known, _)| *known == word).map(|&(_, format)| format)
    }
}

/// Writes the audits as one report.
///
/// # Errors
/// What `out` fails with; a closed pipe is [`io::ErrorKind::BrokenPipe`].
pub fn write(format: Format, audits: &[Audit], style: Style, out: &mut dyn io::Write) -> io::Result<()> {
    match format {
        Format::Text => text::write(audits, style, out),
        Format::Csv => csv::write(audits, out),
        Format::Json => json::write(audits, out),
        Format::JsonLines => json_lines::write(audits, out),
    }
}
