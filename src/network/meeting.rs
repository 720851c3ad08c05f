//! The lightest path between two variables, looked for from both ends.
//!
//! On real nets an anchor touches everything, so that a search from one end sweeps over the whole net as soon
//! as it passes there. Two searches that stop where their reach together is the path's weight rarely do
//! (Pohl, Bi-directional search, Machine Intelligence 6, 1971), on weights that a solution reduces as in
//! [`paths`](super::paths).

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::network::labels::Length;
use crate::network::members::Members;
use crate::network::net::{Edge, EdgeIx, Net, VarIx};

/// A net and labels. Edges that the labels do not satisfy, or that members retracted own, are passed over.
pub(super) struct Ground<'n, D> {
    pub(super) net: &'n Net,
    pub(super) without: &'n Members,
    pub(super) labels: &'n [D],
}

/// A reduced weight, then a number of edges.
type Rank<D> = (D, u32);

#[derive(Debug, Clone, Copy)]
struct Best<D> {
    var: VarIx,
    rank: Rank<D>,
    edge: Option<EdgeIx>,
    settled: bool,
}

/// What is reached from one end.
struct Half<D> {
    /// By variable, one more than the place in `found`. Pages that no search touches stay unallocated.
    place: Vec<u32>,
    found: Vec<Best<D>>,
    heap: BinaryHeap<Reverse<(Rank<D>, u32)>>,
    /// How many edges were looked at.
    work: usize,
}

/// The best way known from end to end.
struct Met<D> {
    rank: Rank<D>,
    /// Where the halves meet; none as long as it is only a limit.
    at: Option<VarIx>,
}

fn plus<D: Length>(one: Rank<D>, other: Rank<D>) -> Rank<D> {
    (one.0 + other.0, one.1.saturating_add(other.1))
}

impl<D: Length> Half<D> {
    fn new(vars: usize, root: VarIx) -> Self {
        let rank = (D::default(), 0);
        let mut place = vec![0; vars];
        place[root.at()] = 1;
        let found = vec![Best { var: root, rank, edge: None, settled: false }];
        Self { place, found, heap: BinaryHeap::from([Reverse((rank, 0))]), work: 0 }
    }

    fn top(&self) -> Option<Rank<D>> {
        self.heap.peek().map(|&Reverse((rank, _))| rank)
    }

    /// How many edges will have been looked at after the next variable.
    fn ahead(&self, net: &Net) -> usize {
        let next = self.heap.peek().map(|&Reverse((_, place))| self.found[place as usize].var);
        self.work.saturating_add(next.map_or(0, |next| net.degree(next)))
    }

    fn best(&self, var: VarIx) -> Option<Best<D>> {
        let place = self.place[var.at()].checked_sub(1)?;
        Some(self.found[place as usize])
    }

    /// Keeps a way to a variable if it is the best known; whether it is.
    fn keep(&mut self, new: Best<D>) -> bool {
        let place = &mut self.place[new.var.at()];
        if *place == 0 {
            self.found.push(new);
            *place = u32::try_from(self.found.len()).unwrap_or(u32::MAX);
            return true;
        }
        let known = &mut self.found[*place as usize - 1];
        let better = !known.settled && (new.rank, new.edge) < (known.rank, known.edge);
        if better {
            *known = new;
        }
        better
    }

    /// The edges between the end and a variable, from the variable on.
    fn edges(&self, net: &Net, var: VarIx) -> Vec<EdgeIx> {
        let mut edges = Vec::new();
        let mut at = var;
        while let Some(ix) = self.best(at).and_then(|best| best.edge) {
            edges.push(ix);
            let edge = net.edge(ix);
            at = if edge.to == at { edge.from } else { edge.to };
        }
        edges
    }
}

impl<D: Length> Ground<'_, D> {
    /// The lightest path from one variable to another: its weight and its edges in order. Of equally light
    /// ones, one of the fewest edges. With `below` only if it is less.
    ///
    /// O(m log n) at worst for n variables and m edges.
    pub(super) fn path(&self, from: VarIx, to: VarIx, below: Option<D>) -> Option<(i128, Vec<EdgeIx>)> {
        let (net, vars) = (self.net, self.labels.len());
        if from.at() >= vars || to.at() >= vars {
            return None;
        }
        let fall = self.labels[from.at()] - self.labels[to.at()];
        let mut met = below.map(|below| Met { rank: (below + fall, 0), at: None });
        let (mut out, mut back) = (Half::new(vars, from), Half::new(vars, to));
        if from == to && met.as_ref().is_none_or(|met| (D::default(), 0) < met.rank) {
            return Some((0, Vec::new()));
        }
        while let (Some(first), Some(then)) = (out.top(), back.top()) {
            if met.as_ref().is_some_and(|met| met.rank <= plus(first, then)) {
                break;
            }
            // Whichever half goes on, the answer is the same; an anchor waits for the other to come to it.
            if out.ahead(net) <= back.ahead(net) {
                self.step(&mut out, &back, true, &mut met);
            } else {
                self.step(&mut back, &out, false, &mut met);
            }
        }
        let at = met?.at?;
        let mut edges = out.edges(net, at);
        edges.reverse();
        edges.extend(back.edges(net, at));
        Some((net.sum(&edges), edges))
    }

    /// By how much to change which labels so that they satisfy one more edge and all that they did: what leads to it
    /// is raised or what it leads to lowered, whichever is sooner known, so that an anchor stays where it is (after
    /// Cotton and Maler, Fast and flexible difference constraint propagation for DPLL(T), SAT 2006). The edge must
    /// not be satisfied, and on no negative cycle with those that are.
    pub(super) fn shifts(&self, ix: EdgeIx) -> Vec<(VarIx, D)> {
        let (net, vars, edge) = (self.net, self.labels.len(), self.net.edge(ix));
        let excess = self.labels[edge.to.at()] - self.labels[edge.from.at()] - D::from(edge.weight);
        let mut within = Some(Met { rank: (excess, 0), at: None });
        let (mut out, mut back) = (Half::new(vars, edge.to), Half::new(vars, edge.from));
        let alone = Half { place: vec![0; vars], found: Vec::new(), heap: BinaryHeap::new(), work: 0 };
        while out.top().is_some() && back.top().is_some() {
            if out.ahead(net) <= back.ahead(net) {
                self.step(&mut out, &alone, true, &mut within);
            } else {
                self.step(&mut back, &alone, false, &mut within);
            }
        }
        let lowered = out.top().is_none();
        // What is farther away than the edge misses by need not move.
        let nearest = if lowered { out.found } else { back.found };
        let by = |best: &Best<D>| if lowered { best.rank.0 - excess } else { excess - best.rank.0 };
        nearest.iter().map(|best| (best.var, by(best))).collect()
    }

    /// Settles the nearest variable of a half.
    fn step(&self, half: &mut Half<D>, other: &Half<D>, onward: bool, met: &mut Option<Met<D>>) {
        let Some(Reverse((rank, place))) = half.heap.pop() else { return };
        let known = &mut half.found[place as usize];
        if known.settled {
            return;
        }
        known.settled = true;
        let var = known.var;
        half.work = half.work.saturating_add(self.net.degree(var));
        let rest = other.top().unwrap_or_default();
        let mut follow = |ix: EdgeIx, edge: &Edge| {
            let slack = D::from(edge.weight) + self.labels[edge.from.at()] - self.labels[edge.to.at()];
            let to = if onward { edge.to } else { edge.from };
            let new = plus(rank, (slack, 1));
            // What the other half has not settled is at least as far from its end as what it settles next.
            let near = |met: &Met<D>| other.place[to.at()] != 0 || plus(new, rest) < met.rank;
            if slack < D::default() || !met.as_ref().is_none_or(near) || !edge.holds(self.without) {
                return;
            }
            if !half.keep(Best { var: to, rank: new, edge: Some(ix), settled: false }) {
                return;
            }
            half.heap.push(Reverse((new, half.place[to.at()] - 1)));
            if let Some(beyond) = other.best(to) {
                let rank = plus(new, beyond.rank);
                if met.as_ref().is_none_or(|met| rank < met.rank) {
                    *met = Some(Met { rank, at: Some(to) });
                }
            }
        };
        if onward {
            let (first, edges) = self.net.leaving(var.0);
            edges.iter().zip(first.0..).for_each(|(edge, ix)| follow(EdgeIx(ix), edge));
        } else {
            self.net.entering(var.0).iter().for_each(|&ix| follow(ix, &self.net.edge(ix)));
        }
    }
}
