//! A stage never names a later one; children never name their parents.

use std::fs;
use std::path::{Path, PathBuf};

const STAGES: [&str; 8] = ["model", "load", "graph", "network", "rules", "verify", "audit", "report"];

fn files(of: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(of).into_iter().flatten() {
        let path = entry.expect("a readable entry").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn stage(name: &str) -> Vec<(PathBuf, String)> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = files(&source.join(name));
    paths.push(source.join(format!("{name}.rs")));
    paths.into_iter().map(|path| (path.clone(), fs::read_to_string(path).expect("a source file"))).collect()
}

#[test]
fn no_stage_names_a_later_one() {
    let mut wrong = Vec::new();
    for (rank, name) in STAGES.iter().enumerate() {
        for (file, text) in stage(name) {
            for later in &STAGES[rank + 1..] {
                if text.contains(&format!("crate::{later}")) {
                    wrong.push(format!("{}: `{name}` must not know `{later}`", file.display()));
                }
            }
            // A group at the crate root would hide a name from this test.
            if text.contains("use crate::{") {
                wrong.push(format!("{}: `use crate::{{…}}` hides what is named", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_the_binary_knows_clap_and_prints() {
    for name in STAGES {
        for (file, text) in stage(name) {
            for word in ["clap::", "println!", "eprintln!", "anyhow"] {
                assert!(!text.contains(word), "{}: `{word}` belongs to the binary", file.display());
            }
        }
    }
}

#[test]
fn no_file_is_a_drawer_for_everything() {
    for name in STAGES.iter().chain(&["cli"]) {
        for (file, text) in stage(name) {
            let stem = file.file_stem().expect("a name").to_string_lossy().into_owned();
            assert!(!["utils", "common", "helpers", "types", "error"].contains(&stem.as_str()), "{}", file.display());
            let lines = text.lines().count();
            assert!(lines <= 420, "{} has {lines} lines: is it still one noun?", file.display());
        }
    }
}
