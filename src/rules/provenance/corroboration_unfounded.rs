//! Statements that others confirm the figures beside them, where nobody in the dataset does.

use std::collections::BTreeMap;

use crate::graph::support::Support;
use crate::model::claim::Claim;
use crate::model::index::{ClaimIx, DocumentIx};
use crate::model::vocabulary::Within;
use crate::rules::evidence::Evidence;
use crate::rules::provenance::facts::ProvenanceFacts;
use crate::rules::provenance::made::{each_figure, root, verdict};
use crate::rules::select::Selector;
use crate::rules::verdict::Outcome;

/// One verdict a statement, with the figures that it speaks of.
pub(super) fn check(evidence: &Evidence<'_>, selector: &Selector, statement: &Selector) -> Outcome {
    let mut outcome = Outcome::default();
    for (statement, figures) in spoken_of(evidence, selector, statement) {
        if figures.is_empty() {
            continue;
        }
        outcome.comparisons += figures.len() as u64;
        outcome.touched.push(statement);
        outcome.touched.extend(&figures);
        let confirmed = |&claim: &ClaimIx| evidence.backings().of(root(evidence, claim)).support >= Support::Probable;
        if !figures.iter().any(confirmed) {
            outcome.verdicts.push(verdict(evidence, &[statement], &figures, ProvenanceFacts::CorroborationUnfounded));
        }
    }
    outcome
}

/// Every such statement, in order of the ids, with the figures of its document that it speaks of.
pub(super) fn spoken_of(
    evidence: &Evidence<'_>,
    selector: &Selector,
    statement: &Selector,
) -> Vec<(ClaimIx, Vec<ClaimIx>)> {
    let claims = &evidence.dataset.claims;
    let mut statements: Vec<(ClaimIx, DocumentIx)> = Vec::new();
    for ix in claims.claims() {
        let claim = evidence.claim(ix);
        let yes = claim.is_statement() && claim.figure().value.is_some_and(|value| value.digits != 0);
        let by_itself = yes && !evidence.graph.is_restatement(ix) && statement.selects(claim);
        statements.extend(claims.document(ix).filter(|_| by_itself).map(|document| (ix, document)));
    }
    let mut beside: BTreeMap<DocumentIx, Vec<ClaimIx>> =
        statements.iter().map(|&(_, document)| (document, Vec::new())).collect();
    if !beside.is_empty() {
        for ix in claims.claims() {
            let figures = claims.document(ix).and_then(|document| beside.get_mut(&document));
            let Some(figures) = figures else { continue };
            let claim = evidence.claim(ix);
            if !claim.is_statement() && selector.selects(claim) {
                figures.push(ix);
            }
        }
    }
    statements.sort_by_key(|&(ix, _)| claims.id(ix));
    let speaks_of = |ix: ClaimIx, figure: ClaimIx| speaks_of(evidence.claim(ix), evidence.claim(figure));
    let mut found = Vec::new();
    for (ix, document) in statements {
        let figures = beside[&document].iter().copied().filter(|&figure| speaks_of(ix, figure)).collect();
        found.push((ix, each_figure(evidence, figures)));
    }
    found
}

/// Whether a figure is of the subject and place of a statement, or of a part, on days in its period.
fn speaks_of(statement: Claim<'_>, figure: Claim<'_>) -> bool {
    let vocabulary = &statement.dataset.vocabulary;
    let (whole, part) = (statement.quantity(), figure.quantity());
    let within =
        [vocabulary.subject_within(part.subject, whole.subject), vocabulary.place_within(part.place, whole.place)];
    let (period, days) = (statement.period(), figure.period());
    let in_period = period.start.first <= days.end.first && days.end.last <= period.end.last;
    in_period && within.iter().all(|within| matches!(within, Within::Same | Within::Part))
}
