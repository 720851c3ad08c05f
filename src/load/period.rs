//! The text of a period: EDTF (ISO 8601-2), with the vocabulary's named dates wherever a date may
//! stand. A named date before the `/` makes a running total.

use std::collections::HashMap;

use crate::load::complaint::Complaint;
use crate::load::problem::did_you_mean;
use crate::model::day::Day;
use crate::model::edtf::{EdtfDate, Precision};
use crate::model::index::PlaceIx;
use crate::model::period::{Bound, DayConvention, Period, PeriodKind};
use crate::model::vocabulary::Vocabulary;

/// Texts already read. A million rows repeat few.
#[derive(Debug, Default)]
pub struct Periods {
    read: HashMap<(Option<Day>, DayConvention), HashMap<String, Period>>,
}

/// How many texts are remembered; a stranger's file may hold a million different ones.
const REMEMBERED: usize = 1 << 16;

impl Periods {
    /// As [`read`], from memory where the same text was read before.
    ///
    /// # Errors
    /// As [`read`].
    pub fn read(
        &mut self,
        text: &str,
        vocabulary: &Vocabulary,
        anchor: Option<Day>,
        convention: DayConvention,
    ) -> Result<Period, Complaint> {
        let known = self.read.entry((anchor, convention)).or_default();
        if let Some(period) = known.get(text) {
            return Ok(*period);
        }
        let period = read(text, vocabulary, anchor, convention)?;
        if known.len() < REMEMBERED {
            known.insert(text.to_owned(), period);
        }
        Ok(period)
    }
}

/// The day before which nothing of a calendar period at a place is counted: its own anchor, or the
/// vocabulary's.
#[must_use]
pub fn anchor_of(vocabulary: &Vocabulary, place: PlaceIx) -> Option<Day> {
    vocabulary.places.things.get(place.at()).and_then(|place| place.anchor).or(vocabulary.anchor)
}

/// One end of a period, as written.
enum Written {
    Open,
    Date(EdtfDate),
    Named(Day),
}

/// Reads a period: a date, or two with `/` between them. Nothing of a year or month before `anchor`
/// is counted.
///
/// # Errors
/// Where the text is no period, with the part of it that is wrong.
pub fn read(
    text: &str,
    vocabulary: &Vocabulary,
    anchor: Option<Day>,
    convention: DayConvention,
) -> Result<Period, Complaint> {
    let part = |from: usize, to: usize| -> Result<Written, Complaint> {
        end(&text[from..to], vocabulary).map_err(|complaint| Complaint { span: Some(from..to), ..complaint })
    };
    let Some(slash) = text.find('/') else {
        return match part(0, text.len())? {
            Written::Date(date) => {
                Ok(Period::calendar(&date, anchor.filter(|anchor| *anchor <= date.last), convention))
            }
            Written::Named(day) => Ok(Period::interval(&one_day(day), &one_day(day), convention)),
            Written::Open => Err(Complaint::new("a period cannot be open at both ends", Some(FORMS.to_owned()))),
        };
    };
    let backwards = |first: Day, last: Day| {
        let hint = format!("it would run from {first} to {last}: write the earlier date first");
        Err(Complaint::new("the period runs backwards", Some(hint)))
    };
    match (part(0, slash)?, part(slash + 1, text.len())?) {
        (Written::Open, Written::Open) => {
            Err(Complaint::new("a period cannot be open at both ends", Some(FORMS.to_owned())))
        }
        (Written::Named(from), Written::Open) => Ok(without_end(from, PeriodKind::Cumulative, Bound::exactly(from))),
        (Written::Date(from), Written::Open) => {
            let start = Period::interval(&from, &from, convention).start;
            Ok(without_end(from.first, PeriodKind::Interval, start))
        }
        (from, to) => {
            let to = match to {
                Written::Date(to) => to,
                Written::Named(day) => one_day(day),
                Written::Open => return Err(Complaint::new("a period has one end", Some(FORMS.to_owned()))),
            };
            match from {
                Written::Named(anchor) if to.last < anchor => backwards(anchor, to.last),
                Written::Named(anchor) => Ok(Period::cumulative(anchor, &to, convention)),
                Written::Date(from) if to.last < from.first => backwards(from.first, to.last),
                Written::Date(from) => Ok(Period::interval(&from, &to, convention)),
                Written::Open => {
                    let period = Period::interval(&to, &to, convention);
                    let start = Bound { first: Day::ALWAYS, last: period.end.first };
                    Ok(Period { start, divisor: (1, i32::MAX), ..period })
                }
            }
        }
    }
}

/// The forms of a period, for hints.
pub const FORMS: &str = "write `2024-05-17`, `2024-05`, `2024`, `2024-05-01/2024-05-10`, or `ANCHOR/2024-05-17`";

fn without_end(label: Day, kind: PeriodKind, start: Bound) -> Period {
    // Nobody says when it ends: some day after it began, not the end of time.
    let end = Bound { first: start.last, last: Day::NEVER };
    Period { start, end, kind, divisor: (1, i32::MAX), label }
}

fn one_day(day: Day) -> EdtfDate {
    EdtfDate { first: day, last: day, precision: Precision::Day, vague: false }
}

fn end(text: &str, vocabulary: &Vocabulary) -> Result<Written, Complaint> {
    if text == ".." || text.is_empty() {
        return Ok(Written::Open);
    }
    if let Some(day) = vocabulary.anchor_named(text) {
        return Ok(Written::Named(day));
    }
    if text.starts_with(|c: char| c.is_alphabetic()) {
        let near = did_you_mean(text, vocabulary.anchors.iter().map(|(name, _)| name.as_str()));
        let hint = near.map_or_else(
            || "declare it under `[anchor]` in `dataset.toml`".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        return Err(Complaint::new(format!("unknown anchor `{text}`"), Some(hint)));
    }
    EdtfDate::parse(text)
        .map(Written::Date)
        .map_err(|error| Complaint::new(format!("{error}: `{text}`"), Some(error.hint().to_owned())))
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::load::complaint::Complaint;
    use crate::model::day::Day;
    use crate::model::period::{DayConvention, Period, PeriodKind, PeriodRelation};
    use crate::model::vocabulary::Vocabulary;

    fn parse(text: &str) -> Result<Period, Complaint> {
        let invasion = Day::parse("2022-02-24");
        let anchors = vec![("full-scale-invasion".to_owned(), invasion.expect("a date"))];
        let vocabulary = Vocabulary { anchors, anchor: invasion, ..Vocabulary::default() };
        read(text, &vocabulary, invasion, DayConvention::Evening)
    }

    fn shown(text: &str) -> String {
        let period = parse(text).expect("a period");
        let whole = |bound: crate::model::period::Bound| format!("{}..{}", bound.first, bound.last);
        format!("{:?} {} {}", period.kind, whole(period.start), whole(period.end))
    }

    #[test]
    fn how_a_period_is_written_says_what_it_covers() {
        assert_eq!(shown("full-scale-invasion/2023-04-02"), "Cumulative 2022-02-24..2022-02-24 2023-04-03..2023-04-03");
        assert_eq!(shown("full-scale-invasion/2024-06"), "Cumulative 2022-02-24..2022-02-24 2024-06-02..2024-07-01");
        assert_eq!(
            shown("full-scale-invasion/[2025-04-01..2025-04-10]"),
            "Cumulative 2022-02-24..2022-02-24 2025-04-02..2025-04-11"
        );
        assert_eq!(shown("2022"), "Calendar 2022-02-24..2022-02-24 2023-01-01..2023-01-01");
        assert_eq!(shown("2021"), "Calendar 2021-01-01..2021-01-01 2022-01-01..2022-01-01");
        assert_eq!(shown("2023-03-27/2023-04-02"), "Interval 2023-03-27..2023-03-27 2023-04-03..2023-04-03");
    }

    #[test]
    fn an_open_end_never_comes() {
        let open = parse("2024-05-10/..").expect("a period");
        assert_eq!((open.end.last, open.kind), (Day::NEVER, PeriodKind::Interval));
        assert_eq!(parse("full-scale-invasion/..").expect("a period").kind, PeriodKind::Cumulative);
        assert_eq!(parse("../2024-05-10").expect("a period").start.first, Day::ALWAYS);
    }

    #[test]
    fn what_is_open_lies_neither_before_nor_around_what_is_dated() {
        let relation = |a, b| parse(a).expect("a period").relation(&parse(b).expect("a period"));
        let since = "full-scale-invasion/..";
        assert_eq!(relation("full-scale-invasion/2024-05-10", since), PeriodRelation::Unrelated);
        assert_eq!(relation("2024-05-10", "2024-01-01/.."), PeriodRelation::Unrelated);
        assert_eq!(relation("2024-01-10", "../2024-05-10"), PeriodRelation::Unrelated);
        assert_eq!(relation(since, since), PeriodRelation::Same);
    }

    #[test]
    fn what_is_no_period_says_which_part_is_wrong() {
        let wrong = |text| {
            let complaint = parse(text).expect_err("no period");
            (complaint.message, complaint.hint.unwrap_or_default(), complaint.span)
        };
        assert_eq!(wrong("full-scale-invason/2023-04-02").1, "did you mean `full-scale-invasion`?");
        assert_eq!(wrong("full-scale-invason/2023-04-02").2, Some(0..18));
        assert_eq!(wrong("2023-04-02/2023-03-27").0, "the period runs backwards");
        assert_eq!(wrong("full-scale-invasion/2022-02-01").0, "the period runs backwards");
        assert_eq!(wrong("2023-04-02/2023-02-30").2, Some(11..21));
        assert_eq!(wrong("2023-02-30").0, "there is no such date: `2023-02-30`");
        assert_eq!(wrong("12.06.2025").0, "this is not an EDTF date: `12.06.2025`");
        assert!(parse("2023/2024/2025").is_err() && parse("../..").is_err() && parse("/").is_err());
    }
}
