//! The causes of a discrepancy, the likeliest first.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::audit::cause::case::{Case, Hit, value};
use crate::audit::cause::kind::CauseKind;
use crate::audit::cause::looked_up::of_days;
use crate::audit::cause::{another_column, another_day, copied, digits, merged, per_day, row, scale, shortened};
use crate::model::claim::Claim;
use crate::model::day::Day;
use crate::model::index::ClaimIx;
use crate::model::interval::Interval;
use crate::rules::evidence::Evidence;
use crate::rules::level::Strength;
use crate::rules::network::facts::Culprit;
use crate::rules::verdict::{Facts, Lie, Verdict};

/// What probably happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cause {
    /// The cause.
    pub kind: CauseKind,
    /// How well it fits, in thousandths: how much likelier it is than a figure that is wrong for no such reason.
    pub fit: u16,
    /// The id of the claim that is odd if this is so.
    pub odd: String,
    /// What happened, in words.
    pub sentence: String,
    /// The ids of the claims that show it.
    pub evidence: Vec<String>,
}

/// From which fit on a cause is named, in thousandths.
const NAMED: u64 = 500;
/// How many causes are told.
const TOLD: usize = 3;
/// From how many days on the same cause is a habit and no slip.
const HABIT: usize = 3;
/// How many days of a run are looked into.
const LOOKED_INTO: usize = 64;

/// How well a cause fits, and the claim that is odd if it is so.
type Fitting<'d> = (u64, Hit, Claim<'d>);

/// What probably happened, the likeliest first; empty if nothing that is looked for did. `None` for verdicts in which no
/// figure stands against another number.
pub fn causes(evidence: &Evidence<'_>, verdict: &Verdict) -> Option<Vec<Cause>> {
    let mut pairs = pairs(verdict)?;
    // The order of rows decides nothing.
    let told = |claim: ClaimIx| (evidence.claim(claim).period().label, evidence.dataset.claims.id(claim));
    pairs.sort_by_key(|&(left, right)| (told(left), told(right)));
    let mut found: BTreeMap<(CauseKind, i64, &str), Vec<Fitting<'_>>> = BTreeMap::new();
    let mut looked_into = 0;
    for &(left, right) in pairs.iter().take(LOOKED_INTO) {
        looked_into += 1;
        for case in cases(evidence, verdict, evidence.claim(left), evidence.claim(right)) {
            for hit in look(&case) {
                let fit = fit(&case, &hit);
                if fit > NAMED {
                    // One cause of a run: of the same table, off by as many days.
                    let key = (hit.kind, hit.days, case.suspect.table().name.as_str());
                    found.entry(key).or_default().push((fit, hit, case.suspect));
                }
            }
        }
    }
    let mut told: Vec<(usize, Cause)> = found
        .into_iter()
        .filter_map(|((kind, days, _), mut hits)| {
            hits.sort_by(|(a, one, suspect), (b, other, second)| {
                let key = |fit: u64, hit: &Hit, suspect: &Claim<'_>| {
                    (Reverse(fit), suspect.period().label, suspect.id().to_owned(), hit.sentence.clone())
                };
                key(*a, one, suspect).cmp(&key(*b, other, second))
            });
            let count = hits.len();
            let (fit, hit, suspect) = hits.into_iter().next()?;
            // What holds on most days of a run is a habit and no slip.
            let habit = count >= HABIT && count * 3 >= looked_into * 2;
            let kind = match kind {
                CauseKind::AnotherDay if habit && days.abs() == 1 => CauseKind::DayShift,
                CauseKind::CopiedFigure if habit => CauseKind::SourceSwitched,
                kind => kind,
            };
            let of = if looked_into > 1 { format!(", on {count} of {looked_into} days") } else { String::new() };
            let again = if looked_into > 1 { agrees_again(evidence, verdict, suspect) } else { None };
            let again = again.map_or_else(String::new, |day| format!("; they agree again on {day}"));
            let sentence = format!("`{}`: {}{of}{again}", suspect.id(), hit.sentence);
            let ids = hit.evidence.iter().map(|&claim| evidence.dataset.claims.id(claim).to_owned()).collect();
            let fit = u16::try_from(fit).unwrap_or(1_000);
            Some((count, Cause { kind, fit, odd: suspect.id().to_owned(), sentence, evidence: ids }))
        })
        .collect();
    told.sort_by_key(|(count, cause)| (Reverse(*count), Reverse(cause.fit), cause.kind));
    told.truncate(TOLD);
    Some(told.into_iter().map(|(_, cause)| cause).collect())
}

/// The claims that stand against each other in a verdict that can be diagnosed, in order of their days.
fn pairs(verdict: &Verdict) -> Option<Vec<(ClaimIx, ClaimIx)>> {
    let amounts = !matches!(verdict.strength, None | Some(Strength::Imprecision));
    let wanted = match &verdict.facts {
        Facts::Printed | Facts::Fall { correction: None } => true,
        Facts::AtMost { lie, .. } => matches!(lie, Lie::Same | Lie::Earlier),
        Facts::Network(facts) => facts.culprit == Culprit::Certain,
        _ => false,
    };
    if !wanted || !amounts {
        return None;
    }
    if matches!(verdict.facts, Facts::Network(_)) {
        return Some(vec![(verdict.left.claims[0], verdict.right.as_ref()?.claims[0])]);
    }
    Some(verdict.opposed())
}

/// The figures of a pair that may be wrong, each with what would have been right.
fn cases<'e, 'd>(
    evidence: &'e Evidence<'d>,
    verdict: &Verdict,
    left: Claim<'d>,
    right: Claim<'d>,
) -> Vec<Case<'e, 'd>> {
    let case = |suspect: Claim<'d>, expected: Option<Interval>, reference: Option<Claim<'d>>| {
        let (value, expected) = (value(suspect)?, expected?);
        let misses = !expected.meets(Interval::point(value)) && expected.has_low() && expected.has_high();
        misses.then_some(Case { evidence, suspect, value, expected, reference, unlikely: false })
    };
    let point = |claim: Claim<'d>| value(claim).map(Interval::point);
    let of_copy = || case(left, point(right), Some(right));
    match &verdict.facts {
        Facts::Network(facts) => case(left, facts.implied, None).into_iter().collect(),
        Facts::Printed if evidence.graph.root(left.ix) == right.ix => of_copy().into_iter().collect(),
        Facts::Printed | Facts::AtMost { lie: Lie::Same, .. } => {
            let [one, other] = [of_copy(), case(right, point(left), Some(left))];
            // The odd one is the one that its neighbours leave no room for, or that fits them worse.
            let strays = |suspect: Claim<'d>| {
                let (room, value) = (neighbours(evidence, suspect, suspect)?, value(suspect)?);
                let twice = i128::from(value) * 2 - i128::from(room.lo) - i128::from(room.hi);
                Some((room.gap(Interval::point(value)) > 0, twice.unsigned_abs()))
            };
            match (strays(left), strays(right)) {
                (Some((true, _)), Some((false, _))) => one.into_iter().collect(),
                (Some((false, _)), Some((true, _))) => other.into_iter().collect(),
                (Some(l), Some(r)) if l > r => one.into_iter().chain(other.map(Case::unlikely)).collect(),
                (Some(l), Some(r)) if l < r => one.map(Case::unlikely).into_iter().chain(other).collect(),
                _ => one.into_iter().chain(other).collect(),
            }
        }
        _ => {
            let between = |suspect: Claim<'d>, other: Claim<'d>| neighbours(evidence, suspect, other);
            [case(left, between(left, right), None), case(right, between(right, left), None)]
                .into_iter()
                .flatten()
                .collect()
        }
    }
}

/// The room that the figures of the days around leave in a running total, without the one that it is held against.
fn neighbours<'d>(evidence: &Evidence<'d>, suspect: Claim<'d>, other: Claim<'d>) -> Option<Interval> {
    const AROUND: i32 = 14;
    let day = suspect.period().label;
    let near = of_days(evidence, suspect.quantity(), suspect, (day.plus(-AROUND), day.plus(AROUND)));
    let usable = || near.iter().filter(|found| found.claim != other.ix && found.claim != suspect.ix);
    let before = usable().rfind(|found| found.day < day)?;
    let after = usable().find(|found| found.day > day)?;
    (before.value <= after.value).then_some(Interval { lo: before.value, hi: after.value })
}

fn look(case: &Case<'_, '_>) -> Vec<Hit> {
    let looks: [fn(&Case<'_, '_>) -> Vec<Hit>; 9] = [
        another_day::look,
        row::look,
        digits::look,
        scale::look,
        another_column::look,
        per_day::look,
        shortened::look,
        merged::look,
        copied::look,
    ];
    looks.iter().flat_map(|look| look(case)).collect()
}

/// How much likelier the cause is than a figure that is wrong for no such reason, in thousandths.
fn fit(case: &Case<'_, '_>, hit: &Hit) -> u64 {
    // Which of two figures a slip is in, the neighbours say.
    let weight = hit.kind.weight() * if case.unlikely { 300 } else { 1_000 };
    weight * 1_000 / (weight + hit.by_chance).max(1)
}

/// The first day after a run on which both tables have the same figure again.
fn agrees_again(evidence: &Evidence<'_>, verdict: &Verdict, suspect: Claim<'_>) -> Option<Day> {
    const SOON: i32 = 31;
    let (left, right) = verdict.opposed().last().copied()?;
    let after = (verdict.run.last.plus(1), verdict.run.last.plus(SOON));
    let of = |claim: ClaimIx| of_days(evidence, suspect.quantity(), evidence.claim(claim), after);
    let other = of(right);
    of(left)
        .into_iter()
        .find(|one| other.iter().any(|two| (two.day, two.value) == (one.day, one.value)))
        .map(|one| one.day)
}
