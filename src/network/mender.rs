//! A net without what contradicts, kept as it is mended.

use crate::network::conflict::{Conflict, Thinner};
use crate::network::feasible::{Cycle, Feasible};
use crate::network::labels::{Length, Search};
use crate::network::meeting::Ground;
use crate::network::members::{MemberIx, Members};
use crate::network::net::{EdgeIx, Net, VarIx};

/// Where a member violates more, it is not tried edge by edge.
pub(super) const FEW: usize = 8;

/// A net, what is retracted from it, and labels that satisfy the rest. Every try of another retraction looks
/// only at what the members let back in violate.
#[derive(Debug)]
pub(super) struct Mender<'n, D> {
    pub(super) net: &'n Net,
    base: Search<'n, D>,
    without: Members,
    thinner: Thinner<'n, D>,
}

/// What a first search over the whole net comes to.
pub(super) enum Start<'n, D> {
    /// All of it can hold.
    Holds(Feasible<'n>),
    /// What is given contradicts itself.
    Given(Cycle),
    /// Cycles, and the net without members of each. What two of them share is not retracted.
    Broken(Box<Mender<'n, D>>, Vec<Cycle>),
}

impl<'n, D: Length> Mender<'n, D> {
    /// One search over the net and, where not all of it can hold, one over what is given; then what violates much
    /// is let back in if it can be.
    pub(super) fn start(net: &'n Net) -> Start<'n, D> {
        let mut base = Search::new(net);
        let mut without = Members::none();
        base.start_everywhere();
        let Some(first) = base.run(&without) else {
            return Start::Holds(Feasible { net, without, labels: base.into_labels() });
        };
        let thinner = match Thinner::new(net) {
            Ok(thinner) => thinner,
            Err(cycle) => return Start::Given(cycle),
        };
        let mut cycles = Vec::new();
        let mut next = Some(first);
        while let Some(edges) = next {
            let members = net.members_of(&edges);
            without.extend(&members);
            base.retract(&members);
            cycles.push(Cycle::new(net, edges));
            next = base.run(&without);
        }
        base.forget();
        let mut mender = Self { net, base, without, thinner };
        for member in mender.without.iter().collect::<Vec<_>>() {
            cycles.extend(mender.readmit(member));
        }
        Start::Broken(Box::new(mender), cycles)
    }

    /// Lets a member back in that violates much, and retracts the others of the cycles that this closes: cycles
    /// that share no member but this one. Later tries then find it satisfied, where each would sweep over all that
    /// it violates. Does nothing if those others weigh more than it.
    fn readmit(&mut self, member: MemberIx) -> Vec<Cycle> {
        let Self { net, base, .. } = self;
        let violated = base.violated(net.owned(member));
        if violated.len() <= FEW {
            return Vec::new();
        }
        let (mut without, mut found, mut cost) = (self.without.clone(), Vec::new(), 0_u64);
        without.remove(member);
        base.start_at(&violated);
        while let Some(edges) = base.run(&without) {
            let mut others = net.members_of(&edges);
            others.retain(|&other| other != member);
            let lightest = others.iter().map(|&other| net.weight(other)).min();
            cost = cost.saturating_add(lightest.unwrap_or(u64::MAX));
            if cost > net.weight(member) || found.len() == FEW {
                base.revert();
                return Vec::new();
            }
            without.extend(&others);
            base.retract(&others);
            found.push(Cycle::new(net, edges));
        }
        base.forget();
        self.without = without;
        found
    }

    /// What is retracted.
    pub(super) fn without(&self) -> &Members {
        &self.without
    }

    /// The members let back in if exactly `without` were retracted.
    fn back(&self, without: &Members) -> Vec<MemberIx> {
        self.without.iter().filter(|&member| !without.contains(member)).collect()
    }

    /// Cycles, no more than `most`, that share no member, if exactly `without` were retracted; none if the
    /// rest can hold. Edge by edge: one on no cycle is let in, so that the next is asked with it.
    pub(super) fn cycles(&mut self, without: &Members, most: usize) -> Vec<Cycle> {
        let (mut found, mut closed) = (Vec::new(), without.clone());
        let back = self.back(without);
        let mut swept = Vec::new();
        for member in back {
            if found.len() == most {
                break;
            }
            let violated = self.base.violated(self.net.owned(member));
            if violated.len() > FEW {
                swept.push((member, violated));
                continue;
            }
            for ix in violated {
                if found.len() == most || closed.contains(member) {
                    break;
                }
                // What was let back in before may have satisfied it.
                if self.base.violated(&[ix]).is_empty() {
                    continue;
                }
                match self.cycle_of(ix, &closed) {
                    Some(cycle) => {
                        closed.extend(&self.net.members_of(&cycle.edges));
                        found.push(cycle);
                    }
                    None => {
                        let ground = Ground { net: self.net, without: &closed, labels: self.base.labels() };
                        let shifts = ground.shifts(ix);
                        self.base.shift(shifts);
                    }
                }
            }
        }
        for (_, violated) in swept.iter().filter(|&&(member, _)| !closed.contains(member)) {
            self.base.start_at(violated);
        }
        while found.len() < most
            && let Some(edges) = self.base.run(&closed)
        {
            let members = self.net.members_of(&edges);
            closed.extend(&members);
            self.base.retract(&members);
            found.push(Cycle::new(self.net, edges));
        }
        self.base.revert();
        found
    }

    /// A cycle of an edge that the labels do not satisfy and others that they do; of very few edges if there
    /// is one. Lowering labels instead would sweep over all that hangs on an anchor.
    fn cycle_of(&self, ix: EdgeIx, closed: &Members) -> Option<Cycle> {
        let edge = self.net.edge(ix);
        let ground = Ground { net: self.net, without: closed, labels: self.base.labels() };
        let below = D::default() - D::from(edge.weight);
        let detour = self.detour(edge.to, edge.from, below.into(), closed);
        let mut edges = detour.or_else(|| Some(ground.path(edge.to, edge.from, Some(below))?.1))?;
        edges.push(ix);
        Some(Cycle::new(self.net, edges))
    }

    /// At most two edges that lead from one variable to another and sum to less than `below`: as few as can
    /// be, and of those the lightest. O(d log d) for d edges at one end, the one with fewer.
    fn detour(&self, from: VarIx, to: VarIx, below: i128, closed: &Members) -> Option<Vec<EdgeIx>> {
        let net = self.net;
        if from == to {
            return (below > 0).then(Vec::new);
        }
        let weight = |ix: EdgeIx| i128::from(net.edge(ix).weight);
        if let Some(direct) = net.tightest(from, to, closed).filter(|&direct| weight(direct) < below) {
            return Some(vec![direct]);
        }
        let pair = |first: EdgeIx, then: EdgeIx| (weight(first) + weight(then), first, then);
        let best = if net.degree(from) <= net.degree(to) {
            let (first, edges) = net.leaving(from.0);
            let open = edges.iter().zip(first.0..).filter(|(edge, _)| edge.holds(closed) && edge.to != from);
            open.filter_map(|(edge, ix)| Some(pair(EdgeIx(ix), net.tightest(edge.to, to, closed)?))).min()
        } else {
            let open = net.entering(to.0).iter().filter(|&&ix| net.edge(ix).holds(closed) && net.edge(ix).from != to);
            open.filter_map(|&ix| Some(pair(net.tightest(from, net.edge(ix).from, closed)?, ix))).min()
        };
        best.filter(|&(sum, ..)| sum < below).map(|(_, first, then)| vec![first, then])
    }

    /// Retracts exactly `without` if the rest can hold; whether it can.
    pub(super) fn settle(&mut self, without: &Members) -> bool {
        for member in self.back(without) {
            self.base.start_at(&self.base.violated(self.net.owned(member)));
        }
        if self.base.run(without).is_some() {
            self.base.revert();
            return false;
        }
        self.base.forget();
        self.without = without.clone();
        true
    }

    /// The conflict behind a cycle.
    pub(super) fn conflict(&mut self, cycle: &Cycle) -> Conflict {
        let members = self.net.members_of(&cycle.edges);
        self.thinner.conflict(&members).unwrap_or_else(|| Conflict { members, cycle: cycle.clone() })
    }

    /// The net without what is retracted.
    pub(super) fn feasible(self) -> Feasible<'n> {
        Feasible { net: self.net, without: self.without, labels: self.base.into_labels() }
    }
}
