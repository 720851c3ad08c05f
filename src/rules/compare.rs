//! The kind `compare`: pairs of claims that lie to each other in a declared way.

mod asof;
mod best;
mod broken;
pub(super) mod choice;
mod coverage;
mod denied;
mod fold;
mod grade;
mod implied;
mod item;
pub(in crate::rules) mod need;
mod origin;
mod pair;
mod pairs;
mod pass;
pub(in crate::rules) mod plan;
mod score;
mod sweep;
mod tell;

use crate::rules::compare::need::Partner;
pub use crate::rules::compare::plan::Compare;
use crate::rules::evidence::Evidence;
use crate::rules::verdict::Outcome;

/// Runs a comparison.
#[must_use]
pub fn check(rule: &Compare, evidence: &Evidence<'_>) -> Outcome {
    match rule.partner {
        Partner::Claims => pairs::check(rule, evidence),
        Partner::Origin => origin::check(rule, evidence),
        Partner::Implied => implied::check(rule, evidence),
        Partner::Denied => denied::check(rule, evidence),
    }
}
