//! Every shipped rule: its file, its examples, its row in the README, and what it says of every
//! fixture.

use std::cmp::Reverse;
use std::env;
use std::fs;

use counterclaim::audit::{audit, options::Options};
use counterclaim::graph::claim_graph::ClaimGraph;
use counterclaim::rules::example::{self, ExampleOutcome};
use counterclaim::rules::set::RuleSet;

use crate::made::{doubled, fixture, fixtures, only, path, said, shipped, verdicts};

#[test]
fn every_shipped_rule_is_read_without_a_problem() {
    let (rules, problems) = RuleSet::shipped();
    assert_eq!(problems, []);
    let mut files: Vec<String> = Vec::new();
    for entry in fs::read_dir(path("rules")).expect("the rules") {
        let file = entry.expect("an entry").path();
        if file.extension().is_some_and(|extension| extension == "toml") {
            files.push(file.file_stem().expect("a stem").to_string_lossy().into_owned());
        }
    }
    files.sort();
    assert_eq!(rules.iter().map(|rule| rule.id.clone()).collect::<Vec<_>>(), files, "a rule's id is its file's stem");
    let kebab =
        |id: &String| id.split('-').all(|word| !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase()));
    assert!(files.iter().all(kebab), "{files:?}");
}

#[test]
fn every_example_does_what_it_says() {
    for result in example::run(shipped()) {
        assert_eq!(result.problems, [], "{}: {}", result.rule, result.name);
        let right = matches!(result.outcome, ExampleOutcome::Reported | ExampleOutcome::Validated);
        assert!(right, "{}: `{}` is {:?}", result.rule, result.name, result.outcome);
    }
}

#[test]
fn every_rule_shows_when_it_fires_and_when_it_is_silent() {
    for rule in shipped().iter() {
        let expected: Vec<&str> = rule.examples.iter().map(|example| example.expect.get_ref().as_str()).collect();
        for word in ["fires", "silent"] {
            assert!(expected.contains(&word), "{} has no example with `expect = \"{word}\"`", rule.id);
        }
    }
}

#[test]
fn the_readme_has_the_table_of_rules() {
    const MARKS: [&str; 2] = ["<!-- rules -->\n", "<!-- /rules -->"];
    let readme = fs::read_to_string(path("README.md")).expect("a README");
    let (before, rest) = readme.split_once(MARKS[0]).expect("the mark before the table");
    let (found, after) = rest.split_once(MARKS[1]).expect("the mark after the table");
    let expected = table();
    if env::var_os("UPDATE_README").is_some() {
        let text = [before, MARKS[0], &expected, MARKS[1], after].concat();
        fs::write(path("README.md"), text).expect("the README can be written");
    } else {
        assert_eq!(found, expected, "run with UPDATE_README=1, or write:\n\n{expected}");
    }
}

/// The rules as a table, the loudest first.
fn table() -> String {
    let mut rules: Vec<_> = shipped().iter().collect();
    rules.sort_by(|a, b| (Reverse(a.level), &a.id).cmp(&(Reverse(b.level), &b.id)));
    let rows = rules.iter().map(|rule| {
        let (id, level, kind) = (&rule.id, rule.level.word(), rule.kind_word());
        format!("| [`{id}`](rules/{id}.toml) | {level} | {kind} | {} |\n", rule.title)
    });
    "| rule | level | kind | fires when |\n|---|---|---|---|\n".to_owned() + &rows.collect::<String>()
}

#[test]
fn every_fixture_is_a_rule_s() {
    // A rule without one is tried on its own examples and on all other rules' fixtures.
    for name in fixtures() {
        assert!(shipped().get(&name).is_some(), "tests/fixtures/{name}: no rule has this id");
    }
}

#[test]
fn every_rule_on_every_fixture() {
    for rule in shipped().iter() {
        let mut lines = String::new();
        for name in fixtures() {
            for finding in audit(&fixture(&name), &only(rule), &Options::default()).findings {
                let strength = finding.strength.map_or("no amounts", |strength| strength.word());
                let gap = finding.gap.map_or_else(|| "none".to_owned(), |gap| gap.amount.to_string());
                lines +=
                    &format!("{name}: {}\n    {}, {strength}, gap {gap}\n", finding.headline, finding.level.word());
            }
            let fires = lines.lines().any(|line| line.starts_with(&format!("{name}: ")));
            assert!(fires || name != rule.id, "{name} is silent on its own fixture");
        }
        for example in rule.examples.iter().filter(|example| example.expect.get_ref() == "fires") {
            let (dataset, _) = example::dataset(rule, example);
            for finding in audit(&dataset, &only(rule), &Options::default()).findings {
                let strength = finding.strength.map_or("no amounts", |strength| strength.word());
                let (name, level) = (example.name.get_ref(), finding.level.word());
                lines += &format!("example `{name}`: {}\n    {level}, {strength}\n", finding.headline);
            }
        }
        insta::with_settings!({ omit_expression => true, description => rule.title.clone() }, {
            insta::assert_snapshot!(rule.id.clone(), lines);
        });
    }
}

#[test]
fn a_fixture_beside_its_own_copy_says_nothing_new() {
    for name in fixtures() {
        let (dataset, twice) = (fixture(&name), doubled(&fixture(&name)));
        for rule in shipped().iter().filter(|rule| rule.kind_word() != "claim") {
            let (once, again) = (verdicts(rule, &dataset), verdicts(rule, &twice));
            assert_eq!(said(&dataset, &once), said(&twice, &again), "{} on {name}", rule.id);
        }
    }
}

#[test]
fn every_claim_graph_is_sound() {
    for name in fixtures() {
        for dataset in [fixture(&name), doubled(&fixture(&name))] {
            assert_eq!(ClaimGraph::build(&dataset).verify(&dataset), [""; 0], "{name}");
        }
    }
}
