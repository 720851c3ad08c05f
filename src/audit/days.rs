//! Periods in words.

use crate::model::day::Day;
use crate::model::period::{Period, PeriodKind};

/// A period in words, by the days that were printed.
#[must_use]
pub fn days_in_words(period: &Period) -> String {
    let range = |first: Day, last: Day| if first == last { first.to_string() } else { format!("{first} to {last}") };
    if period.end.last == Day::NEVER {
        return format!("since {}", period.start.last);
    }
    match period.kind {
        PeriodKind::Cumulative if period.end.is_vague() => {
            format!("as of some day from {} to {}", period.end.first, period.label)
        }
        PeriodKind::Cumulative => format!("as of {}", period.label),
        PeriodKind::Calendar => range(period.start.first, period.label),
        PeriodKind::Interval => range(period.start.last, period.label),
    }
}
