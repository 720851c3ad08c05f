//! The claim graph as it is shown: who says what, through whom, repeated from where and computed from what, with what
//! supports each claim and what speaks against it.

pub mod edge;
mod linking;
pub mod node;
mod shown;
mod sources;

use crate::audit::judged::Judged;
use crate::audit::picture::edge::Edge;
use crate::audit::picture::linking::Links;
use crate::audit::picture::node::Node;
use crate::audit::picture::shown::Shown;
use crate::graph::claim_graph::ClaimGraph;
use crate::model::dataset::Dataset;
use crate::rules::evidence::Evidence;
use crate::rules::select::Selector;
use crate::rules::set::RuleSet;

/// The claim graph of one dataset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The dataset's folder as the user named it.
    pub dataset: String,
    /// Its title.
    pub title: String,
    /// Groups, sources, documents, claims; of each kind in order of their ids.
    pub nodes: Vec<Node>,
    /// In order of the nodes that they lead from, then of their kinds.
    pub edges: Vec<Edge>,
    /// How many claims were left out because nothing but their source is linked to them.
    pub alone: u64,
    /// How many edges were left out because they lead to claims that are not shown.
    pub cut: u64,
}

/// The claim graph of the claims that a selector selects, with their standing by all rules. `linked` leaves out the
/// claims that hang on no other claim, no outlet and no document.
#[must_use]
pub fn picture(dataset: &Dataset, rules: &RuleSet, select: &Selector, linked: bool) -> Picture {
    let graph = ClaimGraph::build(dataset);
    let evidence = Evidence::gather(dataset, &graph);
    let Judged { verifications, .. } = Judged::of(rules, &evidence, |_| false);
    let links = Links::of(&evidence, &verifications);
    let selects = |&claim: &_| select.is_all() || select.selects(dataset.claim(claim));
    let selected: Vec<_> = dataset.claims.claims().filter(selects).collect();
    let mut claims = selected.clone();
    if linked {
        claims.retain(|&claim| links.touches(dataset, claim));
    }
    let alone = (selected.len() - claims.len()) as u64;
    let shown = Shown::new(dataset, claims);
    let nodes = shown.nodes(&verifications);
    let (edges, cut) = shown.edges(&links);
    Picture { dataset: dataset.path.clone(), title: dataset.title.clone(), nodes, edges, alone, cut }
}
