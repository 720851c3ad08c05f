//! Baselines and waivers: what was accepted is passed over as long as it is what was accepted.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

use crate::chance::Chance;
use crate::made::path;

/// A dataset that may be changed, and the files beside it.
struct World {
    home: tempfile::TempDir,
}

impl World {
    /// The folder of a dataset, copied.
    fn copy(below: &str) -> Self {
        let home = tempfile::tempdir().expect("a folder");
        copy(&path(below), &home.path().join("data"));
        Self { home }
    }

    fn file(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    /// Changes a text in a file of the dataset, which has it once.
    fn change(&self, file: &str, from: &str, to: &str) {
        let file = self.file("data").join(file);
        let text = fs::read_to_string(&file).expect("a file");
        assert_eq!(text.matches(from).count(), 1, "{from} in {}", file.display());
        fs::write(file, text.replace(from, to)).expect("changed");
    }

    /// The exit code, stdout and stderr of a command in the folder.
    fn told(&self, arguments: &[&str]) -> (i32, String, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_counterclaim"));
        command.args(arguments).current_dir(self.home.path()).env_clear();
        let Output { status, stdout, stderr } = command.output().expect("the binary runs");
        let text = |bytes| String::from_utf8(bytes).expect("what is printed is UTF-8");
        (status.code().expect("an exit code"), text(stdout), text(stderr))
    }

    /// The findings of an audit of the dataset with more arguments.
    fn findings(&self, more: &[&str]) -> Vec<Value> {
        let (_, stdout, stderr) = self.told(&[&["audit", "data", "--format", "json"], more].concat());
        assert_eq!(stderr, "");
        let report: Value = serde_json::from_str(&stdout).expect("a report");
        report["audits"][0]["findings"].as_array().expect("findings").clone()
    }

    /// Those of them that nobody accepted.
    fn open(&self, more: &[&str]) -> Vec<Value> {
        let open = |finding: &Value| matches!(finding["disposition"]["state"].as_str(), Some("new" | "reopened"));
        self.findings(more).into_iter().filter(open).collect()
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("copied");
        }
    }
}

/// The ministry's table twice: one figure differs on 2024-10-14, one on 2024-10-16 and 2024-10-17.
fn copies() -> World {
    World::copy("tests/fixtures/copies-differ")
}

/// The id of the discrepancy that begins on this day.
fn begins(findings: &[Value], day: &str) -> Value {
    let of_day = |finding: &&Value| finding["rule"] == "copies-differ" && finding["first"] == day;
    findings.iter().find(of_day).unwrap_or_else(|| panic!("a difference from {day} on in {findings:#?}")).clone()
}

fn states(findings: &[Value]) -> Vec<&str> {
    findings.iter().map(|finding| finding["disposition"]["state"].as_str().expect("a state")).collect()
}

/// A waiver of a finding as the report gives it.
fn waiver(finding: &Value, until: &str) -> String {
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    format!(
        "[[waiver]]\nfinding = \"{}\"\nfigures = \"{}\"\nlast = {}\ndays = {}\nreason = \"as printed\"\nby = \"A. Reader\"\n\
         until = \"{until}\"\n\n",
        text(&finding["id"]),
        text(&finding["figures"]["digest"]),
        text(&finding["figures"]["last"]),
        finding["days"]
    )
}

#[test]
fn a_baseline_knows_what_was_there_and_one_new_error_is_one_new_finding() {
    let world = World::copy("datasets/ukraine-losses");
    let file = "series/gs-equipment.json";
    let (code, stdout, stderr) = world.told(&["audit", "data", "--baseline", "known.toml", "--write-baseline", "-q"]);
    assert_eq!((code, stderr.as_str()), (0, ""));
    let last = stdout.lines().last().expect("a line").to_owned();
    assert!(last.starts_with("nothing new; "), "{last}");
    let (code, stdout, stderr) = world.told(&["audit", "data", "--baseline", "known.toml"]);
    assert_eq!((code, stderr.as_str()), (0, ""));
    assert_eq!(stdout.lines().last(), Some(last.as_str()));
    assert!(!stdout.contains("-->"), "what is known is not drawn");

    let whole = fs::read_to_string(world.file("data").join(file)).expect("the series");
    let mut chance = Chance::of(20_261_124);
    let figures: Vec<(usize, &str)> = whole
        .match_indices("\": ")
        .map(|(at, _)| (at + 3, whole[at + 3..].split([',', '\n']).next().expect("a value")))
        .filter(|(_, value)| value.len() >= 4 && value.bytes().all(|byte| byte.is_ascii_digit()))
        .collect();
    for _ in 0..4 {
        // A nought too many: no rounding, and no figure of another day.
        let (at, value) = figures[chance.below(figures.len())];
        let changed = format!("{}{value}0{}", &whole[..at], &whole[at + value.len()..]);
        fs::write(world.file("data").join(file), changed).expect("changed");
        let open = world.open(&["--baseline", "known.toml"]);
        assert_eq!(open.len(), 1, "{value} became {value}0: {open:#?}");
        // Of what only one of the two copies counts, the total falls again on the next day.
        let copied = open[0]["rule"] == "copies-differ";
        assert!(copied || open[0]["rule"] == "cumulative-falls", "{open:#?}");
        let told = open[0]["also"].as_array().expect("rules").iter().any(|rule| rule == "cumulative-falls");
        assert_eq!(told, copied, "the fall is told with the difference");
    }
}

#[test]
fn an_error_in_a_figure_that_others_are_made_of_is_one_new_finding() {
    let world = World::copy("datasets/ukraine-losses");
    assert_eq!(world.told(&["audit", "data", "--baseline", "known.toml", "--write-baseline", "-q"]).0, 0);
    let file = world.file("data").join("claims/articles.csv");
    let whole = fs::read_to_string(&file).expect("the claims");
    // A year beside its total, its average and the average of the rest; parts of a week beside their whole.
    for (id, printed, slip) in
        [("en25-2023", "253,290", "2,532,900"), ("en25-2024", "430,790", "340,790"), ("ki23-week-drones", "33", "330")]
    {
        let row = whole.lines().find(|row| row.starts_with(&format!("{id},"))).expect("the figure's row");
        let cell =
            [format!("\"{printed}\""), format!(",{printed},")].into_iter().find(|cell| row.contains(cell.as_str()));
        let cell = cell.expect("the figure");
        let quoted = if cell.starts_with(',') { format!(",\"{slip}\",") } else { format!("\"{slip}\"") };
        fs::write(&file, whole.replace(row, &row.replacen(&cell, &quoted, 1))).expect("changed");
        let open = world.open(&["--baseline", "known.toml"]);
        assert_eq!(states(&open), ["new"], "{printed} became {slip}: {open:#?}");
        assert_eq!(open[0]["mended_by"]["claim"], id);
        if id == "en25-2023" {
            let cause = open[0]["causes"][0]["sentence"].as_str().expect("a sentence");
            assert_eq!(cause, "`en25-2023`: ten times too much: 2,532,900 for 253,290");
        }
    }
    fs::write(&file, whole).expect("put right");
    assert_eq!(world.open(&["--baseline", "known.toml"]), [Value::Null; 0]);
}

#[test]
fn what_is_accepted_of_a_figure_whatever_it_is_stays_accepted() {
    let world = World::copy("datasets/ukraine-losses");
    assert_eq!(world.told(&["audit", "data", "--baseline", "known.toml", "--write-baseline", "-q"]).0, 0);
    // That it was old when it was published is true of any number.
    let stale = |findings: &[Value]| -> Vec<Value> {
        findings.iter().filter(|finding| finding["rule"] == "stale-figure").cloned().collect()
    };
    let before = stale(&world.findings(&["--baseline", "known.toml"]));
    world.change("claims/articles.csv", "\"31,000\"", "\"34,000\"");
    let after = stale(&world.findings(&["--baseline", "known.toml"]));
    assert_eq!(states(&after), vec!["known"; before.len()]);
    assert!(!before.is_empty() && before != after, "the figure is told as it is now");
}

#[test]
fn a_waived_run_that_grows_stays_waived_and_one_whose_figure_changes_is_reopened() {
    let world = copies();
    let before = world.findings(&[]);
    let run = begins(&before, "2024-10-16");
    assert_eq!(run["days"], 2);
    fs::write(world.file("waivers.toml"), waiver(&run, "for good")).expect("waivers");
    let more = ["--waivers", "waivers.toml"];
    let state = |world: &World| begins(&world.findings(&more), "2024-10-16")["disposition"].clone();
    assert_eq!((state(&world)["state"].as_str(), state(&world)["grown"].as_u64()), (Some("waived"), Some(0)));
    assert_eq!(world.open(&more).len(), before.len() - 1);

    let add = |file: &str, row: &str| {
        let file = world.file("data").join(file);
        let text = fs::read_to_string(&file).expect("a table");
        fs::write(file, format!("{text}{row}\n")).expect("a longer table");
    };
    add("first.csv", "2024-10-18,1236,9020,1");
    add("second.csv", "2024-10-18,1235,9020");
    assert_eq!((state(&world)["state"].as_str(), state(&world)["grown"].as_u64()), (Some("waived"), Some(1)));
    let (_, text, _) = world.told(&[&["audit", "data", "-q"][..], &more].concat());
    assert!(text.contains("waived, 1 time more: "), "{text}");

    world.change("second.csv", "2024-10-17,1234", "2024-10-17,1233");
    let reopened = state(&world);
    assert_eq!((reopened["state"].as_str(), reopened["by"].as_str()), (Some("reopened"), Some("A. Reader")));
    let (_, text, _) = world.told(&[&["audit", "data"][..], &more].concat());
    assert!(text.contains("reopened: a figure changed, came or went since it was waived by A. Reader"), "{text}");
}

#[test]
fn lines_that_move_and_other_discrepancies_reopen_nothing() {
    let world = copies();
    assert_eq!(world.told(&["audit", "data", "--baseline", "known.toml", "--write-baseline", "-q"]).0, 0);
    let file = world.file("data").join("first.csv");
    let text = fs::read_to_string(&file).expect("a table");
    let (head, rows) = text.split_once('\n').expect("rows");
    let mut rows: Vec<&str> = rows.lines().collect();
    rows.reverse();
    fs::write(&file, format!("{head}\n{}\n", rows.join("\n"))).expect("other places");
    assert_eq!(world.open(&["--baseline", "known.toml"]), [Value::Null; 0]);
    world.change("second.csv", "2024-10-15,1232,8995", "2024-10-15,1232,8959");
    let open = world.open(&["--baseline", "known.toml"]);
    assert_eq!(states(&open), ["new"], "{open:#?}");
}

#[test]
fn a_waiver_runs_out_on_a_day_that_somebody_names() {
    let world = copies();
    let run = begins(&world.findings(&[]), "2024-10-16");
    fs::write(world.file("waivers.toml"), waiver(&run, "2026-12-31")).expect("waivers");
    let state = |more: &[&str]| {
        let found = world.findings(&[&["--waivers", "waivers.toml"], more].concat());
        begins(&found, "2024-10-16")["disposition"]["state"].as_str().expect("a state").to_owned()
    };
    assert_eq!(state(&["--as-of", "2026-12-31"]), "waived");
    assert_eq!(state(&["--as-of", "2027-01-01"]), "reopened");
    assert_eq!(state(&[]), "waived");
    let (_, text, _) = world.told(&["audit", "data", "-q", "--waivers", "waivers.toml"]);
    assert!(text.contains("whether 1 waiver has run out was not judged: `--as-of DATE` says what day it is"), "{text}");
    let day = ["audit", "data", "--waivers", "waivers.toml", "--as-of", "2027-01-01"];
    let (_, text, _) = world.told(&day);
    assert!(
        !text.contains("was not judged") && text.contains("reopened: it was waived until 2026-12-31, by A. Reader")
    );
}

#[test]
fn what_was_accepted_and_is_not_there_is_told_unless_only_a_part_is_shown() {
    let world = copies();
    let found = world.findings(&[]);
    let run = begins(&found, "2024-10-16");
    let gone = waiver(&run, "for good").replace(run["id"].as_str().expect("an id"), "0123456789abcdef");
    fs::write(world.file("waivers.toml"), gone).expect("waivers");
    assert_eq!(world.told(&["audit", "data", "-q", "--baseline", "known.toml", "--write-baseline"]).0, 0);
    world.change("second.csv", "2024-10-16,1232", "2024-10-16,1233");
    world.change("second.csv", "2024-10-17,1234", "2024-10-17,1235");
    let more = ["--waivers", "waivers.toml", "--baseline", "known.toml"];
    let (_, text, _) = world.told(&[&["audit", "data", "-q"][..], &more].concat());
    assert!(text.contains("the waiver of `0123456789abcdef` (waivers.toml:2) matches no discrepancy"), "{text}");
    assert!(text.contains("1 discrepancy of the baseline is no longer there"), "{text}");
    let (_, text, _) = world.told(&[&["audit", "data", "-q", "--only", "stuck-row"][..], &more].concat());
    assert!(!text.contains("matches no discrepancy") && !text.contains("no longer there"), "{text}");
}

#[test]
fn a_waived_discrepancy_is_not_written_to_the_baseline() {
    let world = copies();
    let run = begins(&world.findings(&[]), "2024-10-16");
    fs::write(world.file("waivers.toml"), waiver(&run, "for good")).expect("waivers");
    let both = ["audit", "data", "-q", "--waivers", "waivers.toml", "--baseline", "known.toml"];
    assert_eq!(world.told(&[&both[..], &["--write-baseline"]].concat()).0, 0);
    let known = fs::read_to_string(world.file("known.toml")).expect("a baseline");
    assert!(!known.contains(run["id"].as_str().expect("an id")) && known.lines().count() > 3, "{known}");
    assert_eq!(world.open(&["--baseline", "known.toml"]).len(), 1);
    assert_eq!(world.told(&both).0, 0);
}

#[test]
fn what_is_wrong_with_the_files_is_shown_at_its_place() {
    let world = copies();
    let run = begins(&world.findings(&[]), "2024-10-16");
    let good = waiver(&run, "for good");
    for (text, message) in [
        (good.replace("\"A. Reader\"", "\" \""), "`by` is empty"),
        (good.replace("for good", "soon"), "`soon` is not a day"),
        (good.replace("figures = \"", "figures = \"x"), "is no digest of figures"),
        (good.clone() + &good, "is waived twice"),
        (good.replace("reason", "reasn"), "unknown key `reasn`"),
        (good.replace("last = 2024", "last = 20x4"), "-->"),
    ] {
        fs::write(world.file("waivers.toml"), &text).expect("waivers");
        let (code, stdout, stderr) = world.told(&["audit", "data", "--waivers", "waivers.toml"]);
        assert_eq!((code, stdout.as_str()), (2, ""), "{text}");
        assert!(stderr.contains(message) && stderr.contains("waivers.toml:"), "{message}: {stderr}");
    }
    let (code, _, stderr) = world.told(&["audit", "data", "--baseline", "none.toml"]);
    assert_eq!(code, 2);
    assert!(stderr.contains("there is no such file"), "{stderr}");
    let (code, _, stderr) = world.told(&["audit", "data", "--write-baseline"]);
    assert!(code == 2 && stderr.contains("--baseline"), "{stderr}");
    let part = ["audit", "data", "--baseline", "b.toml", "--write-baseline", "--only", "stuck-row"];
    assert_eq!(world.told(&part).0, 2, "a part is no baseline");
    assert!(!world.file("b.toml").exists());
}

#[test]
fn a_discrepancy_is_explained_and_its_draft_is_a_waiver() {
    let world = copies();
    let run = begins(&world.findings(&[]), "2024-10-16");
    let id = run["id"].as_str().expect("an id");
    let (code, stdout, stderr) = world.told(&["explain", &id[..8], "data"]);
    assert_eq!((code, stderr.as_str()), (0, ""));
    assert!(stdout.contains("copies-differ: ") && stdout.contains("why: ") && stdout.contains(id), "{stdout}");
    let draft = &stdout[stdout.find("[[waiver]]").expect("a draft")..];
    let filled = draft
        .replace("reason = \"\"", "reason = \"as printed\"")
        .replace("by = \"\"", "by = \"A. Reader\"")
        .replace("until = \"\"", "until = \"for good\"");
    fs::write(world.file("waivers.toml"), filled).expect("waivers");
    let state = &begins(&world.findings(&["--waivers", "waivers.toml"]), "2024-10-16")["disposition"];
    assert_eq!(state["state"], "waived");
    let (code, _, stderr) = world.told(&["explain", "0123456789abcdef", "data"]);
    assert!(code == 2 && stderr.contains("is no rule, and no discrepancy or claim"), "{stderr}");
}

#[test]
fn a_difference_of_two_reports_says_what_is_new() {
    let world = copies();
    let write = |name: &str| world.told(&["audit", "data", "--format", "json", "--output", name]).2;
    assert_eq!(write("old.json"), "");
    assert_eq!(world.told(&["diff", "old.json", "old.json"]).0, 0);
    world.change("second.csv", "2024-10-15,1232,8995", "2024-10-15,1232,8959");
    write("new.json");
    let (code, stdout, stderr) = world.told(&["diff", "old.json", "new.json", "--deny", "warn"]);
    assert_eq!((code, stderr.as_str()), (1, ""));
    assert!(stdout.contains("new warn[copies-differ]: ") && stdout.contains("8,959"), "{stdout}");
    let (code, stdout, _) = world.told(&["diff", "new.json", "old.json", "--deny", "note"]);
    assert_eq!(code, 0);
    assert!(stdout.starts_with("gone "), "{stdout}");
    let (code, stdout, stderr) = world.told(&["diff", "data/first.csv", "nothing.json"]);
    assert_eq!((code, stdout.as_str()), (2, ""));
    assert!(stderr.contains("first.csv:1:") && stderr.contains("nothing.json"), "{stderr}");
}
