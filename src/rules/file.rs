//! A rule as written: one TOML file, every value with its span.

use std::ops::Range;

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use crate::load::schema::{word, word_or_words, words};
use crate::load::shape::Texts;
use crate::network::manner::Days;
use crate::rules::claim::test as claim;
use crate::rules::compare::choice;
use crate::rules::compare::need::{self, RightSide};
use crate::rules::example_written::ExampleFile;
use crate::rules::level::Level;
use crate::rules::network::test as network;
use crate::rules::provenance::test as provenance;
use crate::rules::select::Selector;
use crate::rules::series::name as series;
use crate::rules::sum::choice as sum;
use crate::rules::words::{DAYS, RATIO, STANDINGS, Share, TIMES};

/// What must agree, and how closely. The file's stem is the rule's id.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(title = "A rule of counterclaim")]
pub struct RuleFile {
    /// What is wrong when the rule fires, in one line.
    #[schemars(with = "String")]
    pub title: Spanned<String>,
    /// `deny`, `warn`, `note` or `allow`.
    #[schemars(with = "String", extend("enum" = words(&Level::WORDS)))]
    pub level: Spanned<String>,
    /// Why it should not be so.
    #[schemars(with = "String")]
    pub why: Spanned<String>,
    /// What the rule rests on besides printed words; its findings are then tensions.
    #[schemars(with = "Option<String>")]
    pub assumes: Option<Spanned<String>>,
    /// What would settle a finding.
    #[schemars(with = "Option<String>")]
    pub settled_by: Option<Spanned<String>>,
    /// What is checked.
    pub check: CheckFile,
    /// The rule's own tests.
    #[serde(default)]
    pub example: Vec<ExampleFile>,
}

/// `[check.<kind>]`: exactly one of them.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CheckFile {
    /// Pairs of claims.
    Compare(Box<CompareFile>),
    /// One source over time.
    Series(Box<SeriesFile>),
    /// One claim by itself.
    Claim(ClaimFile),
    /// Parts against their whole, or consecutive periods against the long one.
    Sum(SumFile),
    /// Averages against totals.
    Rate(RateFile),
    /// One metric over another, against a band.
    Ratio(RatioFile),
    /// What no pair of figures shows, but several together do.
    Network(NetworkFile),
    /// Where figures come from, and what is said of that.
    Provenance(ProvenanceFile),
}

/// `[check.compare]`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CompareFile {
    /// Which claims stand on the left: selectors.
    #[schemars(with = "Option<Selector>")]
    pub left: Option<Spanned<toml::Value>>,
    /// Which stand on the right: selectors, or `"origin"`, `"implied"`, `"denied"`.
    #[schemars(with = "Option<RightSide>")]
    pub right: Option<Spanned<toml::Value>>,
    /// How the left metric lies to the right one.
    #[schemars(with = "Option<String>", extend("enum" = words(&need::METRIC)))]
    pub metric: Option<Spanned<String>>,
    /// How the left place lies to the right one.
    #[schemars(with = "Option<String>", extend("enum" = words(&need::CONTAINMENT)))]
    pub place: Option<Spanned<String>>,
    /// How the left subject lies to the right one.
    #[schemars(with = "Option<String>", extend("enum" = words(&need::CONTAINMENT)))]
    pub subject: Option<Spanned<String>>,
    /// How the left period lies to the right one.
    #[schemars(with = "Option<Texts>", extend("anyOf" = word_or_words(&need::PERIODS)))]
    pub period: Option<Spanned<toml::Value>>,
    /// Dimensions of which the left must be strictly a part in at least one.
    #[schemars(with = "Option<Vec<String>>", extend("items" = word(&need::DIMENSIONS)))]
    pub strictly: Option<Vec<Spanned<String>>>,
    /// How the two sources stand to each other.
    #[schemars(with = "Option<Vec<String>>", extend("items" = word(&STANDINGS)))]
    pub source: Option<Vec<Spanned<String>>>,
    /// Whether both stand in one table: `any`, `same`, `other`.
    #[schemars(with = "Option<String>", extend("enum" = words(&choice::TABLES)))]
    pub table: Option<Spanned<String>>,
    /// What of the figures is compared.
    #[schemars(with = "Option<String>", extend("enum" = words(&choice::FIGURES)))]
    pub figures: Option<Spanned<String>>,
    /// What must hold.
    #[schemars(with = "Option<String>", extend("enum" = words(&choice::EXPECT)))]
    pub expect: Option<Spanned<String>>,
    /// By how much the right side is multiplied before comparing, in per cent.
    #[schemars(with = "Option<String>", extend("pattern" = Share::PATTERN))]
    pub factor: Option<Spanned<String>>,
    /// By how much the sides may miss each other, in per cent.
    #[schemars(with = "Option<String>", extend("pattern" = Share::PATTERN))]
    pub tolerance: Option<Spanned<String>>,
    /// For paces: how many days the two figures may lie apart at most.
    #[schemars(with = "Option<String>", extend("pattern" = DAYS))]
    pub apart: Option<Spanned<String>>,
    /// What makes one finding.
    #[schemars(with = "Option<String>", extend("enum" = words(&choice::GROUPING)))]
    pub group: Option<Spanned<String>>,
}

/// `[check.series]`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SeriesFile {
    /// `cumulative-falls`, `wording-drifts`, `implausible-jump`, `stuck-row`, `pace-changes`,
    /// `precision-overstated`, `gap-in-series`.
    #[schemars(with = "String", extend("enum" = words(&series::TESTS)))]
    pub test: Spanned<String>,
    /// For falls: only those that a published correction explains, or only those that none does.
    #[schemars(with = "Option<bool>")]
    pub corrected: Option<Spanned<bool>>,
    /// For falls: how many days a correction may lie from the fall. For rows: how many days a row may
    /// be repeated at most.
    #[schemars(with = "Option<String>", extend("pattern" = DAYS))]
    pub within: Option<Spanned<String>>,
    /// For wordings: words that are one and the same.
    #[schemars(with = "Option<Vec<Vec<String>>>")]
    pub same_words: Option<Spanned<Vec<Vec<String>>>>,
    /// For jumps: how many standard deviations are still accepted.
    #[schemars(with = "Option<String>", extend("pattern" = TIMES))]
    pub above: Option<Spanned<String>>,
    /// For jumps: how many days before are looked at. For paces: how many before and after.
    #[schemars(with = "Option<String>", extend("pattern" = DAYS))]
    pub window: Option<Spanned<String>>,
    /// For jumps and paces: how many increments a window must have. For gaps: how many missing rows
    /// are told.
    #[schemars(with = "Option<u32>")]
    pub least: Option<Spanned<u32>>,
    /// For jumps and paces: how much must be added a day, at the median.
    #[schemars(with = "Option<u32>")]
    pub pace: Option<Spanned<u32>>,
    /// For rows: how many figures a row must have.
    #[schemars(with = "Option<u32>")]
    pub columns: Option<Spanned<u32>>,
    /// For rows: how many such rows the table may have by chance.
    #[schemars(with = "Option<String>", extend("pattern" = Share::PATTERN))]
    pub chance: Option<Spanned<String>>,
    /// For paces: how many times as fast the faster one may be.
    #[schemars(with = "Option<String>", extend("pattern" = Share::PATTERN))]
    pub factor: Option<Spanned<String>>,
    /// For precision: how many significant digits may stand beside approximate words.
    #[schemars(with = "Option<u32>")]
    pub digits: Option<Spanned<u32>>,
}

impl SeriesFile {
    /// The keys that are written, but for `test`, and where their values stand.
    #[must_use]
    pub fn keys(&self) -> Vec<(&'static str, Range<usize>)> {
        fn span<T>(value: Option<&Spanned<T>>) -> Option<Range<usize>> {
            value.map(Spanned::span)
        }
        let all = [
            ("corrected", span(self.corrected.as_ref())),
            ("within", span(self.within.as_ref())),
            ("same-words", span(self.same_words.as_ref())),
            ("above", span(self.above.as_ref())),
            ("window", span(self.window.as_ref())),
            ("least", span(self.least.as_ref())),
            ("pace", span(self.pace.as_ref())),
            ("columns", span(self.columns.as_ref())),
            ("chance", span(self.chance.as_ref())),
            ("factor", span(self.factor.as_ref())),
            ("digits", span(self.digits.as_ref())),
        ];
        all.into_iter().filter_map(|(key, span)| Some((key, span?))).collect()
    }
}

/// `[check.claim]`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ClaimFile {
    /// `period-after-publication`, `stale`, `hedge-dropped`, `out-of-order`.
    #[schemars(with = "String", extend("enum" = words(&claim::TESTS)))]
    pub test: Spanned<String>,
    /// For staleness: the drift since the figure's day above which it is told.
    #[schemars(with = "Option<String>", extend("pattern" = Share::PATTERN))]
    pub above: Option<Spanned<String>>,
}

/// `[check.sum]`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SumFile {
    /// What is added up: `parts`, `periods`.
    #[schemars(with = "String", extend("enum" = words(&sum::OVER)))]
    pub over: Spanned<String>,
    /// Which claims are wholes: selectors.
    #[schemars(with = "Option<Selector>")]
    pub whole: Option<Spanned<toml::Value>>,
    /// Which claims are added up: selectors.
    #[schemars(with = "Option<Selector>")]
    pub parts: Option<Spanned<toml::Value>>,
    /// How the source of a part stands to that of the whole.
    #[schemars(with = "Option<Vec<String>>", extend("items" = word(&STANDINGS)))]
    pub source: Option<Vec<Spanned<String>>>,
    /// What must hold: `sum <= whole`, `sum = whole`.
    #[schemars(with = "String", extend("enum" = words(&sum::EXPECT)))]
    pub expect: Spanned<String>,
    /// By how much of the whole they may miss each other, in per cent.
    #[schemars(with = "Option<String>", extend("pattern" = Share::PATTERN))]
    pub tolerance: Option<Spanned<String>>,
}

/// `[check.rate]`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RateFile {
    /// Which averages are looked at: selectors.
    #[schemars(with = "Option<Selector>")]
    pub average: Option<Spanned<toml::Value>>,
    /// Which totals they are held against: selectors.
    #[schemars(with = "Option<Selector>")]
    pub total: Option<Spanned<toml::Value>>,
    /// How the source of the total stands to that of the average.
    #[schemars(with = "Option<Vec<String>>", extend("items" = word(&STANDINGS)))]
    pub source: Option<Vec<Spanned<String>>>,
    /// Only averages that another convention explains, or only those that none does.
    pub explained: Option<bool>,
}

/// A number, with or without quotes.
#[derive(JsonSchema)]
#[serde(untagged)]
#[schemars(inline)]
enum Number {
    /// In quotes.
    _Text(String),
    /// Without.
    _Number(f64),
}

/// `[check.ratio]`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RatioFile {
    /// What is divided: selectors.
    #[schemars(with = "Selector")]
    pub left: Spanned<toml::Value>,
    /// By what: selectors.
    #[schemars(with = "Selector")]
    pub right: Spanned<toml::Value>,
    /// The least the ratio should be, such as `1.5`.
    #[schemars(with = "Option<Number>", extend("pattern" = RATIO))]
    pub low: Option<Spanned<toml::Value>>,
    /// The greatest.
    #[schemars(with = "Option<Number>", extend("pattern" = RATIO))]
    pub high: Option<Spanned<toml::Value>>,
    /// How small the right figure may be at least.
    #[schemars(with = "Option<u32>")]
    pub least: Option<Spanned<u32>>,
    /// How the two sources stand to each other.
    #[schemars(with = "Option<Vec<String>>", extend("items" = word(&STANDINGS)))]
    pub source: Option<Vec<Spanned<String>>>,
}

/// `[check.network]`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct NetworkFile {
    /// `one-voice`, `several-voices`, `implied`.
    #[schemars(with = "String", extend("enum" = words(&network::TESTS)))]
    pub test: Spanned<String>,
    /// Which claims take part: selectors.
    #[schemars(with = "Option<Selector>")]
    pub claims: Option<Spanned<toml::Value>>,
    /// For `implied`: how the source of a figure stands to the voice that implies another.
    #[schemars(with = "Option<Vec<String>>", extend("items" = word(&STANDINGS)))]
    pub source: Option<Vec<Spanned<String>>>,
    /// How generously printed words are taken: `exact`, `strict`, `tolerant`.
    #[schemars(with = "Option<String>", extend("enum" = words(&network::READINGS)))]
    pub reading: Option<Spanned<String>>,
    /// By how much running totals may have been revised since, in per cent.
    #[schemars(with = "Option<String>", extend("pattern" = Share::PATTERN))]
    pub revised: Option<Spanned<String>>,
    /// Which of the days that the words allow are meant: `any`, `elapsed`.
    #[schemars(with = "Option<String>", extend("enum" = words(&Days::WORDS)))]
    pub days: Option<Spanned<String>>,
}

/// `[check.provenance]`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ProvenanceFile {
    /// `circular`, `single-origin`, `undeclared-copy`, `attribution-lost`, `overstated`, `unverified`,
    /// `corroboration-unfounded`.
    #[schemars(with = "String", extend("enum" = words(&provenance::TESTS)))]
    pub test: Spanned<String>,
    /// Which claims are looked at: selectors.
    #[schemars(with = "Option<Selector>")]
    pub claims: Option<Spanned<toml::Value>>,
    /// For `unverified`: which statements say whether figures were verified: selectors.
    #[schemars(with = "Option<Selector>")]
    pub caveat: Option<Spanned<toml::Value>>,
    /// For `corroboration-unfounded`: which statements say that others confirm the figures: selectors.
    #[schemars(with = "Option<Selector>")]
    pub statement: Option<Spanned<toml::Value>>,
    /// For `single-origin`: how many publishers must print the figure.
    #[schemars(with = "Option<u32>")]
    pub publishers: Option<Spanned<u32>>,
}
