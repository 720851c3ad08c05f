//! The records of a tidy table: one claim a row, columns known by name.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::load::complaint::Complaint;
use crate::load::context::{Context, Defaults};
use crate::load::fault::{Fault, Faults, Spot};
use crate::load::mapping::{Mapping, Origin};
use crate::load::problem::did_you_mean;
use crate::load::record::{Record, Sink};
use crate::load::tidy::{COLUMNS, draft};
use crate::model::fnv;
use crate::model::index::{MetricIx, PlaceIx, SourceIx, SubjectIx, TableIx};
use crate::model::place::Place;
use crate::model::table::Format;

/// Takes the records of one file of a tidy table.
#[derive(Debug)]
pub struct Sheet<'c> {
    mapping: &'c Mapping,
    context: &'c mut Context,
    table: TableIx,
    defaults: Defaults,
    /// For each column of the tidy form its number in the file.
    columns: [Option<usize>; COLUMNS.len()],
    filters: Vec<Option<usize>>,
    names: Vec<String>,
    /// Where the header stands, or the first record where there is none.
    first: u64,
    is_usable: bool,
    records: u64,
    repeated: u64,
    faults: Faults,
}

impl<'c> Sheet<'c> {
    /// A taker of the records of one file.
    #[must_use]
    pub fn new(mapping: &'c Mapping, table: TableIx, context: &'c mut Context) -> Self {
        let constant = |origin: &Option<Origin>| match origin {
            Some(Origin::Constant(number)) => Some(*number),
            _ => None,
        };
        let general = context.defaults;
        let defaults = Defaults {
            source: constant(&mapping.source).map(SourceIx).or(general.source),
            subject: constant(&mapping.subject).map(SubjectIx).or(general.subject),
            metric: constant(&mapping.metric).map(MetricIx).or(general.metric),
            place: constant(&mapping.place).map(PlaceIx).or(general.place),
            document: mapping.document.or(general.document),
            convention: mapping.convention,
            method: mapping.method,
            number: mapping.number,
            as_published: false,
        };
        let (columns, filters) = ([None; COLUMNS.len()], vec![None; mapping.filters.len()]);
        Self {
            mapping,
            context,
            table,
            defaults,
            columns,
            filters,
            names: Vec::new(),
            first: 0,
            is_usable: true,
            records: 0,
            repeated: 0,
            faults: Faults::default(),
        }
    }

    /// How many records the file has, whatever became of them.
    #[must_use]
    pub fn records(&self) -> u64 {
        self.records
    }

    /// What was wrong with the file, and how many of its rows repeat another one.
    #[must_use]
    pub fn finish(mut self) -> (Faults, u64) {
        self.check_filters();
        (self.faults, self.repeated)
    }

    fn column(&self, name: &str) -> Option<usize> {
        COLUMNS.iter().position(|known| *known == name).and_then(|at| self.columns[at])
    }

    /// A filter on a column that no record has would leave every row out without a word.
    fn check_filters(&mut self) {
        for (column, (wanted, _)) in self.filters.iter().zip(&self.mapping.filters) {
            if column.is_none() && self.records > 0 {
                let near = did_you_mean(wanted, self.names.iter().map(String::as_str));
                let hint = near.map_or_else(
                    || "`where` names a column of the table".to_owned(),
                    |near| format!("did you mean `{near}`?"),
                );
                let message = format!("no record has the column `{wanted}` that `where` names");
                self.faults.push(Fault::new(Spot::Name { record: self.first, field: 0 }, message).hint(hint));
            }
        }
    }

    fn check_header(&mut self, record: &Record<'_>) {
        let Defaults { source, metric, .. } = self.defaults;
        let needed = [("source", source.is_some()), ("metric", metric.is_some()), ("period", false)];
        let mut missing: Vec<&str> = needed
            .iter()
            .filter(|(name, given)| !given && self.column(name).is_none())
            .map(|&(name, _)| name)
            .collect();
        if ["value", "low", "high", "hedge"].iter().all(|name| self.column(name).is_none()) {
            missing.push("value");
        }
        for name in missing {
            let spot = Spot::Name { record: record.offset, field: 0 };
            let hint = "a tidy table has the columns `source`, `metric`, `period` and `value` (or `low` and `high`)";
            self.faults.push(Fault::new(spot, format!("the column `{name}` is missing")).hint(hint));
            self.is_usable = false;
        }
    }

    /// Whether an equal row was met before in this table. Two hashes of different kinds together
    /// are longer than any accident reaches.
    fn is_repeated(&mut self, record: &Record<'_>, short: u64) -> bool {
        let mut long = DefaultHasher::new();
        self.mapping.name.hash(&mut long);
        for column in self.columns {
            column.and_then(|column| record.get(column)).hash(&mut long);
        }
        !self.context.rows.insert(u128::from(short) << 64 | u128::from(long.finish()))
    }

    fn stable_hash(&self, record: &Record<'_>) -> u64 {
        let given = COLUMNS.iter().zip(self.columns);
        let texts = given.filter_map(|(name, column)| Some((name, record.get(column?)?)));
        texts.fold(fnv::START, |hash, (name, text)| {
            [name.as_bytes(), &[0x1f], text.as_bytes(), &[0x1e]].into_iter().fold(hash, fnv::hash)
        })
    }
}

impl Sink for Sheet<'_> {
    fn columns(&mut self, names: &[String], known: usize, record: &Record<'_>) {
        if known == 0 {
            self.first = record.offset;
        }
        self.names.extend(names.iter().skip(known).cloned());
        for (column, name) in names.iter().enumerate().skip(known) {
            for (at, (wanted, _)) in self.mapping.filters.iter().enumerate() {
                if wanted == name {
                    self.filters[at] = Some(column);
                }
            }
            if let Some(at) = COLUMNS.iter().position(|known| known == name) {
                self.columns[at].get_or_insert(column);
            } else if !self.mapping.ignored.contains(name)
                && !self.mapping.filters.iter().any(|(wanted, _)| wanted == name)
            {
                let spot = Spot::Name { record: record.offset, field: record.field(column).unwrap_or(0) };
                let hint = did_you_mean(name, COLUMNS).map_or_else(
                    || "list it under `ignore`, or give the table a mapping".to_owned(),
                    |near| format!("did you mean `{near}`?"),
                );
                self.faults.push(Fault::new(spot, format!("unknown column `{name}`")).hint(hint).counted());
            }
        }
        if self.mapping.format == Format::Csv {
            self.check_header(record);
        }
    }

    fn record(&mut self, record: &Record<'_>) {
        self.records += 1;
        let mut filters = self.filters.iter().zip(&self.mapping.filters);
        let is_kept = |(column, (_, texts)): (&Option<usize>, &(_, Vec<String>))| {
            let text = column.and_then(|column| record.get(column)).unwrap_or_default();
            texts.iter().any(|allowed| allowed == text)
        };
        if !self.is_usable || !filters.all(is_kept) {
            return;
        }
        if let Some(column) = self.columns.into_iter().flatten().find(|&column| record.is_nested(column)) {
            let complaint = Complaint::new("an object or an array stands where a text or a number should", None);
            return self.faults.push(complaint.at(record.offset, record.field(column).unwrap_or(0)));
        }
        let hash = self.stable_hash(record);
        if self.is_repeated(record, hash) {
            self.repeated += 1;
            return;
        }
        let columns = self.columns;
        let of = |name: &str| COLUMNS.iter().position(|known| *known == name).and_then(|at| columns[at]);
        let fields = |name: &str| record.get(of(name)?);
        let figure = ["value", "low", "high", "hedge"].into_iter().find(|name| fields(name).is_some());
        let field = figure.and_then(of).and_then(|column| record.field(column)).unwrap_or(0);
        let place = Place { table: self.table, offset: record.offset, field };
        match draft(&fields, &self.defaults, place, self.context) {
            Ok((Some(id), draft)) => {
                self.context.dataset.claims.push(&id, draft);
            }
            Ok((None, draft)) => {
                // Twelve hex digits: a million rows without ids meet once in five hundred datasets.
                let id = format!("{}-{:012x}", self.mapping.name, hash >> 16);
                self.context.dataset.claims.push(&id, draft);
            }
            Err(problems) => {
                for problem in problems {
                    let field = of(&problem.field).and_then(|column| record.field(column)).unwrap_or(0);
                    let complaint = Complaint { message: problem.message, hint: problem.hint, span: problem.span };
                    self.faults.push(complaint.at(record.offset, field));
                }
            }
        }
    }

    fn fault(&mut self, fault: Fault) {
        self.faults.push(fault);
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::Sheet;
    use crate::load::context::tests::context;
    use crate::load::mapping::{Mapping, TableKind};
    use crate::load::plan::tests::mapping;
    use crate::model::index::TableIx;

    fn read(text: &str) -> (Vec<String>, Vec<(String, u64)>, u64) {
        let mut context = context();
        let mapping = Mapping { name: "articles".into(), kind: TableKind::Tidy, days: None, ..mapping() };
        let mut sheet = Sheet::new(&mapping, TableIx(0), &mut context);
        crate::load::csv::read(Cursor::new(text.as_bytes().to_vec()), &mut sheet).expect("memory can be read");
        let (faults, repeated) = sheet.finish();
        let claims = &context.dataset.claims;
        let ids = claims.claims().map(|claim| claims.id(claim).to_owned()).collect();
        let faults = faults.finish().0.into_iter().map(|(fault, count)| (fault.message, count)).collect();
        (ids, faults, repeated)
    }

    #[test]
    fn identical_rows_are_one_claim_and_ids_left_out_are_stable() {
        let (ids, faults, repeated) = read(
            "metric,period,value\nequipment.tanks,2022,3000\nequipment.tanks,2022,3000\nequipment.tanks,2022,3001\n",
        );
        assert_eq!((ids.len(), repeated), (2, 1));
        assert!(faults.is_empty(), "{faults:?}");
        let (turned, _, _) = read("value,wording,metric,period\n3000,,equipment.tanks,2022\n");
        assert_eq!(turned.len(), 1);
        assert!(ids[0].starts_with("articles-") && ids[0].len() == "articles-".len() + 12);
        assert_eq!(read("metric,period,value\nequipment.tanks,2022,3000\n").0[0], ids[0]);
    }

    #[test]
    fn wrong_columns_are_told_once() {
        let (ids, faults, _) = read("metric,period,valeu\nequipment.tanks,2022,3000\nequipment.tanks,2023,3000\n");
        assert!(ids.is_empty());
        let messages: Vec<&str> = faults.iter().map(|(message, _)| message.as_str()).collect();
        assert_eq!(messages, ["unknown column `valeu`", "the column `value` is missing"]);
    }

    #[test]
    fn the_same_unknown_id_is_counted() {
        let (_, faults, _) = read("metric,period,value\nequipment.tank,2022,1\nequipment.tank,2023,2\n");
        assert_eq!(faults, [("unknown metric `equipment.tank`".to_owned(), 2)]);
    }
}
