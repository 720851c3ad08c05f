//! The kind `rate`: averages against the totals that they were made of.
//!
//! An average is printed rounded, and nobody says how or by how many days it was divided. Every
//! convention is tried (GRIM, Brown and Heathers, Social Psychological and Personality Science 8, 2017):
//! rounded half up, cut off, rounded to tens; divided by elapsed or by inclusive days.

pub mod convention;
pub mod facts;
mod judgement;
mod plan;
mod total;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::model::claim::Claim;
use crate::model::hedge::Reading;
use crate::rules::evidence::{Cell, Evidence};
use crate::rules::level::Strength;
use crate::rules::rate::convention::Average;
use crate::rules::rate::facts::RateFacts;
use crate::rules::rate::judgement::Judgement;
pub use crate::rules::rate::plan::RateCheck;
use crate::rules::rate::total::{Total, Totals};
use crate::rules::verdict::{Facts, Outcome, Run, Side, Verdict, WITNESSES};

/// Runs the rule.
#[must_use]
pub fn check(rule: &RateCheck, evidence: &Evidence<'_>) -> Outcome {
    let cells = evidence.cells();
    cells.par_iter().map(|cell| check_cell(rule, evidence, cell)).reduce(Outcome::default, Outcome::and)
}

fn check_cell(rule: &RateCheck, evidence: &Evidence<'_>, cell: &Cell) -> Outcome {
    let mut outcome = Outcome::default();
    let claims = evidence.claims(cell).iter().map(|&claim| evidence.claim(claim));
    let averages: Vec<Claim<'_>> = claims
        .filter(|claim| claim.is_rate() && rule.looks_at(*claim) && claim.divisors().0 > 0 && !claim.period().is_open())
        .collect();
    if averages.is_empty() {
        return outcome;
    }
    let totals = Totals::of(rule, evidence, cell);
    for average in averages {
        let found = totals.of_average(average);
        let judged = found.iter().map(|total| (Judgement::of(average, total), total));
        // Where copies or vintages of the total differ, the one that fits best was meant.
        let Some((judgement, total)) = judged.min_by_key(|(judgement, _)| judgement.rank()) else { continue };
        outcome.comparisons += 1;
        outcome.touched.push(average.ix);
        outcome.touched.extend(&total.terms);
        outcome.verdicts.extend(verdict(rule, average, total, &judgement));
    }
    outcome
}

fn verdict(rule: &RateCheck, average: Claim<'_>, total: &Total, judgement: &Judgement) -> Option<Verdict> {
    let (strength, fits) = match *judgement {
        Judgement::Plain => return None,
        Judgement::Explained(convention) => (None, Some(convention)),
        Judgement::Misses(reading, convention) => (Some(Strength::surviving(reading)), convention),
    };
    if strength.is_none() != rule.explained {
        return None;
    }
    let reading = match judgement {
        Judgement::Misses(reading, _) => reading.as_told(),
        Judgement::Plain | Judgement::Explained(_) => Reading::Exact,
    };
    let figure = total.interval(reading);
    let needs = Average::of(average).and_then(|printed| printed.needs(figure));
    let claims = total.terms.iter().copied().take(WITNESSES).collect();
    let count = u64::try_from(total.terms.len()).unwrap_or(u64::MAX);
    Some(Verdict {
        left: Side::of_one(average.ix, average.interval(reading, true)),
        right: Some(Side { claims, count, interval: figure, implied: total.is_implied(), subtracted: 0 }),
        reading,
        strength,
        facts: Facts::Rate(RateFacts { terms: total.terms.clone(), days: average.divisors(), needs, fits }),
        assumptions: Vec::new(),
        run: Run::once(average.period().label),
        pairs: Vec::new(),
    })
}
