//! Records of a published file to claims, through its mapping.

use crate::load::cells::{Skip, When, number};
use crate::load::complaint::{Complaint, Noun};
use crate::load::context::Context;
use crate::load::fault::{Fault, Faults, Spot};
use crate::load::mapping::{Days, Mapping, TableKind};
use crate::load::plan::{Plan, Slot, Time, Value};
use crate::load::problem::did_you_mean;
use crate::load::record::{Record, Sink};
use crate::load::words::{amount, claim_id, exact};
use crate::model::correction::Correction;
use crate::model::day::Day;
use crate::model::figure::Figure;
use crate::model::index::{HedgeIx, MetricIx, PlaceIx, SourceIx, SubjectIx, TableIx};
use crate::model::place::Place;
use crate::model::remark::Remark;
use crate::model::store::Draft;
use crate::model::table::Format;

/// Takes the records of one file of a mapped table.
#[derive(Debug)]
pub struct Mapped<'c> {
    mapping: &'c Mapping,
    context: &'c mut Context,
    table: TableIx,
    plan: Plan,
    names: Vec<String>,
    records: u64,
    /// Whether a record may give more than one claim.
    many: bool,
    faults: Faults,
    /// Buffers kept for their memory: the id and the date in it.
    id: String,
    date: String,
    dated: Option<(Day, Day)>,
}

impl<'c> Mapped<'c> {
    /// A taker of the records of the file with this name.
    #[must_use]
    pub fn new(mapping: &'c Mapping, file_name: &str, table: TableIx, context: &'c mut Context) -> Self {
        let plan = Plan::new(mapping, file_name);
        let mut faults = Faults::default();
        if matches!(mapping.days, Some(Days::FileName { .. })) && matches!(plan.time, Time::Fixed(None)) {
            let fault = Fault::new(Spot::File, format!("there is no date in the file's name `{file_name}`"));
            faults.push(fault.hint("say where it stands: `as-of = { file-name = \"{date}_*\" }`"));
        }
        let (id, date) = (String::new(), String::new());
        Self {
            mapping,
            context,
            table,
            plan,
            names: Vec::new(),
            records: 0,
            many: false,
            faults,
            id,
            date,
            dated: None,
        }
    }

    /// How many records the file has, whatever became of them.
    #[must_use]
    pub fn records(&self) -> u64 {
        self.records
    }

    /// What was wrong with the file, columns that it never had among it.
    #[must_use]
    pub fn finish(mut self) -> Faults {
        if self.mapping.format != Format::Csv && self.records > 0 {
            self.complain_of_missing(Spot::File, "occurs in no record");
        }
        self.faults
    }

    fn complain_of_missing(&mut self, spot: Spot, how: &str) {
        let missing = self.plan.missing().filter(|name| !self.faults.has(&absent(name)));
        let fault = |name| Fault::new(spot.clone(), format!("the mapped column `{name}` {how}")).hint(self.hint(name));
        for fault in missing.map(fault).collect::<Vec<_>>() {
            self.faults.push(fault);
        }
        if let (true, Some(Days::Columns { format })) = (self.plan.lacks_days(), &self.mapping.days) {
            let fault = Fault::new(spot, "no column is named like a date of the declared format");
            self.faults.push(fault.hint(format!("the table says `dates = \"{format}\"`")));
        }
    }

    /// What is perhaps meant by a column that is not there.
    fn hint(&self, name: &str) -> String {
        let dimension = self.plan.dimension(name);
        let known = self.names.iter().map(String::as_str).filter(|known| *known != name);
        let mut near = did_you_mean(name, known);
        if let Some(noun) = dimension {
            near = near.or_else(|| did_you_mean(name, self.context.ids(noun)));
        }
        match (near, dimension) {
            (Some(near), _) => format!("did you mean `{near}`?"),
            (None, _) if self.names.iter().any(|known| known == name) => "other records have it".to_owned(),
            (None, Some(noun)) => format!("if this is no column but a {}, {}", noun.word(), noun.where_declared()),
            (None, None) => "names are compared exactly".to_owned(),
        }
    }

    /// One claim or correction of a record; cells that hold nothing give none.
    fn claim(&mut self, record: &Record<'_>, value: &Value) -> Result<(), Skip> {
        let [low, high] = self.plan.bounds.map(|bound| bound.and_then(|wanted| self.plan.column(wanted)));
        let column = value.column.and_then(|wanted| self.plan.column(wanted));
        let text = |column: Option<usize>| column.and_then(|column| record.get(column));
        let Some(printed) = [column, low, high].into_iter().find(|column| text(*column).is_some()).flatten() else {
            return Ok(());
        };
        let (context, plan) = (&mut *self.context, &self.plan);
        let metric = MetricIx(number(context, plan, &value.metric, Noun::Metric, record)?);
        let place_of = PlaceIx(number(context, plan, &plan.place, Noun::Place, record)?);
        let subject = SubjectIx(number(context, plan, &plan.subject, Noun::Subject, record)?);
        let source = SourceIx(number(context, plan, &plan.source, Noun::Source, record)?);
        let when = When::read(context, plan, self.mapping, value, place_of, record)?;
        let place = Place { table: self.table, offset: record.offset, field: record.field(printed).unwrap_or(0) };
        let kind = &self.context.dataset.vocabulary.metrics.things[metric.at()];
        let read = |column: Option<usize>| {
            let text = text(column).map(|text| amount(text, kind, self.mapping.number, when.per));
            text.transpose().map_err(|complaint| Skip::Wrong(column, complaint))
        };
        let figure = Figure { value: read(column)?, low: read(low)?, high: read(high)?, per: when.per };
        if self.mapping.kind == TableKind::Corrections {
            let delta = figure.value.and_then(|value| value.floor(kind.decimals)).unwrap_or(0);
            if delta != 0 {
                let day = when.days.1;
                self.context.dataset.corrections.push(Correction {
                    source,
                    subject,
                    metric,
                    place_of,
                    day,
                    delta,
                    place,
                });
            }
            return Ok(());
        }
        let bare = self.context.dataset.hedges.get(self.context.bare);
        let exact =
            exact(&figure, bare, kind, &when.period).map_err(|complaint| Skip::Wrong(Some(printed), complaint))?;
        let (hedge, remark) = self.hedge(record, value)?;
        self.name(record, &when, metric, [place_of.0, subject.0, source.0])?;
        let standing_hedge = hedge != self.context.bare;
        let (document, method, period) = (self.mapping.document, self.mapping.method, when.period);
        let draft = Draft {
            source,
            subject,
            metric,
            place_of,
            period,
            document,
            figure,
            hedge,
            standing_hedge,
            exact,
            method,
            place,
            remark,
        };
        self.context.dataset.claims.push(&self.id, draft);
        Ok(())
    }

    fn hedge(&mut self, record: &Record<'_>, value: &Value) -> Result<(HedgeIx, Option<Remark>), Skip> {
        let column = value.hedge.and_then(|wanted| self.plan.column(wanted));
        let Some(words) = column.and_then(|column| record.get(column)) else { return Ok((self.context.bare, None)) };
        let hedge = HedgeIx(self.context.find(Noun::Hedge, words).map_err(|complaint| Skip::Wrong(column, complaint))?);
        let printed = self.context.dataset.hedges.get(hedge).name != words;
        Ok((hedge, printed.then(|| Remark { hedge: words.to_owned(), ..Remark::default() })))
    }

    /// Makes the claim's id: that of the record, or `table/date/metric` and what else tells the
    /// claims of the table apart.
    fn name(&mut self, record: &Record<'_>, when: &When, metric: MetricIx, ids: [u32; 3]) -> Result<(), Skip> {
        let Self { context, plan, mapping, id, date, dated, many, .. } = self;
        let dataset = &context.dataset;
        let metric = dataset.vocabulary.metrics.names.name(metric.0);
        id.clear();
        if let Some(wanted) = plan.id {
            let column = plan.column(wanted);
            let text = column.and_then(|column| record.get(column));
            let missing = || Skip::Wrong(column, Complaint::new("the id is missing", None));
            let text = claim_id(text.ok_or_else(missing)?).map_err(|complaint| Skip::Wrong(column, complaint))?;
            id.push_str(text);
            if *many {
                id.extend(["/", metric]);
            }
            return Ok(());
        }
        // The wide record of a day gives twenty claims with the same date.
        if *dated != Some(when.days) {
            *date = if when.days.0 == when.days.1 {
                when.days.0.to_string()
            } else {
                format!("{}..{}", when.days.0, when.days.1)
            };
            *dated = Some(when.days);
        }
        id.extend([mapping.name.as_str(), "/", date, "/", metric]);
        let names = [
            dataset.vocabulary.places.names.name(ids[0]),
            dataset.vocabulary.subjects.names.name(ids[1]),
            dataset.sources.names.name(ids[2]),
        ];
        for (name, slot) in names.into_iter().zip([&plan.place, &plan.subject, &plan.source]) {
            if !matches!(slot, Slot::Constant(_) | Slot::Nothing) {
                id.extend(["/", name]);
            }
        }
        Ok(())
    }
}

fn absent(name: &str) -> String {
    format!("the record has no `{name}`")
}

impl Sink for Mapped<'_> {
    fn columns(&mut self, names: &[String], known: usize, record: &Record<'_>) {
        self.names.extend_from_slice(&names[known..]);
        for (column, name) in names.iter().enumerate().skip(known) {
            if !self.plan.meet(name, column) && !self.mapping.ignored.iter().any(|ignored| ignored == name) {
                let spot = Spot::Name { record: record.offset, field: record.field(column).unwrap_or(0) };
                let fault = Fault::new(spot, format!("the column `{name}` is neither mapped nor ignored"));
                self.faults.push(fault.hint("map it, or list it under `ignore`").counted());
            }
        }
        if self.mapping.format == Format::Csv {
            self.complain_of_missing(Spot::Name { record: record.offset, field: 0 }, "is not in the header");
        }
    }

    fn record(&mut self, record: &Record<'_>) {
        self.records += 1;
        let kept = |(wanted, texts): &(_, Vec<String>)| {
            let text = self.plan.column(*wanted).and_then(|column| record.get(column)).unwrap_or_default();
            texts.iter().any(|allowed| allowed == text)
        };
        if !self.plan.filters.iter().all(kept) {
            return;
        }
        if !record.cells.is_empty()
            && let Some(column) = self.plan.met().find(|&column| record.is_nested(column))
        {
            let complaint = Complaint::new("an object or an array stands where a text or a number should", None);
            return self.faults.push(complaint.at(record.offset, record.field(column).unwrap_or(0)));
        }
        let values = std::mem::take(&mut self.plan.values);
        self.many = values.len() > 1;
        // A fault of the whole record, such as a bad date, is told once and not for each of its values.
        let mut told: Option<(Option<usize>, String)> = None;
        for value in &values {
            let (column, fault) = match self.claim(record, value) {
                Ok(()) | Err(Skip::OnPurpose) => continue,
                // The header of a CSV file was complained of already.
                Err(Skip::Absent(_)) if self.mapping.format == Format::Csv => continue,
                Err(Skip::Absent(wanted)) => {
                    let name = self.plan.name(wanted);
                    let spot = Spot::Bytes(record.offset..record.offset + 1);
                    (None, Fault::new(spot, absent(name)).hint(self.hint(name)).counted())
                }
                Err(Skip::Wrong(column, complaint)) => {
                    let field = column.and_then(|column| record.field(column)).unwrap_or(0);
                    (column, complaint.at(record.offset, field))
                }
            };
            let same = told.as_ref().is_some_and(|(at, message)| *at == column && *message == fault.message);
            if !same {
                told = Some((column, fault.message.clone()));
                self.faults.push(fault);
            }
        }
        self.plan.values = values;
    }

    fn fault(&mut self, fault: Fault) {
        self.faults.push(fault);
    }
}

#[cfg(test)]
mod tests;
