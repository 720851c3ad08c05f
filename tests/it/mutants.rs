//! What a rule's examples and the fixtures pin down of it: every shipped rule with one thing changed, a
//! mutant, should say something else somewhere. Mutants that nothing notices need a reason in
//! `tests/mutants.toml`; all of it is kept readable in `docs/mutants.md`.

mod changes;
mod noticing;
mod reasons;
mod report;
mod thresholds;

use std::fs;

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use counterclaim::load::toml::TomlText;
use counterclaim::rules::rule::Rule;

use crate::made::{path, shipped};
use crate::mutants::changes::Change;
use crate::mutants::noticing::{Scene, Stage};
use crate::mutants::reasons::Reasons;

/// Below this share of noticed mutants the test fails, whatever the reasons.
const LEAST_PER_CENT: usize = 90;

/// What became of a mutant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// An example of the rule has another outcome.
    ByExample,
    /// The examples fire as they did; the rule says something else of one of them or of a fixture.
    ByFixture,
    /// Nothing changes.
    Unnoticed,
}

/// A rule and its mutants.
struct Score {
    rule: String,
    mutants: Vec<(String, Fate)>,
    /// Changes that the reader refuses.
    refused: usize,
}

impl Score {
    fn count(&self, fate: Fate) -> usize {
        self.mutants.iter().filter(|(_, found)| *found == fate).count()
    }

    fn survivors(&self) -> impl Iterator<Item = &str> {
        self.mutants.iter().filter(|(_, fate)| *fate == Fate::Unnoticed).map(|(name, _)| name.as_str())
    }
}

#[test]
fn every_word_and_threshold_of_a_rule_is_noticed() {
    let stages: Vec<Stage> = noticing::fixtures();
    let fixtures: Vec<Scene<'_>> = stages.iter().map(Scene::of).collect();
    let scores: Vec<Score> = shipped().iter().map(|rule| score(rule, &fixtures)).collect();
    let reasons = Reasons::read();
    let report = report::of(&scores, &reasons);
    println!("{report}");
    let kept = path("docs/mutants.md");
    if std::env::var_os("UPDATE_MUTANTS").is_some() {
        fs::write(&kept, &report).expect("the report can be written");
    }
    let mut wrong = reasons.against(&scores);
    let (noticed, all) = report::totals(&scores);
    if noticed * 100 < LEAST_PER_CENT * all {
        wrong.push(format!("{noticed} of {all} mutants are noticed: less than {LEAST_PER_CENT} %"));
    }
    if fs::read_to_string(&kept).unwrap_or_default() != report {
        wrong.push("docs/mutants.md is out of date: run with UPDATE_MUTANTS=1".to_owned());
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n\n"));
}

/// Every mutant of a rule, and what became of it.
fn score(rule: &Rule, fixtures: &[Scene<'_>]) -> Score {
    let stages = noticing::examples(rule);
    let examples: Vec<Scene<'_>> = stages.iter().map(Scene::of).collect();
    // What stands in the rule's snapshot: what it says of every fixture, and of its own examples.
    let snapshot = || fixtures.iter().chain(&examples);
    let told: Vec<_> = snapshot().map(|scene| scene.told(rule)).collect();
    let fires: Vec<bool> = examples.iter().map(|scene| scene.fires(rule)).collect();
    let fate = |mutant: &Rule| match () {
        () if examples.iter().zip(&fires).any(|(scene, fires)| scene.fires(mutant) != *fires) => Fate::ByExample,
        () if snapshot().zip(&told).any(|(scene, told)| scene.told(mutant) != *told) => Fate::ByFixture,
        () => Fate::Unnoticed,
    };
    let (mutants, refused) = mutants(rule);
    let mutants = mutants.into_par_iter().map(|(name, mutant)| (name, fate(&mutant))).collect();
    Score { rule: rule.id.clone(), mutants, refused }
}

/// The mutants of a rule, each once and none that is the rule itself, and how many changes the reader
/// refuses.
fn mutants(rule: &Rule) -> (Vec<(String, Rule)>, usize) {
    let mut refused = 0;
    let mut mutants: Vec<(String, Rule)> = Vec::new();
    for change in changes::of(rule) {
        let Some(mutant) = changed(rule, &change) else {
            refused += 1;
            continue;
        };
        let alike = |other: &Rule| other.check == mutant.check && other.assumes == mutant.assumes;
        if !alike(rule) && !mutants.iter().any(|(_, other)| alike(other)) {
            mutants.push((change.name, mutant));
        }
    }
    (mutants, refused)
}

/// The rule with another check; `None` where the reader refuses it.
fn changed(rule: &Rule, change: &Change) -> Option<Rule> {
    let text = format!("title = \"mutant\"\nlevel = \"warn\"\nwhy = \"a test\"\n{}", change.check);
    let read = Rule::read(&rule.id, &TomlText { file: rule.origin.clone(), text }).ok()?;
    let assumes = rule.assumes.clone().filter(|_| change.assumes);
    Some(Rule { check: read.check, assumes, ..rule.clone() })
}
