//! Audits as people and machines read them: one file a format, one function each.

pub mod bounds;
pub mod claims;
pub mod csv;
pub mod diff;
pub mod drawing;
pub mod explanation;
pub mod format;
pub mod graph;
pub mod html;
pub mod json;
pub mod json_lines;
pub mod junit;
pub mod markdown;
pub mod notes;
pub mod number;
pub mod places;
pub mod printable;
#[cfg(test)]
pub(crate) mod samples;
pub mod sarif;
pub mod shape;
pub mod shaping;
pub mod sources;
pub mod style;
pub mod summary;
pub mod text;
pub mod untouched;

use std::io;

use crate::audit::Audit;
use crate::report::format::Format;
use crate::report::style::Style;

/// What writes audits in a format.
#[derive(Debug, Clone, Copy)]
pub enum Writer {
    /// The same bytes wherever they go.
    Plain(fn(&[Audit], &mut dyn io::Write) -> io::Result<()>),
    /// For a terminal: coloured, as wide as it is, or short.
    Styled(fn(&[Audit], Style, &mut dyn io::Write) -> io::Result<()>),
    /// The same bytes wherever they go, with what the audits can draw.
    Illustrated(fn(&[Audit], &mut dyn io::Write) -> io::Result<()>),
}

impl Writer {
    /// Whether it draws: the audits are asked for what can be drawn of them.
    #[must_use]
    pub fn draws(self) -> bool {
        matches!(self, Self::Illustrated(_))
    }
}

/// Every format of an audit.
pub const FORMATS: &[Format<Writer>] = &[
    Format { word: "text", endings: &["txt"], writer: Writer::Styled(text::write) },
    Format { word: "csv", endings: &["csv"], writer: Writer::Plain(csv::write) },
    Format { word: "json", endings: &["json"], writer: Writer::Plain(json::write) },
    Format { word: "jsonl", endings: &["jsonl"], writer: Writer::Plain(json_lines::write) },
    Format { word: "sarif", endings: &["sarif", "sarif.json"], writer: Writer::Plain(sarif::write) },
    Format { word: "junit", endings: &["xml"], writer: Writer::Plain(junit::write) },
    Format { word: "markdown", endings: &["md"], writer: Writer::Plain(markdown::write) },
    Format { word: "html", endings: &["html", "htm"], writer: Writer::Illustrated(html::write) },
];

/// Writes the audits as one report.
///
/// # Errors
/// What `out` fails with; a closed pipe is [`io::ErrorKind::BrokenPipe`].
pub fn write(writer: Writer, audits: &[Audit], style: Style, out: &mut dyn io::Write) -> io::Result<()> {
    match writer {
        Writer::Plain(write) | Writer::Illustrated(write) => write(audits, out),
        Writer::Styled(write) => write(audits, style, out),
    }
}
