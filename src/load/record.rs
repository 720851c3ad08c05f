//! One record of a file, whatever the file's format: named columns, and the text under each.
//!
//! The readers of CSV and JSON only find text. What it means is decided in one place for both.

use crate::load::fault::Fault;

/// What stands under a column where it is more or less than text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    /// Text; empty text is no figure.
    Text,
    /// JSON's `null`, the same as if the key were not there.
    Null,
    /// A JSON object or array.
    Nested,
}

/// One record. Its text is one piece, the fields of which end at `ends`.
#[derive(Debug, Clone, Copy)]
pub struct Record<'r> {
    /// The byte of the file at which it begins.
    pub offset: u64,
    /// The text of all fields, one after the other.
    pub text: &'r str,
    /// Where in the text each field ends.
    pub ends: &'r [usize],
    /// What each field is; empty where all are text.
    pub cells: &'r [Cell],
    /// For each column the number of its field from 1, or 0 where the record has none; `None` where
    /// columns and fields are the same.
    pub slots: Option<&'r [u16]>,
}

impl<'r> Record<'r> {
    /// The number of the field under a column, if the record has one.
    #[must_use]
    pub fn field(&self, column: usize) -> Option<u16> {
        match self.slots {
            Some(slots) => slots.get(column)?.checked_sub(1),
            None => u16::try_from(column).ok().filter(|&field| usize::from(field) < self.ends.len()),
        }
    }

    /// The text under a column; `None` where there is nothing or what is there is no text.
    #[must_use]
    pub fn get(&self, column: usize) -> Option<&'r str> {
        let field = usize::from(self.field(column)?);
        if *self.cells.get(field).unwrap_or(&Cell::Text) != Cell::Text {
            return None;
        }
        let from = field.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied())?;
        let text = self.text.get(from..*self.ends.get(field)?)?;
        let blank = text.bytes().all(|byte| byte.is_ascii_whitespace());
        (!blank).then_some(text)
    }

    /// Whether an object or an array stands under a column.
    #[must_use]
    pub fn is_nested(&self, column: usize) -> bool {
        self.field(column).is_some_and(|field| self.cells.get(usize::from(field)) == Some(&Cell::Nested))
    }
}

/// The most columns of a table. A quote or a line end gone astray can make a column of every word.
pub const MOST_COLUMNS: usize = 10_000;

/// What takes the records of one file.
pub trait Sink {
    /// The columns known so far; those from `known` on are new with this record. A CSV file
    /// calls this once, with its header; a JSON file for every record with new keys.
    fn columns(&mut self, names: &[String], known: usize, record: &Record<'_>);

    /// The next record.
    fn record(&mut self, record: &Record<'_>);

    /// Something that is no record.
    fn fault(&mut self, fault: Fault);
}

#[cfg(test)]
pub(crate) mod tests {
    use super::{Cell, Record, Sink};
    use crate::load::fault::Fault;

    /// A sink that keeps everything, for the tests of the readers.
    #[derive(Default)]
    pub(crate) struct Kept {
        pub(crate) names: Vec<String>,
        pub(crate) rows: Vec<(u64, Vec<Option<String>>)>,
        pub(crate) faults: Vec<Fault>,
    }

    impl Sink for Kept {
        fn columns(&mut self, names: &[String], _known: usize, _record: &Record<'_>) {
            self.names = names.to_vec();
        }

        fn record(&mut self, record: &Record<'_>) {
            let row = (0..self.names.len()).map(|column| record.get(column).map(str::to_owned)).collect();
            self.rows.push((record.offset, row));
        }

        fn fault(&mut self, fault: Fault) {
            self.faults.push(fault);
        }
    }

    #[test]
    fn an_empty_field_and_a_null_are_nothing() {
        let cells = [Cell::Text, Cell::Text, Cell::Null, Cell::Nested];
        let record = Record { offset: 0, text: "2022-02-2528[1]", ends: &[10, 12, 12, 15], cells: &cells, slots: None };
        assert_eq!(record.get(0), Some("2022-02-25"));
        assert_eq!(record.get(1), Some("28"));
        assert_eq!((record.get(2), record.get(3), record.get(4)), (None, None, None));
        assert!(record.is_nested(3));
    }

    #[test]
    fn a_column_without_a_key_has_no_field() {
        let record = Record { offset: 0, text: "28", ends: &[2], cells: &[], slots: Some(&[0, 1]) };
        assert_eq!((record.field(0), record.field(1)), (None, Some(0)));
        assert_eq!(record.get(1), Some("28"));
    }
}
