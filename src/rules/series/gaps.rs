//! Rows missing from a table whose manifest says how often it has one.

use std::collections::BTreeMap;

use crate::model::claim::Quantity;
use crate::model::day::Day;
use crate::model::hedge::Reading;
use crate::model::index::{ClaimIx, TableIx};
use crate::rules::evidence::Evidence;
use crate::rules::series::facts::{Missing, SeriesFacts};
use crate::rules::verdict::{Facts, Outcome, Run, Side, Verdict};

/// The figures of a row: those of a day, by quantity.
type Row = BTreeMap<Quantity, ClaimIx>;

/// One verdict a table, told by its longest gap. A row is a day on which the table has any figure, so that a
/// column that begins late or ends early is none.
pub(super) fn check(evidence: &Evidence<'_>, least: u32) -> Outcome {
    let mut tables: BTreeMap<(TableIx, u32), BTreeMap<Day, Row>> = BTreeMap::new();
    for cell in evidence.cells() {
        for &ix in evidence.claims(cell) {
            let claim = evidence.claim(ix);
            let (table, period) = (claim.table(), claim.period());
            if let Some(every) = table.every.filter(|_| !period.end.is_vague()) {
                let rows = tables.entry((table.family, every)).or_default();
                rows.entry(period.label).or_default().entry(cell.quantity).or_insert(ix);
            }
        }
    }
    let mut outcome = Outcome::default();
    for ((_, every), rows) in tables {
        outcome.comparisons += (rows.len() as u64).saturating_sub(1);
        let gaps = rows
            .keys()
            .zip(rows.keys().skip(1))
            .map(|(&before, &after)| (before, after, missing(after.since(before), every)));
        let gaps: Vec<(Day, Day, u64)> = gaps.filter(|&(.., missing)| missing >= u64::from(least.max(1))).collect();
        outcome.verdicts.extend(verdict(evidence, &rows, every, gaps));
    }
    outcome
}

/// How many rows are missing between two that lie so many days apart. A row that comes late by less
/// than one distance is not missing.
fn missing(days: i64, every: u32) -> u64 {
    u64::try_from(days / i64::from(every.max(1)) - 1).unwrap_or(0)
}

fn verdict(
    evidence: &Evidence<'_>,
    table: &BTreeMap<Day, Row>,
    every: u32,
    gaps: Vec<(Day, Day, u64)>,
) -> Option<Verdict> {
    let &(first, ..) = gaps.first()?;
    let &(_, last, _) = gaps.last()?;
    // The longest gap; of equals the first.
    let &(before, after, longest) = gaps.iter().rev().max_by_key(|&&(.., missing)| missing)?;
    let (before, after) = (table.get(&before)?, table.get(&after)?);
    let missing = Missing { every, longest, rows: gaps.iter().map(|&(.., missing)| missing).sum(), gaps };
    // A figure that both rows have, where there is one: its two lines are easily compared.
    let id = |claim: &ClaimIx| evidence.dataset.claims.id(*claim);
    let both = after.iter().filter_map(|(quantity, claim)| Some((before.get(quantity)?, claim)));
    let least = |row: &Row| row.values().min_by_key(|claim| id(claim)).copied();
    let (earlier, later) = match both.min_by_key(|(_, claim)| id(claim)) {
        Some((earlier, later)) => (*earlier, *later),
        None => (least(before)?, least(after)?),
    };
    let side = |claim| Side::of_one(claim, evidence.claim(claim).interval(Reading::Exact, true));
    Some(Verdict {
        left: side(later),
        right: Some(side(earlier)),
        reading: Reading::Exact,
        strength: None,
        run: Run {
            first: first.plus(i32::try_from(every).unwrap_or(i32::MAX)),
            last: last.plus(-i32::try_from(every).unwrap_or(i32::MAX)),
            count: missing.rows,
        },
        facts: Facts::Series(SeriesFacts::Missing(missing)),
        assumptions: Vec::new(),
        pairs: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::missing;

    #[test]
    fn a_row_that_comes_a_little_late_is_not_missing() {
        assert_eq!([0, 1, 2, 3, 151].map(|days| missing(days, 1)), [0, 0, 1, 2, 150]);
        assert_eq!([6, 7, 13, 14, 21].map(|days| missing(days, 7)), [0, 0, 0, 1, 2]);
    }
}
