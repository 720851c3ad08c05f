//! Which findings are about which figure. They are told by their places in the list.

use std::collections::{BTreeMap, BTreeSet};

use crate::audit::finding::Finding;

/// Which findings name which claim and which quantity.
pub(super) struct Naming<'f> {
    by_claim: BTreeMap<&'f str, Vec<usize>>,
    by_quantity: BTreeMap<[&'f str; 3], Vec<usize>>,
}

impl<'f> Naming<'f> {
    /// Reads them off the findings.
    pub(super) fn of(findings: &'f [Finding]) -> Self {
        let mut naming = Self { by_claim: BTreeMap::new(), by_quantity: BTreeMap::new() };
        for (at, finding) in findings.iter().enumerate() {
            let claims: BTreeSet<&str> = finding.witnesses().map(|witness| witness.claim.as_str()).collect();
            claims.into_iter().for_each(|claim| naming.by_claim.entry(claim).or_default().push(at));
            let ids = [&finding.subject, &finding.metric, &finding.place].map(String::as_str);
            naming.by_quantity.entry(ids).or_default().push(at);
        }
        naming
    }

    /// The findings that name a claim, in order.
    pub(super) fn claim(&self, claim: &str) -> &[usize] {
        self.by_claim.get(claim).map_or(&[], Vec::as_slice)
    }

    /// The findings about a quantity or one of its claims, in order.
    pub(super) fn about<'c>(&self, ids: [&str; 3], claims: impl Iterator<Item = &'c str>) -> Vec<usize> {
        let of_quantity = self.by_quantity.get(&ids).into_iter().flatten();
        let about: BTreeSet<usize> = of_quantity.chain(claims.flat_map(|claim| self.claim(claim))).copied().collect();
        about.into_iter().collect()
    }
}
