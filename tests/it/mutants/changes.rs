//! A rule's check with one thing changed. Which words may stand where is read from the schema, so that
//! new keys and kinds come along by themselves.

use std::sync::LazyLock;

use counterclaim::rules::rule::Rule;
use serde_json::{Map, Value};

use crate::made::path;
use crate::mutants::thresholds::{near_defaults, nudged, nudged_whole};
use crate::schemas::json;

/// One change.
pub(super) struct Change {
    /// What was changed, as a reader would write it.
    pub(super) name: String,
    /// The changed check, as TOML.
    pub(super) check: String,
    /// Whether the rule still rests on what it assumes.
    pub(super) assumes: bool,
}

/// A key's value changed in one way: how it is called, and the new value.
type Changed = Vec<(String, Value)>;

/// Every change of a rule's check, and the loss of its assumption.
pub(super) fn of(rule: &Rule) -> Vec<Change> {
    static SCHEMA: LazyLock<Value> = LazyLock::new(|| {
        let text = std::fs::read_to_string(path("schemas/rule.schema.json")).expect("the schema of rules");
        serde_json::from_str(&text).expect("a schema is JSON")
    });
    let table: toml::Table = toml::from_str(&rule.text).expect("the rule was read before");
    let mut written = json(toml::Value::Table(table));
    let kind = rule.kind_word();
    let Value::Object(check) = written["check"][kind].take() else { panic!("{}: no check", rule.id) };
    let keys = SCHEMA["properties"]["check"]["properties"][kind]["properties"].as_object().expect("keys");
    let mut changes: Vec<Change> = Vec::new();
    let mut push = |name: String, check: &Map<String, Value>, assumes: bool| {
        changes.push(Change { name, check: as_toml(kind, check), assumes });
    };
    for (key, schema) in keys {
        let alternatives = match check.get(key) {
            Some(value) => of_value(key, value, schema),
            None => of_absent(key, schema),
        };
        for (name, value) in alternatives {
            let mut changed = check.clone();
            changed.insert(key.clone(), value);
            push(name, &changed, true);
        }
        let mut without = check.clone();
        if without.remove(key).is_some() {
            push(format!("no {key}"), &without, true);
        }
    }
    if rule.assumes.is_some() {
        push("no assumes".to_owned(), &check, false);
    }
    changes
}

/// `[check.kind]` with every value in line. What JSON and TOML write alike is written by the one.
fn as_toml(kind: &str, check: &Map<String, Value>) -> String {
    let lines = check.iter().map(|(key, value)| format!("{key} = {}\n", inline(value)));
    format!("[check.{kind}]\n{}", lines.collect::<String>())
}

fn inline(value: &Value) -> String {
    match value {
        Value::Object(table) => {
            let fields: Vec<String> = table.iter().map(|(key, value)| format!("{key:?} = {}", inline(value))).collect();
            format!("{{ {} }}", fields.join(", "))
        }
        Value::Array(list) => format!("[{}]", list.iter().map(inline).collect::<Vec<_>>().join(", ")),
        value => value.to_string(),
    }
}

/// The changes of a value that is written.
fn of_value(key: &str, value: &Value, schema: &Value) -> Changed {
    match value {
        Value::String(text) => {
            let words = words(schema).into_iter().filter(|word| word != text).map(str::to_owned);
            let others = words.chain(schema["pattern"].as_str().map_or(Vec::new(), |form| nudged(text, form)));
            others.map(|other| (format!("{key} = {other:?}"), other.into())).collect()
        }
        Value::Bool(truth) => vec![(format!("{key} = {}", !truth), (!truth).into())],
        Value::Number(number) => {
            let others = number.as_u64().map_or(Vec::new(), nudged_whole);
            others.into_iter().map(|other| (format!("{key} = {other}"), other.into())).collect()
        }
        Value::Array(list) => [shorter(key, list), longer(key, list, schema)].concat(),
        Value::Object(table) => fewer(key, table),
        Value::Null => Vec::new(),
    }
}

/// What may be written where nothing is: each word; of a list also all of them; shares near the usual
/// defaults.
fn of_absent(key: &str, schema: &Value) -> Changed {
    let truths = [false, true].into_iter().filter(|_| schema["type"] == "boolean");
    let truths = truths.map(|truth| (format!("{key} = {truth}"), truth.into()));
    let shares = schema["pattern"].as_str().map_or(&[][..], near_defaults);
    let one = words(schema).into_iter().chain(shares.iter().copied());
    let one = one.map(|word| (format!("{key} = {word:?}"), word.into()));
    let items = if words(schema).is_empty() { words_of_items(schema) } else { Vec::new() };
    let each = items.iter().map(|word| vec![*word]).chain((items.len() > 1).then(|| items.clone()));
    let lists = each.map(|list| (format!("{key} = {list:?}"), list.into()));
    truths.chain(one).chain(lists).collect()
}

/// The list without each of its items, and the same of lists in it.
fn shorter(key: &str, list: &[Value]) -> Changed {
    let mut found = Changed::new();
    for (at, item) in list.iter().enumerate() {
        let mut rest = list.to_vec();
        rest.remove(at);
        found.push((format!("{key} without {}", inline(item)), rest.into()));
        for (name, inner) in item.as_array().map_or(Vec::new(), |inner| shorter(key, inner)) {
            let mut list = list.to_vec();
            list[at] = inner;
            found.push((name, list.into()));
        }
    }
    found
}

/// The list with each word that it lacks, where the schema has it: order is nothing to a reader.
fn longer(key: &str, list: &[Value], schema: &Value) -> Changed {
    let words = words_of_items(schema);
    let missing = words.iter().filter(|word| !list.iter().any(|item| item == *word));
    let with = |word: &&str| {
        let all = words.iter().filter(|other| *other == word || list.iter().any(|item| item == **other));
        (format!("{key} with {word:?}"), all.copied().collect::<Vec<_>>().into())
    };
    missing.map(with).collect()
}

/// Selectors without each of their conditions, and without each text of a condition.
fn fewer(key: &str, selectors: &Map<String, Value>) -> Changed {
    let mut found = Changed::new();
    for (field, patterns) in selectors {
        let mut rest = selectors.clone();
        rest.remove(field);
        found.push((format!("{key} without {field}"), rest.into()));
        for (name, patterns) in patterns.as_array().map_or(Vec::new(), |list| shorter(field, list)) {
            let mut rest = selectors.clone();
            rest.insert(field.clone(), patterns);
            found.push((format!("{key}.{name}"), rest.into()));
        }
    }
    found
}

/// The words that may stand where this schema is.
fn words(schema: &Value) -> Vec<&str> {
    let ways = schema["anyOf"].as_array().map_or(&[][..], |ways| &ways[..]);
    let listed = std::iter::once(schema).chain(ways).filter_map(|way| way["enum"].as_array());
    listed.flatten().filter_map(Value::as_str).collect()
}

/// The words of which a list may be made.
fn words_of_items(schema: &Value) -> Vec<&str> {
    let ways = schema["anyOf"].as_array().map_or(&[][..], |ways| &ways[..]);
    std::iter::once(schema).chain(ways).flat_map(|way| words(&way["items"])).collect()
}
