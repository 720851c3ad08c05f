//! A few members that cannot all hold.
//!
//! The edges of a simple negative cycle are minimal, its members need not be: a member owns several edges,
//! and what is given is free. So a cycle's members are thinned out one by one (a deletion filter; Chinneck
//! and Dravnieks, Locating minimal infeasible constraint sets in linear programs, ORSA Journal on Computing
//! 3, 1991), each try a search that looks only at what the members left violate.

use std::collections::BTreeMap;

use crate::network::feasible::Cycle;
use crate::network::labels::{Length, Search};
use crate::network::members::{MemberIx, Members};
use crate::network::net::{EdgeIx, Net};

/// Members that cannot all hold, though without any one of them the others can.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// In order. Empty where what is given contradicts itself.
    pub members: Vec<MemberIx>,
    /// The proof: of these members' edges and what is given.
    pub cycle: Cycle,
}

/// Thins out members until without any one of them `proof` finds none. The last in order are tried first,
/// and what a proof does not need goes with it.
///
/// `proof` tells, of members that cannot all hold, those that its proof uses.
pub(super) fn thinned(
    members: Vec<MemberIx>,
    mut proof: impl FnMut(&[MemberIx]) -> Option<Vec<MemberIx>>,
) -> Vec<MemberIx> {
    let (mut rest, mut needed) = (members, Vec::new());
    while let Some(tried) = rest.pop() {
        let without: Vec<MemberIx> = rest.iter().chain(&needed).copied().collect();
        match proof(&without) {
            Some(used) => rest.retain(|member| used.contains(member)),
            None => needed.push(tried),
        }
    }
    needed.sort_unstable();
    needed
}

/// Turns cycles into conflicts. What it makes of a cycle's members depends on nothing but them and what is
/// given.
#[derive(Debug)]
pub(super) struct Thinner<'n, D> {
    net: &'n Net,
    /// Labels that satisfy what is given.
    given: Search<'n, D>,
    /// What a member violates of them: they stay, and some members own very many edges.
    violated: BTreeMap<MemberIx, Vec<EdgeIx>>,
}

impl<'n, D: Length> Thinner<'n, D> {
    /// One search over what is given.
    ///
    /// # Errors
    /// The negative cycle in what is given.
    pub(super) fn new(net: &'n Net) -> Result<Self, Cycle> {
        let mut given = Search::new(net);
        given.start_at(&given.violated(net.given()));
        if let Some(edges) = given.run(&Members::first(net.members().len())) {
            return Err(Cycle::new(net, edges));
        }
        given.forget();
        Ok(Self { net, given, violated: BTreeMap::new() })
    }

    /// A cycle among some members and what is given.
    fn cycle(&mut self, members: &[MemberIx]) -> Option<Vec<EdgeIx>> {
        let Self { net, given, violated } = self;
        for &member in members {
            given.start_at(violated.entry(member).or_insert_with(|| given.violated(net.owned(member))));
        }
        let cycle = self.given.run_among(members);
        self.given.revert();
        cycle
    }

    /// A conflict among members that cannot all hold; none if they can.
    pub(super) fn conflict(&mut self, members: &[MemberIx]) -> Option<Conflict> {
        let net = self.net;
        let cycle = self.cycle(members)?;
        let members =
            thinned(net.members_of(&cycle), |members| self.cycle(members).map(|cycle| net.members_of(&cycle)));
        let cycle = self.cycle(&members)?;
        Some(Conflict { members, cycle: Cycle::new(net, cycle) })
    }
}

/// The conflict behind a cycle. O(k) small searches for a cycle of k members, after one over what is given.
#[must_use]
pub fn conflict(net: &Net, cycle: &Cycle) -> Conflict {
    let members = net.members_of(&cycle.edges);
    let found = if net.is_narrow(0) { thin::<i64>(net, &members) } else { thin::<i128>(net, &members) };
    found.unwrap_or(Conflict { members, cycle: cycle.clone() })
}

fn thin<D: Length>(net: &Net, members: &[MemberIx]) -> Option<Conflict> {
    match Thinner::<D>::new(net) {
        Err(cycle) => Some(Conflict { members: Vec::new(), cycle }),
        Ok(mut thinner) => thinner.conflict(members),
    }
}
