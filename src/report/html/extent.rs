//! From which day to which, and from how much to how much, a chart is drawn.

use crate::audit::exhibits::chart::{Chart, Mark};
use crate::model::day::Day;

/// How far a chart reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Extent {
    pub(super) first: Day,
    pub(super) last: Day,
    /// The least and the greatest amount that is drawn.
    low: i64,
    high: i64,
    /// The least above zero.
    positive: Option<i64>,
}

impl Extent {
    /// Of what can be drawn of a chart; `None` where nothing can.
    pub(super) fn of(chart: &Chart) -> Option<Self> {
        let drawn = |mark: &&Mark| !mark.rate && mark.last.is_some();
        let marks = || chart.tracks.iter().flat_map(|track| &track.marks).filter(drawn);
        let steps = || chart.tracks.iter().flat_map(|track| &track.steps);
        let days = || {
            let of_marks = marks().flat_map(|mark| [mark.first, mark.last]).flatten();
            of_marks.chain(steps().map(|step| step.day))
        };
        let amounts = || {
            let of_marks = marks().flat_map(|mark| [mark.value, mark.low, mark.high]).flatten();
            of_marks.chain(
                steps().flat_map(|step| [step.value, step.low.unwrap_or(step.value), step.high.unwrap_or(step.value)]),
            )
        };
        Some(Self {
            first: days().min()?,
            last: days().max()?,
            low: amounts().min()?,
            high: amounts().max()?,
            positive: amounts().filter(|&amount| amount > 0).min(),
        })
    }

    /// The least and the greatest amount on a scale. Counts are drawn from zero on, unless that would hide how they
    /// differ.
    pub(super) fn amounts(&self, log: bool) -> (i64, i64) {
        let head = self.high.saturating_add(self.high.saturating_abs() / 20).max(self.high.saturating_add(1));
        if log {
            return (self.positive.unwrap_or(1), head);
        }
        let near = self.low > self.high / 2 && self.low > 0;
        let low = if near { self.low - (self.high - self.low).max(self.low / 50) } else { self.low.min(0) };
        (low, head)
    }

    /// Whether a logarithmic scale would show more: nothing below zero, and much beside little.
    pub(super) fn spans_magnitudes(&self) -> bool {
        self.low >= 0 && self.positive.is_some_and(|least| self.high / least.max(1) >= 20)
    }
}
