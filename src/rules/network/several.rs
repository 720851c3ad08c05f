//! Whether several voices can all be right.

use std::collections::{BTreeMap, BTreeSet};

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::model::dataset::Dataset;
use crate::model::hedge::Reading;
use crate::model::index::{ClaimIx, MetricIx, SourceIx};
use crate::model::interval::Interval;
use crate::network::coalition::Groups;
use crate::network::derivation::Derivation;
use crate::network::lineages::{Lineages, TakenBack};
use crate::network::manner::Manner;
use crate::network::system::{Falls, System};
use crate::network::told::{Told, told};
use crate::network::voices::{Hearing, Voices, by_component};
use crate::rules::evidence::Evidence;
use crate::rules::level::Strength;
use crate::rules::network::NetworkCheck;
use crate::rules::network::facts::{Culprit, NetworkFacts, ReadAs};
use crate::rules::network::made::{contradict, side, terms, touched, voices};
use crate::rules::network::test::Test;
use crate::rules::verdict::{Facts, Outcome, Run, Verdict};

pub(super) fn check(rule: &NetworkCheck, evidence: &Evidence<'_>, claims: &[ClaimIx]) -> Outcome {
    let components = by_component(evidence.dataset, claims);
    let taken = rule.lineages(evidence, Lineages::taken_back);
    let checked = components.into_par_iter().map(|claims| check_component(rule, evidence, &claims, &taken));
    checked.reduce(Outcome::default, Outcome::and)
}

fn check_component(rule: &NetworkCheck, evidence: &Evidence<'_>, claims: &[ClaimIx], taken: &TakenBack) -> Outcome {
    let dataset = evidence.dataset;
    let mut outcome = Outcome::default();
    let lineages: BTreeSet<SourceIx> = claims.iter().map(|&claim| dataset.claim(claim).lineage()).collect();
    if lineages.len() < 2 {
        return outcome;
    }
    let mut heard = Voices::hear(dataset, claims, rule.manner, &BTreeMap::new(), taken);
    let all: Vec<Told> = heard.voices.iter().flat_map(|voice| voice.told.iter().cloned()).collect();
    outcome.touched = touched(&all);
    let Ok(hearing) = heard.hearing(dataset) else {
        outcome.left_out += claims.len() as u64;
        return outcome;
    };
    outcome.comparisons = lineages.len() as u64;
    let mut by_reading: BTreeMap<BTreeSet<(MetricIx, MetricIx)>, Vec<Verdict>> = BTreeMap::new();
    for joint in joint(&heard, &hearing) {
        let Some((verdict, read_as)) = verdict(rule, evidence, &heard, &joint) else { continue };
        if joint.always {
            outcome.verdicts.push(verdict);
        } else {
            let words = read_as.iter().map(|read| (read.word, read.meaning)).collect();
            by_reading.entry(words).or_default().push(verdict);
        }
    }
    let in_one_reading: Vec<Verdict> =
        by_reading.into_values().filter_map(|verdicts| once(dataset, verdicts)).collect();
    outcome.verdicts.extend(apart(dataset, in_one_reading));
    outcome
}

/// Voices that cannot all be right.
struct Joint {
    /// One minimal set of them, each in one reading.
    voices: Groups,
    /// Whether they cannot be right in any other reading either.
    always: bool,
}

/// The minimal conflicts, one for each set of lineages: in any reading, or in the first.
fn joint(heard: &Voices, hearing: &Hearing) -> Vec<Joint> {
    let members = |set: Groups| (0..heard.voices.len()).filter(move |at| set >> at & 1 == 1);
    let lineages = |set: Groups| -> BTreeSet<SourceIx> { members(set).map(|at| heard.voices[at].lineage).collect() };
    let conflicts: Vec<Groups> = hearing
        .coalitions
        .conflicts
        .iter()
        .copied()
        .filter(|&set| lineages(set).len() == set.count_ones() as usize && set.count_ones() > 1)
        .collect();
    let mut of: BTreeMap<BTreeSet<SourceIx>, Vec<Groups>> = BTreeMap::new();
    for &set in &conflicts {
        of.entry(lineages(set)).or_default().push(set);
    }
    let mut found: Vec<Joint> = Vec::new();
    for (lineages, sets) in &of {
        let mut choices: Vec<Groups> = vec![0];
        for lineage in lineages {
            let readings: Vec<usize> =
                (0..heard.voices.len()).filter(|&at| heard.voices[at].lineage == *lineage).collect();
            choices = choices.iter().flat_map(|&chosen| readings.iter().map(move |at| chosen | 1 << at)).collect();
        }
        let impossible = |&chosen: &Groups| conflicts.iter().any(|conflict| conflict & !chosen == 0);
        let always = choices.iter().all(impossible);
        let one = if always { &sets[..1] } else { &sets[..] };
        found.extend(one.iter().map(|&voices| Joint { voices, always }));
    }
    found
}

/// The clearest contradiction between some voices, with the readings that it rests on.
fn verdict(
    rule: &NetworkCheck,
    evidence: &Evidence<'_>,
    heard: &Voices,
    joint: &Joint,
) -> Option<(Verdict, Vec<ReadAs>)> {
    let dataset = evidence.dataset;
    let (system, found) = heard.faults(dataset, joint.voices).ok()?;
    let clearest = found.faults.iter().min_by_key(|fault| {
        let told = fault.derivation.told();
        (told.len(), std::cmp::Reverse(fault.derivation.gap()), told)
    })?;
    let derivation = &clearest.derivation;
    let gap = i64::try_from(derivation.gap()).ok()?;
    let read_as = read_as(dataset, &system, derivation);
    let reading = Reading::widest(|reading| {
        let manner = Manner { reading, ..rule.manner };
        contradict(dataset, again(dataset, &system, derivation, manner), Falls::Never)
    });
    let interval = |lo, hi| Interval { lo, hi };
    let (least, most) = (i64::try_from(derivation.at_least()).ok()?, i64::try_from(derivation.at_most()).ok()?);
    let left = derivation.least.iter().map(|addend| addend.told);
    let left = side(left, &system, interval(least, Interval::NO_HIGH), derivation.least.len() > 1);
    let right = derivation.most.iter().map(|addend| addend.told);
    let right = side(right, &system, interval(Interval::NO_LOW, most), derivation.most.len() > 1);
    let run = Run::once(evidence.claim(*left.claims.first()?).period().label);
    right.claims.first()?;
    let strength = Strength::surviving(reading.unwrap_or(rule.manner.reading));
    let verdict = Verdict {
        left,
        right: Some(right),
        reading: rule.manner.reading,
        strength: Some(if joint.always { strength } else { Strength::Tension }),
        facts: Facts::Network(Box::new(NetworkFacts {
            test: Test::SeveralVoices,
            least: terms(&system, &derivation.least),
            most: terms(&system, &derivation.most),
            corrected: 0,
            never_falls: None,
            gap,
            culprit: Culprit::Nobody,
            implied: None,
            voices: voices(dataset, &system, derivation),
            read_as: if joint.always { Vec::new() } else { read_as.clone() },
            more: (found.faults.len() as u64).saturating_sub(1),
            exhaustive: found.exhaustive,
        })),
        assumptions: Vec::new(),
        run,
        pairs: Vec::new(),
    };
    Some((verdict, read_as))
}

/// The readings of ambiguous words that figures of a derivation rest on.
fn read_as(dataset: &Dataset, system: &System, derivation: &Derivation) -> Vec<ReadAs> {
    let of = |told: usize| {
        let told = &system.told[told];
        let claim = dataset.claim(told.claims[0]);
        let word = claim.quantity().metric;
        (word != told.quantity.metric).then_some(ReadAs { voice: claim.lineage(), word, meaning: told.quantity.metric })
    };
    let mut found: Vec<ReadAs> = derivation.told().into_iter().filter_map(of).collect();
    let id = |read: &ReadAs| {
        let name = |metric: MetricIx| dataset.vocabulary.metrics.names.name(metric.0);
        (dataset.sources.id(read.voice), name(read.word), name(read.meaning))
    };
    found.sort_by(|a, b| id(a).cmp(&id(b)));
    found.dedup();
    found
}

/// The figures of a derivation at another reading of printed words.
fn again(dataset: &Dataset, system: &System, derivation: &Derivation, manner: Manner) -> Vec<Told> {
    let each = derivation.told().into_iter().flat_map(|at| {
        let known = &system.told[at];
        told(dataset, known.claims.iter().copied(), manner, false, |_| known.quantity.metric)
    });
    each.collect()
}

/// The same figures miss each other in several readings where both words mean the same, whatever that is: the first
/// of them is told.
fn apart(dataset: &Dataset, mut verdicts: Vec<Verdict>) -> Vec<Verdict> {
    let names = |verdict: &Verdict| -> Vec<&str> {
        let Facts::Network(facts) = &verdict.facts else { return Vec::new() };
        facts.read_as.iter().map(|read| dataset.vocabulary.metrics.names.name(read.meaning.0)).collect()
    };
    verdicts.sort_by(|a, b| names(a).cmp(&names(b)));
    let mut told: Vec<Verdict> = Vec::new();
    for verdict in verdicts {
        let sides =
            |verdict: &Verdict| (verdict.left.claims.clone(), verdict.right.as_ref().map(|right| right.claims.clone()));
        if told.iter().all(|known| sides(known) != sides(&verdict)) {
            told.push(verdict);
        }
    }
    told
}

/// What holds only in one reading of a word is said once: by the fewest figures, the farthest apart.
fn once(dataset: &Dataset, mut verdicts: Vec<Verdict>) -> Option<Verdict> {
    verdicts.sort_by_key(|verdict| {
        let ids: Vec<&str> = verdict.left.claims.iter().map(|&claim| dataset.claims.id(claim)).collect();
        match &verdict.facts {
            Facts::Network(facts) => (facts.least.len() + facts.most.len(), std::cmp::Reverse(facts.gap), ids),
            _ => (0, std::cmp::Reverse(0), ids),
        }
    });
    let others = (verdicts.len() as u64).saturating_sub(1);
    let mut first = verdicts.into_iter().next()?;
    if let Facts::Network(facts) = &mut first.facts {
        facts.more += others;
    }
    Some(first)
}
