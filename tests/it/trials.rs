//! How often the network is right about who is wrong: true claims drawn from a real count, slips made in some of
//! them, and the shipped rule asked. The same trials every time; what came of them is kept readable in
//! `docs/trials.md`.

mod corrections;
mod count;
mod drawn;
mod report;
mod slip;
mod tally;
mod trial;

use std::fs;

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::made::path;
use crate::trials::count::Count;
use crate::trials::tally::Tally;
use crate::trials::trial::Outcome;

/// How many slips are made in a trial.
const SLIPS: [usize; 5] = [1, 2, 3, 5, 8];
/// How many trials there are of each number of slips, for each convention.
const TRIALS: u64 = 40;
/// To what day a report reaches: known to all, or not said.
const CONVENTIONS: [&str; 2] = ["morning", "unknown"];

/// What must not get worse, in thousandths: of what is said to be certain, how much is right; of what can be
/// found, how much is named.
const LEAST_RIGHT: usize = 1_000;
const LEAST_NAMED: usize = 980;

#[test]
fn slips_are_found_and_right_claims_are_not_blamed() {
    let count = Count::of("gs-personnel.json", "personnel");
    assert!(count.only_grows(), "what falls would be corrected, not blamed");
    let scores =
        CONVENTIONS.map(|convention| (convention, SLIPS.map(|slips| (slips, trials(&count, convention, slips)))));
    let report = report::of(&scores, &corrections::table());
    println!("{report}");
    let kept = path("docs/trials.md");
    if std::env::var_os("UPDATE_TRIALS").is_some() {
        fs::write(&kept, &report).expect("the report can be written");
    }
    let all = scores.iter().flat_map(|(_, scores)| scores).flat_map(|(_, outcomes)| outcomes);
    let tally = Tally::of(all);
    assert!(tally.right() * 1_000 >= LEAST_RIGHT * tally.certain, "right claims are blamed: {tally:?}");
    assert!(tally.named() * 1_000 >= LEAST_NAMED * tally.detectable, "slips are missed: {tally:?}");
    assert_eq!(fs::read_to_string(&kept).unwrap_or_default(), report, "out of date: run with UPDATE_TRIALS=1");
}

/// All trials with so many slips.
fn trials(count: &Count, convention: &str, slips: usize) -> Vec<Outcome> {
    let seed = |trial: u64| 1_000 * u64::try_from(slips).expect("few") + trial;
    (0..TRIALS).into_par_iter().map(|trial| trial::run(count, convention, slips, seed(trial))).collect()
}
