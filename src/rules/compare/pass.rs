//! One pass over two lists of claims: for every right claim, the worst left claim of each bucket
//! among those that lie to it in one way. Sorting and running maxima, never all pairs.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::model::claim::Claim;
use crate::model::index::ClaimIx;
use crate::model::period::{Bound, Period};
use crate::rules::compare::need::{Dimension, PeriodWord};
use crate::rules::compare::score::Score;

/// A claim on its way through a pass.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item {
    pub(super) claim: ClaimIx,
    pub(super) period: Period,
    /// What it brings or allows: seen from other lineages, and from its own.
    pub(super) scores: [Option<Score>; 2],
    /// Claims that are alike to the rule: same source, table and vintage where these matter.
    pub(super) bucket: u32,
}

/// What lies within a pass: the left's key is in the right's group, its first value no greater than
/// the right's, and its second one no less.
struct Keys {
    group: Option<(Bound, Option<Bound>)>,
    first: i64,
    second: i64,
}

/// One way for the left period to lie to the right one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pass {
    /// Both ends the same.
    Same,
    /// The same start, and the left has ended before the right ends.
    Earlier,
    /// The same start, and the left ends after the right has ended.
    Later,
    /// It surely starts later, and has ended before.
    Inside,
    /// It surely starts later, and both ends are the same.
    Tail,
    /// The same end.
    EndsWith,
    /// A day is surely common.
    Overlaps,
    /// It has ended when the right begins.
    Before,
    /// However.
    Any,
}

impl Pass {
    /// The passes that together are the ways a rule wants.
    pub(super) fn of(words: &[PeriodWord], strictly: &[Dimension]) -> Vec<Self> {
        let mut passes: Vec<Self> = Vec::new();
        for word in words {
            let more: &[Self] = match word {
                PeriodWord::Same => &[Self::Same],
                PeriodWord::Within => &[Self::Same, Self::Earlier, Self::Inside, Self::Tail],
                PeriodWord::Extends => &[Self::Same, Self::Later],
                PeriodWord::EndsWith => &[Self::EndsWith],
                PeriodWord::Overlaps => &[Self::Overlaps],
                PeriodWord::Before => &[Self::Before],
                PeriodWord::Any => &[Self::Any],
            };
            passes.extend(more);
        }
        let days_inside = |pass: &Self| matches!(pass, Self::Inside | Self::Tail);
        if strictly == [Dimension::Period] {
            passes.retain(days_inside);
        }
        passes.dedup();
        passes
    }

    fn left(self, period: &Period) -> Keys {
        let (start, end) = (period.start, period.end);
        let (group, first, second) = match self {
            Self::Same => (Some((start, Some(end))), 0, 0),
            Self::Earlier => (Some((start, None)), days(end.last.0), 0),
            Self::Later => (Some((start, None)), -days(end.first.0), 0),
            Self::Inside => (None, days(end.last.0), days(start.first.0)),
            Self::Tail => (Some((end, None)), -days(start.first.0), 0),
            Self::EndsWith => (Some((end, None)), 0, 0),
            Self::Overlaps => (None, days(start.last.0) + 1, days(end.first.0) - 1),
            Self::Before => (None, days(end.last.0), 0),
            Self::Any => (None, 0, 0),
        };
        Keys { group, first, second }
    }

    fn right(self, period: &Period) -> Keys {
        let (start, end) = (period.start, period.end);
        let (group, first, second) = match self {
            Self::Same => (Some((start, Some(end))), 0, 0),
            Self::Earlier => (Some((start, None)), days(end.first.0), 0),
            Self::Later => (Some((start, None)), -days(end.last.0), 0),
            Self::Inside => (None, days(end.first.0), days(start.last.0) + 1),
            Self::Tail => (Some((end, None)), -days(start.last.0) - 1, 0),
            Self::EndsWith => (Some((end, None)), 0, 0),
            Self::Overlaps => (None, days(end.first.0), days(start.last.0)),
            Self::Before => (None, days(start.first.0), 0),
            Self::Any => (None, 0, 0),
        };
        Keys { group, first, second }
    }

    /// Whether the left claim lies to the right one in this way.
    pub(super) fn holds(self, left: Claim<'_>, right: Claim<'_>) -> bool {
        let (left, right) = (self.left(left.period()), self.right(right.period()));
        left.group == right.group && left.first <= right.first && (!self.has_second() || left.second >= right.second)
    }

    fn has_second(self) -> bool {
        matches!(self, Self::Inside | Self::Overlaps)
    }

    /// Calls `found` for every right item and bucket with the best left items of that bucket, as
    /// seen from other lineages and from its own.
    pub(super) fn run(self, left: &[Item], right: &[Item], mut found: impl FnMut(&Item, u32, [Option<&Item>; 2])) {
        type Groups<'i> =
            BTreeMap<Option<(Bound, Option<Bound>)>, (Vec<(i64, i64, &'i Item)>, Vec<(i64, i64, &'i Item)>)>;
        let mut groups: Groups<'_> = BTreeMap::new();
        for item in left {
            let Keys { group, first, second } = self.left(&item.period);
            groups.entry(group).or_default().0.push((first, second, item));
        }
        for item in right {
            let Keys { group, first, second } = self.right(&item.period);
            if let Some((left, right)) = groups.get_mut(&group)
                && !left.is_empty()
            {
                right.push((first, second, item));
            }
        }
        for (mut left, mut right) in groups.into_values() {
            if right.is_empty() {
                continue;
            }
            // Stable: items alike in their keys stay in the order of the cell.
            left.sort_by_key(|&(first, _, _)| first);
            right.sort_by_key(|&(first, _, _)| first);
            let seconds = self.has_second().then(|| {
                let mut seconds: Vec<i64> = left.iter().map(|&(_, second, _)| second).collect();
                seconds.sort_unstable();
                seconds.dedup();
                seconds
            });
            let mut best: BTreeMap<u32, Best<'_>> = BTreeMap::new();
            let mut next = 0;
            for &(first, second, item) in &right {
                while let Some(&(_, left_second, left_item)) = left.get(next).filter(|(key, _, _)| *key <= first) {
                    let slots = seconds.as_ref().map_or(1, Vec::len);
                    let at =
                        seconds.as_ref().map_or(0, |seconds| slots - 1 - seconds.partition_point(|&s| s < left_second));
                    best.entry(left_item.bucket).or_insert_with(|| Best::new(slots)).add(at, left_item);
                    next += 1;
                }
                // Counted from the greatest second key down: how many slots are not below.
                let reach =
                    seconds.as_ref().map_or(1, |seconds| seconds.len() - seconds.partition_point(|&s| s < second));
                for (&bucket, best) in &best {
                    found(item, bucket, best.upto(reach));
                }
            }
        }
    }
}

fn days(day: i32) -> i64 {
    i64::from(day)
}

/// Prefix maxima over slots (Fenwick, Software: Practice and Experience 24, 1994), for both views.
struct Best<'i> {
    slots: Vec<[Option<&'i Item>; 2]>,
}

impl<'i> Best<'i> {
    fn new(slots: usize) -> Self {
        Self { slots: vec![[None; 2]; slots + 1] }
    }

    fn add(&mut self, slot: usize, item: &'i Item) {
        let mut at = slot + 1;
        while at < self.slots.len() {
            for view in 0..2 {
                self.slots[at][view] = better(self.slots[at][view], Some(item), view);
            }
            at += at & at.wrapping_neg();
        }
    }

    fn upto(&self, slots: usize) -> [Option<&'i Item>; 2] {
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

/// The item with the greater score; of equals the one that came first in the order of the cell.
fn better<'i>(held: Option<&'i Item>, new: Option<&'i Item>, view: usize) -> Option<&'i Item> {
    let score = |item: Option<&Item>| item.and_then(|item| item.scores[view]);
    match (score(held), score(new)) {
        (_, None) => held,
        (None, Some(_)) => new,
        (Some(a), Some(b)) => match b.compare(a) {
            Ordering::Greater => new,
            Ordering::Less => held,
            Ordering::Equal => held,
        },
    }
}
