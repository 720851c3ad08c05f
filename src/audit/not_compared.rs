//! What no rule may compare, and why: "no discrepancies" must be distinguishable from "nothing
//! compared".

use std::collections::{BTreeMap, BTreeSet};

use crate::audit::NotCompared;
use crate::model::claim::Quantity;
use crate::model::relation::{Incomparable, incomparable};
use crate::rules::evidence::{Cell, Evidence};

/// A quantity's three ids, as one text.
pub(super) fn named(evidence: &Evidence<'_>, quantity: Quantity) -> String {
    let vocabulary = &evidence.dataset.vocabulary;
    let whose = vocabulary.subjects.names.name(quantity.subject.0);
    let place = vocabulary.places.names.name(quantity.place.0);
    let part = |word: &str, id: &str| if id.is_empty() { String::new() } else { format!(" {word} {id}") };
    format!("{}{}{}", vocabulary.metrics.names.name(quantity.metric.0), part("of", whose), part("in", place))
}

/// Counts pairs of quantities by the reason for which their claims are not held against each other.
///
/// Pairs are counted, not enumerated, where whole families share a reason: other metrics of one
/// subject and place, and other places of one subject and metric.
pub(super) fn count(evidence: &Evidence<'_>) -> Vec<NotCompared> {
    let mut reasons: BTreeMap<Incomparable, (u64, Option<(String, String)>)> = BTreeMap::new();
    let mut add = |reason: Incomparable, pairs: u64, example: (Quantity, Quantity)| {
        let entry = reasons.entry(reason).or_default();
        entry.0 += pairs;
        // In order of the names: quantities that nobody declared are numbered as the rows come.
        let (one, other) = (named(evidence, example.0), named(evidence, example.1));
        let named = if one <= other { (one, other) } else { (other, one) };
        if entry.1.as_ref().is_none_or(|known| named < *known) {
            entry.1 = Some(named);
        }
    };
    let cells = evidence.cells();
    let mut at: BTreeMap<_, Vec<&Cell>> = BTreeMap::new();
    let mut of: BTreeMap<_, Vec<&Cell>> = BTreeMap::new();
    for cell in cells {
        at.entry((cell.quantity.subject, cell.quantity.place)).or_default().push(cell);
        of.entry((cell.quantity.subject, cell.quantity.metric)).or_default().push(cell);
    }
    for cell in cells.iter().filter(|cell| evidence.dataset.vocabulary.is_ambiguous(cell.quantity.metric)) {
        // One ambiguous word of several voices: each may mean another thing by it.
        let voices: BTreeSet<_> = evidence.claims(cell).iter().map(|&claim| evidence.claim(claim).lineage()).collect();
        if let Ok(pairs @ 1..) = u64::try_from(voices.len() * (voices.len() - 1) / 2) {
            add(Incomparable::Definition, pairs, (cell.quantity, cell.quantity));
        }
    }
    for here in at.values() {
        metrics_of_one_place(evidence, here, &mut add);
    }
    for places in of.values().filter(|places| places.len() > 1) {
        let containment = &evidence.dataset.vocabulary.places.containment;
        let number = |cell: &&Cell| cell.quantity.place.0;
        let mut present: Vec<u32> = places.iter().map(number).collect();
        present.sort_unstable();
        let related: usize = present
            .iter()
            .map(|&part| containment.wholes(part).iter().filter(|whole| present.binary_search(whole).is_ok()).count())
            .sum();
        let apart = (places.len() * (places.len() - 1) / 2).saturating_sub(related);
        let example = places.iter().flat_map(|a| places.iter().map(move |b| (a, b))).find(|(a, b)| {
            let (a, b) = (number(a), number(b));
            a < b && !containment.is_part(a, b) && !containment.is_part(b, a)
        });
        if let (Some((a, b)), Ok(apart @ 1..)) = (example, u64::try_from(apart)) {
            add(Incomparable::Territory, apart, (a.quantity, b.quantity));
        }
    }
    let reasons = reasons.into_iter().map(|(reason, (pairs, example))| NotCompared {
        reason: reason.reason().to_owned(),
        pairs,
        example,
    });
    reasons.collect()
}

/// Pairs of metrics at one subject and place. Those that the vocabulary links to others are looked at
/// two by two; all others are counted by their units.
fn metrics_of_one_place(
    evidence: &Evidence<'_>,
    here: &[&Cell],
    add: &mut impl FnMut(Incomparable, u64, (Quantity, Quantity)),
) {
    let is_linked = |cell: &&&Cell| evidence.relatives().is_linked(cell.quantity.metric);
    let linked: Vec<&Cell> = here.iter().filter(is_linked).copied().collect();
    for (number, left) in linked.iter().enumerate() {
        for right in &linked[number + 1..] {
            let claims = (evidence.claim(evidence.claims(left)[0]), evidence.claim(evidence.claims(right)[0]));
            if let Some(reason) = incomparable(claims.0, claims.1).filter(|reason| *reason != Incomparable::Period) {
                add(reason, 1, (left.quantity, right.quantity));
            }
        }
    }
    let pairs = |count: usize| u64::try_from(count * count.saturating_sub(1) / 2).unwrap_or(u64::MAX);
    let unit = |cell: &Cell| {
        let metric = &evidence.dataset.vocabulary.metrics.things[cell.quantity.metric.at()];
        (metric.unit.as_str(), metric.decimals)
    };
    let mut units: BTreeMap<_, (usize, usize)> = BTreeMap::new();
    for cell in here {
        let count = units.entry(unit(cell)).or_default();
        count.0 += 1;
        count.1 += usize::from(is_linked(&cell));
    }
    let of_one_unit: u64 = units.values().map(|&(all, linked)| pairs(all) - pairs(linked)).sum();
    let of_other_units = pairs(here.len()) - pairs(linked.len()) - of_one_unit;
    // The examples in order of the names, the first of each pair one that stands alone.
    let mut by_name: Vec<(String, &Cell)> = here.iter().map(|cell| (named(evidence, cell.quantity), *cell)).collect();
    by_name.sort_by(|a, b| a.0.cmp(&b.0));
    for (reason, count, same) in
        [(Incomparable::Metric, of_one_unit, true), (Incomparable::Unit, of_other_units, false)]
    {
        if count == 0 {
            continue;
        }
        let alone = by_name.iter().filter(|(_, cell)| !is_linked(&cell));
        let partner = |one: &Cell| {
            by_name.iter().find(|(_, other)| other.quantity != one.quantity && (unit(other) == unit(one)) == same)
        };
        let mut examples = alone.filter_map(|(_, one)| Some((one.quantity, partner(one)?.1.quantity)));
        if let Some(example) = examples.next() {
            add(reason, count, example);
        }
    }
}
