//! One JSON object as it is written: duplicate keys are kept, and values stay text, so that they can
//! be found in the file again.

use std::borrow::Cow;
use std::fmt;

use serde::de::{self, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::load::record::Cell;

/// The pairs of one object, a key as often as it was written.
#[derive(Debug)]
pub struct Object<'t>(pub Vec<(Cow<'t, str>, &'t RawValue)>);

/// A key or string that is borrowed unless something in it is escaped.
#[derive(serde::Deserialize)]
struct Text<'t>(#[serde(borrow)] Cow<'t, str>);

impl<'de: 't, 't> de::Deserialize<'de> for Object<'t> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pairs;
        impl<'de> Visitor<'de> for Pairs {
            type Value = Object<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut pairs = Vec::new();
                while let Some((Text(key), value)) = map.next_entry::<Text<'de>, &'de RawValue>()? {
                    pairs.push((key, value));
                }
                Ok(Object(pairs))
            }
        }
        deserializer.deserialize_map(Pairs)
    }
}

/// What a value is as a cell, and its text: a string unescaped, a number with all its digits.
#[must_use]
pub fn text_of(value: &RawValue) -> (Cell, Cow<'_, str>) {
    let raw = value.get();
    match raw.as_bytes().first() {
        Some(b'"') => (Cell::Text, serde_json::from_str::<Text<'_>>(raw).map_or(Cow::Borrowed(""), |text| text.0)),
        Some(b'n') => (Cell::Null, Cow::Borrowed("")),
        Some(b'{' | b'[') => (Cell::Nested, Cow::Borrowed("")),
        _ => (Cell::Text, Cow::Borrowed(raw)),
    }
}

#[cfg(test)]
mod tests {
    use super::{Object, text_of};
    use crate::load::record::Cell;

    #[test]
    fn keys_are_kept_as_often_as_written_and_digits_all() {
        let text = r#"{"tank": 80, "tank": 12345678901234567.89, "note": "a \"b\"", "more": [1]}"#;
        let object: Object<'_> = serde_json::from_str(text).expect("an object");
        let cells: Vec<_> = object.0.iter().map(|(key, value)| (key.as_ref(), text_of(value))).collect();
        assert_eq!(cells[1], ("tank", (Cell::Text, "12345678901234567.89".into())));
        assert_eq!(cells[2].1.1, "a \"b\"");
        assert_eq!(cells[3].1.0, Cell::Nested);
    }
}
