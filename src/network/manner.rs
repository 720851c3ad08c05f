//! How printed words are taken when claims become constraints.

use crate::model::claim::Claim;
use crate::model::hedge::Reading;
use crate::model::interval::Interval;
use crate::model::period::{Bound, Period, PeriodKind};
use crate::network::midnight::Midnight;

/// Which of the days that the words allow are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Days {
    /// Any of them: nobody says whether the report of a day covers that day.
    #[default]
    Any,
    /// Those that elapsed between the printed days: a report of D reaches to the morning of D, and
    /// what runs from D to E is divided by E − D.
    Elapsed,
}

impl Days {
    /// Every word with its meaning.
    pub const WORDS: [(&'static str, Self); 2] = [("any", Self::Any), ("elapsed", Self::Elapsed)];
}

/// How printed words are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Manner {
    /// How generously figures are read.
    pub reading: Reading,
    /// Which days are meant.
    pub days: Days,
    /// By how much running totals may have been revised since, in hundredths of a per cent of themselves.
    pub revised: u32,
}

impl Default for Manner {
    fn default() -> Self {
        Self { reading: Reading::Strict, days: Days::Any, revised: 0 }
    }
}

impl Manner {
    /// The midnights with which a period begins and ends. Days that are vague by more than a convention
    /// stay so.
    #[must_use]
    pub fn ends(self, period: &Period) -> (Bound, Bound) {
        if self.days == Days::Any {
            return (period.start, period.end);
        }
        let last = |bound: Bound| if bound.is_vague() { bound } else { Bound::exactly(bound.last) };
        let first = |bound: Bound| if bound.is_vague() { bound } else { Bound::exactly(bound.first) };
        (last(period.start), first(period.end))
    }

    /// The midnights with which a claim's days begin and end, as its voice labels them. The day with which days
    /// begin and the report of the day before may mean one midnight or not: outlets print either as the other.
    /// `ranks` are the [places](crate::model::source::Sources::ranks) of the sources.
    #[must_use]
    pub fn midnights(self, claim: Claim<'_>, ranks: &[u32]) -> (Midnight, Midnight) {
        let (start, end) = self.ends(claim.period());
        let voice = ranks.get(claim.lineage().at()).map_or(0, |rank| rank.saturating_mul(2));
        (Midnight::new(start, voice.saturating_add(1)), Midnight::new(end, voice))
    }

    /// What a claim says of its days as a whole, in units of its metric. A rate gives the total it implies.
    /// A bare figure that was coded by hand may be a rounded one, save at the exact reading.
    #[must_use]
    pub fn figure(self, claim: Claim<'_>, from_own_lineage: bool) -> Interval {
        if claim.is_rate() {
            let (least, most) = claim.divisors();
            let days = if self.days == Days::Elapsed { (least, least) } else { (least, most) };
            return claim.figure().interval(claim.hedge(), self.reading, claim.metric().decimals, days);
        }
        let figure = claim.interval(self.reading, from_own_lineage);
        let figure = if self.reading == Reading::Exact { figure } else { figure.plus(claim.rounding()) };
        if self.revised == 0 || claim.period().kind != PeriodKind::Cumulative {
            return figure;
        }
        let share = |end: i64| {
            let share = i128::from(end) * i128::from(self.revised);
            i64::try_from(share.unsigned_abs().div_ceil(10_000)).unwrap_or(i64::MAX)
        };
        figure.plus(Interval { lo: share(figure.lo).saturating_neg(), hi: share(figure.hi) })
    }
}
