//! A repair that need not be the lightest, where the exact search would take too long.
//!
//! Conflict by conflict, the member is blamed without which the others contradict the rest of the net least:
//! what it weighs and what the disjoint cycles that remain cost at least; then by how much those miss.

use std::cmp::Reverse;

use crate::network::feasible::Cycle;
use crate::network::labels::Length;
use crate::network::members::{MemberIx, Members};
use crate::network::mender::Mender;
use crate::network::net::Net;

/// As many remaining cycles as tell a culprit from a witness.
const PACKED: usize = 16;

/// Retracts members until the rest can hold and none is retracted to spare. What is retracted is of `cycles`.
/// For every member blamed, searches as local as its conflicts.
pub(super) fn greedy<D: Length>(mender: &mut Mender<'_, D>, cycles: &[Cycle]) {
    let net = mender.net;
    // What is blamed for one cycle is not asked again for another.
    let mut blamed = Members::none();
    for cycle in cycles {
        let mut without = mender.without().clone();
        for member in net.members_of(&cycle.edges).into_iter().filter(|&member| !blamed.contains(member)) {
            without.remove(member);
        }
        while let Some(found) = mender.cycles(&without, 1).pop() {
            let conflict = mender.conflict(&found);
            let cost = |member: &MemberIx| {
                let mut tried = without.clone();
                tried.insert(*member);
                let left = mender.cycles(&tried, PACKED);
                let weights =
                    left.iter().fold(net.weight(*member), |sum, cycle| sum.saturating_add(lightest(net, cycle)));
                (weights, left.iter().map(|cycle| cycle.gap).sum::<i128>(), *member)
            };
            match conflict.members.into_iter().min_by_key(cost) {
                Some(culprit) => {
                    without.insert(culprit);
                    blamed.insert(culprit);
                }
                None => break,
            }
        }
        mender.settle(&without);
    }
    let mut spare: Vec<MemberIx> = mender.without().iter().collect();
    spare.sort_by_key(|&member| (Reverse(net.weight(member)), member));
    for member in spare {
        let mut without = mender.without().clone();
        without.remove(member);
        mender.settle(&without);
    }
}

fn lightest(net: &Net, cycle: &Cycle) -> u64 {
    net.members_of(&cycle.edges).into_iter().map(|member| net.weight(member)).min().unwrap_or(0)
}
