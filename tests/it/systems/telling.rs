//! What verdicts of the network say, whatever claims are called and however they are numbered.

use std::collections::BTreeSet;

use counterclaim::model::dataset::Dataset;
use counterclaim::model::index::ClaimIx;
use counterclaim::rules::network::facts::{Culprit, NetworkFacts, Term};
use counterclaim::rules::verdict::{Facts, Verdict};

use crate::systems::RULES;

use crate::made::{shipped, verdicts};

/// What the rules of the network say.
pub(super) fn said(dataset: &Dataset) -> Vec<(&'static str, Verdict)> {
    let of = |rule: &'static str| {
        let found = verdicts(shipped().get(rule).expect("a shipped rule"), dataset);
        found.into_iter().map(move |verdict| (rule, verdict))
    };
    RULES.into_iter().flat_map(of).collect()
}

/// The facts of a verdict of the network.
pub(super) fn facts(verdict: &Verdict) -> &NetworkFacts {
    let Facts::Network(facts) = &verdict.facts else { panic!("facts of the network") };
    facts
}

/// What the rules say, with each claim's id. A copy is called what it is a copy of.
pub(super) fn told(dataset: &Dataset) -> BTreeSet<String> {
    let id = |claim: &ClaimIx| dataset.claims.id(*claim).trim_end_matches("-copy").to_owned();
    let ids = |claims: &[ClaimIx]| claims.iter().map(id).collect::<BTreeSet<String>>();
    let source = |source| dataset.sources.id(source).to_owned();
    let each = said(dataset).into_iter().map(|(rule, verdict)| {
        let facts = facts(&verdict);
        let terms = |terms: &[Term]| terms.iter().map(|term| (ids(&term.claims), term.amount)).collect::<Vec<_>>();
        let culprit = match &facts.culprit {
            Culprit::OneOf { claims, corrected, meaning } => {
                format!("one of {:?} {corrected} {meaning}", ids(claims))
            }
            culprit => format!("{culprit:?} {:?}", ids(&verdict.left.claims)),
        };
        let NetworkFacts { corrected, never_falls, gap, implied, more, exhaustive, .. } = facts;
        let read: BTreeSet<_> = facts.read_as.iter().map(|read| (source(read.voice), read.word, read.meaning)).collect();
        let voices: BTreeSet<_> = facts.voices.iter().copied().map(source).collect();
        format!(
            "{rule} {:?} {:?} {corrected} {never_falls:?} {gap} {culprit} {implied:?} {voices:?} {read:?} {more} {exhaustive} {:?} {:?}",
            terms(&facts.least),
            terms(&facts.most),
            verdict.strength,
            verdict.run,
        )
    });
    each.collect()
}
