//! Which figures of a source are added up together.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::model::day::Day;
use crate::model::index::{ClaimIx, TableIx};
use crate::model::period::{Bound, Period};
use crate::model::source::Standing;
use crate::rules::evidence::{Cell, Evidence};
use crate::rules::sum::plan::SumCheck;

/// The two ends of a period.
pub(super) type Ends = (Bound, Bound);

pub(super) fn ends(period: &Period) -> Ends {
    (period.start, period.end)
}

/// The figures of each voice that are added up together: those of its tables that speak of different
/// days, with what is coded by hand. Tables with figures of the same days are copies of each other and
/// stand in books of their own; so do vintages, where figures of the same days were retrieved anew.
pub(super) fn books(rule: &SumCheck, evidence: &Evidence<'_>, cell: &Cell) -> Vec<(u32, Vec<ClaimIx>)> {
    let by_group = rule.standings.contains(&Standing::SameGroup);
    let mut voices: BTreeMap<u32, Vec<ClaimIx>> = BTreeMap::new();
    for &ix in evidence.claims(cell) {
        let source = evidence.claim(ix).source_ix();
        let voice = if by_group { evidence.dataset.sources.group_key(source) } else { source.0 };
        voices.entry(voice).or_default().push(ix);
    }
    let of_voice = |(voice, claims): (u32, Vec<ClaimIx>)| {
        let books = vintages(evidence, claims).into_iter().flat_map(|claims| without_copies(evidence, claims));
        books.map(move |book| (voice, book)).collect::<Vec<_>>()
    };
    voices.into_iter().flat_map(of_voice).collect()
}

/// All claims, or one list a day on which they were retrieved, each with those of no such day, where some
/// days' figures were retrieved more than once.
fn vintages(evidence: &Evidence<'_>, claims: Vec<ClaimIx>) -> Vec<Vec<ClaimIx>> {
    let retrieved = |ix: ClaimIx| evidence.claim(ix).document().and_then(|document| document.retrieved);
    let mut of_days: HashMap<Ends, Day> = HashMap::new();
    let anew = claims
        .iter()
        .filter_map(|&ix| Some((ix, retrieved(ix)?)))
        .any(|(ix, day)| *of_days.entry(ends(evidence.claim(ix).period())).or_insert(day) != day);
    if !anew {
        return vec![claims];
    }
    let (undated, dated): (Vec<ClaimIx>, Vec<ClaimIx>) = claims.into_iter().partition(|&ix| retrieved(ix).is_none());
    let mut days: BTreeMap<Option<Day>, Vec<ClaimIx>> = BTreeMap::new();
    for ix in dated {
        days.entry(retrieved(ix)).or_default().push(ix);
    }
    days.into_values().map(|of_day| undated.iter().copied().chain(of_day).collect()).collect()
}

/// Every table with all others that share no days with it nor with each other, each set once, and what
/// was coded by hand with each.
fn without_copies(evidence: &Evidence<'_>, claims: Vec<ClaimIx>) -> Vec<Vec<ClaimIx>> {
    let (mapped, coded): (Vec<ClaimIx>, Vec<ClaimIx>) =
        claims.into_iter().partition(|&ix| evidence.claim(ix).table().mapped);
    let family = |ix: &ClaimIx| evidence.claim(*ix).table().family;
    if mapped.windows(2).all(|pair| family(&pair[0]) == family(&pair[1])) {
        return vec![mapped.into_iter().chain(coded).collect()];
    }
    let mut tables: BTreeMap<TableIx, (Vec<ClaimIx>, HashSet<Ends>)> = BTreeMap::new();
    for ix in mapped {
        let claim = evidence.claim(ix);
        let (claims, days) = tables.entry(claim.table().family).or_default();
        claims.push(ix);
        days.insert(ends(claim.period()));
    }
    let tables: Vec<(Vec<ClaimIx>, HashSet<Ends>)> = tables.into_values().collect();
    let mut sets: BTreeSet<Vec<usize>> = BTreeSet::new();
    for first in 0..tables.len() {
        let mut set = vec![first];
        let mut days = tables[first].1.clone();
        for other in (0..tables.len()).filter(|&other| other != first) {
            if days.is_disjoint(&tables[other].1) {
                days.extend(&tables[other].1);
                set.push(other);
            }
        }
        set.sort_unstable();
        sets.insert(set);
    }
    let book = |set: Vec<usize>| {
        let tables = set.into_iter().flat_map(|table| &tables[table].0);
        tables.chain(&coded).copied().collect()
    };
    sets.into_iter().map(book).collect()
}
