//! The kind `ratio`: one metric over another of the same days, against a band.
//!
//! A ratio outside a band contradicts nothing: every finding is a tension, and "over 46,000" is read as
//! just over it, for without that a ratio over a lower bound says nothing at all.

pub mod facts;
mod numerator;
mod plan;

use std::collections::{BTreeMap, BTreeSet};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::model::amount::{Amount, power_of_ten};
use crate::model::claim::Claim;
use crate::model::day::Day;
use crate::model::figure::Per;
use crate::model::hedge::Reading;
use crate::model::interval::Interval;
use crate::rules::evidence::{Cell, Evidence};
use crate::rules::level::Strength;
use crate::rules::ratio::facts::RatioFacts;
use crate::rules::ratio::numerator::{Numerator, Numerators};
pub use crate::rules::ratio::plan::RatioCheck;
use crate::rules::runs;
use crate::rules::verdict::{Facts, Outcome, Run, Side, Verdict};

/// A ratio outside the band.
struct Outside<'d> {
    numerator: Numerator<'d>,
    divisor: Claim<'d>,
    figures: (Interval, Interval),
}

/// Runs the rule.
#[must_use]
pub fn check(rule: &RatioCheck, evidence: &Evidence<'_>) -> Outcome {
    let cells = evidence.cells();
    cells.par_iter().map(|cell| check_cell(rule, evidence, cell)).reduce(Outcome::default, Outcome::and)
}

/// Every dividend over the figures of one quantity.
fn check_cell(rule: &RatioCheck, evidence: &Evidence<'_>, cell: &Cell) -> Outcome {
    let mut outcome = Outcome::default();
    let claims = evidence.claims(cell).iter().map(|&claim| evidence.claim(claim));
    let divisors: Vec<Claim<'_>> =
        claims.filter(|claim| claim.figure().per == Per::Total && rule.divides_by(*claim)).collect();
    if divisors.is_empty() {
        return outcome;
    }
    let numerators = Numerators::over(rule, evidence, cell.quantity);
    let mut found: BTreeMap<_, (Vec<Outside<'_>>, BTreeSet<Day>)> = BTreeMap::new();
    for divisor in divisors {
        for numerator in numerators.of(divisor) {
            outcome.comparisons += 1;
            outcome.touched.extend([numerator.claim.ix, divisor.ix]);
            let group = evidence.dataset.sources.group_key(divisor.source_ix());
            let (outside, compared) = found.entry((numerator.claim.quantity(), group)).or_default();
            compared.insert(divisor.period().label);
            outside.extend(judge(rule, numerator, divisor));
        }
    }
    for (outside, compared) in found.into_values() {
        outcome.verdicts.extend(told(rule, outside, &compared));
    }
    outcome
}

/// The ratio, where it is outside the band at the strict reading.
fn judge<'d>(rule: &RatioCheck, numerator: Numerator<'d>, divisor: Claim<'d>) -> Option<Outside<'d>> {
    let own = numerator.claim.lineage() == divisor.lineage();
    let right = just(divisor, own);
    let left = numerator.figure(just(numerator.claim, own), right);
    if !right.has_high() || right.lo.max(0) < rule.least.saturating_mul(unit(divisor)) {
        return None;
    }
    // Where the word may mean another thing, a strange ratio says that it does.
    if numerator.is_ambiguous {
        return None;
    }
    let over =
        |amount: i64, band: Amount| Some((i128::from(amount).checked_mul(power_of_ten(u32::from(band.scale))?)?, band));
    let times = |band: Amount, amount: i64| i128::from(band.digits) * i128::from(amount);
    let above = rule.high.filter(|_| left.has_low()).and_then(|high| over(left.lo, high));
    let below = rule.low.filter(|_| left.has_high()).and_then(|low| over(left.hi, low));
    let outside = above.is_some_and(|(amount, band)| amount > times(band, right.hi))
        || below.is_some_and(|(amount, band)| amount < times(band, right.lo));
    outside.then_some(Outside { numerator, divisor, figures: (left, right) })
}

/// Ratios outside the band on consecutive days are one verdict: the worst of them, and the run.
fn told(rule: &RatioCheck, mut outside: Vec<Outside<'_>>, compared: &BTreeSet<Day>) -> Vec<Verdict> {
    outside.sort_by_key(|one| (one.divisor.period().label, one.divisor.id(), one.numerator.claim.id()));
    let day = |one: &Outside<'_>| one.divisor.period().label;
    let found = outside.into_iter().map(|one| (vec![(one.numerator.claim.ix, one.divisor.ix)], one)).collect();
    let runs = runs::fold(
        found,
        compared,
        |(_, one)| day(one),
        |(pairs, worst), (mut more, next)| {
            pairs.append(&mut more);
            if next.is_worse_than(worst) {
                *worst = next;
            }
        },
    );
    let told = runs.into_iter().map(|((pairs, worst), run)| Verdict { run, pairs, ..verdict(rule, &worst) });
    told.collect()
}

impl Outside<'_> {
    /// Whether the ratio lies farther from one, to whichever side.
    fn is_worse_than(&self, other: &Self) -> bool {
        let ends = |outside: &Self| {
            let (left, right) = outside.figures;
            let above = left.has_low() && left.lo > right.hi;
            if above { (left.lo, right.hi.max(1)) } else { (right.lo, left.hi.max(1)) }
        };
        let ((a, b), (c, d)) = (ends(self), ends(other));
        i128::from(a) * i128::from(d) > i128::from(c) * i128::from(b)
    }
}

fn verdict(rule: &RatioCheck, outside: &Outside<'_>) -> Verdict {
    let Outside { numerator, divisor, figures } = outside;
    let mut assumptions = Vec::new();
    if [numerator.claim, *divisor].iter().any(|claim| claim.soft_interval().is_some()) {
        assumptions.push("\"over\" a figure means just over it".to_owned());
    }
    Verdict {
        left: Side { implied: numerator.rest, ..Side::of_one(numerator.claim.ix, figures.0) },
        right: Some(Side::of_one(divisor.ix, figures.1)),
        reading: Reading::Strict,
        strength: Some(Strength::Tension),
        facts: Facts::Ratio(RatioFacts { low: rule.low, high: rule.high, rest: numerator.rest }),
        assumptions,
        run: Run::once(divisor.period().label),
        pairs: Vec::new(),
    }
}

/// What a figure means at the strict reading, one-sided words as just beside it.
fn just(claim: Claim<'_>, own: bool) -> Interval {
    let soft = claim.hedge().is_one_sided().then(|| claim.soft_interval()).flatten();
    soft.unwrap_or_else(|| claim.interval(Reading::Strict, own))
}

/// One of what is counted, in the last decimal that the metric tells apart.
fn unit(claim: Claim<'_>) -> i64 {
    power_of_ten(u32::from(claim.metric().decimals)).and_then(|unit| i64::try_from(unit).ok()).unwrap_or(1)
}
