//! What the cells of a mapped record say of its dimensions and days.

use crate::load::complaint::{Complaint, Noun};
use crate::load::context::Context;
use crate::load::mapping::Mapping;
use crate::load::period::anchor_of;
use crate::load::plan::{Plan, Slot, Time, Value, Wanted, day};
use crate::load::record::Record;
use crate::load::words::word;
use crate::model::day::Day;
use crate::model::edtf::{EdtfDate, Precision};
use crate::model::figure::Per;
use crate::model::index::PlaceIx;
use crate::model::period::{Period, PeriodKind};

/// What the kinds of a file with two date columns mean: how the period is written, and per what.
const KINDS: [(&str, (PeriodKind, Per)); 3] = [
    ("cumulative", (PeriodKind::Cumulative, Per::Total)),
    ("interval", (PeriodKind::Interval, Per::Total)),
    ("rate", (PeriodKind::Interval, Per::Day)),
];

/// Why a record gives no claim.
#[derive(Debug)]
pub enum Skip {
    /// The mapping leaves it out.
    OnPurpose,
    /// It has no such column.
    Absent(Wanted),
    /// Something is wrong in a column.
    Wrong(Option<usize>, Complaint),
}

fn missing<T>(column: Option<usize>, what: &str, hint: Option<String>) -> Result<T, Skip> {
    Err(Skip::Wrong(column, Complaint::new(format!("the {what} is missing"), hint)))
}

/// The column, if the record has it.
fn there(plan: &Plan, wanted: Wanted, record: &Record<'_>) -> Result<usize, Skip> {
    plan.column(wanted).filter(|&column| record.field(column).is_some()).ok_or(Skip::Absent(wanted))
}

/// The number of what a record says, or its table, of one dimension.
///
/// # Errors
/// Where it says nothing, or something that neither the vocabulary nor the mapping knows.
pub fn number(context: &mut Context, plan: &Plan, slot: &Slot, noun: Noun, record: &Record<'_>) -> Result<u32, Skip> {
    let text = |wanted: &Wanted| {
        let column = there(plan, *wanted, record)?;
        match record.get(column) {
            Some(text) => Ok((Some(column), text)),
            None => missing(Some(column), noun.word(), None),
        }
    };
    match slot {
        Slot::Constant(number) => Ok(*number),
        Slot::Nothing if matches!(noun, Noun::Subject | Noun::Place) => Ok(context.unnamed(noun)),
        Slot::Nothing => missing(None, noun.word(), Some(format!("give the table a `{}`", noun.word()))),
        Slot::Column(wanted) => {
            let (column, text) = text(wanted)?;
            context.find(noun, text).map_err(|complaint| Skip::Wrong(column, complaint))
        }
        Slot::Lookup(wanted, values, others_ignored) => {
            let (column, text) = text(wanted)?;
            match values.get(text) {
                Some(&number) => Ok(number),
                None if *others_ignored => Err(Skip::OnPurpose),
                None => {
                    let hint = "add it to `values`, or leave such rows out with `others = \"ignore\"`".to_owned();
                    let message = format!("the mapping has no {} for `{text}`", noun.word());
                    Err(Skip::Wrong(column, Complaint::new(message, Some(hint))))
                }
            }
        }
    }
}

/// Over which days a record's figures hold, and per what.
#[derive(Debug, Clone, Copy)]
pub struct When {
    /// The days.
    pub period: Period,
    /// Per what.
    pub per: Per,
    /// What names the days in an id.
    pub days: (Day, Day),
}

impl When {
    /// Reads the days of a record.
    ///
    /// # Errors
    /// Where a date is missing, wrong, or before the start.
    pub fn read(
        context: &mut Context,
        plan: &Plan,
        mapping: &Mapping,
        value: &Value,
        place: PlaceIx,
        record: &Record<'_>,
    ) -> Result<Self, Skip> {
        match &plan.time {
            Time::Fixed(fixed) => as_of(value.day.or(*fixed).ok_or(Skip::OnPurpose)?, mapping, None),
            Time::AsOf(wanted, format) => as_of(date(plan, *wanted, format, record)?, mapping, plan.column(*wanted)),
            Time::StartEnd(start, end, kind, format) => {
                let days = (date(plan, *start, format, record)?, date(plan, *end, format, record)?);
                if days.1 < days.0 {
                    let complaint =
                        Complaint::new("the period runs backwards", Some(format!("it begins on {}", days.0)));
                    return Err(Skip::Wrong(plan.column(*end), complaint));
                }
                let column = kind.and_then(|kind| plan.column(kind));
                let (kind, per) = match column.map(|column| record.get(column).unwrap_or_default()) {
                    Some(text) => word("kind", text, &KINDS).map_err(|complaint| Skip::Wrong(column, complaint))?,
                    None => (PeriodKind::Interval, Per::Total),
                };
                Ok(Self { period: Period::between(days.0, days.1, kind), per, days })
            }
            Time::Period(wanted) => {
                let column = there(plan, *wanted, record)?;
                let Some(text) = record.get(column) else { return missing(Some(column), "period", None) };
                let vocabulary = &context.dataset.vocabulary;
                let anchor = anchor_of(vocabulary, place);
                let read = context.periods.read(text, vocabulary, anchor, mapping.convention);
                let period = read.map_err(|complaint| Skip::Wrong(Some(column), complaint))?;
                let from = if period.kind == PeriodKind::Cumulative { period.label } else { period.start.last };
                Ok(Self { period, per: Per::Total, days: (from, period.label) })
            }
        }
    }
}

fn date(plan: &Plan, wanted: Wanted, format: &str, record: &Record<'_>) -> Result<Day, Skip> {
    let column = there(plan, wanted, record)?;
    let Some(text) = record.get(column) else { return missing(Some(column), "date", None) };
    day(text, format).ok_or_else(|| {
        let hint = "other formats are declared with chrono's letters, such as `%d.%m.%Y`".to_owned();
        let message = format!("this is no date of the format `{format}`: `{text}`");
        Skip::Wrong(Some(column), Complaint::new(message, Some(hint)))
    })
}

fn as_of(day: Day, mapping: &Mapping, column: Option<usize>) -> Result<When, Skip> {
    let date = EdtfDate { first: day, last: day, precision: Precision::Day, vague: false };
    let period = match mapping.since {
        Some(since) if day < since => {
            let hint = Some(format!("the figures of this table accrue since {since}"));
            return Err(Skip::Wrong(column, Complaint::new(format!("the period runs backwards, to {day}"), hint)));
        }
        Some(since) => Period::cumulative(since, &date, mapping.convention),
        None => Period::interval(&date, &date, mapping.convention),
    };
    Ok(When { period, per: Per::Total, days: (day, day) })
}

#[cfg(test)]
mod tests {
    use super::{Skip, number};
    use crate::load::complaint::Noun;
    use crate::load::context::tests::context;
    use crate::load::mapping::Origin;
    use crate::load::plan::Plan;
    use crate::load::plan::tests::mapping;
    use crate::load::record::Record;

    #[test]
    fn a_text_outside_a_lookup_is_left_out_only_on_purpose() {
        let mut context = context();
        let record = Record { offset: 0, text: "TanksTrains", ends: &[5, 11], cells: &[], slots: None };
        let mut ask = |column: &str, others_ignored| {
            let values = vec![("Tanks".to_owned(), 2)];
            let place = Some(Origin::Lookup { column: column.to_owned(), values, others_ignored });
            let mut plan = Plan::new(&crate::load::mapping::Mapping { place, ..mapping() }, "oryx.csv");
            plan.meet("a", 0);
            plan.meet("b", 1);
            number(&mut context, &plan, &plan.place, Noun::Place, &record)
        };
        assert!(matches!(ask("a", false), Ok(2)));
        assert!(matches!(ask("b", true), Err(Skip::OnPurpose)));
        assert!(
            matches!(ask("b", false), Err(Skip::Wrong(Some(1), complaint)) if complaint.message.contains("`Trains`"))
        );
    }
}
