//! Approximate words beside exact digits: "about 1,000,340".

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::model::amount::Amount;
use crate::model::claim::{Claim, Quantity};
use crate::model::hedge::{End, Hedge, Reading};
use crate::model::index::{ClaimIx, HedgeIx, SourceIx, TableIx};
use crate::rules::evidence::Evidence;
use crate::rules::series::facts::{Precision, SeriesFacts};
use crate::rules::verdict::{Facts, Outcome, Run, Side, Verdict, WITNESSES};

/// One voice's figures on one quantity in one published table, or in all tidy ones, under one hedge.
type Series = (SourceIx, Quantity, Option<TableIx>, HedgeIx);

/// One verdict a series, however many of its figures are too exact.
pub(super) fn check(evidence: &Evidence<'_>, at_most: u32) -> Outcome {
    let claims = &evidence.dataset.claims;
    let mut outcome = Outcome::default();
    let mut series: BTreeMap<Series, Vec<(Claim<'_>, Amount)>> = BTreeMap::new();
    for ix in claims.claims() {
        let claim = evidence.claim(ix);
        let Some(value) = claim.figure().value.filter(|_| !claim.is_statement() && is_approximate(claim.hedge()))
        else {
            continue;
        };
        outcome.comparisons += 1;
        if value.significant_digits() > at_most && !repeats_the_same(evidence, claim, value) {
            let own = claim.table().mapped.then_some(claim.table().family);
            let of = (claim.source_ix(), claim.quantity(), own, claims.hedge(ix));
            series.entry(of).or_default().push((claim, value));
        }
    }
    outcome.verdicts = series.into_values().filter_map(|figures| verdict(figures, at_most)).collect();
    outcome
}

/// Whether the words allow figures on both sides of some span around the value: "about", "nearly".
fn is_approximate(hedge: &Hedge) -> bool {
    let ends = hedge.ends[Reading::Strict as usize][1];
    let bounded = ends.low != End::Open && ends.high != End::Open;
    bounded && !hedge.is_bare() && !hedge.range && !hedge.fixed
}

/// Whether the claim repeats the words and digits of the one it restates: that one is told.
fn repeats_the_same(evidence: &Evidence<'_>, claim: Claim<'_>, value: Amount) -> bool {
    let root: ClaimIx = evidence.graph.root(claim.ix);
    let original = evidence.claim(root);
    root != claim.ix
        && is_approximate(original.hedge())
        && original.figure().value.is_some_and(|known| known.equals(value))
}

/// The figure with most digits leads, the first of them; how many there are, on which days.
fn verdict(mut figures: Vec<(Claim<'_>, Amount)>, at_most: u32) -> Option<Verdict> {
    let day = |claim: Claim<'_>| claim.period().label;
    let key = |&(claim, value): &(Claim<'_>, Amount)| (Reverse(value.significant_digits()), day(claim));
    figures.sort_by(|a, b| key(a).cmp(&key(b)).then_with(|| a.0.id().cmp(b.0.id())));
    // A figure that is told twice of a day is one figure.
    let mut known = BTreeSet::new();
    figures.retain(|&(claim, value)| known.insert((day(claim), value.digits, value.scale)));
    let &(claim, value) = figures.first()?;
    let days = || figures.iter().map(|&(claim, _)| day(claim));
    let count = figures.len() as u64;
    Some(Verdict {
        left: Side {
            claims: figures.iter().take(WITNESSES).map(|(claim, _)| claim.ix).collect(),
            count,
            interval: claim.interval(Reading::Strict, false),
            implied: false,
            subtracted: 0,
        },
        right: None,
        reading: Reading::Strict,
        strength: None,
        run: Run { first: days().min()?, last: days().max()?, count },
        facts: Facts::Series(SeriesFacts::Precision(Precision {
            digits: value.significant_digits(),
            at_most,
            figures: count,
        })),
        assumptions: Vec::new(),
        pairs: Vec::new(),
    })
}
