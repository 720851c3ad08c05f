//! `counterclaim sources`: who agrees with whom, held against counting by hand, and as a reader meets it.

use std::collections::{BTreeMap, BTreeSet};
use std::process::{Command, Output};

use counterclaim::audit::agreement::agreement;
use counterclaim::audit::agreement::answer::{Agreement, Pair};
use counterclaim::audit::agreement::tally::Tally;
use counterclaim::graph::attribution::Independence;
use counterclaim::graph::claim_graph::ClaimGraph;
use counterclaim::load::written::Row;
use counterclaim::model::dataset::Dataset;
use counterclaim::model::source::Standing;
use counterclaim::report::sources::shape::{SourcesReport, schema};
use counterclaim::report::sources::{SourcesFormat, csv, write};
use counterclaim::rules::select::Selector;
use serde_json::Value;

use crate::made::{dataset, doubled, path, row, written};
use crate::random;

const FORMATS: [SourcesFormat; 3] = [SourcesFormat::Text, SourcesFormat::Csv, SourcesFormat::Json];

/// A ministry with a spokesman and an ally who relies on it, its enemy, a registry, and a blog of which nothing is known.
const SETTING: &str = r#"
anchor = { start = "2022-03-01" }

[metric.killed]
[metric.hurt]
[metric."killed.named"]
bounds-below = "killed"
[metric.losses]
reads-as = ["killed", "hurt"]

[source.ministry]
name = "Ministry of \"Defence\""
group = "state"
party = "us"
reliability = "C"
[source.spokesman]
group = "state"
party = "us"
speaks-for = ["ministry"]
[source.ally]
relies-on = ["ministry", "unknown"]
[source.enemy]
party = "them"
[source.registry]
[source.blog]
name = "=HYPERLINK(\"x\")\u001B[31m<b>"
"#;

/// Claims of a source on a metric on a day of March, with a value, its words and how it was counted.
fn of(all: &[[&str; 6]]) -> Dataset {
    let each = all.iter().enumerate().map(|(number, [source, metric, day, value, hedge, method])| {
        let (id, period) = (format!("c{number:02}"), format!("start/2022-03-{day}"));
        let columns = [("id", id.as_str()), ("source", source), ("metric", metric), ("period", &period)];
        row(&[&columns[..], &[("value", *value), ("hedge", *hedge), ("method", *method)]].concat())
    });
    written(SETTING, &each.collect::<Vec<Row>>())
}

fn all(dataset: &Dataset) -> Agreement {
    agreement(dataset, &Selector::default())
}

fn pair<'a>(agreement: &'a Agreement, first: &str, second: &str) -> &'a Pair {
    let found = agreement.pairs.iter().find(|pair| pair.voices == [first, second]);
    found.unwrap_or_else(|| panic!("{first} and {second}: {:#?}", agreement.pairs))
}

fn told(format: SourcesFormat, all: &[Agreement]) -> String {
    let mut out = Vec::new();
    write(format, all, &mut out).expect("memory takes everything");
    String::from_utf8(out).expect("text")
}

#[test]
fn every_figure_falls_into_its_column() {
    let dataset = of(&[
        ["ministry", "killed", "04", "5124", "", ""],
        ["enemy", "killed", "04", "5124", "", ""],
        ["ministry", "killed", "05", "200", "", ""],
        ["enemy", "killed", "05", "200", "", ""],
        ["spokesman", "killed", "06", "1000", "", ""],
        ["enemy", "killed", "06", "1099", "", ""],
        ["ministry", "killed", "07", "1001", "", ""],
        ["enemy", "killed", "07", "1203", "", ""],
        ["ministry", "killed", "08", "1500", "", ""],
        ["enemy", "killed", "08", "1400", "more than", ""],
        ["ministry", "killed", "09", "1500", "", ""],
        ["enemy", "killed", "09", "1600", "more than", ""],
        ["ministry", "losses", "10", "2000", "", ""],
        ["enemy", "losses", "10", "2000", "", ""],
    ]);
    let found = all(&dataset);
    assert_eq!((found.voices, found.pairs.len(), found.apart), (2, 1, 0));
    let pair = &found.pairs[0];
    assert_eq!(pair.voices, ["enemy", "ministry"]);
    assert_eq!((pair.standing, pair.independence), (Standing::Adversary, [Independence::Full; 2]));
    let expected = Tally { agree: 1, near: 1, disagree: 1, repeats: 1, bounds: 1, missed: 1, ambiguous: 1, several: 0 };
    assert_eq!((pair.tally, pair.tally.figures()), (expected, 4));
}

#[test]
fn direct_counts_bound_later_totals_once_a_voice() {
    let dataset = of(&[
        ["registry", "killed.named", "02", "300", "", "named-list"],
        ["registry", "killed.named", "04", "400", "", "named-list"],
        ["registry", "killed", "03", "350", "", "registry"],
        ["ministry", "killed", "05", "390", "", ""],
        ["ministry", "killed", "06", "410", "", ""],
        ["ministry", "killed", "01", "410", "", ""],
        ["enemy", "killed", "03", "352", "", "visual"],
    ]);
    let found = all(&dataset);
    let of_ministry = pair(&found, "ministry", "registry").tally;
    // 390 is below the 400 names, though not below the register of two days before; nothing was counted by the 1st.
    assert_eq!((of_ministry.figures(), of_ministry.bounds, of_ministry.missed), (0, 1, 1));
    let films = pair(&found, "enemy", "registry").tally;
    // The register of the 3rd has 350 where films show 352; the 300 names of the day before fit.
    assert_eq!((films.figures(), films.bounds, films.missed), (0, 1, 1), "{films:?}");
    assert_eq!(found.apart, 0, "films bound the ministry's later totals, too");
}

#[test]
fn who_relies_on_whom_is_told_in_both_directions() {
    let dataset = of(&[
        ["ministry", "killed", "04", "501", "", ""],
        ["ally", "killed", "04", "501", "", ""],
        ["registry", "killed", "04", "502", "", "registry"],
        ["blog", "hurt", "09", "7", "", ""],
    ]);
    let found = all(&dataset);
    let linked = pair(&found, "ally", "ministry");
    assert_eq!(linked.independence, [Independence::Partial, Independence::Dependent]);
    assert_eq!((linked.tally.repeats, linked.tally.agree), (1, 0), "one relies on the other: any value is repeated");
    assert_eq!(pair(&found, "ministry", "registry").tally.near, 1);
    assert_eq!((found.voices, found.pairs.len(), found.apart), (4, 3, 3));
    let source = |id: &str| found.sources.iter().find(|known| known.id == id).expect("a source");
    assert_eq!((source("ministry").reliability, source("ally").reliability), ('C', 'F'));
    assert_eq!(source("ally").rests_on, ["ally", "state"]);
    assert!(source("ally").rests_on_unknown && source("ally").relies_on_unknown);
    assert_eq!((source("spokesman").voice.as_str(), source("spokesman").claims), ("ministry", 0));
    let ids: Vec<&str> = found.sources.iter().map(|known| known.id.as_str()).collect();
    // Claims that are written in place have one more, for those that name none.
    assert_eq!(ids, ["a source", "ally", "blog", "enemy", "ministry", "registry", "spokesman"]);
}

#[test]
fn copies_are_one_figure_and_several_are_said() {
    let mut claims = vec![["enemy", "killed", "04", "640", "", ""], ["ministry", "killed", "04", "640", "", ""]];
    let once = all(&of(&claims)).pairs[0].tally;
    claims.push(["spokesman", "killed", "04", "640", "", ""]);
    assert_eq!(all(&of(&claims)).pairs[0].tally, once);
    claims.push(["spokesman", "killed", "04", "900", "more than", ""]);
    assert_eq!(all(&of(&claims)).pairs[0].tally, Tally { several: 1, ..once });
}

#[test]
fn only_what_is_selected_takes_part() {
    let dataset = of(&[
        ["ministry", "killed", "04", "501", "", ""],
        ["enemy", "killed", "04", "901", "", ""],
        ["ministry", "hurt", "04", "502", "", ""],
        ["registry", "hurt", "04", "502", "", ""],
    ]);
    let hurt = agreement(&dataset, &Selector::of("metric", "hurt").expect("a key"));
    assert_eq!(hurt.pairs.iter().map(|pair| pair.voices.clone()).collect::<Vec<_>>(), [["ministry", "registry"]]);
    assert_eq!((hurt.voices, hurt.sources.len()), (2, 2));
}

#[test]
fn the_shipped_datasets_are_told() {
    let ebola = all(&dataset("datasets/ebola-west-africa"));
    let ukraine = all(&dataset("datasets/ukraine-losses"));
    // Oryx's counts lie below the Staff's on every day: two copies of its table, each day once.
    let counted = pair(&ukraine, "general-staff-ua", "oryx").tally;
    assert!(counted.bounds > 10_000 && counted.missed == 0, "{counted:?}");
    insta::with_settings!({ omit_expression => true }, {
        insta::assert_snapshot!("sources.text", told(SourcesFormat::Text, &[ebola.clone(), ukraine]));
        insta::assert_snapshot!("sources.csv", told(SourcesFormat::Csv, std::slice::from_ref(&ebola)));
        insta::assert_snapshot!("sources.json", told(SourcesFormat::Json, &[ebola]));
    });
}

#[test]
fn answers_read_back_and_are_what_their_schema_says() {
    let schema: Value = serde_json::from_str(&schema()).expect("a schema");
    let validator = jsonschema::draft202012::new(&schema).expect("a schema");
    let strange = of(&[["blog", "killed", "04", "5", "", ""], ["registry", "killed", "04", "5", "", ""]]);
    let every = [all(&dataset("datasets/ebola-west-africa")), all(&strange)];
    let json = told(SourcesFormat::Json, &every);
    let read: SourcesReport = serde_json::from_str(&json).expect("no unknown members");
    assert_eq!((read.version, read.datasets.len()), (1, 2));
    let value: Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(validator.iter_errors(&value).map(|error| error.to_string()).collect::<Vec<_>>(), [""; 0]);

    let table = told(SourcesFormat::Csv, &every);
    let mut reader = ::csv::Reader::from_reader(table.as_bytes());
    assert_eq!(reader.headers().expect("a header"), csv::HEADER.as_slice());
    let rows: Vec<BTreeMap<String, String>> = reader.deserialize().map(|row| row.expect("a row")).collect();
    assert_eq!(rows.len(), every.iter().map(|agreement| agreement.pairs.len()).sum::<usize>());
    let last = rows.last().expect("a row");
    assert_eq!(last["first_name"], "'=HYPERLINK(\"x\")\u{1b}[31m<b>", "no spreadsheet runs it");
    assert_eq!((last["agree"].as_str(), last["figures"].as_str()), ("1", "1"));
    let text = told(SourcesFormat::Text, &every);
    assert!(text.contains("=HYPERLINK(\"x\")␛[31m<b>") && !text.contains('\u{1b}'), "{text}");
}

#[test]
fn a_table_stands_in_columns() {
    let text = told(SourcesFormat::Text, &[all(&dataset("datasets/ukraine-losses"))]);
    let lines: Vec<&str> = text.lines().collect();
    let at = lines.iter().position(|line| line.starts_with("source ")).expect("a table");
    let begins = |column: &str| lines[at].find(column).map(|byte| lines[at][..byte].chars().count()).expect("a column");
    let rows = lines[at + 1..].iter().take_while(|line| !line.is_empty()).filter(|line| !line.starts_with("    "));
    let mut seen = 0;
    for row in rows {
        for column in ["name", "group", "party"] {
            let before: Vec<char> = row.chars().take(begins(column)).collect();
            assert_eq!(before[before.len() - 2..], [' ', ' '], "{row}");
        }
        seen += 1;
    }
    assert_eq!(seen, 22);
}

/// How many figures two voices share, and how many of an ambiguous word, counted by looking at every claim.
fn by_hand(dataset: &Dataset) -> BTreeMap<(String, String), (usize, usize)> {
    let graph = ClaimGraph::build(dataset);
    let mut of_voices: BTreeMap<&str, BTreeSet<_>> = BTreeMap::new();
    for claim in graph.speaking(dataset, dataset.claims.claims()).into_iter().map(|ix| dataset.claim(ix)) {
        let period = claim.period();
        let said = (claim.quantity(), period.start, period.end);
        of_voices.entry(dataset.sources.id(claim.lineage())).or_default().insert(said);
    }
    let mut found = BTreeMap::new();
    for (first, said) in &of_voices {
        for (second, other) in of_voices.iter().filter(|(second, _)| *second > first) {
            let shared: Vec<_> = said.intersection(other).collect();
            let is_ambiguous = |quantity: &counterclaim::model::claim::Quantity| {
                !dataset.vocabulary.readings(&quantity.metric).is_empty()
            };
            let ambiguous = shared.iter().filter(|(quantity, ..)| is_ambiguous(quantity)).count();
            if !shared.is_empty() {
                found.insert(((*first).to_owned(), (*second).to_owned()), (shared.len() - ambiguous, ambiguous));
            }
        }
    }
    found
}

proptest::proptest! {
    #![proptest_config(random::cases(160))]

    #[test]
    fn every_shared_figure_is_counted_once((rows, other) in random::shuffled(24)) {
        let (one, two) = (random::dataset(&rows), random::dataset(&other));
        let found = all(&one);
        let by_hand = by_hand(&one);
        for pair in &found.pairs {
            // Nothing here is counted directly: all bounds are of the same days.
            let (shared, ambiguous) = by_hand[&(pair.voices[0].clone(), pair.voices[1].clone())];
            let compared = pair.tally.figures() + pair.tally.bounds + pair.tally.missed;
            assert_eq!((compared, pair.tally.ambiguous), (shared as u64, ambiguous as u64), "{rows:?}");
            assert!(pair.tally.several <= compared && shared > 0);
        }
        let only = by_hand.values().filter(|(shared, _)| *shared == 0).count();
        assert_eq!((found.pairs.len(), found.ambiguous_only), (by_hand.len() - only, only as u64), "{rows:?}");
        assert_eq!(found.voices * found.voices.saturating_sub(1) / 2, found.pairs.len() as u64 + found.apart);
        // Neither the order of rows nor copies of them change anything.
        let backwards = all(&two);
        for format in FORMATS {
            assert_eq!(told(format, std::slice::from_ref(&found)), told(format, std::slice::from_ref(&backwards)));
        }
        assert_eq!(all(&doubled(&one)).pairs, found.pairs, "{rows:?}");
    }
}

// The command as a script meets it.

fn run(arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_counterclaim"));
    let Output { status, stdout, stderr } =
        command.arg("sources").args(arguments).current_dir(path("")).env_clear().output().expect("the binary runs");
    let text = |bytes| String::from_utf8(bytes).expect("what is printed is UTF-8");
    (status.code().expect("an exit code"), text(stdout), text(stderr))
}

#[test]
fn the_command_tells_or_says_why_not() {
    let (code, stdout, stderr) = run(&[]);
    assert_eq!((code, stderr.as_str()), (0, ""));
    for name in ["covid-italy", "ebola-west-africa", "ukraine-losses"] {
        assert!(stdout.contains(&format!("datasets/{name}: ")), "{stdout}");
    }
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("pairs.csv");
    let output = ["datasets/ukraine-losses", "--select", "table=articles", "--output", file.to_str().expect("a path")];
    assert_eq!(run(&output), (0, String::new(), String::new()));
    assert!(std::fs::read_to_string(&file).expect("a file").starts_with(&csv::HEADER.join(",")));

    let (code, stdout, stderr) = run(&["tests/fixtures-cli/broken", "datasets/covid-italy"]);
    assert_eq!((code, stdout.as_str()), (2, ""));
    assert!(stderr.ends_with("2 problems\n"), "{stderr}");
    for (arguments, message) in [
        (&["--select", "table=article"][..], "no claim is matched by `--select table=article`"),
        (&["--output", "a.jsonl"], "`--output a.jsonl` has no format"),
        (&["no-such-folder"], "no-such-folder"),
    ] {
        let (code, stdout, stderr) = run(arguments);
        assert_eq!((code, stdout.as_str()), (2, ""), "{arguments:?}");
        assert!(stderr.starts_with("error: ") && stderr.contains(message), "{stderr}");
    }
}
