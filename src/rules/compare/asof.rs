//! Paces against paces: each left claim against the nearest right claim of every bucket, before it or
//! after it. A farther one says nothing of the pace where a nearer one exists.

use std::collections::BTreeMap;

use crate::model::period::Bound;
use crate::rules::compare::need::PeriodWord;
use crate::rules::compare::pass::Item;

/// Calls `found` for every left item with the nearest right item of each bucket that has the same
/// start and lies as one of the words says: ending no later (`extends`), no earlier (`within`), or on
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
            let mut met: Vec<&&Item> = Vec::new();
            for word in words {
                let nearest = match word {
                    PeriodWord::Extends => earlier,
                    PeriodWord::Within => later,
                    PeriodWord::Same => same,
                    PeriodWord::EndsWith | PeriodWord::Overlaps | PeriodWord::Before | PeriodWord::Any => None,
                };
                met.extend(nearest.filter(|nearest| met.iter().all(|known| known.claim != nearest.claim)));
            }
            met.into_iter().for_each(|right| found(item, right));
        }
    }
}
