//! Who speaks to a figure, and how independent they are of it.

use std::cmp::Reverse;

use crate::audit::explanation::named::Named;
use crate::graph::attribution::{Attribution, Independence};
use crate::graph::stance::{Heard, Says};
use crate::model::index::ClaimIx;
use crate::model::source::Sources;
use crate::rules::evidence::Evidence;

/// Somebody who speaks to the figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speaker {
    /// Its claim.
    pub claim: Named,
    /// What it says.
    pub says: Says,
    /// How far it is independent of the figure.
    pub independence: Independence,
    /// Why it is, or is not.
    pub why: String,
    /// Whether it counts directly.
    pub direct: bool,
    /// Whether it has no interest in a side that the figure's source has one in.
    pub disinterested: bool,
}

/// Everybody who speaks to a claim, the weightiest first.
pub(super) fn speakers(evidence: &Evidence<'_>, root: ClaimIx) -> Vec<Speaker> {
    let dataset = evidence.dataset;
    let attribution = evidence.backings().attribution();
    let mut heard = evidence.backings().heard(dataset, root);
    heard.sort_by_key(|heard| {
        (Reverse(heard.says), Reverse(heard.independence), Reverse(heard.direct), dataset.claims.id(heard.claim))
    });
    let speaker = |heard: Heard| Speaker {
        claim: Named::of(dataset.claim(heard.claim)),
        says: heard.says,
        independence: heard.independence,
        why: why(&dataset.sources, attribution, heard.claim, root),
        direct: heard.counts,
        disinterested: heard.disinterested,
    };
    heard.into_iter().map(speaker).collect()
}

/// Why one claim is as independent of another as it is.
pub(super) fn why(sources: &Sources, attribution: &Attribution, other: ClaimIx, claim: ClaimIx) -> String {
    let (b, a) = (attribution.origin(other), attribution.origin(claim));
    let (theirs, own) = (attribution.get(b), attribution.get(a));
    let common: Vec<String> = theirs
        .rests_on
        .iter()
        .filter(|group| own.rests_on.contains(group))
        .map(|&group| sources.group_name(group).to_owned())
        .collect();
    match attribution.independence(b, a) {
        Independence::OneGroup if theirs.roots == own.roots => "the same voice".to_owned(),
        Independence::OneGroup => format!("of one group with it, {}", common.join(", ")),
        Independence::Dependent => format!("rests on {}, as it does, and on nobody else", common.join(", ")),
        Independence::Partial if common.is_empty() => {
            let whose = if theirs.unknown { "it rests" } else { "the figure rests" };
            format!("partly independent: {whose} on somebody who is not known")
        }
        Independence::Partial => format!("partly independent: both rest on {}", common.join(", ")),
        Independence::Full => "independent: they rest on nobody in common".to_owned(),
    }
}
