//! Datasets made of claims written in place, for the examples of rules. Whatever such an example
//! names and does not declare is accepted: it shows a rule, not a vocabulary.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use crate::load::complaint::Complaint;
use crate::load::context::{Context, Defaults};
use crate::load::documents::{self, DocumentWritten, DocumentsWritten};
use crate::load::hedges;
use crate::load::mapping::Open;
use crate::load::metric_written::MetricWritten;
use crate::load::name_the_undeclared;
use crate::load::page::Page;
use crate::load::shape::{DateText, Keyed};
use crate::load::sources::{self, SourceWritten, SourcesWritten};
use crate::load::table_days;
use crate::load::tidy::{COLUMNS, FieldProblem, draft};
use crate::load::vocabulary::{self, PlaceWritten, SubjectWritten, VocabularyWritten};
pub use crate::load::written_correction::Row;
use crate::load::written_correction::{correction, unknown_column, wrong};
use crate::model::dataset::Dataset;
use crate::model::document::Document;
use crate::model::index::{PlaceIx, SourceIx, SubjectIx, TableIx};
use crate::model::number::NumberFormat;
use crate::model::place::Place;
use crate::model::table::{Format, Table};

/// The column, besides those of the tidy form, that puts a claim into a published table of its
/// source: what outlets print of that source is held against it.
pub const TABLE: &str = "table";

/// What an example declares, with the keys of the dataset's own files.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Setting {
    /// Named dates.
    #[serde(default)]
    pub anchor: Keyed<Spanned<DateText>>,
    /// What is counted.
    #[serde(default)]
    pub metric: Keyed<MetricWritten>,
    /// Whose.
    #[serde(default)]
    pub subject: Keyed<SubjectWritten>,
    /// Where.
    #[serde(default)]
    pub place: Keyed<PlaceWritten>,
    /// Who asserts.
    #[serde(default)]
    pub source: Keyed<SourceWritten>,
    /// Where it was read.
    #[serde(default)]
    pub document: Keyed<DocumentWritten>,
    /// The tables that claims stand in.
    #[serde(default)]
    pub table: Keyed<OwnTableWritten>,
}

/// What is declared of a table, as in a manifest.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct OwnTableWritten {
    /// How many days lie between two rows.
    #[schemars(with = "String")]
    pub every: Spanned<String>,
}

/// What is wrong with one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrongField {
    /// The number of the row, from 0.
    pub row: usize,
    /// Whether it is one of the corrections.
    pub is_correction: bool,
    /// The field, and what is wrong with it.
    pub problem: FieldProblem,
}

/// A dataset of the `claims` and `corrections`, in their order, and what is wrong with them. What is
/// wrong with the setting is told on the `page`, where it stands.
///
/// Claims without an id are called `claim-1`, `claim-2`; an id used twice, or one that is named and
/// that no claim has, is a problem too. Thousands may be grouped with commas.
pub fn read(setting: &Setting, claims: &[Row], corrections: &[Row], page: &mut Page<'_>) -> (Dataset, Vec<WrongField>) {
    let mut context = context(setting, page);
    let mut wrong = Vec::new();
    for (row, fields) in claims.iter().enumerate() {
        if let Err(problems) = claim(row, fields, &mut context) {
            wrong.extend(problems.into_iter().map(|problem| WrongField { row, is_correction: false, problem }));
        }
    }
    for (row, fields) in corrections.iter().enumerate() {
        if let Err(problem) = correction(fields, &mut context) {
            wrong.push(WrongField { row, is_correction: true, problem });
        }
    }
    if wrong.is_empty() {
        wrong = of_all(claims, &context);
    }
    for (name, declared) in &setting.table.0 {
        let every = table_days::every(&declared.every, page);
        for table in context.dataset.tables.iter_mut().filter(|table| table.mapped && table.name == *name.get_ref()) {
            table.every = every;
        }
    }
    name_the_undeclared(&mut context.dataset);
    (context.dataset, wrong)
}

/// The setting, open in all dimensions.
fn context(setting: &Setting, page: &mut Page<'_>) -> Context {
    let open = Open { metrics: true, subjects: true, places: true, sources: true };
    let mut dataset = Dataset { path: page.text.file.clone(), ..Dataset::default() };
    dataset.hedges = hedges::read(None, page.problems);
    let mut anchors = Vec::new();
    for (name, date) in &setting.anchor.0 {
        anchors.extend(page.day(date).map(|day| (name.get_ref().clone(), day)));
    }
    anchors.sort();
    let Setting { metric, subject, place, source, document, .. } = setting.clone();
    sources::check(&SourcesWritten { source }, true, &mut dataset.sources, page);
    let written = VocabularyWritten { metric, subject, place };
    dataset.vocabulary = vocabulary::check(&written, anchors, None, open, &mut dataset.sources, page);
    dataset.documents = documents::check(&DocumentsWritten { document }, page);
    // Last, so that what the setting declares keeps its numbers.
    let defaults = Defaults {
        source: Some(dataset.sources.intern("a source")),
        subject: Some(SubjectIx(dataset.vocabulary.subjects.intern("subject"))),
        place: Some(PlaceIx(dataset.vocabulary.places.intern("place"))),
        number: NumberFormat { thousands: Some(','), decimal: '.' },
        ..Defaults::default()
    };
    dataset.tables.push(table(0, "example", None, page.text.file.clone()));
    Context::new(dataset, open, defaults)
}

fn table(number: usize, name: &str, own: Option<SourceIx>, path: String) -> Table {
    let family = TableIx::from_at(number);
    Table { name: name.to_owned(), family, path, format: Format::Toml, own, every: None, mapped: own.is_some() }
}

fn claim(row: usize, fields: &Row, context: &mut Context) -> Result<(), Vec<FieldProblem>> {
    let text = |name: &str| fields.iter().find(|(column, _)| column == name).map(|(_, text)| text.as_str());
    let unknown = fields.iter().filter(|(name, _)| name != TABLE && !COLUMNS.contains(&name.as_str()));
    let mut problems: Vec<FieldProblem> = unknown.map(|(name, _)| unknown_column(name, &COLUMNS)).collect();
    if let Some(id) = text("document")
        && !id.is_empty()
        && context.dataset.documents.names.find(id).is_none()
    {
        context.dataset.documents.names.intern(id);
        context.dataset.documents.documents.push(Document::default());
    }
    let defaults = Defaults { as_published: text(TABLE).is_some(), ..context.defaults };
    // Every row has a place of its own, though there is no file to find it in.
    let offset = u64::try_from(row).unwrap_or(u64::MAX);
    let place = Place { table: TableIx(0), offset, field: 0 };
    match draft(&text, &defaults, place, context) {
        Ok((id, mut draft)) if problems.is_empty() => {
            if let Some(name) = text(TABLE) {
                draft.place.table = own_table(name, draft.source, &mut context.dataset);
            }
            context.dataset.claims.push(&id.unwrap_or_else(|| format!("claim-{}", row + 1)), draft);
            return Ok(());
        }
        Ok(_) => {}
        Err(more) => problems.extend(more),
    }
    Err(problems)
}

/// The table of this name, new or known.
fn own_table(name: &str, source: SourceIx, dataset: &mut Dataset) -> TableIx {
    let known = dataset.tables.iter().position(|table| table.name == name && table.own == Some(source));
    TableIx::from_at(known.unwrap_or_else(|| {
        let number = dataset.tables.len();
        dataset.tables.push(table(number, name, Some(source), dataset.path.clone()));
        dataset.tables.len() - 1
    }))
}

/// Ids that two claims have, and ids that are named and that no claim has.
fn of_all(claims: &[Row], context: &Context) -> Vec<WrongField> {
    let store = &context.dataset.claims;
    let ids: Vec<&str> = store.claims().map(|claim| store.id(claim)).collect();
    let mut found = Vec::new();
    for (row, claim) in store.claims().enumerate().take(claims.len()) {
        let mut complain = |field: &str, message: String| {
            let problem = wrong(field, Complaint::new(message, None));
            found.push(WrongField { row, is_correction: false, problem });
        };
        if ids[..row].contains(&ids[row]) {
            complain("id", format!("the id `{}` is used more than once", ids[row]));
        }
        let Some(remark) = store.remark(claim) else { continue };
        let restated = Some(&remark.restates).filter(|id| !id.is_empty());
        let named = restated.map(|id| ("restates", id)).into_iter();
        for (field, id) in named.chain(remark.derived_from.iter().map(|id| ("derived-from", id))) {
            if !ids.contains(&id.as_str()) {
                complain(field, format!("no claim has the id `{id}`"));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{Row, Setting, read};
    use crate::load::page::Page;
    use crate::load::toml::{TomlText, parse};
    use crate::model::claim::Claim;
    use crate::model::dataset::Dataset;

    fn rows(rows: &[&[(&str, &str)]]) -> Vec<Row> {
        let text = |row: &[(&str, &str)]| row.iter().map(|&(name, text)| (name.into(), text.into())).collect();
        rows.iter().map(|row| text(row)).collect()
    }

    fn written(setting: &str, claims: &[&[(&str, &str)]], corrections: &[&[(&str, &str)]]) -> (Dataset, Vec<String>) {
        let text = TomlText { file: "rules/a.toml".into(), text: setting.into() };
        let setting: Setting = parse(&text).expect("TOML");
        let mut problems = Vec::new();
        let page = &mut Page { text: &text, problems: &mut problems };
        let (dataset, wrong) = read(&setting, &rows(claims), &rows(corrections), page);
        let of_rows =
            wrong.into_iter().map(|wrong| format!("{} {}: {}", wrong.row, wrong.problem.field, wrong.problem.message));
        (dataset, of_rows.chain(problems.into_iter().map(|problem| problem.message)).collect())
    }

    #[test]
    fn nothing_need_be_declared() {
        let (dataset, wrong) = written(
            "anchor.start = 2022-02-24\n[metric.all]\nparts = ['killed', 'hurt']\n[source.staff]\nparty = 'us'",
            &[
                &[("metric", "killed"), ("period", "2024-05/2024-06"), ("value", "20,000"), ("document", "d")],
                &[
                    ("metric", "all"),
                    ("period", "start/2024-06-01"),
                    ("value", "4,000"),
                    ("source", "staff"),
                    ("table", "t"),
                ],
                &[("id", "x"), ("metric", "new"), ("period", "2024"), ("value", "1"), ("restates", "claim-1")],
            ],
            &[&[("source", "staff"), ("metric", "killed"), ("day", "2024-06-01"), ("value", "-1,000")]],
        );
        assert_eq!(wrong, [""; 0]);
        let claims: Vec<Claim<'_>> = dataset.claims.claims().map(|claim| dataset.claim(claim)).collect();
        assert_eq!(claims.iter().map(|claim| claim.id()).collect::<Vec<_>>(), ["claim-1", "claim-2", "x"]);
        assert_eq!((claims[0].printed().as_str(), claims[0].source().name.as_str()), ("20,000", "a source"));
        assert_eq!((claims[2].metric().name.as_str(), claims[1].source().name.as_str()), ("new", "staff"));
        let table = &dataset.tables[dataset.claims.place(claims[1].ix).table.at()];
        assert_eq!((table.name.as_str(), table.mapped, table.own), ("t", true, Some(claims[1].source_ix())));
        assert_eq!(dataset.corrections[0].delta, -1_000);
        assert_eq!(dataset.corrections[0].metric, claims[0].quantity().metric);
        assert_eq!(dataset.vocabulary.places.names.name(claims[0].quantity().place.0), "place");
    }

    #[test]
    fn what_is_wrong_is_said_with_its_row_and_field() {
        let good = [("metric", "a"), ("period", "2024"), ("value", "1")];
        let wrong =
            written("", &[&good, &[("metrc", "a"), ("period", "2024-13"), ("value", "x")]], &[&[("metric", "a")]]).1;
        assert_eq!(
            wrong,
            [
                "1 metrc: unknown column `metrc`",
                "1 period: there is no such date: `2024-13`",
                "1 metric: the metric is missing",
                "1 value: this is not a number: `x`",
                "0 day: the day is missing"
            ]
        );
        let [a, b] = [("id", "a"), ("derived-from", "z")];
        let twice = written("", &[&[a, good[0], good[1], good[2]], &[a, b, good[0], good[1], good[2]]], &[]).1;
        assert_eq!(twice, ["1 id: the id `a` is used more than once", "1 derived-from: no claim has the id `z`"]);
        assert_eq!(written("[place.a]\npart-of = 'a'", &[], &[]).1.len(), 1);
    }
}
