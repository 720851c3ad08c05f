//! A rule as written: one TOML file, every value with its span.

use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

use crate::load::documents::DocumentWritten;
use crate::load::metric_written::MetricWritten;
use crate::load::shape::{DateText, Keyed, Texts};
use crate::load::sources::SourceWritten;
use crate::load::vocabulary::{PlaceWritten, SubjectWritten};
use crate::load::written::OwnTableWritten;

/// The whole file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RuleFile {
    /// What is wrong when the rule fires, in one line.
    pub title: Spanned<String>,
    /// `deny`, `warn`, `note` or `allow`.
    pub level: Spanned<String>,
    /// Why it should not be so.
    pub why: Spanned<String>,
    /// What the rule rests on besides printed words; its findings are then tensions.
    pub assumes: Option<Spanned<String>>,
    /// What would settle a finding.
    pub settled_by: Option<Spanned<String>>,
    /// What is checked.
    pub check: CheckFile,
    /// The rule's own tests.
    #[serde(default)]
    pub example: Vec<ExampleFile>,
}

/// `[check.<kind>]`: exactly one of them.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CheckFile {
    /// Pairs of claims.
    Compare(Box<CompareFile>),
    /// One source over time.
    Series(Box<SeriesFile>),
    /// One claim by itself.
    Claim(ClaimFile),
}

/// `[check.compare]`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CompareFile {
    /// Which claims stand on the left: selectors.
    pub left: Option<Spanned<toml::Value>>,
    /// Which stand on the right: selectors, or `"origin"`, `"implied"`, `"denied"`.
    pub right: Option<Spanned<toml::Value>>,
    /// How the left metric lies to the right one.
    pub metric: Option<Spanned<String>>,
    /// How the left place lies to the right one.
    pub place: Option<Spanned<String>>,
    /// How the left subject lies to the right one.
    pub subject: Option<Spanned<String>>,
    /// How the left period lies to the right one.
    pub period: Option<Spanned<toml::Value>>,
    /// Dimensions of which the left must be strictly a part in at least one.
    pub strictly: Option<Vec<Spanned<String>>>,
    /// How the two sources stand to each other.
    pub source: Option<Vec<Spanned<String>>>,
    /// Whether both stand in one table: `any`, `same`, `other`.
    pub table: Option<Spanned<String>>,
    /// What of the figures is compared.
    pub figures: Option<Spanned<String>>,
    /// What must hold.
    pub expect: Option<Spanned<String>>,
    /// By how much the right side is multiplied before comparing, in per cent.
    pub factor: Option<Spanned<String>>,
    /// By how much the sides may miss each other, in per cent.
    pub tolerance: Option<Spanned<String>>,
    /// For paces: how many days the two figures may lie apart at most.
    pub apart: Option<Spanned<String>>,
    /// What makes one finding.
    pub group: Option<Spanned<String>>,
}

/// `[check.series]`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SeriesFile {
    /// `cumulative-falls`, `wording-drifts`, `implausible-jump`, `stuck-row`, `pace-changes`,
    /// `precision-overstated`, `gap-in-series`.
    pub test: Spanned<String>,
    /// For falls: only those that a published correction explains, or only those that none does.
    pub corrected: Option<Spanned<bool>>,
    /// For falls: how many days a correction may lie from the fall. For rows: how many days a row may
    /// be repeated at most.
    pub within: Option<Spanned<String>>,
    /// For wordings: words that are one and the same.
    pub same_words: Option<Spanned<Vec<Vec<String>>>>,
    /// For jumps: how many standard deviations are still accepted.
    pub above: Option<Spanned<String>>,
    /// For jumps: how many days before are looked at. For paces: how many before and after.
    pub window: Option<Spanned<String>>,
    /// For jumps and paces: how many increments a window must have. For gaps: how many missing rows
    /// are told.
    pub least: Option<Spanned<u32>>,
    /// For jumps and paces: how much must be added a day, at the median.
    pub pace: Option<Spanned<u32>>,
    /// For rows: how many figures a row must have.
    pub columns: Option<Spanned<u32>>,
    /// For rows: how many such rows the table may have by chance.
    pub chance: Option<Spanned<String>>,
    /// For paces: how many times as fast the faster one may be.
    pub factor: Option<Spanned<String>>,
    /// For precision: how many significant digits may stand beside approximate words.
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
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ClaimFile {
    /// `period-after-publication`, `stale`, `hedge-dropped`, `out-of-order`.
    pub test: Spanned<String>,
    /// For staleness: the drift since the figure's day above which it is told.
    pub above: Option<Spanned<String>>,
}

/// One `[[example]]`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ExampleFile {
    /// What the example shows.
    pub name: Spanned<String>,
    /// `fires` or `silent`.
    pub expect: Spanned<String>,
    /// The claims, in the columns of the tidy form.
    #[serde(default)]
    pub claims: Vec<Spanned<toml::Table>>,
    /// The left claim, for examples of two.
    pub left: Option<Spanned<toml::Table>>,
    /// The right claim.
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
    pub corrections: Vec<Spanned<toml::Table>>,
}

/// What an example declares of its words, with the keys of a dataset's own `vocabulary.toml`. What it
/// does not declare is accepted all the same.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ExampleVocabulary {
    /// Named dates.
    #[serde(default)]
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
