//! A mapping held against the columns of one file.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::load::complaint::Noun;
use crate::load::mapping::{Days, Mapping, Origin, ValueColumn};
use crate::load::paths::matches;
use crate::model::day::Day;

/// A column that the mapping names; its number in the file is found out as the columns are met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted(usize);

/// Where one dimension of a claim comes from.
#[derive(Debug)]
pub enum Slot {
    /// Nothing is said.
    Nothing,
    /// The same for all records.
    Constant(u32),
    /// An id of the vocabulary.
    Column(Wanted),
    /// A text that the mapping translates.
    Lookup(Wanted, HashMap<String, u32>, bool),
}

/// One claim of every record.
#[derive(Debug)]
pub struct Value {
    /// The column of the value.
    pub column: Option<Wanted>,
    /// What is counted.
    pub metric: Slot,
    /// The column of its hedge.
    pub hedge: Option<Wanted>,
    /// The as-of day, where every day has its column.
    pub day: Option<Day>,
}

/// Where the days of a record come from.
#[derive(Debug)]
pub enum Time {
    /// One day for the whole file, or one for every value column.
    Fixed(Option<Day>),
    /// A column of days.
    AsOf(Wanted, String),
    /// Two columns of midnights, and one of kinds.
    StartEnd(Wanted, Wanted, Option<Wanted>, String),
    /// A column of EDTF periods.
    Period(Wanted),
}

/// A mapping, ready for the records of one file.
#[derive(Debug)]
pub struct Plan {
    /// Who asserts.
    pub source: Slot,
    /// Whose.
    pub subject: Slot,
    /// Where.
    pub place: Slot,
    /// The claims of a record.
    pub values: Vec<Value>,
    /// Over which days.
    pub time: Time,
    /// Columns of a printed low and high.
    pub bounds: [Option<Wanted>; 2],
    /// A column of ids.
    pub id: Option<Wanted>,
    /// Only records with one of these texts.
    pub filters: Vec<(Wanted, Vec<String>)>,
    wanted: Vec<(String, Option<usize>)>,
    /// The value and the format of columns that are named like days.
    by_day: Option<(String, ValueColumn)>,
}

impl Plan {
    /// The plan for a file of this name.
    #[must_use]
    pub fn new(mapping: &Mapping, file_name: &str) -> Self {
        let mut wanted = Vec::new();
        let time = match &mapping.days {
            Some(Days::AsOf { column, format }) => Time::AsOf(want(&mut wanted, column), format.clone()),
            Some(Days::StartEnd { start, end, kind, format }) => {
                let (start, end) = (want(&mut wanted, start), want(&mut wanted, end));
                let kind = kind.as_ref().map(|kind| want(&mut wanted, kind));
                Time::StartEnd(start, end, kind, format.clone())
            }
            Some(Days::Period { column }) => Time::Period(want(&mut wanted, column)),
            Some(Days::FileName { before, after, format }) => {
                Time::Fixed(day_in_name(file_name, before, after, format))
            }
            Some(Days::Columns { .. }) | None => Time::Fixed(None),
        };
        let mut by_day = None;
        let mut values = Vec::new();
        for value in &mapping.values {
            if let Some(Days::Columns { format }) = &mapping.days {
                by_day = Some((format.clone(), value.clone()));
                continue;
            }
            let named = if value.column.is_empty() { mapping.bounds[1].as_ref() } else { Some(&value.column) };
            values.push(Value {
                column: named.map(|column| want(&mut wanted, column)),
                metric: slot(&mut wanted, Some(&value.metric)),
                hedge: value.hedge.as_ref().map(|column| want(&mut wanted, column)),
                day: None,
            });
        }
        let [low, _, high] = &mapping.bounds;
        Self {
            source: slot(&mut wanted, mapping.source.as_ref()),
            subject: slot(&mut wanted, mapping.subject.as_ref()),
            place: slot(&mut wanted, mapping.place.as_ref()),
            values,
            time,
            bounds: [low, high].map(|bound| bound.as_ref().map(|column| want(&mut wanted, column))),
            id: mapping.id.as_ref().map(|column| want(&mut wanted, column)),
            filters: mapping.filters.iter().map(|(column, texts)| (want(&mut wanted, column), texts.clone())).collect(),
            wanted,
            by_day,
        }
    }

    /// Takes note of a column; false where the plan has no use for it.
    pub fn meet(&mut self, name: &str, column: usize) -> bool {
        let mut used = false;
        if let Some(known) = self.wanted.iter_mut().find(|(known, _)| known == name) {
            known.1.get_or_insert(column);
            used = true;
        }
        if let Some((format, value)) = &self.by_day
            && let Some(day) = day(name, format)
        {
            self.wanted.push((name.to_owned(), Some(column)));
            let column = Some(Wanted(self.wanted.len() - 1));
            let metric = slot(&mut self.wanted, Some(&value.metric));
            let hedge = value.hedge.as_ref().map(|name| want(&mut self.wanted, name));
            self.values.push(Value { column, metric, hedge, day: Some(day) });
            used = true;
        }
        used
    }

    /// The number of a column in the file.
    #[must_use]
    pub fn column(&self, wanted: Wanted) -> Option<usize> {
        self.wanted[wanted.0].1
    }

    /// The names of columns that were not met.
    pub fn missing(&self) -> impl Iterator<Item = &str> {
        self.wanted.iter().filter(|(_, column)| column.is_none()).map(|(name, _)| name.as_str())
    }

    /// The name of a column.
    #[must_use]
    pub fn name(&self, wanted: Wanted) -> &str {
        &self.wanted[wanted.0].0
    }

    /// The dimension whose ids are read from the column of this name. The name may be an id that nobody
    /// declared.
    #[must_use]
    pub fn dimension(&self, name: &str) -> Option<Noun> {
        let metrics = self.values.iter().map(|value| (Noun::Metric, &value.metric));
        let others = [(Noun::Source, &self.source), (Noun::Subject, &self.subject), (Noun::Place, &self.place)];
        let mut slots = others.into_iter().chain(metrics);
        slots.find(|(_, slot)| matches!(slot, Slot::Column(wanted) if self.name(*wanted) == name)).map(|(noun, _)| noun)
    }

    /// The numbers of the columns that were met.
    pub fn met(&self) -> impl Iterator<Item = usize> {
        self.wanted.iter().filter_map(|&(_, column)| column)
    }

    /// Whether columns named like days are sought and none was met.
    #[must_use]
    pub fn lacks_days(&self) -> bool {
        self.by_day.is_some() && self.values.is_empty()
    }
}

fn want(wanted: &mut Vec<(String, Option<usize>)>, name: &str) -> Wanted {
    let known = wanted.iter().position(|(known, _)| known == name);
    Wanted(known.unwrap_or_else(|| {
        wanted.push((name.to_owned(), None));
        wanted.len() - 1
    }))
}

fn slot(wanted: &mut Vec<(String, Option<usize>)>, origin: Option<&Origin>) -> Slot {
    match origin {
        None => Slot::Nothing,
        Some(Origin::Constant(number)) => Slot::Constant(*number),
        Some(Origin::Column(column)) => Slot::Column(want(wanted, column)),
        Some(Origin::Lookup { column, values, others_ignored }) => {
            Slot::Lookup(want(wanted, column), values.iter().cloned().collect(), *others_ignored)
        }
    }
}

/// The day that a text means in a chrono format. ISO is by far the most frequent.
#[must_use]
pub fn day(text: &str, format: &str) -> Option<Day> {
    if format == "%Y-%m-%d" { Day::parse(text) } else { NaiveDate::parse_from_str(text, format).ok().map(Day::of) }
}

/// The day in a file's name, with or without its extension.
#[must_use]
pub fn day_in_name(file_name: &str, before: &str, after: &str, format: &str) -> Option<Day> {
    let stem = file_name.rsplit_once('.').map_or(file_name, |(stem, _)| stem);
    [file_name, stem].into_iter().find_map(|name| {
        let cuts = || name.char_indices().map(|(at, _)| at).chain([name.len()]);
        cuts().filter(|&from| matches(before, &name[..from])).find_map(|from| {
            let ends = cuts().filter(|&to| to > from && matches(after, &name[to..]));
            ends.into_iter().find_map(|to| day(&name[from..to], format))
        })
    })
}

#[cfg(test)]
pub(crate) mod tests {
    use super::{day, day_in_name};
    use crate::load::mapping::{Days, Mapping, Origin, TableKind};
    use crate::model::day::Day;
    use crate::model::number::NumberFormat;
    use crate::model::period::DayConvention;
    use crate::model::remark::Method;
    use crate::model::table::Format;

    /// The General Staff's table without its values.
    pub(crate) fn mapping() -> Mapping {
        Mapping {
            name: "gs".into(),
            path: "gs.csv".into(),
            kind: TableKind::Mapped,
            format: Format::Csv,
            source: Some(Origin::Constant(0)),
            subject: Some(Origin::Constant(0)),
            place: Some(Origin::Constant(0)),
            metric: None,
            since: Day::parse("2022-02-24"),
            days: Some(Days::AsOf { column: "date".into(), format: "%Y-%m-%d".into() }),
            values: Vec::new(),
            bounds: [None, None, None],
            id: None,
            convention: DayConvention::Unknown,
            document: None,
            method: Method::Statement,
            number: NumberFormat::default(),
            filters: Vec::new(),
            ignored: Vec::new(),
            every: None,
            own: None,
        }
    }

    #[test]
    fn the_day_stands_in_the_name() {
        let of = |name, before, after| day_in_name(name, before, after, "%Y-%m-%d").map(|day| day.to_string());
        assert_eq!(of("2022-03-28_36f91228.csv", "", "_*").as_deref(), Some("2022-03-28"));
        assert_eq!(of("oryx 2022-03-28.csv", "oryx ", "").as_deref(), Some("2022-03-28"));
        assert_eq!(of("oryx 2022-03-28.csv", "*", ".csv").as_deref(), Some("2022-03-28"));
        assert_eq!(of("2022-13-28_x.csv", "", "_*"), None);
    }

    #[test]
    fn other_formats_are_read_as_declared() {
        assert_eq!(day("1/22/20", "%m/%d/%y"), Day::parse("2020-01-22"));
        assert_eq!(day("12.06.2025", "%d.%m.%Y"), Day::parse("2025-06-12"));
        assert_eq!(day("2025-06-12", "%d.%m.%Y"), None);
        assert_eq!(day("ж", "%"), None);
    }
}
