//! The least that must be wrong.
//!
//! There may be very many minimal conflicts, and few errors behind them. So none are listed: a lightest set
//! of members that meets the conflicts known is tried, a conflict among the rest is added, until the rest can
//! hold (implicit hitting sets; Chandrasekaran, Karp, Moreno-Centeno and Vempala, Algorithms for implicit
//! hitting set problems, SODA 2011; Davies and Bacchus, Solving MAXSAT by solving a sequence of simpler SAT
//! instances, CP 2011). One member of it is one thing to tell, with a conflict that nothing else explains.

use std::collections::BTreeMap;

use crate::network::conflict::Conflict;
use crate::network::feasible::{Cycle, Feasible};
use crate::network::greedy::greedy;
use crate::network::hitting::{Part, lightest};
use crate::network::labels::Length;
use crate::network::members::{MemberIx, Members};
use crate::network::mender::{FEW, Mender, Start};
use crate::network::net::Net;
use crate::network::suspicion::{Suspect, implied, witness};

/// How far a repair is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    /// Nodes of the search for one lightest set; also how many equally light repairs are tried.
    pub nodes: usize,
    /// Conflicts known.
    pub conflicts: usize,
    /// Equally light sets kept for conflicts that share members.
    pub optima: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self { nodes: 5_000, conflicts: 500, optima: 50 }
    }
}

/// Members without which the others can hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    /// Whether no repair is lighter, and all equally light ones were looked at.
    pub exhaustive: bool,
    /// What it weighs.
    pub weight: u64,
    /// One for each member, in order.
    pub suspects: Vec<Suspect>,
}

impl Repair {
    /// The members to retract, in order.
    pub fn members(&self) -> impl Iterator<Item = MemberIx> {
        self.suspects.iter().map(|suspect| suspect.member)
    }
}

/// What a net comes to.
#[derive(Debug, Clone)]
pub enum Outcome<'n> {
    /// All of it can hold.
    Holds(Feasible<'n>),
    /// Not all of it can hold: a repair, and the net without its members.
    Repaired(Repair, Feasible<'n>),
    /// What is given contradicts itself; no retraction helps.
    Given(Conflict),
}

/// Finds the lightest repair of a net.
///
/// One search if all of it can hold. Otherwise a few searches that each look only at what changes, as many
/// as there are conflicts to learn (the lightest repair is NP-hard: with weights −1 throughout it is a minimum
/// feedback arc set); past the budget a greedy repair with none to spare.
#[must_use]
pub fn repair<'n>(net: &'n Net, budget: &Budget) -> Outcome<'n> {
    // How often labels are carried on from one search to the next: for every member once or twice in each step of
    // the start and of the greedy repair, and for the few edges that it violates.
    let members = net.members().len();
    let epochs = members.saturating_mul(8 + FEW).saturating_add(budget.conflicts).saturating_add(8);
    if net.is_narrow(epochs) { outcome::<i64>(net, budget) } else { outcome::<i128>(net, budget) }
}

fn outcome<'n, D: Length>(net: &'n Net, budget: &Budget) -> Outcome<'n> {
    let (mut mender, cycles) = match Mender::<D>::start(net) {
        Start::Holds(feasible) => return Outcome::Holds(feasible),
        Start::Given(cycle) => return Outcome::Given(Conflict { members: Vec::new(), cycle }),
        Start::Broken(mender, cycles) => (mender, cycles),
    };
    let begun = mender.without().clone();
    let mut learned = Learned::default();
    let parts = if cycles.len() > budget.conflicts {
        None
    } else {
        for cycle in &cycles {
            learned.add(&mut mender, cycle);
        }
        learned.repair(&mut mender, budget)
    };
    let (exhaustive, parts) = match parts {
        Some((exhaustive, parts)) => (exhaustive, Some(parts)),
        None => {
            mender.settle(&begun);
            greedy(&mut mender, &cycles);
            (false, None)
        }
    };
    let members: Vec<MemberIx> = mender.without().iter().collect();
    let weight = members.iter().fold(0_u64, |sum, &member| sum.saturating_add(net.weight(member)));
    let mut suspects: Vec<Suspect> = members
        .iter()
        .filter_map(|&member| {
            let witness = witness(&mut mender, &learned.conflicts, member)?;
            Some(Suspect::new(&mut mender, member, witness, parts.as_deref()))
        })
        .collect();
    let feasible = mender.feasible();
    implied(&feasible, &mut suspects);
    Outcome::Repaired(Repair { exhaustive, weight, suspects }, feasible)
}

/// As many equally light repairs are tried from where the search stands.
const NEAR: usize = 8;

/// The conflicts known, by their members.
#[derive(Debug, Default)]
struct Learned {
    conflicts: BTreeMap<Vec<MemberIx>, Conflict>,
}

impl Learned {
    /// Whether the conflict behind a cycle was new.
    fn add<D: Length>(&mut self, mender: &mut Mender<'_, D>, cycle: &Cycle) -> bool {
        let conflict = mender.conflict(cycle);
        self.conflicts.insert(conflict.members.clone(), conflict).is_none()
    }

    /// Retracts the lightest repair; all that weigh as much, part by part, and whether they were tried.
    /// `None` past the budget.
    fn repair<D: Length>(&mut self, mender: &mut Mender<'_, D>, budget: &Budget) -> Option<(bool, Vec<Part>)> {
        let net = mender.net;
        loop {
            let known: Vec<Vec<MemberIx>> = self.conflicts.keys().cloned().collect();
            if known.len() > budget.conflicts {
                return None;
            }
            let parts = lightest(&known, |member| net.weight(member), budget.nodes, budget.optima)?;
            let chosen: Vec<MemberIx> =
                parts.iter().filter_map(|part| part.optima.first()).flatten().copied().collect();
            let without = Members::of(&chosen);
            let mut cycles = mender.cycles(&without, budget.conflicts);
            let mut tried = 0;
            if cycles.is_empty() {
                let others = parts.iter().flat_map(|part| part.optima.iter().skip(1).map(move |other| (part, other)));
                let others: Vec<_> = others.collect();
                // Many are tried from where the first one is retracted, of which each lets little back in.
                if others.len() > NEAR {
                    mender.settle(&without);
                }
                for (part, other) in others {
                    if tried == budget.nodes || cycles.len() > budget.conflicts {
                        break;
                    }
                    let mut without = without.clone();
                    part.optima[0].iter().for_each(|&member| without.remove(member));
                    without.extend(other);
                    cycles.extend(mender.cycles(&without, 1));
                    tried += 1;
                }
            }
            if cycles.is_empty() {
                mender.settle(&without);
                let exhaustive = tried < budget.nodes && parts.iter().all(|part| part.all);
                return Some((exhaustive, parts));
            }
            let mut new = false;
            for cycle in &cycles {
                new |= self.add(mender, cycle);
            }
            if !new {
                return None;
            }
        }
    }
}
