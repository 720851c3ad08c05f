//! A problem whose place is still a byte offset: lines and columns are worked out once per file,
//! and only for what will be shown.

use std::collections::HashMap;
use std::ops::Range;

/// Where in a file something is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spot {
    /// The whole of it.
    File,
    /// Some bytes of it.
    Bytes(Range<u64>),
    /// The text of a field, or a part of that text.
    Field {
        /// Where its record begins.
        record: u64,
        /// Its number in the record.
        field: u16,
        /// The bytes of the field's text that are meant; all where it is `None`.
        within: Option<Range<usize>>,
    },
    /// The text under a column that was not read as a figure, such as an id.
    Column {
        /// Where its record begins.
        record: u64,
        /// The column's name.
        name: &'static str,
        /// One item of the column's list; all of it where it is `None`.
        item: Option<String>,
        /// What is meant where the file has no such column.
        otherwise: u16,
    },
    /// The name of a field: the key of a JSON object.
    Name {
        /// Where its record begins.
        record: u64,
        /// Its number in the record.
        field: u16,
    },
}

/// What is wrong in a file, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where.
    pub spot: Spot,
    /// What is wrong.
    pub message: String,
    /// What can be done about it.
    pub hint: Option<String>,
    /// Whether others with the same message are only counted: an unknown word in a thousand rows.
    pub counted: bool,
}

impl Fault {
    /// Something wrong at a spot.
    #[must_use]
    pub fn new(spot: Spot, message: impl Into<String>) -> Self {
        Self { spot, message: message.into(), hint: None, counted: false }
    }

    /// The same with a hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same, of which repetitions are only counted.
    #[must_use]
    pub fn counted(mut self) -> Self {
        self.counted = true;
        self
    }
}

/// The faults of one file. Past [`Faults::SHOWN`]
/// they are only counted, so that a file of a million bad rows is reported in one screen.
#[derive(Debug, Default)]
pub struct Faults {
    kept: Vec<(Fault, u64)>,
    numbers: HashMap<String, usize>,
    more: u64,
}

impl Faults {
    /// How many different faults of a file are kept.
    pub const SHOWN: usize = 100;

    /// Adds a fault, or counts it.
    pub fn push(&mut self, fault: Fault) {
        let known = if fault.counted { self.numbers.get(&fault.message) } else { None };
        if let Some(&number) = known {
            self.kept[number].1 += 1;
        } else if self.kept.len() < Self::SHOWN {
            if fault.counted {
                self.numbers.insert(fault.message.clone(), self.kept.len());
            }
            self.kept.push((fault, 1));
        } else {
            self.more += 1;
        }
    }

    /// Whether a counted fault with this message is among them.
    #[must_use]
    pub fn has(&self, message: &str) -> bool {
        self.numbers.contains_key(message)
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// The faults with their counts, in the order in which they were met, and how many more there are.
    #[must_use]
    pub fn finish(self) -> (Vec<(Fault, u64)>, u64) {
        (self.kept, self.more)
    }
}

#[cfg(test)]
mod tests {
    use super::{Fault, Faults, Spot};

    #[test]
    fn the_same_words_are_counted_and_a_flood_is_cut() {
        let mut faults = Faults::default();
        for row in 0..1_000_u64 {
            faults.push(Fault::new(Spot::Bytes(row..row + 1), "unknown place `Odessa`").counted());
            faults.push(Fault::new(Spot::Bytes(row..row + 1), "this is not a number"));
        }
        let (kept, more) = faults.finish();
        assert_eq!(kept.len(), Faults::SHOWN);
        assert_eq!((kept[0].1, kept[1].1, more), (1_000, 1, 1_000 - 99));
    }
}
