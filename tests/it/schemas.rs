//! The published schemas: current, and of one mind with the readers. What a reader accepts a schema
//! accepts; what a schema refuses a reader refuses.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Map, Value};

use crate::made::path;

const OF_FILES: [&str; 8] = ["rule", "dataset", "vocabulary", "sources", "documents", "hedges", "baseline", "waivers"];
const OF_REPORTS: [&str; 6] = ["report", "line", "bounds", "agreement", "graph", "diff"];

fn printed(of: &str) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_counterclaim")).args(["schema", of]).output().expect("it runs");
    assert!(output.status.success(), "{of}");
    String::from_utf8(output.stdout).expect("text")
}

fn schema(of: &str) -> Value {
    serde_json::from_str(&printed(of)).expect("a schema is JSON")
}

/// A TOML file as a validator meets it; `None` where it is no TOML.
fn read(file: &Path) -> Option<Value> {
    let bytes = fs::read(file).expect("a file");
    let text = String::from_utf8(bytes).ok()?;
    let table: toml::Table = toml::from_str(text.trim_start_matches('\u{feff}')).ok()?;
    Some(json(toml::Value::Table(table)))
}

pub(crate) fn json(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(truth) => truth.into(),
        toml::Value::Datetime(date) => Value::String(date.to_string()),
        toml::Value::Array(list) => list.into_iter().map(json).collect(),
        toml::Value::Table(table) => {
            table.into_iter().map(|(key, value)| (key, json(value))).collect::<Map<_, _>>().into()
        }
    }
}

/// What is wrong with a value, each with its place.
fn refused(schema: &Value, value: &Value) -> Vec<String> {
    let validator = jsonschema::draft7::new(schema).expect("a schema");
    validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path)).collect()
}

/// Every TOML file below a folder, with the schema that it has by its name.
fn files(folder: &Path) -> Vec<(PathBuf, &'static str)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let file = entry.expect("an entry").path();
            if file.is_dir() {
                folders.push(file);
            } else if file.extension().is_some_and(|extension| extension == "toml") {
                let stem = file.file_stem().expect("a stem").to_string_lossy().into_owned();
                // A rule is called as its writer likes.
                let of = OF_FILES.into_iter().find(|of| *of == stem).unwrap_or("rule");
                found.push((file, of));
            }
        }
    }
    found.sort();
    found
}

#[test]
fn the_published_schemas_are_current() {
    for of in OF_FILES.into_iter().chain(OF_REPORTS) {
        let file = path("schemas").join(format!("{of}.schema.json"));
        if std::env::var_os("UPDATE_SCHEMAS").is_some() {
            fs::write(&file, printed(of)).expect("the schema can be written");
        }
        let kept = fs::read_to_string(&file).unwrap_or_default();
        assert!(kept == printed(of), "schemas/{of}.schema.json is out of date: run with UPDATE_SCHEMAS=1");
    }
    let kept = fs::read_dir(path("schemas")).expect("the schemas").count();
    assert_eq!(kept, OF_FILES.len() + OF_REPORTS.len(), "a schema that nothing prints");
}

#[test]
fn every_schema_is_one() {
    for of in OF_FILES {
        assert!(jsonschema::draft7::meta::is_valid(&schema(of)), "{of}");
    }
    for of in OF_REPORTS {
        assert!(jsonschema::draft202012::meta::is_valid(&schema(of)), "{of}");
    }
}

#[test]
fn editors_find_the_schema_of_every_shipped_file() {
    let config = read(&path(".taplo.toml")).expect("TOML");
    let mut named = BTreeSet::new();
    for rule in config["rule"].as_array().expect("rules") {
        let schema = rule["schema"]["path"].as_str().expect("a path");
        assert!(path(schema).is_file(), "{schema}");
        for pattern in rule["include"].as_array().expect("patterns") {
            named.insert((pattern.as_str().expect("a pattern").to_owned(), schema.to_owned()));
        }
    }
    let home = path("");
    for folder in ["rules", "datasets"] {
        for (file, of) in files(&path(folder)) {
            let below = file.strip_prefix(&home).expect("a file of ours").to_string_lossy().replace('\\', "/");
            let matches = |pattern: &str| {
                let (pattern, below): (Vec<_>, Vec<_>) = (pattern.split('/').collect(), below.split('/').collect());
                let like = |(a, b): (&&str, &&str)| counterclaim::model::glob::matches(a, b);
                pattern.len() == below.len() && pattern.iter().zip(&below).all(like)
            };
            let found: Vec<_> = named.iter().filter(|(pattern, _)| matches(pattern)).map(|(_, path)| path).collect();
            assert_eq!(found, [&format!("schemas/{of}.schema.json")], "{below}");
        }
    }
}

#[test]
fn what_is_shipped_is_what_the_schemas_say() {
    for folder in ["rules", "datasets", "tests/fixtures", "tests/fixtures-cli", "src/cli/starter"] {
        for (file, of) in files(&path(folder)) {
            let value = read(&file).expect("TOML");
            assert_eq!(refused(&schema(of), &value), [""; 0], "{}", file.display());
        }
    }
}

/// Every key of a check says to editors which words it takes, of what form its text is, or at least what
/// such a text looks like.
#[test]
fn no_key_of_a_check_takes_any_text() {
    let schema = schema("rule");
    let kinds = schema["properties"]["check"]["properties"].as_object().expect("kinds");
    assert!(kinds.len() >= 3);
    for (kind, check) in kinds {
        for (key, value) in check["properties"].as_object().expect("keys") {
            assert!(
                value["description"].is_string(),
                "`{key}` of `[check.{kind}]` has no documentation comment: editors show it"
            );
            let text = if value["type"] == "array" { &value["items"] } else { value };
            let told = ["enum", "pattern", "examples"].iter().any(|way| !value[way].is_null() || !text[way].is_null());
            let free = text["type"] == "string" && !told;
            assert!(
                !free,
                "`{key}` of `[check.{kind}]` takes any text: give its field the words or the form that it takes, \
                 or examples, as CONTRIBUTING.md says"
            );
        }
    }
}

/// A misspelt key and an unknown word of a check are refused wherever they stand in a shipped rule.
#[test]
fn slips_in_a_rule_are_refused() {
    let schema = schema("rule");
    let known = &schema["properties"]["check"]["properties"];
    for (file, _) in files(&path("rules")).into_iter().filter(|(_, of)| *of == "rule") {
        let rule = read(&file).expect("TOML");
        let said = |rule: &Value, what: &str| {
            assert_ne!(refused(&schema, rule), [""; 0], "{}: {what}", file.display());
        };
        for key in rule.as_object().expect("keys").keys() {
            said(&renamed(&rule, "", key), key);
        }
        for (kind, check) in rule["check"].as_object().expect("a check") {
            said(&renamed(&rule, "/check", kind), kind);
            for (key, value) in check.as_object().expect("keys") {
                let place = format!("/check/{kind}");
                said(&renamed(&rule, &place, key), key);
                let takes_words = !known[kind]["properties"][key]["enum"].is_null();
                if let (Some(word), true) = (value.as_str(), takes_words) {
                    let mut slip = rule.clone();
                    slip["check"][kind][key] = format!("{word}x").into();
                    said(&slip, word);
                }
            }
        }
    }
}

/// The same with one key misspelt.
fn renamed(value: &Value, place: &str, key: &str) -> Value {
    let mut slip = value.clone();
    let table = slip.pointer_mut(place).and_then(Value::as_object_mut).expect("a table");
    let moved = table.remove(key).expect("the key");
    table.insert(format!("{key}x"), moved);
    slip
}

/// Of the malformed files those that a schema can see: the rest is wrong in what the files say of each
/// other, in their tables, or is no TOML at all.
#[test]
fn malformed_files_are_refused_and_accepted_ones_are_not() {
    let mut seen = BTreeSet::new();
    let mut parsed = 0;
    for (file, of) in files(&path("tests/bad")) {
        let Some(value) = read(&file) else { continue };
        parsed += 1;
        let case = file.strip_prefix(path("tests/bad")).expect("below").iter().next().expect("a case");
        if !refused(&schema(of), &value).is_empty() {
            seen.insert(case.to_string_lossy().into_owned());
        }
    }
    assert!(parsed > 100);
    assert_eq!(seen.iter().filter(|case| case.contains("accepted")).count(), 0, "{seen:?}");
    insta::with_settings!({ omit_expression => true }, {
        insta::assert_snapshot!("seen-by-schemas", seen.into_iter().collect::<Vec<_>>().join("\n"));
    });
}
