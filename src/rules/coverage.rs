//! What a rule could not hold against anything, and why.

use crate::model::claim::Claim;
use crate::model::figure::Per;
use crate::model::period::PeriodKind;
use crate::rules::evidence::Evidence;
use crate::rules::passed_over::{PassedOver, Reasons};
use crate::rules::rule::{Check, Rule};
use crate::rules::touched::Touched;

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
            Check::Network(network) => each(evidence, touched, |claim| {
                network.looks_at(claim).then_some("no other figure of a day in common, on this count or one around it")
            })
            .fold(&mut reasons),
            Check::Provenance(provenance) => provenance.passed_over(evidence, &mut reasons),
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
    let untouched = evidence.compared().filter(|claim| !touched.contains(claim.ix));
    Each(untouched.filter_map(|claim| Some((claim, reason(claim)?))).collect())
}
