//! Paces against paces: each left claim against the latest right claim of every bucket that it
//! extends. An earlier one says nothing of the pace where a later one exists.

use std::collections::BTreeMap;

use crate::model::period::Bound;
use crate::rules::compare::pass::Item;

/// Calls `found` for every left item with the latest right item of each bucket that has the same
/// start and ends no later.
pub(super) fn latest_before(left: &[Item], right: &[Item], mut found: impl FnMut(&Item, &Item)) {
    // By start and bucket, in the order of the cell, which is that of the ends.
    let mut series: BTreeMap<Bound, BTreeMap<u32, Vec<&Item>>> = BTreeMap::new();
    for item in right {
        series.entry(item.period.start).or_default().entry(item.bucket).or_default().push(item);
    }
    for item in left {
        let Some(buckets) = series.get(&item.period.start) else { continue };
        for items in buckets.values() {
            let candidates = items.partition_point(|right| right.period.end.first <= item.period.end.first);
            let latest =
                items[..candidates].iter().rev().find(|right| right.period.end.is_no_later_than(item.period.end));
            if let Some(latest) = latest {
                found(item, latest);
            }
        }
    }
}
