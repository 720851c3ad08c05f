//! Malformed input: one fault a folder of `tests/bad`, shown as its user sees it. What git cannot keep
//! (links, a line of 64 MiB, a file that changes) is made in a temporary folder.

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

/// The place of a problem is that of its text: line, column and underlined text agree with the file.
#[test]
fn the_text_at_a_place_is_the_text_underlined() {
    let mut places = 0;
    for name in cases() {
        for problem in counterclaim::load::load(&bad().join(name)).problems {
            let Some(excerpt) = problem.excerpt else { continue };
            let bytes = fs::read(&excerpt.file).expect("the file shown can be opened");
            let text = String::from_utf8_lossy(&bytes);
            let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
            let line = text.split('\n').nth(usize::try_from(excerpt.line).expect("a line") - 1).expect("the line");
            let rest: String = line.chars().skip(usize::try_from(excerpt.column).expect("a column") - 1).collect();
            let meant = &excerpt.text[excerpt.span.clone()];
            assert!(rest.starts_with(meant), "{}:{}: {meant}", excerpt.file, excerpt.line);
            assert!(line.contains(&excerpt.text), "{}:{}: {}", excerpt.file, excerpt.line, excerpt.text);
            places += 1;
        }
    }
    assert!(places > 100, "{places}");
}

/// A dataset in a temporary folder, called `d` in it.
struct Home(tempfile::TempDir);

impl Home {
    fn new(manifest: &str, files: &[(&str, &str)]) -> Self {
        let home = Self(tempfile::tempdir().expect("a folder"));
        fs::create_dir(home.0.path().join("d")).expect("a folder");
        home.write("dataset.toml", &format!("title = \"T\"\nopen = [\"metric\", \"source\"]\n{manifest}"));
        for (name, text) in files {
            home.write(name, text);
        }
        home
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join("d").join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).expect("a file");
    }

    /// What `check` says; it must exit 2.
    fn check(&self) -> String {
        let output = run(self.0.path(), &["check", "d"]);
        let stderr = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{stderr}");
        assert!(stderr.len() < 100_000, "a flood of {} bytes", stderr.len());
        stderr
    }
}

const TABLE: &str = "[[table]]\npath = \"claims.csv\"\n";
const CLAIMS: &str = "source,metric,period,value\nmediazona,killed,2023,47000\n";

#[test]
fn a_folder_that_does_not_exist_is_an_error() {
    let output = run(&bad(), &["check", "no-such-folder"]);
    assert_eq!((output.status.code(), text(&output.stdout).as_str()), (Some(2), ""));
    assert!(text(&output.stderr).contains("`no-such-folder`"), "{}", text(&output.stderr));
}

#[cfg(unix)]
#[test]
fn links_do_not_lead_out_of_a_dataset_nor_in_circles() {
    use std::os::unix::fs::symlink;
    let outside = Home::new(TABLE, &[("claims.csv", CLAIMS)]);
    let home = Home::new(TABLE, &[]);
    symlink(outside.path("claims.csv"), home.path("claims.csv")).expect("a link");
    assert!(
        home.check()
            .starts_with("error: `claims.csv` is a link that leaves the dataset's folder\n --> d/dataset.toml:4:8\n")
    );

    let circle = Home::new(TABLE, &[]);
    symlink(circle.path("b.csv"), circle.path("claims.csv")).expect("a link");
    symlink(circle.path("claims.csv"), circle.path("b.csv")).expect("a link");
    assert!(circle.check().starts_with("error: `claims.csv` cannot be read: "));

    let folders = Home::new("[[table]]\npath = \"a/*/claims.csv\"\n", &[]);
    fs::create_dir(folders.path("a")).expect("a folder");
    symlink(folders.path("a"), folders.path("a/a")).expect("a link");
    assert!(folders.check().contains("`a/a/claims.csv` does not exist"));

    let dangling = Home::new(TABLE, &[("claims.csv", CLAIMS)]);
    symlink("nowhere.toml", dangling.path("vocabulary.toml")).expect("a link");
    assert!(dangling.check().contains("d/vocabulary.toml"));
}

#[cfg(unix)]
#[test]
fn a_pipe_is_not_waited_for() {
    for (name, manifest) in [("claims.csv", TABLE), ("vocabulary.toml", TABLE)] {
        let home = Home::new(manifest, &[("claims.csv", CLAIMS)]);
        let path = home.path(name);
        let _ = fs::remove_file(&path);
        let made = Command::new("mkfifo").arg(&path).status().expect("mkfifo runs");
        assert!(made.success());
        let said = home.check();
        assert!(said.contains("regular file"), "{said}");
    }
}

/// One line of 64 MiB, read in a tenth of a gigabyte of address space more than the program needs.
#[cfg(target_os = "linux")]
#[test]
fn a_line_without_end_is_told_and_not_kept() {
    for (table, name, head) in [
        (TABLE, "claims.csv", "source,metric,period,value\nmediazona,killed,2023,47000\nmediazona,killed,2024,\""),
        (TABLE, "claims.csv", "source,metric,period,value\nmediazona,killed,2023,47000\nmediazona,killed,2024,"),
        ("[[table]]\npath = \"claims.jsonl\"\n", "claims.jsonl", "{\"source\": \"mediazona\", \"metric\": \""),
        (TABLE, "vocabulary.toml", "[metric.killed]\nname = \""),
    ] {
        let home = Home::new(table, &[("claims.csv", CLAIMS)]);
        let mut file = fs::File::create(home.path(name)).expect("a file");
        std::io::Write::write_all(&mut file, head.as_bytes()).expect("written");
        let filler = vec![b'x'; 1 << 20];
        for _ in 0..64 {
            std::io::Write::write_all(&mut file, &filler).expect("written");
        }
        drop(file);
        let output = Command::new("sh")
            .args(["-c", "ulimit -v 400000; exec \"$0\" check d", env!("CARGO_BIN_EXE_counterclaim")])
            .current_dir(home.0.path())
            .env_clear()
            .output()
            .expect("the shell runs");
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{name}: {}", said.chars().take(2_000).collect::<String>());
        assert!(
            said.len() < 2_000 && said.contains(name),
            "{name}: {} bytes: {}",
            said.len(),
            said.chars().take(2_000).collect::<String>()
        );
        assert!(said.contains("16 MiB"), "{said}");
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_changes_while_it_is_read_is_not_trusted() {
    use std::io::Write as _;
    let rows = "mediazona,killed,2023,47000\n".repeat(200_000);
    let home = Home::new(TABLE, &[("claims.csv", &format!("source,metric,period,value\n{rows}"))]);
    let mut file = fs::OpenOptions::new().append(true).open(home.path("claims.csv")).expect("the file");
    let (stop, stopped) = std::sync::mpsc::channel::<()>();
    let writer = std::thread::spawn(move || {
        while stopped.recv_timeout(std::time::Duration::from_millis(1))
            == Err(std::sync::mpsc::RecvTimeoutError::Timeout)
        {
            file.write_all(b"mediazona,killed,2024,52000\n").expect("written");
        }
    });
    let said = home.check();
    drop(stop);
    writer.join().expect("the writer ends");
    assert!(said.contains("the file changed while it was read"), "{said}");
}

/// What a stranger writes into ids, names and paths cannot reach the terminal as a command.
#[test]
fn no_control_character_reaches_the_terminal() {
    let esc = "\u{1b}[31m\u{9b}2J\u{202e}";
    let home = Home::new(
        &format!("[[table]]\npath = \"claims.csv\"\n[[table]]\npath = \"{}\"\n", "a\\u001b[31m\\nb.csv"),
        &[("claims.csv", &format!("source,metric,period,value,{esc}\nmediazona,killed,{esc},{esc}\n"))],
    );
    home.write("vocabulary.toml", &format!("[metric.\"{esc}\"]\n[metric.killed]\nname = \"{esc}\"\n"));
    let said = home.check();
    assert!(!said.chars().any(|c| c.is_control() && c != '\n' || c == '\u{202e}'), "{said:?}");
}

#[test]
fn what_is_far_too_much_is_told_in_a_few_words() {
    let open = "[[table]]\npath = \"claims.csv\"\nname = \"claims\"\n";
    let columns: Vec<String> = (0..100_000).map(|number| format!("column-{number}")).collect();
    let wide = Home::new(TABLE, &[("claims.csv", &columns.join(","))]).check();
    assert!(wide.contains("more than 10000 columns: 100000") && wide.len() < 1_000, "{wide}");

    let keys: Vec<String> = (0..20_000).map(|number| format!("{{\"key-{number}\": 1}}")).collect();
    let home = Home::new("[[table]]\npath = \"claims.json\"\n", &[("claims.json", &format!("[{}]", keys.join(",")))]);
    assert!(home.check().contains("more problems in this file"));

    for (column, text) in
        [("period", "2".repeat(5_000_000)), ("value", "9".repeat(5_000_000)), ("hedge", "a".repeat(5_000_000))]
    {
        let row = |name: &str, usual: &str| if name == column { text.clone() } else { usual.to_owned() };
        let row = format!("mediazona,killed,{},{},{}", row("period", "2023"), row("value", "1"), row("hedge", ""));
        let said = Home::new(TABLE, &[("claims.csv", &format!("source,metric,period,value,hedge\n{row}\n"))]).check();
        assert!(said.len() < 2_000 && said.contains(" … "), "{column}: {} bytes", said.len());
    }

    let slips: String = (0..20_000).map(|number| format!("[place.a-{number}]\npart-of = [\"b-{number}\"]\n")).collect();
    let said = Home::new(open, &[("claims.csv", CLAIMS), ("vocabulary.toml", &slips)]).check();
    assert!(said.contains("more problems in this file"), "{} bytes", said.len());

    let selves: String = (0..1_000).map(|number| format!("mediazona,killed,2023,1,c{number},c{number}\n")).collect();
    let circles = format!("source,metric,period,value,id,restates\n{selves}");
    assert!(Home::new(TABLE, &[("claims.csv", &circles)]).check().contains("and 900 more circles of claims"));
}

#[test]
fn a_hundred_thousand_unknown_words_are_no_flood() {
    let mut rows = String::from("source,metric,period,value\n");
    for number in 0..100_000 {
        rows += &format!("mediazona,killed-{number},2023,47000\n");
    }
    let home = Home::new(TABLE, &[("claims.csv", &rows)]);
    home.write("dataset.toml", &format!("title = \"T\"\nopen = [\"source\"]\n{TABLE}"));
    let said = home.check();
    assert!(said.contains("and 99900 more problems in this file"), "{said}");
    assert!(said.ends_with("problems\n"));
}
