//! JSON Schemas of the TOML files that people write, made from the very types that the files are read
//! into: editors complete keys and words with them, and underline what is misspelt.
//!
//! They are draft-07, which every editor's TOML support reads, and hold no references: the descriptions
//! that editors show would be lost behind them.

use std::borrow::Cow;

use schemars::generate::SchemaSettings;
use schemars::transform::{Transform, transform_subschemas};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};

use crate::load::shape::{DateText, Keyed, TextOr, Texts};

/// The schema of a file that is read into a `T`.
#[must_use]
pub fn of_file<T: JsonSchema>() -> String {
    let mut settings = SchemaSettings::draft07().for_deserialize();
    settings.inline_subschemas = true;
    pretty(&settings.with_transform(AsWritten).into_generator().into_root_schema_for::<T>())
}

/// A schema as a text file.
#[must_use]
pub fn pretty(schema: &Schema) -> String {
    // A schema is a JSON value: there is nothing that cannot be written.
    format!("{:#}\n", schema.as_value())
}

/// A row of a table that words are looked up in: a word, and what it means to the reader.
pub trait Worded {
    /// The word.
    fn word(&self) -> &'static str;
}

impl Worded for &'static str {
    fn word(&self) -> &'static str {
        self
    }
}

impl<T> Worded for (&'static str, T) {
    fn word(&self) -> &'static str {
        self.0
    }
}

impl<T, U> Worded for (&'static str, T, U) {
    fn word(&self) -> &'static str {
        self.0
    }
}

/// The words of a table: `#[schemars(extend("enum" = words(&TABLE)))]` beside the key that takes one.
#[must_use]
pub fn words(table: &[impl Worded]) -> Vec<&'static str> {
    table.iter().map(Worded::word).collect()
}

/// One word of a table: `extend("items" = word(&TABLE))` beside a key that takes a list of them.
#[must_use]
pub fn word(table: &[impl Worded]) -> Value {
    json!({ "type": "string", "enum": words(table) })
}

/// A word or a list of them: `extend("anyOf" = word_or_words(&TABLE))`.
#[must_use]
pub fn word_or_words(table: &[impl Worded]) -> Value {
    json!([word(table), { "type": "array", "items": word(table), "minItems": 1 }])
}

impl<T: JsonSchema> JsonSchema for Keyed<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("Keyed_{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "object", "additionalProperties": generator.subschema_for::<T>() })
    }
}

impl<T: JsonSchema> JsonSchema for TextOr<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("TextOr_{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({ "anyOf": [{ "type": "string" }, generator.subschema_for::<T>()] })
    }
}

impl JsonSchema for Texts {
    fn schema_name() -> Cow<'static, str> {
        "Texts".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["string", "array"], "items": { "type": "string" } })
    }
}

/// TOML's own dates reach a validator as texts.
impl JsonSchema for DateText {
    fn schema_name() -> Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string" })
    }
}

/// From what serde could read to what a person writes in TOML.
#[derive(Debug, Clone)]
struct AsWritten;

impl Transform for AsWritten {
    fn transform(&mut self, schema: &mut Schema) {
        transform_subschemas(self, schema);
        if let Some(schema) = schema.as_object_mut() {
            without_null(schema);
            words_together(schema);
            keys_together(schema);
        }
    }
}

/// TOML has no `null`: an absent key is absent.
fn without_null(schema: &mut Map<String, Value>) {
    if let Some(Value::Array(types)) = schema.get_mut("type") {
        types.retain(|of| of != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            schema.insert("type".to_owned(), only);
        }
    }
    if let Some(Value::Array(words)) = schema.get_mut("enum") {
        words.retain(|word| !word.is_null());
    }
    if schema.get("default").is_some_and(Value::is_null) {
        schema.remove("default");
    }
    let Some(Value::Array(ways)) = schema.get_mut("anyOf") else { return };
    ways.retain(|way| way.get("type").is_none_or(|of| of != "null"));
    if let [Value::Object(only)] = ways.as_slice() {
        let only = only.clone();
        schema.remove("anyOf");
        for (key, value) in only {
            // What is said of the key is nearer than what is said of its type.
            schema.entry(key).or_insert(value);
        }
    }
}

/// One list of words instead of one schema a word, with what each means where editors look for it.
fn words_together(schema: &mut Map<String, Value>) {
    let Some(Value::Array(ways)) = schema.get("oneOf") else { return };
    let (mut words, mut meanings) = (Vec::new(), Vec::new());
    for way in ways {
        match (way.get("const"), way.get("enum")) {
            (Some(word), None) => words.push(word.clone()),
            (None, Some(Value::Array(more))) => words.extend(more.iter().cloned()),
            _ => return,
        }
        meanings.resize(words.len(), way.get("description").cloned().unwrap_or_default());
    }
    schema.remove("oneOf");
    schema.insert("type".to_owned(), json!("string"));
    // What is written there already also knows the words' other spellings.
    schema.entry("enum").or_insert(Value::Array(words));
    schema.insert("x-taplo".to_owned(), json!({ "docs": { "enumValues": meanings } }));
}

/// A table with one of several keys, instead of several tables: what is wrong below a key is then told
/// there, not of the whole table.
fn keys_together(schema: &mut Map<String, Value>) {
    let Some(Value::Array(ways)) = schema.get("oneOf") else { return };
    let mut keys = Map::new();
    for way in ways {
        let Some(Value::Object(key)) =
            way.get("properties").filter(|key| key.as_object().is_some_and(|key| key.len() == 1))
        else {
            return;
        };
        for (key, value) in key {
            let mut value = value.clone();
            if let (Some(meaning), Some(value)) = (way.get("description"), value.as_object_mut()) {
                value.insert("description".to_owned(), meaning.clone());
            }
            keys.insert(key.clone(), value);
        }
    }
    schema.remove("oneOf");
    let closed = json!({
        "type": "object", "properties": keys, "additionalProperties": false, "minProperties": 1, "maxProperties": 1
    });
    if let Value::Object(closed) = closed {
        schema.extend(closed);
    }
}

#[cfg(test)]
mod tests {
    use schemars::JsonSchema;
    use serde_json::{Value, json};

    use super::{Texts, of_file, word_or_words, words};

    const TABLE: [(&str, u8); 2] = [("same", 0), ("any", 1)];

    #[derive(JsonSchema)]
    #[serde(deny_unknown_fields, rename_all = "kebab-case")]
    #[expect(dead_code, reason = "only its schema is looked at")]
    struct File {
        /// One word.
        #[schemars(with = "Option<String>", extend("enum" = words(&TABLE)))]
        one_word: Option<String>,
        #[schemars(with = "Option<Texts>", extend("anyOf" = word_or_words(&TABLE)))]
        several: Option<Texts>,
        kind: Option<Kind>,
        check: Check,
    }

    #[derive(JsonSchema)]
    #[serde(rename_all = "kebab-case")]
    #[expect(dead_code, reason = "only its schema is looked at")]
    enum Kind {
        /// Accrues.
        Flow,
        /// Holds.
        Stock,
    }

    #[derive(JsonSchema)]
    #[serde(rename_all = "kebab-case")]
    #[expect(dead_code, reason = "only its schema is looked at")]
    enum Check {
        /// Of pairs.
        Compare(u8),
        /// Of one.
        Claim(bool),
    }

    #[test]
    fn a_schema_says_what_a_person_may_write() {
        let text = of_file::<File>();
        assert!(!text.contains("null") && !text.contains("$ref"), "{text}");
        let schema: Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(schema["required"], json!(["check"]));
        let key = |name: &str| schema["properties"][name].clone();
        assert_eq!(key("one-word"), json!({ "type": "string", "enum": ["same", "any"], "description": "One word." }));
        assert_eq!(key("several")["anyOf"][1]["items"]["enum"], json!(["same", "any"]));
        assert_eq!(key("kind")["enum"], json!(["flow", "stock"]));
        assert_eq!(key("kind")["x-taplo"]["docs"]["enumValues"], json!(["Accrues.", "Holds."]));
        let check = key("check");
        assert_eq!((&check["maxProperties"], &check["additionalProperties"]), (&json!(1), &json!(false)));
        assert_eq!(check["properties"]["claim"], json!({ "type": "boolean", "description": "Of one." }));
    }
}
