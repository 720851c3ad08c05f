//! Whole rows of a published table that repeat the row before.
//!
//! Every column stands still on some days. How often, is counted in the rows around; were the columns
//! independent, the product would be the chance of a whole row. They are not where all has come to
//! rest: what stands still for long, or often, is no slip.

use std::collections::BTreeMap;

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::model::claim::Claim;
use crate::model::day::Day;
use crate::model::figure::Per;
use crate::model::hedge::Reading;
use crate::model::index::{ClaimIx, MetricIx, PlaceIx, SourceIx, SubjectIx, TableIx};
use crate::model::interval::Interval;
use crate::rules::evidence::Evidence;
use crate::rules::series::facts::{SeriesFacts, Stuck};
use crate::rules::verdict::{Facts, Outcome, Run, Side, Verdict, WITNESSES};
use crate::rules::words::Share;

/// How many rows before and after are looked at.
const AROUND: usize = 28;
/// A chance of one.
const SURE: u128 = 1_000_000_000_000_000_000;

/// What a stuck row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rows {
    /// A row of at least so many figures.
    pub(super) columns: u32,
    /// That is repeated by at most so many rows.
    pub(super) within: u32,
    /// And of which the whole table would have at most so many by chance.
    pub(super) chance: Share,
}

/// Whose rows: a table, a source, whose losses and where.
type Table = (TableIx, SourceIx, SubjectIx, PlaceIx);

/// The figures of one day, each metric once.
type Row = BTreeMap<MetricIx, (Interval, ClaimIx)>;

pub(super) fn check(evidence: &Evidence<'_>, rule: Rows) -> Outcome {
    let mut tables: BTreeMap<Table, BTreeMap<Day, Row>> = BTreeMap::new();
    for cell in evidence.cells() {
        for &ix in evidence.claims(cell) {
            let claim = evidence.claim(ix);
            if claim.table().mapped && claim.figure().per == Per::Total && !claim.period().end.is_vague() {
                let of = (claim.table().family, claim.source_ix(), cell.quantity.subject, cell.quantity.place);
                let row = tables.entry(of).or_default().entry(claim.period().label).or_default();
                // Of several figures of a day the first in the order of the cell stands.
                row.entry(cell.quantity.metric).or_insert((claim.interval(Reading::Exact, true), ix));
            }
        }
    }
    let rows = tables.into_values().collect::<Vec<_>>().into_par_iter();
    rows.map(|rows| check_table(evidence, rows.into_iter().collect(), rule)).reduce(Outcome::default, Outcome::and)
}

/// Whether a row has the figures of the row before, at least so many of them.
fn repeats(before: &Row, row: &Row, columns: u32) -> bool {
    let same = |(metric, (figure, _)): (&MetricIx, &(Interval, ClaimIx))| {
        before.get(metric).is_some_and(|(known, _)| known == figure)
    };
    row.len() >= columns as usize && row.iter().all(same)
}

fn check_table(evidence: &Evidence<'_>, rows: Vec<(Day, Row)>, rule: Rows) -> Outcome {
    let mut outcome = Outcome::default();
    let pairs = || rows.windows(2).filter(|pair| pair[1].1.len() >= rule.columns as usize);
    outcome.comparisons = pairs().count() as u64;
    outcome.touched.extend(pairs().flat_map(|pair| pair[1].1.values()).map(|&(_, ix)| ix));
    let still: Vec<bool> = rows.windows(2).map(|pair| repeats(&pair[0].1, &pair[1].1, rule.columns)).collect();
    let mut at = 0;
    while at < still.len() {
        let length = still[at..].iter().take_while(|still| **still).count();
        if (1..=rule.within as usize).contains(&length) {
            outcome.verdicts.extend(of_run(evidence, &rows, &still, (at, at + length), outcome.comparisons, rule));
        }
        at += length.max(1);
    }
    outcome
}

/// The verdict on one run of rows, `still[from..to]`, that repeat the row `rows[from]`.
fn of_run(
    evidence: &Evidence<'_>,
    rows: &[(Day, Row)],
    still: &[bool],
    (from, to): (usize, usize),
    tested: u64,
    rule: Rows,
) -> Option<Verdict> {
    let (start, end) = (from.saturating_sub(AROUND), (to + AROUND).min(still.len()));
    let around = || (start..from).chain(to..end);
    // Another such row nearby may be a second slip; more of them are the table's habit.
    if around().filter(|&pair| still[pair]).count() > 1 {
        return None;
    }
    let (before, row) = (&rows[from], &rows[from + 1]);
    let mut columns: Vec<(MetricIx, u64, u64)> = Vec::new();
    for &metric in row.1.keys() {
        let figure = |row: usize| rows[row].1.get(&metric).map(|(figure, _)| figure);
        let pairs = around().filter_map(|pair| Some((figure(pair)?, figure(pair + 1)?)));
        let (still, all) = pairs.fold((0, 0), |(still, all), (a, b)| (still + u64::from(a == b), all + 1));
        columns.push((metric, still, all));
    }
    let by_chance = expected(columns.iter().map(|&(_, still, all)| (still, all)), tested);
    if by_chance * 10_000 > u128::try_from(rule.chance.0).unwrap_or(0) * SURE {
        return None;
    }
    // What stands still least often tells most.
    let rarity = |&(metric, still, all): &(MetricIx, u64, u64)| {
        let name = evidence.dataset.vocabulary.metrics.names.name(metric.0);
        ((still + 1) * 1_000_000 / (all + 2), name)
    };
    columns.sort_by(|a, b| rarity(a).cmp(&rarity(b)));
    columns.truncate(WITNESSES);
    let side = |of: &Row| -> Option<Side> {
        let claims: Vec<ClaimIx> =
            columns.iter().filter_map(|(metric, ..)| of.get(metric)).map(|&(_, ix)| ix).collect();
        let first: Claim<'_> = evidence.claim(*claims.first()?);
        let interval = first.interval(Reading::Exact, true);
        Some(Side { claims, count: row.1.len() as u64, interval, implied: false, subtracted: 0 })
    };
    Some(Verdict {
        left: side(&row.1)?,
        right: Some(side(&before.1)?),
        reading: Reading::Exact,
        strength: None,
        run: Run { first: row.0, last: rows[to].0, count: (to - from) as u64 },
        facts: Facts::Series(SeriesFacts::Stuck(Stuck {
            figures: row.1.len() as u64,
            before: before.0,
            rarest: columns,
            rows: tested,
            by_chance: u64::try_from(by_chance.div_ceil(1_000_000_000)).unwrap_or(u64::MAX),
        })),
        assumptions: Vec::new(),
        pairs: Vec::new(),
    })
}

/// How many of so many rows would repeat the row before, columns taken as independent; in parts of
/// [`SURE`], rounded up. A column that stood still in `k` of `n` rows is taken to do so in `k + 1` of
/// `n + 2` (Laplace): none of a few is not never.
fn expected(columns: impl Iterator<Item = (u64, u64)>, rows: u64) -> u128 {
    let one =
        columns.fold(SURE, |chance, (still, all)| (chance * (u128::from(still) + 1)).div_ceil(u128::from(all) + 2));
    one * u128::from(rows)
}

#[cfg(test)]
mod tests {
    use super::{SURE, expected};

    #[test]
    fn the_chance_of_a_row_is_the_product_of_its_columns() {
        let columns = [(0, 2), (1, 2), (2, 2)];
        assert_eq!(expected(columns.into_iter(), 64), SURE * 64 * 6 / 64);
        assert_eq!(expected([(0, 1)].into_iter(), 3), SURE.div_ceil(3) * 3);
    }
}
