//! The graph itself, and the questions it answers.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use petgraph::algo::tarjan_scc;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;

use crate::graph::restatement;
use crate::model::amount::Amount;
use crate::model::dataset::Dataset;
use crate::model::index::{ClaimIx, SourceIx};

/// What stands in the graph. Claims that no link touches are left out: they are their own roots.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Node {
    Claim(ClaimIx),
    Source(SourceIx),
}

/// How one node hangs on another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Link {
    /// A claim repeats a claim.
    Restates,
    /// A claim was computed from a claim.
    DerivedFrom,
    /// A claim is asserted by a source.
    AssertedBy,
    /// A claim passed through an outlet.
    Via,
    /// A source announces another's figures as theirs.
    SpeaksFor,
    /// A source's figures are made from another's.
    ReliesOn,
}

/// Who says what, through whom, repeated from where.
#[derive(Debug, Clone, Default)]
pub struct ClaimGraph {
    graph: DiGraph<Node, Link>,
    nodes: BTreeMap<Node, NodeIndex>,
    roots: BTreeMap<ClaimIx, ClaimIx>,
}

impl ClaimGraph {
    /// Builds the graph of a dataset.
    #[must_use]
    pub fn build(dataset: &Dataset) -> Self {
        let mut graph = Self::default();
        let restates = restatement::restatements(dataset);
        for (&from, &to) in &restates {
            graph.link(Node::Claim(from), Node::Claim(to), Link::Restates);
        }
        graph.roots = restates.keys().map(|&claim| (claim, follow(&restates, claim))).collect();
        graph.link_remarks(dataset);
        for (number, source) in dataset.sources.sources.iter().enumerate() {
            let from = Node::Source(SourceIx::from_at(number));
            for (to, link) in source
                .speaks_for
                .iter()
                .map(|to| (to, Link::SpeaksFor))
                .chain(source.relies_on.iter().map(|to| (to, Link::ReliesOn)))
            {
                graph.link(from, Node::Source(*to), link);
            }
        }
        graph
    }

    fn link_remarks(&mut self, dataset: &Dataset) {
        let derived: BTreeMap<&str, ClaimIx> = {
            let wanted: BTreeSet<&str> = dataset
                .claims
                .claims()
                .filter_map(|claim| dataset.claims.remark(claim))
                .flat_map(|remark| remark.derived_from.iter().map(String::as_str))
                .collect();
            let known = dataset.claims.claims().filter(|_| !wanted.is_empty());
            known.map(|claim| (dataset.claims.id(claim), claim)).filter(|(id, _)| wanted.contains(id)).collect()
        };
        for claim in dataset.claims.claims() {
            let Some(remark) = dataset.claims.remark(claim) else { continue };
            let node = Node::Claim(claim);
            self.link(node, Node::Source(dataset.claims.source(claim)), Link::AssertedBy);
            for &outlet in &remark.via {
                self.link(node, Node::Source(outlet), Link::Via);
            }
            for id in &remark.derived_from {
                if let Some(&input) = derived.get(id.as_str()) {
                    self.link(node, Node::Claim(input), Link::DerivedFrom);
                }
            }
        }
    }

    fn link(&mut self, from: Node, to: Node, link: Link) {
        let mut node = |node: Node| *self.nodes.entry(node).or_insert_with(|| self.graph.add_node(node));
        let (from, to) = (node(from), node(to));
        self.graph.add_edge(from, to, link);
    }

    /// The claim that this one repeats in the end; itself if it repeats none.
    #[must_use]
    pub fn root(&self, claim: ClaimIx) -> ClaimIx {
        self.roots.get(&claim).copied().unwrap_or(claim)
    }

    /// Whether the claim only repeats another.
    #[must_use]
    pub fn is_restatement(&self, claim: ClaimIx) -> bool {
        self.roots.contains_key(&claim)
    }

    /// Whether the claim is compared with others: it repeats none, or it prints another metric than
    /// its root and so claims something of its own.
    #[must_use]
    pub fn is_compared(&self, dataset: &Dataset, claim: ClaimIx) -> bool {
        self.roots.get(&claim).is_none_or(|&root| dataset.claims.metric(root) != dataset.claims.metric(claim))
    }

    /// The claim whose figure it is: the root that it repeats; itself if it repeats none, or prints another metric.
    #[must_use]
    pub fn figure_of(&self, dataset: &Dataset, claim: ClaimIx) -> ClaimIx {
        if self.is_compared(dataset, claim) { claim } else { self.root(claim) }
    }

    /// Of some claims, in their order, those that speak for themselves: no statements, and no claim whose root is
    /// among them. Of several that repeat one root that is not, the most precise speaks.
    #[must_use]
    pub fn speaking(&self, dataset: &Dataset, claims: impl Iterator<Item = ClaimIx>) -> Vec<ClaimIx> {
        let claims: Vec<ClaimIx> = claims.filter(|&claim| !dataset.claim(claim).is_statement()).collect();
        let among: BTreeSet<ClaimIx> = claims.iter().copied().collect();
        let digits = |claim: ClaimIx| dataset.claims.figure(claim).value.map_or(0, Amount::significant_digits);
        let mut for_root: BTreeMap<ClaimIx, ClaimIx> = BTreeMap::new();
        let repeats = |claim: ClaimIx| (!self.is_compared(dataset, claim)).then(|| self.root(claim));
        for (claim, root) in claims.iter().filter_map(|&claim| Some((claim, repeats(claim)?))) {
            let known = for_root.entry(root).or_insert(claim);
            let key = |claim: ClaimIx| (Reverse(digits(claim)), dataset.claims.id(claim));
            if key(claim) < key(*known) {
                *known = claim;
            }
        }
        let speaks = |&claim: &ClaimIx| match repeats(claim) {
            None => true,
            Some(root) => !among.contains(&root) && for_root.get(&root) == Some(&claim),
        };
        claims.into_iter().filter(speaks).collect()
    }

    /// The claims that this one says it was computed from, in order.
    #[must_use]
    pub fn inputs(&self, claim: ClaimIx) -> Vec<ClaimIx> {
        let Some(&node) = self.nodes.get(&Node::Claim(claim)) else { return Vec::new() };
        let mut inputs: Vec<ClaimIx> = self.claims_from(node, Link::DerivedFrom).collect();
        inputs.sort_unstable();
        inputs
    }

    /// The claim that this one repeats directly, if any.
    #[must_use]
    pub fn repeated(&self, claim: ClaimIx) -> Option<ClaimIx> {
        let &node = self.nodes.get(&Node::Claim(claim))?;
        self.claims_from(node, Link::Restates).next()
    }

    /// The claims that a node hangs on by a link.
    fn claims_from(&self, node: NodeIndex, link: Link) -> impl Iterator<Item = ClaimIx> {
        let linked = self.graph.edges(node).filter(move |edge| *edge.weight() == link);
        linked.filter_map(|edge| match self.graph[edge.target()] {
            Node::Claim(claim) => Some(claim),
            Node::Source(_) => None,
        })
    }

    /// Every restatement with its root, in order of the claims.
    pub fn restatements(&self) -> impl ExactSizeIterator<Item = (ClaimIx, ClaimIx)> {
        self.roots.iter().map(|(&claim, &root)| (claim, root))
    }

    /// What always holds, as a list of what does not. Empty unless there is a defect in this program.
    #[must_use]
    pub fn verify(&self, dataset: &Dataset) -> Vec<String> {
        let mut wrong = Vec::new();
        for edge in self.graph.edge_references() {
            let ends = (self.graph[edge.source()], self.graph[edge.target()]);
            let right = match edge.weight() {
                Link::Restates | Link::DerivedFrom => matches!(ends, (Node::Claim(_), Node::Claim(_))),
                Link::AssertedBy | Link::Via => matches!(ends, (Node::Claim(_), Node::Source(_))),
                Link::SpeaksFor | Link::ReliesOn => matches!(ends, (Node::Source(_), Node::Source(_))),
            };
            if !right {
                wrong.push(format!("{:?} joins {ends:?}", edge.weight()));
            }
        }
        for (&claim, &root) in &self.roots {
            if claim == root {
                wrong.push(format!("`{}` is its own root", dataset.claims.id(claim)));
            }
            if self.roots.contains_key(&root) {
                wrong.push(format!("the root `{}` has a root itself", dataset.claims.id(root)));
            }
        }
        wrong
    }
}

/// The sets of sources that lead back to each other; who leads to no circle is in none.
pub(super) fn strongly_connected(
    sources: &BTreeSet<SourceIx>,
    edges: &BTreeSet<(SourceIx, SourceIx)>,
) -> Vec<BTreeSet<SourceIx>> {
    let mut graph: DiGraph<SourceIx, ()> = DiGraph::new();
    let nodes: BTreeMap<SourceIx, NodeIndex> = sources.iter().map(|&source| (source, graph.add_node(source))).collect();
    for (from, to) in edges {
        graph.add_edge(nodes[from], nodes[to], ());
    }
    let circles = tarjan_scc(&graph).into_iter().filter(|circle| circle.len() > 1);
    circles.map(|circle| circle.into_iter().map(|node| graph[node]).collect()).collect()
}

/// Follows the repeated claims to the end. In a circle, which loading refuses, the claim with the
/// least number is the end for all.
fn follow(restates: &BTreeMap<ClaimIx, ClaimIx>, claim: ClaimIx) -> ClaimIx {
    let mut seen = vec![claim];
    while let Some(&next) = restates.get(&seen[seen.len() - 1]) {
        if let Some(from) = seen.iter().position(|&known| known == next) {
            return seen[from..].iter().copied().min().unwrap_or(next);
        }
        seen.push(next);
    }
    seen[seen.len() - 1]
}
