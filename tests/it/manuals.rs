//! Completions and manual pages, as the programs read them that they are for. One that is missing is
//! said, and fails where everything must run.

use std::fs;
use std::io::Write;
use std::process::{Command, Output, Stdio};

fn printed(arguments: &[&str]) -> String {
    let Output { status, stdout, stderr } =
        Command::new(env!("CARGO_BIN_EXE_counterclaim")).args(arguments).output().expect("the binary runs");
    assert!(status.success() && stderr.is_empty(), "{arguments:?}: {}", String::from_utf8_lossy(&stderr));
    String::from_utf8(stdout).expect("text")
}

/// What a program says of a text on its stdin, on both streams; `None` where it is not installed.
fn read_by(program: &str, arguments: &[&str], text: &str) -> Option<(bool, String)> {
    let spawned = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let Ok(mut child) = spawned else {
        eprintln!("not looked at by `{program}`: it is not installed");
        return None;
    };
    child.stdin.take().expect("a pipe").write_all(text.as_bytes()).expect("it reads");
    let Output { status, stdout, stderr } = child.wait_with_output().expect("it ends");
    Some((status.success(), String::from_utf8_lossy(&stdout).into_owned() + &String::from_utf8_lossy(&stderr)))
}

#[test]
fn every_shell_gets_its_completions() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = printed(&["completions", shell]);
        for word in ["audit", "init", "completions", "keep-going"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
    let mut read = 0;
    for (shell, flag) in [("bash", "-n"), ("zsh", "-n"), ("fish", "--no-execute")] {
        if let Some((good, said)) = read_by(shell, &[flag], &printed(&["completions", shell])) {
            assert!(good && said.is_empty(), "{shell}: {said}");
            read += 1;
        }
    }
    assert!(read > 0 || std::env::var_os("CI").is_none(), "no shell has read its completions: install bash");
}

#[test]
fn the_manual_has_a_page_for_every_command() {
    let folder = tempfile::tempdir().expect("a folder");
    let below = folder.path().join("man/man1");
    assert_eq!(printed(&["man", "--output", below.to_str().expect("a path")]), "");
    let mut pages = Vec::new();
    for entry in fs::read_dir(&below).expect("the folder") {
        let entry = entry.expect("an entry");
        pages.push((entry.file_name().into_string().expect("a name"), fs::read_to_string(entry.path()).expect("text")));
    }
    pages.sort();
    let names: Vec<&str> = pages.iter().map(|(name, _)| name.as_str()).collect();
    let commands = [
        "audit",
        "bounds",
        "check",
        "completions",
        "diff",
        "explain",
        "graph",
        "init",
        "man",
        "rules",
        "schema",
        "sources",
        "test",
    ];
    let expected: Vec<String> = commands.iter().map(|command| format!("counterclaim-{command}.1")).collect();
    assert_eq!(names, [expected, vec!["counterclaim.1".to_owned()]].concat());
    assert_eq!(pages.last().map(|(_, page)| page), Some(&printed(&["man"])));

    let mut read = 0;
    for (name, page) in &pages {
        let title = name.trim_end_matches(".1");
        assert!(page.contains(&format!(".TH {title} 1 ")) && page.contains("\n.SH NAME\n"), "{name}");
        assert!(page.contains("\n.SH EXAMPLES\n.nf\n"), "`counterclaim {title} --help` has no examples");
        // With `-ww` groff says everything that is odd; mandoc is asked to render only.
        let groff = read_by("groff", &["-man", "-ww", "-z", "-Tutf8", "-k"], page);
        assert!(groff.as_ref().is_none_or(|(good, said)| *good && said.is_empty()), "{name}: {groff:?}");
        let other = if groff.is_none() { read_by("mandoc", &["-Tutf8"], page) } else { None };
        assert!(other.as_ref().is_none_or(|(good, said)| *good && said.contains("EXAMPLES")), "{name}: {other:?}");
        read += usize::from(groff.or(other).is_some());
    }
    assert!(read > 0 || std::env::var_os("CI").is_none(), "nothing has read the manual: install groff or mandoc");
}
