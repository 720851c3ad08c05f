//! Lists in ascending order, each element once: sets that are compared more often than changed.

use std::cmp::Ordering;

/// Adds to a list what it lacks of another.
pub(super) fn join<T: Copy + Ord>(mine: &mut Vec<T>, others: &[T]) {
    mine.extend(others);
    mine.sort_unstable();
    mine.dedup();
}

/// Whether two lists have something in common.
pub(super) fn meet<T: Ord>(a: &[T], b: &[T]) -> bool {
    let (mut a, mut b) = (a.iter().peekable(), b.iter().peekable());
    while let (Some(one), Some(two)) = (a.peek(), b.peek()) {
        match one.cmp(two) {
            Ordering::Equal => return true,
            Ordering::Less => a.next(),
            Ordering::Greater => b.next(),
        };
    }
    false
}

/// Whether all of one list is in another.
pub(super) fn is_within<T: Ord>(one: &[T], other: &[T]) -> bool {
    one.iter().all(|element| other.binary_search(element).is_ok())
}
