//! Which claims only repeat another one.
//!
//! A claim repeats its root when `restates` says so; when it came through an outlet and its
//! source's own table has that quantity and those days, whether or not the figures agree; or when
//! it is a hand-coded rounding of a more precise row of the same source and period.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::model::amount::Amount;
use crate::model::claim::Quantity;
use crate::model::dataset::Dataset;
use crate::model::day::Day;
use crate::model::figure::Per;
use crate::model::index::{ClaimIx, SourceIx};
use crate::model::period::PeriodKind;

/// What a source says of a quantity over some days: the printed ones, whatever day convention the
/// coder and the publisher go by.
type Key = (SourceIx, Quantity, PeriodKind, Day, (i32, i32));

/// Every claim that repeats another, with the one it repeats directly, in order of the claims.
pub(super) fn restatements(dataset: &Dataset) -> BTreeMap<ClaimIx, ClaimIx> {
    let mut found = declared(dataset);
    let coded: Vec<ClaimIx> = hand_coded(dataset).collect();
    let own = own_rows(dataset, &coded);
    for &claim in &coded {
        if found.contains_key(&claim) || dataset.claim(claim).is_statement() {
            continue;
        }
        if !dataset.claim(claim).via().is_empty()
            && let Some(rows) = own.get(&key(dataset, claim))
        {
            let figure = dataset.claim(claim).figure();
            // Where copies of one table differ, the copy that agrees is the one that was read.
            let agreeing = rows.iter().find(|&&row| dataset.claim(row).figure().value == figure.value);
            if let Some(&root) = agreeing.or(rows.first()) {
                found.insert(claim, root);
            }
        }
    }
    let mut roundings = roundings(dataset, &coded, &own);
    roundings.sort_by_key(|&(rounded, _)| dataset.claims.id(rounded));
    for (rounded, precise) in roundings {
        // What is declared to repeat a figure is not that figure's origin, however many digits it has.
        if !found.contains_key(&rounded) && !leads_to(&found, precise, rounded) {
            found.insert(rounded, precise);
        }
    }
    found.retain(|from, to| from != to);
    found
}

/// Whether a claim repeats another in the end, over others or directly.
fn leads_to(restates: &BTreeMap<ClaimIx, ClaimIx>, claim: ClaimIx, other: ClaimIx) -> bool {
    let mut at = claim;
    // As many steps as there are links at most: a circle, which loading refuses, ends somewhere.
    for _ in 0..=restates.len() {
        match restates.get(&at) {
            Some(&next) if next == other => return true,
            Some(&next) => at = next,
            None => return false,
        }
    }
    true
}

/// Claims that a person coded, not rows of a publisher's file.
fn hand_coded(dataset: &Dataset) -> impl Iterator<Item = ClaimIx> {
    dataset.claims.claims().filter(|&claim| !dataset.claim(claim).table().mapped)
}

fn declared(dataset: &Dataset) -> BTreeMap<ClaimIx, ClaimIx> {
    let wanted: HashMap<&str, Vec<ClaimIx>> = hand_coded(dataset)
        .filter_map(|claim| Some((dataset.claims.remark(claim)?.restates.as_str(), claim)))
        .filter(|(root, _)| !root.is_empty())
        .fold(HashMap::new(), |mut wanted, (root, claim)| {
            wanted.entry(root).or_insert_with(Vec::new).push(claim);
            wanted
        });
    if wanted.is_empty() {
        return BTreeMap::new();
    }
    dataset
        .claims
        .claims()
        .filter_map(|claim| Some((wanted.get(dataset.claims.id(claim))?, claim)))
        .flat_map(|(from, root)| from.iter().map(move |&from| (from, root)))
        .collect()
}

fn key(dataset: &Dataset, claim: ClaimIx) -> Key {
    let claim = dataset.claim(claim);
    let period = claim.period();
    (claim.source_ix(), claim.quantity(), period.kind, period.label, period.divisor)
}

/// The rows of sources' own tables that speak of the same as some hand-coded claim.
fn own_rows(dataset: &Dataset, coded: &[ClaimIx]) -> HashMap<Key, Vec<ClaimIx>> {
    let mut rows: HashMap<Key, Vec<ClaimIx>> = coded.iter().map(|&claim| (key(dataset, claim), Vec::new())).collect();
    for claim in dataset.claims.claims() {
        if dataset.claim(claim).table().own == Some(dataset.claims.source(claim))
            && let Some(found) = rows.get_mut(&key(dataset, claim))
        {
            found.push(claim);
        }
    }
    rows.retain(|_, found| !found.is_empty());
    // The order of the tables in the manifest, and in them that of the ids: not that of the rows.
    for found in rows.values_mut() {
        found.sort_by_key(|&claim| (dataset.claims.place(claim).table, dataset.claims.id(claim)));
    }
    rows
}

/// Hand-coded totals that round a more precise figure of the same source, quantity and period.
fn roundings(dataset: &Dataset, coded: &[ClaimIx], own: &HashMap<Key, Vec<ClaimIx>>) -> Vec<(ClaimIx, ClaimIx)> {
    let mut alike: BTreeMap<Key, Vec<ClaimIx>> = BTreeMap::new();
    for &claim in coded {
        let claim = dataset.claim(claim);
        if !claim.is_statement() && claim.figure().per == Per::Total {
            alike.entry(key(dataset, claim.ix)).or_default().push(claim.ix);
        }
    }
    let value = |claim: ClaimIx| dataset.claim(claim).figure().value;
    let mut found = Vec::new();
    for (key, mut claims) in alike {
        let of_table = own.get(&key).map_or(&[][..], Vec::as_slice);
        claims.extend(of_table);
        claims.sort_by_key(|&claim| dataset.claims.id(claim));
        let table: HashSet<ClaimIx> = of_table.iter().copied().collect();
        // A rounding lies near its figure: by value, only those within one step are looked at, and
        // once for every printed figure.
        let mut by_value: Vec<(Amount, ClaimIx)> =
            claims.iter().filter_map(|&claim| Some((value(claim)?, claim))).collect();
        by_value.sort_by(|(a, _), (b, _)| a.compare(*b));
        let mut known: HashMap<Amount, Option<ClaimIx>> = HashMap::new();
        for &rounded in claims.iter().filter(|claim| !table.contains(claim)) {
            let Some(short) = value(rounded) else { continue };
            let precise = *known.entry(short).or_insert_with(|| most_precise(short, &by_value, dataset));
            found.extend(precise.map(|precise| (rounded, precise)));
        }
    }
    found
}

/// Of the figures, in order of their values, the one with the most digits that `short` may round; of
/// equals the last id.
fn most_precise(short: Amount, by_value: &[(Amount, ClaimIx)], dataset: &Dataset) -> Option<ClaimIx> {
    let at = |digits: i64| Amount { digits, scale: short.scale };
    let (least, most) = (at(short.digits - short.step()), at(short.digits + short.step()));
    let from = by_value.partition_point(|(value, _)| value.compare(least).is_lt());
    let near = by_value[from..].iter().take_while(|(value, _)| value.compare(most).is_le());
    near.filter(|(long, _)| long.significant_digits() > short.significant_digits() && short.is_rounding_of(*long))
        .max_by_key(|(long, claim)| (long.significant_digits(), dataset.claims.id(*claim)))
        .map(|&(_, claim)| claim)
}
