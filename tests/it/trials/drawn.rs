//! Claims that are true of a count: running totals and periods, exact or in words that it lies within.

use counterclaim::load::written::Row;

use crate::chance::Chance;
use crate::made::row;
use crate::trials::count::Count;

/// How many running totals are drawn.
const TOTALS: usize = 60;
/// How many periods.
const PERIODS: usize = 40;

/// A claim as it is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Printed {
    pub(super) period: String,
    pub(super) value: i64,
    pub(super) hedge: &'static str,
}

impl Printed {
    /// The claim as a row; its number is its id.
    pub(super) fn row(&self, number: usize, convention: &str) -> Row {
        row(&[
            ("id", &format!("c{number:03}")),
            ("source", "staff"),
            ("metric", "losses"),
            ("period", &self.period),
            ("day-convention", convention),
            ("value", &self.value.to_string()),
            ("hedge", self.hedge),
        ])
    }
}

/// Claims that the count makes true. No two are of the same days, so that none is a rounding of another.
pub(super) fn claims(count: &Count, chance: &mut Chance) -> Vec<Printed> {
    let reports = &count.reports;
    let told = chance.some(TOTALS, reports.len());
    let mut claims: Vec<Printed> = Vec::new();
    for &at in &told {
        let (day, total) = reports[at];
        let (value, hedge) = in_words(total, chance);
        claims.push(Printed { period: format!("start/{day}"), value, hedge });
    }
    while claims.len() < TOTALS + PERIODS {
        // Half of the periods run between reports that are told of, half between any two of them.
        let any = chance.below(2) == 0;
        let mut end = || if any { chance.below(reports.len()) } else { *chance.one(&told) };
        let (one, other) = (end(), end());
        let (from, to) = (reports[one.min(other)], reports[one.max(other)]);
        let period = format!("{}/{}", from.0.plus(1), to.0);
        if from.1 < to.1 && claims.iter().all(|claim| claim.period != period) {
            let (value, hedge) = in_words(to.1 - from.1, chance);
            claims.push(Printed { period, value, hedge });
        }
    }
    claims
}

/// A true number as somebody prints it: half of the time as it is.
fn in_words(number: i64, chance: &mut Chance) -> (i64, &'static str) {
    // To two or three digits; what is shorter stays as it is.
    let digits = u32::try_from(chance.below(2)).expect("small") + 2;
    let length = number.checked_ilog10().map_or(1, |log| log + 1);
    let unit = 10_i64.pow(length.saturating_sub(digits));
    let down = number / unit * unit;
    match chance.below(6) {
        0 => ((number + unit / 2) / unit * unit, "about"),
        1 if down < number => (down, "more than"),
        2 => (down, "at least"),
        _ => (number, ""),
    }
}
