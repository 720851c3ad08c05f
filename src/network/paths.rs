//! Lightest paths of a net that can hold.
//!
//! With a solution as potentials every edge's reduced weight, `w + x_from − x_to`, is at least 0, so that
//! Dijkstra's search applies (Johnson, Efficient algorithms for shortest paths in sparse networks, Journal
//! of the ACM 24, 1977). Of equally light paths the one with the fewest edges is kept, and of those the one
//! whose last edge stands first: the same path whatever the potentials.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::network::feasible::Feasible;
use crate::network::labels::{Labels, Length};
use crate::network::members::Members;
use crate::network::net::{EdgeIx, Net, VarIx};

/// Which way edges are followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// From the root along the edges.
    Out,
    /// To the root against the edges.
    In,
}

/// The lightest paths between a root and the variables that one search reached.
#[derive(Debug, Clone)]
pub(super) struct Paths {
    root: VarIx,
    way: Way,
    /// The true weight of the path, and its edge farthest from the root.
    reached: Vec<Option<(i128, Option<EdgeIx>)>>,
}

#[derive(Debug, Clone, Copy)]
struct Best<D> {
    reduced: D,
    hops: u32,
    edge: Option<EdgeIx>,
    settled: bool,
}

impl Paths {
    /// All lightest paths from or to a root, or only as many as tell the one to `goal`.
    /// O(m log n) for n variables and m edges.
    pub(super) fn search(feasible: &Feasible<'_>, root: VarIx, way: Way, goal: Option<VarIx>) -> Self {
        let (net, without) = (feasible.net, &feasible.without);
        match &feasible.labels {
            Labels::Narrow(labels) => Self::among(net, without, labels, root, way, goal),
            Labels::Wide(labels) => Self::among(net, without, labels, root, way, goal),
        }
    }

    /// As [`search`](Self::search), on labels that satisfy the net without some members.
    fn among<D: Length>(
        net: &Net,
        without: &Members,
        labels: &[D],
        root: VarIx,
        way: Way,
        goal: Option<VarIx>,
    ) -> Self {
        let mut best: Vec<Option<Best<D>>> = vec![None; labels.len()];
        let mut heap = BinaryHeap::new();
        if let Some(start) = best.get_mut(root.at()) {
            *start = Some(Best { reduced: D::default(), hops: 0, edge: None, settled: false });
            heap.push(Reverse((D::default(), 0_u32, root.0)));
        }
        while let Some(Reverse((reduced, hops, var))) = heap.pop() {
            match &mut best[var as usize] {
                Some(known) if !known.settled => known.settled = true,
                _ => continue,
            }
            if goal.is_some_and(|goal| goal.0 == var) {
                break;
            }
            let mut follow = |ix: EdgeIx| {
                let edge = net.edge(ix);
                if !edge.holds(without) {
                    return;
                }
                let slack = D::from(edge.weight) + labels[edge.from.at()] - labels[edge.to.at()];
                let to = if way == Way::Out { edge.to } else { edge.from };
                let found = Best { reduced: reduced + slack, hops: hops + 1, edge: Some(ix), settled: false };
                let rank = |best: &Best<D>| (best.reduced, best.hops);
                match &best[to.at()] {
                    Some(known) if rank(known) < rank(&found) => {}
                    Some(known) if rank(known) == rank(&found) => {
                        // The hops of a path grow with each edge, so the variable cannot be settled yet.
                        if !known.settled && known.edge.is_some_and(|known| ix < known) {
                            best[to.at()] = Some(found);
                        }
                    }
                    _ => {
                        heap.push(Reverse((found.reduced, found.hops, to.0)));
                        best[to.at()] = Some(found);
                    }
                }
            };
            match way {
                Way::Out => {
                    let (first, edges) = net.leaving(var);
                    (first.0..).zip(edges).for_each(|(ix, _)| follow(EdgeIx(ix)));
                }
                Way::In => net.entering(var).iter().for_each(|&ix| follow(ix)),
            }
        }
        let label = |var: usize| -> i128 { labels[var].into() };
        let truly = |(var, best): (usize, Option<Best<D>>)| {
            let best = best.filter(|best| best.settled)?;
            let fall = label(var) - label(root.at());
            let weight = best.reduced.into() + if way == Way::Out { fall } else { -fall };
            Some((weight, best.edge))
        };
        Self { root, way, reached: best.into_iter().enumerate().map(truly).collect() }
    }

    /// The weight of the lightest path between the root and a variable, if there is one.
    pub(super) fn weight(&self, var: VarIx) -> Option<i128> {
        self.reached.get(var.at()).copied().flatten().map(|(weight, _)| weight)
    }

    /// The edges of that path in the order in which they are followed.
    pub(super) fn path(&self, net: &Net, var: VarIx) -> Vec<EdgeIx> {
        let mut edges = Vec::new();
        let mut at = var;
        while let Some((_, Some(ix))) = self.reached.get(at.at()).copied().flatten() {
            edges.push(ix);
            let edge = net.edge(ix);
            at = if self.way == Way::Out { edge.from } else { edge.to };
            if at == self.root {
                break;
            }
        }
        if self.way == Way::Out {
            edges.reverse();
        }
        edges
    }
}
