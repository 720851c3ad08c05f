//! The raw bytes of one record: where in it each field's text stands.
//!
//! The readers keep no such places, since a million claims are read and a few are drawn.

use std::ops::Range;

use serde_json::value::RawValue;

use crate::load::object::Object;

/// The bytes of a CSV field without its quotes, in a text that begins with its record. Follows
/// csv-core: a quote counts only at the start of a field, and a doubled one is a quote.
#[must_use]
pub fn csv_field(bytes: &[u8], field: u16) -> Option<Range<usize>> {
    let (mut number, mut from) = (0, 0);
    loop {
        let quoted = bytes.get(from) == Some(&b'"');
        let start = from + usize::from(quoted);
        let close = if quoted { closing_quote(bytes, start)? } else { start };
        let end = close
            + bytes[close..]
                .iter()
                .position(|byte| matches!(byte, b',' | b'\n' | b'\r'))
                .unwrap_or(bytes.len() - close);
        if number == field {
            // What follows a closing quote belongs to the text, but then so does the quote.
            let plain = !quoted || end > close + 1;
            return Some(start..if plain { end } else { close });
        }
        if bytes.get(end) != Some(&b',') {
            return None;
        }
        number = number.checked_add(1)?;
        from = end + 1;
    }
}

/// The bytes of a field in the raw text of its record; an absent field is the end of the line.
#[must_use]
pub fn field_or_end(raw: &[u8], field: u16) -> Range<usize> {
    csv_field(raw, field).unwrap_or_else(|| {
        let line = raw.iter().position(|byte| matches!(byte, b'\r' | b'\n')).unwrap_or(raw.len());
        0..line
    })
}

/// The quote that opens the last field of a record and is closed nowhere.
#[must_use]
pub fn open_quote(bytes: &[u8]) -> Option<usize> {
    let mut from = 0;
    while from < bytes.len() {
        let mut close = from;
        if bytes[from] == b'"' {
            match closing_quote(bytes, from + 1) {
                Some(found) => close = found,
                None => return Some(from),
            }
        }
        from = close + bytes[close..].iter().position(|byte| matches!(byte, b',' | b'\n' | b'\r'))? + 1;
    }
    None
}

fn closing_quote(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        at += bytes.get(at..)?.iter().position(|&byte| byte == b'"')?;
        if bytes.get(at + 1) != Some(&b'"') {
            return Some(at);
        }
        at += 2;
    }
}

/// What is looked for in a JSON object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The value of a field, a string without its quotes.
    Value(u16),
    /// The key of a field, without its quotes.
    Key(u16),
}

/// The bytes of a part of the JSON object with which `text` begins; `None` too where the object is
/// not complete.
#[must_use]
pub fn json_part(text: &str, part: Part) -> Option<Range<usize>> {
    let raw = serde_json::Deserializer::from_str(text).into_iter::<&RawValue>().next()?.ok()?;
    let object: Object<'_> = serde_json::from_str(raw.get()).ok()?;
    let address = |inner: &str| inner.as_ptr() as usize - text.as_ptr() as usize;
    let (Part::Value(field) | Part::Key(field)) = part;
    let value = object.0.get(usize::from(field))?.1.get();
    let unquoted = |from: usize, inner: &str| {
        let quotes = usize::from(inner.len() >= 2 && inner.starts_with('"'));
        from + quotes..from + inner.len() - quotes
    };
    if matches!(part, Part::Value(_)) {
        return Some(unquoted(address(value), value));
    }
    // A key stands between the value before it and its own, and only blanks and `:` follow it.
    let before = &text[..address(value)];
    let end = before.rfind('"')?;
    let after = usize::from(field)
        .checked_sub(1)
        .and_then(|at| object.0.get(at))
        .map_or(0, |(_, value)| address(value.get()) + value.get().len());
    let start = after + text[after..end].find('"')? + 1;
    Some(start..end)
}

#[cfg(test)]
mod tests {
    use super::{Part, csv_field, json_part, open_quote};

    #[test]
    fn a_csv_field_is_found_behind_quotes() {
        let row = b"en25-total,\"killed, \"\"wounded\"\"\",\"1,000,340\"\r\nnext,1,2";
        let text = |field| csv_field(row, field).map(|range| String::from_utf8_lossy(&row[range]).into_owned());
        assert_eq!(text(0).as_deref(), Some("en25-total"));
        assert_eq!(text(1).as_deref(), Some("killed, \"\"wounded\"\""));
        assert_eq!(text(2).as_deref(), Some("1,000,340"));
        assert_eq!(text(3), None);
        assert_eq!(csv_field(b"a,,", 2), Some(3..3));
    }

    #[test]
    fn an_open_quote_is_seen_and_a_closed_one_is_not() {
        assert_eq!(open_quote(b"en25-total,\"1,000,340\n"), Some(11));
        assert_eq!(open_quote(b"en25-total,\"1,000,340\"\n"), None);
        assert_eq!(open_quote(b"a \"b,c"), None);
        assert_eq!(open_quote(b"a,\"b\"\"\n"), Some(2));
    }

    #[test]
    fn a_json_value_and_its_key_are_found() {
        let text = "{\"date\": \"2022-02-25\", \"personnel\" : 2800, \"POW\":null}, {";
        assert_eq!(json_part(text, Part::Value(0)).map(|range| &text[range]), Some("2022-02-25"));
        assert_eq!(json_part(text, Part::Value(1)).map(|range| &text[range]), Some("2800"));
        assert_eq!(json_part(text, Part::Key(0)).map(|range| &text[range]), Some("date"));
        assert_eq!(json_part(text, Part::Key(1)).map(|range| &text[range]), Some("personnel"));
        assert_eq!(json_part(text, Part::Key(2)).map(|range| &text[range]), Some("POW"));
        assert_eq!(json_part("{\"date\": \"2022", Part::Value(0)), None);
    }
}
