//! What the JSON of `counterclaim sources` looks like: types of its own, as for the audit's
//! [`shape`](crate::report::shape). An absent value is `null`, never left out. Adding a member, renaming one or
//! changing its meaning raises [`VERSION`].

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::{Deserialize, Serialize};

use crate::load::schema::{pretty, words};
use crate::report::shape::Tool;
use crate::report::sources::INDEPENDENCE;
use crate::rules::words::STANDINGS;

/// The version of this format.
pub const VERSION: u32 = 1;

/// Who agrees with whom in one or more datasets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Agreement")]
pub struct SourcesReport {
    /// The version of this format.
    pub version: u32,
    /// What wrote the report.
    pub tool: Tool,
    /// One a dataset, in the order in which they were given.
    pub datasets: Vec<OfDataset>,
}

/// Who agrees with whom in one dataset.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OfDataset {
    /// The dataset's folder as the user named it.
    pub dataset: String,
    /// Its title.
    pub title: String,
    /// The sources, in order of their ids: all, or those that assert or pass on a claim that takes part.
    pub sources: Vec<SourceShape>,
    /// How many voices have a figure that takes part.
    pub voices: u64,
    /// Every two voices that have a comparable figure, in order of their ids.
    pub pairs: Vec<PairShape>,
    /// How many pairs of voices have none.
    pub apart: u64,
    /// Of these, how many would have one but for an ambiguous word.
    pub ambiguous_only: u64,
}

/// What is known of a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Source")]
pub struct SourceShape {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The id of its group, if it is in one.
    pub group: Option<String>,
    /// The id of its side, if it has one.
    pub party: Option<String>,
    /// Reliability on the NATO scale, A to F, as the dataset gives it; F cannot be judged.
    #[schemars(extend("enum" = ["A", "B", "C", "D", "E", "F"]))]
    pub reliability: String,
    /// The voice that it is: its own id, or that of whom it speaks for.
    pub voice: String,
    /// Whom it speaks for.
    pub speaks_for: Vec<String>,
    /// Whose figures its own are made from.
    pub relies_on: Vec<String>,
    /// Whether it also relies on others who are not known.
    pub relies_on_unknown: bool,
    /// The groups that what it says rests on in the end, its own among them; a source that is a group of its own by its
    /// id.
    pub rests_on: Vec<String>,
    /// Whether that also rests on others who are not known.
    pub rests_on_unknown: bool,
    /// How many claims it asserts.
    pub claims: u64,
    /// How many of these repeat another claim.
    pub restatements: u64,
    /// In how many documents they were read.
    pub documents: u64,
    /// How many claims of others passed through it.
    pub passed_on: u64,
}

/// How two voices stand to each other, and how far they agree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Pair")]
pub struct PairShape {
    /// One voice.
    pub first: VoiceShape,
    /// The other voice.
    pub second: VoiceShape,
    /// How they stand to each other.
    #[schemars(extend("enum" = words(&STANDINGS)))]
    pub standing: String,
    /// How many figures of the same quantity and days both say how much of. Each agrees, is near, disagrees or repeats.
    pub figures: u64,
    /// Figures that agree at the strict reading.
    pub agree: u64,
    /// Figures that do not and lie within what the words and a tenth allow.
    pub near: u64,
    /// Figures that are farther apart.
    pub disagree: u64,
    /// Figures of the very same unusual value, or of any value where both are declared to rest on one source.
    pub repeats: u64,
    /// Figures that one bounds and the other keeps to.
    pub bounds: u64,
    /// Such bounds that are missed.
    pub missed: u64,
    /// Figures that are not comparable, because their word is ambiguous.
    pub ambiguous: u64,
    /// Figures, of those of the same days that were compared, of which one of the two prints several different ones.
    pub several: u64,
}

/// A voice of a pair.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Voice")]
pub struct VoiceShape {
    /// Its id.
    pub source: String,
    /// Its name.
    pub name: String,
    /// How far it is independent of the other: `one-group` is not at all; `dependent` rests on nothing that the other
    /// does not; `partial` brings something of its own, or rests on somebody who is not known; `independent` shares
    /// nothing with it.
    #[schemars(extend("enum" = words(&INDEPENDENCE)))]
    pub independence: String,
}

/// The JSON Schema (2020-12) of the answers.
#[must_use]
pub fn schema() -> String {
    pretty(&SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<SourcesReport>())
}
