//! Counts that have to do with each other, directly or through others: what is told of different ones never meets.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::claim::Quantity;
use crate::model::vocabulary::Vocabulary;
use crate::network::kinship::Kinship;

/// Disjoint sets of counts, joined one by one (Tarjan, Journal of the ACM 22, 1975).
struct Joined {
    of: Vec<usize>,
}

impl Joined {
    fn root(&mut self, mut at: usize) -> usize {
        while self.of[at] != at {
            self.of[at] = self.of[self.of[at]];
            at = self.of[at];
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        // The least stays the root: the same numbers whatever the order.
        self.of[a.max(b)] = a.min(b);
    }
}

/// For every count a number that those share which have to do with each other. `own` is whether all that is told
/// is of one lineage; `together` joins counts that are one word's readings.
#[must_use]
pub fn components(
    vocabulary: &Vocabulary,
    present: &BTreeSet<Quantity>,
    own: bool,
    together: impl Iterator<Item = (Quantity, Quantity)>,
) -> BTreeMap<Quantity, usize> {
    let at: BTreeMap<Quantity, usize> = present.iter().copied().zip(0..).collect();
    let mut joined = Joined { of: (0..at.len()).collect() };
    let kinship = Kinship::among(vocabulary, present, own);
    for (&part, &number) in &at {
        for whole in kinship.wholes(part) {
            joined.join(number, at[&whole]);
        }
    }
    for (one, other) in together {
        if let (Some(&one), Some(&other)) = (at.get(&one), at.get(&other)) {
            joined.join(one, other);
        }
    }
    at.into_iter().map(|(quantity, number)| (quantity, joined.root(number))).collect()
}
