//! The days a figure covers, and how two periods relate.
//!
//! A period runs from one midnight to another, and each of the two may be known only to lie in a
//! range of days: because the printed date is a month, or because nobody says whether the report of
//! a day covers that day. A relation holds only if it holds for every day the words allow.

use crate::model::day::Day;
use crate::model::edtf::{EdtfDate, Precision};

/// To what day a report labelled with a date reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum DayConvention {
    /// A report of D covers to the end of D−1.
    Morning,
    /// A report of D covers to the end of D.
    Evening,
    /// Either, each end on its own.
    #[default]
    Unknown,
}

/// A midnight known to lie between two days, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bound {
    /// The earliest it may be.
    pub first: Day,
    /// The latest it may be.
    pub last: Day,
}

impl Bound {
    /// A midnight that is known.
    #[must_use]
    pub fn exactly(day: Day) -> Self {
        Self { first: day, last: day }
    }

    /// Whether this midnight is never after the other. The same words mean the same midnight.
    #[must_use]
    pub fn is_no_later_than(self, other: Self) -> bool {
        self == other || self.last <= other.first
    }

    /// Whether more than an unknown day convention makes the midnight uncertain.
    #[must_use]
    pub fn is_vague(self) -> bool {
        self.last.since(self.first) > 1
    }
}

/// How a period is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PeriodKind {
    /// From an anchor, by name: the figure accrues since then.
    Cumulative,
    /// A whole year or month.
    Calendar,
    /// From one day to another.
    Interval,
}

/// The days a figure covers: `[start, end)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Period {
    /// The midnight with which it begins.
    pub start: Bound,
    /// The midnight with which it ends, the first one not covered.
    pub end: Bound,
    /// How it is written.
    pub kind: PeriodKind,
    /// The least and greatest number of days by which an outlet may have divided a total of the
    /// period: elapsed and inclusive days of the printed dates.
    pub divisor: (i32, i32),
    /// The printed day that names the period: the as-of day, or its last one.
    pub label: Day,
}

/// How one period lies to another, in every world of days that the words allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PeriodRelation {
    /// Both ends are the same.
    Same,
    /// The same start, and the left one ends earlier.
    Earlier,
    /// The same start, and the left one ends later.
    Later,
    /// The left one lies inside the right one and starts later.
    Inside,
    /// The right one lies inside the left one and starts later.
    Around,
    /// The left one has ended when the right one begins.
    Before,
    /// The right one has ended when the left one begins.
    After,
    /// Nothing that holds for every day the words allow.
    Unrelated,
}

impl Period {
    /// A running total from `anchor` to the report of `date`.
    #[must_use]
    pub fn cumulative(anchor: Day, date: &EdtfDate, convention: DayConvention) -> Self {
        let end = convention.end_of(date);
        Self {
            start: Bound::exactly(anchor),
            end,
            kind: PeriodKind::Cumulative,
            divisor: (days(date.first, anchor), days(date.last, anchor) + 1),
            label: date.last,
        }
    }

    /// A whole month or year, or one day, of which nothing lies before `anchor`.
    #[must_use]
    pub fn calendar(date: &EdtfDate, anchor: Option<Day>, convention: DayConvention) -> Self {
        if date.precision == Precision::Day || date.vague {
            return Self::interval(date, date, convention);
        }
        let end = date.last.plus(1);
        let start = anchor.map_or(date.first, |anchor| date.first.max(anchor).min(end));
        let length = days(end, start);
        Self {
            start: Bound::exactly(start),
            end: Bound::exactly(end),
            kind: PeriodKind::Calendar,
            divisor: (length, length),
            label: date.last,
        }
    }

    /// From the day `from` to the day `to`, both included.
    #[must_use]
    pub fn interval(from: &EdtfDate, to: &EdtfDate, convention: DayConvention) -> Self {
        let inclusive = |last: Day, first: Day| days(last, first) + 1;
        let elapsed = days(to.first, from.last);
        Self {
            start: convention.start_of(from),
            end: convention.end_of(to),
            kind: PeriodKind::Interval,
            divisor: (elapsed.max(1), inclusive(to.last, from.first).max(1)),
            label: to.last,
        }
    }

    /// From one known midnight to another, as a file with two date columns gives them.
    #[must_use]
    pub fn between(start: Day, end: Day, kind: PeriodKind) -> Self {
        let length = days(end, start).max(1);
        Self { start: Bound::exactly(start), end: Bound::exactly(end), kind, divisor: (length, length), label: end }
    }

    /// The least and greatest number of days covered.
    #[must_use]
    pub fn length(&self) -> (i64, i64) {
        let least = self.end.first.since(self.start.last);
        let most = self.end.last.since(self.start.first);
        (least.max(0), most.max(0))
    }

    /// Whether it has no end, or no beginning, that is known.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.end.last == Day::NEVER || self.start.first == Day::ALWAYS
    }

    /// Whether both ends are the same midnights, in the same words.
    #[must_use]
    pub fn has_days_of(&self, other: &Self) -> bool {
        self.start == other.start && self.end == other.end
    }

    /// How this period lies to `other`.
    #[must_use]
    pub fn relation(&self, other: &Self) -> PeriodRelation {
        let starts_same = self.start == other.start;
        if starts_same && self.end == other.end {
            PeriodRelation::Same
        } else if starts_same && self.end.is_no_later_than(other.end) {
            PeriodRelation::Earlier
        } else if starts_same && other.end.is_no_later_than(self.end) {
            PeriodRelation::Later
        } else if other.start.is_no_later_than(self.start) && self.end.is_no_later_than(other.end) {
            PeriodRelation::Inside
        } else if self.start.is_no_later_than(other.start) && other.end.is_no_later_than(self.end) {
            PeriodRelation::Around
        } else if self.end.last <= other.start.first {
            PeriodRelation::Before
        } else if other.end.last <= self.start.first {
            PeriodRelation::After
        } else {
            PeriodRelation::Unrelated
        }
    }
}

impl DayConvention {
    /// The midnight to which a report labelled with a day reaches.
    fn end_of(self, date: &EdtfDate) -> Bound {
        match self {
            Self::Morning => Bound { first: date.first, last: date.last },
            Self::Evening => Bound { first: date.first.plus(1), last: date.last.plus(1) },
            Self::Unknown => Bound { first: date.first, last: date.last.plus(1) },
        }
    }

    /// The midnight from which an interval beginning with a labelled day counts.
    fn start_of(self, date: &EdtfDate) -> Bound {
        match self {
            Self::Morning => Bound { first: date.first.plus(-1), last: date.last.plus(-1) },
            Self::Evening => Bound { first: date.first, last: date.last },
            Self::Unknown => Bound { first: date.first.plus(-1), last: date.last },
        }
    }
}

fn days(later: Day, earlier: Day) -> i32 {
    i32::try_from(later.since(earlier)).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::{DayConvention, Period, PeriodRelation};
    use crate::model::day::Day;
    use crate::model::edtf::EdtfDate;

    fn date(text: &str) -> EdtfDate {
        EdtfDate::parse(text).expect("a date")
    }

    fn invasion() -> Day {
        Day::parse("2022-02-24").expect("a date")
    }

    fn as_of(text: &str) -> Period {
        Period::cumulative(invasion(), &date(text), DayConvention::Unknown)
    }

    fn week(from: &str, to: &str, convention: DayConvention) -> Period {
        Period::interval(&date(from), &date(to), convention)
    }

    #[test]
    fn the_first_year_has_311_days() {
        let year = Period::calendar(&date("2022"), Some(invasion()), DayConvention::Unknown);
        assert_eq!(year.divisor, (311, 311));
        assert_eq!(year.length(), (311, 311));
    }

    #[test]
    fn the_half_year_may_have_been_divided_by_162_or_163() {
        let half = week("2025-01-01", "2025-06-12", DayConvention::Unknown);
        assert_eq!(half.divisor, (162, 163));
    }

    #[test]
    fn reports_one_day_apart_are_in_order_and_never_the_same() {
        assert_eq!(as_of("2025-06-11").relation(&as_of("2025-06-12")), PeriodRelation::Earlier);
        assert_eq!(as_of("2025-06-12").relation(&as_of("2025-06-12")), PeriodRelation::Same);
        assert_eq!(as_of("2025-06-12").relation(&as_of("2025-06-11")), PeriodRelation::Later);
    }

    #[test]
    fn a_day_boundary_relates_nothing() {
        let morning = week("2023-03-27", "2023-04-02", DayConvention::Morning);
        let unknown = week("2023-03-27", "2023-04-02", DayConvention::Unknown);
        assert_eq!(morning.relation(&unknown), PeriodRelation::Unrelated);
        assert_eq!(unknown.relation(&as_of("2023-04-02")), PeriodRelation::Inside);
        assert_eq!(unknown.length(), (6, 8));
    }

    #[test]
    fn some_day_of_june_is_after_may_and_before_july() {
        assert_eq!(as_of("2024-05-31").relation(&as_of("2024-06")), PeriodRelation::Earlier);
        assert_eq!(as_of("2024-06").relation(&as_of("2024-07-18")), PeriodRelation::Earlier);
        assert_eq!(as_of("2024-06").relation(&as_of("2024-06-15")), PeriodRelation::Unrelated);
    }
}
