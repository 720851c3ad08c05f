//! What one lineage's running totals imply for another period.
//!
//! For a count that only accrues, a total at an earlier midnight bounds every later one from below
//! and a total at a later midnight every earlier one from above. The difference of two totals then
//! bounds what fell between them (the one-path case of a simple temporal network; Dechter, Meiri
//! and Pearl, Artificial Intelligence 49, 1991). A total whose day may or may not lie inside is not
//! used: outlets label the same report one day apart.

use crate::model::day::Day;
use crate::model::index::ClaimIx;
use crate::model::interval::Interval;
use crate::model::period::{Bound, Period, PeriodKind};

/// The running totals of one lineage on one quantity, from one anchor.
#[derive(Debug, Clone, Default)]
pub struct RunningTotal {
    anchor: Option<Day>,
    totals: Vec<Total>,
}

#[derive(Debug, Clone, Copy)]
struct Total {
    end: Bound,
    figure: Interval,
    claim: ClaimIx,
}

/// An implied interval, and the claims that give each of its ends: the later total first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Implied {
    /// What the totals allow.
    pub interval: Interval,
    /// The claims behind the lower end.
    pub low_from: Vec<ClaimIx>,
    /// The claims behind the upper end.
    pub high_from: Vec<ClaimIx>,
}

impl RunningTotal {
    /// Adds a claim if it is a running total from the same anchor as the others.
    pub fn add(&mut self, claim: ClaimIx, period: &Period, figure: Interval) {
        let anchor = period.start.first;
        if period.kind != PeriodKind::Cumulative || self.anchor.is_some_and(|known| known != anchor) {
            return;
        }
        self.anchor = Some(anchor);
        self.totals.push(Total { end: period.end, figure, claim });
    }

    /// Puts the totals in order of their days. Call once after the last [`add`](Self::add).
    pub fn sort(&mut self) {
        self.totals.sort_by_key(|total| (total.end, total.figure.lo, total.figure.hi, total.claim));
    }

    /// Whether there is no total.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.totals.is_empty()
    }

    /// What the totals imply for a period: at least 0 for a count that only accrues.
    ///
    /// `None` where neither end is bounded by a claim.
    #[must_use]
    pub fn over(&self, period: &Period) -> Option<Implied> {
        let (start, end) = (period.start, period.end);
        let most = self.at_or_after(end).filter(|total| total.figure.has_high());
        let (before, before_from) = self.least_at(start)?;
        let high = most.map(|total| total.figure.hi.saturating_sub(before));
        let least = self.at_or_before(end).filter(|total| total.figure.has_low());
        let low = match (least, self.most_at(start)) {
            (Some(total), Some((after, from))) => {
                let low = total.figure.lo.saturating_sub(after);
                (low > 0).then(|| (low, std::iter::once(total.claim).chain(from).collect::<Vec<_>>()))
            }
            _ => None,
        };
        if high.is_none() && low.is_none() {
            return None;
        }
        let (low, low_from) = low.unwrap_or_default();
        Some(Implied {
            interval: Interval { lo: low, hi: high.map_or(Interval::NO_HIGH, |high| high.max(low)) },
            low_from,
            high_from: most.map_or_else(Vec::new, |total| std::iter::once(total.claim).chain(before_from).collect()),
        })
    }

    /// The least that had accrued by a midnight: the last total surely before it, or nothing yet.
    fn least_at(&self, midnight: Bound) -> Option<(i64, Option<ClaimIx>)> {
        let total = self.at_or_before(midnight).filter(|total| total.figure.has_low());
        match total {
            Some(total) => Some((total.figure.lo.max(0), Some(total.claim))),
            None => self.anchor.is_some_and(|anchor| anchor <= midnight.first).then_some((0, None)),
        }
    }

    /// The most that had accrued by a midnight: the first total surely after it, or nothing at the anchor.
    fn most_at(&self, midnight: Bound) -> Option<(i64, Option<ClaimIx>)> {
        if self.anchor.is_some_and(|anchor| midnight.last <= anchor) {
            return Some((0, None));
        }
        let total = self.at_or_after(midnight).filter(|total| total.figure.has_high())?;
        Some((total.figure.hi, Some(total.claim)))
    }

    fn at_or_before(&self, midnight: Bound) -> Option<&Total> {
        let after = self.totals.partition_point(|total| total.end.first <= midnight.first);
        self.totals[..after].iter().rev().find(|total| total.end.last <= midnight.first)
    }

    fn at_or_after(&self, midnight: Bound) -> Option<&Total> {
        let from = self.totals.partition_point(|total| total.end.first < midnight.last);
        self.totals.get(from)
    }
}

#[cfg(test)]
mod tests {
    use super::RunningTotal;
    use crate::model::day::Day;
    use crate::model::edtf::EdtfDate;
    use crate::model::index::ClaimIx;
    use crate::model::interval::Interval;
    use crate::model::period::{DayConvention, Period};

    fn date(text: &str) -> EdtfDate {
        EdtfDate::parse(text).expect("a date")
    }

    fn totals() -> RunningTotal {
        let invasion = Day::parse("2022-02-24").expect("a date");
        let mut totals = RunningTotal::default();
        for (number, (day, value)) in
            [("2023-12-17", 346_070), ("2023-12-19", 347_160), ("2025-06-12", 1_000_340)].into_iter().enumerate()
        {
            let period = Period::cumulative(invasion, &date(day), DayConvention::Unknown);
            totals.add(ClaimIx::from_at(number), &period, Interval::point(value));
        }
        totals.sort();
        totals
    }

    #[test]
    fn a_year_and_a_half_is_bounded_by_the_totals_around_it() {
        let period = Period::interval(&date("2023-12-19"), &date("2025-06-13"), DayConvention::Unknown);
        let implied = totals().over(&period).expect("bounded");
        assert_eq!(implied.interval, Interval { lo: 1_000_340 - 347_160, hi: Interval::NO_HIGH });
        assert_eq!(implied.low_from, [ClaimIx(2), ClaimIx(1)]);
    }

    #[test]
    fn before_the_first_total_nothing_but_the_anchor_is_known() {
        let period = Period::interval(&date("2023-01-01"), &date("2023-02-01"), DayConvention::Unknown);
        assert_eq!(totals().over(&period).expect("bounded").interval, Interval::new(0, 346_070));
    }
}
