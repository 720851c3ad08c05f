//! The kind `claim`: one claim by itself, beside its document or the claim it repeats.

pub(super) mod test;

use std::collections::BTreeMap;

use crate::model::claim::Claim;
use crate::model::hedge::Reading;
use crate::model::index::ClaimIx;
use crate::model::period::PeriodKind;
use crate::model::vocabulary::MetricKind;
use crate::rules::claim::test::{TESTS, Test};
use crate::rules::evidence::Evidence;
use crate::rules::file::ClaimFile;
use crate::rules::passed_over::Reasons;
use crate::rules::touched::Touched;
use crate::rules::verdict::{Facts, Outcome, Run, Side, Verdict, WITNESSES};
use crate::rules::words::{Share, Words};

/// A checked test of single claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClaimCheck {
    test: Test,
    above: Share,
}

impl ClaimCheck {
    /// Reads `[check.claim]`.
    pub fn read(file: &ClaimFile, words: &mut Words<'_>) -> Self {
        let test = words.word_or(Some(&file.test), &TESTS, Test::OutOfOrder);
        if let Some(above) = &file.above
            && test != Test::Stale
        {
            words.wrong(above.span(), "only the test `stale` takes `above`", "leave it out");
        }
        Self { test, above: words.share_or(file.above.as_ref(), Share(500)) }
    }

    /// Why claims could not be judged by themselves.
    pub(super) fn passed_over(&self, evidence: &Evidence<'_>, touched: &Touched, reasons: &mut Reasons) {
        let claims = evidence.dataset.claims.claims().map(|claim| evidence.claim(claim));
        let published = |claim: Claim<'_>| claim.document().is_some_and(|document| document.published.is_some());
        for claim in claims {
            match self.test {
                Test::PeriodAfterPublication | Test::Stale if !published(claim) => {
                    reasons.add("no day of publication", claim);
                }
                Test::HedgeDropped if evidence.graph.is_restatement(claim.ix) && !touched.contains(claim.ix) => {
                    reasons.add("what it repeats has no hedge of its own", claim);
                }
                _ => {}
            }
        }
    }

    /// Runs the test.
    #[must_use]
    pub fn check(&self, evidence: &Evidence<'_>) -> Outcome {
        match self.test {
            Test::HedgeDropped => hedges(evidence),
            Test::PeriodAfterPublication => each(evidence, after_publication),
            Test::OutOfOrder => each(evidence, out_of_order),
            Test::Stale => stale(evidence, self.above),
        }
    }
}

/// Runs a test on every claim.
fn each(evidence: &Evidence<'_>, test: impl Fn(Claim<'_>) -> Option<Option<Facts>>) -> Outcome {
    let mut outcome = Outcome::default();
    for claim in evidence.dataset.claims.claims().map(|claim| evidence.claim(claim)) {
        let Some(judged) = test(claim) else { continue };
        outcome.comparisons += 1;
        outcome.verdicts.extend(judged.map(|facts| verdict(evidence, claim.ix, None, facts)));
    }
    outcome
}

fn verdict(evidence: &Evidence<'_>, claim: ClaimIx, beside: Option<ClaimIx>, facts: Facts) -> Verdict {
    let side = |claim: ClaimIx| Side::of_one(claim, evidence.claim(claim).interval(Reading::Strict, true));
    Verdict {
        left: side(claim),
        right: beside.map(side),
        reading: Reading::Strict,
        strength: None,
        facts,
        assumptions: Vec::new(),
        run: Run::once(evidence.claim(claim).period().label),
        pairs: Vec::new(),
    }
}

/// `None` where the test says nothing of the claim, `Some(None)` where it holds.
fn after_publication(claim: Claim<'_>) -> Option<Option<Facts>> {
    let published = claim.document()?.published?;
    // A report of the day of publication may cover that day to its end.
    let late = claim.period().end.first > published.plus(1);
    Some(late.then_some(Facts::AfterPublication { published }))
}

fn out_of_order(claim: Claim<'_>) -> Option<Option<Facts>> {
    let figure = claim.figure();
    (figure.low.is_some() || figure.high.is_some()).then(|| (!figure.is_in_order()).then_some(Facts::OutOfOrder))
}

/// Running totals whose day lies so far before publication that at their own mean pace they have
/// drifted. Of what one voice says of a subject in one document only the latest is meant as current;
/// earlier figures are history told beside it. Figures of one day are one verdict.
fn stale(evidence: &Evidence<'_>, above: Share) -> Outcome {
    let claims = &evidence.dataset.claims;
    let mut current: BTreeMap<_, Vec<Claim<'_>>> = BTreeMap::new();
    for ix in claims.claims() {
        let claim = evidence.claim(ix);
        let dated =
            claims.document(ix).filter(|_| claim.document().is_some_and(|document| document.published.is_some()));
        let Some(document) = dated else { continue };
        if claim.metric().kind != MetricKind::Flow || claim.period().kind != PeriodKind::Cumulative {
            continue;
        }
        let said = current.entry((document, claim.lineage(), claim.quantity().subject)).or_default();
        let held = said.first().map(|first| first.period().end.last);
        if held.is_some_and(|held| claim.period().end.last > held) {
            said.clear();
        }
        if held.is_none_or(|held| claim.period().end.last >= held) {
            said.push(claim);
        }
    }
    let mut outcome = Outcome::default();
    for mut said in current.into_values() {
        said.sort_by_key(|claim| (evidence.graph.is_restatement(claim.ix), claim.id()));
        let Some(published) = said[0].document().and_then(|document| document.published) else { continue };
        outcome.comparisons += 1;
        let age = published.since(said[0].period().end.last);
        let accrued = said[0].period().length().1;
        // drift = (value / accrued) × age, as a share of the value.
        if age > 0 && accrued > 0 && age.saturating_mul(10_000) > accrued.saturating_mul(above.0) {
            let of = said.iter().map(|claim| claim.ix).collect();
            let mut verdict = verdict(evidence, said[0].ix, None, Facts::Stale { age, accrued, of });
            verdict.left.claims.extend(said.iter().skip(1).take(WITNESSES - 1).map(|claim| claim.ix));
            verdict.left.count = said.len() as u64;
            outcome.verdicts.push(verdict);
        }
    }
    outcome
}

/// Restatements that print their root's value without its hedge. A standing caveat of a table is
/// shown beside its figures and is never dropped.
fn hedges(evidence: &Evidence<'_>) -> Outcome {
    let mut outcome = Outcome::default();
    for (ix, root_ix) in evidence.graph.restatements() {
        let (claim, root) = (evidence.claim(ix), evidence.claim(root_ix));
        if claim.is_statement() || root.hedge().is_bare() || evidence.dataset.claims.has_standing_hedge(root_ix) {
            continue;
        }
        outcome.comparisons += 1;
        outcome.touched.extend([ix, root_ix]);
        let same = match (claim.figure().value, root.figure().value) {
            (Some(a), Some(b)) => a.equals(b),
            _ => false,
        };
        if same && claim.hedge().is_bare() {
            outcome.verdicts.push(verdict(evidence, ix, Some(root_ix), Facts::HedgeDropped));
        }
    }
    outcome
}
