//! Files that are replaced whole or not at all. A report is opened before the work begins, so that a
//! folder that does not exist costs no time, and takes its place at the end, so that a run that fails
//! leaves the old one.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Error};
use tempfile::NamedTempFile;

use counterclaim::report::format::Format;

use crate::cli::pairing::Target;

/// An open output.
pub(crate) enum Output {
    /// Stdout.
    Stdout,
    /// A pipe, a device: what is written is gone.
    Through(File, PathBuf),
    /// A file beside the one it will replace.
    Beside(NamedTempFile, PathBuf),
}

impl Output {
    /// Opens an output. The file that it names stays as it is.
    pub(crate) fn open(target: &Target) -> Result<Self, Error> {
        match target {
            Target::Stdout => Ok(Self::Stdout),
            Target::File(path) => open(path).with_context(|| format!("cannot write `{}`", path.display())),
        }
    }

    /// Opens an output for each format, in the order in which they are finished.
    pub(crate) fn open_all<W>(wanted: Vec<(Format<W>, Target)>) -> Result<Vec<(W, Self)>, Error> {
        let mut outputs = Vec::new();
        for (format, target) in wanted {
            outputs.push((format.writer, Self::open(&target)?));
        }
        outputs.sort_by_key(|(_, output)| output.order());
        Ok(outputs)
    }

    /// Whether it is stdout.
    pub(crate) fn is_stdout(&self) -> bool {
        matches!(self, Self::Stdout)
    }

    /// The order in which outputs are finished: files before what somebody may stop reading.
    pub(crate) fn order(&self) -> u8 {
        match self {
            Self::Beside(..) => 0,
            Self::Through(..) => 1,
            Self::Stdout => 2,
        }
    }

    /// Writes the report and puts it in its place.
    pub(crate) fn finish(self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Error> {
        match self {
            Self::Stdout => buffered(io::stdout().lock(), write).map(drop).context("cannot write to stdout"),
            Self::Through(file, path) => {
                buffered(file, write).map(drop).with_context(|| format!("cannot write `{}`", path.display()))
            }
            Self::Beside(file, path) => buffered(file, write)
                .and_then(|file| file.persist(&path).map(drop).map_err(|error| error.error))
                .with_context(|| format!("cannot write `{}`", path.display())),
        }
    }
}

fn open(path: &Path) -> io::Result<Output> {
    match fs::metadata(path) {
        // `/dev/fd/3` may lead to a regular file, but it is the opener's: added to, not replaced.
        Ok(existing) if !existing.is_file() || ["/dev", "/proc"].iter().any(|root| path.starts_with(root)) => {
            Ok(Output::Through(OpenOptions::new().append(true).open(path)?, path.to_owned()))
        }
        Ok(existing) => {
            // A file that may not be written is not replaced either, though its folder would allow it.
            OpenOptions::new().write(true).open(path)?;
            // A link keeps pointing where it points: what it points to is replaced.
            let real = fs::canonicalize(path)?;
            let beside = beside(&real)?;
            beside.as_file().set_permissions(existing.permissions())?;
            Ok(Output::Beside(beside, real))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Output::Beside(beside(path)?, path.to_owned())),
        Err(error) => Err(error),
    }
}

/// An empty file in the same folder: only within one file system is a rename all or nothing.
fn beside(path: &Path) -> io::Result<NamedTempFile> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        Some(_) | None => Path::new("."),
    };
    // Asked first, because the error of the builder names the file that nobody knows of.
    fs::metadata(folder)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".counterclaim-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // What any new file has; the system takes the user's mask off.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

/// Writes through a buffer and gives back what is under it.
fn buffered<W: Write>(under: W, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<W> {
    let mut buffer = BufWriter::new(under);
    write(&mut buffer)?;
    buffer.flush()?;
    buffer.into_inner().map_err(io::IntoInnerError::into_error)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io;
    use std::path::Path;

    use super::Output;
    use crate::cli::pairing::Target;

    fn open(path: &Path) -> Output {
        Output::open(&Target::File(path.to_owned())).expect("an output")
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .expect("a folder")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_finished_report_replaces_the_old_one() {
        let home = tempfile::tempdir().expect("a folder");
        let path = home.path().join("report.csv");
        fs::write(&path, "old").expect("a file");
        let output = open(&path);
        assert_eq!(fs::read_to_string(&path).expect("a file"), "old", "opening changes nothing");
        output.finish(|out| out.write_all(b"new")).expect("written");
        assert_eq!(fs::read_to_string(&path).expect("a file"), "new");
        assert_eq!(names(home.path()), ["report.csv"]);
    }

    #[test]
    fn a_run_that_fails_leaves_the_old_file_and_nothing_else() {
        let home = tempfile::tempdir().expect("a folder");
        let path = home.path().join("report.csv");
        fs::write(&path, "old").expect("a file");
        drop(open(&path));
        let failed = open(&path).finish(|out| {
            out.write_all(b"half")?;
            Err(io::Error::other("no more"))
        });
        assert!(failed.is_err());
        drop(open(&home.path().join("never-written.csv")));
        assert_eq!(fs::read_to_string(&path).expect("a file"), "old");
        assert_eq!(names(home.path()), ["report.csv"]);
    }

    #[test]
    fn a_folder_that_does_not_exist_is_known_at_once() {
        let home = tempfile::tempdir().expect("a folder");
        assert!(Output::open(&Target::File(home.path().join("missing/report.csv"))).is_err());
        assert!(Output::open(&Target::File(home.path().to_owned())).is_err(), "a folder is no output");
    }

    #[cfg(unix)]
    #[test]
    fn devices_are_written_through_and_links_stay_links() {
        let home = tempfile::tempdir().expect("a folder");
        assert!(matches!(open(Path::new("/dev/null")), Output::Through(..)));
        let (real, link) = (home.path().join("real"), home.path().join("link"));
        fs::write(&real, "old").expect("a file");
        std::os::unix::fs::symlink(&real, &link).expect("a link");
        open(&link).finish(|out| out.write_all(b"new")).expect("written");
        assert!(fs::symlink_metadata(&link).expect("a link").is_symlink());
        assert_eq!(fs::read_to_string(&real).expect("a file"), "new");
    }
}
