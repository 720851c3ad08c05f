//! From files to claims: text with places, and every problem of every file.

pub mod cells;
pub mod complaint;
pub mod context;
pub mod csv;
pub mod declared;
pub mod defaults;
pub mod documents;
pub mod end;
pub mod fault;
pub mod folder;
pub mod hedges;
pub mod ids;
pub mod json;
pub mod known;
pub mod lines;
pub mod links;
pub mod locate;
pub mod manifest;
pub mod mapped;
pub mod mapping;
pub mod metric_written;
pub mod metrics;
pub mod object;
pub mod page;
pub mod paths;
pub mod period;
pub mod plan;
pub mod problem;
pub mod raw;
pub mod record;
pub mod row_schema;
pub mod rows;
pub mod schema;
pub mod shape;
pub mod sheet;
mod side_by_side;
pub mod sources;
mod table_days;
mod table_values;
pub mod table_written;
pub mod tables;
pub mod tables_file;
pub mod tidy;
pub mod toml;
pub mod vocabulary;
pub mod words;
pub mod written;
mod written_correction;

use std::collections::HashMap;
use std::path::Path;

use crate::load::context::{Context, Defaults};
use crate::load::problem::Problem;
use crate::model::dataset::Dataset;
use crate::model::names::Names;

/// A dataset, and everything that is wrong with its files.
#[derive(Debug, Clone, Default)]
pub struct Loaded {
    /// What could be read.
    pub dataset: Dataset,
    /// What is wrong: file by file, in the order of the lines.
    pub problems: Vec<Problem>,
}

/// Reads the dataset in a folder.
///
/// There are no errors, only problems. A dataset with problems holds what could be read; where its
/// TOML files cannot be read, that is no claim at all.
#[must_use]
pub fn load(path: &Path) -> Loaded {
    let folder::Folder { dataset, manifest, mut problems } = folder::read(path);
    let Some(manifest) = manifest else { return Loaded { dataset, problems: in_order(problems) } };
    let defaults::Defaults { source, subject, place, document, convention, method, .. } = manifest.defaults;
    let defaults = Defaults { source, subject, place, document, convention, method, ..Defaults::default() };
    let shown = dataset.path.clone();
    let mut context = Context::new(dataset, manifest.open, defaults);
    context.coded_by.clone_from(&manifest.defaults.coded_by);
    for (mapping, written) in &manifest.mappings {
        tables::read(mapping, written, path, &shown, &mut context);
    }
    tables::finish(&mut context);
    let Context { mut dataset, problems: of_tables, .. } = context;
    name_the_undeclared(&mut dataset);
    problems.extend(of_tables);
    Loaded { dataset, problems: in_order(problems) }
}

/// What nobody declared is called by its id.
fn name_the_undeclared(dataset: &mut Dataset) {
    fn fill<'t>(names: &Names, things: impl Iterator<Item = &'t mut String>) {
        for (name, id) in things.zip(names.iter()).filter(|(name, _)| name.is_empty()) {
            id.clone_into(name);
        }
    }
    let vocabulary = &mut dataset.vocabulary;
    fill(&vocabulary.metrics.names, vocabulary.metrics.things.iter_mut().map(|thing| &mut thing.name));
    fill(&vocabulary.subjects.names, vocabulary.subjects.things.iter_mut().map(|thing| &mut thing.name));
    fill(&vocabulary.places.names, vocabulary.places.things.iter_mut().map(|thing| &mut thing.name));
}

/// How many problems of one file are shown.
const SHOWN: usize = 110;

/// Problems file by file as they were first met, each file's by line and then those of the whole file;
/// of a file with very many only the first.
fn in_order(mut problems: Vec<Problem>) -> Vec<Problem> {
    let mut ranks: HashMap<String, usize> = HashMap::new();
    for problem in &problems {
        let next = ranks.len();
        ranks.entry(problem.file.clone()).or_insert(next);
    }
    let line = |problem: &Problem| problem.excerpt.as_ref().map(|at| (at.line, at.column));
    problems.sort_by_key(|problem| (ranks.get(&problem.file).copied(), problem.excerpt.is_none(), line(problem)));
    let of_files = problems.chunk_by(|one, other| one.file == other.file);
    of_files
        .flat_map(|of_file| {
            let (shown, more) = of_file.split_at(of_file.len().min(SHOWN));
            let rest = shown.first().filter(|_| !more.is_empty());
            let rest = rest
                .map(|first| Problem::of_file(&first.file, format!("and {} more problems in this file", more.len())));
            shown.iter().cloned().chain(rest)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::load;
    use std::fs;
    use std::path::Path;

    fn said(files: &[(&str, &str)]) -> (usize, String) {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, text) in files {
            fs::write(folder.path().join(name), text).expect("a file");
        }
        let loaded = load(folder.path());
        let below = |file: &str| file.replace(&folder.path().to_string_lossy().into_owned(), "D");
        let lines = loaded.problems.iter().map(|problem| {
            let line = problem.excerpt.as_ref().map_or(0, |at| at.line);
            format!("{}:{line}: {}", below(&problem.file), problem.message)
        });
        (loaded.dataset.claims.len(), lines.collect::<Vec<_>>().join("\n"))
    }

    const MANIFEST: &str = "title = 'T'\n[anchor]\nstart = 2022-02-24\n[[table]]\npath = 'a.csv'\n";
    const CLAIMS: &str = "source,metric,period,value\nstaff,killed,start/2023-01-01,5\n";

    #[test]
    fn a_folder_becomes_claims() {
        let open = format!("open = ['metric', 'source']\n{MANIFEST}");
        assert_eq!(said(&[("dataset.toml", &open), ("a.csv", CLAIMS)]), (1, String::new()));
        let files = [
            ("dataset.toml", MANIFEST),
            ("a.csv", CLAIMS),
            ("vocabulary.toml", "[metric.killed]"),
            ("sources.toml", "[source.staff]"),
        ];
        assert_eq!(said(&files), (1, String::new()));
    }

    #[test]
    fn what_is_wrong_is_told_file_by_file() {
        let manifest = format!("{MANIFEST}source = 'x'\n[[table]]\npath = 'gone.csv'\n");
        let files =
            [("dataset.toml", manifest.as_str()), ("a.csv", CLAIMS), ("sources.toml", "[source.a]\nspeaks-for = 'b'")];
        assert_eq!(
            said(&files),
            (
                0,
                "D/sources.toml:2: unknown source `b`\nD/dataset.toml:6: unknown source `x`\nD/dataset.toml:8: `gone.csv` does not exist"
                    .into()
            )
        );
    }

    #[test]
    fn a_broken_file_is_not_followed_by_a_thousand_unknown_words() {
        let files = [("dataset.toml", MANIFEST), ("a.csv", CLAIMS), ("vocabulary.toml", "[metric.killed")];
        assert_eq!(said(&files).0, 0);
        assert_eq!(said(&files).1.lines().count(), 1);
        assert_eq!(said(&[]), (0, "D/dataset.toml:0: there is no such file".into()));
        assert_eq!(said(&[("dataset.toml", "title = 'T'")]).1, "D/dataset.toml:0: the dataset has no tables");
        assert_eq!(load(Path::new("/nowhere/at/all/")).problems[0].message, "there is no such folder");
    }
}
