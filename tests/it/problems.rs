//! Malformed input: one fault a folder of `tests/bad`, shown as its user sees it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn bad() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad")
}

/// The folders of `tests/bad`, by name.
fn cases() -> Vec<String> {
    let entries = fs::read_dir(bad()).expect("the folder of bad input");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_counterclaim"))
        .args(arguments)
        .current_dir(folder)
        .env_clear()
        .env("NO_COLOR", "1")
        .output()
        .expect("the binary runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("what is printed is UTF-8")
}

/// The command that a folder is for: rules are tested, a dataset with rules of its own is audited.
fn command(name: &str) -> &'static str {
    if name.starts_with("rule-") {
        "test"
    } else if bad().join(name).join("rules").exists() {
        "audit"
    } else {
        "check"
    }
}

#[test]
fn every_fault_is_told_with_its_place() {
    let mut failed = Vec::new();
    for name in cases() {
        let command = command(&name);
        let output = run(&bad(), &[command, &name]);
        let (stdout, stderr) = (text(&output.stdout), text(&output.stderr));
        let code = output.status.code();
        if name.contains("accepted") {
            if (code, stderr.as_str()) != (Some(0), "") {
                failed.push(format!("{name} is not accepted: {stderr}"));
            }
            continue;
        }
        // A line that says how many problems there are is no report.
        if code != Some(2) || (command != "test" && stdout.lines().count() > 1) {
            failed.push(format!("{name} exits {code:?} and prints {stdout}"));
        }
        let shown = format!("$ counterclaim {command} {name}\n{stderr}");
        let settings = || {
            let mut settings = insta::Settings::clone_current();
            settings.set_prepend_module_to_snapshot(false);
            settings.set_omit_expression(true);
            settings.set_snapshot_path("snapshots/bad");
            settings
        };
        if std::panic::catch_unwind(|| settings().bind(|| insta::assert_snapshot!(name.clone(), shown))).is_err() {
            failed.push(name);
        }
    }
    assert!(failed.is_empty(), "these say something else: {}", failed.join(", "));
}
