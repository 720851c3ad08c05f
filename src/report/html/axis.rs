//! Which days and amounts are named beside a drawing, and how.

use chrono::{Datelike, NaiveDate};

use crate::model::amount::Amount;
use crate::model::day::Day;

/// Days that are named below a drawing, each with its words: whole years, months or days, a handful.
pub(super) fn days(first: Day, last: Day) -> Vec<(Day, String)> {
    let span = last.since(first);
    if span < 92 {
        let step =
            i32::try_from([1, 2, 5, 10, 20].into_iter().find(|step| span / step <= 5).unwrap_or(31)).unwrap_or(31);
        let each = (0..8).map(|at| first.plus(at * step)).filter(|day| *day <= last);
        return each.map(|day| (day, day.to_string())).collect();
    }
    let months = [1_i32, 2, 3, 6, 12, 24, 60, 120, 600, 1_200, 12_000, 120_000];
    let step = months.into_iter().find(|&step| span / (i64::from(step) * 30) <= 7).unwrap_or(1_200_000);
    let Some(start) = first.date() else { return Vec::new() };
    let month = start.year() * 12 + i32::try_from(start.month0()).unwrap_or(0);
    let from = month.div_euclid(step) * step;
    let each = (0..10).filter_map(|at| {
        let month = from + at * step;
        let date = NaiveDate::from_ymd_opt(month.div_euclid(12), u32::try_from(month.rem_euclid(12)).ok()? + 1, 1)?;
        let words = if step % 12 == 0 { date.format("%Y") } else { date.format("%Y-%m") };
        Some((Day::of(date), words.to_string()))
    });
    each.filter(|(day, _)| (first..=last).contains(day)).collect()
}

/// An amount in few characters: above a thousand million in thousand millions.
pub(super) fn amount(digits: i64, decimals: u8) -> String {
    let unit = 10_i64.checked_pow(u32::from(decimals)).unwrap_or(1);
    if digits % unit == 0 {
        let whole = digits / unit;
        return match whole {
            whole if whole.unsigned_abs() >= 10_000_000_000 && whole % 1_000_000_000 == 0 => {
                format!("{} bn", Amount::whole(whole / 1_000_000_000))
            }
            whole => Amount::whole(whole).to_string(),
        };
    }
    Amount { digits, scale: decimals }.to_string()
}

#[cfg(test)]
mod tests {
    use super::{amount, days};
    use crate::model::day::Day;

    fn words(first: &str, last: &str) -> Vec<String> {
        let day = |text| Day::parse(text).expect("a day");
        days(day(first), day(last)).into_iter().map(|(_, words)| words).collect()
    }

    #[test]
    fn a_handful_of_days_is_named() {
        assert_eq!(words("2022-02-25", "2026-08-22"), ["2023", "2024", "2025", "2026"]);
        assert_eq!(words("2014-03-22", "2014-12-31"), ["2014-05", "2014-07", "2014-09", "2014-11"]);
        assert_eq!(words("2025-06-10", "2025-06-12"), ["2025-06-10", "2025-06-11", "2025-06-12"]);
    }

    #[test]
    fn amounts_are_short_and_exact() {
        assert_eq!(amount(200_000, 0), "200,000");
        assert_eq!(amount(1_250, 2), "12.50");
        assert_eq!(amount(20_000_000_000, 0), "20 bn");
    }
}
