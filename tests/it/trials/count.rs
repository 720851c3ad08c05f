//! A real daily count: what the shipped series print, report by report.

use std::fs;

use counterclaim::model::day::Day;
use serde_json::Value;

use crate::made::path;

/// Reports of one count in order of their days, the first and the last of them included.
#[derive(Debug)]
pub(super) struct Count {
    pub(super) reports: Vec<(Day, i64)>,
}

impl Count {
    /// One column of a shipped series.
    pub(super) fn of(file: &str, column: &str) -> Self {
        let text = fs::read_to_string(path("datasets/ukraine-losses/series").join(file)).expect("a series");
        let rows: Vec<Value> = serde_json::from_str(&text).expect("rows");
        let report = |row: &Value| {
            let day = row["date"].as_str().and_then(Day::parse).expect("a day");
            Some((day, row[column].as_i64()?))
        };
        Self { reports: rows.iter().filter_map(report).collect() }
    }

    /// Whether it never falls, as none of these trials wants to find a real correction.
    pub(super) fn only_grows(&self) -> bool {
        self.reports.windows(2).all(|pair| pair[0].0 < pair[1].0 && pair[0].1 <= pair[1].1)
    }
}
