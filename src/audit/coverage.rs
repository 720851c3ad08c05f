//! What each rule compared, what it could not, and why.

use crate::graph::claim_graph::ClaimGraph;
use crate::model::dataset::Dataset;
use crate::rules::evidence::Evidence;
use crate::rules::level::Level;
use crate::rules::set::RuleSet;
use crate::rules::touched::Touched;

/// One rule on one dataset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// The rule's id.
    pub rule: String,
    /// Its level.
    pub level: Level,
    /// How often it held claims against each other, or judged one by itself.
    pub comparisons: u64,
    /// How many claims stood in these.
    pub claims: u64,
    /// How many claims it passed over, the most frequent reason first.
    pub passed_over: Vec<PassedOver>,
}

/// Claims passed over for one reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PassedOver {
    /// The reason in a few words.
    pub reason: String,
    /// How many claims.
    pub claims: u64,
    /// The id of one of them.
    pub example: String,
}

/// Runs every rule and looks at what it touched, in order of the rules' ids. Rules that are allowed
/// are run as well.
#[must_use]
pub fn coverage(dataset: &Dataset, rules: &RuleSet) -> Vec<Coverage> {
    let graph = ClaimGraph::build(dataset);
    let evidence = Evidence::gather(dataset, &graph);
    let of_rule = |rule: &crate::rules::rule::Rule| {
        let outcome = rule.check(&evidence);
        let mut touched = Touched::none(dataset.claims.len());
        touched.add(&outcome.touched);
        let passed_over = rule.passed_over(&evidence, &touched).into_iter().map(|passed| PassedOver {
            reason: passed.reason.to_owned(),
            claims: passed.claims,
            example: dataset.claims.id(passed.example).to_owned(),
        });
        Coverage {
            rule: rule.id.clone(),
            level: rule.level,
            comparisons: outcome.comparisons,
            // A rule on single claims judges each by itself.
            claims: if rule.kind_word() == "claim" { outcome.comparisons.max(touched.len()) } else { touched.len() },
            passed_over: passed_over.collect(),
        }
    };
    rules.iter().map(of_rule).collect()
}
