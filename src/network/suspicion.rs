//! A member that a repair retracts, and what speaks against it.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::network::bounds::Bounds;
use crate::network::conflict::Conflict;
use crate::network::feasible::Feasible;
use crate::network::hitting::Part;
use crate::network::labels::Length;
use crate::network::members::{MemberIx, Members};
use crate::network::mender::Mender;
use crate::network::net::VarIx;

/// A member of a repair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suspect {
    /// Which.
    pub member: MemberIx,
    /// Whether it must be this one.
    pub blame: Blame,
    /// A conflict of which it is the only member in the repair.
    pub witness: Conflict,
    /// The difference that the member is about, the variable subtracted first; where the net does not say,
    /// that of its first edge in the witness.
    pub of: (VarIx, VarIx),
    /// What all members that are not in the repair imply for that difference.
    pub implied: Bounds,
}

/// Whether it must be this member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Blame {
    /// It is in every lightest repair.
    Certain,
    /// It or another: the members of its witness, in order and itself among them, that a repair as light
    /// retracts in its stead. Where the repair is not exhaustive, those known.
    OneOf(Vec<MemberIx>),
}

/// The smallest known conflict, and of those the widest apart, that a repair meets only in `member`; else
/// one that the net shows.
pub(super) fn witness<D: Length>(
    mender: &mut Mender<'_, D>,
    known: &BTreeMap<Vec<MemberIx>, Conflict>,
    member: MemberIx,
) -> Option<Conflict> {
    let private = |conflict: &&Conflict| {
        let mut met = conflict.members.iter().filter(|&&other| mender.without().contains(other));
        met.next() == Some(&member) && met.next().is_none()
    };
    let rank = |conflict: &&Conflict| (conflict.members.len(), Reverse(conflict.cycle.gap));
    if let Some(conflict) = known.values().filter(private).min_by_key(rank) {
        return Some(conflict.clone());
    }
    let mut without = mender.without().clone();
    without.remove(member);
    let cycle = mender.cycles(&without, 1).pop()?;
    Some(mender.conflict(&cycle))
}

impl Suspect {
    /// A suspect whose implied figure is still to be asked for. `parts` are all lightest repairs, if known.
    pub(super) fn new<D: Length>(
        mender: &mut Mender<'_, D>,
        member: MemberIx,
        witness: Conflict,
        parts: Option<&[Part]>,
    ) -> Self {
        let net = mender.net;
        let blame = match parts {
            Some(parts) => by_parts(member, &witness.members, parts),
            None => Blame::OneOf(by_trial(mender, member, &witness)),
        };
        let edges = || witness.cycle.edges.iter().map(|&ix| net.edge(ix));
        let own = edges().find(|edge| edge.member() == Some(member)).or_else(|| edges().next());
        let measures = net.members().get(member.at()).and_then(|member| member.measures);
        let of = measures.or(own.map(|edge| (edge.from, edge.to))).unwrap_or((VarIx(0), VarIx(0)));
        Self { member, blame, witness, of, implied: Bounds::default() }
    }
}

/// Whether it must be a member, of the lightest sets that meet all conflicts; `witness` is a conflict of its own.
pub(super) fn by_parts(member: MemberIx, witness: &[MemberIx], parts: &[Part]) -> Blame {
    let own = parts.iter().find(|part| part.optima.first().is_some_and(|chosen| chosen.contains(&member)));
    let others: Vec<_> = own.iter().flat_map(|part| &part.optima).filter(|other| !other.contains(&member)).collect();
    if others.is_empty() {
        return Blame::Certain;
    }
    let instead = |other: &MemberIx| *other == member || others.iter().any(|set| set.contains(other));
    Blame::OneOf(witness.iter().copied().filter(instead).collect())
}

/// The members of the witness, no heavier, that could be retracted in its stead.
fn by_trial<D: Length>(mender: &mut Mender<'_, D>, member: MemberIx, witness: &Conflict) -> Vec<MemberIx> {
    let net = mender.net;
    let instead = |other: &MemberIx| {
        let mut without: Members = mender.without().clone();
        without.remove(member);
        without.insert(*other);
        *other == member || net.weight(*other) <= net.weight(member) && mender.cycles(&without, 1).is_empty()
    };
    witness.members.iter().copied().filter(instead).collect()
}

/// As many questions about one variable as two searches over the whole net are worth.
const MANY: usize = 1_000;

/// Asks the net without the repair for every suspect's figure. Very many suspects with the same variable
/// subtracted share two searches.
pub(super) fn implied(feasible: &Feasible<'_>, suspects: &mut [Suspect]) {
    let mut by_anchor: BTreeMap<VarIx, Vec<&mut Suspect>> = BTreeMap::new();
    for suspect in suspects {
        by_anchor.entry(suspect.of.0).or_default().push(suspect);
    }
    for (anchor, suspects) in by_anchor {
        let band = (suspects.len() >= MANY).then(|| feasible.band(anchor));
        for suspect in suspects {
            let to = suspect.of.1;
            suspect.implied = band.as_ref().map_or_else(|| feasible.bounds(anchor, to), |band| band.at(to));
        }
    }
}
