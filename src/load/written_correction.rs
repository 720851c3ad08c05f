//! A correction written in place, for the examples of rules.

use crate::load::complaint::{Complaint, Noun};
use crate::load::context::{Context, Defaults};
use crate::load::problem::did_you_mean;
use crate::load::tidy::FieldProblem;
use crate::load::words::amount;
use crate::model::correction::Correction;
use crate::model::day::Day;
use crate::model::figure::Per;
use crate::model::index::{MetricIx, PlaceIx, SourceIx, SubjectIx, TableIx};
use crate::model::place::Place;

/// A claim or a correction: columns and their texts.
pub type Row = Vec<(String, String)>;

/// The columns of a correction.
pub(super) const OF_CORRECTIONS: [&str; 6] = ["source", "subject", "metric", "place", "day", "value"];

/// Adds a correction to the dataset.
pub(super) fn correction(fields: &Row, context: &mut Context) -> Result<(), FieldProblem> {
    if let Some((name, _)) = fields.iter().find(|(name, _)| !OF_CORRECTIONS.contains(&name.as_str())) {
        return Err(unknown_column(name, &OF_CORRECTIONS));
    }
    let text = |name: &str| fields.iter().find(|(column, _)| column == name).map(|(_, text)| text.as_str());
    let Defaults { source, subject, place, .. } = context.defaults;
    let mut number = |noun: Noun, default: Option<u32>| match text(noun.word()) {
        Some(id) => context.find(noun, id).map_err(|complaint| wrong(noun.word(), complaint)),
        None => default.ok_or_else(|| missing(noun.word())),
    };
    let source = SourceIx(number(Noun::Source, source.map(|ix| ix.0))?);
    let subject = SubjectIx(number(Noun::Subject, subject.map(|ix| ix.0))?);
    let place_of = PlaceIx(number(Noun::Place, place.map(|ix| ix.0))?);
    let metric = MetricIx(number(Noun::Metric, None)?);
    let day = text("day").ok_or_else(|| missing("day"))?;
    let no_day = || Complaint::new(format!("`{day}` is not a day"), Some("write a date such as `2024-05-17`".into()));
    let day = Day::parse(day).ok_or_else(|| wrong("day", no_day()))?;
    let kind = &context.dataset.vocabulary.metrics.things[metric.at()];
    let value = amount(text("value").ok_or_else(|| missing("value"))?, kind, context.defaults.number, Per::Total)
        .map_err(|complaint| wrong("value", complaint))?;
    let too_much = || wrong("value", Complaint::new("the value is past the exact range", None));
    let delta = value.floor(kind.decimals).ok_or_else(too_much)?;
    let place = Place { table: TableIx(0), offset: 0, field: 0 };
    context.dataset.corrections.push(Correction { source, subject, metric, place_of, day, delta, place });
    Ok(())
}

/// What is wrong with a field.
pub(super) fn wrong(field: &str, complaint: Complaint) -> FieldProblem {
    let Complaint { message, hint, span } = complaint;
    FieldProblem { field: field.to_owned(), message, hint, span }
}

fn missing(field: &str) -> FieldProblem {
    wrong(field, Complaint::new(format!("the {field} is missing"), None))
}

/// A column that nothing asks for.
pub(super) fn unknown_column(name: &str, known: &[&str]) -> FieldProblem {
    let hint = did_you_mean(name, known.iter().copied()).map(|near| format!("did you mean `{near}`?"));
    wrong(name, Complaint::new(format!("unknown column `{name}`"), hint))
}
