//! The command line as a script meets it: exit codes, what is on which stream, what becomes of files.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const FORMATS: [&str; 7] = ["text", "csv", "json", "jsonl", "sarif", "junit", "markdown"];

fn home() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures-cli")
}

fn counterclaim(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_counterclaim"));
    command.args(arguments).current_dir(home()).env_clear();
    command
}

fn run(arguments: &[&str]) -> Output {
    counterclaim(arguments).output().expect("the binary runs")
}

/// The exit code, stdout and stderr.
fn told(arguments: &[&str]) -> (i32, String, String) {
    let Output { status, stdout, stderr } = run(arguments);
    let text = |bytes| String::from_utf8(bytes).expect("what is printed is UTF-8");
    (status.code().expect("an exit code"), text(stdout), text(stderr))
}

fn code(arguments: &[&str]) -> i32 {
    told(arguments).0
}

/// The rules of the findings that a CSV report lists.
fn rules(arguments: &[&str]) -> Vec<String> {
    let (_, stdout, stderr) = told(&[&["audit", "disagreeing", "--format", "csv"], arguments].concat());
    assert_eq!(stderr, "");
    let rows = stdout.lines().skip(1);
    rows.map(|row| row.split(',').nth(1).expect("a rule").to_owned()).collect()
}

#[test]
fn the_exit_code_is_the_same_in_every_format() {
    for format in FORMATS {
        for (dataset, expected) in [("agreeing", 0), ("disagreeing", 1), ("broken", 2)] {
            let (code, stdout, stderr) = told(&["audit", dataset, "--format", format]);
            assert_eq!(code, expected, "{dataset} as {format}: {stderr}");
            assert_eq!(stdout.is_empty(), expected == 2, "{dataset} as {format}: {stdout}");
            assert_eq!(stderr.is_empty(), expected != 2, "{dataset} as {format}: {stderr}");
        }
    }
    let all = told(&["audit", "."]);
    assert_eq!((all.0, all.1.as_str()), (2, ""), "one dataset with problems is enough");
    assert_eq!(code(&["audit", "agreeing", "disagreeing"]), 1);
}

#[test]
fn what_is_left_out_is_said_in_every_format() {
    for format in FORMATS {
        let (code, stdout, stderr) = told(&["audit", "broken", "--keep-going", "--format", format]);
        assert_eq!(code, 2, "{format}");
        assert!(stderr.ends_with("2 problems\n"), "{stderr}");
        let said = match format {
            "json" => "\"problems\": 2",
            "jsonl" => "\"problems\":2",
            _ => "2 problems",
        };
        assert!(stdout.contains(said) && stdout.contains("part-exceeds-whole"), "{format}: {stdout}");
    }
    let quiet = told(&["audit", "broken", "--keep-going", "--quiet"]);
    assert!(quiet.1.contains("2 problems: only what could be loaded was audited"), "{}", quiet.1);
}

#[test]
fn check_counts_and_audits_nothing() {
    let (code, stdout, stderr) = told(&["check", "agreeing", "disagreeing"]);
    assert_eq!((code, stderr.as_str()), (0, ""));
    assert_eq!(
        stdout,
        "agreeing: ok: 4 claims, 3 sources, 0 documents\ndisagreeing: ok: 5 claims, 3 sources, 0 documents\n"
    );
    let (code, stdout, stderr) = told(&["check", "broken", "agreeing"]);
    assert_eq!((code, stdout.as_str()), (2, "broken: 2 problems\nagreeing: ok: 4 claims, 3 sources, 0 documents\n"));
    assert!(stderr.contains("broken/claims.csv:7:9") && stderr.contains("broken/claims.csv:8:82"), "{stderr}");
}

#[test]
fn one_run_writes_several_files_and_a_run_that_fails_none() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (csv, json) = (path("report.csv"), path("report.json"));
    let formats = |dataset| {
        told(&[
            "audit", dataset, "--format", "csv", "--output", &csv, "--format", "json", "--output", &json, "--format",
            "text",
        ])
    };
    let read = |path: &str| fs::read_to_string(path).expect("a report");
    let (code, stdout, stderr) = formats("disagreeing");
    assert_eq!((code, stderr.as_str()), (1, ""));
    assert_eq!(stdout, told(&["audit", "disagreeing"]).1);
    assert_eq!(read(&csv), told(&["audit", "disagreeing", "--format", "csv"]).1);
    assert_eq!(read(&json), told(&["audit", "disagreeing", "--format", "json"]).1);

    fs::write(&csv, "old").expect("a file");
    let (code, stdout, _) = formats("broken");
    assert_eq!((code, stdout.as_str(), read(&csv).as_str()), (2, "", "old"), "problems leave the old file");
    assert_eq!(self::code(&["audit", "disagreeing", "--only", "no-such-rule", "--format", "csv", "--output", &csv]), 2);
    assert_eq!(self::code(&["audit", "no-such-folder", "--format", "csv", "--output", &csv]), 2);
    assert_eq!(read(&csv), "old", "errors leave the old file");
    let left: Vec<_> =
        fs::read_dir(folder.path()).expect("the folder").map(|entry| entry.expect("an entry").file_name()).collect();
    assert_eq!(left.len(), 2, "nothing else is left behind: {left:?}");

    let missing = path("missing/report.csv");
    let (code, _, stderr) = told(&["audit", "agreeing", "--format", "csv", "--output", &missing]);
    assert_eq!(code, 2);
    assert!(stderr.starts_with(&format!("error: cannot write `{missing}`")), "{stderr}");
}

#[test]
fn formats_and_outputs_must_pair() {
    for arguments in [&["--output", "a.xlsx"][..], &["--format", "csv", "--format", "json"], &["--format", "xlsx"]] {
        let (code, stdout, stderr) = told(&[&["audit", "agreeing"], arguments].concat());
        assert_eq!((code, stdout.as_str()), (2, ""), "{stderr}");
        assert!(stderr.starts_with("error: "), "{stderr}");
    }
}

#[test]
fn levels_decide_what_is_denied() {
    let audit = |arguments: &[&str]| code(&[&["audit", "disagreeing"], arguments].concat());
    assert_eq!(audit(&["--only", "sources-disagree"]), 0);
    assert_eq!(audit(&["--only", "sources-disagree", "--deny", "warn"]), 1);
    assert_eq!(audit(&["--only", "sources-disagree", "--level", "sources-disagree=deny"]), 1);
    assert_eq!(audit(&["--only", "sources-disagree", "--level", "sources-disagree=note", "--deny", "warn"]), 0);
    let quiet = ["--level", "cumulative-falls=allow", "--level", "part-exceeds-whole=warn"];
    assert_eq!(audit(&quiet), 1, "what one rule does not say of a fall another does");
    assert_eq!(audit(&[&quiet[..], &["--level", "jointly-impossible=allow"]].concat()), 0);
    assert_eq!(audit(&["--deny", "deny"]), 2, "that is no threshold");
    assert_eq!(audit(&["--level", "cumulative-falls"]), 2);
}

#[test]
fn a_report_can_be_narrowed() {
    let all = ["cumulative-falls", "part-exceeds-whole", "sources-disagree", "wounded-to-killed-ratio"];
    assert_eq!(rules(&[]), all);
    assert_eq!(rules(&["--only", "cumulative-falls"]), ["cumulative-falls"]);
    assert_eq!(
        rules(&["--only", "cumulative-falls", "--only", "sources-disagree"]),
        ["cumulative-falls", "sources-disagree"]
    );
    assert_eq!(rules(&["--select", "metric=personnel.*"]), ["part-exceeds-whole", "wounded-to-killed-ratio"]);
    assert_eq!(rules(&["--select", "source=oryx"]), ["sources-disagree"]);
    let (exit, stdout, stderr) = told(&["audit", "disagreeing", "--select", "metric=personel.*"]);
    assert_eq!((exit, stdout.as_str()), (2, ""), "to select nothing is a slip, not agreement");
    assert!(stderr.contains("no claim is selected by `metric=personel.*`"), "{stderr}");
    assert_eq!(
        rules(&["--level", "cumulative-falls=allow"]),
        ["jointly-impossible", "part-exceeds-whole", "sources-disagree", "wounded-to-killed-ratio"]
    );
    assert_eq!(code(&["audit", "disagreeing", "--select", "colour=red"]), 2);
}

#[test]
fn a_slip_in_the_name_of_a_rule_is_told() {
    for arguments in [&["--only", "cumulative-fals"][..], &["--level", "cumulative-fals=deny"]] {
        let (code, stdout, stderr) = told(&[&["audit", "disagreeing"], arguments].concat());
        assert_eq!((code, stdout.as_str()), (2, ""));
        assert!(
            stderr.contains("`cumulative-fals`") && stderr.contains("did you mean `cumulative-falls`?"),
            "{stderr}"
        );
    }
    let (code, _, stderr) = told(&["explain", "cumulative-fals"]);
    assert_eq!(code, 2);
    assert!(stderr.contains("did you mean `cumulative-falls`?"), "{stderr}");
}

#[test]
fn where_there_is_no_dataset_nothing_agrees() {
    let empty = tempfile::tempdir().expect("a folder");
    let empty = empty.path().to_str().expect("a path");
    for command in ["audit", "check", "sources", "graph"] {
        for arguments in
            [&[command][..], &[command, empty], &[command, "no-such-folder"], &[command, "agreeing/claims.csv"]]
        {
            let (code, stdout, stderr) = told(arguments);
            assert_eq!((code, stdout.as_str()), (2, ""), "{arguments:?}");
            assert!(stderr.starts_with("error: "), "{stderr}");
        }
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    for format in FORMATS {
        let once = told(&["audit", "disagreeing", "--format", format]).1;
        for jobs in ["1", "2", "7"] {
            assert_eq!(told(&["audit", "disagreeing", "--format", format, "--jobs", jobs]).1, once, "{format}");
        }
    }
    assert_eq!(code(&["audit", "agreeing", "--jobs", "0"]), 2);
}

#[test]
fn the_date_is_the_last_in_the_dataset_or_the_one_given() {
    assert!(told(&["audit", "agreeing"]).1.contains("\nas of 2023-04-02\n"));
    assert!(told(&["audit", "agreeing", "--as-of", "2026-04-29"]).1.contains("\nas of 2026-04-29\n"));
    let (code, _, stderr) = told(&["audit", "agreeing", "--as-of", "29.04.2026"]);
    assert_eq!(code, 2);
    assert!(stderr.contains("a date is written `2026-04-29`"), "{stderr}");
}

#[test]
fn quiet_is_the_summary_alone() {
    let (code, stdout, _) = told(&["audit", "disagreeing", "--quiet"]);
    assert_eq!(code, 1);
    assert!(stdout.ends_with("2 at deny, 1 at warn, 1 at note\n"), "{stdout}");
    assert!(!stdout.contains("-->"), "{stdout}");
}

#[test]
fn colour_is_for_those_who_ask() {
    for stream in ["disagreeing", "broken"] {
        let seen = |arguments: &[&str]| {
            let (_, stdout, stderr) = told(&[&["audit", stream], arguments].concat());
            (stdout + &stderr).contains('\u{1b}')
        };
        assert!(!seen(&[]) && !seen(&["--color", "never"]));
        assert!(seen(&["--color", "always"]));
    }
}

#[cfg(unix)]
#[test]
fn a_reader_who_leaves_is_no_error() {
    for format in FORMATS {
        let mut child = counterclaim(&["audit", "disagreeing", "--format", format])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the binary runs");
        drop(child.stdout.take());
        let ended = child.wait_with_output().expect("it ends");
        assert_eq!((ended.status.code(), ended.stderr.as_slice()), (Some(0), &b""[..]), "{format}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    for command in [
        &["audit", "agreeing"][..],
        &["check", "agreeing"],
        &["rules"],
        &["schema", "report"],
        &["schema", "rule"],
        &["bounds", "agreeing", "--metric", "personnel.killed", "--on", "2023-04-02"],
        &["sources", "agreeing"],
        &["graph", "agreeing"],
        &["completions", "bash"],
        &["man"],
        &["test"],
    ] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("the device");
        let ended = counterclaim(command).stdout(full).output().expect("the binary runs");
        let stderr = String::from_utf8_lossy(&ended.stderr).into_owned();
        assert_eq!(ended.status.code(), Some(2), "{command:?}: {stderr}");
        assert!(stderr.starts_with("error: ") && stderr.contains("No space left"), "{command:?}: {stderr}");
    }
    let (code, stdout, stderr) = told(&["audit", "agreeing", "--format", "csv", "--output", "/dev/full"]);
    assert_eq!((code, stdout.as_str()), (2, ""));
    assert!(stderr.starts_with("error: cannot write `/dev/full`"), "{stderr}");
}

#[test]
fn a_folder_of_rules_adds_and_overrides() {
    let (code, stdout, _) = told(&["rules", "--rules", "rules"]);
    assert_eq!(code, 0);
    let row = stdout.lines().find(|row| row.starts_with("killed-exceed-casualties ")).expect("the added rule");
    assert_eq!(row.split_whitespace().nth(1), Some("warn"));
    assert_eq!(rules(&["--rules", "rules", "--only", "killed-exceed-casualties"]), ["killed-exceed-casualties"]);
    let (code, stdout, _) = told(&["test", "rules"]);
    assert_eq!(code, 0, "{stdout}");
    assert!(
        stdout.ends_with("2 examples of 1 rule: 1 validated, 1 reported, 0 noisy, 0 missing, 0 lacking\n"),
        "{stdout}"
    );

    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/sources-disagree.toml");
    let shipped = fs::read_to_string(shipped).expect("a shipped rule");
    let louder = tempfile::tempdir().expect("a folder");
    let own = louder.path().join("sources-disagree.toml");
    fs::write(&own, shipped.replacen("level = \"warn\"", "level = \"deny\"", 1)).expect("a file");
    let folder = louder.path().to_str().expect("a path");
    assert_eq!(self::code(&["audit", "disagreeing", "--only", "sources-disagree", "--rules", folder]), 1);
    assert_eq!(self::code(&["test", folder]), 0);
    assert_eq!(self::code(&["test", own.to_str().expect("a path")]), 0);

    fs::write(&own, shipped.replace("expect = \"silent\"", "expect = \"fires\"")).expect("a file");
    assert_eq!(self::code(&["test", folder]), 1, "an example that does not do what it says");
    fs::write(&own, shipped.replacen("level = \"warn\"", "level = \"wran\"", 1)).expect("a file");
    let (code, stdout, stderr) = told(&["audit", "agreeing", "--rules", folder]);
    assert_eq!((code, stdout.as_str()), (2, ""), "a rule that cannot be read is not left out in silence");
    assert!(stderr.contains("did you mean `warn`?"), "{stderr}");
    for missing in [&["audit", "agreeing", "--rules", "no-such-folder"][..], &["test", "no-such-folder"]] {
        assert_eq!(told(missing).0, 2);
    }
}
