//! Approximate words beside exact digits: "about 1,000,340".

use std::collections::{BTreeMap, BTreeSet};

use crate::model::amount::Amount;
use crate::model::claim::{Claim, Quantity};
use crate::model::day::Day;
use crate::model::hedge::{End, Hedge, Reading};
use crate::model::index::{ClaimIx, HedgeIx, SourceIx, TableIx};
use crate::rules::evidence::Evidence;
use crate::rules::series::facts::{Precision, SeriesFacts};
use crate::rules::verdict::{Facts, Outcome, Run, Side, Verdict};

/// A figure of a claim: whose, of what, of which day, the hedge and the value.
type Figure = (SourceIx, Quantity, Day, HedgeIx, (i64, u8));

/// One verdict a figure; one a series where the hedge is a caveat that its table gives its rows.
pub(super) fn check(evidence: &Evidence<'_>, at_most: u32) -> Outcome {
    let claims = &evidence.dataset.claims;
    let mut outcome = Outcome::default();
    let mut series: BTreeMap<(SourceIx, Quantity, TableIx, HedgeIx), Vec<(Claim<'_>, u32)>> = BTreeMap::new();
    let mut figures: BTreeMap<Figure, (Claim<'_>, u32)> = BTreeMap::new();
    for ix in claims.claims() {
        let claim = evidence.claim(ix);
        let Some(value) = claim.figure().value.filter(|_| !claim.is_statement() && is_approximate(claim.hedge()))
        else {
            continue;
        };
        outcome.comparisons += 1;
        let digits = value.significant_digits();
        if digits <= at_most || repeats_the_same(evidence, claim, value) {
            continue;
        }
        let (source, quantity, hedge) = (claim.source_ix(), claim.quantity(), claims.hedge(ix));
        if claims.has_standing_hedge(ix) {
            series.entry((source, quantity, claim.table().family, hedge)).or_default().push((claim, digits));
        } else {
            let figure = (source, quantity, claim.period().label, hedge, (value.digits, value.scale));
            let known = figures.entry(figure).or_insert((claim, digits));
            if claim.id() < known.0.id() {
                *known = (claim, digits);
            }
        }
    }
    let of_figures = figures.into_values().map(|(claim, digits)| {
        let facts = Precision { digits, at_most, figures: 1 };
        verdict(claim, Run::once(claim.period().label), facts)
    });
    outcome.verdicts.extend(of_figures);
    outcome.verdicts.extend(series.into_values().filter_map(|claims| of_series(claims, at_most)));
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

/// The figure with most digits, the first of them; how many others there are, on which days.
fn of_series(mut claims: Vec<(Claim<'_>, u32)>, at_most: u32) -> Option<Verdict> {
    let day = |claim: &Claim<'_>| claim.period().label;
    claims.sort_by(|(a, more), (b, fewer)| (fewer, day(a), a.id()).cmp(&(more, day(b), b.id())));
    let days: BTreeSet<Day> = claims.iter().map(|(claim, _)| day(claim)).collect();
    let &(claim, digits) = claims.first()?;
    let count = days.len() as u64;
    let run = Run { first: *days.first()?, last: *days.last()?, count };
    Some(verdict(claim, run, Precision { digits, at_most, figures: count }))
}

fn verdict(claim: Claim<'_>, run: Run, facts: Precision) -> Verdict {
    Verdict {
        left: Side::of_one(claim.ix, claim.interval(Reading::Strict, false)),
        right: None,
        reading: Reading::Strict,
        strength: None,
        facts: Facts::Series(SeriesFacts::Precision(facts)),
        assumptions: Vec::new(),
        run,
    }
}
