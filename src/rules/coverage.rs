//! What a rule could not hold against anything, and why.

use std::collections::BTreeMap;

use crate::model::claim::Claim;
use crate::model::figure::Per;
use crate::model::index::ClaimIx;
use crate::model::period::PeriodKind;
use crate::rules::evidence::Evidence;
use crate::rules::rule::{Check, Rule};
use crate::rules::touched::Touched;

/// Claims that a rule would look at and held against nothing, for one reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PassedOver {
    /// The reason in a few words.
    pub reason: &'static str,
    /// How many claims.
    pub claims: u64,
    /// One of them: the first by its id.
    pub example: ClaimIx,
}

/// Reasons as they are met.
#[derive(Debug, Default)]
pub(super) struct Reasons(BTreeMap<&'static str, (u64, Option<ClaimIx>)>);

impl Reasons {
    pub(super) fn add(&mut self, reason: &'static str, claim: Claim<'_>) {
        let (count, example) = self.0.entry(reason).or_default();
        *count += 1;
        if example.is_none_or(|known| claim.id() < claim.dataset.claim(known).id()) {
            *example = Some(claim.ix);
        }
    }

    fn finish(self) -> Vec<PassedOver> {
        let found = self
            .0
            .into_iter()
            .filter_map(|(reason, (claims, example))| Some(PassedOver { reason, claims, example: example? }));
        let mut found: Vec<PassedOver> = found.collect();
        found.sort_by_key(|passed| (std::cmp::Reverse(passed.claims), passed.reason));
        found
    }
}

impl Rule {
    /// Why claims that the rule looks at were held against nothing, the most frequent reason first.
    #[must_use]
    pub fn passed_over(&self, evidence: &Evidence<'_>, touched: &Touched) -> Vec<PassedOver> {
        let mut reasons = Reasons::default();
        match &self.check {
            Check::Compare(compare) => compare.passed_over(evidence, touched, &mut reasons),
            Check::Claim(claim) => claim.passed_over(evidence, touched, &mut reasons),
            Check::Series(series) if series.is_of_totals() => each(evidence, touched, |claim| {
                let accrues = evidence.dataset.vocabulary.accrues(claim.quantity().metric);
                let total = accrues && claim.period().kind == PeriodKind::Cumulative;
                total.then_some("too few figures in its series")
            })
            .fold(&mut reasons),
            Check::Series(_) => {}
            Check::Sum(sum) => each(evidence, touched, |claim| sum.wants(evidence, claim)).fold(&mut reasons),
            Check::Rate(rate) => each(evidence, touched, |claim| {
                (claim.figure().per != Per::Total && rate.looks_at(claim)).then_some("no total of its days")
            })
            .fold(&mut reasons),
            Check::Ratio(ratio) => each(evidence, touched, |claim| {
                let divisor = claim.figure().per == Per::Total && ratio.divides_by(claim);
                divisor.then_some("nothing to divide by it for its days")
            })
            .fold(&mut reasons),
        }
        reasons.finish()
    }
}

/// Claims with the reason for which each was passed over.
struct Each<'d>(Vec<(Claim<'d>, &'static str)>);

impl Each<'_> {
    fn fold(self, reasons: &mut Reasons) {
        self.0.into_iter().for_each(|(claim, reason)| reasons.add(reason, claim));
    }
}

/// The untouched claims of all cells for which there is a reason.
fn each<'d>(
    evidence: &Evidence<'d>,
    touched: &Touched,
    reason: impl Fn(Claim<'d>) -> Option<&'static str>,
) -> Each<'d> {
    let claims = evidence.cells().iter().flat_map(|cell| evidence.claims(cell));
    let untouched = claims.filter(|&&claim| !touched.contains(claim)).map(|&claim| evidence.claim(claim));
    Each(untouched.filter_map(|claim| Some((claim, reason(claim)?))).collect())
}
