//! One pass over two lists of claims: for every right claim, the worst left claim of each bucket
//! among those that lie to it in one way. Sorting and running maxima, never all pairs.

use crate::model::claim::Claim;
use crate::model::index::ClaimIx;
use crate::model::period::{Bound, Period};
use crate::rules::compare::best::Best;
use crate::rules::compare::item::Item;
use crate::rules::compare::need::{Dimension, PeriodWord};

/// The midnights that both claims of a pair must share in a pass: as many of the four ends of the
/// start and the end as matter, the others at 0.
type Group = [i32; 4];

/// What lies within a pass: the left's key is in the right's group, its first value no greater than
/// the right's, and its second one no less.
struct Keys {
    group: Group,
    first: i64,
    second: i64,
}

impl Keys {
    fn turned(self) -> Self {
        Self { first: -self.first, second: -self.second, ..self }
    }
}

/// A claim with its keys.
struct Keyed<'i> {
    group: Group,
    first: i64,
    second: i64,
    item: &'i Item,
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
    /// It never starts earlier, not with the same words, and has ended before.
    Inside,
    /// It never starts earlier, not with the same words, and both ends are the same.
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
            Self::Same => (both(start, end), 0, 0),
            Self::Earlier => (one(start), days(end.last.0), 0),
            Self::Later => (one(start), -days(end.first.0), 0),
            Self::Inside => (ALL, days(end.last.0), from(start)),
            Self::Tail => (one(end), -from(start), 0),
            Self::EndsWith => (one(end), 0, 0),
            Self::Overlaps => (ALL, days(start.last.0) + 1, days(end.first.0) - 1),
            Self::Before => (ALL, days(end.last.0), 0),
            Self::Any => (ALL, 0, 0),
        };
        Keys { group, first, second }
    }

    fn right(self, period: &Period) -> Keys {
        let (start, end) = (period.start, period.end);
        let (group, first, second) = match self {
            Self::Same => (both(start, end), 0, 0),
            Self::Earlier => (one(start), days(end.first.0), 0),
            Self::Later => (one(start), -days(end.last.0), 0),
            Self::Inside => (ALL, days(end.first.0), not_before(start)),
            Self::Tail => (one(end), -not_before(start), 0),
            Self::EndsWith => (one(end), 0, 0),
            Self::Overlaps => (ALL, days(end.first.0), days(start.last.0)),
            Self::Before => (ALL, days(start.first.0), 0),
            Self::Any => (ALL, 0, 0),
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
    /// seen from other lineages and from its own; it says whether the two were held against each
    /// other. Buckets are numbered from 0 to `buckets`. Every left claim that some right one was held
    /// against, the best or not, is added to `touched`.
    pub(super) fn run<'i>(
        self,
        left: &'i [Item],
        right: &'i [Item],
        buckets: usize,
        touched: &mut Vec<ClaimIx>,
        mut found: impl FnMut(&'i Item, u32, [Option<&'i Item>; 2]) -> bool,
    ) {
        let left = sorted(left, |period| self.left(period));
        let right = sorted(right, |period| self.right(period));
        self.run_sorted(&left, &right, buckets, touched, &mut found);
    }

    /// The same, seen from the other side: calls `found` for every left item and bucket with the best right items.
    pub(super) fn run_turned<'i>(
        self,
        left: &'i [Item],
        right: &'i [Item],
        buckets: usize,
        mut found: impl FnMut(&'i Item, u32, [Option<&'i Item>; 2]),
    ) {
        // Left keys of a group lie no higher than right ones in the first value and no lower in the second: turned
        // over, it is the other way round.
        let left = sorted(left, |period| self.left(period).turned());
        let right = sorted(right, |period| self.right(period).turned());
        self.run_sorted(&right, &left, buckets, &mut Vec::new(), &mut |item, bucket, best| {
            found(item, bucket, best);
            false
        });
    }

    fn run_sorted<'i>(
        self,
        left: &[Keyed<'i>],
        right: &[Keyed<'i>],
        buckets: usize,
        touched: &mut Vec<ClaimIx>,
        found: &mut impl FnMut(&'i Item, u32, [Option<&'i Item>; 2]) -> bool,
    ) {
        let mut best: Vec<Best<'i>> = (0..buckets).map(|_| Best::default()).collect();
        let mut rest = left;
        for right in right.chunk_by(|a, b| a.group == b.group) {
            let group = right[0].group;
            rest = &rest[rest.partition_point(|keyed| keyed.group < group)..];
            let (left, later) = rest.split_at(rest.partition_point(|keyed| keyed.group == group));
            rest = later;
            if !left.is_empty() {
                self.run_group(left, right, &mut best, touched, found);
            }
        }
    }

    fn run_group<'i>(
        self,
        left: &[Keyed<'i>],
        right: &[Keyed<'i>],
        best: &mut [Best<'i>],
        touched: &mut Vec<ClaimIx>,
        found: &mut impl FnMut(&'i Item, u32, [Option<&'i Item>; 2]) -> bool,
    ) {
        let mut seconds: Vec<i64> = Vec::new();
        if self.has_second() {
            seconds.extend(left.iter().map(|keyed| keyed.second));
            seconds.sort_unstable();
            seconds.dedup();
        }
        // Slots are counted from the greatest second value down, so that a prefix of them holds all
        // that are not below a value.
        let slots = seconds.len().max(1);
        let from_the_top = |value: i64| {
            if seconds.is_empty() { slots } else { slots - seconds.partition_point(|&second| second < value) }
        };
        best.iter_mut().for_each(Best::clear);
        let mut left = left.iter().peekable();
        for keyed in right {
            while let Some(next) = left.next_if(|next| next.first <= keyed.first) {
                best[next.item.bucket as usize].add(from_the_top(next.second) - 1, slots, next.item);
            }
            let reach = from_the_top(keyed.second);
            for (bucket, best) in best.iter_mut().enumerate().filter(|(_, best)| !best.is_empty()) {
                if found(keyed.item, u32::try_from(bucket).unwrap_or(u32::MAX), best.upto(reach)) {
                    best.touch(slots - reach, touched);
                }
            }
        }
    }
}

/// Items with their keys, by group and first value; alike ones in the order of the cell.
fn sorted(items: &[Item], keys: impl Fn(&Period) -> Keys) -> Vec<Keyed<'_>> {
    let keyed = |item| {
        let Keys { group, first, second } = keys(&(item as &Item).period);
        Keyed { group, first, second, item }
    };
    let mut sorted: Vec<Keyed<'_>> = items.iter().map(keyed).collect();
    sorted.sort_by_key(|keyed| (keyed.group, keyed.first));
    sorted
}

/// No midnight has to be shared.
const ALL: Group = [0; 4];

fn one(end: Bound) -> Group {
    [end.first.0, end.last.0, 0, 0]
}

fn both(start: Bound, end: Bound) -> Group {
    [start.first.0, start.last.0, end.first.0, end.last.0]
}

fn days(day: i32) -> i64 {
    i64::from(day)
}

/// Starts in halves of a day: `from(left) >= not_before(right)` says that the left never starts
/// earlier, and that the two starts are not one known midnight.
fn from(start: Bound) -> i64 {
    2 * days(start.first.0) + i64::from(start.first != start.last)
}

fn not_before(start: Bound) -> i64 {
    2 * days(start.last.0) + i64::from(start.first == start.last)
}
