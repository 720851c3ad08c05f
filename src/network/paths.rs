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
use crate::network::net::{Edge, EdgeIx, Net, VarIx};

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
    /// By variable, one more than the place in `settled`. Pages that no search touches stay unallocated.
    place: Vec<u32>,
    /// The true weight of the path, and its edge farthest from the root.
    settled: Vec<Option<(i128, Option<EdgeIx>)>>,
}

#[derive(Debug, Clone, Copy)]
struct Best<D> {
    var: u32,
    reduced: D,
    hops: u32,
    edge: Option<EdgeIx>,
    settled: bool,
}

impl<D: Length> Best<D> {
    fn rank(&self) -> (D, u32) {
        (self.reduced, self.hops)
    }
}

impl Paths {
    /// All lightest paths from or to a root. O(m log n) for n variables and m edges.
    pub(super) fn search(feasible: &Feasible<'_>, root: VarIx, way: Way) -> Self {
        let Feasible { net, without, labels } = feasible;
        match labels {
            Labels::Narrow(labels) => Self::among(net, without, labels, root, way),
            Labels::Wide(labels) => Self::among(net, without, labels, root, way),
        }
    }

    fn among<D: Length>(net: &Net, without: &Members, labels: &[D], root: VarIx, way: Way) -> Self {
        let mut place = vec![0_u32; labels.len()];
        let mut found: Vec<Best<D>> = Vec::new();
        let mut heap = BinaryHeap::new();
        if let Some(first) = place.get_mut(root.at()) {
            *first = 1;
            found.push(Best { var: root.0, reduced: D::default(), hops: 0, edge: None, settled: false });
            heap.push(Reverse((D::default(), 0_u32, 0_u32)));
        }
        while let Some(Reverse((reduced, hops, at))) = heap.pop() {
            let known = &mut found[at as usize];
            if known.settled {
                continue;
            }
            known.settled = true;
            let var = known.var;
            let mut follow = |ix: EdgeIx, edge: &Edge| {
                if !edge.holds(without) {
                    return;
                }
                let slack = D::from(edge.weight) + labels[edge.from.at()] - labels[edge.to.at()];
                let to = if way == Way::Out { edge.to } else { edge.from };
                let new = Best { var: to.0, reduced: reduced + slack, hops: hops + 1, edge: Some(ix), settled: false };
                let at = &mut place[to.at()];
                if *at == 0 {
                    found.push(new);
                    *at = u32::try_from(found.len()).unwrap_or(u32::MAX);
                } else {
                    let known = &mut found[*at as usize - 1];
                    // Each edge adds to the rank, so what is settled ranks below.
                    let same = known.rank() == new.rank();
                    if known.settled || known.rank() < new.rank() || same && known.edge < new.edge {
                        return;
                    }
                    *known = new;
                    if same {
                        return;
                    }
                }
                heap.push(Reverse((new.reduced, new.hops, *at - 1)));
            };
            match way {
                Way::Out => {
                    let (first, edges) = net.leaving(var);
                    edges.iter().zip(first.0..).for_each(|(edge, ix)| follow(EdgeIx(ix), edge));
                }
                Way::In => net.entering(var).iter().for_each(|&ix| follow(ix, &net.edge(ix))),
            }
        }
        let label = |var: usize| -> i128 { labels[var].into() };
        let truly = |best: Best<D>| {
            let fall = label(best.var as usize) - label(root.at());
            let weight = best.reduced.into() + if way == Way::Out { fall } else { -fall };
            best.settled.then_some((weight, best.edge))
        };
        Self { root, way, place, settled: found.into_iter().map(truly).collect() }
    }

    fn settled(&self, var: VarIx) -> Option<(i128, Option<EdgeIx>)> {
        let place = self.place.get(var.at())?.checked_sub(1)?;
        self.settled.get(place as usize).copied().flatten()
    }

    /// The weight of the lightest path between the root and a variable, if there is one.
    pub(super) fn weight(&self, var: VarIx) -> Option<i128> {
        self.settled(var).map(|(weight, _)| weight)
    }

    /// The edges of that path in the order in which they are followed.
    pub(super) fn path(&self, net: &Net, var: VarIx) -> Vec<EdgeIx> {
        let mut edges = Vec::new();
        let mut at = var;
        while let Some((_, Some(ix))) = self.settled(at) {
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
