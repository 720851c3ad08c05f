//! Paces that change: the median increment a day before a day, and after it.

use std::collections::BTreeMap;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::model::amount::power_of_ten;
use crate::model::day::Day;
use crate::model::hedge::Reading;
use crate::model::index::SourceIx;
use crate::rules::evidence::{Cell, Evidence};
use crate::rules::series::facts::{PaceChange, SeriesFacts};
use crate::rules::series::steps::{MICRO, Series, Step, median, of_cell};
use crate::rules::verdict::{Facts, Outcome, Run, Side, Verdict};
use crate::rules::words::Share;

/// What a change of pace is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Paces {
    /// More than so many times as fast, or as slow.
    pub(super) factor: Share,
    /// Over so many days before and after.
    pub(super) window: u32,
    /// If there are at least so many increments in each.
    pub(super) least: u32,
    /// And the slower pace is at least so many a day.
    pub(super) pace: u32,
}

/// The two windows around one report of a series.
struct Change<'s, 'd> {
    series: &'s Series<'d>,
    /// The report of the day, the first and the last one.
    reports: [usize; 3],
    before: i128,
    after: i128,
    /// How many times as fast, in ten-thousandths.
    ratio: i128,
    /// How far the mean paces lie apart: of days around a change, on which the medians are the same,
    /// the one is told that parts the most from the least.
    contrast: i128,
}

impl Change<'_, '_> {
    fn day(&self) -> Day {
        self.series.reports[self.reports[0]].day
    }

    fn increments(&self) -> usize {
        self.reports[2] - self.reports[1]
    }

    fn is_faster(&self) -> bool {
        self.after > self.before
    }
}

pub(super) fn check(evidence: &Evidence<'_>, paces: Paces) -> Outcome {
    let cells = evidence.cells().par_iter();
    cells.map(|cell| check_cell(evidence, cell, paces)).reduce(Outcome::default, Outcome::and)
}

fn check_cell(evidence: &Evidence<'_>, cell: &Cell, paces: Paces) -> Outcome {
    let mut outcome = Outcome::default();
    let series = of_cell(evidence, cell);
    let mut changes: Vec<Change<'_, '_>> = Vec::new();
    // Of several copies the one with most increments around a day speaks of it.
    let mut most: BTreeMap<(SourceIx, Day), usize> = BTreeMap::new();
    for series in &series {
        let (found, compared) = of_series(series, paces);
        for &(day, increments) in &compared {
            let known = most.entry((series.lineage, day)).or_default();
            *known = increments.max(*known);
        }
        if !compared.is_empty() {
            outcome.comparisons += compared.len() as u64;
            outcome.touched.extend(series.reports.iter().map(|report| report.claim.ix));
        }
        changes.extend(found);
    }
    changes.retain(|change| most.get(&(change.series.lineage, change.day())) == Some(&change.increments()));
    // The strongest first; it stands for all of its direction within a window of it, copies among them.
    changes.sort_by(|a, b| {
        let strength = |change: &Change<'_, '_>| (change.ratio, change.contrast);
        let others = || (a.day(), a.series.name()).cmp(&(b.day(), b.series.name()));
        strength(b).cmp(&strength(a)).then_with(others)
    });
    let mut told: Vec<(SourceIx, bool, Day)> = Vec::new();
    for change in changes {
        let near = |&(lineage, faster, day): &(SourceIx, bool, Day)| {
            lineage == change.series.lineage
                && faster == change.is_faster()
                && change.day().since(day).unsigned_abs() <= u64::from(paces.window)
        };
        if !told.iter().any(near) {
            told.push((change.series.lineage, change.is_faster(), change.day()));
            outcome.verdicts.push(verdict(&change, paces));
        }
    }
    outcome
}

/// The candidates of one series; the days that have two windows, with the increments in both.
fn of_series<'s, 'd>(series: &'s Series<'d>, paces: Paces) -> (Vec<Change<'s, 'd>>, Vec<(Day, usize)>) {
    let Some(report) = series.reports.first() else { return (Vec::new(), Vec::new()) };
    let steps = series.steps();
    let unit = power_of_ten(u32::from(report.claim.metric().decimals)).unwrap_or(1);
    let least_pace = i128::from(paces.pace).saturating_mul(MICRO).saturating_mul(unit);
    let factor = i128::from(paces.factor.0);
    let (mut changes, mut compared, mut from, mut to) = (Vec::new(), Vec::new(), 0, 0);
    for at in 1..steps.len() {
        // The report that ends step `at - 1` parts the two windows; no step may reach out of them.
        let day = steps[at - 1].day;
        while day.since(steps[from].day) + steps[from].days > i64::from(paces.window) {
            from += 1;
        }
        while to < steps.len() && steps[to].day.since(day) <= i64::from(paces.window) {
            to += 1;
        }
        if from >= at || to <= at {
            continue;
        }
        let (before, after) = (&steps[from..at], &steps[at..to]);
        if before.len().min(after.len()) < paces.least as usize {
            continue;
        }
        let (Some(median_before), Some(median_after)) = (pace(before), pace(after)) else { continue };
        compared.push((day, to - from));
        if median_before.min(median_after) < least_pace.max(1) || !differ(median_before, median_after, factor) {
            continue;
        }
        // The median of days that come in waves may fall to a quarter where the waves do not.
        let (mean_before, mean_after) = (mean(before), mean(after));
        if (median_before < median_after) != (mean_before < mean_after)
            || !differ(mean_before, mean_after, factor * 2 / 3)
        {
            continue;
        }
        changes.push(Change {
            series,
            reports: [at, from, to],
            before: median_before,
            after: median_after,
            ratio: median_before.max(median_after).saturating_mul(10_000) / median_before.min(median_after),
            contrast: (mean_after - mean_before).abs(),
        });
    }
    (changes, compared)
}

/// Whether the faster of two paces is more than `share` of the slower.
fn differ(a: i128, b: i128, share: i128) -> bool {
    a.max(b).saturating_mul(10_000) > a.min(b).saturating_mul(share)
}

fn pace(steps: &[Step]) -> Option<i128> {
    median(&mut steps.iter().map(|step| step.pace).collect::<Vec<i128>>())
}

fn mean(steps: &[Step]) -> i128 {
    let grew: i128 = steps.iter().map(|step| i128::from(step.grew)).sum();
    let days: i64 = steps.iter().map(|step| step.days).sum();
    grew * MICRO / i128::from(days.max(1))
}

fn verdict(change: &Change<'_, '_>, paces: Paces) -> Verdict {
    let [at, first, last] = change.reports.map(|at| change.series.reports[at]);
    let increments = (change.reports[0] - change.reports[1], change.reports[2] - change.reports[0]);
    Verdict {
        left: Side::of_one(at.claim.ix, at.claim.interval(Reading::Exact, true)),
        right: Some(Side {
            claims: vec![first.claim.ix, last.claim.ix],
            count: 2,
            interval: first.claim.interval(Reading::Exact, true),
            implied: false,
            subtracted: 0,
        }),
        reading: Reading::Exact,
        strength: None,
        run: Run::once(at.day),
        facts: Facts::Series(SeriesFacts::Pace(PaceChange {
            before: change.before,
            after: change.after,
            increments: (increments.0 as u64, increments.1 as u64),
            window: paces.window,
            totals: (first.total, at.total, last.total),
            days: (first.day, last.day),
        })),
        assumptions: Vec::new(),
        pairs: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::{differ, mean};
    use crate::model::day::Day;
    use crate::rules::series::steps::{MICRO, Step};

    #[test]
    fn three_times_is_not_more_than_three_times() {
        assert!(!differ(3, 9, 30_000) && !differ(9, 3, 30_000));
        assert!(differ(300, 901, 30_000) && differ(901, 300, 30_000));
    }

    #[test]
    fn a_mean_pace_is_over_days_not_reports() {
        let step = |grew, days| Step { day: Day(0), days, grew, pace: 0 };
        assert_eq!(mean(&[step(10, 1), step(20, 4)]), 6 * MICRO);
        assert_eq!(mean(&[]), 0);
    }
}
