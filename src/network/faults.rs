//! What of a system must be wrong: the lightest repair, sums included, one fault a member of it.
//!
//! Contradictions of differences are found and repaired by [`repair`]; what sums add to the rest is projected, and
//! where it contradicts, those conflicts join the known ones and the lightest set that meets all is tried again
//! (implicit hitting sets; Chandrasekaran and others, SODA 2011).

use std::cmp::Reverse;

use crate::model::interval::Interval;
use crate::network::bounds::Bounds;
use crate::network::conflict::conflict;
use crate::network::derivation::Derivation;
use crate::network::feasible::feasible;
use crate::network::hitting::{Part, lightest};
use crate::network::members::{MemberIx, Members};
use crate::network::net::Net;
use crate::network::repair::{Budget, Outcome, repair};
use crate::network::sums::{Limits, Projected, SumConflict, project};
use crate::network::suspicion::{Blame, Suspect, by_parts};
use crate::network::system::System;

/// Something that must be wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What is retracted.
    pub member: MemberIx,
    /// Whether it must be this one.
    pub blame: Blame,
    /// A contradiction in which nothing else is retracted.
    pub derivation: Derivation,
    /// Other contradictions in which nothing else is retracted, as far as they were met.
    pub again: Vec<Derivation>,
    /// What the rest implies for what the member is about.
    pub implied: Interval,
}

/// All that must be wrong in a system.
#[derive(Debug, Clone, Default)]
pub struct Faults {
    /// One for each root cause, in order of their members.
    pub faults: Vec<Fault>,
    /// Whether no repair is lighter, and all equally light ones were looked at.
    pub exhaustive: bool,
    /// The net without it, closed under the sums; missing where no repair was found.
    pub closed: Option<Projected>,
}

impl Faults {
    /// What is retracted.
    #[must_use]
    pub fn without(&self) -> Members {
        Members::of(&self.faults.iter().map(|fault| fault.member).collect::<Vec<_>>())
    }

    /// What is retracted, and whatever could be in its stead: nothing should rest on these.
    #[must_use]
    pub fn doubtful(&self) -> Members {
        let mut doubtful = self.without();
        for fault in &self.faults {
            if let Blame::OneOf(members) = &fault.blame {
                doubtful.extend(members);
            }
        }
        doubtful
    }
}

/// How often sums may contradict what was just repaired.
const ROUNDS: usize = 64;

/// What of a system must be wrong.
#[must_use]
pub fn faults(system: &System, budget: &Budget) -> Faults {
    let net = &system.net;
    let (suspects, exhaustive) = match repair(net, budget) {
        Outcome::Holds(_) => (Vec::new(), true),
        Outcome::Repaired(repair, _) => (repair.suspects, repair.exhaustive),
        // What is given holds where every count stays what it was.
        Outcome::Given(_) => return Faults::default(),
    };
    let without = Members::of(&suspects.iter().map(|suspect| suspect.member).collect::<Vec<_>>());
    match project(net, &without, &system.sums, &Limits::default()) {
        Ok(closed) => {
            let faults = suspects.into_iter().map(|suspect| of_differences(system, suspect)).collect();
            Faults { faults, exhaustive, closed: Some(closed) }
        }
        Err(conflicts) => {
            let mut known = Known::of(system, suspects);
            known.learn_all(system, conflicts);
            known.faults(system, budget, exhaustive)
        }
    }
}

fn of_differences(system: &System, suspect: Suspect) -> Fault {
    Fault {
        member: suspect.member,
        blame: suspect.blame,
        derivation: Derivation::of_cycle(system, &suspect.witness.cycle),
        again: Vec::new(),
        implied: interval(&suspect.implied),
    }
}

/// What bounds allow, as far as amounts go.
#[must_use]
pub fn interval(bounds: &Bounds) -> Interval {
    let (low, high) = bounds.values();
    Interval {
        lo: low.and_then(|low| i64::try_from(low).ok()).unwrap_or(Interval::NO_LOW),
        hi: high.and_then(|high| i64::try_from(high).ok()).unwrap_or(Interval::NO_HIGH),
    }
}

/// The conflicts known, each with its derivation.
struct Known(Vec<(Vec<MemberIx>, Derivation)>);

impl Known {
    fn of(system: &System, suspects: Vec<Suspect>) -> Self {
        let witness = |suspect: Suspect| {
            let derivation = Derivation::of_cycle(system, &suspect.witness.cycle);
            (suspect.witness.members, derivation)
        };
        Self(suspects.into_iter().map(witness).collect())
    }

    /// Whether a conflict was new.
    fn learn(&mut self, members: Vec<MemberIx>, derivation: Derivation) -> bool {
        let new = !members.is_empty() && self.0.iter().all(|(known, _)| *known != members);
        if new {
            self.0.push((members, derivation));
        }
        new
    }

    /// Whether any of some conflicts was new.
    fn learn_all(&mut self, system: &System, conflicts: Vec<SumConflict>) -> bool {
        let mut new = false;
        for conflict in conflicts {
            let derivation = Derivation::of_proof(system, &conflict.proof);
            new |= self.learn(conflict.members, derivation);
        }
        new
    }

    fn lightest(&self, net: &Net, budget: &Budget) -> Option<Vec<Part>> {
        let conflicts: Vec<Vec<MemberIx>> = self.0.iter().map(|(members, _)| members.clone()).collect();
        lightest(&conflicts, |member| net.weight(member), budget.nodes, budget.optima)
    }

    fn faults(mut self, system: &System, budget: &Budget, exhaustive: bool) -> Faults {
        let net = &system.net;
        let mut parts: Vec<Part> = Vec::new();
        let mut closed: Option<Projected> = None;
        for _ in 0..ROUNDS {
            let Some(found) = self.lightest(net, budget) else { break };
            parts = found;
            let without = Members::of(&chosen(&parts));
            let new = match feasible(net, &without) {
                Err(cycle) => {
                    let found = conflict(net, &cycle);
                    let derivation = Derivation::of_cycle(system, &found.cycle);
                    self.learn(found.members, derivation)
                }
                Ok(_) => match project(net, &without, &system.sums, &Limits::default()) {
                    Ok(projected) => {
                        closed = Some(projected);
                        break;
                    }
                    Err(conflicts) => self.learn_all(system, conflicts),
                },
            };
            if !new {
                break;
            }
        }
        let retracted = chosen(&parts);
        let exhaustive = exhaustive && closed.is_some() && parts.iter().all(|part| part.all);
        let without = Members::of(&retracted);
        let values = closed.as_ref().and_then(|rest| feasible(&rest.net, &without).ok());
        let fault = |member: MemberIx| {
            let private = self
                .0
                .iter()
                .filter(|(members, _)| members.iter().filter(|other| retracted.contains(other)).eq([&member]));
            let mut private: Vec<&(Vec<MemberIx>, Derivation)> = private.collect();
            private.sort_by_key(|(members, it)| (members.len(), Reverse(it.gap())));
            let (first, again) = private.split_first()?;
            let (members, derivation) = first;
            let measures = net.members().get(member.at()).and_then(|member| member.measures);
            let implied = measures.zip(values.as_ref()).map(|((from, to), values)| values.bounds(from, to));
            Some(Fault {
                member,
                blame: by_parts(member, members, &parts),
                derivation: derivation.clone(),
                again: again.iter().map(|(_, derivation)| derivation.clone()).collect(),
                implied: implied.map_or(Interval::ALL, |bounds| interval(&bounds)),
            })
        };
        let faults = retracted.iter().filter_map(|&member| fault(member)).collect();
        drop(values);
        Faults { faults, exhaustive, closed }
    }
}

fn chosen(parts: &[Part]) -> Vec<MemberIx> {
    let mut chosen: Vec<MemberIx> = parts.iter().filter_map(|part| part.optima.first()).flatten().copied().collect();
    chosen.sort_unstable();
    chosen
}
