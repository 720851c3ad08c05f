//! A whole that its terms miss, and the verdict that it makes.

use std::collections::BTreeSet;
use std::mem;

use crate::model::claim::Claim;
use crate::model::day::Day;
use crate::model::hedge::Reading;
use crate::model::index::ClaimIx;
use crate::model::interval::Interval;
use crate::rules::evidence::Evidence;
use crate::rules::level::Strength;
use crate::rules::runs;
use crate::rules::sum::choice::Over;
use crate::rules::sum::facts::SumFacts;
use crate::rules::sum::plan::SumCheck;
use crate::rules::verdict::{Facts, Run, Side, Verdict, WITNESSES};

/// A whole that its terms miss.
pub(super) struct Missed {
    pub(super) whole: ClaimIx,
    pub(super) terms: Vec<ClaimIx>,
    pub(super) complete: bool,
    /// The loosest reading at which they miss each other.
    pub(super) reading: Reading,
    /// Both sides as told.
    pub(super) figure: Interval,
    pub(super) sum: Interval,
    pub(super) strength: Strength,
    /// Every whole and term of the days that are told by this one.
    pub(super) pairs: Vec<(ClaimIx, ClaimIx)>,
}

/// Sums that miss on consecutive days are one finding, told by the one that misses most.
pub(super) fn runs(evidence: &Evidence<'_>, mut missed: Vec<Missed>, compared: &BTreeSet<Day>) -> Vec<(Missed, Run)> {
    let day = |missed: &Missed| evidence.claim(missed.whole).period().label;
    let id = |missed: &Missed| evidence.claim(missed.whole).id();
    missed.sort_by(|a, b| (day(a), id(a)).cmp(&(day(b), id(b))));
    let gap = |missed: &Missed| missed.figure.gap(missed.sum);
    let told = |missed: &Missed| missed.terms.iter().map(|&term| (missed.whole, term)).collect::<Vec<_>>();
    for missed in &mut missed {
        missed.pairs = told(missed);
    }
    runs::fold(missed, compared, day, |worst, mut next| {
        if gap(&next) > gap(worst) {
            mem::swap(worst, &mut next);
        }
        worst.pairs.append(&mut next.pairs);
    })
}

impl Missed {
    /// The verdict of a run of days of which this is the worst.
    pub(super) fn verdict(self, rule: &SumCheck, evidence: &Evidence<'_>, run: Run) -> Verdict {
        let count = u64::try_from(self.terms.len()).unwrap_or(u64::MAX);
        let claims: Vec<ClaimIx> = self.terms.iter().copied().take(WITNESSES).collect();
        let whole = evidence.claim(self.whole);
        let copied = self.terms.iter().map(|&term| evidence.claim(term)).find(|&term| copies(evidence, whole, term));
        let alike =
            |term: Claim<'_>| format!("the tables `{}` and `{}` count alike", whole.table().name, term.table().name);
        let mut assumptions: Vec<String> = copied.filter(|_| rule.over == Over::Parts).map(alike).into_iter().collect();
        if self.terms.iter().any(|&term| !one_vintage(evidence.claim(term), whole)) {
            assumptions.push("nothing was revised between the days on which they were retrieved".to_owned());
        }
        Verdict {
            left: Side::of_one(self.whole, self.figure),
            right: Some(Side { claims, count, interval: self.sum, implied: true, subtracted: 0 }),
            reading: self.reading.as_told(),
            strength: Some(if assumptions.is_empty() { self.strength } else { Strength::Tension }),
            facts: Facts::Sum(SumFacts {
                over: rule.over,
                terms: self.terms,
                complete: self.complete,
                tolerance: rule.tolerance,
            }),
            assumptions,
            run,
            pairs: self.pairs,
        }
    }
}

/// Whether two figures are of documents retrieved on one day, as far as it is known.
pub(super) fn one_vintage(one: Claim<'_>, other: Claim<'_>) -> bool {
    let retrieved = |claim: Claim<'_>| claim.document().and_then(|document| document.retrieved);
    match (retrieved(one), retrieved(other)) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    }
}

/// Whether two figures stand in two copies of one table: each of them may have been copied wrongly.
fn copies(evidence: &Evidence<'_>, whole: Claim<'_>, term: Claim<'_>) -> bool {
    let (one, other) = (whole.table(), term.table());
    let has = |claim: Claim<'_>, family| {
        let claims = evidence.cell(claim.quantity()).map_or(&[][..], |cell| evidence.claims(cell));
        claims.iter().any(|&claim| evidence.claim(claim).table().family == family)
    };
    one.may_copy(other) && (has(whole, other.family) || has(term, one.family))
}
