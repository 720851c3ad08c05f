//! JSON arrays of objects and JSON Lines, as records. Numbers stay text until they are exact
//! amounts (a float would lose digits), and nesting is skipped without recursion.

use std::fmt;
use std::io::{self, BufRead, Read};

use serde::de::{Deserializer, SeqAccess, Visitor};
use serde_json::value::RawValue;

use crate::load::fault::{Fault, Spot};
use crate::load::object::{Object, text_of};
use crate::load::record::{Cell, MOST_COLUMNS, Record, Sink};

/// The longest line of a JSON Lines file.
const LONGEST: u64 = 16 << 20;

/// Reads one array of objects. The records before a syntax error are read.
///
/// # Errors
/// Where the file cannot be read.
pub fn read_array(mut input: impl Read, sink: &mut impl Sink) -> io::Result<()> {
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes)?;
    let Some((text, shift)) = utf8(&bytes, 0, sink) else { return Ok(()) };
    if text.trim().is_empty() {
        sink.fault(Fault::new(Spot::File, "the file is empty").hint("a JSON table is an array of objects"));
        return Ok(());
    }
    let mut rows = Rows::new(text, shift, sink);
    let mut reader = serde_json::Deserializer::from_str(text);
    let read = reader.deserialize_seq(Elements(&mut rows)).and_then(|()| reader.end());
    if let Err(error) = read {
        let at = place_of(text, &error) as u64 + shift;
        let fault = if text.trim_start().starts_with('{') {
            Fault::new(Spot::Bytes(shift..shift + 1), "the file is one object, not an array of objects")
                .hint("one object a line is read with `format = \"jsonl\"`")
        } else {
            Fault::new(Spot::Bytes(at..at + 1), reason(&error))
        };
        rows.sink.fault(fault);
    }
    Ok(())
}

/// Reads one object a line.
///
/// # Errors
/// Where the file cannot be read.
pub fn read_lines(mut input: impl BufRead, sink: &mut impl Sink) -> io::Result<()> {
    let (mut offset, mut line) = (0_u64, Vec::new());
    let mut columns = Columns::default();
    loop {
        line.clear();
        let read = input.by_ref().take(LONGEST).read_until(b'\n', &mut line)? as u64;
        if read == 0 {
            break;
        }
        if read == LONGEST {
            sink.fault(Fault::new(Spot::Bytes(offset..offset + 1), "the line is longer than 16 MiB"));
            return Ok(());
        }
        if let Some((text, shift)) = utf8(&line, offset, sink)
            && !text.trim().is_empty()
        {
            let mut rows = Rows { text, shift, sink, columns };
            match serde_json::from_str::<&RawValue>(text) {
                Ok(element) => rows.element(element.get()),
                Err(error) => {
                    let at = shift + place_of(text, &error) as u64;
                    rows.sink.fault(Fault::new(Spot::Bytes(at..at + 1), reason(&error)));
                }
            }
            columns = rows.columns;
        }
        offset += read;
    }
    if offset == 0 {
        sink.fault(Fault::new(Spot::File, "the file is empty").hint("a JSON Lines table has one object a line"));
    }
    Ok(())
}

/// The text of some bytes at `offset` without a byte order mark, and where it begins in the file.
fn utf8<'b>(bytes: &'b [u8], offset: u64, sink: &mut impl Sink) -> Option<(&'b str, u64)> {
    match std::str::from_utf8(bytes) {
        Ok(text) => match text.strip_prefix('\u{feff}') {
            Some(rest) if offset == 0 => Some((rest, 3)),
            _ => Some((text, offset)),
        },
        Err(error) => {
            let at = offset + error.valid_up_to() as u64;
            let fault = Fault::new(Spot::Bytes(at..at + 1), "the text is not UTF-8").counted();
            sink.fault(fault.hint("save the file as UTF-8"));
            None
        }
    }
}

/// serde_json's reason without its place, which is shown by itself.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let reason = text.split(" at line ").next().unwrap_or_default();
    // serde_json's words for a file that was cut off.
    match reason.strip_prefix("EOF while parsing ") {
        Some(inside) => format!("this is no JSON: the text ends inside {inside}"),
        None => format!("this is no JSON: {reason}"),
    }
}

fn place_of(text: &str, error: &serde_json::Error) -> usize {
    let mut before = error.line().saturating_sub(1);
    let start = text
        .bytes()
        .position(|byte| {
            let found = before == 0;
            before -= usize::from(byte == b'\n' && !found);
            found
        })
        .unwrap_or(text.len());
    (start + error.column().saturating_sub(1)).min(text.len().saturating_sub(1))
}

/// The keys met so far, in the order of their first appearance.
#[derive(Default)]
struct Columns {
    names: Vec<String>,
    slots: Vec<u16>,
    /// Buffers of the record at hand, kept for their memory.
    text: String,
    ends: Vec<usize>,
    cells: Vec<Cell>,
}

struct Rows<'t, 's, S> {
    text: &'t str,
    shift: u64,
    sink: &'s mut S,
    columns: Columns,
}

impl<'t, 's, S: Sink> Rows<'t, 's, S> {
    fn new(text: &'t str, shift: u64, sink: &'s mut S) -> Self {
        Self { text, shift, sink, columns: Columns::default() }
    }

    /// One element, a slice of the text: its place is its address.
    fn element(&mut self, raw: &str) {
        let offset = self.shift + (raw.as_ptr() as usize - self.text.as_ptr() as usize) as u64;
        let Ok(Object(pairs)) = serde_json::from_str(raw) else {
            let spot = Spot::Bytes(offset..offset + raw.len().min(80) as u64);
            self.sink
                .fault(Fault::new(spot, "this is not an object").hint("every record is an object of keys and values"));
            return;
        };
        let Columns { names, slots, text, ends, cells } = &mut self.columns;
        let known = names.len();
        text.clear();
        ends.clear();
        cells.clear();
        slots.fill(0);
        for (position, (key, value)) in pairs.iter().enumerate() {
            let Some(field) = u16::try_from(position + 1).ok().filter(|_| names.len() <= MOST_COLUMNS) else {
                let message = format!("the objects have more than {MOST_COLUMNS} different keys");
                let fault = Fault::new(Spot::Bytes(offset..offset + 1), message);
                self.sink.fault(fault.hint("a table has one key a column, not one a record").counted());
                return;
            };
            // Records of one file mostly have the same keys in the same order.
            let same_place = names.get(position).is_some_and(|name| name == key);
            let column = if same_place { Some(position) } else { names.iter().position(|name| name == key) };
            let column = column.unwrap_or_else(|| {
                names.push(key.to_string());
                slots.push(0);
                names.len() - 1
            });
            if slots[column] == 0 {
                slots[column] = field;
            } else {
                let spot = Spot::Name { record: offset, field: field - 1 };
                let fault = Fault::new(spot, format!("the key `{key}` is given twice"));
                self.sink.fault(fault.hint("which of the two is meant? leave out the other"));
            }
            let (kind, plain) = text_of(value);
            text.push_str(&plain);
            ends.push(text.len());
            cells.push(kind);
        }
        let record = Record { offset, text, ends, cells, slots: Some(slots) };
        if names.len() > known {
            self.sink.columns(names, known, &record);
        }
        self.sink.record(&record);
    }
}

/// Feeds the elements of the outer array to the rows while it is parsed, so that it is never held.
struct Elements<'r, 't, 's, S>(&'r mut Rows<'t, 's, S>);

impl<'de, S: Sink> Visitor<'de> for Elements<'_, '_, '_, S> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array of objects")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while let Some(element) = seq.next_element::<&'de RawValue>()? {
            self.0.element(element.get());
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{read_array, read_lines};
    use crate::load::fault::Spot;
    use crate::load::record::tests::Kept;

    fn array(text: &str) -> Kept {
        let mut kept = Kept::default();
        read_array(text.as_bytes(), &mut kept).expect("memory can be read");
        kept
    }

    #[test]
    fn numbers_keep_every_digit_and_nulls_are_absent() {
        let text = "\u{feff}[{\"date\": \"2022-02-25\", \"personnel\": 12345678901234567.89},\n {\"tank\": null, \"date\": \"\\u0032022\"}]";
        let kept = array(text);
        assert_eq!(kept.names, ["date", "personnel", "tank"]);
        assert_eq!(kept.rows[0].1[1].as_deref(), Some("12345678901234567.89"));
        assert_eq!(kept.rows[1].1[0].as_deref(), Some("2022"));
        assert_eq!(kept.rows[1].1[1..], [None, None]);
        assert_eq!(&text[usize::try_from(kept.rows[1].0).expect("small")..][..7], "{\"tank\"");
    }

    #[test]
    fn a_key_given_twice_is_a_fault() {
        let kept = array("[{\"tank\": 80, \"tank\": 81}]");
        assert_eq!(kept.faults[0].message, "the key `tank` is given twice");
        assert_eq!(kept.faults[0].spot, Spot::Name { record: 1, field: 1 });
    }

    #[test]
    fn a_syntax_error_is_placed_and_what_came_before_is_read() {
        let text = "[{\"tank\": 80},\n{\"tank\" 81}]";
        let kept = array(text);
        assert_eq!(kept.rows.len(), 1);
        assert_eq!(kept.faults[0].spot, Spot::Bytes(23..24));
        assert!(kept.faults[0].message.starts_with("this is no JSON: expected `:`"), "{}", kept.faults[0].message);
        assert!(array("{\"a\": []}").faults[0].message.contains("one object"));
        assert!(array("[1]").faults[0].message.contains("not an object"));
    }

    #[test]
    fn nesting_is_no_danger() {
        let deep = format!("[{{\"a\": {}1{}}}]", "[".repeat(200_000), "]".repeat(200_000));
        let kept = array(&deep);
        assert_eq!(kept.rows[0].1, [None]);
        array(&"[".repeat(200_000));
    }

    #[test]
    fn lines_are_read_one_by_one() {
        let mut kept = Kept::default();
        let text = "{\"tank\": 80}\r\n\n{\"tank\": }\n{\"tank\": 103}\n";
        read_lines(text.as_bytes(), &mut kept).expect("memory can be read");
        assert_eq!(kept.rows.len(), 2);
        assert_eq!(kept.rows[1].0, 26);
        assert_eq!(kept.faults.len(), 1);
    }
}
