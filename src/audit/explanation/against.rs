//! What the rules hold against a figure.

use std::cmp::Reverse;

use crate::audit::explanation::named::Named;
use crate::audit::judged::Judged;
use crate::model::index::ClaimIx;
use crate::rules::evidence::Evidence;
use crate::rules::level::Strength;
use crate::verify::conflict::{Conflict, certainly_wrong, charges};

/// What a rule holds against the figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contra {
    /// The rule's id.
    pub rule: String,
    /// How far words must be stretched for it to go away.
    pub strength: Option<Strength>,
    /// What it comes to.
    pub conflict: Conflict,
    /// The claim that speaks against it.
    pub by: Named,
    /// How many more claims the same rule holds against it.
    pub more: usize,
}

/// What the rules hold against a claim, the most serious first; one entry a rule.
pub(super) fn against(evidence: &Evidence<'_>, judged: &Judged<'_>, claims: &[ClaimIx]) -> Vec<Contra> {
    let mut found: Vec<Contra> = Vec::new();
    let wrong = certainly_wrong(judged.verdicts().map(|(_, verdict)| verdict));
    for (rule, verdict) in judged.verdicts() {
        for charge in charges(evidence, verdict, &wrong).into_iter().filter(|charge| claims.contains(&charge.claim)) {
            let by = Named::of(evidence.claim(charge.by));
            match found.iter_mut().find(|known| known.rule == rule.id && known.conflict == charge.conflict) {
                Some(known) if known.by == by => {}
                Some(known) => known.more += 1,
                None => found.push(Contra {
                    rule: rule.id.clone(),
                    strength: verdict.strength,
                    conflict: charge.conflict,
                    by,
                    more: 0,
                }),
            }
        }
    }
    found.sort_by(|a, b| (Reverse(a.conflict), &a.rule).cmp(&(Reverse(b.conflict), &b.rule)));
    found
}
