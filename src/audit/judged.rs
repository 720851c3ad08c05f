//! What all rules say of a dataset, and what is known of each claim after it.

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::rules::evidence::Evidence;
use crate::rules::rule::Rule;
use crate::rules::set::RuleSet;
use crate::rules::verdict::{Outcome, Verdict};
use crate::verify::verification::Verifications;

/// Every rule with what it found, and the verification of every claim.
pub(super) struct Judged<'r> {
    pub(super) outcomes: Vec<(&'r Rule, Outcome)>,
    pub(super) verifications: Verifications,
}

impl<'r> Judged<'r> {
    /// Runs every rule, whatever is shown of it later: a level, a filter or a waiver changes no verification.
    pub(super) fn of(rules: &'r RuleSet, evidence: &Evidence<'_>) -> Self {
        let rules: Vec<&Rule> = rules.iter().collect();
        let found = outcomes(&rules, evidence);
        let verifications = Verifications::of(evidence, found.iter().flat_map(|outcome| &outcome.verdicts));
        Self { outcomes: rules.into_iter().zip(found).collect(), verifications }
    }

    /// Every verdict with the rule that gave it.
    pub(super) fn verdicts(&self) -> impl Iterator<Item = (&'r Rule, &Verdict)> {
        self.outcomes.iter().flat_map(|(rule, outcome)| outcome.verdicts.iter().map(move |verdict| (*rule, verdict)))
    }
}

/// What every rule finds, in their order. What the voices say by themselves and what speaks for each claim is found
/// out once, beside the rules that do not ask for it: who waits for it inside a rule could wait for himself.
fn outcomes(rules: &[&Rule], evidence: &Evidence<'_>) -> Vec<Outcome> {
    let (hearing, others): (Vec<usize>, Vec<usize>) = (0..rules.len()).partition(|&at| rules[at].hears_lineages());
    let check = |asked: &[usize]| -> Vec<(usize, Outcome)> {
        asked.par_iter().map(|&at| (at, rules[at].check(evidence))).collect()
    };
    let hear = || {
        if !hearing.is_empty() {
            let _heard = evidence.lineages();
        }
        let _weighed = evidence.backings();
    };
    let ((), mut found) = rayon::join(hear, || check(&others));
    found.extend(check(&hearing));
    found.sort_by_key(|&(at, _)| at);
    found.into_iter().map(|(_, outcome)| outcome).collect()
}
