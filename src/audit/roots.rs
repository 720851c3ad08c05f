//! Findings with one root cause: one figure that, put right, makes them all go away.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::audit::merge::Fired;
use crate::model::amount::Amount;
use crate::model::claim::Claim;
use crate::model::index::ClaimIx;
use crate::model::interval::Interval;
use crate::rules::evidence::Evidence;
use crate::rules::level::Strength;
use crate::rules::sum::choice::Over;
use crate::rules::verdict::{Facts, Lie, Verdict};
use crate::rules::words::Share;

/// Of how many figures a finding may be that is looked into.
const FIGURES: usize = 64;

/// One figure that alone would mend several findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Root {
    /// The figure.
    pub(super) claim: ClaimIx,
    /// By how much it would have to be more, or less if below zero, in the smallest unit of its metric; of an average by
    /// how much what it comes to over its days.
    pub(super) change: Interval,
}

/// Makes one finding of those that one figure mends. The one that tells them is of one voice against itself, or against
/// a copy of it: there a figure is wrong, whoever else is right. That others disagree with the voice too is another
/// finding, unless the same change mends it.
///
/// Of several figures the one that mends most is taken: one slip is likelier than several.
pub(super) fn gather<'r>(evidence: &Evidence<'_>, fired: Vec<Fired<'r>>) -> Vec<Fired<'r>> {
    let groups = Findings::of(evidence, &fired).groups();
    let mut slots: Vec<Option<Fired<'r>>> = fired.into_iter().map(Some).collect();
    for Group { root, first, others } in groups {
        let joined: Vec<Fired<'r>> = others.into_iter().filter_map(|at| slots[at].take()).collect();
        if let Some(leading) = &mut slots[first] {
            joined.into_iter().for_each(|other| leading.take_in(other, true));
            leading.root = Some(root);
        }
    }
    slots.into_iter().flatten().collect()
}

/// The findings, by the figures that mend them.
struct Findings<'e, 'd> {
    evidence: &'e Evidence<'d>,
    /// The place of each in order of loudness, and whether it may tell others.
    standing: Vec<(usize, bool)>,
    by_claim: BTreeMap<ClaimIx, Vec<(usize, Interval)>>,
}

/// A finding and those that are told with it, by their places in the list.
struct Group {
    root: Root,
    first: usize,
    others: Vec<usize>,
}

impl<'e, 'd> Findings<'e, 'd> {
    fn of(evidence: &'e Evidence<'d>, fired: &[Fired<'_>]) -> Self {
        let mut loudest: Vec<usize> = (0..fired.len()).collect();
        loudest.sort_by_key(|&at| Reverse(fired[at].rule.level.capped_by(fired[at].verdict.strength)));
        let mut standing = vec![(0, false); fired.len()];
        for (rank, at) in loudest.into_iter().enumerate() {
            standing[at] = (rank, is_of_one_voice(evidence, &fired[at].verdict));
        }
        let mut by_claim: BTreeMap<ClaimIx, Vec<(usize, Interval)>> = BTreeMap::new();
        for (at, fired) in fired.iter().enumerate() {
            for (claim, change) in mended_by(evidence, fired) {
                by_claim.entry(claim).or_default().push((at, change));
            }
        }
        by_claim.retain(|_, mended| mended.len() > 1);
        by_claim.values_mut().for_each(|mended| mended.sort_by_key(|&(at, _)| standing[at].0));
        Self { evidence, standing, by_claim }
    }

    /// The greatest groups first, until no two findings are left that one figure mends. A finding is in one group.
    fn groups(&self) -> Vec<Group> {
        let mut taken: BTreeSet<usize> = BTreeSet::new();
        let key = |group: &Group| {
            let id = self.evidence.dataset.claims.id(group.root.claim);
            (Reverse(group.others.len()), self.standing[group.first].0, id, group.root.claim)
        };
        let mut open: BTreeMap<_, usize> = BTreeMap::new();
        for (&claim, mended) in &self.by_claim {
            for &(first, _) in mended.iter().filter(|(at, _)| self.standing[*at].1) {
                open.extend(self.group(claim, first, &taken).map(|group| (key(&group), first)));
            }
        }
        let mut groups = Vec::new();
        while let Some((known, first)) = open.pop_first() {
            // What it would have mended may have been told with another since.
            let Some(group) = self.group(known.3, first, &taken) else { continue };
            let now = key(&group);
            if now == known {
                taken.insert(first);
                taken.extend(&group.others);
                groups.push(group);
            } else {
                open.insert(now, first);
            }
        }
        groups
    }

    /// All that a change of a figure mends together with one finding, of what is not taken and no louder.
    fn group(&self, claim: ClaimIx, first: usize, taken: &BTreeSet<usize>) -> Option<Group> {
        let mut mended = self.by_claim[&claim].iter().filter(|(at, _)| !taken.contains(at)).copied();
        let (_, mut change) = mended.find(|&(at, _)| at == first)?;
        let mut others = Vec::new();
        let (own, foreign): (Vec<_>, Vec<_>) = mended.partition(|&(at, _)| self.standing[at].1);
        for (at, other) in own {
            if change.meets(other) {
                change = both(change, other);
                others.push(at);
            }
        }
        // A slip of six explains no disagreement over thousands: others' figures want no more than the voice's own do.
        let enough = least(change);
        for (at, other) in foreign {
            if enough.meets(other) && change.meets(other) {
                change = both(change, other);
                others.push(at);
            }
        }
        others.sort_by_key(|&at| self.standing[at].0);
        (!others.is_empty()).then_some(Group { root: Root { claim, change }, first, others })
    }
}

/// What lies in both of two intervals that meet.
fn both(one: Interval, other: Interval) -> Interval {
    Interval { lo: one.lo.max(other.lo), hi: one.hi.min(other.hi) }
}

/// Of changes without an end the least, which is enough.
fn least(change: Interval) -> Interval {
    match (change.has_low(), change.has_high()) {
        (true, false) => Interval::point(change.lo),
        (false, true) => Interval::point(change.hi),
        _ => change,
    }
}

/// Whether one voice and those of its group, or copies of them, say all that stands in a verdict.
fn is_of_one_voice(evidence: &Evidence<'_>, verdict: &Verdict) -> bool {
    let sides = std::iter::once(&verdict.left).chain(&verdict.right).flat_map(|side| side.claims.iter().copied());
    let mut claims = sides.chain(entering(verdict).into_iter().map(|entry| entry.claim));
    let group = |claim: ClaimIx| evidence.dataset.sources.group_key(evidence.dataset.claims.source(claim));
    claims.all(|claim| group(claim) == group(verdict.left.claims[0]))
}

/// The figures that alone could mend a finding, each with the changes that do.
fn mended_by(evidence: &Evidence<'_>, fired: &Fired<'_>) -> Vec<(ClaimIx, Interval)> {
    let verdict = &fired.verdict;
    let minor = matches!(verdict.strength, None | Some(Strength::Imprecision));
    if minor || !fired.rule.is_about_amounts() {
        return Vec::new();
    }
    let Some((left, right)) = missing(evidence, verdict) else { return Vec::new() };
    let entries = entering(verdict);
    if entries.len() > FIGURES {
        return Vec::new();
    }
    let pairs = if verdict.run.count > 1 { verdict.opposed() } else { Vec::new() };
    let wanted = |entry: &&Entry| {
        entries.iter().filter(|other| other.claim == entry.claim).count() == 1 && is_in_all(&pairs, entry)
    };
    let change = |entry: &Entry| {
        let change = if entry.left { right.less(left) } else { left.less(right) };
        (entry.claim, if entry.subtracted { Interval::point(0).less(change) } else { change })
    };
    entries.iter().filter(wanted).map(change).collect()
}

/// Whether a figure stands in every day of a run: each claim that others stand against on another day stands against it.
fn is_in_all(pairs: &[(ClaimIx, ClaimIx)], entry: &Entry) -> bool {
    let turned = |&(left, right): &(ClaimIx, ClaimIx)| if entry.left { (left, right) } else { (right, left) };
    let against: BTreeSet<ClaimIx> = pairs.iter().map(|pair| turned(pair).1).collect();
    let its = pairs.iter().map(turned).filter(|&(own, _)| own == entry.claim).map(|(_, other)| other);
    against == its.collect()
}

/// Two intervals that should meet and do not: what is said, and what would go with it.
fn missing(evidence: &Evidence<'_>, verdict: &Verdict) -> Option<(Interval, Interval)> {
    let (left, right) = (verdict.left.interval, verdict.right.as_ref()?.interval);
    let at_most = |interval: Interval| Interval { lo: Interval::NO_LOW, ..interval };
    let (left, right) = match &verdict.facts {
        Facts::AtMost { factor: Share::WHOLE, lie: Lie::Same, .. } | Facts::Printed => (left, right),
        Facts::Rate(_) => (to_tens(left, evidence.claim(verdict.left.claims[0])), right),
        Facts::AtMost { factor: Share::WHOLE, .. } | Facts::Fall { correction: None } => (left, at_most(right)),
        Facts::Sum(sum) if sum.complete && sum.over == Over::Parts => (left, right),
        // A whole may be more than some of its parts, and than what lies inside its days; and less than what covers them.
        Facts::Sum(_) if left.hi < right.lo => (left, Interval { hi: Interval::NO_HIGH, ..right }),
        Facts::Sum(_) => (left, at_most(right)),
        Facts::Network(facts) => (Interval::point(facts.gap), at_most(Interval::point(0))),
        _ => return None,
    };
    (!left.meets(right)).then_some((left, right))
}

/// What an average comes to that may have been rounded to tens, or cut off there.
fn to_tens(total: Interval, average: Claim<'_>) -> Interval {
    let tens = |printed: Amount| printed.digits > 0 && printed.digits % 10 == 0;
    let Some(printed) = average.figure().value.filter(|&printed| tens(printed)) else { return total };
    let of = |end: i64, more: i64| {
        let share = i128::from(end) * i128::from(printed.digits + more) / i128::from(printed.digits);
        i64::try_from(share).unwrap_or(end)
    };
    Interval {
        lo: if total.has_low() { of(total.lo, -5) } else { total.lo },
        hi: if total.has_high() { of(total.hi, 10) } else { total.hi },
    }
}

/// A figure in the arithmetic of a verdict.
#[derive(Debug, Clone, Copy)]
struct Entry {
    claim: ClaimIx,
    /// Whether it stands on the left side.
    left: bool,
    /// Whether it is subtracted there.
    subtracted: bool,
}

impl Entry {
    fn new(claim: ClaimIx, left: bool) -> Self {
        Self { claim, left, subtracted: false }
    }
}

/// Every figure in the arithmetic of a verdict that stands there by itself: what several say alike none of them mends.
fn entering(verdict: &Verdict) -> Vec<Entry> {
    match &verdict.facts {
        Facts::Sum(sum) => {
            let terms = sum.terms.iter().map(|&term| Entry::new(term, false));
            std::iter::once(Entry::new(verdict.left.claims[0], true)).chain(terms).collect()
        }
        Facts::Rate(rate) => {
            let total = rate.terms.iter().enumerate();
            let total = total.map(|(at, &term)| Entry { subtracted: at > 0, ..Entry::new(term, false) });
            std::iter::once(Entry::new(verdict.left.claims[0], true)).chain(total).collect()
        }
        Facts::Network(facts) => {
            let sides = [(&facts.least, true), (&facts.most, false)];
            let terms = sides.into_iter().flat_map(|(terms, left)| terms.iter().map(move |term| (term, left)));
            let alone = terms.filter(|(term, _)| term.claims.len() == 1);
            alone.map(|(term, left)| Entry::new(term.claims[0], left)).collect()
        }
        _ => {
            let sides = [Some(&verdict.left), verdict.right.as_ref()].into_iter().zip([true, false]);
            let alone = sides.filter_map(|(side, left)| side.map(|side| (side, left)));
            let alone = alone.filter(|(side, _)| !side.implied && side.count == 1 && side.claims.len() == 1);
            alone.map(|(side, left)| Entry::new(side.claims[0], left)).collect()
        }
    }
}
