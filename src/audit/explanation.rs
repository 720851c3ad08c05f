//! Why a figure has its status, as a value: where it comes from, who speaks for it and how independent they are, what
//! speaks against it, who else counts the same, and what would raise it.

mod against;
mod named;
mod needs;
mod others;
mod path;
mod speakers;

use crate::audit::judged::Judged;
use crate::graph::claim_graph::ClaimGraph;
use crate::load::locate;
use crate::load::problem::Excerpt;
use crate::model::dataset::Dataset;
use crate::model::index::ClaimIx;
use crate::rules::evidence::Evidence;
use crate::rules::set::RuleSet;
use crate::verify::verification::Verification;

pub use against::Contra;
pub use named::Named;
pub use others::{Other, Relation};
pub use speakers::Speaker;

/// Why a figure has its status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// The claim.
    pub claim: Named,
    /// Whose losses, and where, in words.
    pub about: String,
    /// Its record, if it can be read.
    pub excerpt: Option<Excerpt>,
    /// Its verification.
    pub verification: Verification,
    /// The reliability of its source, A to F.
    pub reliability: char,
    /// What its document says of its verification itself.
    pub stated: Option<String>,
    /// The way to its origin, step by step.
    pub path: Vec<String>,
    /// Who speaks to it, the weightiest first.
    pub speakers: Vec<Speaker>,
    /// How many more speak to it than are listed.
    pub more_speakers: usize,
    /// What speaks against it, the most serious first.
    pub against: Vec<Contra>,
    /// Who else counts this or what has to do with it.
    pub others: Vec<Other>,
    /// What would raise it.
    pub needs: Vec<String>,
}

/// How many who speak to a figure are listed.
const LISTED: usize = 12;

/// Explains one claim under all rules.
#[must_use]
pub fn explain(dataset: &Dataset, rules: &RuleSet, ix: ClaimIx) -> Explanation {
    let graph = ClaimGraph::build(dataset);
    let evidence = Evidence::gather(dataset, &graph);
    let judged = Judged::of(rules, &evidence, |_| false);
    let claim = dataset.claim(ix);
    let root = judged.verifications.root(ix);
    let verification = judged.verifications.get(ix);
    let mut speakers = speakers::speakers(&evidence, root);
    let more_speakers = speakers.len().saturating_sub(LISTED);
    speakers.truncate(LISTED);
    let quantity = claim.quantity();
    let (subject, place) = (
        &dataset.vocabulary.subjects.things[quantity.subject.at()].name,
        &dataset.vocabulary.places.things[quantity.place.at()].name,
    );
    Explanation {
        claim: Named::of(claim),
        about: [subject, place]
            .iter()
            .filter(|name| !name.is_empty())
            .map(|name| name.as_str())
            .collect::<Vec<_>>()
            .join(", "),
        excerpt: locate::excerpts(dataset, &[dataset.claims.place(ix)]).into_iter().next().flatten(),
        verification,
        reliability: claim.source().reliability.unwrap_or('F'),
        stated: claim.remark().map(|remark| remark.stated_verification.clone()).filter(|stated| !stated.is_empty()),
        path: path::path(&evidence, ix, root),
        against: against::against(&evidence, &judged, &[ix, root]),
        others: others::others(&evidence, root),
        needs: needs::needs(&evidence, root, &verification, &speakers),
        speakers,
        more_speakers,
    }
}
