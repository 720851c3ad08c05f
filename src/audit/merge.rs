//! One finding per root cause: verdicts on the same claims are made one.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::audit::figures::Figures;
use crate::audit::roots::{Root, gather};
use crate::audit::slips::Slips;
use crate::model::claim::Quantity;
use crate::model::day::Day;
use crate::model::index::ClaimIx;
use crate::rules::evidence::Evidence;
use crate::rules::level::Strength;
use crate::rules::rule::Rule;
use crate::rules::verdict::{Run, Side, Verdict, WITNESSES};

/// A verdict, the rule that gave it, and less specific rules that fired on the same claims.
#[derive(Debug, Clone)]
pub(super) struct Fired<'r> {
    pub(super) rule: &'r Rule,
    pub(super) verdict: Verdict,
    pub(super) also: Vec<(&'r Rule, Option<Strength>)>,
    /// What goes away with it: told with it.
    pub(super) follows: Vec<Verdict>,
    /// The figure that alone mends it and all that follows.
    pub(super) root: Option<Root>,
    /// The figures of all verdicts that were made one.
    pub(super) figures: Figures,
}

impl<'r> Fired<'r> {
    /// A verdict by itself.
    pub(super) fn by(evidence: &Evidence<'_>, rule: &'r Rule, verdict: Verdict) -> Self {
        let figures = Figures::of(evidence, &verdict);
        Self { rule, verdict, also: Vec::new(), follows: Vec::new(), root: None, figures }
    }

    /// Makes another finding a part of this one; `follows` if its own sentence is to be told.
    pub(super) fn take_in(&mut self, other: Self, follows: bool) {
        self.figures.add(&other.figures);
        for (rule, strength) in std::iter::once((other.rule, other.verdict.strength)).chain(other.also) {
            if rule.id != self.rule.id && self.also.iter().all(|(known, _)| known.id != rule.id) {
                self.also.push((rule, strength));
            }
        }
        if follows {
            self.follows.push(other.verdict);
        }
        self.follows.extend(other.follows);
    }
}

/// Merges in three steps: verdicts of one rule that share a stray claim are one against many; then verdicts of several
/// rules that share claims on both sides are carried by the most specific rule; then those that one figure mends are
/// one.
pub(super) fn merge<'r>(evidence: &Evidence<'_>, mut fired: Vec<Fired<'r>>) -> Vec<Fired<'r>> {
    in_order(evidence, &mut fired);
    let by_left = star(fired, |verdict| Some(verdict.left.claims[0]), |verdict| verdict.right.as_mut());
    let starred =
        star(by_left, |verdict| verdict.right.as_ref().map(|side| side.claims[0]), |verdict| Some(&mut verdict.left));
    gather(evidence, across_rules(evidence, starred))
}

/// Rule by rule, what matters most first: of merged verdicts the first one's claims are told. The
/// ids decide last, so that nothing depends on the order of rows.
fn in_order(evidence: &Evidence<'_>, fired: &mut [Fired<'_>]) {
    let id = |side: &Side| evidence.dataset.claims.id(side.claims[0]);
    let gap = |verdict: &Verdict| verdict.right.as_ref().map(|right| verdict.left.interval.gap(right.interval));
    fired.sort_by(|a, b| {
        let lineage = |side: &Side| evidence.claim(side.claims[0]).lineage();
        // A voice against itself leads.
        let own = |verdict: &Verdict| verdict.right.as_ref().map(lineage) == Some(lineage(&verdict.left));
        let key = |fired: &Fired<'_>| {
            (Reverse(fired.verdict.strength), Reverse(own(&fired.verdict)), Reverse(gap(&fired.verdict)))
        };
        let ids = |fired: &Fired<'_>| (id(&fired.verdict.left), fired.verdict.right.as_ref().map(id));
        a.rule.id.cmp(&b.rule.id).then_with(|| key(a).cmp(&key(b))).then_with(|| ids(a).cmp(&ids(b)))
    });
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
        let held = key.and_then(|key| known.get(&key).copied()).map(|at| &mut kept[at]);
        let more = many(&mut fired.verdict).map(|side| side.clone());
        // A claim that strays to one side does not stand on the other as well.
        let stands = |verdict: &Verdict, claim: ClaimIx| {
            verdict.left.claims.contains(&claim)
                || verdict.right.as_ref().is_some_and(|side| side.claims.contains(&claim))
        };
        let joins =
            |held: &Verdict, more: &Side| !stands(held, more.claims[0]) && held.strength == fired.verdict.strength;
        if let (Some(holder), Some(more)) =
            (held.filter(|held| more.as_ref().is_some_and(|more| joins(&held.verdict, more))), more)
        {
            holder.figures.add(&fired.figures);
            let held = &mut holder.verdict;
            held.run.first = held.run.first.min(fired.verdict.run.first);
            held.run.last = held.run.last.max(fired.verdict.run.last);
            held.run.count = held.run.count.max(fired.verdict.run.count);
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
    let mut holders: BTreeMap<ClaimIx, Vec<usize>> = BTreeMap::new();
    let mut alike: BTreeMap<Sides, BTreeMap<&str, Runs>> = BTreeMap::new();
    let mut slips = Slips::default();
    for fired in fired {
        let Some(right) = &fired.verdict.right else {
            kept.push(fired);
            continue;
        };
        let about = (about(evidence, &fired.verdict.left), about(evidence, right));
        let turned = (about.1, about.0);
        let holding = fired.verdict.left.claims.iter().filter_map(|claim| holders.get(claim)).flatten();
        let holding: BTreeSet<usize> = holding.copied().collect();
        let by_claim = holding.into_iter().find(|&at| meets(&kept[at], &fired));
        let others = |(rule, _): &(&&str, &Runs)| **rule != fired.rule.id;
        let joins = (fired.rule.merges() || fired.rule.folds_days()) && fired.rule.is_about_amounts();
        let known = [&about, &turned].into_iter().filter_map(|about| alike.get(about).filter(|_| joins)).flatten();
        let by_days = known.filter(others).filter_map(|(_, runs)| runs.meeting(fired.verdict.run)).min();
        let by_copy = slips.explaining(evidence, &fired.verdict);
        if let Some(at) = by_claim.into_iter().chain(by_days).chain(by_copy).min() {
            kept[at].take_in(fired, by_copy == Some(at));
            continue;
        }
        for &claim in fired.verdict.left.claims.iter().chain(&right.claims) {
            holders.entry(claim).or_default().push(kept.len());
        }
        if joins {
            alike.entry(about).or_default().entry(&fired.rule.id).or_default().push(fired.verdict.run, kept.len());
        }
        slips.add(&fired.verdict, kept.len());
        kept.push(fired);
    }
    kept
}

/// What a side is about: a quantity and a group of sources.
type About = (Quantity, u32);
type Sides = (About, About);

fn about(evidence: &Evidence<'_>, side: &Side) -> About {
    let claim = evidence.claim(side.claims[0]);
    (claim.quantity(), evidence.dataset.sources.group_key(claim.source_ix()))
}

/// The runs of one rule's kept verdicts about the same two sides, in order of their first days: each
/// with the latest day of all up to it, and its number.
#[derive(Default)]
struct Runs(Vec<(Run, Day, usize)>);

impl Runs {
    fn push(&mut self, run: Run, at: usize) {
        let latest = self.0.last().map_or(run.last, |&(_, latest, _)| latest.max(run.last));
        self.0.push((run, latest, at));
    }

    /// The first kept verdict with a day in common.
    fn meeting(&self, other: Run) -> Option<usize> {
        let at = self.0.partition_point(|&(_, latest, _)| latest < other.first);
        self.0.get(at).filter(|(run, ..)| run.first <= other.last).map(|&(.., at)| at)
    }
}

/// Whether a later verdict has the same root cause as a kept one of another rule: each of its sides
/// shares a claim with a side of the other.
fn meets(kept: &Fired<'_>, fired: &Fired<'_>) -> bool {
    let (Some(a), Some(b)) = (&kept.verdict.right, &fired.verdict.right) else { return false };
    if kept.rule.id == fired.rule.id || !kept.rule.is_about_amounts() || !fired.rule.is_about_amounts() {
        return false;
    }
    let share = |one: &Side, other: &Side| one.claims.iter().any(|claim| other.claims.contains(claim));
    let straight = share(&kept.verdict.left, &fired.verdict.left) && share(a, b);
    straight || (share(&kept.verdict.left, b) && share(a, &fired.verdict.left))
}

#[cfg(test)]
mod tests {
    use super::Runs;
    use crate::model::day::Day;
    use crate::rules::verdict::Run;

    #[test]
    fn the_first_run_with_a_day_in_common_is_found() {
        let run = |first, last| Run { first: Day(first), last: Day(last), count: 1 };
        let mut runs = Runs::default();
        for (at, run) in [run(1, 2), run(3, 20), run(5, 6), run(30, 31)].into_iter().enumerate() {
            runs.push(run, at);
        }
        assert_eq!(runs.meeting(run(10, 12)), Some(1));
        assert_eq!(runs.meeting(run(0, 40)), Some(0));
        assert_eq!(runs.meeting(run(21, 29)), None);
        assert_eq!(runs.meeting(run(31, 50)), Some(3));
        assert_eq!(runs.meeting(run(32, 50)), None);
    }
}
