//! The tidy form: named fields to a claim, the same for CSV, JSON and the examples of rule files.

use std::ops::Range;

use crate::load::complaint::{Complaint, Noun};
use crate::load::context::{Context, Defaults};
use crate::load::period::{FORMS, anchor_of};
use crate::load::words::{ATTRIBUTION, CONVENTION, PER, amount, claim_id, exact, fixed_ends, word};
use crate::model::amount::Amount;
use crate::model::figure::{Figure, Per};
use crate::model::index::{DocumentIx, HedgeIx, MetricIx, PlaceIx, SourceIx, SubjectIx};
use crate::model::place::Place;
use crate::model::remark::{Method, Remark};
use crate::model::store::Draft;
use crate::model::vocabulary::Metric;

/// The columns of the tidy form.
pub const COLUMNS: [&str; 23] = [
    "id",
    "source",
    "attribution",
    "via",
    "document",
    "locator",
    "subject",
    "metric",
    "place",
    "period",
    "per",
    "value",
    "hedge",
    "low",
    "high",
    "wording",
    "method",
    "stated-verification",
    "restates",
    "derived-from",
    "coded-by",
    "note",
    "day-convention",
];

/// What is wrong with one field of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldProblem {
    /// The field's name.
    pub field: String,
    /// What is wrong.
    pub message: String,
    /// What can be done about it.
    pub hint: Option<String>,
    /// The bytes of the field's text that are meant; all where it is `None`.
    pub span: Option<Range<usize>>,
}

/// Makes a claim, and its id where the record has one, of the fields that `fields` gives by name.
/// An empty field is `None`.
///
/// # Errors
/// Everything that is wrong with the record.
pub fn draft<'f>(
    fields: &dyn Fn(&str) -> Option<&'f str>,
    defaults: &Defaults,
    place: Place,
    context: &mut Context,
) -> Result<(Option<String>, Draft), Vec<FieldProblem>> {
    let mut row = Row { fields, context, problems: Vec::new() };
    let id = row.read("id", |_, text| claim_id(text).map(str::to_owned));
    let source = row.find("source", Noun::Source).map(SourceIx).or(defaults.source);
    let subject = row.find("subject", Noun::Subject).map(SubjectIx).or(defaults.subject);
    let metric = row.find("metric", Noun::Metric).map(MetricIx).or(defaults.metric);
    let place_of = row.find("place", Noun::Place).map(PlaceIx).or(defaults.place);
    let document = row.find("document", Noun::Document).map(DocumentIx).or(defaults.document);
    let method = row.read("method", |_, text| word("method", text, &Method::WORDS)).unwrap_or(defaults.method);
    let convention = row.read("day-convention", |_, text| word("day convention", text, &CONVENTION));
    let subject = subject.unwrap_or_else(|| SubjectIx(row.context.unnamed(Noun::Subject)));
    let place_of = place_of.unwrap_or_else(|| PlaceIx(row.context.unnamed(Noun::Place)));
    let period = row.read("period", |context, text| {
        let vocabulary = &context.dataset.vocabulary;
        let anchor = anchor_of(vocabulary, place_of);
        context.periods.read(text, vocabulary, anchor, convention.unwrap_or(defaults.convention))
    });
    row.require("source", source.is_some());
    row.require("metric", metric.is_some());
    row.require("period", period.is_some());
    let hedge = row.find("hedge", Noun::Hedge).map_or(row.context.bare, HedgeIx);
    let kind = metric.map_or_else(Metric::default, |metric| {
        let metric = &row.context.dataset.vocabulary.metrics.things[metric.at()];
        Metric { decimals: metric.decimals, kind: metric.kind, ..Metric::default() }
    });
    let figure = row.figure(&kind, hedge, defaults);
    let remark = row.remark();
    if let (Some(source), Some(metric), Some(period), true) = (source, metric, period, row.problems.is_empty()) {
        match exact(&figure, row.context.dataset.hedges.get(hedge), &kind, &period) {
            Err(complaint) => row.complain("value", complaint),
            Ok(exact) => {
                let standing_hedge = false;
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
                return Ok((id, draft));
            }
        }
    }
    Err(row.problems)
}

/// One record while it is read.
struct Row<'c, 'f> {
    fields: &'c dyn Fn(&str) -> Option<&'f str>,
    context: &'c mut Context,
    problems: Vec<FieldProblem>,
}

impl<'f> Row<'_, 'f> {
    fn text(&self, field: &str) -> Option<&'f str> {
        (self.fields)(field).filter(|text| !text.is_empty())
    }

    fn complain(&mut self, field: &str, complaint: Complaint) {
        let Complaint { message, hint, span } = complaint;
        self.problems.push(FieldProblem { field: field.to_owned(), message, hint, span });
    }

    fn read<T>(&mut self, field: &str, read: impl FnOnce(&mut Context, &'f str) -> Result<T, Complaint>) -> Option<T> {
        let text = self.text(field)?;
        read(self.context, text).map_err(|complaint| self.complain(field, complaint)).ok()
    }

    fn find(&mut self, field: &str, noun: Noun) -> Option<u32> {
        self.read(field, |context, text| context.find(noun, text))
    }

    fn require(&mut self, field: &str, found: bool) {
        if !found && self.text(field).is_none() {
            let hint = Some(match field {
                "period" => format!("every claim has a period: {FORMS}"),
                _ => format!("every claim has a {field}; a table may give one to all its rows"),
            });
            self.complain(field, Complaint::new(format!("the {field} is missing"), hint));
        }
    }

    fn figure(&mut self, metric: &Metric, hedge: HedgeIx, defaults: &Defaults) -> Figure {
        let per = self.read("per", |_, text| word("per", text, &PER)).unwrap_or(Per::Total);
        let mut read = |field| self.read(field, |_, text| amount(text, metric, defaults.number, per));
        let (value, low, high) = (read("value"), read("low"), read("high"));
        let mut figure = Figure { value, low, high, per };
        if !["value", "low", "high"].iter().any(|field| self.text(field).is_some()) {
            let hedge = self.context.dataset.hedges.get(hedge);
            if hedge.fixed {
                (figure.low, figure.high) = fixed_ends(hedge);
            } else {
                let hint = Some("write the figure, or give `low` or `high`".to_owned());
                self.complain("value", Complaint::new("the value is missing", hint));
            }
        } else if self.context.dataset.hedges.get(hedge).range
            && (self.text("low").is_none() || self.text("high").is_none())
        {
            let words = self.text("hedge").unwrap_or_default();
            let hint = Some("a range has two ends: give both".to_owned());
            self.complain("hedge", Complaint::new(format!("`{words}` needs `low` and `high`"), hint));
        }
        if !defaults.as_published {
            self.check_order(&figure);
        }
        figure
    }

    /// Bounds out of order are a slip of whoever coded the row.
    fn check_order(&mut self, figure: &Figure) {
        let above = |a: Option<Amount>, b: Option<Amount>| a.zip(b).filter(|(a, b)| a.compare(*b).is_gt());
        if let Some((low, high)) = above(figure.low, figure.high) {
            let hint = Some("are the two swapped?".to_owned());
            self.complain("low", Complaint::new(format!("the low {low} is above the high {high}"), hint));
        } else if let Some((low, value)) = above(figure.low, figure.value) {
            self.complain("value", Complaint::new(format!("the value {value} is below its own low {low}"), None));
        } else if let Some((value, high)) = above(figure.value, figure.high) {
            self.complain("value", Complaint::new(format!("the value {value} is above its own high {high}"), None));
        }
    }

    fn remark(&mut self) -> Option<Remark> {
        let attribution =
            self.read("attribution", |_, text| word("attribution", text, &ATTRIBUTION)).unwrap_or_default();
        let mut via = Vec::new();
        for outlet in self
            .text("via")
            .into_iter()
            .flat_map(|list| list.split(';'))
            .map(str::trim)
            .filter(|outlet| !outlet.is_empty())
        {
            match self.context.find(Noun::Source, outlet) {
                Ok(source) => via.push(SourceIx(source)),
                Err(complaint) => {
                    let from = self.text("via").map_or(0, |list| outlet.as_ptr() as usize - list.as_ptr() as usize);
                    self.complain("via", Complaint { span: Some(from..from + outlet.len()), ..complaint });
                }
            }
        }
        let text = |field| self.text(field).unwrap_or_default().to_owned();
        let ids = text("derived-from");
        let remark = Remark {
            attribution,
            via,
            locator: text("locator"),
            wording: text("wording"),
            hedge: text("hedge"),
            stated_verification: text("stated-verification"),
            restates: text("restates"),
            derived_from: ids.split(';').map(str::trim).filter(|id| !id.is_empty()).map(str::to_owned).collect(),
            coded_by: String::new(),
            note: text("note"),
        };
        let coded_by = self.text("coded-by").unwrap_or(&self.context.coded_by).to_owned();
        // Who coded a row is said of it only where there is something else to say, or nothing but that.
        let is_remarkable = remark != Remark::default() || self.text("coded-by").is_some();
        is_remarkable.then_some(Remark { coded_by, ..remark })
    }
}

#[cfg(test)]
mod tests {
    use super::{FieldProblem, draft};
    use crate::load::context::Defaults;
    use crate::load::context::tests::context;
    use crate::model::interval::Interval;
    use crate::model::number::NumberFormat;
    use crate::model::place::Place;
    use crate::model::remark::Attribution;
    use crate::model::store::Draft;

    fn read(fields: &[(&str, &'static str)]) -> Result<(Option<String>, Draft), Vec<FieldProblem>> {
        let given = [
            ("source", "general-staff-ua"),
            ("metric", "personnel.losses"),
            ("period", "full-scale-invasion/2025-06-12"),
        ];
        let find = |name: &str| fields.iter().chain(&given).find(|(known, _)| *known == name).map(|&(_, text)| text);
        let number = NumberFormat { thousands: Some(','), decimal: '.' };
        draft(&find, &Defaults { number, ..Defaults::default() }, Place::default(), &mut context())
    }

    fn wrong(fields: &[(&str, &'static str)]) -> Vec<(String, String)> {
        read(fields).expect_err("a problem").into_iter().map(|problem| (problem.field, problem.message)).collect()
    }

    #[test]
    fn a_row_of_an_article_becomes_a_claim() {
        let fields = [
            ("id", "en25-total"),
            ("attribution", "vague"),
            ("via", "euronews;oryx"),
            ("value", "1,000,340"),
            ("derived-from", "a; b"),
            ("wording", "killed, wounded or incapacitated"),
        ];
        let (id, draft) = read(&fields).expect("a claim");
        let remark = draft.remark.expect("a remark");
        assert_eq!(id.as_deref(), Some("en25-total"));
        assert_eq!(draft.exact, Interval::point(1_000_340));
        assert_eq!((remark.attribution, remark.via.len()), (Attribution::Vague, 2));
        assert_eq!(remark.derived_from, ["a", "b"]);
        assert_eq!(read(&[("value", "340"), ("per", "day")]).expect("a rate").1.remark, None);
    }

    #[test]
    fn every_problem_of_a_row_is_told_at_once() {
        let fields =
            [("metric", "personel.losses"), ("value", "about 5"), ("hedge", "abot"), ("id", "=1"), ("per", "x")];
        let found = wrong(&fields);
        let names: Vec<&str> = found.iter().map(|(field, _)| field.as_str()).collect();
        assert_eq!(names, ["id", "metric", "hedge", "per", "value"]);
        assert_eq!(wrong(&[("source", ""), ("value", "5")]), [("source".into(), "the source is missing".into())]);
        let outlet = read(&[("value", "5"), ("via", "euronews;bbc")]).expect_err("unknown");
        assert_eq!(outlet[0].span, Some(9..12));
    }

    #[test]
    fn bounds_are_held_against_each_other() {
        assert_eq!(wrong(&[("low", "110"), ("high", "90")])[0].1, "the low 110 is above the high 90");
        assert_eq!(wrong(&[("value", "5"), ("low", "9")])[0].1, "the value 5 is below its own low 9");
        assert_eq!(wrong(&[("value", "12"), ("low", "9"), ("high", "10")])[0].0, "value");
        assert_eq!(wrong(&[("hedge", "between"), ("low", "9")])[0].1, "`between` needs `low` and `high`");
        assert_eq!(wrong(&[])[0].1, "the value is missing");
        assert_eq!(wrong(&[("value", "1,00")]).len(), 1);
    }

    #[test]
    fn fixed_words_need_no_value_and_statements_say_yes_or_no() {
        let (_, hundreds) = read(&[("hedge", "hundreds")]).expect("a claim");
        assert_eq!(hundreds.exact, Interval::new(100, 999));
        let (_, no) = read(&[("metric", "discloses"), ("value", "no")]).expect("a claim");
        assert_eq!(no.exact, Interval::point(0));
        assert_eq!(read(&[("value", "-3")]).expect("a claim").1.exact, Interval::point(-3));
    }
}
