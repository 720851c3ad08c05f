//! Figures of which their document says that they were verified, and nobody in the dataset does.

use std::collections::BTreeMap;

use crate::graph::stated::Stated;
use crate::graph::support::Support;
use crate::model::index::{ClaimIx, DocumentIx};
use crate::rules::evidence::Evidence;
use crate::rules::provenance::facts::ProvenanceFacts;
use crate::rules::provenance::made::{by_prominence, root, verdict};
use crate::rules::select::Selector;
use crate::rules::verdict::Outcome;

/// One verdict a document and word, of the figure that has the least support.
pub(super) fn check(evidence: &Evidence<'_>, selector: &Selector) -> Outcome {
    let claims = &evidence.dataset.claims;
    let support = |claim: ClaimIx| evidence.backings().of(root(evidence, claim)).support;
    let mut outcome = Outcome::default();
    let mut over: BTreeMap<(Option<DocumentIx>, Option<ClaimIx>, Stated), Vec<ClaimIx>> = BTreeMap::new();
    for ix in claims.claims() {
        let claim = evidence.claim(ix);
        let words = claim.remark().map_or("", |remark| &remark.stated_verification);
        let Some(stated) = Stated::read(words).filter(|_| !claim.is_statement() && selector.selects(claim)) else {
            continue;
        };
        // Who counts directly may say that it is so.
        let by_itself = claims.method(root(evidence, ix)).is_direct() && !stated.names_others();
        if by_itself {
            continue;
        }
        outcome.comparisons += 1;
        if stated.support() > support(ix) {
            let document = claims.document(ix);
            over.entry((document, document.is_none().then_some(root(evidence, ix)), stated)).or_default().push(ix);
        }
    }
    for ((.., stated), mut found) in over {
        by_prominence(evidence, &mut found);
        found.sort_by_key(|&claim| support(claim));
        let computed: Support = support(found[0]);
        let facts = ProvenanceFacts::Overstated { stated: stated.word(), computed };
        outcome.verdicts.push(verdict(evidence, &found, &[], facts));
    }
    outcome
}
