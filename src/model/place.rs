//! Where in its file a claim was found.

use crate::model::index::TableIx;

/// The place of one record: enough to find it again without having kept its text.
///
/// Lines, columns and the fields themselves are recovered by re-reading that one record, and only
/// for what is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file.
    pub table: TableIx,
    /// The byte at which the record begins.
    pub offset: u64,
    /// The field that holds the figure, counted from 0: a CSV column, or the position of a key in
    /// its JSON object.
    pub field: u16,
}
