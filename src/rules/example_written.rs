//! An `[[example]]` of a rule as written, every value with its span.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use crate::load::documents::DocumentWritten;
use crate::load::metric_written::MetricWritten;
use crate::load::row_schema::{ClaimRow, CorrectionRow};
use crate::load::schema::words;
use crate::load::shape::{DateText, Keyed, Texts};
use crate::load::sources::SourceWritten;
use crate::load::vocabulary::{PlaceWritten, SubjectWritten};
use crate::load::written::OwnTableWritten;

/// What an example may expect.
pub(super) const EXPECT: [(&str, bool); 2] = [("fires", true), ("silent", false)];

/// One `[[example]]`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ExampleFile {
    /// What the example shows.
    #[schemars(with = "String")]
    pub name: Spanned<String>,
    /// `fires` or `silent`.
    #[schemars(with = "String", extend("enum" = words(&EXPECT)))]
    pub expect: Spanned<String>,
    /// The claims, in the columns of the tidy form.
    #[serde(default)]
    #[schemars(with = "Vec<ClaimRow>")]
    pub claims: Vec<Spanned<toml::Table>>,
    /// The left claim, for examples of two.
    #[schemars(with = "Option<ClaimRow>")]
    pub left: Option<Spanned<toml::Table>>,
    /// The right claim.
    #[schemars(with = "Option<ClaimRow>")]
    pub right: Option<Spanned<toml::Table>>,
    /// What is declared of metrics, places, subjects and anchors.
    #[serde(default)]
    pub vocabulary: ExampleVocabulary,
    /// What is declared of sources.
    #[serde(default)]
    pub sources: Keyed<SourceWritten>,
    /// What is declared of documents.
    #[serde(default)]
    pub documents: Keyed<DocumentWritten>,
    /// What is declared of the tables that claims stand in.
    #[serde(default)]
    pub tables: Keyed<OwnTableWritten>,
    /// What publishers corrected: source, metric, day, value.
    #[serde(default)]
    #[schemars(with = "Vec<CorrectionRow>")]
    pub corrections: Vec<Spanned<toml::Table>>,
}

/// What an example declares of its words, with the keys of a dataset's own `vocabulary.toml`. What it
/// does not declare is accepted all the same.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ExampleVocabulary {
    /// Named dates.
    #[serde(default)]
    #[schemars(with = "Keyed<DateText>")]
    pub anchor: Keyed<Spanned<DateText>>,
    /// Metrics.
    #[serde(default)]
    pub metric: Keyed<MetricWritten>,
    /// Subjects.
    #[serde(default)]
    pub subject: Keyed<SubjectWritten>,
    /// Places.
    #[serde(default)]
    pub place: Keyed<PlaceWritten>,
    /// The short form for metrics of which only the parts matter: `{ whole = ["part", "part"] }`.
    #[serde(default)]
    pub parts: Keyed<Texts>,
}
