//! The order of rows in files changes nothing but places: lines and columns.

use std::fs;
use std::path::{Path, PathBuf};

use counterclaim::audit::{audit, options::Options};
use counterclaim::load::load;
use serde_json::Value;

use crate::made::{fixtures, path, report, shipped};

/// Copies a dataset with the rows of all its files in the opposite order.
fn backwards(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a dataset") {
        let file: PathBuf = entry.expect("an entry").path();
        let copy = to.join(file.file_name().expect("a name"));
        let is = |extension: &str| file.extension().is_some_and(|known| known == extension);
        if file.is_dir() {
            backwards(&file, &copy);
            continue;
        }
        let text = fs::read_to_string(&file).expect("text");
        let text = if is("csv") {
            csv_backwards(&text)
        } else if is("json") {
            let mut rows: Vec<Value> = serde_json::from_str(&text).expect("an array");
            rows.reverse();
            serde_json::to_string(&rows).expect("JSON")
        } else {
            text
        };
        fs::write(copy, text).expect("a copy");
    }
}

fn csv_backwards(text: &str) -> String {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let mut rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    rows[1..].reverse();
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer.write_record(&row).expect("memory takes everything");
    }
    String::from_utf8(writer.into_inner().expect("all rows")).expect("text")
}

/// The audit of a folder as JSON, without what tells where its claims stand.
fn told(folder: &Path) -> Value {
    let loaded = load(folder);
    assert!(loaded.problems.is_empty(), "{:?}", loaded.problems);
    let audit = audit(&loaded.dataset, shipped(), &Options::default());
    let mut value: Value = serde_json::from_str(&report("json", audit)).expect("JSON");
    forget_places(&mut value);
    value
}

fn forget_places(value: &mut Value) {
    match value {
        Value::Object(members) => {
            for name in ["excerpt", "places", "dataset"] {
                members.remove(name);
            }
            members.values_mut().for_each(forget_places);
        }
        Value::Array(values) => values.iter_mut().for_each(forget_places),
        _ => {}
    }
}

#[test]
fn every_dataset_read_backwards_is_the_same_report() {
    let fixtures = fixtures().into_iter().map(|name| format!("tests/fixtures/{name}"));
    for name in fixtures.chain(["datasets/ukraine-losses".to_owned()]) {
        let folder = tempfile::tempdir().expect("a folder");
        backwards(&path(&name), folder.path());
        let (forwards, backwards) = (told(&path(&name)), told(folder.path()));
        let text = |value: &Value| serde_json::to_string_pretty(value).expect("JSON");
        let (forwards, backwards) = (text(&forwards), text(&backwards));
        for (line, other) in forwards.lines().zip(backwards.lines()) {
            assert_eq!(line, other, "{name}");
        }
        assert_eq!(forwards.len(), backwards.len(), "{name}");
    }
}
