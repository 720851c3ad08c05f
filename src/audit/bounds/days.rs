//! Which days are asked about, and days in few words.

use std::collections::{BTreeMap, BTreeSet};

use crate::audit::bounds::answer::Span;
use crate::audit::bounds::question::{Question, Unanswered, When, midnights};
use crate::audit::days::days_in_words;
use crate::load::period::anchor_of;
use crate::model::claim::Quantity;
use crate::model::dataset::Dataset;
use crate::model::day::Day;
use crate::model::index::ClaimIx;
use crate::model::period::{Bound, Period, PeriodKind};
use crate::network::midnight::Midnight;

/// Nobody's own: the midnights of a question, where they are not known, are no voice's.
const ASKER: u32 = u32::MAX;

impl Span {
    fn new(start: Bound, end: Bound, from_beginning: bool) -> Self {
        Self { first: (start.first, start.last), last: (end.first.plus(-1), end.last.plus(-1)), from_beginning }
    }

    /// The midnights with which it begins and ends.
    pub(super) fn midnights(&self) -> (Midnight, Midnight) {
        let bound = |(first, last): (Day, Day), days| Bound { first: first.plus(days), last: last.plus(days) };
        (Midnight::new(bound(self.first, 0), ASKER), Midnight::new(bound(self.last, 1), ASKER - 1))
    }
}

/// The days that a question is about. `claims` are those that have to do with its quantity.
pub(super) fn spans(
    question: &Question,
    dataset: &Dataset,
    quantity: Quantity,
    claims: &[ClaimIx],
) -> Result<Vec<Span>, Unanswered> {
    match &question.when {
        When::During(text) => {
            let (start, end) = midnights(dataset, text, quantity.place)?;
            let known = beginning(dataset, quantity, claims);
            if let Some(known) = known.filter(|known| end.last <= *known) {
                let message = format!("the count of `{}` begins on {known}, after `{text}`", question.metric);
                return Err(Unanswered::new(message, "name later days".to_owned()));
            }
            Ok(vec![Span::new(start, end, known.is_some_and(|known| start == Bound::exactly(known)))])
        }
        When::By(day) => {
            let beginning = anchored(question, dataset, quantity, claims)?;
            if *day < beginning {
                let message = format!("the count of `{}` begins on {beginning}, after {day}", question.metric);
                return Err(Unanswered::new(message, "name a later day".to_owned()));
            }
            Ok(vec![by(beginning, *day)])
        }
        When::On(days) => {
            let beginning = anchored(question, dataset, quantity, claims)?;
            Ok(days.iter().filter(|&&day| day >= beginning).map(|&day| by(beginning, day)).collect())
        }
        When::Series => {
            let beginning = anchored(question, dataset, quantity, claims)?;
            let mut days: BTreeSet<Day> = BTreeSet::new();
            for &claim in claims {
                let period = dataset.claim(claim).period();
                if !period.is_open() {
                    days.extend([period.start.last.plus(-1), last_day(period)]);
                }
            }
            Ok(days.into_iter().filter(|day| *day >= beginning).map(|day| by(beginning, day)).collect())
        }
    }
}

fn by(beginning: Day, day: Day) -> Span {
    Span::new(Bound::exactly(beginning), Bound::exactly(day.plus(1)), true)
}

/// The last day that a period names. A file with two columns of midnights names the first one not covered.
fn last_day(period: &Period) -> Day {
    if period.end == Bound::exactly(period.label) && period.kind != PeriodKind::Cumulative {
        period.label.plus(-1)
    } else {
        period.label
    }
}

fn anchored(question: &Question, dataset: &Dataset, quantity: Quantity, claims: &[ClaimIx]) -> Result<Day, Unanswered> {
    beginning(dataset, quantity, claims).ok_or_else(|| {
        let message = format!("nobody says since when `{}` is counted", question.metric);
        let hint = "ask for a period with `--during`, or name the beginning under `[anchor]` in `dataset.toml`";
        Unanswered::new(message, hint.to_owned())
    })
}

/// The day with which a count begins: that of most of its running totals, or of most of those that have to do with
/// it, or the dataset's anchor.
pub(super) fn beginning(dataset: &Dataset, quantity: Quantity, claims: &[ClaimIx]) -> Option<Day> {
    let most = |fits: &dyn Fn(Quantity) -> bool| {
        let mut starts: BTreeMap<Day, u64> = BTreeMap::new();
        for &claim in claims {
            let claim = dataset.claim(claim);
            let Period { start, kind, .. } = *claim.period();
            if kind == PeriodKind::Cumulative && start.first == start.last && fits(claim.quantity()) {
                *starts.entry(start.first).or_default() += 1;
            }
        }
        // Of equally many the earliest, as where the net is put together.
        starts.into_iter().rev().max_by_key(|&(_, count)| count).map(|(day, _)| day)
    };
    let beside = |other: Quantity| (other.subject, other.place) == (quantity.subject, quantity.place);
    most(&|other| other == quantity)
        .or_else(|| most(&beside))
        .or_else(|| anchor_of(&dataset.vocabulary, quantity.place))
}

/// A period in words; whole months and years as they are written.
pub(super) fn in_words(period: &Period) -> String {
    let (start, last) = (period.start.first.to_string(), period.label.to_string());
    let whole = period.kind == PeriodKind::Calendar && period.end == Bound::exactly(period.label.plus(1));
    let of_month = |text: &str| text.get(..7).map(str::to_owned);
    let ends_month = period.label.plus(1).to_string().ends_with("-01");
    match (of_month(&start), of_month(&last)) {
        (Some(first), Some(month)) if whole && ends_month && first == month => month,
        (Some(_), Some(month)) if whole && ends_month && last.ends_with("-12-31") => {
            month.get(..4).map(str::to_owned).unwrap_or(month)
        }
        _ => days_in_words(period),
    }
}

#[cfg(test)]
mod tests {
    use super::in_words;
    use crate::model::day::Day;
    use crate::model::edtf::EdtfDate;
    use crate::model::period::{DayConvention, Period, PeriodKind};

    #[test]
    fn whole_months_and_years_are_written_as_such() {
        let anchor = Day::parse("2022-02-24");
        let words = |text: &str| {
            let date = EdtfDate::parse(text).expect("a date");
            in_words(&Period::calendar(&date, anchor.filter(|anchor| *anchor <= date.last), DayConvention::Unknown))
        };
        assert_eq!(["2022", "2023", "2022-02", "2024-12"].map(words), ["2022", "2023", "2022-02", "2024-12"]);
        assert_eq!(words("2024-05-17"), "2024-05-17");
        let (from, to) = (Day::parse("2024-05-01").expect("a day"), Day::parse("2024-05-08").expect("a day"));
        assert_eq!(in_words(&Period::between(from, to, PeriodKind::Interval)), "2024-05-01 to 2024-05-08");
    }
}
