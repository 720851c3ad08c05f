//! The midnights of one count, and which of them surely come before which.
//!
//! A midnight known to the day stands between those that a day convention leaves open; of two voices' open
//! midnights of the same day neither comes first. All that is sure follows from links between neighbours:
//! as few as there are midnights.

use std::collections::BTreeSet;

use crate::model::period::Bound;
use crate::network::midnight::Midnight;

/// Midnights in order, and neighbours of which the first comes no later than the second.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Order {
    pub(super) midnights: Vec<Midnight>,
    pub(super) links: Vec<(usize, usize)>,
}

fn day(bound: Bound) -> Midnight {
    Midnight::new(bound, 0)
}

/// The order of the midnights mentioned, and of those that had to be added to tell it.
pub(super) fn order(mut mentioned: BTreeSet<Midnight>) -> Order {
    let vague: Vec<Midnight> = mentioned.iter().copied().filter(|midnight| midnight.bound.is_vague()).collect();
    for midnight in &vague {
        mentioned.insert(day(Bound::exactly(midnight.bound.first)));
        mentioned.insert(day(Bound::exactly(midnight.bound.last)));
    }
    // Where several voices meet several, one midnight between them saves linking each with each.
    let plain: Vec<Midnight> = mentioned.iter().copied().filter(|midnight| !midnight.bound.is_vague()).collect();
    let groups: Vec<&[Midnight]> = plain.chunk_by(|a, b| a.bound == b.bound).collect();
    for pair in groups.windows(2) {
        if pair[0].len() > 1 && pair[1].len() > 1 {
            mentioned.insert(day(Bound::exactly(pair[0][0].bound.last)));
        }
    }
    let midnights: Vec<Midnight> = mentioned.into_iter().collect();
    let at = |midnight: Midnight| midnights.binary_search(&midnight).unwrap_or(0);
    let plain: Vec<Midnight> = midnights.iter().copied().filter(|midnight| !midnight.bound.is_vague()).collect();
    let groups: Vec<&[Midnight]> = plain.chunk_by(|a, b| a.bound == b.bound).collect();
    let mut links = Vec::new();
    for pair in groups.windows(2) {
        links.extend(pair[0].iter().flat_map(|&from| pair[1].iter().map(move |&to| (from, to))));
    }
    for &midnight in &vague {
        links.push((day(Bound::exactly(midnight.bound.first)), midnight));
        links.push((midnight, day(Bound::exactly(midnight.bound.last))));
    }
    let links = links.into_iter().map(|(from, to)| (at(from), at(to))).collect();
    Order { midnights, links }
}

impl Order {
    /// The nearest midnights that surely come no earlier than another, itself included.
    pub(super) fn no_earlier(&self, midnight: Midnight) -> Vec<usize> {
        if let Ok(at) = self.midnights.binary_search(&midnight) {
            return vec![at];
        }
        let from = self.midnights.partition_point(|known| known.bound.first < midnight.bound.last);
        let mut nearest: Option<Bound> = None;
        let mut found = Vec::new();
        for (at, known) in self.midnights.iter().enumerate().skip(from).filter(|(_, known)| !known.bound.is_vague()) {
            if *nearest.get_or_insert(known.bound) != known.bound {
                break;
            }
            found.push(at);
        }
        found
    }

    /// The nearest midnights that surely come no later than another, itself included.
    pub(super) fn no_later(&self, midnight: Midnight) -> Vec<usize> {
        if let Ok(at) = self.midnights.binary_search(&midnight) {
            return vec![at];
        }
        let to = self.midnights.partition_point(|known| known.bound.first <= midnight.bound.first);
        let plain = |at: &usize| !self.midnights[*at].bound.is_vague();
        let before = (0..to).rev().filter(plain).filter(|&at| self.midnights[at].bound.last <= midnight.bound.first);
        let mut nearest: Option<Bound> = None;
        before.take_while(|&at| *nearest.get_or_insert(self.midnights[at].bound) == self.midnights[at].bound).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::order;
    use crate::model::day::Day;
    use crate::model::period::Bound;
    use crate::network::midnight::Midnight;

    fn between(first: i32, last: i32, voice: u32) -> Midnight {
        Midnight::new(Bound { first: Day(first), last: Day(last) }, voice)
    }

    /// Whether links lead from one midnight to another.
    fn leads(order: &super::Order, from: Midnight, to: Midnight) -> bool {
        let at = |midnight| order.midnights.binary_search(&midnight).expect("a midnight");
        let (mut open, mut seen) = (vec![at(from)], BTreeSet::new());
        while let Some(next) = open.pop() {
            if seen.insert(next) {
                open.extend(order.links.iter().filter(|link| link.0 == next).map(|link| link.1));
            }
        }
        seen.contains(&at(to))
    }

    #[test]
    fn links_lead_exactly_where_the_order_is_sure() {
        let mut mentioned = BTreeSet::new();
        for first in 0..6 {
            for length in [0, 1, 1, 4] {
                for voice in 1..4 {
                    if (first * 7 + length * 3 + i32::try_from(voice).expect("few") * 5) % 4 != 0 {
                        mentioned.insert(between(first, first + length, voice));
                    }
                }
            }
        }
        let order = order(mentioned.clone());
        for &a in &mentioned {
            for &b in &mentioned {
                assert_eq!(leads(&order, a, b), a.is_no_later_than(b), "{a:?} {b:?}");
            }
        }
        assert!(order.links.len() < 4 * order.midnights.len());
    }

    #[test]
    fn the_reports_of_one_voice_are_a_chain() {
        let order = order((0..9).map(|day| between(day, day + 1, 1)).collect());
        assert_eq!((order.midnights.len(), order.links.len()), (9, 8));
        assert_eq!(order.no_earlier(between(3, 3, 1)), [3]);
        assert_eq!(order.no_earlier(between(3, 4, 2)), [4]);
        assert_eq!(order.no_earlier(between(9, 10, 1)), [0_usize; 0]);
        assert_eq!(order.no_later(between(3, 4, 2)), [2]);
        assert_eq!(order.no_later(between(30, 40, 2)), [8]);
    }
}
