//! What all rules say of a dataset, and what is known of each claim after it.

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::rules::evidence::Evidence;
use crate::rules::level::Level;
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
    /// Runs every rule in force, and those that are `wanted` though they are not. Only rules in force have a say in the
    /// verification: whatever is shown of them, and however loud it is, changes none.
    pub(super) fn of(rules: &'r RuleSet, evidence: &Evidence<'_>, wanted: impl Fn(&Rule) -> bool) -> Self {
        let rules: Vec<&Rule> = rules.iter().filter(|rule| is_in_force(rule) || wanted(rule)).collect();
        let found = outcomes(&rules, evidence);
        let outcomes: Vec<(&Rule, Outcome)> = rules.into_iter().zip(found).collect();
        let verifications = Verifications::of(evidence, in_force(&outcomes).map(|(_, verdict)| verdict));
        Self { outcomes, verifications }
    }

    /// Every verdict of a rule in force.
    pub(super) fn verdicts(&self) -> impl Iterator<Item = (&'r Rule, &Verdict)> {
        in_force(&self.outcomes)
    }
}

/// Whether a rule has a say: its file does not switch it off.
fn is_in_force(rule: &Rule) -> bool {
    rule.level > Level::Allow
}

fn in_force<'j, 'r>(outcomes: &'j [(&'r Rule, Outcome)]) -> impl Iterator<Item = (&'r Rule, &'j Verdict)> + Clone {
    let outcomes = outcomes.iter().filter(|(rule, _)| is_in_force(rule));
    outcomes.flat_map(|(rule, outcome)| outcome.verdicts.iter().map(move |verdict| (*rule, verdict)))
}

/// What every rule finds, in their order. What the voices say by themselves and what speaks for each claim is found
/// out once, beside the rules that do not ask for it: who waits for it inside a rule could wait for himself.
fn outcomes(rules: &[&Rule], evidence: &Evidence<'_>) -> Vec<Outcome> {
    let (hearing, others): (Vec<usize>, Vec<usize>) = (0..rules.len()).partition(|&at| rules[at].hears_voices());
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
