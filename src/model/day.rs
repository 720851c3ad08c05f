//! Days as numbers.

use std::fmt;

use chrono::{Datelike, NaiveDate};

/// A day, or the midnight with which it begins: days since 1970-01-01.
///
/// Periods are half open, so the end of `2022` is the day 2023-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);

/// The number that chrono gives to 1970-01-01, counted from the year 1.
const EPOCH_FROM_CE: i32 = 719_163;

impl Day {
    /// Before everything.
    pub const ALWAYS: Self = Self(i32::MIN);
    /// After everything: an end that is not known.
    pub const NEVER: Self = Self(i32::MAX);

    /// The day of a calendar date.
    #[must_use]
    pub fn of(date: NaiveDate) -> Self {
        Self(date.num_days_from_ce() - EPOCH_FROM_CE)
    }

    /// The day of a year, month and day of the month, if there is one.
    #[must_use]
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).map(Self::of)
    }

    /// The calendar date.
    #[must_use]
    pub fn date(self) -> Option<NaiveDate> {
        NaiveDate::from_num_days_from_ce_opt(self.0.checked_add(EPOCH_FROM_CE)?)
    }

    /// The day `days` later; the ends of time stay where they are.
    #[must_use]
    pub fn plus(self, days: i32) -> Self {
        if self == Self::ALWAYS || self == Self::NEVER { self } else { Self(self.0.saturating_add(days)) }
    }

    /// The same day of the year so many years later; `None` for the 29th of February and past the range of days.
    #[must_use]
    pub fn plus_years(self, years: i64) -> Option<Self> {
        let date = self.date()?;
        let year = i32::try_from(i64::from(date.year()).checked_add(years)?).ok()?;
        Self::from_ymd(year, date.month(), date.day())
    }

    /// Days from `earlier` to this day, negative where that is later.
    #[must_use]
    pub fn since(self, earlier: Self) -> i64 {
        i64::from(self.0) - i64::from(earlier.0)
    }

    /// How many months lie between two firsts of a month, this one and a later one.
    #[must_use]
    pub fn whole_months_to(self, later: Self) -> Option<i64> {
        let (from, to) = (self.date()?, later.date()?);
        let months = i64::from(to.year() - from.year()) * 12 + i64::from(to.month()) - i64::from(from.month());
        (from.day() == 1 && to.day() == 1 && months >= 0).then_some(months)
    }

    /// Reads `2025-06-12`; anything else is `None`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return None;
        }
        let number = |range: std::ops::Range<usize>| {
            bytes[range]
                .iter()
                .try_fold(0_u32, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + u32::from(byte - b'0')))
        };
        Self::from_ymd(i32::try_from(number(0..4)?).ok()?, number(5..7)?, number(8..10)?)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.date() {
            Some(date) => write!(f, "{}", date.format("%Y-%m-%d")),
            None => f.write_str(".."),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Day;

    #[test]
    fn days_go_there_and_back() {
        let invasion = Day::parse("2022-02-24").expect("a date");
        assert_eq!(invasion.to_string(), "2022-02-24");
        assert_eq!(Day::parse("2023-01-01").expect("a date").since(invasion), 311);
        assert_eq!(Day::parse("1970-01-01"), Some(Day(0)));
    }

    #[test]
    fn impossible_dates_are_none() {
        assert_eq!(Day::parse("2023-02-29"), None);
        assert_eq!(Day::parse("2023-2-9"), None);
        assert_eq!(Day::parse("yesterday!"), None);
    }
}
