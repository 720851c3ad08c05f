//! A metric of `vocabulary.toml` as written.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use crate::load::shape::Texts;

/// More decimals than this leave too little room for the figure itself.
pub(super) const MOST_DECIMALS: u8 = 9;

/// A metric as written.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct MetricWritten {
    /// Its name for people.
    pub name: Option<String>,
    /// The unit.
    pub unit: Option<String>,
    /// How many decimals of the unit are told apart.
    #[schemars(with = "Option<u8>", extend("maximum" = MOST_DECIMALS))]
    pub decimals: Option<Spanned<u8>>,
    /// Flow, stock or statement.
    #[serde(default)]
    pub kind: KindWritten,
    /// What adds up to it.
    #[serde(default)]
    pub parts: Texts,
    /// What lies in it side by side, perhaps beside others.
    #[serde(default)]
    pub includes: Texts,
    /// Of what it is part.
    #[serde(default)]
    pub part_of: Texts,
    /// What an ambiguous word may mean.
    #[serde(default)]
    pub reads_as: Texts,
    /// Of what it is a lower bound.
    #[schemars(with = "Option<String>")]
    pub bounds_below: Option<Spanned<String>>,
    /// What a `no` denies.
    #[schemars(with = "Option<DeniesWritten>")]
    pub denies: Option<Spanned<DeniesWritten>>,
}

/// A metric's kind as written.
#[derive(Debug, Clone, Copy, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum KindWritten {
    /// Accrues and never falls.
    #[default]
    Flow,
    /// Holds at an instant.
    Stock,
    /// A yes or no.
    Statement,
}

/// What a statement denies, as written.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct DeniesWritten {
    /// Only claims of the subject's own side.
    #[serde(default)]
    pub own_side: bool,
    /// Metrics, or patterns such as `personnel.*`.
    pub metric: Texts,
}
