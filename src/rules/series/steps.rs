//! Running totals as steps: what was added from one report to the next, a day.

use std::collections::BTreeMap;

use crate::model::claim::Claim;
use crate::model::day::Day;
use crate::model::figure::Per;
use crate::model::hedge::Reading;
use crate::model::index::{SourceIx, TableIx};
use crate::model::period::{Bound, PeriodKind};
use crate::rules::evidence::{Cell, Evidence};

/// Paces are told apart to the millionth of the metric's smallest unit a day.
pub(super) const MICRO: i128 = 1_000_000;

/// The total of one day.
#[derive(Debug, Clone, Copy)]
pub(super) struct Report<'d> {
    pub(super) claim: Claim<'d>,
    pub(super) day: Day,
    pub(super) total: i64,
}

/// What was added from one report to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Step {
    /// The day of the later report.
    pub(super) day: Day,
    /// Days since the earlier report, at least 1.
    pub(super) days: i64,
    /// What was added.
    pub(super) grew: i64,
    /// The same a day, in millionths.
    pub(super) pace: i128,
}

/// One source's running totals of one quantity from one start: in one published table, or in all
/// tidy tables together. One report a day.
#[derive(Debug, Clone)]
pub(super) struct Series<'d> {
    pub(super) lineage: SourceIx,
    pub(super) reports: Vec<Report<'d>>,
}

impl Series<'_> {
    /// The steps between the reports: one fewer than reports, each named by the report that ends it.
    pub(super) fn steps(&self) -> Vec<Step> {
        let step = |pair: &[Report<'_>]| {
            let (grew, days) = (pair[1].total.saturating_sub(pair[0].total), pair[1].day.since(pair[0].day));
            Step { day: pair[1].day, days, grew, pace: i128::from(grew) * MICRO / i128::from(days) }
        };
        self.reports.windows(2).map(step).collect()
    }

    /// What tells copies of one count apart, whatever the order of files.
    pub(super) fn name(&self) -> &str {
        self.reports.first().map_or("", |report| report.claim.table().name.as_str())
    }
}

/// Every series of a cell that accrues. Figures that are no number of their own (a bound, a range,
/// an approximation) have no steps.
pub(super) fn of_cell<'d>(evidence: &Evidence<'d>, cell: &Cell) -> Vec<Series<'d>> {
    if !evidence.dataset.vocabulary.accrues(cell.quantity.metric) {
        return Vec::new();
    }
    let mut series: BTreeMap<(SourceIx, Option<TableIx>, Bound), Vec<Report<'d>>> = BTreeMap::new();
    for &ix in evidence.claims(cell) {
        let claim = evidence.claim(ix);
        let (period, exact) = (claim.period(), claim.interval(Reading::Exact, true));
        let dated = period.kind == PeriodKind::Cumulative && !period.end.is_vague();
        if !dated || claim.figure().per != Per::Total || exact.lo != exact.hi {
            continue;
        }
        let own = claim.table().mapped.then_some(claim.table().family);
        let report = Report { claim, day: period.label, total: exact.lo };
        series.entry((claim.source_ix(), own, period.start)).or_default().push(report);
    }
    let in_order = |((source, ..), mut reports): ((SourceIx, _, _), Vec<Report<'d>>)| {
        // Stable: of several figures of a day the least stands, whatever the order of rows.
        reports.sort_by_key(|report| report.day);
        reports.dedup_by_key(|report| report.day);
        Series { lineage: evidence.dataset.sources.lineage(source), reports }
    };
    series.into_iter().map(in_order).collect()
}

/// The median; of an even number the mean of the middle two, rounded down. Reorders the values.
pub(super) fn median(values: &mut [i128]) -> Option<i128> {
    if values.is_empty() {
        return None;
    }
    let (all, middle) = (values.len(), values.len() / 2);
    let (below, &mut upper, _) = values.select_nth_unstable(middle);
    if all % 2 == 1 {
        return Some(upper);
    }
    below.iter().max().map(|lower| (lower + upper).div_euclid(2))
}

#[cfg(test)]
mod tests {
    use super::median;

    #[test]
    fn the_median_of_an_even_number_is_the_mean_of_the_middle_two() {
        assert_eq!(median(&mut []), None);
        assert_eq!(median(&mut [5]), Some(5));
        assert_eq!(median(&mut [9, 1, 5]), Some(5));
        assert_eq!(median(&mut [9, 1, 5, 7]), Some(6));
        assert_eq!(median(&mut [4, 1]), Some(2));
        assert_eq!(median(&mut [-4, -1]), Some(-3));
    }
}
