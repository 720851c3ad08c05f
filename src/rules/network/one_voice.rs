//! Whether all figures of one voice can hold together.

use std::collections::BTreeSet;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::model::day::Day;
use crate::model::hedge::Reading;
use crate::model::interval::Interval;
use crate::network::derivation::Derivation;
use crate::network::faults::{Fault, Faults};
use crate::network::lineages::Lineage;
use crate::network::manner::Manner;
use crate::network::suspicion::Blame;
use crate::network::system::{Falls, System, Who};
use crate::network::told::told;
use crate::rules::evidence::Evidence;
use crate::rules::level::Strength;
use crate::rules::network::NetworkCheck;
use crate::rules::network::facts::{Culprit, NetworkFacts};
use crate::rules::network::made::{contradict, never_falls, side, terms, touched, voices};
use crate::rules::network::test::Test;
use crate::rules::verdict::{Facts, Outcome, Run, Side, Verdict};

pub(super) fn check(rule: &NetworkCheck, evidence: &Evidence<'_>) -> Outcome {
    rule.lineages(evidence, |lineages| {
        let of_one = |lineage: &Lineage| check_one(rule, evidence, lineage);
        let outcome = lineages.all.par_iter().map(of_one).reduce(Outcome::default, Outcome::and);
        Outcome { left_out: outcome.left_out + lineages.left_out, ..outcome }
    })
}

fn check_one(rule: &NetworkCheck, evidence: &Evidence<'_>, lineage: &Lineage) -> Outcome {
    let Lineage { system, faults, .. } = lineage;
    if system.told.len() < 2 {
        return Outcome::default();
    }
    let verdicts = faults.faults.iter().filter_map(|fault| verdict(rule, evidence, system, faults, fault));
    Outcome {
        comparisons: system.told.len() as u64,
        touched: touched(&system.told),
        verdicts: verdicts.collect(),
        ..Outcome::default()
    }
}

fn verdict(
    rule: &NetworkCheck,
    evidence: &Evidence<'_>,
    system: &System,
    found: &Faults,
    fault: &Fault,
) -> Option<Verdict> {
    let dataset = evidence.dataset;
    let derivation = &fault.derivation;
    let gap = i64::try_from(derivation.gap()).ok()?;
    let reading = Reading::widest(|reading| {
        let all = derivation.told().into_iter().flat_map(|told| system.told[told].claims.iter().copied());
        let manner = Manner { reading, ..rule.manner };
        contradict(dataset, told(dataset, all, manner, true, |claim| claim.quantity().metric), Falls::Corrected)
    });
    let reading = reading.unwrap_or(rule.manner.reading);
    let (left, right, culprit) = match system.who(fault.member)? {
        Who::Told(told) => {
            let member = fault.member.at();
            let others = derivation.told().into_iter().filter(|&other| other != member);
            let left = side(std::iter::once(member), system, told.figure, false);
            let beside = beside(fault, told.figure, gap);
            (left, side(others, system, beside, true), culprit(system, fault))
        }
        Who::Step(_) | Who::Sum(_) => {
            let (least, most) = (derivation.at_least(), derivation.at_most());
            let later = derivation.most.iter().map(|addend| addend.told);
            let earlier = derivation.least.iter().map(|addend| addend.told);
            let left = side(
                later,
                system,
                Interval { lo: Interval::NO_LOW, hi: i64::try_from(most).ok()? },
                derivation.most.len() > 1,
            );
            let above = Interval { lo: i64::try_from(least).ok()?, hi: Interval::NO_HIGH };
            (left, side(earlier, system, above, derivation.least.len() > 1), culprit(system, fault))
        }
    };
    let run = run(system, evidence, fault, evidence.claim(*left.claims.first()?).period().label);
    let (left, right) = in_place(left, right)?;
    Some(Verdict {
        left,
        right: Some(right),
        reading: rule.manner.reading,
        strength: Some(Strength::surviving(reading)),
        facts: Facts::Network(Box::new(NetworkFacts {
            test: Test::OneVoice,
            least: terms(system, &derivation.least),
            most: terms(system, &derivation.most),
            corrected: derivation.corrected,
            never_falls: never_falls(system, derivation),
            gap,
            culprit,
            implied: Some(fault.implied).filter(|&implied| implied != Interval::ALL),
            voices: voices(dataset, system, derivation),
            read_as: Vec::new(),
            more: 0,
            exhaustive: found.exhaustive,
        })),
        assumptions: Vec::new(),
        run,
        pairs: Vec::new(),
    })
}

/// Both sides, if there is a claim on each.
fn in_place(left: Side, right: Side) -> Option<(Side, Side)> {
    (!left.claims.is_empty() && !right.claims.is_empty()).then_some((left, right))
}

/// What the other figures of the contradiction imply for the one retracted: all that the rest implies, where that
/// misses it by as much.
fn beside(fault: &Fault, figure: Interval, gap: i64) -> Interval {
    if !fault.implied.meets(figure) && fault.implied.gap(figure) == gap {
        return fault.implied;
    }
    let member = fault.member.at();
    if fault.derivation.least.iter().any(|addend| addend.told == member) {
        Interval { lo: Interval::NO_LOW, hi: figure.lo.saturating_sub(gap) }
    } else {
        Interval { lo: figure.hi.saturating_add(gap), hi: Interval::NO_HIGH }
    }
}

fn culprit(system: &System, fault: &Fault) -> Culprit {
    match (&fault.blame, system.who(fault.member)) {
        (Blame::Certain, Some(Who::Step(_))) => Culprit::Corrected,
        (Blame::Certain, Some(Who::Sum(_))) => Culprit::Meaning,
        (Blame::Certain, _) => Culprit::Certain,
        (Blame::OneOf(members), _) => {
            let (mut claims, mut corrected, mut meaning) = (Vec::new(), false, false);
            for who in members.iter().filter_map(|&member| system.who(member)) {
                match who {
                    Who::Told(told) => claims.push(told.claims[0]),
                    Who::Step(_) => corrected = true,
                    Who::Sum(_) => meaning = true,
                }
            }
            Culprit::OneOf { claims, corrected, meaning }
        }
    }
}

/// The days of a contradiction, and of others like it.
fn run(system: &System, evidence: &Evidence<'_>, fault: &Fault, own: Day) -> Run {
    let latest = |derivation: &Derivation| {
        let labels = derivation.told().into_iter().flat_map(|told| system.told[told].claims.first());
        labels.map(|&claim| evidence.claim(claim).period().label).max()
    };
    let days: BTreeSet<Day> = fault.again.iter().filter_map(latest).chain([own]).collect();
    let (first, last) = (days.first().copied().unwrap_or(own), days.last().copied().unwrap_or(own));
    Run { first, last, count: days.len() as u64 }
}
