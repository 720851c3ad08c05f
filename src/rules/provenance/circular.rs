//! Figures that are each other's origin.

use crate::graph::circles::circles;
use crate::model::index::{ClaimIx, SourceIx};
use crate::rules::evidence::Evidence;
use crate::rules::provenance::facts::{Leads, ProvenanceFacts};
use crate::rules::provenance::made::verdict;
use crate::rules::select::Selector;
use crate::rules::verdict::Outcome;

/// One verdict a circle.
pub(super) fn check(evidence: &Evidence<'_>, selector: &Selector) -> Outcome {
    let mut outcome = Outcome::default();
    for mut circle in circles(evidence.dataset) {
        if !circle.iter().any(|&claim| selector.selects(evidence.claim(claim))) {
            continue;
        }
        outcome.comparisons += 1;
        outcome.touched.extend(&circle);
        circle.sort_by_key(|&claim| evidence.dataset.claims.id(claim));
        outcome.verdicts.push(verdict(evidence, &circle, &[], ProvenanceFacts::Circle(links(evidence, &circle))));
    }
    outcome
}

/// Who leads to whom within a circle, in order of the claims, each link once.
fn links(evidence: &Evidence<'_>, circle: &[ClaimIx]) -> Vec<(SourceIx, Leads, SourceIx)> {
    let sources: Vec<SourceIx> = circle.iter().map(|&claim| evidence.dataset.claims.source(claim)).collect();
    let mut links = Vec::new();
    for &claim in circle {
        let claim = evidence.claim(claim);
        let printed = claim.via().iter().map(|&outlet| (outlet, Leads::Prints, claim.source_ix()));
        let relied = claim.source().relies_on.iter().map(|&relied| (claim.source_ix(), Leads::ReliesOn, relied));
        for link in printed.chain(relied) {
            let within = link.0 != link.2 && sources.contains(&link.0) && sources.contains(&link.2);
            if within && !links.contains(&link) {
                links.push(link);
            }
        }
    }
    links
}
