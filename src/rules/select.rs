//! Which claims a rule looks at: exact values, globs or lists of them over the claim, its source
//! and its document.

use std::borrow::Cow;
use std::ops::Range;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use toml::Spanned;

use crate::load::problem::did_you_mean;
use crate::load::shape::Texts;
use crate::model::claim::Claim;
use crate::model::figure::Per;
use crate::model::glob;
use crate::model::remark::Method;
use crate::rules::words::Words;

/// What of a claim is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Claim,
    Source,
    Group,
    Party,
    Metric,
    Subject,
    Place,
    Document,
    Publisher,
    Table,
    Method,
    Wording,
    Locator,
    Hedge,
    Via,
    Per,
}

const FIELDS: [(&str, Field); 16] = [
    ("claim", Field::Claim),
    ("source", Field::Source),
    ("group", Field::Group),
    ("party", Field::Party),
    ("metric", Field::Metric),
    ("subject", Field::Subject),
    ("place", Field::Place),
    ("document", Field::Document),
    ("publisher", Field::Publisher),
    ("table", Field::Table),
    ("method", Field::Method),
    ("wording", Field::Wording),
    ("locator", Field::Locator),
    ("hedge", Field::Hedge),
    ("via", Field::Via),
    ("per", Field::Per),
];

/// All conditions must hold; one of a condition's patterns is enough. No condition selects all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selector {
    conditions: Vec<(Field, Vec<String>)>,
}

/// As written: a table of patterns.
impl JsonSchema for Selector {
    fn schema_name() -> Cow<'static, str> {
        "Selector".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let fields = FIELDS.map(|(field, _)| (field.to_owned(), Texts::json_schema(generator).to_value()));
        json_schema!({
            "type": "object",
            "properties": fields.into_iter().collect::<serde_json::Map<_, _>>(),
            "additionalProperties": false
        })
    }
}

impl Selector {
    /// Reads `{ metric = "personnel.*", source = ["a", "b"] }`.
    pub fn read(table: &toml::Table, span: &Range<usize>, words: &mut Words<'_>) -> Self {
        let mut selector = Self::default();
        for (key, value) in table {
            let patterns: Option<Vec<String>> = match value {
                toml::Value::String(text) => Some(vec![text.clone()]),
                toml::Value::Array(list) => list.iter().map(|item| item.as_str().map(str::to_owned)).collect(),
                _ => None,
            };
            let field = FIELDS.iter().find(|(known, _)| known == key);
            match (field, patterns) {
                (Some(&(_, field)), Some(patterns)) => selector.conditions.push((field, patterns)),
                (None, _) => {
                    let near = did_you_mean(key, FIELDS.iter().map(|(known, _)| *known));
                    let hint = near.map_or_else(
                        || format!("write one of {}", FIELDS.map(|(known, _)| known).join(", ")),
                        |near| format!("did you mean `{near}`?"),
                    );
                    words.wrong(span.clone(), format!("unknown selector `{key}`"), hint);
                }
                (Some(_), None) => {
                    let message = format!("the selector `{key}` is neither a text nor a list of texts");
                    words.wrong(span.clone(), message, "write `\"personnel.*\"` or `[\"a\", \"b\"]`");
                }
            }
        }
        selector
    }

    /// Reads selectors as a rule file has them; without any, or with what is none, all claims.
    pub fn read_or_all(value: Option<&Spanned<toml::Value>>, words: &mut Words<'_>) -> Self {
        let Some(value) = value else { return Self::default() };
        match value.get_ref() {
            toml::Value::Table(table) => Self::read(table, &value.span(), words),
            _ => {
                words.wrong(value.span(), "these are no selectors", "write `{}` for all claims");
                Self::default()
            }
        }
    }

    /// A selector of one condition, as `--select metric=personnel.*` gives it.
    #[must_use]
    pub fn of(key: &str, pattern: &str) -> Option<Self> {
        let &(_, field) = FIELDS.iter().find(|(known, _)| *known == key)?;
        Some(Self { conditions: vec![(field, vec![pattern.to_owned()])] })
    }

    /// A selector of several conditions, each a key and a pattern as the command line gives them. Patterns of one
    /// key are one condition: one of them is enough. `None` where a key is not known.
    #[must_use]
    pub fn of_all<'p>(pairs: impl IntoIterator<Item = (&'p str, &'p str)>) -> Option<Self> {
        let mut selector = Self::default();
        for (key, pattern) in pairs {
            let &(_, field) = FIELDS.iter().find(|(known, _)| *known == key)?;
            match selector.conditions.iter_mut().find(|(known, _)| *known == field) {
                Some((_, patterns)) => patterns.push(pattern.to_owned()),
                None => selector.conditions.push((field, vec![pattern.to_owned()])),
            }
        }
        Some(selector)
    }

    /// Every key.
    #[must_use]
    pub fn keys() -> [&'static str; 16] {
        FIELDS.map(|(key, _)| key)
    }

    /// Whether every claim is selected.
    #[must_use]
    pub fn is_all(&self) -> bool {
        self.conditions.is_empty()
    }

    /// Whether a claim of this metric may be selected.
    #[must_use]
    pub fn may_select_metric(&self, metric: &str) -> bool {
        let of_metric = self.conditions.iter().filter(|(field, _)| *field == Field::Metric);
        of_metric.into_iter().all(|(_, patterns)| patterns.iter().any(|pattern| glob::matches(pattern, metric)))
    }

    /// Whether the claim is selected.
    #[must_use]
    pub fn selects(&self, claim: Claim<'_>) -> bool {
        self.conditions.iter().all(|(field, patterns)| {
            texts(*field, claim).iter().any(|text| patterns.iter().any(|pattern| glob::matches(pattern, text)))
        })
    }
}

/// What the claim has in a field; several texts where it passed through several outlets.
fn texts<'d>(field: Field, claim: Claim<'d>) -> Vec<&'d str> {
    let dataset = claim.dataset;
    let (vocabulary, sources, quantity) = (&dataset.vocabulary, &dataset.sources, claim.quantity());
    let remark = |text: fn(&crate::model::remark::Remark) -> &str| claim.remark().map_or("", text);
    match field {
        Field::Claim => vec![claim.id()],
        Field::Source => vec![sources.id(claim.source_ix())],
        Field::Group => claim.source().group.map(|group| sources.groups.name(group.0)).into_iter().collect(),
        Field::Party => claim.source().party.map(|party| sources.parties.name(party.0)).into_iter().collect(),
        Field::Metric => vec![vocabulary.metrics.names.name(quantity.metric.0)],
        Field::Subject => vec![vocabulary.subjects.names.name(quantity.subject.0)],
        Field::Place => vec![vocabulary.places.names.name(quantity.place.0)],
        Field::Document => {
            dataset.claims.document(claim.ix).map(|ix| dataset.documents.names.name(ix.0)).into_iter().collect()
        }
        Field::Publisher => claim.document().map(|document| document.publisher.as_str()).into_iter().collect(),
        Field::Table => vec![&claim.table().name],
        Field::Method => {
            let method = dataset.claims.method(claim.ix);
            Method::WORDS.iter().filter(|(_, known)| *known == method).map(|(word, _)| *word).collect()
        }
        Field::Wording => vec![remark(|remark| &remark.wording)],
        Field::Locator => vec![remark(|remark| &remark.locator)],
        Field::Hedge => vec![&claim.hedge().name],
        Field::Per => vec![match claim.figure().per {
            Per::Total => "total",
            per => per.word(),
        }],
        Field::Via => claim.via().iter().map(|&outlet| sources.id(outlet)).collect(),
    }
}
