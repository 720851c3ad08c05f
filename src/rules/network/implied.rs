//! Whether a figure fits what the figures of another voice imply together.

use std::collections::{BTreeMap, BTreeSet};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::model::claim::{Claim, Quantity};
use crate::model::hedge::Reading;
use crate::model::interval::Interval;
use crate::network::derivation::Derivation;
use crate::network::implications::Implication;
use crate::network::lineages::Lineage;
use crate::network::manner::Manner;
use crate::network::system::{Asked, System};
use crate::rules::evidence::Evidence;
use crate::rules::level::Strength;
use crate::rules::network::NetworkCheck;
use crate::rules::network::facts::{Culprit, NetworkFacts, Term};
use crate::rules::network::made::{never_falls, side, terms, voices};
use crate::rules::network::test::Test;
use crate::rules::verdict::{Facts, Outcome, Run, Side, Verdict};

pub(super) fn check(rule: &NetworkCheck, evidence: &Evidence<'_>) -> Outcome {
    let mut by_quantity: BTreeMap<Quantity, Vec<Claim<'_>>> = BTreeMap::new();
    for ix in rule.speaking(evidence) {
        let claim = evidence.claim(ix);
        let plain = evidence.dataset.vocabulary.readings(&claim.quantity().metric).is_empty();
        if plain && !claim.period().is_open() {
            by_quantity.entry(claim.quantity()).or_default().push(claim);
        }
    }
    rule.lineages(evidence, |lineages| {
        let of_one = |lineage: &Lineage| against(rule, evidence, lineage, &by_quantity);
        let several = lineages.all.par_iter().filter(|lineage| lineage.system.told.len() > 1);
        several.map(of_one).reduce(Outcome::default, Outcome::and)
    })
}

/// Claims of other voices against what the figures of one imply.
fn against(
    rule: &NetworkCheck,
    evidence: &Evidence<'_>,
    lineage: &Lineage,
    by_quantity: &BTreeMap<Quantity, Vec<Claim<'_>>>,
) -> Outcome {
    let mut outcome = Outcome::default();
    let spoken: BTreeSet<Quantity> = lineage.system.told.iter().map(|told| told.quantity).collect();
    let asks = |claim: &Claim<'_>| {
        let standing = claim.dataset.sources.standing(claim.source_ix(), lineage.voice);
        claim.lineage() != lineage.voice && rule.standings.contains(&standing)
    };
    let others = spoken.iter().filter_map(|quantity| by_quantity.get(quantity)).flatten();
    let claims: Vec<Claim<'_>> = others.copied().filter(asks).collect();
    let Some(implications) = (!claims.is_empty()).then(|| lineage.implications()).flatten() else { return outcome };
    let question = |claim: &Claim<'_>| {
        let (start, end) = rule.manner.midnights(*claim);
        Asked { quantity: claim.quantity(), start, end }
    };
    let asked: Vec<Asked> = claims.iter().map(question).collect();
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
            outcome.verdicts.extend(verdict(rule, evidence, &lineage.system, claim, &implied, reading));
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
