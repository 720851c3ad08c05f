//! One trial: true claims, some slips, and what the shipped rule says of them.

use std::collections::{BTreeMap, BTreeSet};

use counterclaim::load::written::Row;
use counterclaim::model::dataset::Dataset;
use counterclaim::network::feasible::feasible;
use counterclaim::network::manner::Manner;
use counterclaim::network::members::Members;
use counterclaim::network::system::{Falls, System};
use counterclaim::network::told::told;
use counterclaim::rules::network::facts::{Culprit, NetworkFacts, Term};
use counterclaim::rules::verdict::Facts;

use crate::chance::Chance;
use crate::made::{shipped, verdicts, written};
use crate::trials::count::Count;
use crate::trials::drawn::{Printed, claims};
use crate::trials::slip::Slip;

const SETTING: &str = "anchor = { start = \"2022-02-24\" }\n[metric.losses]\n[source.staff]\n";

/// How a slip was met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Met {
    /// No finding names it.
    Missed,
    /// A finding says that it is this claim or another.
    OneOf,
    /// A finding says that it must be this claim.
    Certain,
}

/// One slip, and what became of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Injected {
    pub(super) slip: Slip,
    /// Whether it contradicts the right claims.
    pub(super) detectable: bool,
    pub(super) met: Met,
}

/// What came of a trial.
#[derive(Debug, Clone, Default)]
pub(super) struct Outcome {
    pub(super) injected: Vec<Injected>,
    pub(super) findings: usize,
    /// Findings that say who it must be: a claim, or a correction of the count.
    pub(super) certain: usize,
    /// Those of them that name a right claim.
    pub(super) wronged: usize,
    /// Findings that say that the count was corrected, or several figures are wrong.
    pub(super) corrected: usize,
    /// What was wrongly certain, with the sum that was shown.
    pub(super) notes: Vec<String>,
}

/// Draws claims, makes slips in some of them, and asks the rule.
pub(super) fn run(count: &Count, convention: &str, slips: usize, seed: u64) -> Outcome {
    let mut chance = Chance::of(seed);
    let right = claims(count, &mut chance);
    let mut wrong = right.clone();
    let mut made: BTreeMap<usize, Slip> = BTreeMap::new();
    while made.len() < slips {
        let (slip, _) = *chance.one(&Slip::ALL);
        let at = chance.below(wrong.len());
        if !made.contains_key(&at)
            && let Some(value) = slip.make(right[at].value, &mut chance)
        {
            wrong[at].value = value;
            made.insert(at, slip);
        }
    }
    let rows = |claims: &mut dyn Iterator<Item = (usize, &Printed)>| -> Vec<Row> {
        claims.map(|(at, claim)| claim.row(at, convention)).collect()
    };
    let dataset = written(SETTING, &rows(&mut wrong.iter().enumerate()));
    let mut outcome = Outcome::default();
    let mut met: BTreeMap<usize, Met> = made.keys().map(|&at| (at, Met::Missed)).collect();
    let mut meet = |at: usize, how: Met| {
        if let Some(met) = met.get_mut(&at) {
            *met = how.max(*met);
        }
    };
    for verdict in verdicts(shipped().get("jointly-impossible").expect("a shipped rule"), &dataset) {
        let Facts::Network(facts) = &verdict.facts else { panic!("facts of the network") };
        outcome.findings += 1;
        match &facts.culprit {
            Culprit::Certain => {
                let at = verdict.left.claims[0].at();
                outcome.certain += 1;
                meet(at, Met::Certain);
                if !made.contains_key(&at) {
                    outcome.wronged += 1;
                    outcome.notes.push(format!(
                        "{}, which is right: {}",
                        said(&wrong[at]),
                        sum(facts, &made, &right, &wrong)
                    ));
                }
            }
            // It blames no figure: a correction, or several of those shown.
            Culprit::Corrected => {
                outcome.corrected += 1;
                let shown = facts.least.iter().chain(&facts.most);
                shown.for_each(|term| meet(term.claims[0].at(), Met::OneOf));
                outcome.notes.push(format!("a correction: {}", sum(facts, &made, &right, &wrong)));
            }
            Culprit::OneOf { claims, .. } => claims.iter().for_each(|claim| meet(claim.at(), Met::OneOf)),
            Culprit::Meaning | Culprit::Nobody => panic!("one voice is never without a culprit"),
        }
    }
    let others = |at: &usize| !made.contains_key(at);
    assert!(!contradict(&written(SETTING, &rows(&mut right.iter().enumerate()))), "true claims contradict each other");
    for (&at, &slip) in &made {
        let with = &mut wrong.iter().enumerate().filter(|(other, _)| *other == at || others(other));
        let detectable = contradict(&written(SETTING, &rows(with)));
        outcome.injected.push(Injected { slip, detectable, met: met[&at] });
    }
    outcome
}

fn said(claim: &Printed) -> String {
    let words = if claim.hedge.is_empty() { String::new() } else { format!("{} ", claim.hedge) };
    format!("{words}{} ({})", claim.value, claim.period)
}

/// The sum that a finding shows, with what should have been printed.
fn sum(facts: &NetworkFacts, made: &BTreeMap<usize, Slip>, right: &[Printed], wrong: &[Printed]) -> String {
    let side = |terms: &[Term]| {
        let each = terms.iter().map(|term| {
            let at = term.claims[0].at();
            let slip = made.contains_key(&at).then(|| format!(" [for {}]", right[at].value));
            said(&wrong[at]) + &slip.unwrap_or_default()
        });
        each.collect::<Vec<_>>().join(" + ")
    };
    format!("{} against {}", side(&facts.least), side(&facts.most))
}

/// Whether the claims cannot all hold of a count that never falls.
fn contradict(dataset: &Dataset) -> bool {
    let all = told(dataset, dataset.claims.claims(), Manner::default(), true, |claim| claim.quantity().metric);
    let system = System::build(dataset, all, &[], Falls::Corrected, &BTreeSet::new()).expect("small");
    feasible(&system.net, &Members::none()).is_err()
}
