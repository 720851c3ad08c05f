//! The TOML files of a dataset's folder, read together.

use std::path::Path;

use serde::de::DeserializeOwned;

use crate::load::documents::{self, DocumentsWritten};
use crate::load::hedges;
use crate::load::known::Known;
use crate::load::manifest::{self, Manifest, ManifestWritten};
use crate::load::page::Page;
use crate::load::problem::Problem;
use crate::load::sources::{self, SourcesWritten};
use crate::load::toml::{TomlText, parse};
use crate::load::vocabulary::{self, VocabularyWritten};
use crate::model::dataset::Dataset;

/// What the TOML files of a folder say.
#[derive(Debug, Clone, Default)]
pub struct Folder {
    /// The dataset without its claims.
    pub dataset: Dataset,
    /// The manifest; `None` where one of the files is no TOML or has keys that do not belong there.
    /// Nothing that other files name could be told from a misspelling then.
    pub manifest: Option<Manifest>,
    /// What is wrong with the files.
    pub problems: Vec<Problem>,
}

/// Reads `dataset.toml`, `vocabulary.toml`, `sources.toml`, `documents.toml` and `words/hedges.toml`
/// of a folder. Only the first has to be there.
#[must_use]
pub fn read(path: &Path) -> Folder {
    let shown = shown(path);
    let dataset = Dataset { path: shown.clone(), ..Dataset::default() };
    let mut folder = Folder { dataset, ..Folder::default() };
    if let Err(problem) = is_folder(path, &shown) {
        folder.problems.push(problem);
        return folder;
    }
    let mut files = Files { path, shown: &shown, problems: &mut folder.problems };
    let manifest = files.manifest();
    let vocabulary = files.optional::<VocabularyWritten>("vocabulary.toml");
    let sources = files.optional::<SourcesWritten>("sources.toml");
    let documents = files.optional::<DocumentsWritten>("documents.toml");
    let words = files.text("words/hedges.toml").ok();
    folder.dataset.hedges = hedges::read(words.flatten().as_ref(), &mut folder.problems);
    if let (Some(manifest), Some(vocabulary), Some(sources), Some(documents)) =
        (manifest, vocabulary, sources, documents)
    {
        check(&mut folder, &manifest, &vocabulary, &sources, &documents);
    }
    folder
}

/// A file and what it says.
type Said<T> = (TomlText, T);

fn check(
    folder: &mut Folder,
    (text, manifest): &Said<ManifestWritten>,
    (vocabulary_text, vocabulary): &Said<VocabularyWritten>,
    (sources_text, sources): &Said<SourcesWritten>,
    (documents_text, documents): &Said<DocumentsWritten>,
) {
    let Folder { dataset, problems, .. } = folder;
    let open = manifest::open(&manifest.open);
    let (anchors, anchor) = manifest::anchors(manifest, &mut Page { text, problems });
    sources::check(sources, open.sources, &mut dataset.sources, &mut Page { text: sources_text, problems });
    let page = &mut Page { text: vocabulary_text, problems };
    dataset.vocabulary = vocabulary::check(vocabulary, anchors, anchor, open, &mut dataset.sources, page);
    dataset.documents = documents::check(documents, &mut Page { text: documents_text, problems });
    let Dataset { vocabulary, sources, documents, .. } = dataset;
    let mut known = Known { vocabulary, sources, documents, open };
    let manifest = manifest::check(manifest, &mut known, &mut Page { text, problems });
    dataset.title.clone_from(&manifest.title);
    folder.manifest = Some(manifest);
}

/// The folder as the user named it, without slashes at its end.
fn shown(path: &Path) -> String {
    let shown = path.to_string_lossy();
    let short = shown.trim_end_matches('/');
    if short.is_empty() { shown.into_owned() } else { short.to_owned() }
}

fn is_folder(path: &Path, shown: &str) -> Result<(), Problem> {
    match std::fs::metadata(path) {
        Ok(found) if found.is_dir() => Ok(()),
        Ok(_) => Err(Problem::of_file(shown, "this is a file, not a folder")
            .hint("a dataset is a folder: name the one that holds `dataset.toml`")),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            Err(Problem::of_file(shown, "there is no such folder"))
        }
        Err(error) => Err(Problem::of_file(shown, format!("the folder cannot be read: {error}"))),
    }
}

/// The files of one folder.
struct Files<'a> {
    path: &'a Path,
    shown: &'a str,
    problems: &'a mut Vec<Problem>,
}

impl Files<'_> {
    /// The text of a file: `None` where there is none, an error where it has a problem.
    fn text(&mut self, name: &str) -> Result<Option<TomlText>, ()> {
        let path = self.path.join(name);
        // A link that leads nowhere is there, and a mistake.
        if path.symlink_metadata().is_err_and(|error| error.kind() == std::io::ErrorKind::NotFound) {
            return Ok(None);
        }
        TomlText::read(&path, &self.below(name)).map(Some).map_err(|problem| self.problems.push(problem))
    }

    fn below(&self, name: &str) -> String {
        format!("{}/{name}", self.shown.trim_end_matches('/'))
    }

    fn said<T: DeserializeOwned>(&mut self, text: TomlText) -> Option<Said<T>> {
        match parse(&text) {
            Ok(said) => Some((text, said)),
            Err(problem) => {
                self.problems.push(problem);
                None
            }
        }
    }

    fn manifest(&mut self) -> Option<Said<ManifestWritten>> {
        let Some(text) = self.text("dataset.toml").ok()? else {
            let problem = Problem::of_file(&self.below("dataset.toml"), "there is no such file");
            self.problems.push(problem.hint("a dataset is a folder with a `dataset.toml` that names its tables"));
            return None;
        };
        let said: Said<ManifestWritten> = self.said(text)?;
        if said.1.table.is_empty() {
            let problem = Problem::of_file(&said.0.file, "the dataset has no tables");
            self.problems.push(problem.hint("add a `[[table]]` with the `path` of a file of claims"));
        }
        Some(said)
    }

    fn optional<T: DeserializeOwned + Default>(&mut self, name: &str) -> Option<Said<T>> {
        match self.text(name).ok()? {
            Some(text) => self.said(text),
            None => Some((TomlText { file: self.below(name), text: String::new() }, T::default())),
        }
    }
}
