//! `dataset.toml`: what the dataset is called, its named dates, its defaults and its tables.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use crate::load::defaults::Defaults;
use crate::load::known::{Kind, Known};
use crate::load::mapping::{Mapping, Open};
use crate::load::page::Page;
use crate::load::problem::Excerpt;
use crate::load::schema::words;
use crate::load::shape::{DateText, Keyed};
use crate::load::table_written::{ConventionWritten, TableWritten};
use crate::load::tables_file;
use crate::model::day::Day;
use crate::model::index::{PlaceIx, SourceIx, SubjectIx};
use crate::model::remark::Method;

/// What a dataset is called, its named dates, its defaults and its tables.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(title = "dataset.toml of counterclaim", extend("required" = ["title", "table"]))]
pub struct ManifestWritten {
    /// What the dataset is called.
    pub title: String,
    /// What it is.
    #[serde(default)]
    pub description: String,
    /// Under what licence it may be used.
    #[serde(default)]
    pub licence: String,
    /// The dimensions that take ids which the vocabulary does not declare.
    #[serde(default)]
    pub open: Vec<OpenWritten>,
    /// Named dates.
    #[serde(default)]
    #[schemars(with = "Keyed<DateText>")]
    pub anchor: Keyed<Spanned<DateText>>,
    /// What holds where a table or a row does not say.
    #[serde(default)]
    pub defaults: DefaultsWritten,
    /// The tables.
    #[serde(default)]
    pub table: Vec<TableWritten>,
}

/// An open dimension as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum OpenWritten {
    /// Whose.
    Subject,
    /// Where.
    Place,
    /// What.
    Metric,
    /// Who asserts.
    Source,
}

/// The defaults as written.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct DefaultsWritten {
    /// Who asserts.
    #[schemars(with = "Option<String>")]
    pub source: Option<Spanned<String>>,
    /// Whose.
    #[schemars(with = "Option<String>")]
    pub subject: Option<Spanned<String>>,
    /// Where.
    #[schemars(with = "Option<String>")]
    pub place: Option<Spanned<String>>,
    /// To what day a report labelled with a date reaches.
    pub day_convention: Option<ConventionWritten>,
    /// Before when nothing of a calendar period is counted.
    #[schemars(with = "Option<DateText>")]
    pub anchor: Option<Spanned<DateText>>,
    /// Where claims were read.
    #[schemars(with = "Option<String>")]
    pub document: Option<Spanned<String>>,
    /// Who coded them.
    #[serde(default)]
    pub coded_by: String,
    /// How figures were obtained.
    #[schemars(with = "Option<String>", extend("enum" = words(&Method::WORDS)))]
    pub method: Option<Spanned<String>>,
}

/// The manifest, checked.
#[derive(Debug, Clone)]
pub struct Manifest {
    /// What the dataset is called.
    pub title: String,
    /// What it is.
    pub description: String,
    /// Under what licence it may be used.
    pub licence: String,
    /// Which dimensions take ids that the vocabulary does not declare.
    pub open: Open,
    /// What holds where a table or a row does not say.
    pub defaults: Defaults,
    /// The tables, each with the place of its path.
    pub mappings: Vec<(Mapping, Excerpt)>,
}

/// The named dates in order of their names, and the one that `[defaults]` names. The vocabulary
/// needs them before the tables can be checked.
pub fn anchors(written: &ManifestWritten, page: &mut Page<'_>) -> (Vec<(String, Day)>, Option<Day>) {
    let mut anchors = Vec::new();
    for (name, date) in &written.anchor.0 {
        page.is_id(name);
        anchors.extend(page.day(date).map(|day| (name.get_ref().clone(), day)));
    }
    anchors.sort();
    let default = written.defaults.anchor.as_ref().and_then(|anchor| page.anchor(&anchors, anchor));
    (anchors, default)
}

/// Which dimensions are open.
#[must_use]
pub fn open(written: &[OpenWritten]) -> Open {
    Open {
        metrics: written.contains(&OpenWritten::Metric),
        subjects: written.contains(&OpenWritten::Subject),
        places: written.contains(&OpenWritten::Place),
        sources: written.contains(&OpenWritten::Source),
    }
}

/// Checks the defaults and the tables. Tables with problems are left out only where nothing of them
/// can be read.
pub fn check(written: &ManifestWritten, known: &mut Known<'_>, page: &mut Page<'_>) -> Manifest {
    let defaults = defaults(&written.defaults, known, page);
    let mut mappings: Vec<(Mapping, Excerpt)> = Vec::new();
    for table in &written.table {
        let before = page.problems.len();
        let Some(mapping) = tables_file::check(table, &defaults, known, page) else { continue };
        if mappings.iter().any(|(other, _)| other.name == mapping.name) {
            let place = table.name.as_ref().unwrap_or(&table.path).span();
            let message = format!("two tables have the name `{}`", mapping.name);
            page.hinted(place, message, "their claims would have the same ids: give one another `name`");
        }
        if page.problems.len() == before {
            mappings.push((mapping, page.text.excerpt(table.path.span())));
        }
    }
    Manifest {
        title: written.title.clone(),
        description: written.description.clone(),
        licence: written.licence.clone(),
        open: known.open,
        defaults,
        mappings,
    }
}

fn defaults(written: &DefaultsWritten, known: &mut Known<'_>, page: &mut Page<'_>) -> Defaults {
    let mut number = |kind, id: &Option<Spanned<String>>| id.as_ref().and_then(|id| known.number(kind, id, page));
    let source = number(Kind::Source, &written.source).map(SourceIx);
    let subject = number(Kind::Subject, &written.subject).map(SubjectIx);
    let place = number(Kind::Place, &written.place).map(PlaceIx);
    Defaults {
        source,
        subject,
        place,
        convention: written.day_convention.map(Into::into).unwrap_or_default(),
        document: written.document.as_ref().and_then(|id| tables_file::document(id, known, page)),
        coded_by: written.coded_by.clone(),
        method: written.method.as_ref().map(|word| tables_file::method(word, page)).unwrap_or_default(),
    }
}

#[cfg(test)]
#[path = "manifest_tests.rs"]
mod tests;
