//! A daily table of several columns, as it was published.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::causes::make::Made;
use crate::causes::slip::Slip;
use crate::made::path;

/// Rows of figures, a day each.
#[derive(Debug, Clone)]
pub(super) struct Table {
    pub(super) days: Vec<String>,
    pub(super) columns: Vec<String>,
    pub(super) rows: Vec<Vec<i64>>,
}

/// Some columns together.
pub(super) const ALL: &str = "metric.all";

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

    /// What came each day.
    pub(super) fn daily(&self) -> Self {
        let came = |(before, after): (&Vec<i64>, &Vec<i64>)| after.iter().zip(before).map(|(a, b)| a - b).collect();
        let rows = self.rows.iter().zip(&self.rows[1..]).map(came).collect();
        Self { days: self.days[1..].to_vec(), rows, ..self.clone() }
    }

    /// The first four columns, and all of them together.
    pub(super) fn summed(&self) -> Self {
        let row = |row: &Vec<i64>| row[..4].iter().copied().chain([row[..4].iter().sum()]).collect();
        let columns = self.columns[..4].iter().cloned().chain([ALL.to_owned()]).collect();
        Self { columns, rows: self.rows.iter().map(row).collect(), ..self.clone() }
    }

    /// The same figures of parts of what is counted.
    pub(super) fn of_parts(&self) -> Self {
        let columns = self.columns.iter().map(|column| format!("{column}-part")).collect();
        Self { columns, ..self.with(part) }
    }

    /// Writes it as a file of a dataset.
    pub(super) fn write(&self, folder: &Path, name: &str) {
        let mut text = format!("day,{}\n", self.columns.join(","));
        for (day, row) in self.days.iter().zip(&self.rows) {
            // A day on which a count fell has none.
            let printed = |&figure: &i64| if figure < 0 { String::new() } else { figure.to_string() };
            let figures: Vec<String> = row.iter().map(printed).collect();
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

/// What another source says of a part of it.
pub(super) fn part(own: i64) -> i64 {
    own * 4 / 7 + 3
}

/// A folder with the staff's table, what other sources say, and the copy in which slips were made.
pub(super) fn folder(real: &Table, copy: &Table, slip: Slip, made: &[Made]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let mut manifest = "title = \"two copies\"\n[anchor]\nstart = \"2022-02-24\"\n".to_owned();
    let since = "since = \"start\"\n";
    let mut add = |name: &str, table: &Table, (source, subject): (&str, &str), since: &str| {
        table.write(folder.path(), name);
        let values: Vec<String> = table.columns.iter().map(|column| format!("\"{column}\" = \"{column}\"")).collect();
        writeln!(
            manifest,
            "[[table]]\nname = \"{name}\"\npath = \"{name}.csv\"\nsource = \"{source}\"\nsubject = \"{subject}\"\nplace = \
             \"country\"\n{since}as-of = \"day\"\nvalues = {{ {} }}",
            values.join(", ")
        )
        .expect("memory");
    };
    if !slip.is_in_a_sum() {
        add("own", real, ("staff", "forces"), since);
    }
    add("institute", &real.with(other_source), ("institute", "forces"), since);
    add("part", &real.of_parts(), ("institute", "forces"), since);
    add("enemy", &real.with(other_side), ("staff", "enemy"), since);
    match slip {
        Slip::HedgeLost => {
            fs::write(folder.path().join("read.csv"), headlines(copy, made)).expect("a file");
            manifest += "[[table]]\nname = \"read\"\npath = \"read.csv\"\n";
        }
        slip if slip.is_daily() => {
            add("daily", &real.daily(), ("staff", "forces"), "");
            add("copy", copy, ("staff", "forces"), "");
        }
        _ => add("copy", copy, ("staff", "forces"), since),
    }
    let metric = |column: &String| {
        format!(
            "[metric.\"{column}\"]\nunit = \"pieces\"\nparts = [\"{column}-part\"]\n[metric.\"{column}-part\"]\nunit = \"pieces\"\n"
        )
    };
    let mut metrics: String = real.columns.iter().map(metric).collect();
    if slip.is_in_a_sum() {
        let parts: Vec<String> = real.columns[..4].iter().map(|column| format!("\"{column}\"")).collect();
        metrics += &format!("[metric.\"{ALL}\"]\nunit = \"pieces\"\nparts = [{}]\n", parts.join(", "));
    }
    let write = |name: &str, text: String| fs::write(folder.path().join(name), text).expect("a file");
    write("vocabulary.toml", format!("{metrics}[subject.forces]\n[subject.enemy]\n[place.country]\n"));
    write("sources.toml", "[source.staff]\n[source.institute]\n".to_owned());
    write("dataset.toml", manifest);
    folder
}

/// A paper that prints "more than" so many for the staff's figure, and a headline that repeats the paper without it.
fn headlines(copy: &Table, made: &[Made]) -> String {
    let mut text = "id,source,subject,metric,place,period,hedge,value,restates\n".to_owned();
    for &Made { row, column } in made {
        let (day, metric, figure) = (&copy.days[row], &copy.columns[column], copy.rows[row][column]);
        let of = format!("staff,forces,{metric},country,start/{day}");
        writeln!(text, "paper-{row},{of},more than,{figure},own/{day}/{metric}").expect("memory");
        writeln!(text, "headline-{row},{of},,{figure},paper-{row}").expect("memory");
    }
    text
}
