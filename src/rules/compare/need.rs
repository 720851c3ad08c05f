//! How the left claim has to lie to the right one, dimension by dimension.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use toml::{Spanned, Value};

use crate::load::schema::word;
use crate::model::vocabulary::Within;
use crate::rules::select::Selector;
use crate::rules::words::Words;

/// What the right side is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rules) enum Partner {
    /// Other claims.
    Claims,
    /// The claim that the left one repeats.
    Origin,
    /// What one lineage implies for the left one's quantity and period.
    Implied,
    /// The claims that the left statement denies.
    Denied,
}

/// What the right side is, where it is written as a word.
pub(super) fn partner(value: Option<&Spanned<Value>>, words: &mut Words<'_>) -> Partner {
    let Some((value, Value::String(text))) = value.map(|value| (value, value.get_ref())) else {
        return Partner::Claims;
    };
    let word = Spanned::new(value.span(), text.clone());
    words.one_of(&word, &PARTNERS).unwrap_or(Partner::Claims)
}

pub(in crate::rules) const PARTNERS: [(&str, Partner); 3] =
    [("origin", Partner::Origin), ("implied", Partner::Implied), ("denied", Partner::Denied)];

/// The right side as written: selectors or a word.
pub(in crate::rules) struct RightSide;

impl JsonSchema for RightSide {
    fn schema_name() -> Cow<'static, str> {
        "RightSide".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({ "anyOf": [word(&PARTNERS), generator.subschema_for::<Selector>()] })
    }
}

/// How one thing has to lie to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rules) enum Need {
    Same,
    PartOf,
    SameOrPartOf,
    /// The left metric is a floor of the right one.
    Bounds,
    Any,
}

pub(in crate::rules) const METRIC: [(&str, Need); 5] = [
    ("same", Need::Same),
    ("part-of", Need::PartOf),
    ("same-or-part-of", Need::SameOrPartOf),
    ("bounds", Need::Bounds),
    ("any", Need::Any),
];

pub(in crate::rules) const CONTAINMENT: [(&str, Need); 4] =
    [("same", Need::Same), ("part-of", Need::PartOf), ("same-or-part-of", Need::SameOrPartOf), ("any", Need::Any)];

impl Need {
    /// Whether things that lie so are wanted. A floor is judged apart.
    pub(super) fn accepts(self, within: Within) -> bool {
        match self {
            Self::Same => within == Within::Same,
            Self::PartOf => within == Within::Part,
            Self::SameOrPartOf => matches!(within, Within::Same | Within::Part | Within::SameOrPart),
            Self::Bounds => false,
            Self::Any => true,
        }
    }
}

/// A dimension in which a part may be strict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rules) enum Dimension {
    Metric,
    Place,
    Subject,
    /// Days inside other days, not merely an earlier day of the same running total.
    Period,
}

pub(in crate::rules) const DIMENSIONS: [(&str, Dimension); 4] = [
    ("metric", Dimension::Metric),
    ("place", Dimension::Place),
    ("subject", Dimension::Subject),
    ("period", Dimension::Period),
];

/// One way in which the left period may lie to the right one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rules) enum PeriodWord {
    /// Both ends the same.
    Same,
    /// Inside, ends included.
    Within,
    /// The same start, and it ends no earlier.
    Extends,
    /// The same end.
    EndsWith,
    /// At least a day is surely common.
    Overlaps,
    /// It has ended when the other begins.
    Before,
    /// However.
    Any,
}

pub(in crate::rules) const PERIODS: [(&str, PeriodWord); 7] = [
    ("same", PeriodWord::Same),
    ("within", PeriodWord::Within),
    ("extends", PeriodWord::Extends),
    ("ends-with", PeriodWord::EndsWith),
    ("overlaps", PeriodWord::Overlaps),
    ("before", PeriodWord::Before),
    ("any", PeriodWord::Any),
];

/// The ways in which the left period may lie to the right one: any of them is enough.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PeriodNeed(pub(super) Vec<PeriodWord>);

impl PeriodNeed {
    /// Reads a word or a list of words; `same` if there is none.
    pub(super) fn read(value: Option<&Spanned<Value>>, words: &mut Words<'_>) -> Self {
        let Some(value) = value else { return Self(vec![PeriodWord::Same]) };
        let texts: Option<Vec<&str>> = match value.get_ref() {
            Value::String(text) => Some(vec![text]),
            Value::Array(list) => list.iter().map(Value::as_str).collect(),
            _ => None,
        };
        let Some(texts) = texts.filter(|texts| !texts.is_empty()) else {
            words.wrong(value.span(), "neither a word nor a list of words", "write `period = \"within\"`");
            return Self(vec![PeriodWord::Same]);
        };
        let word = |text: &str| Spanned::new(value.span(), text.to_owned());
        Self(texts.into_iter().filter_map(|text| words.one_of(&word(text), &PERIODS)).collect())
    }

    /// Whether only running totals of one start can be meant.
    pub(super) fn is_of_one_start(&self) -> bool {
        let of_one_start =
            |word: &PeriodWord| matches!(word, PeriodWord::Same | PeriodWord::Within | PeriodWord::Extends);
        self.0.iter().all(of_one_start)
    }

    /// Whether only the same periods are compared.
    pub(super) fn is_same_only(&self) -> bool {
        self.0 == [PeriodWord::Same]
    }
}
