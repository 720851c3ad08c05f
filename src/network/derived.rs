//! Edges that follow from others by a sum, and what they follow from.

use crate::network::members::MemberIx;
use crate::network::net::{Edge, VarIx, Why};

/// How a bound follows from bounds over the same two instants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// The whole is what its parts are together.
    WholeOfParts,
    /// A part is what the whole leaves beside the other parts.
    PartOfRest,
    /// The whole is no less than its parts together.
    WholeAroundParts,
    /// A part is no more than what the whole leaves beside the other parts.
    PartBesideParts,
    /// A part is no more than the whole.
    PartWithinWhole,
    /// The whole is no less than a part.
    WholeAroundPart,
}

/// What a bound rests on: an edge of the net, or another bound by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ground {
    /// An edge.
    Edge(Edge),
    /// A derived edge, by its place in their list.
    Derived(usize),
}

/// An edge that follows from others: `x_to − x_from <= weight`, the sum of all its parents' edges.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Derived {
    /// How it follows.
    pub rule: Rule,
    /// The variable subtracted.
    pub from: VarIx,
    /// The variable bounded.
    pub to: VarIx,
    /// The most by which it may exceed the other.
    pub weight: i64,
    /// Who says that there is such a sum.
    pub why: Why,
    /// What it is the sum of: for the whole and each part that enters, edges end to end.
    pub parents: Vec<Vec<Ground>>,
    /// The members behind it, in order.
    pub members: Vec<MemberIx>,
}

pub(super) fn in_order(members: impl Iterator<Item = MemberIx>) -> Vec<MemberIx> {
    let mut members: Vec<MemberIx> = members.collect();
    members.sort_unstable();
    members.dedup();
    members
}

impl Ground {
    /// The members behind it, of a list of derived edges.
    pub(super) fn members(self, derived: &[Derived]) -> impl Iterator<Item = MemberIx> {
        let (own, behind) = match self {
            Self::Edge(edge) => (edge.member(), None),
            Self::Derived(at) => (None, derived.get(at)),
        };
        own.into_iter().chain(behind.into_iter().flat_map(|derived| derived.members.iter().copied()))
    }

    /// Its weight, in units of the metric.
    #[must_use]
    pub fn weight(self, derived: &[Derived]) -> i64 {
        match self {
            Self::Edge(edge) => edge.weight,
            Self::Derived(at) => derived.get(at).map_or(0, |derived| derived.weight),
        }
    }
}

impl Derived {
    pub(super) fn new(
        rule: Rule,
        (from, to): (VarIx, VarIx),
        weight: i64,
        parents: Vec<Vec<Ground>>,
        why: Why,
        before: &[Self],
    ) -> Self {
        let own = match why {
            Why::Given => None,
            Why::Member(member) => Some(member),
        };
        let behind = parents.iter().flatten().flat_map(|ground| ground.members(before));
        let members = in_order(behind.chain(own));
        Self { rule, from, to, weight, why, parents, members }
    }
}

/// A negative cycle of edges and derived edges.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// In order, each leaving where the one before enters.
    pub cycle: Vec<Ground>,
    /// The derived edges on which the cycle rests, each after what it follows from.
    pub derived: Vec<Derived>,
    /// By how many units the cycle misses: the negative of its sum, at least 1.
    pub gap: i128,
}

impl Proof {
    /// Keeps of all derived edges those that a cycle rests on.
    pub(super) fn new(mut cycle: Vec<Ground>, all: &[Derived]) -> Self {
        let gap = -cycle.iter().map(|ground| i128::from(ground.weight(all))).sum::<i128>();
        let mut used = vec![false; all.len()];
        let mut open: Vec<Ground> = cycle.clone();
        while let Some(ground) = open.pop() {
            if let Ground::Derived(at) = ground
                && !std::mem::replace(&mut used[at], true)
            {
                open.extend(all[at].parents.iter().flatten());
            }
        }
        let place: Vec<usize> = used
            .iter()
            .scan(0, |next, &used| {
                let place = *next;
                *next += usize::from(used);
                Some(place)
            })
            .collect();
        let renumber = |ground: &mut Ground| {
            if let Ground::Derived(at) = ground {
                *at = place[*at];
            }
        };
        cycle.iter_mut().for_each(renumber);
        let kept = all.iter().zip(&used).filter(|&(_, &used)| used).map(|(derived, _)| derived.clone());
        let mut derived: Vec<Derived> = kept.collect();
        derived.iter_mut().flat_map(|derived| &mut derived.parents).flatten().for_each(renumber);
        Self { cycle, derived, gap }
    }

    /// The members that the proof uses, in order.
    #[must_use]
    pub fn members(&self) -> Vec<MemberIx> {
        in_order(self.cycle.iter().flat_map(|ground| ground.members(&self.derived)))
    }
}
