//! Every rule against every claim: the findings, and what could not be compared and why.

pub mod agreement;
mod arithmetic;
pub mod baseline;
pub mod bounds;
pub mod cause;
pub mod coverage;
pub mod days;
mod describe;
pub mod disposition;
pub mod exhibits;
pub mod explanation;
pub mod figures;
pub mod finding;
mod headline;
mod judged;
mod kinds;
mod merge;
mod not_compared;
mod of_network;
mod of_provenance;
mod of_series;
mod of_sums;
pub mod options;
pub mod picture;
mod places;
pub mod ran;
mod roots;
mod run;
pub mod settle;
mod slips;
pub mod untouched;
pub mod verified;
pub mod waivers;

pub use run::{audit, audit_and_verify};

use crate::audit::exhibits::Exhibits;
use crate::audit::finding::Finding;
use crate::audit::ran::Ran;
use crate::audit::untouched::Untouched;
use crate::audit::verified::Verified;
use crate::model::day::Day;
use crate::rules::level::Level;

/// What was looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// Claims in the store.
    pub claims: u64,
    /// Of these, statements.
    pub statements: u64,
    /// Of these, restatements of another claim; they are judged against their root only.
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

/// Why pairs of series (all claims on one quantity) were not compared, and how many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotCompared {
    /// The reason in a few words.
    pub reason: String,
    /// How many pairs of quantities, or of claims where the reason is one of claims.
    pub pairs: u64,
    /// One example: two quantities or claims.
    pub example: Option<(String, String)>,
}

/// The audit of one dataset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Audit {
    /// The folder as the user named it.
    pub dataset: String,
    /// Its title.
    pub title: String,
    /// The date on which the audit stands: given, or the dataset's latest.
    pub as_of: Option<Day>,
    /// What was looked at.
    pub counts: Counts,
    /// The rules that were run and asked for, in the order of their ids.
    pub rules: Vec<Ran>,
    /// The level from which a finding fails the audit.
    pub threshold: Level,
    /// The findings, loudest first, in an order that depends on nothing but the claims.
    pub findings: Vec<Finding>,
    /// What was not compared.
    pub not_compared: Vec<NotCompared>,
    /// What the loader did that a reader should know.
    pub notes: Vec<String>,
    /// The claims that no rule held against another, if they were asked for.
    pub untouched: Vec<Untouched>,
    /// How many figures are how well supported, and how many are contested.
    pub verified: Verified,
    /// What can be drawn of it, if it was asked for.
    pub exhibits: Option<Exhibits>,
    /// How many problems the dataset has; above 0 the audit is of what could be loaded.
    pub problems: u64,
}

impl Audit {
    /// How many findings have this level.
    #[must_use]
    pub fn at_level(&self, level: Level) -> usize {
        self.findings.iter().filter(|finding| finding.level == level).count()
    }

    /// The findings that nobody has accepted.
    pub fn open(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.disposition.is_open())
    }
}
