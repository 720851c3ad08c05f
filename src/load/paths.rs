//! Which files a `[[table]]` means: a path below the dataset's folder, in which `*` stands for
//! anything within one component. Nothing outside the folder is read.

use std::fs;
use std::path::{Path, PathBuf};

/// A file of the dataset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Where it is.
    pub path: PathBuf,
    /// Its path below the dataset's folder, as shown.
    pub below: String,
}

/// The files that `pattern` means, in order of their names, and what is wrong with the pattern or
/// with some of the files, with a hint.
#[must_use]
pub fn expand(root: &Path, pattern: &str) -> (Vec<Found>, Vec<(String, &'static str)>) {
    let shown = |message: &str, hint| (Vec::new(), vec![(message.replace("{}", &format!("`{pattern}`")), hint)]);
    let inside = "tables lie in the dataset's folder: copy or move the file there";
    if pattern.starts_with(['/', '\\']) || Path::new(pattern).is_absolute() {
        return shown("{} is an absolute path", inside);
    }
    if pattern.split(['/', '\\']).any(|part| part == "..") {
        return shown("{} leaves the dataset's folder", inside);
    }
    let mut found = vec![Found { path: root.to_owned(), below: String::new() }];
    for part in pattern.split('/').filter(|part| !part.is_empty() && *part != ".") {
        found = found.into_iter().flat_map(|at| step(&at, part)).collect();
    }
    let mut wrong = Vec::new();
    let home = fs::canonicalize(root);
    found.retain(|file| match check(file, home.as_deref().unwrap_or(root), inside) {
        Ok(()) => true,
        Err((message, hint)) => {
            wrong.push((format!("`{}` {message}", file.below), hint));
            false
        }
    });
    if found.is_empty() && wrong.is_empty() {
        return shown("no file matches {}", "paths are given from the dataset's folder; `*` stays within one folder");
    }
    found.sort_by(|a, b| a.below.cmp(&b.below));
    (found, wrong)
}

fn step(at: &Found, part: &str) -> Vec<Found> {
    let below = |name: &str| if at.below.is_empty() { name.to_owned() } else { format!("{}/{name}", at.below) };
    if !part.contains('*') {
        return vec![Found { path: at.path.join(part), below: below(part) }];
    }
    let Ok(entries) = fs::read_dir(&at.path) else { return Vec::new() };
    let names = entries.flatten().map(|entry| entry.file_name());
    let visible = names.filter(|name| {
        let name = name.to_string_lossy();
        !name.starts_with('.') && matches(part, &name)
    });
    visible.map(|name| Found { path: at.path.join(&name), below: below(&name.to_string_lossy()) }).collect()
}

fn check(file: &Found, home: &Path, inside: &'static str) -> Result<(), (String, &'static str)> {
    let unreadable = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => ("does not exist".to_owned(), "paths are given from the dataset's folder"),
        _ => (format!("cannot be read: {error}"), "check its permissions, and links that lead in a circle"),
    };
    let real = fs::canonicalize(&file.path).map_err(unreadable)?;
    if !real.starts_with(home) {
        return Err(("is a link that leaves the dataset's folder".to_owned(), inside));
    }
    let kind = fs::metadata(&real).map_err(unreadable)?;
    if kind.is_dir() {
        return Err(("is a folder, not a file".to_owned(), "add `/*.csv` to read the files in it"));
    }
    // A pipe would be waited for without end.
    if !kind.is_file() {
        return Err(("is no regular file".to_owned(), "copy what it gives into a file"));
    }
    Ok(())
}

/// Whether `text` is what `pattern` means, where each `*` stands for anything.
#[must_use]
pub fn matches(pattern: &str, text: &str) -> bool {
    let mut pieces = pattern.split('*');
    let Some(mut rest) = text.strip_prefix(pieces.next().unwrap_or_default()) else { return false };
    let pieces: Vec<&str> = pieces.collect();
    let Some((last, middle)) = pieces.split_last() else { return rest.is_empty() };
    for piece in middle {
        match rest.find(piece) {
            Some(at) => rest = &rest[at + piece.len()..],
            None => return false,
        }
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{expand, matches};

    #[test]
    fn a_star_stays_within_one_folder() {
        let root = tempfile::tempdir().expect("a folder");
        fs::create_dir_all(root.path().join("series/oryx/old")).expect("folders");
        for name in
            ["series/oryx/2022-06-30_b.csv", "series/oryx/2022-03-28_a.csv", "series/oryx/old/x.csv", "series/gs.json"]
        {
            fs::write(root.path().join(name), "x").expect("a file");
        }
        let names = |pattern| expand(root.path(), pattern).0.into_iter().map(|file| file.below).collect::<Vec<_>>();
        assert_eq!(names("series/oryx/*.csv"), ["series/oryx/2022-03-28_a.csv", "series/oryx/2022-06-30_b.csv"]);
        assert_eq!(names("series/*/old/*"), ["series/oryx/old/x.csv"]);
        assert_eq!(names("./series/gs.json"), ["series/gs.json"]);
        let wrong = |pattern| expand(root.path(), pattern).1.remove(0).0;
        assert_eq!(wrong("series/*.csv"), "no file matches `series/*.csv`");
        assert_eq!(wrong("series/gone.csv"), "`series/gone.csv` does not exist");
        assert_eq!(wrong("series/oryx"), "`series/oryx` is a folder, not a file");
        assert_eq!(wrong("../x.csv"), "`../x.csv` leaves the dataset's folder");
        assert_eq!(wrong("/etc/passwd"), "`/etc/passwd` is an absolute path");
    }

    #[cfg(unix)]
    #[test]
    fn links_that_leave_or_circle_are_refused() {
        use std::os::unix::fs::symlink;
        let root = tempfile::tempdir().expect("a folder");
        let outside = tempfile::NamedTempFile::new().expect("a file");
        symlink(outside.path(), root.path().join("out.csv")).expect("a link");
        symlink(root.path().join("b.csv"), root.path().join("a.csv")).expect("a link");
        symlink(root.path().join("a.csv"), root.path().join("b.csv")).expect("a link");
        let wrong = |pattern| expand(root.path(), pattern).1.remove(0).0;
        assert!(wrong("out.csv").contains("leaves"));
        assert!(wrong("a.csv").contains("cannot be read"));
    }

    #[test]
    fn stars_match_anything() {
        assert!(matches("{}_*", "{}_36f9.csv") && matches("*", "") && matches("a*b*c", "aXbYbc"));
        assert!(!matches("a*a", "a") && !matches("a", "ab") && !matches("*.csv", "x.json"));
    }
}
