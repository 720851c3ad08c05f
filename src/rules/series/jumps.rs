//! Running totals that grow by far more or less than usual.
//!
//! An increment a day is held against those of the days before it: robust z, `(x - median) /
//! (1.4826 · MAD)` (Iglewicz and Hoaglin 1993), and no less than the counting noise of the median,
//! its square root, so that a deviation of nought does not make an alarm of one more.

use std::collections::BTreeMap;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::model::correction::Correction;
use crate::model::day::Day;
use crate::model::hedge::Reading;
use crate::model::index::SourceIx;
use crate::rules::evidence::{Cell, Evidence};
use crate::rules::series::chance;
use crate::rules::series::facts::{Jump, SeriesFacts};
use crate::rules::series::steps::{MICRO, Report, Series, Step, median, of_cell};
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

/// The increments before one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Before {
    count: u64,
    median: i128,
    deviation: i128,
    noise: i128,
}

impl Before {
    fn of(steps: &[Step], unit: i128) -> Option<Self> {
        let mut paces: Vec<i128> = steps.iter().map(|step| step.pace).collect();
        let middle = median(&mut paces)?;
        for pace in &mut paces {
            *pace = (*pace - middle).abs();
        }
        // A count of m has a spread of √m; in millionths of a decimal m is m · 10⁶ · unit.
        let noise = middle.max(0).saturating_mul(MICRO).saturating_mul(unit).isqrt();
        Some(Self { count: steps.len() as u64, median: middle, deviation: median(&mut paces)?, noise })
    }

    /// One standard deviation, in ten-thousandths of a millionth.
    fn spread(&self) -> i128 {
        self.deviation.saturating_mul(14_826).max(self.noise.saturating_mul(10_000))
    }

    /// Whether a pace is more than `above` hundredths of a standard deviation away.
    fn is_beyond(&self, pace: i128, above: i64) -> bool {
        let away = (pace - self.median).abs();
        away.saturating_mul(1_000_000) > self.spread().saturating_mul(i128::from(above))
    }

    /// What was added beyond the usual, in millionths.
    fn excess(&self, step: &Step) -> i128 {
        (step.pace - self.median).saturating_mul(i128::from(step.days))
    }

    /// Whether `steps` together come to little of what the last or first of them has too much:
    /// what one adds too much the others had too little.
    fn is_even(&self, steps: &[Step], of: &Step) -> bool {
        let together: i128 = steps.iter().map(|step| self.excess(step)).sum();
        2 * together.abs() <= self.excess(of).abs()
    }
}

/// One jump in one series.
struct Found<'d> {
    before: Report<'d>,
    after: Report<'d>,
    name: String,
    jump: Jump,
}

pub(super) fn check(evidence: &Evidence<'_>, jumps: Jumps) -> Outcome {
    let cells = evidence.cells().par_iter();
    cells.map(|cell| check_cell(evidence, cell, jumps)).reduce(Outcome::default, Outcome::and)
}

fn check_cell(evidence: &Evidence<'_>, cell: &Cell, jumps: Jumps) -> Outcome {
    let mut outcome = Outcome::default();
    // Copies of one count jump together: that is one finding.
    let mut days: BTreeMap<(SourceIx, Day), Vec<Found<'_>>> = BTreeMap::new();
    for series in of_cell(evidence, cell) {
        let found = of_series(evidence, &series, jumps, &mut outcome);
        for found in found {
            days.entry((series.lineage, found.after.day)).or_default().push(found);
        }
    }
    outcome.verdicts = days.into_values().filter_map(verdict).collect();
    outcome
}

fn of_series<'d>(evidence: &Evidence<'_>, series: &Series<'d>, jumps: Jumps, outcome: &mut Outcome) -> Vec<Found<'d>> {
    let Some(first) = series.reports.first() else { return Vec::new() };
    let steps = series.steps();
    let unit = crate::model::amount::power_of_ten(u32::from(first.claim.metric().decimals)).unwrap_or(1);
    let least_pace = i128::from(jumps.pace).saturating_mul(MICRO).saturating_mul(unit);
    let (mut found, mut tested, mut by_chance, mut from) = (Vec::new(), 0, 0, 0);
    for (at, step) in steps.iter().enumerate() {
        while step.day.since(steps[from].day) > i64::from(jumps.window) {
            from += 1;
        }
        if at - from < jumps.least as usize {
            continue;
        }
        let Some(before) = Before::of(&steps[from..at], unit).filter(|before| before.median >= least_pace) else {
            continue;
        };
        tested += 1;
        by_chance += chance::of_one(before.count, jumps.above);
        if before.is_beyond(step.pace, jumps.above) && !is_told_otherwise(&steps, at, &before) {
            let next = steps.get(at + 1).filter(|_| before.is_even(&steps[at..at + 2], step));
            let jump = Jump {
                grew: step.grew,
                days: step.days,
                median: before.median,
                deviation: before.deviation,
                noise: (before.noise.saturating_mul(10_000) > before.deviation.saturating_mul(14_826))
                    .then_some(before.noise),
                before: before.count,
                tenths: in_tenths(&before, step.pace),
                above: jumps.above,
                tested: 0,
                by_chance: 0,
                taken_back: next.map(|next| i64::try_from(before.excess(next).abs() / MICRO).unwrap_or(i64::MAX)),
                correction: explained_by(evidence, &series.reports[at + 1], before.excess(step) / MICRO),
            };
            let name = series.name().to_owned();
            found.push(Found { before: series.reports[at], after: series.reports[at + 1], name, jump });
        }
    }
    if tested > 0 {
        outcome.comparisons += tested;
        outcome.touched.extend(series.reports.iter().map(|report| report.claim.ix));
    }
    for found in &mut found {
        (found.jump.tested, found.jump.by_chance) = (tested, by_chance);
    }
    found
}

/// Whether another rule speaks of it, or nothing need be said: a fall; the rise that a fall takes
/// back; a day on which the total stands still, which is a late report; and what makes up for one.
fn is_told_otherwise(steps: &[Step], at: usize, before: &Before) -> bool {
    let step = &steps[at];
    let falls_back = steps.get(at + 1).is_some_and(|next| next.grew < 0) && before.is_even(&steps[at..at + 2], step);
    let makes_up = (1..=MADE_UP_WITHIN.min(at)).any(|back| before.is_even(&steps[at - back..=at], step));
    step.grew <= 0 || falls_back || makes_up
}

fn in_tenths(before: &Before, pace: i128) -> i64 {
    let (away, spread) = ((pace - before.median).abs(), before.spread().max(1));
    i64::try_from((away.saturating_mul(200_000) + spread) / (2 * spread)).unwrap_or(i64::MAX)
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
fn verdict(mut copies: Vec<Found<'_>>) -> Option<Verdict> {
    copies.sort_by(|a, b| (b.jump.before, &a.name).cmp(&(a.jump.before, &b.name)));
    let first = copies.first()?;
    let side = |report: fn(&Found<'_>) -> crate::model::index::ClaimIx, of: &Report<'_>| Side {
        claims: copies.iter().take(WITNESSES).map(report).collect(),
        count: copies.len() as u64,
        interval: of.claim.interval(Reading::Exact, true),
        implied: false,
    };
    Some(Verdict {
        left: side(|found| found.after.claim.ix, &first.after),
        right: Some(side(|found| found.before.claim.ix, &first.before)),
        reading: Reading::Exact,
        strength: None,
        run: Run::once(first.after.day),
        facts: Facts::Series(SeriesFacts::Jump(first.jump.clone())),
        assumptions: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::{Before, in_tenths, is_told_otherwise};
    use crate::model::day::Day;
    use crate::rules::series::steps::{MICRO, Step};

    fn steps(grew: &[i64]) -> Vec<Step> {
        let step = |(day, &grew): (i32, &i64)| Step { day: Day(day), days: 1, grew, pace: i128::from(grew) * MICRO };
        (0..).zip(grew).map(step).collect()
    }

    #[test]
    fn six_deviations_are_exact() {
        // Median 1,000, deviation 100: six times 148.26 is 889.56.
        let before = Before::of(&steps(&[900, 1_000, 1_100, 900, 1_000, 1_100, 1_000]), 1).expect("steps");
        assert_eq!((before.median, before.deviation), (1_000 * MICRO, 100 * MICRO));
        assert!(before.is_beyond(1_890 * MICRO, 600) && !before.is_beyond(1_889 * MICRO, 600));
        assert!(before.is_beyond(110 * MICRO, 600) && !before.is_beyond(111 * MICRO, 600));
        assert_eq!(in_tenths(&before, 1_890 * MICRO), 60);
    }

    #[test]
    fn steady_counts_have_the_noise_of_counting() {
        // 100 a day: six times 10.
        let before = Before::of(&steps(&[100; 9]), 1).expect("steps");
        assert!(before.is_beyond(161 * MICRO, 600) && !before.is_beyond(160 * MICRO, 600));
        // With one decimal 100 is ten: six times 3.16 is 19.0.
        let tenths = Before::of(&steps(&[100; 9]), 10).expect("steps");
        assert!(tenths.is_beyond(290 * MICRO, 600) && !tenths.is_beyond(289 * MICRO, 600));
    }

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
