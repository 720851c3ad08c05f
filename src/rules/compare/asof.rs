//! Paces against paces: each left claim against the nearest right claim of every bucket, before it or
//! after it. A farther one says nothing of the pace where a nearer one exists.

use std::collections::BTreeMap;

use crate::model::period::Bound;
use crate::rules::compare::item::Item;
use crate::rules::compare::need::PeriodWord;

/// Of how many figures of one bucket and day each is held against a left one, at most.
const MOST_OF_A_DAY: usize = 64;

/// Calls `found` for every left item with the nearest right items of each bucket that have the same
/// start and lie as one of the words says: ending no later (`extends`), no earlier (`within`), or on
/// the same day (`same`).
pub(super) fn nearest(words: &[PeriodWord], left: &[Item], right: &[Item], mut found: impl FnMut(&Item, &Item)) {
    // By start and bucket, in the order of the cell, which is that of the ends.
    let mut series: BTreeMap<Bound, BTreeMap<u32, Vec<&Item>>> = BTreeMap::new();
    for item in right {
        series.entry(item.period.start).or_default().entry(item.bucket).or_default().push(item);
    }
    for item in left {
        let Some(buckets) = series.get(&item.period.start) else { continue };
        let end = item.period.end;
        for items in buckets.values() {
            let after = items.partition_point(|right| right.period.end.first <= end.first);
            let before = items.partition_point(|right| right.period.end < end);
            let earlier = items[..after].iter().rev().find(|right| right.period.end.is_no_later_than(end));
            let later = items[before..].iter().find(|right| end.is_no_later_than(right.period.end));
            let same = later.filter(|right| right.period.end == end);
            let mut days: Vec<Bound> = Vec::new();
            for word in words {
                let nearest = match word {
                    PeriodWord::Extends => earlier,
                    PeriodWord::Within => later,
                    PeriodWord::Same => same,
                    PeriodWord::EndsWith | PeriodWord::Overlaps | PeriodWord::Before | PeriodWord::Any => None,
                };
                days.extend(nearest.map(|nearest| nearest.period.end).filter(|day| !days.contains(day)));
            }
            // All figures of the nearest day are as near.
            for day in days {
                let from = items.partition_point(|right| right.period.end < day);
                let of_day = items[from..].iter().take(MOST_OF_A_DAY).take_while(|right| right.period.end == day);
                of_day.for_each(|right| found(item, right));
            }
        }
    }
}
