//! A JSON report from its file.

use std::fs;
use std::path::Path;

use crate::load::problem::Problem;
use crate::load::toml::TomlText;
use crate::report::shape::{Report, VERSION};

/// Reads the report at `path`.
///
/// # Errors
/// Where it cannot be read, or is no report of this version, with the place.
pub fn read(path: &Path) -> Result<Report, Problem> {
    let file = path.display().to_string();
    let bytes = fs::read(path).map_err(|error| Problem::of_file(&file, format!("the file cannot be read: {error}")))?;
    let text = TomlText::decode(&bytes, &file)?;
    let report: Report = serde_json::from_str(&text.text).map_err(|error| {
        let at = offset(&text.text, error.line(), error.column());
        let place = format!(" at line {} column {}", error.line(), error.column());
        let message = format!("this is no report of counterclaim: {}", error.to_string().trim_end_matches(&place));
        text.problem(at..at + 1, message).hint("a report is written by `counterclaim audit --format json`")
    })?;
    if report.version != VERSION {
        let message = format!("the report has version {}; {VERSION} is read here", report.version);
        return Err(Problem::of_file(&file, message));
    }
    Ok(report)
}

/// The byte at a line and a column, both from 1.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    (start + column.saturating_sub(1)).min(text.len().saturating_sub(1))
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn what_is_no_report_is_refused_at_its_place() {
        let home = tempfile::tempdir().expect("a folder");
        let problem = |text: &str| {
            let path = home.path().join("old.json");
            std::fs::write(&path, text).expect("a file");
            let problem = read(&path).expect_err("a problem");
            (problem.message, problem.excerpt.map(|excerpt| (excerpt.line, excerpt.column)))
        };
        let (message, place) = problem("{\n  \"version\": 1,\n  \"tool\": {\"name\": 3}\n}");
        assert_eq!(message, "this is no report of counterclaim: invalid type: integer `3`, expected a string");
        assert_eq!(place, Some((3, 20)));
        assert_eq!(
            problem("{\"version\": 9, \"tool\": {\"name\": \"x\"}, \"audits\": []}").0,
            "the report has version 9; 1 is read here"
        );
        assert!(problem("").0.starts_with("this is no report"));
        assert!(problem("[").0.starts_with("this is no report"));
        assert!(read(&home.path().join("none.json")).expect_err("a problem").message.contains("cannot be read"));
    }
}
