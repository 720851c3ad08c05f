//! A rule as checked: only valid ones can exist.

use crate::load::problem::Problem;
use crate::load::toml::{TomlText, parse};
use crate::rules::claim::ClaimCheck;
use crate::rules::compare::{self, Compare};
use crate::rules::evidence::Evidence;
use crate::rules::example_written::{EXPECT, ExampleFile};
use crate::rules::file::{CheckFile, RuleFile};
use crate::rules::level::{Level, Strength};
use crate::rules::network::NetworkCheck;
use crate::rules::provenance::ProvenanceCheck;
use crate::rules::rate::{self, RateCheck};
use crate::rules::ratio::{self, RatioCheck};
use crate::rules::series::SeriesCheck;
use crate::rules::sum::{self, SumCheck};
use crate::rules::verdict::Outcome;
use crate::rules::words::Words;

/// What a rule checks. A closed set: each kind can be documented, planned for speed and tested by law.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Check {
    /// Pairs of claims.
    Compare(Box<Compare>),
    /// One source over time.
    Series(SeriesCheck),
    /// One claim by itself.
    Claim(ClaimCheck),
    /// Parts against their whole, or consecutive periods against the long one.
    Sum(SumCheck),
    /// Averages against totals.
    Rate(RateCheck),
    /// One metric over another, against a band.
    Ratio(RatioCheck),
    /// What no pair of figures shows, but several together do.
    Network(NetworkCheck),
    /// Where figures come from, and what is said of that.
    Provenance(ProvenanceCheck),
}

/// What must agree, and how closely.
#[derive(Debug, Clone)]
pub struct Rule {
    /// The file's stem.
    pub id: String,
    /// What is wrong when the rule fires.
    pub title: String,
    /// Why it should not be so.
    pub why: String,
    /// How loud it is.
    pub level: Level,
    /// What it rests on besides printed words.
    pub assumes: Option<String>,
    /// What would settle a finding.
    pub settled_by: Option<String>,
    /// What it checks.
    pub check: Check,
    /// Its own tests, as written.
    pub examples: Vec<ExampleFile>,
    /// Where it was read.
    pub origin: String,
    /// The file's text.
    pub text: String,
}

impl Rule {
    /// Reads and checks a rule.
    ///
    /// # Errors
    /// Every problem of the file.
    pub fn read(id: &str, text: &TomlText) -> Result<Self, Vec<Problem>> {
        let file: RuleFile = parse(text).map_err(|problem| vec![problem])?;
        let mut words = Words::new(text);
        let level = words.one_of(&file.level, &Level::WORDS).unwrap_or(Level::Warn);
        for (value, what) in [(&file.title, "title"), (&file.why, "why")] {
            if value.get_ref().trim().is_empty() {
                words.wrong(value.span(), format!("the {what} is empty"), "say it in one line");
            }
        }
        let check = match &file.check {
            CheckFile::Compare(compare) => Check::Compare(Box::new(Compare::read(compare, &mut words))),
            CheckFile::Series(series) => Check::Series(SeriesCheck::read(series, &mut words)),
            CheckFile::Claim(claim) => Check::Claim(ClaimCheck::read(claim, &mut words)),
            CheckFile::Sum(sum) => Check::Sum(SumCheck::read(sum, &mut words)),
            CheckFile::Rate(rate) => Check::Rate(RateCheck::read(rate, &mut words)),
            CheckFile::Ratio(ratio) => Check::Ratio(RatioCheck::read(ratio, &mut words)),
            CheckFile::Network(network) => Check::Network(NetworkCheck::read(network, &mut words)),
            CheckFile::Provenance(provenance) => Check::Provenance(ProvenanceCheck::read(provenance, &mut words)),
        };
        for example in &file.example {
            words.one_of(&example.expect, &EXPECT);
        }
        let problems = words.finish();
        if !problems.is_empty() {
            return Err(problems);
        }
        Ok(Self {
            id: id.to_owned(),
            title: file.title.into_inner(),
            why: file.why.into_inner(),
            level,
            assumes: file.assumes.map(toml::Spanned::into_inner),
            settled_by: file.settled_by.map(toml::Spanned::into_inner),
            check,
            examples: file.example,
            origin: text.file.clone(),
            text: text.text.clone(),
        })
    }

    /// Runs the rule. A verdict that rests on an assumption is a tension, however clear its
    /// arithmetic.
    #[must_use]
    pub fn check(&self, evidence: &Evidence<'_>) -> Outcome {
        let mut outcome = match &self.check {
            Check::Compare(plan) => compare::check(plan, evidence),
            Check::Series(series) => series.check(evidence),
            Check::Claim(claim) => claim.check(evidence),
            Check::Sum(sum) => sum::check(sum, evidence),
            Check::Rate(rate) => rate::check(rate, evidence),
            Check::Ratio(ratio) => ratio::check(ratio, evidence),
            Check::Network(network) => network.check(evidence),
            Check::Provenance(provenance) => provenance.check(evidence),
        };
        if matches!(self.check, Check::Ratio(_)) && self.assumes.is_none() {
            for verdict in &mut outcome.verdicts {
                verdict.assumptions.push("such counts usually go together as the band says".to_owned());
            }
        }
        if let Some(assumption) = &self.assumes {
            for verdict in &mut outcome.verdicts {
                verdict.strength = Some(Strength::Tension);
                verdict.assumptions.push(assumption.clone());
            }
        }
        outcome
    }

    /// Whether the rule asks what every voice says by itself, or who stands behind a claim and who speaks for it:
    /// heard once for all rules, before they run side by side.
    #[must_use]
    pub fn hears_voices(&self) -> bool {
        match &self.check {
            Check::Network(_) | Check::Provenance(_) => true,
            Check::Compare(compare) => compare.is_about_implied(),
            _ => false,
        }
    }

    /// The kind of check, as the file names it.
    #[must_use]
    pub fn kind_word(&self) -> &'static str {
        match self.check {
            Check::Compare(_) => "compare",
            Check::Series(_) => "series",
            Check::Claim(_) => "claim",
            Check::Sum(_) => "sum",
            Check::Rate(_) => "rate",
            Check::Ratio(_) => "ratio",
            Check::Network(_) => "network",
            Check::Provenance(_) => "provenance",
        }
    }

    /// Whether verdicts that share a stray claim are one against many. Not where every pair is
    /// wanted by itself, and not for series, whose claims stand in one line.
    #[must_use]
    pub fn merges(&self) -> bool {
        matches!(&self.check, Check::Compare(compare) if compare.merges())
    }

    /// Whether one verdict of the rule may stand for many days.
    #[must_use]
    pub fn folds_days(&self) -> bool {
        matches!(&self.check, Check::Sum(_) | Check::Network(_))
    }

    /// Whether the rule holds amounts against each other.
    #[must_use]
    pub fn is_about_amounts(&self) -> bool {
        match &self.check {
            Check::Compare(compare) => compare.is_about_amounts(),
            Check::Series(series) => series.is_about_amounts(),
            Check::Sum(_) | Check::Rate(_) | Check::Network(_) => true,
            Check::Claim(_) | Check::Ratio(_) | Check::Provenance(_) => false,
        }
    }

    /// How specific the rule is: of several rules on the same claims the most specific carries the
    /// finding. Lower is more specific.
    #[must_use]
    pub fn rank(&self) -> u8 {
        match &self.check {
            Check::Compare(compare) => compare.rank(),
            Check::Sum(_) => 2,
            Check::Rate(_) | Check::Ratio(_) => 3,
            Check::Series(_) => 4,
            Check::Claim(_) | Check::Provenance(_) => 9,
            Check::Network(_) => 10,
        }
    }
}
