//! The report that is kept: `docs/trials.md`.

use std::fmt::Write as _;

use crate::trials::slip::Slip;
use crate::trials::tally::Tally;
use crate::trials::trial::Outcome;

/// The outcomes of one convention, by the number of slips.
pub(super) type Scores = (&'static str, [(usize, Vec<Outcome>); 5]);

const HEAD: &str = "\
# How often the blame is right

Made by `UPDATE_TRIALS=1 cargo test --test it trials`; do not edit.

In every trial 60 running totals and 40 periods are drawn from the General Staff's daily count of personnel \
(`datasets/ukraine-losses/series/gs-personnel.json`, which never falls), half of them as they are, the others in words \
that are true of them: \"about\", \"more than\", \"at least\". Then some are spoilt: two neighbouring digits change \
places, a digit is left out or is another, or the figure is a tenth off. `jointly-impossible` is asked what it says of \
the hundred claims. The trials are the same every time, and every test run makes all of them.

A slip is *detectable* if the spoilt claim contradicts the right ones; the others hide in what the right claims leave \
open, and no arithmetic finds them. It is *named by itself* where a finding says that it must be this claim, *among \
others* where a finding says that it is one of some, or that the count was corrected downwards or several of some \
figures are wrong. What is said to be *certain* is *wrong* where a right claim is named.

";

const CORRECTIONS: &str = "
## Real corrections

Every day of the General Staff's equipment series by itself, with the corrections that it published and without: who \
must be wrong where a count falls. Without them, a fall that the next report makes up for looks like one figure out \
of line.

";

pub(super) fn of(scores: &[Scores], corrections: &str) -> String {
    let mut text = HEAD.to_owned();
    for (convention, by_count) in scores {
        text += match *convention {
            "morning" => "## Everybody knows to what day a report reaches\n\n",
            _ => "\n## Nobody says to what day a report reaches\n\n",
        };
        text += "| slips a trial | trials | slips | detectable | named by itself | among others | share named | findings | certain | wrong | share right | perhaps corrected |\n";
        text += "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n";
        for (slips, outcomes) in by_count {
            row(&mut text, &slips.to_string(), &Tally::of(outcomes.iter()));
        }
        let all = || by_count.iter().flat_map(|(_, outcomes)| outcomes);
        row(&mut text, "all", &Tally::of(all()));
        text += "\n| slip | slips | detectable | named by itself | among others | share named |\n|---|---:|---:|---:|---:|---:|\n";
        for (slip, name) in Slip::ALL {
            let mut tally = Tally::default();
            all()
                .flat_map(|outcome| &outcome.injected)
                .filter(|made| made.slip == slip)
                .for_each(|made| tally.add(made));
            let Tally { slips, detectable, by_itself, among_others, .. } = tally;
            let named = share(tally.named(), detectable);
            writeln!(text, "| {name} | {slips} | {detectable} | {by_itself} | {among_others} | {named} |")
                .expect("memory");
        }
        let notes: Vec<&str> = all().flat_map(|outcome| &outcome.notes).map(String::as_str).collect();
        if !notes.is_empty() {
            text += "\nWhat is said of right claims, or of a correction:\n\n";
            notes.iter().for_each(|note| writeln!(text, "- {note}").expect("memory"));
        }
    }
    text + CORRECTIONS + corrections
}

fn row(text: &mut String, name: &str, tally: &Tally) {
    let Tally { trials, slips, detectable, by_itself, among_others, findings, certain, corrected, .. } = *tally;
    let (wrong, named, right) =
        (certain - tally.right(), share(tally.named(), detectable), share(tally.right(), certain));
    writeln!(
        text,
        "| {name} | {trials} | {slips} | {detectable} | {by_itself} | {among_others} | {named} | {findings} | {certain} | {wrong} | {right} | {corrected} |"
    )
    .expect("memory");
}

/// Rounded down: 100 % means every one.
fn share(part: usize, all: usize) -> String {
    let per_mille = (part * 1_000).checked_div(all).unwrap_or(1_000);
    format!("{}.{} %", per_mille / 10, per_mille % 10)
}
