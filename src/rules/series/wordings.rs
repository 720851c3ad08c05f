//! One count under several words: killed here, lost there, destroyed in a quotation.

use std::collections::BTreeMap;

use crate::model::claim::Claim;
use crate::model::hedge::Reading;
use crate::model::index::{ClaimIx, MetricIx};
use crate::rules::evidence::Evidence;
use crate::rules::verdict::{Facts, Outcome, Run, Side, Verdict, WITNESSES};

/// One verdict a count (a lineage's figures on one quantity, with all that restates them) that
/// carries more than one pair of metric and word.
pub(super) fn check(evidence: &Evidence<'_>, same: &[Vec<String>]) -> Outcome {
    let claims = &evidence.dataset.claims;
    let mut counts: BTreeMap<_, BTreeMap<(MetricIx, String), Vec<Claim<'_>>>> = BTreeMap::new();
    let mut outcome = Outcome::default();
    for ix in claims.claims() {
        let claim = evidence.claim(ix);
        let Some(word) = claim.remark().map(|remark| remark.wording.as_str()).filter(|word| !word.is_empty()) else {
            continue;
        };
        if claim.is_statement() {
            continue;
        }
        outcome.comparisons += 1;
        let root = evidence.claim(evidence.graph.root(ix));
        let count = (evidence.dataset.sources.id(root.lineage()), root.quantity());
        let word = (claim.quantity().metric, plain(word, same));
        counts.entry(count).or_default().entry(word).or_default().push(claim);
    }
    for words in counts.into_values() {
        let distinct: std::collections::BTreeSet<&String> = words.keys().map(|(_, word)| word).collect();
        if distinct.len() < 2 {
            continue;
        }
        outcome.verdicts.push(verdict(words));
    }
    outcome
}

/// The word by which all that mean the same are known: the first of its list.
fn plain(word: &str, same: &[Vec<String>]) -> String {
    let word = word.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ");
    let list = same.iter().find(|list| list.contains(&word));
    list.and_then(|list| list.first()).unwrap_or(&word).clone()
}

fn verdict(words: BTreeMap<(MetricIx, String), Vec<Claim<'_>>>) -> Verdict {
    let mut carriers: Vec<(MetricIx, String, Claim<'_>, usize)> = Vec::new();
    for ((metric, word), mut claims) in words {
        claims.sort_by_key(|claim| claim.id());
        carriers.push((metric, word, claims[0], claims.len()));
    }
    // The commonest word first; of equals in order of their claims' ids.
    carriers.sort_by_key(|(_, _, claim, count)| (usize::MAX - count, claim.id()));
    let days = |claim: &Claim<'_>| claim.period().label;
    let first = carriers.iter().map(|(_, _, claim, _)| days(claim)).min();
    let last = carriers.iter().map(|(_, _, claim, _)| days(claim)).max();
    let side = |claims: Vec<ClaimIx>, count: usize, of: Claim<'_>| Side {
        claims,
        count: u64::try_from(count).unwrap_or(u64::MAX),
        interval: of.interval(Reading::Strict, true),
        implied: false,
        subtracted: 0,
    };
    let others: Vec<ClaimIx> = carriers.iter().skip(1).take(WITNESSES).map(|(_, _, claim, _)| claim.ix).collect();
    let (one, another) = (carriers[0].2, carriers[1].2);
    Verdict {
        left: side(vec![one.ix], carriers[0].3, one),
        right: Some(side(others, carriers.len() - 1, another)),
        reading: Reading::Strict,
        strength: None,
        run: Run { first: first.unwrap_or(days(&one)), last: last.unwrap_or(days(&one)), count: 1 },
        facts: Facts::Wordings(carriers.into_iter().map(|(metric, word, claim, _)| (metric, word, claim.ix)).collect()),
        assumptions: Vec::new(),
        pairs: Vec::new(),
    }
}
