//! A `[[table]]` of the manifest as written.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use crate::load::schema::words;
use crate::load::shape::{DateText, Keyed, TextOr, Texts};
use crate::model::period::DayConvention;
use crate::model::remark::Method;

/// A `[[table]]`: a file, or several, and how its records become claims.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct TableWritten {
    /// Below the dataset's folder; `*` matches within one path component.
    #[schemars(with = "String")]
    pub path: Spanned<String>,
    /// The name in the ids of its claims.
    #[schemars(with = "Option<String>")]
    pub name: Option<Spanned<String>>,
    /// Claims, or what the publisher corrected.
    #[serde(default)]
    pub kind: KindWritten,
    /// How it is written; by default what the extension says.
    pub format: Option<FormatWritten>,
    /// Its licence.
    pub licence: Option<String>,
    /// Who asserts.
    #[schemars(with = "Option<TextOr<OriginWritten>>")]
    pub source: Option<Spanned<TextOr<OriginWritten>>>,
    /// Whose.
    #[schemars(with = "Option<TextOr<OriginWritten>>")]
    pub subject: Option<Spanned<TextOr<OriginWritten>>>,
    /// What.
    #[schemars(with = "Option<TextOr<OriginWritten>>")]
    pub metric: Option<Spanned<TextOr<OriginWritten>>>,
    /// Where.
    #[schemars(with = "Option<TextOr<OriginWritten>>")]
    pub place: Option<Spanned<TextOr<OriginWritten>>>,
    /// From when figures accrue.
    #[schemars(with = "Option<DateText>")]
    pub since: Option<Spanned<DateText>>,
    /// The as-of day.
    #[schemars(with = "Option<TextOr<AsOfWritten>>")]
    pub as_of: Option<Spanned<TextOr<AsOfWritten>>>,
    /// The form of column names that are as-of days.
    #[schemars(with = "Option<String>")]
    pub dates: Option<Spanned<String>>,
    /// The period.
    #[schemars(with = "Option<TextOr<PeriodWritten>>")]
    pub period: Option<Spanned<TextOr<PeriodWritten>>>,
    /// How far apart rows are.
    #[schemars(with = "Option<String>")]
    pub every: Option<Spanned<String>>,
    /// To what day a report labelled with a date reaches.
    pub day_convention: Option<ConventionWritten>,
    /// Where it was read.
    #[schemars(with = "Option<String>")]
    pub document: Option<Spanned<String>>,
    /// How its figures were obtained.
    #[schemars(with = "Option<String>", extend("enum" = words(&Method::WORDS)))]
    pub method: Option<Spanned<String>>,
    /// Value column to hedge column.
    #[serde(default)]
    #[schemars(with = "Keyed<String>")]
    pub hedge: Keyed<Spanned<String>>,
    /// Column to metric.
    #[serde(default)]
    #[schemars(with = "Keyed<String>")]
    pub values: Keyed<Spanned<String>>,
    /// The column of values; with `dates` the metric.
    #[schemars(with = "Option<String>")]
    pub value: Option<Spanned<String>>,
    /// The column of lower bounds.
    #[schemars(with = "Option<String>")]
    pub low: Option<Spanned<String>>,
    /// The column of best estimates.
    #[schemars(with = "Option<String>")]
    pub best: Option<Spanned<String>>,
    /// The column of upper bounds.
    #[schemars(with = "Option<String>")]
    pub high: Option<Spanned<String>>,
    /// The column of ids.
    #[schemars(with = "Option<String>")]
    pub id: Option<Spanned<String>>,
    /// Only records with these texts.
    #[serde(default)]
    pub r#where: Keyed<Texts>,
    /// Columns that are not read.
    #[serde(default)]
    pub ignore: Texts,
    /// How it writes numbers.
    pub number: Option<NumberWritten>,
    /// For people.
    pub note: Option<String>,
}

/// What a table holds, as written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum KindWritten {
    /// Claims.
    #[default]
    Claims,
    /// What the publisher corrected.
    Corrections,
}

/// How a file is written, as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(extend("enum" = ["csv", "json", "jsonl", "ndjson"]))]
pub enum FormatWritten {
    /// Comma-separated values.
    Csv,
    /// A JSON array of objects.
    Json,
    /// A JSON object a line.
    #[serde(alias = "ndjson")]
    Jsonl,
}

/// A day convention as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ConventionWritten {
    /// A report of D covers to the end of D−1.
    Morning,
    /// A report of D covers to the end of D.
    Evening,
    /// Either.
    Unknown,
}

impl From<ConventionWritten> for DayConvention {
    fn from(written: ConventionWritten) -> Self {
        match written {
            ConventionWritten::Morning => Self::Morning,
            ConventionWritten::Evening => Self::Evening,
            ConventionWritten::Unknown => Self::Unknown,
        }
    }
}

/// A column whose texts are ids, or stand for ids.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct OriginWritten {
    /// The column.
    #[schemars(with = "String")]
    pub column: Spanned<String>,
    /// Text to id.
    #[serde(default)]
    #[schemars(with = "Keyed<String>")]
    pub values: Keyed<Spanned<String>>,
    /// What is done with other texts.
    pub others: Option<OthersWritten>,
}

/// What is done with texts that are not listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum OthersWritten {
    /// Their records are left out.
    Ignore,
}

/// Where as-of days come from.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct AsOfWritten {
    /// A column.
    #[schemars(with = "Option<String>")]
    pub column: Option<Spanned<String>>,
    /// The file's name, with `{date}` where the day stands.
    #[schemars(with = "Option<String>")]
    pub file_name: Option<Spanned<String>>,
    /// How the day is written.
    #[schemars(with = "Option<String>")]
    pub format: Option<Spanned<String>>,
}

/// Two columns of days.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PeriodWritten {
    /// First midnight.
    #[schemars(with = "String")]
    pub start: Spanned<String>,
    /// Last midnight.
    #[schemars(with = "String")]
    pub end: Spanned<String>,
    /// A column with `cumulative`, `interval` or `rate`.
    #[schemars(with = "Option<String>")]
    pub kind: Option<Spanned<String>>,
    /// How the days are written.
    #[schemars(with = "Option<String>")]
    pub format: Option<Spanned<String>>,
}

/// How numbers are written.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct NumberWritten {
    /// What groups thousands.
    #[schemars(with = "Option<String>")]
    pub thousands: Option<Spanned<String>>,
    /// What stands before the fraction.
    #[schemars(with = "Option<String>")]
    pub decimal: Option<Spanned<String>>,
}
