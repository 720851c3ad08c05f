//! What is found on consecutive days is one finding, told by the worst of them.

use std::collections::BTreeSet;
use std::ops::Bound;

use crate::model::day::Day;
use crate::rules::verdict::Run;

/// Folds what was found, in order of its days, into runs, each with its worst: a day that was looked at
/// (`compared`) and on which nothing was found ends one. `join` adds what was found on another day of a run to it
/// and keeps the worse of the two.
pub(super) fn fold<T>(
    found: Vec<T>,
    compared: &BTreeSet<Day>,
    day: impl Fn(&T) -> Day,
    join: impl Fn(&mut T, T),
) -> Vec<(T, Run)> {
    let mut runs: Vec<(T, Run)> = Vec::new();
    for next in found {
        let today = day(&next);
        let quiet = |last: Day| {
            last < today && compared.range((Bound::Excluded(last), Bound::Excluded(today))).next().is_some()
        };
        match runs.last_mut() {
            Some((worst, run)) if !quiet(run.last) => {
                run.count += u64::from(run.last != today);
                run.last = today;
                join(worst, next);
            }
            _ => runs.push((next, Run::once(today))),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::fold;
    use crate::model::day::Day;

    #[test]
    fn a_day_without_anything_ends_a_run_and_one_not_looked_at_does_not() {
        let compared: BTreeSet<Day> = [1, 2, 5, 6, 7].map(Day).into();
        let found = vec![(Day(1), 3), (Day(2), 9), (Day(5), 4), (Day(5), 5), (Day(7), 1)];
        let worse = |worst: &mut (Day, i32), next: (Day, i32)| {
            if next.1 > worst.1 {
                *worst = next;
            }
        };
        let runs = fold(found, &compared, |one| one.0, worse);
        let told: Vec<_> = runs.iter().map(|(worst, run)| (worst.1, run.first.0, run.last.0, run.count)).collect();
        assert_eq!(told, [(9, 1, 5, 3), (1, 7, 7, 1)]);
    }
}
