//! Whether a figure fits what the figures of another voice imply together.

use std::collections::{BTreeMap, BTreeSet};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::model::claim::{Claim, Quantity};
use crate::model::hedge::Reading;
use crate::model::index::{ClaimIx, SourceIx};
use crate::model::interval::Interval;
use crate::network::derivation::Derivation;
use crate::network::faults::faults;
use crate::network::implications::{Implication, Implications};
use crate::network::manner::Manner;
use crate::network::repair::Budget;
use crate::network::system::{Asked, Falls, System};
use crate::network::told::told;
use crate::network::voices::by_component;
use crate::rules::evidence::Evidence;
use crate::rules::level::Strength;
use crate::rules::network::NetworkCheck;
use crate::rules::network::facts::{Culprit, NetworkFacts, Term};
use crate::rules::network::made::{never_falls, side, terms, voices};
use crate::rules::network::test::Test;
use crate::rules::verdict::{Facts, Outcome, Run, Side, Verdict};

/// How many questions one set of counts is asked at most.
const MOST_ASKED: usize = 500_000;

pub(super) fn check(rule: &NetworkCheck, evidence: &Evidence<'_>, claims: &[ClaimIx]) -> Outcome {
    let components = by_component(evidence.dataset, claims);
    let checked = components.par_iter().map(|claims| check_component(rule, evidence, claims));
    checked.reduce(Outcome::default, Outcome::and)
}

fn check_component(rule: &NetworkCheck, evidence: &Evidence<'_>, claims: &[ClaimIx]) -> Outcome {
    let dataset = evidence.dataset;
    let mut of: BTreeMap<(&str, SourceIx), Vec<ClaimIx>> = BTreeMap::new();
    for &ix in claims {
        let lineage = dataset.claim(ix).lineage();
        of.entry((dataset.sources.id(lineage), lineage)).or_default().push(ix);
    }
    if of.len() < 2 {
        return Outcome::default();
    }
    let mut asked = 0;
    let mut outcome = Outcome::default();
    for ((_, lineage), own) in &of {
        let others = claims.iter().map(|&ix| evidence.claim(ix)).filter(|&claim| asks(rule, claim, *lineage));
        let others: Vec<Claim<'_>> = others.collect();
        asked += others.len();
        if own.len() < 2 || others.is_empty() {
            continue;
        }
        if asked > MOST_ASKED {
            outcome.left_out += others.len() as u64;
            continue;
        }
        let found = against(rule, evidence, own, &others);
        outcome = outcome.and(found);
    }
    outcome
}

/// Whether a claim is held against what a voice implies.
fn asks(rule: &NetworkCheck, claim: Claim<'_>, lineage: SourceIx) -> bool {
    let standing = claim.dataset.sources.standing(claim.source_ix(), lineage);
    let plain = claim.dataset.vocabulary.readings(&claim.quantity().metric).is_empty();
    claim.lineage() != lineage && rule.standings.contains(&standing) && plain && !claim.period().is_open()
}

/// Claims against what the figures of one voice imply.
fn against(rule: &NetworkCheck, evidence: &Evidence<'_>, own: &[ClaimIx], others: &[Claim<'_>]) -> Outcome {
    let dataset = evidence.dataset;
    let mut outcome = Outcome::default();
    let said = told(dataset, own.iter().copied(), rule.manner, true, |claim| claim.quantity().metric);
    let present: BTreeSet<Quantity> = said.iter().map(|told| told.quantity).collect();
    let questions = others.iter().filter(|claim| present.contains(&claim.quantity())).map(|&claim| {
        let (start, end) = rule.manner.midnights(claim);
        (claim, Asked { quantity: claim.quantity(), start, end })
    });
    let (claims, asked): (Vec<Claim<'_>>, Vec<Asked>) = questions.unzip();
    if asked.is_empty() {
        return outcome;
    }
    let Ok(system) = System::build(dataset, said, &asked, Falls::Corrected) else {
        outcome.left_out += claims.len() as u64;
        return outcome;
    };
    let without = faults(&system, &Budget::default()).without();
    let Some(implications) = Implications::of(&system, without) else { return outcome };
    let figure = |at: usize, reading| Manner { reading, ..rule.manner }.figure(claims[at], false);
    let misses = |at: usize, implied: Interval| !figure(at, rule.manner.reading).meets(implied);
    for (at, implied) in implications.over(&asked, misses).into_iter().enumerate() {
        let claim = claims[at];
        if implied.interval == Interval::ALL {
            continue;
        }
        outcome.comparisons += 1;
        outcome.touched.push(claim.ix);
        if misses(at, implied.interval) {
            let reading = Reading::widest(|reading| !figure(at, reading).meets(implied.interval));
            let reading = reading.unwrap_or(rule.manner.reading);
            outcome.verdicts.extend(verdict(rule, evidence, &system, claim, &implied, reading));
        }
    }
    outcome
}

fn verdict(
    rule: &NetworkCheck,
    evidence: &Evidence<'_>,
    system: &System,
    claim: Claim<'_>,
    implied: &Implication,
    reading: Reading,
) -> Option<Verdict> {
    let figure = rule.manner.figure(claim, false);
    let above = figure.lo > implied.interval.hi;
    let derivation: &Derivation = if above { implied.high.as_ref()? } else { implied.low.as_ref()? };
    // What one figure says of the very same is a pair's matter.
    let behind = derivation.told();
    if behind.len() < 2 {
        return None;
    }
    let own = Term { claims: vec![claim.ix], amount: if above { figure.lo } else { figure.hi } };
    let (mut least, mut most) = (terms(system, &derivation.least), terms(system, &derivation.most));
    if above {
        least.push(own)
    } else {
        most.push(own)
    }
    Some(Verdict {
        left: Side::of_one(claim.ix, figure),
        right: Some(side(behind.into_iter(), system, implied.interval, true)),
        reading: rule.manner.reading,
        strength: Some(Strength::surviving(reading)),
        facts: Facts::Network(Box::new(NetworkFacts {
            test: Test::Implied,
            least,
            most,
            corrected: derivation.corrected,
            never_falls: never_falls(system, derivation),
            gap: figure.gap(implied.interval),
            culprit: Culprit::Nobody,
            implied: Some(implied.interval),
            voices: voices(evidence.dataset, system, derivation),
            read_as: Vec::new(),
            more: 0,
            exhaustive: true,
        })),
        assumptions: Vec::new(),
        run: Run::once(claim.period().label),
    })
}
