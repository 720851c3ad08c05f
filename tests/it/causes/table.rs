//! A daily table of several columns, as it was published.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::made::path;

/// Rows of figures, a day each.
#[derive(Debug, Clone)]
pub(super) struct Table {
    pub(super) days: Vec<String>,
    pub(super) columns: Vec<String>,
    pub(super) rows: Vec<Vec<i64>>,
}

const COLUMNS: [&str; 10] = [
    "tank",
    "APC",
    "field artillery",
    "MRL",
    "drone",
    "anti-aircraft warfare",
    "special equipment",
    "vehicles and fuel tanks",
    "cruise missiles",
    "aircraft",
];

impl Table {
    /// The shipped table, from the day on which it has all of its columns.
    pub(super) fn real() -> Self {
        let text = fs::read_to_string(path("datasets/ukraine-losses/series/gs-equipment.json")).expect("a series");
        let all: Vec<Value> = serde_json::from_str(&text).expect("rows");
        let mut table = Self {
            days: Vec::new(),
            columns: COLUMNS.map(|column| format!("metric.{}", column.replace(' ', "-"))).to_vec(),
            rows: Vec::new(),
        };
        for row in &all {
            if let Some(figures) = COLUMNS.iter().map(|column| row[*column].as_i64()).collect::<Option<Vec<i64>>>() {
                table.days.push(row["date"].as_str().expect("a day").to_owned());
                table.rows.push(figures);
            }
        }
        table
    }

    /// The same table with every figure changed.
    pub(super) fn with(&self, change: fn(i64) -> i64) -> Self {
        let rows = self.rows.iter().map(|row| row.iter().map(|&figure| change(figure)).collect()).collect();
        Self { rows, ..self.clone() }
    }

    /// Writes it as a file of a dataset.
    pub(super) fn write(&self, folder: &Path, name: &str) {
        let mut text = format!("day,{}\n", self.columns.join(","));
        for (day, row) in self.days.iter().zip(&self.rows) {
            let figures: Vec<String> = row.iter().map(i64::to_string).collect();
            writeln!(text, "{day},{}", figures.join(",")).expect("memory");
        }
        fs::write(folder.join(format!("{name}.csv")), text).expect("a file");
    }
}

/// What another source says where this one says so much: about as much.
pub(super) fn other_source(own: i64) -> i64 {
    own + own / 30 + 7
}

/// What is said of the other side where so much is said of this one.
pub(super) fn other_side(own: i64) -> i64 {
    own * 3 / 8 + 5
}

/// Two copies of one source's table; another source's, and its own of the other side.
pub(super) fn manifest(folder: &Path, table: &Table) {
    let values: Vec<String> = table.columns.iter().map(|column| format!("\"{column}\" = \"{column}\"")).collect();
    let mut text = "title = \"two copies\"\n[anchor]\nstart = \"2022-02-24\"\n".to_owned();
    let tables = [
        ("own", "staff", "forces"),
        ("copy", "staff", "forces"),
        ("institute", "institute", "forces"),
        ("enemy", "staff", "enemy"),
    ];
    for (name, source, subject) in tables {
        writeln!(
            text,
            "[[table]]\nname = \"{name}\"\npath = \"{name}.csv\"\nsource = \"{source}\"\nsubject = \"{subject}\"\nplace = \
             \"country\"\nsince = \"start\"\nas-of = \"day\"\nvalues = {{ {} }}",
            values.join(", ")
        )
        .expect("memory");
    }
    fs::write(folder.join("dataset.toml"), text).expect("a file");
    let metrics: String =
        table.columns.iter().map(|column| format!("[metric.\"{column}\"]\nunit = \"pieces\"\n")).collect();
    fs::write(folder.join("vocabulary.toml"), format!("{metrics}[subject.forces]\n[subject.enemy]\n[place.country]\n"))
        .expect("a file");
    fs::write(folder.join("sources.toml"), "[source.staff]\n[source.institute]\n").expect("a file");
}
