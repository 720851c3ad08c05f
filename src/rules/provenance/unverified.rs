//! Figures of a party that an outlet prints without a word on whether they were verified.

use std::collections::{BTreeMap, BTreeSet};

use crate::graph::support::Support;
use crate::model::claim::Claim;
use crate::model::index::{ClaimIx, DocumentIx, SourceIx, SubjectIx};
use crate::model::vocabulary::Within;
use crate::rules::evidence::Evidence;
use crate::rules::provenance::facts::ProvenanceFacts;
use crate::rules::provenance::made::{each_figure, root, verdict};
use crate::rules::provenance::outlets::Outlets;
use crate::rules::select::Selector;
use crate::rules::verdict::Outcome;

/// Whether a claim is one that wants such a word: an amount of a source that has a side, printed by an outlet.
pub(super) fn wants_a_caveat(claim: Claim<'_>, outlets: &Outlets<'_>, selector: &Selector) -> bool {
    let of_party = claim.source().party.is_some() && !claim.is_statement();
    of_party && selector.selects(claim) && outlets.printing(claim).is_some()
}

/// One verdict a document. A claim in no document is passed over: nobody knows what else was said there.
pub(super) fn check(evidence: &Evidence<'_>, selector: &Selector, caveat: Option<&Selector>) -> Outcome {
    let dataset = evidence.dataset;
    let outlets = Outlets::of(dataset);
    let caveats = caveat.map_or_else(BTreeMap::new, |caveat| caveats(evidence, caveat));
    let mut outcome = Outcome::default();
    let mut bare: BTreeMap<DocumentIx, Vec<ClaimIx>> = BTreeMap::new();
    for ix in dataset.claims.claims() {
        let claim = evidence.claim(ix);
        let Some(document) = dataset.claims.document(ix).filter(|_| wants_a_caveat(claim, &outlets, selector)) else {
            continue;
        };
        outcome.comparisons += 1;
        let stated = claim.remark().is_some_and(|remark| !remark.stated_verification.is_empty());
        let covers = |subject: &SubjectIx| {
            let within = dataset.vocabulary.subject_within(claim.quantity().subject, *subject);
            matches!(within, Within::Same | Within::Part)
        };
        let said = stated || caveats.get(&document).is_some_and(|subjects| subjects.iter().any(covers));
        if !said && evidence.backings().of(root(evidence, ix)).support < Support::Corroborated {
            bare.entry(document).or_default().push(ix);
        }
    }
    for claims in bare.into_values() {
        let claims = each_figure(evidence, claims);
        let sources: BTreeSet<SourceIx> = claims.iter().map(|&claim| dataset.claims.source(claim)).collect();
        let mut sources: Vec<SourceIx> = sources.into_iter().collect();
        sources.sort_by_key(|&source| dataset.sources.id(source));
        outcome.verdicts.push(verdict(evidence, &claims, &[], ProvenanceFacts::Unverified(sources)));
    }
    outcome
}

/// Of whose figures each document says whether they were verified: a yes is a word as well as a no.
fn caveats(evidence: &Evidence<'_>, caveat: &Selector) -> BTreeMap<DocumentIx, Vec<SubjectIx>> {
    let claims = &evidence.dataset.claims;
    let mut found: BTreeMap<DocumentIx, Vec<SubjectIx>> = BTreeMap::new();
    for statement in claims.claims().map(|ix| evidence.claim(ix)).filter(|claim| claim.is_statement()) {
        if let Some(document) = claims.document(statement.ix).filter(|_| caveat.selects(statement)) {
            found.entry(document).or_default().push(statement.quantity().subject);
        }
    }
    found
}
