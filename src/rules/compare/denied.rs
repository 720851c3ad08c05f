//! A `no` against figures that it denies: "does not publish its losses" beside those losses.

use crate::model::claim::Claim;
use crate::model::hedge::Reading;
use crate::model::index::ClaimIx;
use crate::model::vocabulary::Within;
use crate::rules::compare::plan::Compare;
use crate::rules::evidence::Evidence;
use crate::rules::verdict::{Facts, Outcome, Run, Side, Verdict, WITNESSES};

/// One verdict a statement, with the figures of its own document first.
pub(super) fn check(rule: &Compare, evidence: &Evidence<'_>) -> Outcome {
    let mut outcome = Outcome::default();
    let claims = &evidence.dataset.claims;
    let denials = claims.claims().map(|claim| evidence.claim(claim)).filter(|claim| {
        claim.metric().denies.is_some()
            && !evidence.graph.is_restatement(claim.ix)
            && claim.figure().value.is_some_and(|value| value.digits == 0)
            && rule.left.selects(*claim)
    });
    for statement in denials {
        let mut denied: Vec<Claim<'_>> = Vec::new();
        for cell in evidence.cells() {
            let vocabulary = &evidence.dataset.vocabulary;
            let subject = vocabulary.subject_within(cell.quantity.subject, statement.quantity().subject);
            let named =
                statement.metric().denies.as_ref().is_some_and(|denial| denial.metrics.contains(&cell.quantity.metric));
            if !named || !matches!(subject, Within::Same | Within::Part) {
                continue;
            }
            let figures = evidence.claims(cell).iter().map(|&claim| evidence.claim(claim));
            for figure in figures.filter(|&figure| rule.right.selects(figure)) {
                outcome.comparisons += 1;
                if denies(statement, figure) {
                    outcome.touched.extend([statement.ix, figure.ix]);
                    denied.push(figure);
                }
            }
        }
        if denied.is_empty() {
            continue;
        }
        let elsewhere = |claim: &Claim<'_>| claims.document(claim.ix) != claims.document(statement.ix);
        denied.sort_by_key(|claim| (elsewhere(claim), claim.period().label, claim.id()));
        let first = denied.iter().map(|claim| claim.period().label).min().unwrap_or(statement.period().label);
        let last = denied.iter().map(|claim| claim.period().label).max().unwrap_or(statement.period().label);
        let count = u64::try_from(denied.len()).unwrap_or(u64::MAX);
        let side = |claims: Vec<ClaimIx>, count| Side {
            interval: evidence.claim(claims[0]).interval(Reading::Exact, true),
            claims,
            count,
            implied: false,
            subtracted: 0,
        };
        outcome.verdicts.push(Verdict {
            left: side(vec![statement.ix], 1),
            right: Some(side(denied.iter().take(WITNESSES).map(|claim| claim.ix).collect(), count)),
            reading: Reading::Exact,
            strength: None,
            facts: Facts::Denied,
            assumptions: Vec::new(),
            run: Run { first, last, count: 1 },
            pairs: Vec::new(),
        });
    }
    outcome
}

/// Whether the figure is of a day in the statement's period, and of the side it speaks of.
fn denies(statement: Claim<'_>, figure: Claim<'_>) -> bool {
    let Some(denial) = &statement.metric().denies else { return false };
    let vocabulary = &statement.dataset.vocabulary;
    let party = vocabulary.subjects.things[figure.quantity().subject.at()].party;
    let own_side = party.is_some() && figure.source().party == party;
    let period = statement.period();
    let in_period = period.start.first <= figure.period().end.first && figure.period().end.last <= period.end.last;
    (!denial.own_side || own_side) && in_period
}
