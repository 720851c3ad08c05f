//! How claims hang on each other.

use crate::audit::picture::edge::EdgeKind;
use crate::graph::support::Support;
use crate::model::dataset::Dataset;
use crate::model::index::ClaimIx;
use crate::rules::evidence::Evidence;
use crate::verify::verification::Verifications;

/// Every edge between two claims of a dataset.
pub(super) struct Links {
    /// From which claim, what it says, to which.
    pub(super) all: Vec<(ClaimIx, EdgeKind, ClaimIx)>,
    /// By claim, whether one of them touches it.
    touched: Vec<bool>,
}

impl Links {
    pub(super) fn of(evidence: &Evidence<'_>, verifications: &Verifications) -> Self {
        let (dataset, graph) = (evidence.dataset, evidence.graph);
        let mut all = Vec::new();
        for claim in dataset.claims.claims() {
            let repeated = graph.repeated(claim).filter(|&repeated| repeated != claim);
            all.extend(repeated.map(|repeated| (claim, EdgeKind::Restates, repeated)));
            all.extend(graph.inputs(claim).into_iter().map(|input| (claim, EdgeKind::DerivedFrom, input)));
            let backing = evidence.backings().of(claim);
            let speaks = if backing.support > Support::Bounded { EdgeKind::Confirms } else { EdgeKind::Bounds };
            all.extend(backing.by.map(|by| (by, speaks, claim)));
            let against = |claim: ClaimIx| verifications.get(claim).against.map(|against| against.by);
            // What only speaks against the root of a restatement leads there.
            let root = graph.root(claim);
            let own = against(claim).filter(|&by| by != claim && (root == claim || against(root) != Some(by)));
            all.extend(own.map(|by| (by, EdgeKind::Contradicts, claim)));
        }
        let mut touched = vec![false; dataset.claims.len()];
        for (from, _, to) in &all {
            touched[from.at()] = true;
            touched[to.at()] = true;
        }
        Self { all, touched }
    }

    /// Whether a claim hangs on another one, an outlet or a document.
    pub(super) fn touches(&self, dataset: &Dataset, claim: ClaimIx) -> bool {
        let read = dataset.claims.document(claim).is_some();
        self.touched[claim.at()] || read || !dataset.claim(claim).via().is_empty()
    }
}
