//! What the JSON of `counterclaim bounds` looks like: types of its own, as for the audit's
//! [`shape`](crate::report::shape). An absent value is `null`, never left out. Adding a member, renaming one or
//! changing its meaning raises [`VERSION`]. Amounts are strings that hold exact decimal numbers.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::{Deserialize, Serialize};

use crate::load::schema::pretty;
use crate::report::shape::Tool;

/// The version of this format.
pub const VERSION: u32 = 1;

/// What the claims of one or more datasets imply for a quantity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Bounds")]
pub struct BoundsReport {
    /// The version of this format.
    pub version: u32,
    /// What wrote the report.
    pub tool: Tool,
    /// One a dataset, in the order in which they were given.
    pub bounds: Vec<OfDataset>,
}

/// What the claims of one dataset imply.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OfDataset {
    /// The dataset's folder as the user named it.
    pub dataset: String,
    /// Its title.
    pub title: String,
    /// What is asked about.
    pub counted: CountedShape,
    /// The unit of all amounts.
    pub unit: String,
    /// How generously printed words are taken: `exact`, `strict` or `tolerant`.
    pub reading: String,
    /// Which of the days that words allow are meant: `any` or `elapsed`.
    pub days: String,
    /// One, or one for each meaning of an ambiguous metric that changes the answer.
    pub worlds: Vec<WorldShape>,
}

/// A quantity by its ids.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Counted")]
pub struct CountedShape {
    /// What.
    pub metric: String,
    /// Whose.
    pub subject: String,
    /// Where.
    pub place: String,
}

/// The answers in some meanings of the metric asked about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "World")]
pub struct WorldShape {
    /// The meanings for which this is the answer; none if the metric is not ambiguous.
    pub read_as: Vec<String>,
    /// Whether all voices can be right together.
    pub together: bool,
    /// Whether all that follows was looked for.
    pub exhaustive: bool,
    /// Figures that were left out, because their voice contradicts itself by them.
    pub left_out: Vec<FigureShape>,
    /// Voices that are in no answer: what they contradict themselves by could not be told apart.
    pub unheard: Vec<HeardShape>,
    /// One, or one for every set of voices that can be right together.
    pub answers: Vec<AnswerShape>,
}

/// What some voices imply.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Answer")]
pub struct AnswerShape {
    /// The sets of voices that imply it: more than one where it is the same whichever of them are right.
    pub coalitions: Vec<Vec<HeardShape>>,
    /// What they imply: one interval, or one for every day of a series.
    pub bands: Vec<BandShape>,
}

/// A voice as it is heard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Voice")]
pub struct HeardShape {
    /// Its id.
    pub source: String,
    /// Its name.
    pub name: String,
    /// What its ambiguous words are read as.
    pub read_as: Vec<ReadAsShape>,
}

/// An ambiguous word and its meaning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "ReadAs")]
pub struct ReadAsShape {
    /// The metric that is printed.
    pub word: String,
    /// The metric that it is taken for.
    pub meaning: String,
}

/// What is implied over some days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Band")]
pub struct BandShape {
    /// The first day that is counted, as EDTF: a day, or some day between two.
    pub since: String,
    /// The last day that is counted.
    pub day: String,
    /// The least that it can be.
    pub low: Option<EndShape>,
    /// The most that it can be; null where nothing bounds it.
    pub high: Option<EndShape>,
}

/// One end of an interval.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "End")]
pub struct EndShape {
    /// Where it lies.
    #[schemars(extend("pattern" = "^-?[0-9]+(\\.[0-9]+)?$"))]
    pub value: String,
    /// The sum as one would write it.
    pub arithmetic: String,
    /// The figures whose sum it is.
    pub terms: Vec<TermShape>,
    /// What it rests on beside figures, in words.
    pub rests_on: Vec<String>,
}

/// A figure in a sum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Term")]
pub struct TermShape {
    /// The end of the figure that enters; negative where it is subtracted.
    #[schemars(extend("pattern" = "^-?[0-9]+(\\.[0-9]+)?$"))]
    pub amount: String,
    /// The figure.
    pub figure: FigureShape,
}

/// A printed figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Figure")]
pub struct FigureShape {
    /// The ids of the claims that print it: more than one where tables copy each other.
    pub claims: Vec<String>,
    /// The voice's id.
    pub source: String,
    /// What is counted, in the word that is printed.
    pub counted: CountedShape,
    /// The figure with its words.
    pub printed: String,
    /// Its days in words.
    pub days: String,
}

/// The JSON Schema (2020-12) of the answers.
#[must_use]
pub fn schema() -> String {
    pretty(&SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<BoundsReport>())
}
