//! Running maxima of a pass: the worst claim so far, whatever its second value reaches to.

use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;

use crate::model::index::ClaimIx;
use crate::rules::compare::item::Item;

/// Prefix maxima over slots (Fenwick, Software: Practice and Experience 24, 1994), for both views.
#[derive(Default)]
pub(super) struct Best<'i> {
    slots: Vec<[Option<&'i Item>; 2]>,
    /// Claims that nothing was held against yet, with their slots counted from the bottom up.
    untouched: BinaryHeap<(usize, ClaimIx)>,
}

impl<'i> Best<'i> {
    pub(super) fn clear(&mut self) {
        self.slots.clear();
        self.untouched.clear();
    }

    /// All claims whose slot, counted from the bottom, is at least `least` have been met.
    pub(super) fn touch(&mut self, least: usize, touched: &mut Vec<ClaimIx>) {
        while let Some(next) = self.untouched.peek_mut().filter(|next| next.0 >= least) {
            touched.push(PeekMut::pop(next).1);
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    pub(super) fn add(&mut self, slot: usize, slots: usize, item: &'i Item) {
        if self.slots.is_empty() {
            self.slots.resize(slots + 1, [None; 2]);
        }
        self.untouched.push((slots - 1 - slot, item.claim));
        let mut at = slot + 1;
        while at < self.slots.len() {
            for view in 0..2 {
                self.slots[at][view] = better(self.slots[at][view], Some(item), view);
            }
            at += at & at.wrapping_neg();
        }
    }

    pub(super) fn upto(&self, slots: usize) -> [Option<&'i Item>; 2] {
        let mut best = [None; 2];
        let mut at = slots;
        while at > 0 {
            for (view, best) in best.iter_mut().enumerate() {
                *best = better(self.slots[at][view], *best, view);
            }
            at &= at - 1;
        }
        best
    }
}

/// The item with the greater score; of equals the one nearest in days, which stands last in the cell.
fn better<'i>(held: Option<&'i Item>, new: Option<&'i Item>, view: usize) -> Option<&'i Item> {
    let score = |item: Option<&Item>| item.and_then(|item| item.scores[view]);
    let rank = |item: Option<&Item>| item.map(|item| item.rank);
    match (score(held), score(new)) {
        (_, None) => held,
        (None, Some(_)) => new,
        (Some(a), Some(b)) => match b.compare(a) {
            Ordering::Greater => new,
            Ordering::Less => held,
            Ordering::Equal if rank(new) > rank(held) => new,
            Ordering::Equal => held,
        },
    }
}
