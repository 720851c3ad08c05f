//! The files that claims come from.

use crate::model::index::{SourceIx, TableIx};

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated values with a header (RFC 4180).
    Csv,
    /// One JSON array of objects (RFC 8259).
    Json,
    /// One JSON object a line.
    JsonLines,
    /// An `[[example]]` of a rule file.
    Toml,
}

/// One file, as a `[[table]]` of the manifest matched it.
#[derive(Debug, Clone)]
pub struct Table {
    /// The name that stands in the ids of its claims.
    pub name: String,
    /// The first file of the `[[table]]` that matched this one: all files of one `[[table]]` are one
    /// table, cut into pieces.
    pub family: TableIx,
    /// The path as shown: below the dataset's folder, which is named as the user named it.
    pub path: String,
    /// How it is written.
    pub format: Format,
    /// Whose table it is, where all of it is one source's own: what outlets print of that source is
    /// held against it.
    pub own: Option<SourceIx>,
    /// How many days lie between two rows, where the manifest says so.
    pub every: Option<u32>,
    /// Whether it is read through a mapping, as its publisher wrote it.
    pub mapped: bool,
}

impl Table {
    /// Whether two tables, read as they were published, may be copies of one: of their figures either may be a
    /// copyist's slip.
    #[must_use]
    pub fn may_copy(&self, other: &Self) -> bool {
        self.mapped && other.mapped && self.family != other.family
    }
}
