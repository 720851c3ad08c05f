//! What speaks against a figure: what the rules' verdicts on it come to.

use std::collections::{BTreeMap, BTreeSet};

use crate::graph::attribution::Independence;
use crate::graph::stance::Says;
use crate::graph::support::Support;
use crate::model::index::ClaimIx;
use crate::rules::evidence::Evidence;
use crate::rules::level::Strength;
use crate::rules::network::facts::{Culprit, NetworkFacts};
use crate::rules::network::test::Test;
use crate::rules::verdict::{Facts, Verdict};

/// What speaks against a figure, from nothing to the most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Conflict {
    /// Nothing.
    None,
    /// Something, under some reading of an ambiguous word.
    DefinitionDependent,
    /// Only something that rests on an assumption, or a claim that is not independent of it.
    Tension,
    /// An independent claim contradicts it.
    Disputed,
    /// Its own lineage contradicts it.
    SelfContradictory,
}

impl Conflict {
    /// Every conflict with its word, rising.
    pub const WORDS: [(&'static str, Self); 5] = [
        ("none", Self::None),
        ("definition-dependent", Self::DefinitionDependent),
        ("tension", Self::Tension),
        ("disputed", Self::Disputed),
        ("self-contradictory", Self::SelfContradictory),
    ];

    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS[self as usize].0
    }
}

/// What a verdict holds against one claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Charge {
    /// The claim.
    pub claim: ClaimIx,
    /// What speaks against it.
    pub conflict: Conflict,
    /// The claim that does.
    pub by: ClaimIx,
}

/// What a verdict holds against each claim that enters it, in order of the claims.
///
/// Where it is known which of them is wrong, only that one is charged: a restatement and not its root, what was
/// computed and not what it was computed from, a figure that every lightest repair takes back. What is no more than
/// imprecise, explained or unusual speaks against nobody. `wrong` are the claims that are [`certainly_wrong`].
#[must_use]
pub fn charges(evidence: &Evidence<'_>, verdict: &Verdict, wrong: &BTreeSet<ClaimIx>) -> Vec<Charge> {
    let mut charges = match (&verdict.facts, verdict.strength) {
        (Facts::Network(facts), Some(strength)) => of_network(evidence, verdict, facts, strength),
        // Figures speak against who says that there are none, and not the other way round.
        (Facts::Denied, _) => {
            let against = |(claim, by)| Charge { claim, conflict: contradicted(evidence, claim, by), by };
            verdict.opposed().into_iter().map(against).collect()
        }
        // What is unusual, or says less than it could, contradicts nothing; nor does where a figure comes from.
        (Facts::Ratio(_) | Facts::Series(_) | Facts::Understated | Facts::Provenance(_), _) => Vec::new(),
        (_, None | Some(Strength::Imprecision)) => Vec::new(),
        (_, Some(Strength::Tension)) => each(evidence, verdict, |_, _| Conflict::Tension),
        (_, Some(Strength::Discrepancy | Strength::Contradiction)) => {
            each(evidence, verdict, |claim, by| contradicted(evidence, claim, by))
        }
    };
    // A slip of the same voice speaks against itself, not against all that it misses.
    charges.retain(|charge| {
        let own = charge.conflict == Conflict::SelfContradictory;
        !(own && wrong.contains(&charge.by) && !wrong.contains(&charge.claim))
    });
    charges.retain(|charge| charge.conflict > Conflict::None);
    charges.sort_unstable();
    charges.dedup();
    charges
}

/// Both claims of every pair, unless one of them is the origin of the other.
fn each(evidence: &Evidence<'_>, verdict: &Verdict, conflict: impl Fn(ClaimIx, ClaimIx) -> Conflict) -> Vec<Charge> {
    let mut charges = Vec::new();
    for (left, right) in verdict.opposed() {
        for (claim, by) in [(left, right), (right, left)] {
            if !comes_from(evidence, by, claim) {
                charges.push(Charge { claim, conflict: conflict(claim, by), by });
            }
        }
    }
    charges
}

/// Whether a claim repeats another, or was computed from it.
fn comes_from(evidence: &Evidence<'_>, claim: ClaimIx, origin: ClaimIx) -> bool {
    let repeats = claim != origin && evidence.graph.figure_of(evidence.dataset, claim) == origin;
    repeats || evidence.graph.inputs(claim).contains(&origin)
}

/// What it means for a claim that a rule holds another one against it. What was counted at least leaves room for more,
/// and more does not dispute it; what confirms the order of magnitude does not dispute it either.
fn contradicted(evidence: &Evidence<'_>, claim: ClaimIx, by: ClaimIx) -> Conflict {
    let (one, other) = (evidence.claim(claim), evidence.claim(by));
    if one.lineage() == other.lineage() {
        // One of two copies of a table may have been copied wrongly: then its source contradicts nothing.
        return if one.table().may_copy(other.table()) { Conflict::Tension } else { Conflict::SelfContradictory };
    }
    let backings = evidence.backings();
    let says = |by: ClaimIx, claim: ClaimIx| backings.says(evidence.dataset, by, claim);
    if says(by, claim) == Some(Says::Bounds) || says(claim, by) == Some(Says::Bounds) {
        return Conflict::None;
    }
    let attribution = backings.attribution();
    let independence = attribution.independence(attribution.origin(by), attribution.origin(claim));
    let near = says(by, claim) == Some(Says::Confirms);
    if independence == Independence::Full && !near { Conflict::Disputed } else { Conflict::Tension }
}

fn of_network(evidence: &Evidence<'_>, verdict: &Verdict, facts: &NetworkFacts, strength: Strength) -> Vec<Charge> {
    let terms = || facts.least.iter().chain(&facts.most);
    let everybody: Vec<ClaimIx> = terms().flat_map(|term| term.claims.iter().copied()).collect();
    let lineage = |claim: ClaimIx| evidence.claim(claim).lineage();
    // By whom: the first of another voice where there is one, else the first other claim.
    let first = everybody.first().copied();
    let other_voice = first.and_then(|first| everybody.iter().copied().find(|&by| lineage(by) != lineage(first)));
    let by = |claim: ClaimIx| match (first, other_voice) {
        (Some(first), Some(_)) if lineage(claim) != lineage(first) => first,
        (_, Some(other)) => other,
        _ => everybody.iter().copied().find(|&other| other != claim).unwrap_or(claim),
    };
    let all = |conflict: Conflict| -> Vec<Charge> {
        everybody.iter().map(|&claim| Charge { claim, conflict, by: by(claim) }).collect()
    };
    if !facts.read_as.is_empty() {
        return all(Conflict::DefinitionDependent);
    }
    match strength {
        Strength::Imprecision => return Vec::new(),
        Strength::Tension => return all(Conflict::Tension),
        Strength::Discrepancy | Strength::Contradiction => {}
    }
    match (facts.test, &facts.culprit) {
        (Test::OneVoice, Culprit::Certain) => {
            let blamed = copies_of(facts, verdict.left.claims[0]);
            let charge = |claim| Charge { claim, conflict: Conflict::SelfContradictory, by: by(claim) };
            blamed.into_iter().map(charge).collect()
        }
        (Test::OneVoice, Culprit::OneOf { claims, .. }) => {
            let suspects = claims.iter().flat_map(|&claim| copies_of(facts, claim));
            suspects.map(|claim| Charge { claim, conflict: Conflict::SelfContradictory, by: by(claim) }).collect()
        }
        (Test::OneVoice, _) => all(Conflict::Tension),
        (Test::SeveralVoices | Test::Implied, _) => {
            let pairs: Vec<(ClaimIx, ClaimIx)> = if facts.test == Test::Implied {
                verdict.opposed()
            } else {
                everybody.iter().flat_map(|&one| everybody.iter().map(move |&other| (one, other))).collect()
            };
            let both = pairs.into_iter().flat_map(|(one, other)| [(one, other), (other, one)]);
            let between = both.filter(|&(claim, by)| lineage(claim) != lineage(by));
            between.map(|(claim, by)| Charge { claim, conflict: contradicted(evidence, claim, by), by }).collect()
        }
    }
}

/// A claim of a derivation with its copies.
fn copies_of(facts: &NetworkFacts, claim: ClaimIx) -> Vec<ClaimIx> {
    let mut terms = facts.least.iter().chain(&facts.most);
    terms.find(|term| term.claims.contains(&claim)).map_or_else(|| vec![claim], |term| term.claims.clone())
}

/// What speaks against a claim in all: the most serious, and the best support that anybody has who disputes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Against {
    /// What speaks against it.
    pub conflict: Conflict,
    /// The claim that does.
    pub by: ClaimIx,
    /// The best support of those who dispute it.
    pub disputed_by: Option<Support>,
}

/// The claims that every lightest repair of their own voice takes back, whatever else is right.
#[must_use]
pub fn certainly_wrong<'v>(verdicts: impl Iterator<Item = &'v Verdict>) -> BTreeSet<ClaimIx> {
    let mut wrong = BTreeSet::new();
    for verdict in verdicts {
        if let Facts::Network(facts) = &verdict.facts
            && facts.test == Test::OneVoice
            && facts.culprit == Culprit::Certain
        {
            wrong.extend(copies_of(facts, verdict.left.claims[0]));
        }
    }
    wrong
}

/// What all verdicts hold against each claim.
#[must_use]
pub fn against<'v>(
    evidence: &Evidence<'_>,
    verdicts: impl Iterator<Item = &'v Verdict> + Clone,
) -> BTreeMap<ClaimIx, Against> {
    let wrong = certainly_wrong(verdicts.clone());
    let id = |claim: ClaimIx| evidence.dataset.claims.id(claim);
    let mut against: BTreeMap<ClaimIx, Against> = BTreeMap::new();
    for Charge { claim, conflict, by } in verdicts.flat_map(|verdict| charges(evidence, verdict, &wrong)) {
        let support = (conflict == Conflict::Disputed).then(|| evidence.backings().of(by).support);
        let known = against.entry(claim).or_insert(Against { conflict, by, disputed_by: None });
        known.disputed_by = known.disputed_by.max(support);
        // Of equally serious ones the first id, whatever order the rules came in.
        if conflict > known.conflict || (conflict == known.conflict && id(by) < id(known.by)) {
            (known.conflict, known.by) = (conflict, by);
        }
    }
    against
}
