//! A bound or a contradiction as a sum that can be redone with a pencil: what is at least so much, less what
//! is at most so much.

use std::collections::BTreeSet;

use crate::network::bounds::End;
use crate::network::derived::{Derived, Ground, Proof};
use crate::network::feasible::Cycle;
use crate::network::meaning::Meaning;
use crate::network::net::{Edge, EdgeIx};
use crate::network::sums::Projected;
use crate::network::system::{System, Who};

/// One end of what is told, as an addend.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Addend {
    /// Which figure, by its place in [`System::told`].
    pub told: usize,
    /// The end that enters, in units of the metric.
    pub amount: i64,
}

/// What a cycle or a path adds up to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Derivation {
    /// Figures that enter with the least that they allow.
    pub least: Vec<Addend>,
    /// Figures that enter with the most that they allow.
    pub most: Vec<Addend>,
    /// By how much the counts on the way may fall: published corrections.
    pub corrected: i64,
    /// Steps over which a count does not fall, by their members' numbers: assumptions of the derivation.
    pub steps: Vec<u32>,
    /// What it rests on beside figures, as far as that is given.
    pub meanings: BTreeSet<Meaning>,
}

impl Derivation {
    /// The sum of the least ends.
    #[must_use]
    pub fn at_least(&self) -> i128 {
        self.least.iter().map(|addend| i128::from(addend.amount)).sum()
    }

    /// The sum of the greatest ends, with what corrections allow.
    #[must_use]
    pub fn at_most(&self) -> i128 {
        self.most.iter().map(|addend| i128::from(addend.amount)).sum::<i128>() + i128::from(self.corrected)
    }

    /// By how much the figures miss each other, if this is a contradiction.
    #[must_use]
    pub fn gap(&self) -> i128 {
        self.at_least() - self.at_most()
    }

    /// The figures that enter, each once, in order.
    #[must_use]
    pub fn told(&self) -> Vec<usize> {
        let mut told: Vec<usize> = self.least.iter().chain(&self.most).map(|addend| addend.told).collect();
        told.sort_unstable();
        told.dedup();
        told
    }

    /// Of a cycle in a system's own net.
    #[must_use]
    pub fn of_cycle(system: &System, cycle: &Cycle) -> Self {
        let mut derivation = Self::default();
        cycle.edges.iter().for_each(|&ix| derivation.add(system, &system.net.edge(ix)));
        derivation.in_order(system)
    }

    /// Of a contradiction that rests on sums.
    #[must_use]
    pub fn of_proof(system: &System, proof: &Proof) -> Self {
        let mut derivation = Self::default();
        proof.cycle.iter().for_each(|&ground| derivation.add_ground(system, &proof.derived, ground));
        derivation.in_order(system)
    }

    /// Of one end of what a system implies, with what sums add to it.
    #[must_use]
    pub fn of_end(system: &System, projected: &Projected, end: &End) -> Self {
        let mut derivation = Self::default();
        let ground = |&ix: &EdgeIx| projected.ground(ix);
        let grounds = end.path.iter().map(ground);
        grounds.for_each(|ground| derivation.add_ground(system, &projected.derived, ground));
        derivation.in_order(system)
    }

    fn add_ground(&mut self, system: &System, derived: &[Derived], ground: Ground) {
        // With a stack of its own: sums of sums may stand on many others.
        let mut open = vec![ground];
        while let Some(ground) = open.pop() {
            match ground {
                Ground::Edge(edge) => self.add(system, &edge),
                Ground::Derived(at) => {
                    let Some(derived) = derived.get(at) else { continue };
                    self.meanings.extend(system.sum_behind(derived).map(Meaning::Sum));
                    open.extend(derived.parents.iter().flatten());
                }
            }
        }
    }

    fn add(&mut self, system: &System, edge: &Edge) {
        let Some(member) = edge.member() else {
            self.meanings.extend(system.meaning(edge));
            return;
        };
        match system.who(member) {
            Some(Who::Told(_)) => {
                let measures = system.net.members().get(member.at()).and_then(|member| member.measures);
                if measures == Some((edge.from, edge.to)) {
                    self.most.push(Addend { told: member.at(), amount: edge.weight });
                } else {
                    // An open end has no edge, so that every other one has a negative.
                    self.least.push(Addend { told: member.at(), amount: edge.weight.saturating_neg() });
                }
            }
            Some(Who::Step(_)) => {
                self.corrected = self.corrected.saturating_add(edge.weight);
                self.steps.push(member.0);
            }
            Some(Who::Sum(_)) | None => {}
        }
    }

    /// The addends in order of their days.
    fn in_order(mut self, system: &System) -> Self {
        let key = |addend: &Addend| {
            let told = &system.told[addend.told];
            (told.start, told.end, told.quantity, addend.told)
        };
        self.least.sort_by_key(key);
        self.most.sort_by_key(key);
        self.steps.sort_unstable();
        self.steps.dedup();
        self
    }
}
