//! Two voices with the same unusual value, and no word on who has it from whom.

use std::collections::{BTreeMap, BTreeSet};

use crate::graph::attribution::{Attribution, Independence};
use crate::graph::stance::{Says, Stance};
use crate::model::claim::Quantity;
use crate::model::index::ClaimIx;
use crate::rules::evidence::Evidence;
use crate::rules::provenance::facts::ProvenanceFacts;
use crate::rules::provenance::made::{figure, root, verdict};
use crate::rules::select::Selector;
use crate::rules::verdict::{Outcome, Run, Verdict};

/// A quantity, and the groups whose values of it are the same.
type Between = (Quantity, Vec<Vec<u32>>);

/// One group with a figure.
struct Voice<'v> {
    /// Its first claim of that figure.
    stance: Stance,
    /// The group, or those of the figures that the claim was computed from.
    own: &'v [u32],
    /// The groups of the outlets that are known to have printed its figure.
    printed_by: BTreeSet<u32>,
}

/// One verdict for the same groups and quantity: the first claim against those of the other groups, and how often.
pub(super) fn check(evidence: &Evidence<'_>, selector: &Selector) -> Outcome {
    let attribution = evidence.backings().attribution();
    let printed = printed(evidence);
    let mut outcome = Outcome::default();
    let mut found: BTreeMap<Between, (Vec<ClaimIx>, Run)> = BTreeMap::new();
    for cell in evidence.cells() {
        // Claims of one figure stand beside each other, in order of their ids.
        for alike in evidence.claims(cell).chunk_by(|&a, &b| figure(evidence, a) == figure(evidence, b)) {
            let voices =
                if alike.len() < 2 { Vec::new() } else { voices(evidence, attribution, &printed, alike, selector) };
            if voices.len() < 2 {
                continue;
            }
            outcome.comparisons += voices.len() as u64 - 1;
            outcome.touched.extend(voices.iter().map(|voice| voice.stance.claim));
            let Some(same) = undeclared(evidence, attribution, &voices) else { continue };
            let mut groups: Vec<Vec<u32>> = same.iter().map(|voice| voice.own.to_vec()).collect();
            groups.sort_unstable();
            let day = evidence.claim(alike[0]).period().label;
            let claims = || same.iter().map(|voice| voice.stance.claim).collect();
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

/// For every claim that passed through outlets, itself or as what repeats it, their groups.
fn printed(evidence: &Evidence<'_>) -> BTreeMap<ClaimIx, BTreeSet<u32>> {
    let mut printed: BTreeMap<ClaimIx, BTreeSet<u32>> = BTreeMap::new();
    for claim in evidence.dataset.claims.claims().map(|ix| evidence.claim(ix)).filter(|claim| !claim.via().is_empty()) {
        let outlets = claim.via().iter().map(|&outlet| evidence.dataset.sources.group_key(outlet));
        printed.entry(root(evidence, claim.ix)).or_default().extend(outlets);
    }
    printed
}

/// The groups with an unusual value to which they did not come by counting.
fn voices<'a>(
    evidence: &Evidence<'_>,
    attribution: &'a Attribution,
    printed: &BTreeMap<ClaimIx, BTreeSet<u32>>,
    alike: &[ClaimIx],
    selector: &Selector,
) -> Vec<Voice<'a>> {
    let mut voices: Vec<Voice<'a>> = Vec::new();
    let mut known: BTreeMap<&[u32], usize> = BTreeMap::new();
    for claim in alike.iter().map(|&claim| evidence.claim(claim)).filter(|&claim| selector.selects(claim)) {
        let stance = Stance::of(claim, attribution);
        if stance.unusual().is_none() || stance.direct || !claim.hedge().is_bare() {
            continue;
        }
        let own = &attribution.get(stance.origin).own[..];
        let at = *known.entry(own).or_insert(voices.len());
        if at == voices.len() {
            voices.push(Voice { stance, own, printed_by: BTreeSet::new() });
        }
        voices[at].printed_by.extend(printed.get(&claim.ix).into_iter().flatten());
    }
    voices
}

/// The first of them that repeats others without a link, and those others.
fn undeclared<'v>(
    evidence: &Evidence<'_>,
    attribution: &Attribution,
    voices: &'v [Voice<'v>],
) -> Option<Vec<&'v Voice<'v>>> {
    let prints = |one: &Voice<'_>, other: &Voice<'_>| one.own.iter().any(|group| other.printed_by.contains(group));
    let repeats = |one: &Voice<'_>, other: &Voice<'_>| {
        let heard = one.stance.hear(&other.stance, evidence.dataset, attribution);
        let apart = heard.independence != Independence::OneGroup;
        let linked = attribution.is_linked(other.stance.origin, one.stance.origin);
        heard.says == Says::Repeats && apart && !linked && !prints(one, other) && !prints(other, one)
    };
    voices.iter().enumerate().find_map(|(at, first)| {
        let others: Vec<&Voice<'_>> = voices[at + 1..].iter().filter(|other| repeats(first, other)).collect();
        (!others.is_empty()).then(|| [vec![first], others].concat())
    })
}
