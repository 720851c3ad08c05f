//! Running totals that grow by far more or less than usual.
//!
//! An increment a day is held against those of the days before it.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::model::amount::power_of_ten;
use crate::model::correction::Correction;
use crate::model::day::Day;
use crate::model::hedge::Reading;
use crate::model::index::SourceIx;
use crate::rules::evidence::{Cell, Evidence};
use crate::rules::series::before::Before;
use crate::rules::series::chance;
use crate::rules::series::facts::{Jump, SeriesFacts};
use crate::rules::series::steps::{MICRO, Report, Series, Step, of_cell};
use crate::rules::verdict::{Facts, Outcome, Run, Side, Verdict, WITNESSES};

/// How far back a late report is made up for: a publisher that skips a day adds it to the next ones.
const MADE_UP_WITHIN: usize = 3;

/// What a jump is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Jumps {
    /// More than so many standard deviations, in hundredths.
    pub(super) above: i64,
    /// Against the increments of so many days before.
    pub(super) window: u32,
    /// If there are at least so many.
    pub(super) least: u32,
    /// And their median is at least so many a day.
    pub(super) pace: u32,
}

/// A series with its steps.
struct Copy<'d> {
    series: Series<'d>,
    steps: Vec<Step>,
    /// What a count of one is in the metric's smallest unit.
    unit: i128,
}

/// One jump in one series: of the report with this number.
struct Found<'s, 'd> {
    copy: &'s Copy<'d>,
    at: usize,
    jump: Jump,
}

impl<'d> Found<'_, 'd> {
    fn before(&self) -> Report<'d> {
        self.copy.series.reports[self.at]
    }

    fn after(&self) -> Report<'d> {
        self.copy.series.reports[self.at + 1]
    }
}

impl<'d> Copy<'d> {
    fn of(series: Series<'d>) -> Option<Self> {
        let decimals = series.reports.first()?.claim.metric().decimals;
        Some(Self { steps: series.steps(), unit: power_of_ten(u32::from(decimals)).unwrap_or(1), series })
    }

    /// The increments before the one with this number, if that is to be tested; `from` is the first of
    /// its window.
    fn before(&self, from: usize, at: usize, jumps: Jumps) -> Option<Before> {
        let least = i128::from(jumps.pace).saturating_mul(MICRO).saturating_mul(self.unit);
        let enough = at - from >= jumps.least as usize;
        enough.then(|| Before::of(&self.steps[from..at], self.unit)).flatten().filter(|before| before.median >= least)
    }

    /// Whether this copy has the same increment, more increments before it, and nothing unusual: what
    /// another copy with gaps makes of it is no news.
    fn finds_usual(&self, found: &Found<'_, '_>, jumps: Jumps) -> bool {
        let other = found.copy.steps[found.at];
        let Ok(at) = self.steps.binary_search_by_key(&other.day, |step| step.day) else { return false };
        let window = i64::from(jumps.window);
        let from = self.steps[..at].partition_point(|step| other.day.since(step.day) > window);
        self.steps[at] == other
            && self
                .before(from, at, jumps)
                .is_some_and(|before| before.count > found.jump.before && !before.is_beyond(other.pace, jumps.above))
    }
}

/// Whether the last of the steps is half as unusual as all but one of its weekday, three at least: few tests are counted on a Sunday,
/// and more on the day after.
fn is_weekly(steps: &[Step], before: &Before, above: i64) -> bool {
    let Some((last, earlier)) = steps.split_last() else { return false };
    let of_weekday: Vec<&Step> = earlier.iter().filter(|step| last.day.since(step.day) % 7 == 0).collect();
    let is_more = last.pace > before.median;
    let alike = |step: &&&Step| (step.pace > before.median) == is_more && before.is_beyond(step.pace, above / 2);
    of_weekday.len() > 2 && of_weekday.iter().filter(alike).count() + 1 >= of_weekday.len()
}

pub(super) fn check(evidence: &Evidence<'_>, jumps: Jumps) -> Outcome {
    let cells = evidence.cells().par_iter();
    cells.map(|cell| check_cell(evidence, cell, jumps)).reduce(Outcome::default, Outcome::and)
}

fn check_cell(evidence: &Evidence<'_>, cell: &Cell, jumps: Jumps) -> Outcome {
    let mut outcome = Outcome::default();
    let copies: Vec<Copy<'_>> = of_cell(evidence, cell).into_iter().filter_map(Copy::of).collect();
    // Copies of one count jump together: that is one finding.
    let mut days: BTreeMap<(SourceIx, Day), Vec<Found<'_, '_>>> = BTreeMap::new();
    for copy in &copies {
        for found in of_copy(evidence, copy, jumps, &mut outcome) {
            let lineage = copy.series.lineage;
            let mut others = copies.iter().filter(|other| other.series.lineage == lineage);
            if !others.any(|other| other.finds_usual(&found, jumps)) {
                days.entry((lineage, found.after().day)).or_default().push(found);
            }
        }
    }
    outcome.verdicts = days.into_values().filter_map(verdict).collect();
    outcome
}

fn of_copy<'s, 'd>(
    evidence: &Evidence<'_>,
    copy: &'s Copy<'d>,
    jumps: Jumps,
    outcome: &mut Outcome,
) -> Vec<Found<'s, 'd>> {
    let steps = &copy.steps;
    let (mut found, mut tested, mut by_chance, mut from) = (Vec::new(), 0, 0, 0);
    for (at, step) in steps.iter().enumerate() {
        while step.day.since(steps[from].day) > i64::from(jumps.window) {
            from += 1;
        }
        let Some(before) = copy.before(from, at, jumps) else { continue };
        tested += 1;
        by_chance += chance::of_one(before.count, jumps.above);
        let beyond = before.is_beyond(step.pace, jumps.above) && !is_weekly(&steps[from..=at], &before, jumps.above);
        if beyond && !is_told_otherwise(steps, at, &before) {
            let mut jump = measured(steps, at, &before, jumps.above);
            jump.correction = explained_by(evidence, &copy.series.reports[at + 1], before.excess(step) / MICRO);
            found.push(Found { copy, at, jump });
        }
    }
    if tested > 0 {
        outcome.comparisons += tested;
        outcome.touched.extend(copy.series.reports.iter().map(|report| report.claim.ix));
    }
    for found in &mut found {
        (found.jump.tested, found.jump.by_chance) = (tested, by_chance);
    }
    found
}

fn measured(steps: &[Step], at: usize, before: &Before, above: i64) -> Jump {
    let step = &steps[at];
    let is_noise = before.noise.saturating_mul(10_000) > before.deviation.saturating_mul(14_826);
    let next = steps.get(at + 1).filter(|_| before.is_even(&steps[at..at + 2], step));
    Jump {
        grew: step.grew,
        days: step.days,
        median: before.median,
        deviation: before.deviation,
        noise: is_noise.then_some(before.noise),
        before: before.count,
        away: before.in_hundredths(step.pace),
        above,
        tested: 0,
        by_chance: 0,
        taken_back: next.map(|next| i64::try_from(before.excess(next).abs() / MICRO).unwrap_or(i64::MAX)),
        correction: None,
    }
}

/// Whether another rule speaks of it, or nothing need be said: a fall; the rise that a fall takes
/// back; a day on which the total stands still, which is a late report; and what makes up for one.
fn is_told_otherwise(steps: &[Step], at: usize, before: &Before) -> bool {
    let step = &steps[at];
    let falls_back = steps.get(at + 1).is_some_and(|next| next.grew < 0) && before.is_even(&steps[at..at + 2], step);
    let makes_up = (1..=MADE_UP_WITHIN.min(at)).any(|back| before.is_even(&steps[at - back..=at], step));
    step.grew <= 0 || falls_back || makes_up
}

/// The published correction of that day, or one next to it, that is at least half of the excess.
fn explained_by(evidence: &Evidence<'_>, report: &Report<'_>, excess: i128) -> Option<(Day, i64)> {
    let quantity = report.claim.quantity();
    let explains = |correction: &&Correction| {
        let delta = i128::from(correction.delta);
        correction.source == report.claim.source_ix()
            && correction.metric == quantity.metric
            && correction.subject == quantity.subject
            && correction.place_of == quantity.place
            && correction.day.since(report.day).abs() <= 1
            && delta.signum() == excess.signum()
            && 2 * delta.abs() >= excess.abs()
    };
    let known = evidence.dataset.corrections.iter().filter(explains);
    known.min_by_key(|known| (known.day.since(report.day).abs(), known.day)).map(|known| (known.day, known.delta))
}

/// One verdict of a day: told of the copy with most increments before it, the others beside it.
fn verdict(mut copies: Vec<Found<'_, '_>>) -> Option<Verdict> {
    copies.sort_by_key(|found| (Reverse(found.jump.before), found.copy.series.name()));
    let first = copies.first()?;
    let side = |reports: Vec<Report<'_>>| Side {
        interval: reports[0].claim.interval(Reading::Exact, true),
        claims: reports.iter().take(WITNESSES).map(|report| report.claim.ix).collect(),
        count: reports.len() as u64,
        implied: false,
        subtracted: 0,
    };
    Some(Verdict {
        left: side(copies.iter().map(Found::after).collect()),
        right: Some(side(copies.iter().map(Found::before).collect())),
        reading: Reading::Exact,
        strength: None,
        run: Run::once(first.after().day),
        facts: Facts::Series(SeriesFacts::Jump(first.jump.clone())),
        assumptions: Vec::new(),
        pairs: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::is_told_otherwise;
    use crate::rules::series::before::{Before, tests::steps};

    #[test]
    fn a_late_day_and_what_makes_up_for_it_are_no_jumps() {
        let told = |grew: &[i64], at| {
            let before = Before::of(&steps(&[1_000; 9]), 1).expect("steps");
            is_told_otherwise(&steps(grew), at, &before)
        };
        assert!(told(&[1_000, 0, 2_000], 1) && told(&[1_000, 0, 2_000], 2));
        assert!(told(&[0, 1_000, 1_000, 2_000], 3) && !told(&[0, 1_000, 1_000, 1_000, 2_000], 4));
        assert!(told(&[1_000, 5_000, -3_000], 1) && told(&[1_000, 5_000, -3_000], 2));
        assert!(!told(&[1_000, 2_710, 1_000], 1) && !told(&[1_000, 2_000, 0], 1));
        assert!(told(&[500, 2_000], 1) && !told(&[501, 2_000], 1));
    }
}
