//! The report that is kept: `docs/mutants.md`.

use std::fmt::Write as _;

use crate::mutants::reasons::Reasons;
use crate::mutants::{Fate, Score};

const HEAD: &str = "\
# What the examples pin down

Made by `UPDATE_MUTANTS=1 cargo test --test it mutants`; do not edit.

A *mutant* is a shipped rule with one thing changed: a word, an item of a list, a key, a condition of a selector, \
a threshold by a tenth, by half or twofold, a share near its default where none is written, or its assumption left \
out. It is *noticed* where an example of the rule has another outcome, or else where the rule says something else of \
a fixture or of its own examples. What nothing notices is listed with the reason that `tests/mutants.toml` gives. Changes that the reader \
refuses, and those after which the rule is the same, are no mutants.

";

/// How many mutants are noticed, of how many.
pub(super) fn totals(scores: &[Score]) -> (usize, usize) {
    let all = scores.iter().map(|score| score.mutants.len()).sum();
    let survivors: usize = scores.iter().map(|score| score.count(Fate::Unnoticed)).sum();
    (all - survivors, all)
}

/// The whole report.
pub(super) fn of(scores: &[Score], reasons: &Reasons) -> String {
    let mut text = HEAD.to_owned();
    text += "| rule | mutants | by examples | by the snapshot | unnoticed | score | refused |\n";
    text += "|---|---:|---:|---:|---:|---:|---:|\n";
    for score in scores {
        row(&mut text, &format!("`{}`", score.rule), std::slice::from_ref(score));
    }
    row(&mut text, "all", scores);
    for score in scores.iter().filter(|score| score.count(Fate::Unnoticed) > 0) {
        write!(text, "\n## {}\n\n", score.rule).expect("memory takes everything");
        for mutant in score.survivors() {
            let reason = reasons.of(&score.rule, mutant).unwrap_or("**no reason yet**");
            writeln!(text, "- `{mutant}`: {reason}").expect("memory takes everything");
        }
    }
    text
}

fn row(text: &mut String, name: &str, scores: &[Score]) {
    let count = |fate: Fate| scores.iter().map(|score| score.count(fate)).sum::<usize>();
    let (noticed, all) = totals(scores);
    let refused: usize = scores.iter().map(|score| score.refused).sum();
    let [examples, fixtures, unnoticed] = [Fate::ByExample, Fate::ByFixture, Fate::Unnoticed].map(count);
    // Rounded down: 100 % means every one.
    let per_mille = (noticed * 1_000).checked_div(all).unwrap_or(1_000);
    let percent = if all == 0 { "–".to_owned() } else { format!("{}.{} %", per_mille / 10, per_mille % 10) };
    writeln!(text, "| {name} | {all} | {examples} | {fixtures} | {unnoticed} | {percent} | {refused} |")
        .expect("memory takes everything");
}
