//! The shapes in which our TOML files write values: tables keyed by ids, a text or something longer,
//! one text or several, dates with and without quotes. All of them keep their places.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use toml::Spanned;

/// A table whose keys are ids, in the order of the file.
#[derive(Debug, Clone)]
pub struct Keyed<T>(pub Vec<(Spanned<String>, T)>);

impl<T> Default for Keyed<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

struct KeyedVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Keyed<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(KeyedVisitor(PhantomData))
    }
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for KeyedVisitor<T> {
    type Value = Keyed<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a table")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
        let mut entries: Vec<(Spanned<String>, T)> = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        // The library hands tables over sorted by key.
        entries.sort_by_key(|(key, _)| key.span().start);
        Ok(Keyed(entries))
    }
}

/// A text, or what says more than a text.
#[derive(Debug, Clone)]
pub enum TextOr<T> {
    /// A text.
    Text(String),
    /// A table or a list.
    More(T),
}

struct TextOrVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for TextOr<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(TextOrVisitor(PhantomData))
    }
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for TextOrVisitor<T> {
    type Value = TextOr<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string or what says more")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(TextOr::Text(text.to_owned()))
    }

    // Handed on without a buffer, unlike serde's own untagged enums: places inside are kept.
    fn visit_map<M: MapAccess<'de>>(self, map: M) -> Result<Self::Value, M::Error> {
        T::deserialize(MapAccessDeserializer::new(map)).map(TextOr::More)
    }

    fn visit_seq<S: SeqAccess<'de>>(self, seq: S) -> Result<Self::Value, S::Error> {
        T::deserialize(SeqAccessDeserializer::new(seq)).map(TextOr::More)
    }
}

/// One text or a list of them, each with its place.
#[derive(Debug, Clone, Default)]
pub struct Texts(pub Vec<Spanned<String>>);

impl<'de> Deserialize<'de> for Texts {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let written = Spanned::<TextOr<Vec<Spanned<String>>>>::deserialize(from)?;
        let span = written.span();
        Ok(Self(match written.into_inner() {
            TextOr::Text(text) => vec![Spanned::new(span, text)],
            TextOr::More(list) => list,
        }))
    }
}

/// A date as a string or as TOML writes dates, as text.
#[derive(Debug, Clone)]
pub struct DateText(pub String);

impl<'de> Deserialize<'de> for DateText {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        match toml::Value::deserialize(from)? {
            toml::Value::String(text) => Ok(Self(text)),
            toml::Value::Datetime(date) => Ok(Self(date.to_string())),
            other => {
                Err(serde::de::Error::custom(format!("expected a date, found a value of type {}", other.type_str())))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{DateText, Keyed, TextOr, Texts};
    use crate::load::toml::{TomlText, parse};
    use serde::Deserialize;
    use toml::Spanned;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Inner {
        column: Spanned<String>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct File {
        #[serde(default)]
        thing: Keyed<Keyed<Spanned<i64>>>,
        origin: Option<Spanned<TextOr<Inner>>>,
        words: Option<Texts>,
        day: Option<Spanned<DateText>>,
    }

    fn read(text: &str) -> Result<File, String> {
        let text = TomlText { file: String::new(), text: text.into() };
        parse(&text).map_err(|problem| {
            let at = problem.excerpt.expect("a place");
            format!("{}: {}", &at.text[at.span], problem.message)
        })
    }

    #[test]
    fn keys_keep_their_order_and_place() {
        let text = "[thing.\"z.y\"]\nb = 1\na = 2\n[thing.a]\nc = 3\n";
        let read = read(text).expect("a file");
        let keys: Vec<&str> = read.thing.0.iter().map(|(key, _)| &text[key.span()]).collect();
        assert_eq!(keys, ["\"z.y\"", "a"]);
        let inner: Vec<_> =
            read.thing.0[0].1.0.iter().map(|(key, value)| (key.get_ref().as_str(), &text[value.span()])).collect();
        assert_eq!(inner, [("b", "1"), ("a", "2")]);
    }

    #[test]
    fn alternatives_keep_the_places_inside() {
        let text = "origin = { column = 'x' }\nwords = ['a', 'b']\nday = 2024-05-01";
        let written = read(text).expect("a file");
        let Some(TextOr::More(inner)) = written.origin.map(Spanned::into_inner) else { panic!("a table") };
        assert_eq!(&text[inner.column.span()], "'x'");
        assert_eq!(&text[written.words.expect("words").0[1].span()], "'b'");
        let day = written.day.expect("a day");
        assert_eq!((&text[day.span()], day.get_ref().0.as_str()), ("2024-05-01", "2024-05-01"));
        let short = read("origin = 'x'\nwords = 'a'\nday = '2024-05-01'").expect("a file");
        assert!(matches!(short.origin.map(Spanned::into_inner), Some(TextOr::Text(text)) if text == "x"));
        assert_eq!(short.words.expect("words").0.len(), 1);
    }

    #[test]
    fn what_is_wrong_inside_is_found_inside() {
        assert_eq!(read("origin = { colunm = 'x' }").expect_err("a problem"), "colunm: unknown key `colunm`");
        assert_eq!(
            read("origin = 3").expect_err("a problem"),
            "3: invalid type: integer `3`, expected a string or what says more"
        );
        assert_eq!(read("day = 3").expect_err("a problem"), "3: expected a date, found a value of type integer");
        assert_eq!(
            read("[thing.a]\nb = 'x'").expect_err("a problem"),
            "'x': invalid type: string \"x\", expected a whole number"
        );
    }
}
