//! Whether a figure fits what the figures of another voice imply together.

use std::collections::{BTreeMap, BTreeSet};
use std::mem;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::model::claim::{Claim, Quantity};
use crate::model::day::Day;
use crate::model::hedge::Reading;
use crate::model::index::{ClaimIx, SourceIx};
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
use crate::rules::runs::fold;
use crate::rules::verdict::{Facts, Outcome, Run, Side, Verdict};

pub(super) fn check(rule: &NetworkCheck, evidence: &Evidence<'_>) -> Outcome {
    let mut by_quantity: BTreeMap<Quantity, Vec<Claim<'_>>> = BTreeMap::new();
    for ix in rule.speaking(evidence) {
        let claim = evidence.claim(ix);
        let plain = !evidence.dataset.vocabulary.is_ambiguous(claim.quantity().metric);
        if plain && !claim.period().is_open() {
            by_quantity.entry(claim.quantity()).or_default().push(claim);
        }
    }
    let mut outcome = rule.lineages(evidence, |lineages| {
        // What its own voice contradicts is told of that voice.
        let taken = lineages.taken_back();
        by_quantity.values_mut().for_each(|claims| claims.retain(|claim| !taken.is_wrong(claim.ix)));
        let of_one = |lineage: &Lineage| against(rule, evidence, lineage, &by_quantity);
        let several = lineages.all.par_iter().filter(|lineage| lineage.system.told.len() > 1);
        several.map(of_one).reduce(Outcome::default, Outcome::and)
    });
    outcome.verdicts = by_days(evidence, clearest(evidence, outcome.verdicts), &by_quantity);
    outcome
}

fn gap(verdict: &Verdict) -> Option<i64> {
    verdict.right.as_ref().map(|right| verdict.left.interval.gap(right.interval))
}

/// A figure that several voices' figures exclude is told once, beside those that it misses most.
fn clearest(evidence: &Evidence<'_>, verdicts: Vec<Verdict>) -> Vec<Verdict> {
    let mut of: BTreeMap<ClaimIx, Vec<Verdict>> = BTreeMap::new();
    for verdict in verdicts {
        of.entry(verdict.left.claims[0]).or_default().push(verdict);
    }
    let ids = |verdict: &Verdict| -> Vec<&str> {
        let right = verdict.right.iter().flat_map(|side| &side.claims);
        right.map(|&claim| evidence.dataset.claims.id(claim)).collect()
    };
    let one = |mut verdicts: Vec<Verdict>| {
        verdicts.sort_by(|a, b| (b.strength, gap(b)).cmp(&(a.strength, gap(a))).then_with(|| ids(a).cmp(&ids(b))));
        let others = (verdicts.len() as u64).saturating_sub(1);
        let mut first = verdicts.into_iter().next()?;
        if let Facts::Network(facts) = &mut first.facts {
            facts.more = others;
        }
        Some(first)
    };
    of.into_values().filter_map(one).collect()
}

/// What one voice says too much or too little of on consecutive days is one finding.
fn by_days(
    evidence: &Evidence<'_>,
    verdicts: Vec<Verdict>,
    by_quantity: &BTreeMap<Quantity, Vec<Claim<'_>>>,
) -> Vec<Verdict> {
    let mut found: BTreeMap<(Quantity, SourceIx, bool), Vec<Verdict>> = BTreeMap::new();
    for verdict in verdicts {
        let claim = evidence.claim(verdict.left.claims[0]);
        let above = verdict.right.as_ref().is_some_and(|right| verdict.left.interval.lo > right.interval.hi);
        found.entry((claim.quantity(), claim.lineage(), above)).or_default().push(verdict);
    }
    let mut folded = Vec::new();
    for ((quantity, lineage, _), mut found) in found {
        let own = by_quantity.get(&quantity).into_iter().flatten().filter(|claim| claim.lineage() == lineage);
        let days: BTreeSet<Day> = own.map(|claim| claim.period().label).collect();
        let id = |verdict: &Verdict| evidence.dataset.claims.id(verdict.left.claims[0]);
        found.sort_by(|a, b| (a.run, id(a)).cmp(&(b.run, id(b))));
        let worse = |new: &Verdict, known: &Verdict| (new.strength, gap(new)) > (known.strength, gap(known));
        for verdict in &mut found {
            verdict.pairs = verdict.opposed();
        }
        let runs = fold(
            found,
            &days,
            |verdict| verdict.run.first,
            |worst, mut next| {
                if worse(&next, worst) {
                    mem::swap(worst, &mut next);
                }
                worst.pairs.append(&mut next.pairs);
            },
        );
        folded.extend(runs.into_iter().map(|(worst, run)| Verdict { run, ..worst }));
    }
    folded
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
    let ranks = evidence.dataset.sources.ranks();
    let question = |claim: &Claim<'_>| {
        let (start, end) = rule.manner.midnights(*claim, &ranks);
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
        pairs: Vec::new(),
    })
}
