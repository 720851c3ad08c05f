//! What a JSON report looks like: types of its own, so that the inside of the program can change
//! without breaking a reader. An absent value is `null`, never left out. Adding a member, renaming
//! one or changing its meaning raises [`VERSION`].
//!
//! Amounts are strings that hold exact decimal numbers: most readers make a 64-bit float of a JSON
//! number, and `12345678901234567.89` does not survive that.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::{Deserialize, Serialize};

use crate::audit::cause::CauseKind;
use crate::graph::support::Support;
use crate::load::schema::{pretty, words};
use crate::verify::conflict::Conflict;

/// The version of this format.
pub const VERSION: u32 = 1;

/// A report of counterclaim: the audits of one or more datasets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// The version of this format.
    pub version: u32,
    /// What wrote the report.
    pub tool: Tool,
    /// One audit a dataset, in the order in which they were given.
    pub audits: Vec<AuditShape>,
}

/// What wrote a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tool {
    /// Its name.
    pub name: String,
}

/// The audit of one dataset.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Audit")]
pub struct AuditShape {
    /// The dataset's folder as the user named it.
    pub dataset: String,
    /// Its title.
    pub title: String,
    /// The date on which the audit stands: given, or the dataset's latest.
    #[schemars(extend("format" = "date"))]
    pub as_of: Option<String>,
    /// What was looked at.
    pub counts: CountsShape,
    /// How many figures are how well supported, and how many are spoken against.
    pub verification: VerificationShape,
    /// The discrepancies, loudest first.
    pub findings: Vec<FindingShape>,
    /// What was not compared, and why.
    pub not_compared: Vec<NotComparedShape>,
    /// What the loader did that a reader should know.
    pub notes: Vec<String>,
    /// How many problems the dataset has; above 0 only what could be loaded was audited.
    pub problems: u64,
}

/// What probably happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Cause")]
pub struct CauseShape {
    /// The cause.
    #[schemars(extend("enum" = words(&CauseKind::WORDS)))]
    pub cause: String,
    /// How well it fits, from 0 to 1, three decimals.
    pub fit: String,
    /// Why it fits as well as it does.
    pub reason: String,
    /// The id of the claim that is odd if this is so.
    pub odd: String,
    /// What happened, in words.
    pub sentence: String,
    /// The ids of the claims that show it.
    pub evidence: Vec<String>,
    /// Where these stand, in their order; `null` for a claim without a file.
    pub places: Vec<Option<ExcerptShape>>,
}

/// How many figures have each support and each conflict; statements are no figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Verification")]
pub struct VerificationShape {
    /// By support, from `unattributed` to `independently-verified`.
    pub support: BTreeMap<String, u64>,
    /// By conflict, from `none` to `self-contradictory`.
    pub conflict: BTreeMap<String, u64>,
}

/// What was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Counts")]
pub struct CountsShape {
    /// Claims.
    pub claims: u64,
    /// Of these, statements, which have no figure.
    pub statements: u64,
    /// Of these, restatements of another claim.
    pub restatements: u64,
    /// Sources that assert at least one claim.
    pub sources: u64,
    /// Documents that hold at least one claim.
    pub documents: u64,
    /// Distinct quantities.
    pub quantities: u64,
    /// Rules that were run.
    pub rules: u64,
    /// Comparisons made, over all rules.
    pub comparisons: u64,
    /// Claims that no rule held against another.
    pub untouched: u64,
}

/// Why some pairs were not compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "NotCompared")]
pub struct NotComparedShape {
    /// The reason in a few words.
    pub reason: String,
    /// How many pairs.
    pub pairs: u64,
    /// One example: two quantities or two claims.
    pub example: Option<[String; 2]>,
}

/// Claims that a rule says should agree and do not: a discrepancy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Finding")]
pub struct FindingShape {
    /// The same in every run that finds the same: 16 hexadecimal digits.
    pub id: String,
    /// The rule's id.
    pub rule: String,
    /// How loud it is.
    #[schemars(extend("enum" = ["allow", "note", "warn", "deny"]))]
    pub level: String,
    /// How far the words must be stretched before it goes away; `null` for rules that compare no amounts.
    #[schemars(extend("enum" = ["tension", "imprecision", "discrepancy", "contradiction", null]))]
    pub strength: Option<String>,
    /// Who stands against whom: `self-contradiction`, `transcription`, `disagreement`,
    /// `between-adversaries`, `definition`, `plausibility`, `provenance` or `single-claim`.
    pub kind: String,
    /// One sentence with the figures.
    pub headline: String,
    /// The subject: whose.
    pub subject: String,
    /// The metric: what.
    pub metric: String,
    /// The place: where.
    pub place: String,
    /// The days, in words.
    pub period: String,
    /// The claims that stray.
    pub left: SideShape,
    /// What they are held against; `null` for rules on one claim.
    pub right: Option<SideShape>,
    /// How far the sides miss each other, an exact decimal number in the metric's unit.
    pub gap: Option<String>,
    /// The same in per cent of the right side, an exact decimal number.
    pub gap_percent: Option<String>,
    /// The smallest widening at which it would disappear.
    pub critical_tolerance: Option<ToleranceShape>,
    /// How many days, pairs or repetitions are folded into it; at least 1.
    #[schemars(range(min = 1))]
    pub days: u64,
    /// The first day.
    #[schemars(extend("format" = "date"))]
    pub first: Option<String>,
    /// The last day.
    #[schemars(extend("format" = "date"))]
    pub last: Option<String>,
    /// The sum, to be redone with a pencil, line by line.
    pub arithmetic: Vec<String>,
    /// What else is so for the same reason, a sentence each.
    pub follows: Vec<String>,
    /// The one figure that, changed alone, would make this and what follows go away.
    pub mended_by: Option<MendedShape>,
    /// What it rests on besides the printed words.
    pub assumptions: Vec<String>,
    /// What would settle it.
    pub settled_by: Option<String>,
    /// What probably happened, the likeliest first: empty if nothing that is looked for fits, `null` where no figure
    /// stands against another number.
    pub causes: Option<Vec<CauseShape>>,
    /// Other rules that fired for the same reason.
    pub also: Vec<String>,
    /// The ids of the documents in which the shown claims were read.
    pub documents: Vec<String>,
    /// What a baseline or a waiver remembers of its figures.
    pub figures: FiguresShape,
    /// What was decided about it before.
    pub disposition: DispositionShape,
}

/// A figure that alone mends a discrepancy and what follows from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Mended")]
pub struct MendedShape {
    /// The id of the claim.
    pub claim: String,
    /// What it says, as it was printed.
    pub printed: String,
    /// The least that it would have to be, an exact decimal number; `null` where it may be less, or is not one number.
    pub low: Option<String>,
    /// The most that it would have to be, an exact decimal number; `null` where it may be more, or is not one number.
    pub high: Option<String>,
}

/// What is remembered of the figures of a discrepancy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Figures")]
pub struct FiguresShape {
    /// 16 hexadecimal digits over all of them.
    pub digest: String,
    /// The last of their days; `null` where they have no end.
    #[schemars(extend("format" = "date"))]
    pub last: Option<String>,
}

/// What was decided about a discrepancy before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Disposition")]
pub struct DispositionShape {
    /// `new`; `known` from the baseline; `waived`; or `reopened`: accepted, but a figure has changed since or the waiver
    /// has run out.
    #[schemars(extend("enum" = ["new", "known", "waived", "reopened"]))]
    pub state: String,
    /// By how many days, pairs or repetitions it grew since; `null` where it was not accepted.
    pub grown: Option<u64>,
    /// Why it is waived, or was.
    pub reason: Option<String>,
    /// Who waives it, or did.
    pub by: Option<String>,
    /// The last day of the waiver; `null` also where it holds for good.
    #[schemars(extend("format" = "date"))]
    pub until: Option<String>,
}

/// The smallest widening at which a discrepancy would disappear: of the figures, or of a day boundary.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "CriticalTolerance")]
pub struct ToleranceShape {
    /// Per cent of both figures, an exact decimal number rounded up.
    pub percent: Option<String>,
    /// Days.
    pub days: Option<i64>,
    /// Which boundary moves, and where to.
    pub boundary: Option<String>,
}

/// One side of a discrepancy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Side")]
pub struct SideShape {
    /// How many claims say the same or worse in all.
    pub count: u64,
    /// What its claims imply together, where the side is that and not a claim of its own.
    pub implied: Option<ImpliedShape>,
    /// At most three claims, the one that matters most first.
    pub witnesses: Vec<WitnessShape>,
}

/// A figure that nobody printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Implied")]
pub struct ImpliedShape {
    /// The least value that the claims allow together, as an exact decimal number.
    pub low: Option<String>,
    /// The greatest, as an exact decimal number.
    pub high: Option<String>,
}

/// One claim of a side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Witness")]
pub struct WitnessShape {
    /// Its id.
    pub claim: String,
    /// The source's id.
    pub source: String,
    /// The source's name.
    pub source_name: String,
    /// How many outlets it passed through.
    pub outlets: u64,
    /// The figure as printed, with its words.
    pub printed: String,
    /// The printed value, an exact decimal number.
    pub value: Option<String>,
    /// The least value that the words allow, an exact decimal number; `null` where nothing bounds it.
    pub low: Option<String>,
    /// The greatest.
    pub high: Option<String>,
    /// The days it covers, in words.
    pub period: String,
    /// What supports it, rising from `unattributed` to `independently-verified`.
    #[schemars(extend("enum" = words(&Support::WORDS)))]
    pub support: String,
    /// What speaks against it, `none` where nothing does.
    #[schemars(extend("enum" = words(&Conflict::WORDS)))]
    pub conflict: String,
    /// Credibility of the information on the NATO scale, 1 confirmed to 5 improbable, 6 cannot be judged.
    #[schemars(range(min = 1, max = 6))]
    pub credibility: u8,
    /// Reliability of the source on the NATO scale, A to F, as the dataset gives it; F cannot be judged.
    #[schemars(extend("enum" = ["A", "B", "C", "D", "E", "F"]))]
    pub reliability: String,
    /// What its document says of its verification itself.
    pub stated: Option<String>,
    /// What is said beside the verification: `stale`, `hedge dropped`.
    pub aside: Vec<String>,
    /// The document's id.
    pub document: Option<String>,
    /// The document's publisher.
    pub publisher: Option<String>,
    /// Where it stands.
    pub excerpt: Option<ExcerptShape>,
}

/// A place in a file, and the text that stands there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Excerpt")]
pub struct ExcerptShape {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: u64,
    /// The column, from 1, in characters.
    pub column: u64,
    /// The line's text, cut around the figure where it is long.
    pub text: String,
    /// The figure: what stands at that line and column.
    pub figure: String,
}

/// The JSON Schema (2020-12) of a report.
#[must_use]
pub fn schema() -> String {
    pretty(&SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<Report>())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_published_schema_changes_only_on_purpose() {
        insta::assert_snapshot!(super::schema());
    }
}
