//! One finding per root cause: verdicts on the same claims are made one.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::index::ClaimIx;
use crate::rules::evidence::Evidence;
use crate::rules::rule::Rule;
use crate::rules::verdict::{Side, Verdict, WITNESSES};

/// A verdict, the rule that gave it, and less specific rules that fired on the same claims.
#[derive(Debug, Clone)]
pub(super) struct Fired<'r> {
    pub(super) rule: &'r Rule,
    pub(super) verdict: Verdict,
    pub(super) also: Vec<&'r Rule>,
}

/// Merges in two steps: verdicts of one rule that share a stray claim are one against many; then
/// verdicts of several rules that share claims on both sides are carried by the most specific rule.
pub(super) fn merge<'r>(evidence: &Evidence<'_>, fired: Vec<Fired<'r>>) -> Vec<Fired<'r>> {
    let by_left = star(fired, |verdict| Some(verdict.left.claims[0]), |verdict| verdict.right.as_mut());
    let starred =
        star(by_left, |verdict| verdict.right.as_ref().map(|side| side.claims[0]), |verdict| Some(&mut verdict.left));
    across_rules(evidence, starred)
}

/// Joins verdicts of one rule with the same `stray` claim: the `many` sides become one.
fn star<'r>(
    fired: Vec<Fired<'r>>,
    stray: impl Fn(&Verdict) -> Option<ClaimIx>,
    many: impl Fn(&mut Verdict) -> Option<&mut Side>,
) -> Vec<Fired<'r>> {
    let mut kept: Vec<Fired<'r>> = Vec::new();
    let mut known: BTreeMap<(&str, ClaimIx), usize> = BTreeMap::new();
    for mut fired in fired {
        let key =
            fired.rule.merges().then(|| stray(&fired.verdict)).flatten().map(|claim| (fired.rule.id.as_str(), claim));
        let held = key.and_then(|key| known.get(&key).copied()).map(|at| &mut kept[at].verdict);
        if let (Some(held), Some(more)) = (held, many(&mut fired.verdict).map(|side| side.clone())) {
            held.run.first = held.run.first.min(fired.verdict.run.first);
            held.run.last = held.run.last.max(fired.verdict.run.last);
            held.run.count = held.run.count.max(fired.verdict.run.count);
            held.strength = held.strength.max(fired.verdict.strength);
            if let Some(side) = many(held) {
                let new: Vec<ClaimIx> = more.claims.into_iter().filter(|claim| !side.claims.contains(claim)).collect();
                let room = WITNESSES.saturating_sub(side.claims.len());
                side.claims.extend(new.into_iter().take(room));
                side.count += more.count;
            }
            continue;
        }
        if let Some(key) = key {
            known.insert(key, kept.len());
        }
        kept.push(fired);
    }
    kept
}

fn across_rules<'r>(evidence: &Evidence<'_>, mut fired: Vec<Fired<'r>>) -> Vec<Fired<'r>> {
    let id = |claim: ClaimIx| evidence.dataset.claims.id(claim);
    fired.sort_by(|a, b| {
        let key = |fired: &Fired<'r>| (fired.rule.rank(), fired.rule.id.clone(), fired.verdict.run);
        key(a).cmp(&key(b)).then_with(|| id(a.verdict.left.claims[0]).cmp(id(b.verdict.left.claims[0])))
    });
    let mut kept: Vec<Fired<'r>> = Vec::new();
    let mut holders: BTreeMap<ClaimIx, BTreeSet<usize>> = BTreeMap::new();
    for fired in fired {
        let Some(right) = &fired.verdict.right else {
            kept.push(fired);
            continue;
        };
        let of = |side: &Side| -> BTreeSet<usize> {
            side.claims.iter().filter_map(|claim| holders.get(claim)).flatten().copied().collect()
        };
        let shared = of(&fired.verdict.left).intersection(&of(right)).copied().find(|&at| meets(&kept[at], &fired));
        if let Some(at) = shared {
            if kept[at].also.iter().all(|rule| rule.id != fired.rule.id) {
                kept[at].also.push(fired.rule);
            }
            continue;
        }
        for &claim in fired.verdict.left.claims.iter().chain(&right.claims) {
            holders.entry(claim).or_default().insert(kept.len());
        }
        kept.push(fired);
    }
    kept
}

/// Whether a later verdict is on the claims of a kept one of another rule: each of its sides shares
/// a claim with a side of the other.
fn meets(kept: &Fired<'_>, fired: &Fired<'_>) -> bool {
    let (Some(a), Some(b)) = (&kept.verdict.right, &fired.verdict.right) else { return false };
    let share = |one: &Side, other: &Side| one.claims.iter().any(|claim| other.claims.contains(claim));
    let straight = share(&kept.verdict.left, &fired.verdict.left) && share(a, b);
    let crossed = share(&kept.verdict.left, b) && share(a, &fired.verdict.left);
    kept.rule.id != fired.rule.id
        && kept.rule.is_about_amounts()
        && fired.rule.is_about_amounts()
        && (straight || crossed)
}
