//! The files of one `[[table]]`: found, read, and held against themselves after the reading.

use std::collections::HashMap;
use std::fs::{File, Metadata};
use std::io::{self, BufReader, Read, Seek};
use std::path::Path;

use crate::load::context::Context;
use crate::load::csv;
use crate::load::fault::{Fault, Faults, Spot};
use crate::load::ids;
use crate::load::json;
use crate::load::links;
use crate::load::locate::resolve;
use crate::load::mapped::Mapped;
use crate::load::mapping::{Mapping, TableKind};
use crate::load::paths::{Found, expand};
use crate::load::problem::{Excerpt, Problem};
use crate::load::record::Sink;
use crate::load::sheet::Sheet;
use crate::model::index::TableIx;
use crate::model::table::{Format, Table};

/// Reads all files of a mapping into the context's dataset. `root` is the dataset's folder and
/// `shown_root` the same as the user named it; `written` is where the manifest names the files.
///
/// Nothing is returned: what is wrong is among the context's problems, and the rest was read.
pub fn read(mapping: &Mapping, written: &Excerpt, root: &Path, shown_root: &str, context: &mut Context) {
    let (files, wrong) = expand(root, &mapping.path);
    let before = context.problems.len();
    context.problems.extend(wrong.into_iter().map(|(message, hint)| Problem::at(written.clone(), message).hint(hint)));
    let (mut counted, mut records) = (HashMap::new(), 0);
    for file in &files {
        let path = shown(shown_root, &file.below);
        let faults = read_file(mapping, file, &path, &mut records, context);
        report(faults, mapping, file, &path, &mut counted, &mut context.problems);
    }
    // To audit nothing is not to agree. A publisher may well have corrected nothing.
    if let (0, Some(file)) = (records, files.first())
        && mapping.kind != TableKind::Corrections
        && context.problems.len() == before
    {
        let problem = Problem::of_file(&shown(shown_root, &file.below), "the table has no rows");
        context.problems.push(problem.hint("add a row, or leave the `[[table]]` out of `dataset.toml`"));
    }
}

/// What can be checked only when all tables are read: ids used twice, and what claims say of other
/// claims.
pub fn finish(context: &mut Context) {
    ids::check(context);
    links::check(context);
}

fn shown(root: &str, below: &str) -> String {
    let root = root.trim_end_matches('/');
    if root.is_empty() { below.to_owned() } else { format!("{root}/{below}") }
}

fn read_file(mapping: &Mapping, file: &Found, path: &str, records: &mut u64, context: &mut Context) -> Faults {
    let table = TableIx::from_at(context.dataset.tables.len());
    let family = context.dataset.tables.iter().position(|known| known.name == mapping.name);
    context.dataset.tables.push(Table {
        name: mapping.name.clone(),
        family: family.map_or(table, TableIx::from_at),
        path: path.to_owned(),
        format: mapping.format,
        own: mapping.own,
        every: mapping.every,
        mapped: mapping.kind != TableKind::Tidy,
    });
    let (read, mut faults) = if mapping.kind == TableKind::Tidy {
        let mut sheet = Sheet::new(mapping, table, context);
        let read = read_records(mapping.format, &file.path, &mut sheet);
        *records += sheet.records();
        let (faults, repeated) = sheet.finish();
        if repeated > 0 {
            let note =
                format!("{path}: rows that repeat another one in every field, read as one claim with it: {repeated}");
            context.dataset.notes.push(note);
        }
        (read, faults)
    } else {
        let name = file.below.rsplit('/').next().unwrap_or_default();
        let mut mapped = Mapped::new(mapping, name, table, context);
        let read = read_records(mapping.format, &file.path, &mut mapped);
        *records += mapped.records();
        (read, mapped.finish())
    };
    match read {
        Err(error) => faults.push(Fault::new(Spot::File, format!("the file cannot be read: {error}"))),
        Ok(false) => {
            let fault = Fault::new(Spot::File, "the file changed while it was read");
            faults.push(fault.hint("run again when nothing writes to it"));
        }
        Ok(true) => {}
    }
    faults
}

/// Feeds a file's records to a sink; whether the file is still the same afterwards.
fn read_records<S: Sink>(format: Format, path: &Path, sink: &mut S) -> io::Result<bool> {
    let state = |meta: &Metadata| (meta.len(), meta.modified().ok());
    let file = File::open(path)?;
    let before = state(&file.metadata()?);
    if is_utf16(&file)? {
        sink.fault(Fault::new(Spot::File, "the file is UTF-16").hint("save the file as UTF-8"));
        return Ok(true);
    }
    match format {
        Format::Csv => csv::read(&file, sink)?,
        Format::Json => json::read_array(&file, sink)?,
        Format::JsonLines => json::read_lines(BufReader::with_capacity(1 << 16, &file), sink)?,
        Format::Toml => {}
    }
    // Asked by name: a file that was replaced is another one.
    Ok(before == state(&std::fs::metadata(path)?))
}

/// Whether a file begins with the byte order mark of UTF-16.
fn is_utf16(mut file: &File) -> io::Result<bool> {
    let mut mark = Vec::new();
    file.take(2).read_to_end(&mut mark)?;
    file.rewind()?;
    Ok(mark == [0xff, 0xfe] || mark == [0xfe, 0xff])
}

/// Draws the faults of a file. What is only counted is counted over all files of the table.
fn report(
    faults: Faults,
    mapping: &Mapping,
    file: &Found,
    path: &str,
    counted: &mut HashMap<String, usize>,
    problems: &mut Vec<Problem>,
) {
    let (kept, more) = faults.finish();
    let mut fresh = Vec::new();
    for (fault, count) in kept {
        match counted.get(&fault.message).filter(|_| fault.counted) {
            Some(&first) => problems[first].count += count,
            None => fresh.push((fault, count)),
        }
    }
    let spots: Vec<Spot> = fresh.iter().map(|(fault, _)| fault.spot.clone()).collect();
    let drawn = resolve(&file.path, mapping.format, path, &spots).unwrap_or_else(|_| vec![None; spots.len()]);
    for ((fault, count), excerpt) in fresh.into_iter().zip(drawn) {
        if fault.counted {
            counted.insert(fault.message.clone(), problems.len());
        }
        problems.push(Problem { message: fault.message, hint: fault.hint, file: path.to_owned(), excerpt, count });
    }
    if more > 0 {
        problems.push(Problem::of_file(path, format!("and {more} more problems in this file")));
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{finish, read};
    use crate::load::context::Context;
    use crate::load::context::tests::context;
    use crate::load::mapping::{Mapping, Origin, TableKind, ValueColumn};
    use crate::load::plan::tests::mapping;
    use crate::load::toml::TomlText;
    use crate::model::table::Format;

    fn load(mapping: &Mapping, files: &[(&str, &str)]) -> Context {
        let root = tempfile::tempdir().expect("a folder");
        for (name, text) in files {
            fs::write(root.path().join(name), text).expect("it can be written");
        }
        let mut context = context();
        let shown = root.path().display().to_string();
        let written = TomlText::default().excerpt(0..0);
        read(mapping, &written, root.path(), &shown, &mut context);
        finish(&mut context);
        context
    }

    fn tidy(path: &str) -> Mapping {
        Mapping { name: "articles".into(), path: path.into(), kind: TableKind::Tidy, days: None, ..mapping() }
    }

    #[test]
    fn problems_show_the_line_and_the_part_that_is_meant() {
        let text = "id,metric,period,value\na,equipment.tanks,2022,\"1,000\"\nb,equipment.tanks,nowhere/2023,5\na,equipment.tanks,2023,6\n";
        let context = load(&tidy("a.csv"), &[("a.csv", text)]);
        let shown: Vec<(String, u64, &str)> = context
            .problems
            .iter()
            .filter_map(|problem| problem.excerpt.as_ref().map(|excerpt| (problem, excerpt)))
            .map(|(problem, excerpt)| (problem.message.clone(), excerpt.line, &excerpt.text[excerpt.span.clone()]))
            .collect();
        assert_eq!(shown[0].1, 2);
        assert_eq!(shown[0].2, "1,000");
        assert_eq!(shown[1], ("unknown anchor `nowhere`".to_owned(), 3, "nowhere"));
        assert_eq!((shown.len(), context.dataset.claims.len()), (2, 1));
    }

    #[test]
    fn an_unknown_word_in_many_files_is_one_problem() {
        let values = vec![ValueColumn { column: "tank".into(), metric: Origin::Constant(2), hedge: None }];
        let mapping = Mapping { path: "*.csv".into(), values, ..mapping() };
        let files = [("a.csv", "date,tank,day\n2022-02-25,80,2\n"), ("b.csv", "date,tank,day\n2022-02-26,146,3\n")];
        let context = load(&mapping, &files);
        assert_eq!(context.dataset.claims.len(), 2);
        assert_eq!(context.problems.len(), 1);
        assert_eq!(context.problems[0].count, 2);
        assert_eq!(context.dataset.tables.len(), 2);
    }

    #[test]
    fn identical_rows_leave_a_note_and_nothing_else() {
        let row = "equipment.tanks,2022,3000\n";
        let context = load(&tidy("a.csv"), &[("a.csv", &format!("metric,period,value\n{row}{row}"))]);
        assert!(context.problems.is_empty());
        assert_eq!(context.dataset.notes.len(), 1);
        assert!(context.dataset.notes[0].ends_with("read as one claim with it: 1"));
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(300))]

        #[test]
        fn no_file_ends_the_program(
            text in "(metric|period|value|date|tank|low|high|hedge|id|2022|yes|[0-9]{1,19}|[a-z]|[,;/\"\n\r\\[\\]{}:~.-]|\\PC|\u{0}|between){0,60}",
            lead in 0..4_usize,
        ) {
            let headers = ["", "\u{feff}", "metric,period,value,low,high,hedge,id\n", "[{\"date\":\"2022-02-25\",\"tank\":"];
            let text = format!("{}{text}", headers[lead]);
            for format in [Format::Csv, Format::Json, Format::JsonLines] {
                load(&Mapping { format, ..tidy("a") }, &[("a", &text)]);
                let values = vec![ValueColumn { column: "tank".into(), metric: Origin::Constant(2), hedge: Some("hedge".into()) }];
                load(&Mapping { format, path: "a".into(), values, ..mapping() }, &[("a", &text)]);
            }
        }
    }
}
