//! Repeated figures that stand there with nobody named.

use std::collections::BTreeMap;

use crate::model::index::{ClaimIx, DocumentIx};
use crate::model::remark::Attribution;
use crate::rules::evidence::Evidence;
use crate::rules::provenance::facts::ProvenanceFacts;
use crate::rules::provenance::made::{by_prominence, verdict};
use crate::rules::select::Selector;
use crate::rules::verdict::Outcome;

/// One verdict a document. "Kyiv says" is less than a name, and nothing is lost with it.
pub(super) fn check(evidence: &Evidence<'_>, selector: &Selector) -> Outcome {
    let attribution =
        |claim: ClaimIx| evidence.claim(claim).remark().map_or(Attribution::Named, |remark| remark.attribution);
    let mut outcome = Outcome::default();
    let mut lost: BTreeMap<(Option<DocumentIx>, Option<ClaimIx>), Vec<ClaimIx>> = BTreeMap::new();
    for (ix, root) in evidence.graph.restatements() {
        let claim = evidence.claim(ix);
        if claim.is_statement() || attribution(root) != Attribution::Named || !selector.selects(claim) {
            continue;
        }
        outcome.comparisons += 1;
        outcome.touched.extend([ix, root]);
        if attribution(ix) == Attribution::None {
            let document = evidence.dataset.claims.document(ix);
            // Of what stands in no document nothing says that it was read in one place.
            lost.entry((document, document.is_none().then_some(root))).or_default().push(ix);
        }
    }
    for mut claims in lost.into_values() {
        by_prominence(evidence, &mut claims);
        let mut roots: Vec<ClaimIx> = Vec::new();
        for root in claims.iter().map(|&claim| evidence.graph.root(claim)) {
            if !roots.contains(&root) {
                roots.push(root);
            }
        }
        outcome.verdicts.push(verdict(evidence, &claims, &roots, ProvenanceFacts::AttributionLost));
    }
    outcome
}
