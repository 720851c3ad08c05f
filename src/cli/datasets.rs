//! Which datasets are meant.

use std::path::{Path, PathBuf};
use std::{fs, io};

use anyhow::{Context, Error};

use counterclaim::load::problem::Problem;
use counterclaim::load::{Loaded, load};

use crate::cli::color::Color;
use crate::cli::failure::Failure;
use crate::cli::problems;

/// What makes a folder a dataset.
const MANIFEST: &str = "dataset.toml";

/// The folder that is meant where none is named.
pub(crate) const DEFAULT: &str = "datasets";

/// The folders named; a folder of datasets stands for all of them, `./datasets` for none named.
pub(crate) fn find(named: &[PathBuf]) -> Result<Vec<PathBuf>, Error> {
    let default = [PathBuf::from(DEFAULT)];
    let by_default = named.is_empty();
    let mut found = Vec::new();
    for folder in if by_default { &default } else { named } {
        let inside = match fs::metadata(folder) {
            Ok(it) if it.is_dir() => inside(folder).with_context(|| format!("cannot read `{}`", folder.display()))?,
            Ok(_) => return Err(not_a_folder(folder).into()),
            Err(error) if error.kind() == io::ErrorKind::NotFound && by_default => Vec::new(),
            Err(error) => return Err(error).with_context(|| format!("cannot read `{}`", folder.display())),
        };
        if inside.is_empty() {
            let failure = Failure::new(format!("no dataset in `{}`", folder.display()));
            return Err(failure.hint(format!("name a folder that holds a `{MANIFEST}`")).into());
        }
        found.extend(inside);
    }
    Ok(found)
}

/// Loads the datasets named. Their problems are shown; `None` if there are any.
pub(crate) fn load_sound(named: &[PathBuf], color: Color) -> Result<Option<Vec<Loaded>>, Error> {
    let loaded: Vec<Loaded> = find(named)?.iter().map(|folder| load(folder)).collect();
    let found: Vec<Problem> = loaded.iter().flat_map(|loaded| loaded.problems.iter().cloned()).collect();
    problems::show(&found, color);
    Ok(found.is_empty().then_some(loaded))
}

/// The folder itself, if it is a dataset, or the datasets in it by name.
fn inside(folder: &Path) -> io::Result<Vec<PathBuf>> {
    if folder.join(MANIFEST).exists() {
        return Ok(vec![folder.to_owned()]);
    }
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.join(MANIFEST).exists() {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn not_a_folder(path: &Path) -> Failure {
    Failure::new(format!("`{}` is not a folder", path.display()))
        .hint(format!("name the folder that holds the `{MANIFEST}`"))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::find;

    #[test]
    fn a_folder_of_datasets_stands_for_all_of_them_in_order() {
        let home = tempfile::tempdir().expect("a folder");
        for name in ["b", "a", "not-a-dataset"] {
            fs::create_dir(home.path().join(name)).expect("a folder");
        }
        for name in ["b", "a"] {
            fs::write(home.path().join(name).join("dataset.toml"), "").expect("a file");
        }
        let a = home.path().join("a");
        assert_eq!(find(&[home.path().to_owned()]).expect("datasets"), [a.clone(), home.path().join("b")]);
        assert_eq!(find(std::slice::from_ref(&a)).expect("a dataset"), [a]);
    }

    #[test]
    fn a_folder_without_datasets_is_an_error() {
        let home = tempfile::tempdir().expect("a folder");
        let error = find(&[home.path().to_owned()]).expect_err("nothing");
        assert!(error.to_string().starts_with("no dataset in `"), "{error}");
        assert!(find(&[home.path().join("missing")]).is_err());
    }
}
