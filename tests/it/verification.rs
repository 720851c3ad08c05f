//! Verification held against its definition: every status, its laws, and the shipped dataset.

mod brute;
mod laws;
mod shipped;
mod statuses;
mod web;

use std::collections::BTreeMap;

use counterclaim::graph::claim_graph::ClaimGraph;
use counterclaim::graph::stance::Heard;
use counterclaim::model::dataset::Dataset;
use counterclaim::model::index::ClaimIx;
use counterclaim::rules::evidence::Evidence;
use counterclaim::rules::verdict::Verdict;
use counterclaim::verify::verification::{Verification, Verifications};

use crate::made::shipped;

/// What is known of one claim, with ids instead of numbers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Status {
    pub(crate) support: &'static str,
    pub(crate) conflict: &'static str,
    pub(crate) credibility: u8,
    pub(crate) by: Option<String>,
    pub(crate) independent: u16,
    pub(crate) exact: bool,
    pub(crate) consistent: bool,
}

impl Status {
    fn of(dataset: &Dataset, known: &Verification) -> Self {
        let backing = known.backing;
        Self {
            support: known.support.word(),
            conflict: known.conflict.word(),
            credibility: known.credibility,
            by: backing.by.map(|by| dataset.claims.id(by).to_owned()),
            independent: backing.independent,
            exact: backing.exact,
            consistent: backing.consistent,
        }
    }

    /// The words that reports print.
    pub(crate) fn words(&self) -> (&'static str, &'static str, u8) {
        (self.support, self.conflict, self.credibility)
    }
}

/// Does something with the evidence of a dataset.
pub(crate) fn with_evidence<T>(dataset: &Dataset, then: impl FnOnce(&Evidence<'_>) -> T) -> T {
    let graph = ClaimGraph::build(dataset);
    then(&Evidence::gather(dataset, &graph))
}

/// Every claim's verification by the shipped rules, by id.
pub(crate) fn statuses(dataset: &Dataset) -> BTreeMap<String, Status> {
    with_evidence(dataset, |evidence| {
        let verdicts: Vec<Verdict> = shipped().iter().flat_map(|rule| rule.check(evidence).verdicts).collect();
        let known = Verifications::of(evidence, verdicts.iter());
        let claims = dataset.claims.claims();
        claims.map(|claim| (dataset.claims.id(claim).to_owned(), Status::of(dataset, &known.get(claim)))).collect()
    })
}

/// As [`statuses`], of what supports the claims alone: no rule is run.
pub(crate) fn supports(dataset: &Dataset) -> BTreeMap<String, Status> {
    with_evidence(dataset, |evidence| {
        let known = Verifications::of(evidence, std::iter::empty());
        let claims = dataset.claims.claims();
        claims.map(|claim| (dataset.claims.id(claim).to_owned(), Status::of(dataset, &known.get(claim)))).collect()
    })
}

/// The number of a claim.
pub(crate) fn claim(dataset: &Dataset, id: &str) -> ClaimIx {
    dataset.claims.claims().find(|&claim| dataset.claims.id(claim) == id).unwrap_or_else(|| panic!("no claim `{id}`"))
}

/// Everybody outside its group who speaks to a claim, by id.
pub(crate) fn heard(dataset: &Dataset, id: &str) -> BTreeMap<String, Heard> {
    with_evidence(dataset, |evidence| {
        let heard = evidence.backings().heard(dataset, claim(dataset, id));
        heard.into_iter().map(|heard| (dataset.claims.id(heard.claim).to_owned(), heard)).collect()
    })
}
