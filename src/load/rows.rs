//! What a row of comma-separated values must be to be a record: text, and as long as the header.

use std::collections::HashSet;

use crate::load::fault::{Fault, Spot};
use crate::load::record::{MOST_COLUMNS, Record, Sink};

/// Some records in a row.
#[derive(Debug, Default)]
pub struct Batch {
    /// The text of all fields of all records.
    pub text: Vec<u8>,
    /// Where the fields of all records end, counted from the start of their record.
    pub ends: Vec<usize>,
    /// For each record its place in the file, and where its text and its ends stop.
    pub records: Vec<(u64, usize, usize)>,
    /// What ended the reading.
    pub fault: Option<Fault>,
}

/// Takes the batches of one file, in order.
#[derive(Debug)]
pub struct Rows<'s, S> {
    /// How many columns the header has, once it was seen.
    header: Option<usize>,
    /// Whether its rows mean anything.
    is_readable: bool,
    sink: &'s mut S,
}

impl<'s, S: Sink> Rows<'s, S> {
    /// Gives what is a record to the sink.
    pub fn new(sink: &'s mut S) -> Self {
        Self { header: None, is_readable: true, sink }
    }

    /// Says so where there was nothing at all.
    pub fn finish(self) {
        if self.header.is_none() {
            let fault = Fault::new(Spot::File, "the file is empty").hint("the first line names the columns");
            self.sink.fault(fault);
        }
    }

    /// The next records.
    pub fn take(&mut self, batch: &Batch) {
        let whole = std::str::from_utf8(&batch.text).ok().filter(|text| !text.as_bytes().contains(&0));
        let is_ascii = batch.text.is_ascii();
        let (mut text_start, mut ends_start) = (0, 0);
        for &(offset, text_end, ends_end) in &batch.records {
            let bytes = &batch.text[text_start..text_end];
            let ends = &batch.ends[ends_start..ends_end];
            // Two halves of a character in neighbouring fields make one where the comma is left out.
            let is_cut = |text: &&str| !is_ascii && !ends.iter().all(|&end| text.is_char_boundary(end));
            let text = whole.and_then(|text| text.get(text_start..text_end)).filter(|text| !is_cut(text));
            if let Some(text) = text.or_else(|| self.checked(bytes, ends, offset)) {
                self.row(&Record { offset, text, ends, cells: &[], slots: None });
            }
            (text_start, ends_start) = (text_end, ends_end);
        }
        if let Some(fault) = &batch.fault {
            self.header.get_or_insert(0);
            self.sink.fault(fault.clone());
        }
    }

    /// The text of a record of a batch in which some record is not text.
    fn checked<'b>(&mut self, bytes: &'b [u8], ends: &[usize], offset: u64) -> Option<&'b str> {
        let field_of = |at: usize| u16::try_from(ends.partition_point(|&end| end <= at)).unwrap_or(u16::MAX);
        let spot = |at: usize| Spot::Field { record: offset, field: field_of(at), within: None };
        let fault = match std::str::from_utf8(bytes) {
            Err(error) => {
                Fault::new(spot(error.valid_up_to()), "the text is not UTF-8").hint("save the file as UTF-8").counted()
            }
            Ok(text) => match bytes.iter().position(|&byte| byte == 0) {
                Some(at) => Fault::new(spot(at), "there is a NUL byte in the text")
                    .hint("the file may be damaged: save it as UTF-8 text")
                    .counted(),
                None => match ends.iter().find(|&&end| !text.is_char_boundary(end)) {
                    Some(&end) => {
                        Fault::new(spot(end), "the text is not UTF-8").hint("save the file as UTF-8").counted()
                    }
                    None => return Some(text),
                },
            },
        };
        self.header.get_or_insert(ends.len());
        self.sink.fault(fault);
        None
    }

    fn row(&mut self, record: &Record<'_>) {
        let fields = record.ends.len();
        match self.header {
            _ if !self.is_readable => {}
            Some(header) if header == fields => self.sink.record(record),
            Some(header) => {
                let field = u16::try_from(header.min(fields - 1)).unwrap_or(u16::MAX);
                let spot = Spot::Field { record: record.offset, field, within: None };
                let of = |count: usize| if count == 1 { "1 field".to_owned() } else { format!("{count} fields") };
                let message = format!("the row has {}, the header has {header}", of(fields));
                let hint = if fields > header {
                    "text with a comma in it is put in double quotes"
                } else {
                    "an empty cell keeps its comma"
                };
                self.sink.fault(Fault::new(spot, message).hint(hint));
            }
            None => self.header(record),
        }
    }

    fn header(&mut self, record: &Record<'_>) {
        self.header = Some(record.ends.len());
        if record.ends.len() > MOST_COLUMNS {
            let spot = Spot::Field { record: record.offset, field: 0, within: None };
            let message = format!("the header has more than {MOST_COLUMNS} columns: {}", record.ends.len());
            self.sink.fault(Fault::new(spot, message).hint("is a line end missing?"));
            self.is_readable = false;
            return;
        }
        let only = record.get(0).filter(|_| record.ends.len() == 1).unwrap_or_default();
        if let Some(at) = only.find([';', '\t', '|']) {
            let separator =
                if only[at..].starts_with('\t') { "tabs".to_owned() } else { format!("`{}`", &only[at..=at]) };
            let spot = Spot::Field { record: record.offset, field: 0, within: Some(at..at + 1) };
            let message = format!("the columns seem to be separated by {separator}");
            self.sink.fault(Fault::new(spot, message).hint("save the file with commas between the columns"));
            self.is_readable = false;
            return;
        }
        let (mut names, mut seen): (Vec<String>, _) = (Vec::new(), HashSet::new());
        for column in 0..record.ends.len() {
            let name = record.get(column).unwrap_or_default();
            if !seen.insert(name) && !name.is_empty() {
                let field = u16::try_from(column).unwrap_or(u16::MAX);
                let spot = Spot::Name { record: record.offset, field };
                let fault = Fault::new(spot, format!("the column `{name}` is given twice"));
                self.sink.fault(fault.hint("give each column a name of its own"));
            }
            names.push(name.to_owned());
        }
        self.sink.columns(&names, 0, record);
    }
}
