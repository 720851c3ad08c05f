//! Where the days of a table come from.

use std::fmt::Write;
use std::ops::Range;

use chrono::format::{Item, StrftimeItems};
use chrono::{NaiveDate, NaiveTime};
use toml::Spanned;

use crate::load::mapping::Days;
use crate::load::page::Page;
use crate::load::shape::TextOr;
use crate::load::table_written::{AsOfWritten, TableWritten};

/// How ISO 8601 writes a day.
const ISO: &str = "%Y-%m-%d";

/// Checks where a table's days come from. `None` where it does not say, or not well.
pub(super) fn check(table: &TableWritten, page: &mut Page<'_>) -> Option<Days> {
    let ways = [
        ("as-of", table.as_of.as_ref().map(Spanned::span)),
        ("dates", table.dates.as_ref().map(Spanned::span)),
        ("period", table.period.as_ref().map(Spanned::span)),
    ];
    one_of(&ways, "days come from one place", page);
    if let (Some(since), Some(_)) = (&table.since, &table.period) {
        let message = "`since` and `period` contradict each other";
        page.hinted(since.span(), message, "a period has its own start; `since` goes with `as-of` or `dates`");
    }
    if let Some(as_of) = &table.as_of {
        return match as_of.get_ref() {
            TextOr::Text(column) => Some(Days::AsOf { column: column.clone(), format: ISO.into() }),
            TextOr::More(from) => self::as_of(from, as_of.span(), page),
        };
    }
    if let Some(dates) = &table.dates {
        return Some(Days::Columns { format: format(Some(dates), page) });
    }
    Some(match table.period.as_ref()?.get_ref() {
        TextOr::Text(column) => Days::Period { column: column.clone() },
        TextOr::More(from) => Days::StartEnd {
            start: from.start.get_ref().clone(),
            end: from.end.get_ref().clone(),
            kind: from.kind.as_ref().map(|kind| kind.get_ref().clone()),
            format: format(from.format.as_ref(), page),
        },
    })
}

/// Complains where more than one of some keys is there.
pub(super) fn one_of(ways: &[(&str, Option<Range<usize>>)], why: &str, page: &mut Page<'_>) {
    let mut given = ways.iter().filter_map(|(name, span)| Some((name, span.clone()?)));
    let Some((first, _)) = given.next() else { return };
    for (other, span) in given {
        page.hinted(span, format!("`{first}` and `{other}` contradict each other"), why);
    }
}

fn as_of(from: &AsOfWritten, span: Range<usize>, page: &mut Page<'_>) -> Option<Days> {
    let format = format(from.format.as_ref(), page);
    match (&from.column, &from.file_name) {
        (Some(column), None) => Some(Days::AsOf { column: column.get_ref().clone(), format }),
        (None, Some(name)) => match name.get_ref().split_once("{date}") {
            Some((before, after)) if !after.contains("{date}") => {
                Some(Days::FileName { before: before.into(), after: after.into(), format })
            }
            _ => {
                let message = format!("`{}` does not say where the day stands", name.get_ref());
                page.hinted(name.span(), message, "write `{date}` once, and `*` for what varies: `{date}_*`");
                None
            }
        },
        _ => {
            page.problem(span, "`as-of` needs either `column` or `file-name`");
            None
        }
    }
}

/// A date format, by default ISO 8601.
fn format(written: Option<&Spanned<String>>, page: &mut Page<'_>) -> String {
    let Some(written) = written else { return ISO.into() };
    if StrftimeItems::new(written.get_ref()).any(|item| item == Item::Error) {
        let message = format!("`{}` is no date format", written.get_ref());
        page.hinted(written.span(), message, "as in `%Y-%m-%d`, `%d.%m.%Y`, `%m/%d/%y`");
    } else if !names_a_day(written.get_ref()) {
        let message = format!("`{}` does not name a day", written.get_ref());
        page.hinted(written.span(), message, "a year, a month and a day of the month: `%Y-%m-%d`, `%m/%d/%y`");
    }
    written.get_ref().clone()
}

/// Whether a day written in this format can be read back.
fn names_a_day(format: &str) -> bool {
    let day = NaiveDate::from_ymd_opt(2_021, 11, 23).unwrap_or_default();
    // Formats may have a time of the day, which is not looked at.
    let midnight = day.and_time(NaiveTime::MIN).and_utc();
    let mut text = String::new();
    write!(text, "{}", midnight.format(format)).is_ok() && NaiveDate::parse_from_str(&text, format) == Ok(day)
}

/// How many days lie between two rows.
pub(super) fn every(written: &Spanned<String>, page: &mut Page<'_>) -> Option<u32> {
    let mut words = written.get_ref().split(' ');
    let number = words.next().and_then(|word| word.parse::<u32>().ok());
    let unit = match words.next() {
        Some("day" | "days") => Some(1),
        Some("week" | "weeks") => Some(7),
        _ => None,
    };
    let days = number.zip(unit).and_then(|(number, unit)| number.checked_mul(unit)).filter(|&days| days > 0);
    if days.is_none() || words.next().is_some() {
        let message = format!("`{}` is no distance between rows", written.get_ref());
        page.hinted(written.span(), message, "as in `1 day`, `7 days`, `2 weeks`");
        return None;
    }
    days
}

#[cfg(test)]
mod tests {
    use super::names_a_day;

    #[test]
    fn a_format_names_a_whole_day() {
        for format in ["%Y-%m-%d", "%m/%d/%y", "%d.%m.%Y", "%Y%m%d", "%d %B %Y", "%Y-%m-%dT%H:%M:%SZ", "%F"] {
            assert!(names_a_day(format), "{format}");
        }
        for format in ["%Y-%m", "", "date", "%H:%M", "%m/%d"] {
            assert!(!names_a_day(format), "{format}");
        }
    }
}
