//! How an average and a total go together.

use crate::model::claim::Claim;
use crate::model::hedge::Reading;
use crate::model::interval::Interval;
use crate::rules::rate::convention::{Average, Convention, Rounding};
use crate::rules::rate::total::Total;

/// How an average and a total go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Judgement {
    /// As every reader expects: rounded half up, over the days of a printed total or those that elapsed
    /// between two reports; or as its words allow.
    Plain,
    /// Only by another convention, which is a usual one.
    Explained(Convention),
    /// Not at the strict reading; perhaps by a convention that hardly anybody expects.
    Misses(Reading, Option<Convention>),
}

impl Judgement {
    pub(super) fn of(average: Claim<'_>, total: &Total) -> Self {
        let Some(printed) = Average::of(average) else {
            // Hedged averages mean what their words allow.
            let misses = |reading| !average.interval(reading, true).meets(total.interval(reading));
            return Reading::widest(misses).map_or(Self::Plain, |reading| Self::Misses(reading, None));
        };
        let strict = total.interval(Reading::Strict);
        let (least, most) = average.divisors();
        let by = |rounding, figure: Interval| {
            printed.days(rounding, figure, (least, most)).map(|days| Convention { rounding, days })
        };
        match by(Rounding::HalfUp, strict) {
            Some(convention) if convention.days == least || !total.is_between_reports() => return Self::Plain,
            Some(convention) => return Self::Explained(convention),
            None => {}
        }
        if let Some(convention) = by(Rounding::CutOff, strict) {
            return Self::Explained(convention);
        }
        if printed.fits_whole_periods(strict, average.period()) {
            return Self::Plain;
        }
        let tolerant = total.interval(Reading::Tolerant);
        if let Some(convention) = by(Rounding::HalfUp, tolerant).or_else(|| by(Rounding::CutOff, tolerant)) {
            return Self::Misses(Reading::Strict, Some(convention));
        }
        match by(Rounding::ToTens, tolerant) {
            Some(convention) => Self::Misses(Reading::Strict, Some(convention)),
            None => Self::Misses(Reading::Tolerant, None),
        }
    }

    /// What fits best comes first.
    pub(super) fn rank(&self) -> u8 {
        match self {
            Self::Plain => 0,
            Self::Explained(_) => 1,
            Self::Misses(Reading::Exact, _) => 2,
            Self::Misses(Reading::Strict, _) => 3,
            Self::Misses(Reading::Tolerant, _) => 4,
        }
    }
}
