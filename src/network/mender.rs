//! A net without what contradicts, kept as it is mended.

use crate::network::conflict::{Conflict, Thinner};
use crate::network::feasible::{Cycle, Feasible};
use crate::network::labels::{Length, Search};
use crate::network::members::{MemberIx, Members};
use crate::network::net::{EdgeIx, Net, VarIx};

/// Members with more edges are not tried edge by edge.
const FEW: usize = 8;

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
    /// Cycles that share no member, and the net without any of their members.
    Broken(Mender<'n, D>, Vec<Cycle>),
}

impl<'n, D: Length> Mender<'n, D> {
    /// One search over the net and, where not all of it can hold, one over what is given.
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
        Start::Broken(Self { net, base, without, thinner }, cycles)
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
    /// rest can hold.
    pub(super) fn cycles(&mut self, without: &Members, most: usize) -> Vec<Cycle> {
        let (mut found, mut closed) = (Vec::new(), without.clone());
        for member in self.back(without) {
            if found.len() < most
                && let Some(cycle) = self.cycle_of(member, &closed)
            {
                closed.extend(&self.net.members_of(&cycle.edges));
                found.push(cycle);
            }
        }
        self.base.start_at(self.back(&closed));
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

    /// A cycle of at most three edges, one of them of a member let back in. Most witnesses are of that kind;
    /// lowering labels would sweep over all that hangs on an anchor to find one.
    fn cycle_of(&self, member: MemberIx, closed: &Members) -> Option<Cycle> {
        let owned = self.net.owned(member);
        if closed.contains(member) || owned.len() > FEW {
            return None;
        }
        owned.iter().filter(|&&ix| self.base.violates(ix)).find_map(|&ix| {
            let edge = self.net.edge(ix);
            let mut edges = self.detour(edge.to, edge.from, -i128::from(edge.weight), closed)?;
            edges.push(ix);
            Some(Cycle::new(self.net, edges))
        })
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
        self.base.start_at(self.back(without));
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
