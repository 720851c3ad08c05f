//! What `init` writes, and the README's tutorial, which begins with it.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::made::path;

/// The exit code, stdout and stderr of a command in a folder.
fn told(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_counterclaim"));
    let Output { status, stdout, stderr } =
        command.args(arguments).current_dir(folder).env_clear().output().expect("the binary runs");
    let text = |bytes| String::from_utf8(bytes).expect("what is printed is UTF-8");
    (status.code().expect("an exit code"), text(stdout), text(stderr))
}

/// The files of a folder with their texts, by name.
fn files(folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let entry = entry.expect("an entry").path();
        if entry.is_dir() {
            found.extend(files(&entry));
        } else {
            found.push((entry.display().to_string(), fs::read_to_string(&entry).expect("text")));
        }
    }
    found.sort();
    found
}

#[test]
fn the_starter_checks_tests_and_has_the_one_discrepancy_it_explains() {
    let home = tempfile::tempdir().expect("a folder");
    let (code, stdout, stderr) = told(home.path(), &["init", "my-figures"]);
    assert_eq!((code, stderr.as_str()), (0, ""));
    let commands: Vec<&str> = stdout.lines().filter_map(|line| line.strip_prefix("  counterclaim ")).collect();
    assert_eq!(commands, ["check my-figures", "test my-figures/rules", "audit my-figures"]);
    for (command, expected) in commands.iter().zip([0, 0, 1]) {
        let (code, _, stderr) = told(home.path(), &command.split(' ').collect::<Vec<_>>());
        assert_eq!((code, stderr.as_str()), (expected, ""), "{command}");
    }
    let csv = told(home.path(), &["audit", "my-figures", "--format", "csv"]).1;
    let findings: Vec<Vec<&str>> = csv.lines().skip(1).map(|row| row.split(',').collect()).collect();
    assert_eq!(findings.len(), 1, "{csv}");
    assert_eq!(findings[0][1], "inquiries-differ");
    let claims = fs::read_to_string(home.path().join("my-figures/claims/claims.csv")).expect("the claims");
    let explained: Vec<_> = claims.lines().filter(|row| row.contains("the discrepancy:")).collect();
    assert!(explained.len() == 1 && explained[0].starts_with("senate-lost,"), "{claims}");
    assert!(csv.contains("senate-lost") && csv.contains("wreck-lost"), "{csv}");
}

/// Each file of the starter that has a schema names it in its first line, and it stands there.
#[test]
fn every_file_of_the_starter_names_its_schema() {
    let home = tempfile::tempdir().expect("a folder");
    assert_eq!(told(home.path(), &["init", "d"]).0, 0);
    let mut named = 0;
    for (file, text) in files(home.path()).iter().filter(|(file, _)| file.ends_with(".toml")) {
        let schema = text.lines().next().and_then(|line| line.strip_prefix("#:schema ")).expect(file);
        let schema = fs::read_to_string(Path::new(file).parent().expect("a folder").join(schema)).expect(schema);
        let of = if file.contains("rules") { "A rule" } else { Path::new(file).file_name().unwrap().to_str().unwrap() };
        assert!(schema.contains(&format!("\"title\": \"{of} of counterclaim\"")), "{file}");
        named += 1;
    }
    assert_eq!(named, 5);
}

#[test]
fn init_overwrites_nothing() {
    let home = tempfile::tempdir().expect("a folder");
    let at = |name: &str| home.path().join(name);
    fs::create_dir(at("full")).expect("a folder");
    fs::write(at("full/dataset.toml"), "mine").expect("a file");
    fs::write(at("file"), "mine").expect("a file");
    let before = files(home.path());
    for (folder, said) in [("full", "the folder `full` is not empty"), ("file", "`file` exists and is no folder")] {
        let (code, stdout, stderr) = told(home.path(), &["init", folder]);
        assert_eq!((code, stdout.as_str()), (2, ""));
        assert!(stderr.starts_with(&format!("error: {said}\n = help: ")), "{stderr}");
    }
    assert_eq!(files(home.path()), before);

    let (code, _, stderr) = told(home.path(), &["init", "file/below"]);
    assert_eq!((code, stderr.contains(".counterclaim-")), (2, false), "{stderr}");
    assert_eq!(files(home.path()), before);
}

/// An empty folder is filled, also the one that the user stands in; folders above are made.
#[test]
fn init_fills_an_empty_folder() {
    let home = tempfile::tempdir().expect("a folder");
    let empty = home.path().join("empty");
    fs::create_dir(&empty).expect("a folder");
    assert_eq!(told(&empty, &["init", "."]).0, 0);
    assert_eq!(told(home.path(), &["init", "a/b c/"]).0, 0);
    let names = |folder: &Path| -> Vec<String> {
        let short = |(file, _): &(String, String)| file[folder.display().to_string().len()..].to_owned();
        files(folder).iter().map(short).collect()
    };
    assert_eq!(names(&empty), names(&home.path().join("a/b c")));
    assert_eq!(names(&empty).len(), 13);
    assert!(told(home.path(), &["init", "it's"]).1.ends_with("  counterclaim audit 'it'\\''s'\n"));
    assert_eq!(fs::read_dir(home.path()).expect("the folder").count(), 3, "nothing else is left behind");
}

/// The blocks of a text: what stands after the fence, and the lines.
fn blocks(text: &str) -> Vec<(&str, String)> {
    let mut blocks = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if let Some(info) = line.strip_prefix("```") {
            let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            blocks.push((info, block.join("\n") + "\n"));
        }
    }
    blocks
}

/// Whether lines are as expected, where `…` stands for any.
fn is_like(expected: &[&str], found: &[&str]) -> bool {
    match (expected, found) {
        ([], []) => true,
        (["…", rest @ ..], _) => (0..=found.len()).any(|at| is_like(rest, &found[at..])),
        ([first, rest @ ..], [line, more @ ..]) => first == line && is_like(rest, more),
        _ => false,
    }
}

/// Every file of the README's tutorial is written, every command run, in their order; each says what
/// the README says.
#[test]
fn the_tutorial_is_true() {
    let readme = fs::read_to_string(path("README.md")).expect("a README");
    let (_, from) = readme.split_once("## Your own figures in ten minutes\n").expect("the tutorial");
    let (tutorial, _) = from.split_once("\n## ").expect("what follows it");
    let home = tempfile::tempdir().expect("a folder");
    let mut commands = 0;
    for (info, block) in blocks(tutorial) {
        let file = match info {
            "toml" => Some(block.lines().next().and_then(|line| line.strip_prefix("# ")).expect("the file's name")),
            info => info.strip_prefix("csv "),
        };
        if let Some(file) = file {
            fs::write(home.path().join(file), &block).expect("a file");
            continue;
        }
        assert_eq!(info, "console");
        for said in block.strip_prefix("$ ").expect("a command").split("\n$ ") {
            let mut lines = said.lines();
            let command = lines.next().expect("a command");
            if let Some(file) = command.strip_prefix("rm ") {
                fs::remove_file(home.path().join(file)).expect("the file was there");
                continue;
            }
            let arguments: Vec<&str> = command.strip_prefix("counterclaim ").expect("ours").split(' ').collect();
            let (code, stdout, stderr) = told(home.path(), &arguments);
            let found = stderr + &stdout;
            let expected: Vec<&str> = lines.collect();
            assert!(is_like(&expected, &found.lines().collect::<Vec<_>>()), "{command}\n{found}");
            let denies = expected.iter().any(|line| line.starts_with("deny["));
            let fails = expected.iter().any(|line| line.starts_with("error"));
            assert_eq!(code, if fails { 2 } else { i32::from(denies) }, "{command}");
            commands += 1;
        }
    }
    assert!(commands >= 7, "{commands}");
}
