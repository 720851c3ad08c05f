//! `counterclaim init`: a dataset to begin with, whose files explain themselves.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Error};
use clap::ValueEnum;
use counterclaim::report::printable::printable;
use tempfile::TempDir;

use crate::cli::exit::Outcome;
use crate::cli::failure::Failure;
use crate::cli::schema::Of;

/// Each file, what it is for, and its text.
const FILES: [(&str, &str, &str); 6] = [
    ("dataset.toml", "what it is called, and its tables", include_str!("starter/dataset.toml")),
    ("vocabulary.toml", "what is counted, and what contains what", include_str!("starter/vocabulary.toml")),
    ("sources.toml", "who asserts figures", include_str!("starter/sources.toml")),
    ("documents.toml", "where they were read", include_str!("starter/documents.toml")),
    ("claims/claims.csv", "the figures, one a row", include_str!("starter/claims/claims.csv")),
    (
        "rules/inquiries-differ.toml",
        "a rule of its own, with tests",
        include_str!("starter/rules/inquiries-differ.toml"),
    ),
];

/// Where the schemas stand that the first lines of the files name.
const SCHEMAS: &str = "schemas";

/// Write a starter dataset with a rule, to be filled with your own figures
///
/// The files explain themselves: seven figures, one discrepancy among them, and one rule with its tests.
/// Nothing that exists is ever overwritten.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  counterclaim init my-figures
  counterclaim audit my-figures

Exit codes:
  0  the folder was written
  2  it exists and is not empty, or it cannot be written")]
pub(crate) struct Arguments {
    /// A folder that does not exist yet, or is empty
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

/// Writes the folder, and says what is in it and what to do next.
pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Error> {
    let folder = &arguments.folder;
    let exists = is_empty(folder)?;
    let cannot = || format!("cannot write `{}`", folder.display());
    if exists { fill(folder) } else { make(folder) }.with_context(cannot)?;
    tell(folder, &mut io::stdout().lock())?;
    Ok(Outcome::Agreed)
}

/// Whether there is such a folder; it must be empty then.
fn is_empty(folder: &Path) -> Result<bool, Error> {
    let shown = folder.display();
    match fs::symlink_metadata(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(error).with_context(|| format!("cannot read `{shown}`")),
        Ok(_) => {}
    }
    let hint = "name a folder that does not exist yet: nothing is ever overwritten";
    if !folder.is_dir() {
        return Err(Failure::new(format!("`{shown}` exists and is no folder")).hint(hint).into());
    }
    match fs::read_dir(folder).with_context(|| format!("cannot read `{shown}`"))?.next() {
        Some(_) => Err(Failure::new(format!("the folder `{shown}` is not empty")).hint(hint).into()),
        None => Ok(true),
    }
}

/// Makes the folder beside its place and moves it there: it is there with all its files or not at all.
fn make(folder: &Path) -> io::Result<()> {
    // `a/b/` and `a/./b` are `a/b`.
    let folder: PathBuf = folder.components().collect();
    let parent = folder.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(parent)?;
    let beside = written(parent)?;
    fs::rename(beside.path(), &folder)?;
    // It is a folder like any other now.
    let _ = beside.keep();
    Ok(())
}

/// Fills a folder that is there, perhaps the one that the user stands in. If a move fails, those before
/// it are undone.
fn fill(folder: &Path) -> io::Result<()> {
    let inside = written(folder)?;
    let mut moved: Vec<(PathBuf, PathBuf)> = Vec::new();
    for entry in fs::read_dir(inside.path())? {
        let entry = entry?;
        let (from, to) = (entry.path(), folder.join(entry.file_name()));
        // Something may have come since the folder was looked at.
        let taken = fs::symlink_metadata(&to).is_ok().then(|| io::Error::from(io::ErrorKind::AlreadyExists));
        if let Err(error) = taken.map_or_else(|| fs::rename(&from, &to), Err) {
            for (from, to) in moved {
                fs::rename(to, from)?;
            }
            return Err(error);
        }
        moved.push((from, to));
    }
    inside.close()
}

/// A new folder in `parent` with all the files in it; removed unless it is kept.
fn written(parent: &Path) -> io::Result<TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".counterclaim-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // What any new folder has; the system takes the user's mask off.
        builder.permissions(fs::Permissions::from_mode(0o777));
    }
    // The error would name the new folder, which nobody knows of.
    let folder = builder.tempdir_in(parent).map_err(|error| io::Error::from(error.kind()))?;
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        path.parent().map_or(Ok(()), fs::create_dir_all)?;
        fs::write(path, text)
    };
    for (name, _, text) in FILES {
        write(name, text)?;
    }
    for of in Of::value_variants().iter().filter(|of| of.is_written()) {
        write(&format!("{SCHEMAS}/{}", of.file()), &of.text())?;
    }
    Ok(folder)
}

fn tell(folder: &Path, out: &mut dyn Write) -> io::Result<()> {
    let shown = folder.display().to_string();
    writeln!(out, "wrote {}", printable(&shown))?;
    let schemas = [("schemas/", "for your editor: completes keys, underlines slips")];
    let files = FILES.map(|(name, what, _)| (name, what));
    for (name, what) in files.iter().chain(&schemas) {
        writeln!(out, "  {name:<28}  {what}")?;
    }
    let (dataset, rules) = (quoted(&shown), quoted(&folder.join("rules").display().to_string()));
    writeln!(out, "\nnext:")?;
    writeln!(out, "  counterclaim check {dataset}")?;
    writeln!(out, "  counterclaim test {rules}")?;
    writeln!(out, "  counterclaim audit {dataset}")
}

/// A path as it is typed.
fn quoted(path: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "/._-~+,:@%".contains(c) || (cfg!(windows) && c == '\\');
    let path = printable(path);
    if path.chars().all(plain) { path.into_owned() } else { format!("'{}'", path.replace('\'', "'\\''")) }
}
