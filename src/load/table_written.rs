//! A `[[table]]` of the manifest as written.

use serde::Deserialize;
use toml::Spanned;

use crate::load::shape::{DateText, Keyed, TextOr, Texts};
use crate::model::period::DayConvention;

/// A `[[table]]`: a file, or several, and how its records become claims.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct TableWritten {
    /// Below the dataset's folder; `*` matches within one path component.
    pub path: Spanned<String>,
    /// The name in the ids of its claims.
    pub name: Option<Spanned<String>>,
    /// Claims, or what the publisher corrected.
    #[serde(default)]
    pub kind: KindWritten,
    /// How it is written; by default what the extension says.
    pub format: Option<FormatWritten>,
    /// Its licence.
    pub licence: Option<String>,
    /// Who asserts.
    pub source: Option<Spanned<TextOr<OriginWritten>>>,
    /// Whose.
    pub subject: Option<Spanned<TextOr<OriginWritten>>>,
    /// What.
    pub metric: Option<Spanned<TextOr<OriginWritten>>>,
    /// Where.
    pub place: Option<Spanned<TextOr<OriginWritten>>>,
    /// From when figures accrue.
    pub since: Option<Spanned<DateText>>,
    /// The as-of day.
    pub as_of: Option<Spanned<TextOr<AsOfWritten>>>,
    /// The form of column names that are as-of days.
    pub dates: Option<Spanned<String>>,
    /// The period.
    pub period: Option<Spanned<TextOr<PeriodWritten>>>,
    /// How far apart rows are.
    pub every: Option<Spanned<String>>,
    /// To what day a report labelled with a date reaches.
    pub day_convention: Option<ConventionWritten>,
    /// Where it was read.
    pub document: Option<Spanned<String>>,
    /// How its figures were obtained.
    pub method: Option<Spanned<String>>,
    /// Value column to hedge column.
    #[serde(default)]
    pub hedge: Keyed<Spanned<String>>,
    /// Column to metric.
    #[serde(default)]
    pub values: Keyed<Spanned<String>>,
    /// The column of values; with `dates` the metric.
    pub value: Option<Spanned<String>>,
    /// The column of lower bounds.
    pub low: Option<Spanned<String>>,
    /// The column of best estimates.
    pub best: Option<Spanned<String>>,
    /// The column of upper bounds.
    pub high: Option<Spanned<String>>,
    /// The column of ids.
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
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum KindWritten {
    /// Claims.
    #[default]
    Claims,
    /// What the publisher corrected.
    Corrections,
}

/// How a file is written, as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
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
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct OriginWritten {
    /// The column.
    pub column: Spanned<String>,
    /// Text to id.
    #[serde(default)]
    pub values: Keyed<Spanned<String>>,
    /// What is done with other texts.
    pub others: Option<OthersWritten>,
}

/// What is done with texts that are not listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OthersWritten {
    /// Their records are left out.
    Ignore,
}

/// Where as-of days come from.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct AsOfWritten {
    /// A column.
    pub column: Option<Spanned<String>>,
    /// The file's name, with `{date}` where the day stands.
    pub file_name: Option<Spanned<String>>,
    /// How the day is written.
    pub format: Option<Spanned<String>>,
}

/// Two columns of days.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PeriodWritten {
    /// First midnight.
    pub start: Spanned<String>,
    /// Last midnight.
    pub end: Spanned<String>,
    /// A column with `cumulative`, `interval` or `rate`.
    pub kind: Option<Spanned<String>>,
    /// How the days are written.
    pub format: Option<Spanned<String>>,
}

/// How numbers are written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct NumberWritten {
    /// What groups thousands.
    pub thousands: Option<Spanned<String>>,
    /// What stands before the fraction.
    pub decimal: Option<Spanned<String>>,
}
