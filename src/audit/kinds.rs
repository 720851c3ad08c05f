//! What kind of disagreement a verdict is, by who stands against whom.

use crate::audit::finding::FindingKind;
use crate::model::claim::Claim;
use crate::model::remark::Method;
use crate::model::source::Standing;
use crate::rules::network::facts::{Culprit, NetworkFacts};
use crate::rules::network::test::Test;
use crate::rules::rule::Check;
use crate::rules::verdict::{Facts, Verdict};

/// The kind of disagreement of a verdict.
pub(super) fn kind(check: &Check, verdict: &Verdict, left: Claim<'_>, right: Option<Claim<'_>>) -> FindingKind {
    if matches!(verdict.facts, Facts::Provenance(_)) {
        return FindingKind::Provenance;
    }
    let Some(right) = right else { return FindingKind::SingleClaim };
    if matches!(verdict.facts, Facts::Wordings(_)) {
        return FindingKind::Definition;
    }
    // An average that was computed along the way is held against what it was made of.
    let computed = left.dataset.claims.method(left.ix) == Method::Computed;
    if matches!(verdict.facts, Facts::Rate(_)) && verdict.strength.is_some() && computed {
        return FindingKind::Transcription;
    }
    // What another convention explains, and what is only unusual, contradicts nobody.
    let explained = matches!(verdict.facts, Facts::Rate(_)) && verdict.strength.is_none();
    if explained || matches!(verdict.facts, Facts::Ratio(_)) {
        return FindingKind::Plausibility;
    }
    if matches!(verdict.facts, Facts::Printed | Facts::HedgeDropped) && !matches!(check, Check::Series(_)) {
        return FindingKind::Transcription;
    }
    if matches!(verdict.facts, Facts::Series(_)) {
        return FindingKind::Plausibility;
    }
    if let Facts::Network(facts) = &verdict.facts {
        return kind_of_network(facts, left);
    }
    if left.lineage() == right.lineage() {
        return FindingKind::SelfContradiction;
    }
    match left.dataset.sources.standing(left.source_ix(), right.source_ix()) {
        Standing::Adversary => FindingKind::BetweenAdversaries,
        Standing::Same | Standing::SameGroup | Standing::OtherGroup => FindingKind::Disagreement,
    }
}

fn kind_of_network(facts: &NetworkFacts, left: Claim<'_>) -> FindingKind {
    let sources = &left.dataset.sources;
    let whose = || std::iter::once(left.lineage()).chain(facts.voices.iter().copied());
    let adversaries = |a, b| sources.standing(a, b) == Standing::Adversary;
    if !facts.read_as.is_empty() {
        FindingKind::Definition
    } else if facts.test == Test::OneVoice {
        let computed = left.dataset.claims.method(left.ix) == Method::Computed;
        let blamed = computed && facts.culprit == Culprit::Certain;
        if blamed { FindingKind::Transcription } else { FindingKind::SelfContradiction }
    } else if whose().any(|a| whose().any(|b| adversaries(a, b))) {
        FindingKind::BetweenAdversaries
    } else {
        FindingKind::Disagreement
    }
}
