//! Two voices with the same unusual value, and no word on who has it from whom.

use std::collections::BTreeMap;

use crate::graph::attribution::{Attribution, Independence};
use crate::graph::stance::{Says, Stance};
use crate::model::claim::Quantity;
use crate::model::index::ClaimIx;
use crate::rules::evidence::Evidence;
use crate::rules::provenance::facts::ProvenanceFacts;
use crate::rules::provenance::made::{figure, verdict};
use crate::rules::select::Selector;
use crate::rules::verdict::{Outcome, Run, Verdict};

/// A quantity, and the groups whose values of it are the same.
type Between = (Quantity, Vec<Vec<u32>>);

/// One verdict for the same groups and quantity: the first claim against those of the other groups, and how often.
pub(super) fn check(evidence: &Evidence<'_>, selector: &Selector) -> Outcome {
    let attribution = evidence.backings().attribution();
    let mut outcome = Outcome::default();
    let mut found: BTreeMap<Between, (Vec<ClaimIx>, Run)> = BTreeMap::new();
    for cell in evidence.cells() {
        // Claims of one figure stand beside each other, in order of their ids.
        for alike in evidence.claims(cell).chunk_by(|&a, &b| figure(evidence, a) == figure(evidence, b)) {
            let voices = if alike.len() < 2 { Vec::new() } else { voices(evidence, attribution, alike, selector) };
            if voices.len() < 2 {
                continue;
            }
            outcome.comparisons += voices.len() as u64 - 1;
            outcome.touched.extend(voices.iter().map(|stance| stance.claim));
            let Some(same) = undeclared(evidence, attribution, &voices) else { continue };
            let mut groups: Vec<Vec<u32>> =
                same.iter().map(|stance| attribution.get(stance.origin).own.clone()).collect();
            groups.sort_unstable();
            let day = evidence.claim(same[0].claim).period().label;
            let claims = || same.iter().map(|stance| stance.claim).collect();
            let (_, run) = found
                .entry((cell.quantity, groups))
                .or_insert_with(|| (claims(), Run { first: day, last: day, count: 0 }));
            *run = Run { first: run.first.min(day), last: run.last.max(day), count: run.count + 1 };
        }
    }
    for (claims, run) in found.into_values() {
        let told = verdict(evidence, &claims[..1], &claims[1..], ProvenanceFacts::UndeclaredCopy);
        outcome.verdicts.push(Verdict { run, ..told });
    }
    outcome
}

/// The first claim of every group, of those that did not come to an unusual value by counting.
fn voices(evidence: &Evidence<'_>, attribution: &Attribution, alike: &[ClaimIx], selector: &Selector) -> Vec<Stance> {
    let mut voices: Vec<Stance> = Vec::new();
    for claim in alike.iter().map(|&claim| evidence.claim(claim)).filter(|&claim| selector.selects(claim)) {
        let stance = Stance::of(claim, attribution);
        let own = |stance: &Stance| &attribution.get(stance.origin).own;
        let known = voices.iter().any(|known| own(known) == own(&stance));
        if stance.unusual().is_some() && !stance.direct && !known {
            voices.push(stance);
        }
    }
    voices
}

/// The first of them that repeats others without a link, and those others.
fn undeclared(evidence: &Evidence<'_>, attribution: &Attribution, voices: &[Stance]) -> Option<Vec<Stance>> {
    let repeats = |one: &Stance, other: &Stance| {
        let heard = one.hear(other, evidence.dataset, attribution);
        let apart = heard.independence != Independence::OneGroup;
        heard.says == Says::Repeats && apart && !attribution.is_linked(other.origin, one.origin)
    };
    voices.iter().enumerate().find_map(|(at, first)| {
        let others: Vec<Stance> = voices[at + 1..].iter().filter(|other| repeats(first, other)).copied().collect();
        (!others.is_empty()).then(|| [vec![*first], others].concat())
    })
}
