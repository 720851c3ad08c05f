//! A net without what contradicts, kept as it is mended.

use crate::network::conflict::{Conflict, Thinner};
use crate::network::feasible::{Cycle, Feasible};
use crate::network::labels::{Length, Search};
use crate::network::members::{MemberIx, Members};
use crate::network::net::Net;

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

    fn try_without(&mut self, without: &Members) {
        let back: Vec<MemberIx> = self.without.iter().filter(|&member| !without.contains(member)).collect();
        self.base.start_at(back);
    }

    /// Cycles, no more than `most`, that share no member, if exactly `without` were retracted; none if the
    /// rest can hold.
    pub(super) fn cycles(&mut self, without: &Members, most: usize) -> Vec<Cycle> {
        let (mut found, mut closed) = (Vec::new(), without.clone());
        self.try_without(without);
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

    /// Retracts exactly `without` if the rest can hold; whether it can.
    pub(super) fn settle(&mut self, without: &Members) -> bool {
        self.try_without(without);
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
