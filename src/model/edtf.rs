//! Dates as the Extended Date/Time Format writes them (ISO 8601-2:2019, EDTF level 1 and the sets
//! of level 2): days, months, years, `~` approximate, `?` uncertain, `%` both, sets in brackets.

use thiserror::Error;

use crate::model::day::Day;

/// How finely a date is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precision {
    /// A whole year.
    Year,
    /// A whole month.
    Month,
    /// One day.
    Day,
}

/// A date that may be known only to the month or year: some day from `first` to `last`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EdtfDate {
    /// The earliest day it may be.
    pub first: Day,
    /// The latest day it may be, included.
    pub last: Day,
    /// How finely it is written.
    pub precision: Precision,
    /// Whether the words bound a set of days (`[a..b]`) or are marked `~`, `?` or `%`.
    pub vague: bool,
}

/// Why a text is no EDTF date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum EdtfError {
    /// Nothing is there.
    #[error("a date is missing")]
    Empty,
    /// Not of the form `2024`, `2024-05` or `2024-05-17`.
    #[error("this is not an EDTF date")]
    Malformed,
    /// A month past 12, a 30 February.
    #[error("there is no such date")]
    Impossible,
    /// `[b..a]`.
    #[error("the set of dates runs backwards")]
    Backwards,
}

impl EdtfError {
    /// What the writer of the file can do about it.
    #[must_use]
    pub fn hint(self) -> &'static str {
        match self {
            Self::Empty => "write a date such as `2024-05-17`, `2024-05` or `2024`",
            Self::Malformed => "write `2024-05-17`, `2024-05`, `2024`, `[2024-05-01..2024-05-10]`, with `~` for about",
            Self::Impossible => "check the month and the day",
            Self::Backwards => "write the earlier date first",
        }
    }
}

impl EdtfDate {
    /// Reads one date, without `/`.
    ///
    /// A date marked `~`, `?` or `%` may be off by one unit of its own precision to either side.
    ///
    /// # Errors
    /// Where the text is not a date in the supported part of EDTF.
    pub fn parse(text: &str) -> Result<Self, EdtfError> {
        if text.is_empty() {
            return Err(EdtfError::Empty);
        }
        if let Some(set) = text.strip_prefix('[') {
            return Self::parse_set(set.strip_suffix(']').ok_or(EdtfError::Malformed)?);
        }
        let plain = text.trim_end_matches(['~', '?', '%']);
        let date = Self::parse_plain(plain)?;
        if plain.len() == text.len() {
            return Ok(date);
        }
        Ok(Self {
            first: step(date.first, date.precision, -1),
            last: step(date.last, date.precision, 1),
            vague: true,
            ..date
        })
    }

    fn parse_set(text: &str) -> Result<Self, EdtfError> {
        let members: Vec<&str> = if let Some((first, last)) = text.split_once("..") {
            vec![first, last]
        } else {
            text.split(',').map(str::trim).collect()
        };
        let mut dates = members.into_iter().map(Self::parse_plain);
        let first = dates.next().ok_or(EdtfError::Malformed)??;
        dates.try_fold(Self { vague: true, ..first }, |set, date| {
            let date = date?;
            if date.last < set.last {
                return Err(EdtfError::Backwards);
            }
            Ok(Self { last: date.last, precision: set.precision.max(date.precision), ..set })
        })
    }

    fn parse_plain(text: &str) -> Result<Self, EdtfError> {
        let number = |part: &str, digits: usize| {
            let right = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
            right.then(|| part.parse::<u32>().ok()).flatten().ok_or(EdtfError::Malformed)
        };
        let parts: Vec<&str> = text.split('-').collect();
        let year = i32::try_from(number(parts[0], 4)?).map_err(|_| EdtfError::Malformed)?;
        let day = |year, month, day| Day::from_ymd(year, month, day).ok_or(EdtfError::Impossible);
        let (first, next, precision) = match parts[..] {
            [_] => (day(year, 1, 1)?, day(year + 1, 1, 1)?, Precision::Year),
            [_, month] | [_, month, "XX"] => {
                let month = number(month, 2)?;
                let next = if month == 12 { day(year + 1, 1, 1) } else { day(year, month + 1, 1) };
                (day(year, month, 1)?, next?, Precision::Month)
            }
            [_, month, of_month] => {
                let first = day(year, number(month, 2)?, number(of_month, 2)?)?;
                (first, first.plus(1), Precision::Day)
            }
            _ => return Err(EdtfError::Malformed),
        };
        Ok(Self { first, last: next.plus(-1), precision, vague: false })
    }

    /// Whether the date is one day.
    #[must_use]
    pub fn is_one_day(&self) -> bool {
        self.first == self.last
    }
}

/// The day one unit of `precision` before or after.
fn step(day: Day, precision: Precision, units: i32) -> Day {
    match precision {
        Precision::Day => day.plus(units),
        Precision::Month => day.plus(units * 31),
        Precision::Year => day.plus(units * 366),
    }
}

#[cfg(test)]
mod tests {
    use super::{EdtfDate, EdtfError};

    fn span(text: &str) -> String {
        match EdtfDate::parse(text) {
            Ok(date) => format!("{} {}", date.first, date.last),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn a_date_spans_the_days_it_may_be() {
        assert_eq!(span("2024-05-17"), "2024-05-17 2024-05-17");
        assert_eq!(span("2024-02"), "2024-02-01 2024-02-29");
        assert_eq!(span("2024-02-XX"), "2024-02-01 2024-02-29");
        assert_eq!(span("2022"), "2022-01-01 2022-12-31");
        assert_eq!(span("[2025-04-01..2025-04-10]"), "2025-04-01 2025-04-10");
        assert_eq!(span("[2025-04-01,2025-04-03]"), "2025-04-01 2025-04-03");
        assert_eq!(span("2023-12-12~"), "2023-12-11 2023-12-13");
    }

    #[test]
    fn what_is_no_date_says_why() {
        assert_eq!(EdtfDate::parse("2023-02-30"), Err(EdtfError::Impossible));
        assert_eq!(EdtfDate::parse("2023-13"), Err(EdtfError::Impossible));
        assert_eq!(EdtfDate::parse("12.06.2025"), Err(EdtfError::Malformed));
        assert_eq!(EdtfDate::parse("[2025-04-10..2025-04-01]"), Err(EdtfError::Backwards));
        assert_eq!(EdtfDate::parse(""), Err(EdtfError::Empty));
        assert_eq!(EdtfDate::parse("2023-5-1"), Err(EdtfError::Malformed));
    }
}
