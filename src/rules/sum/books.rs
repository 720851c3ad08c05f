//! Which figures of a source are added up together.

use std::collections::{BTreeMap, HashSet};

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
/// days, with what is coded by hand, of one vintage. Tables with figures of the same days are copies
/// of each other and stand in books of their own.
pub(super) fn books(rule: &SumCheck, evidence: &Evidence<'_>, cell: &Cell) -> Vec<(u32, Vec<ClaimIx>)> {
    let mut voices: BTreeMap<u32, Voice> = BTreeMap::new();
    let by_group = rule.standings.contains(&Standing::SameGroup);
    for &ix in evidence.claims(cell) {
        let claim = evidence.claim(ix);
        let sources = &evidence.dataset.sources;
        let voice = if by_group { sources.group_key(claim.source_ix()) } else { claim.source_ix().0 };
        let Voice { mapped, coded } = voices.entry(voice).or_default();
        if claim.table().mapped {
            mapped.entry(claim.table().family).or_default().push(ix);
        } else {
            coded.entry(claim.document().and_then(|document| document.retrieved)).or_default().push(ix);
        }
    }
    let mut books = Vec::new();
    for (voice, Voice { mapped, mut coded }) in voices {
        let undated = coded.remove(&None).unwrap_or_default();
        let vintages: Vec<Vec<ClaimIx>> = if coded.is_empty() {
            vec![undated]
        } else {
            coded.into_values().map(|of_day| undated.iter().copied().chain(of_day).collect()).collect()
        };
        let tables = without_copies(evidence, &mapped);
        for vintage in vintages {
            if tables.is_empty() {
                books.push((voice, vintage.clone()));
            }
            books.extend(tables.iter().map(|table| (voice, table.iter().chain(&vintage).copied().collect())));
        }
    }
    books
}

/// The figures of one voice: by its own tables, and by the day on which what was coded was retrieved.
#[derive(Default)]
struct Voice {
    mapped: BTreeMap<TableIx, Vec<ClaimIx>>,
    coded: BTreeMap<Option<Day>, Vec<ClaimIx>>,
}

/// Every table with all others that share no days with it nor with each other, each set once.
fn without_copies(evidence: &Evidence<'_>, mapped: &BTreeMap<TableIx, Vec<ClaimIx>>) -> Vec<Vec<ClaimIx>> {
    let days = |claims: &[ClaimIx]| -> HashSet<Ends> {
        claims.iter().map(|&claim| ends(evidence.claim(claim).period())).collect()
    };
    let tables: Vec<(&[ClaimIx], HashSet<Ends>)> =
        mapped.values().map(|claims| (claims.as_slice(), days(claims))).collect();
    let mut sets: Vec<Vec<usize>> = Vec::new();
    for first in 0..tables.len() {
        let mut set = vec![first];
        for other in (0..tables.len()).filter(|&other| other != first) {
            if set.iter().all(|&known| tables[known].1.is_disjoint(&tables[other].1)) {
                set.push(other);
            }
        }
        set.sort_unstable();
        if !sets.contains(&set) {
            sets.push(set);
        }
    }
    sets.into_iter().map(|set| set.into_iter().flat_map(|table| tables[table].0).copied().collect()).collect()
}
