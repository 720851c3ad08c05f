//! Running totals that fall.
//!
//! A later total below an earlier one is a fall, however many days lie between them: a slow drift
//! may need a witness that is not adjacent. Of all pairs only those are told whose days contain no
//! other such pair.

use std::collections::BTreeMap;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::model::claim::Claim;
use crate::model::correction::Correction;
use crate::model::hedge::Reading;
use crate::model::index::{ClaimIx, SourceIx, TableIx};
use crate::model::interval::Interval;
use crate::model::period::{Bound, PeriodKind};
use crate::rules::evidence::{Cell, Evidence};
use crate::rules::level::Strength;
use crate::rules::verdict::{Facts, Outcome, Run, Side, Verdict};

/// A series: one source, in one of its own tables or anywhere else, from one anchor.
type Series = (SourceIx, Option<TableIx>, Bound);

pub(super) fn check(evidence: &Evidence<'_>, corrected: bool, within: u32) -> Outcome {
    evidence
        .cells()
        .par_iter()
        .map(|cell| check_cell(evidence, cell, corrected, within))
        .reduce(Outcome::default, Outcome::and)
}

fn check_cell(evidence: &Evidence<'_>, cell: &Cell, corrected: bool, within: u32) -> Outcome {
    let mut outcome = Outcome::default();
    if !evidence.dataset.vocabulary.accrues(cell.quantity.metric) {
        return outcome;
    }
    let mut series: BTreeMap<Series, Vec<ClaimIx>> = BTreeMap::new();
    for &ix in evidence.claims(cell) {
        let claim = evidence.claim(ix);
        if claim.period().kind == PeriodKind::Cumulative {
            // Two copies of one table are two series: what differs between them is no fall.
            let own = claim.table().mapped.then_some(claim.table().family);
            series.entry((claim.source_ix(), own, claim.period().start)).or_default().push(ix);
        }
    }
    let copies = copies(evidence, &series);
    for ((_, table, _), claims) in series {
        outcome.comparisons += claims.len().saturating_sub(1) as u64;
        if claims.len() > 1 {
            outcome.touched.extend(&claims);
        }
        // A voice that rounds its own figure does not take it back; a published table does not round.
        let excused = |earlier: ClaimIx, later: ClaimIx| {
            let (earlier, later) = (evidence.claim(earlier), evidence.claim(later));
            let one_figure = later.may_round(earlier) || earlier.may_round(later) || later.hedges_the_same(earlier);
            table.is_none() && one_figure
        };
        for (earlier, later) in falls(evidence, &claims, excused) {
            let (earlier, later) = (evidence.claim(earlier), evidence.claim(later));
            let drop = later.interval(Reading::Exact, true).gap(earlier.interval(Reading::Exact, true));
            let correction = explained_by(evidence, later, drop, within);
            if correction.is_some() == corrected {
                let steady = copies.iter().filter(|copy| Some(copy.table) != table && copy.of == later.source_ix());
                let steady = steady.filter(|copy| copy.is_steady(earlier.period().end, later.period().end));
                let steady = steady.map(|copy| evidence.dataset.tables[copy.table.at()].name.as_str()).min();
                outcome.verdicts.extend(verdict(earlier, later, correction, steady));
            }
        }
    }
    outcome
}

/// The falls of one series, its claims in order of their days.
fn falls(
    evidence: &Evidence<'_>,
    claims: &[ClaimIx],
    excused: impl Fn(ClaimIx, ClaimIx) -> bool,
) -> Vec<(ClaimIx, ClaimIx)> {
    let exact = |claim: ClaimIx| -> Interval { evidence.claim(claim).interval(Reading::Exact, true) };
    let end = |claim: ClaimIx| evidence.claim(claim).period().end;
    let mut found: Vec<(ClaimIx, ClaimIx)> = Vec::new();
    // Earlier claims whose least value no later claim reaches: ever lower from bottom to top.
    let mut stack: Vec<ClaimIx> = Vec::new();
    let mut waiting: Vec<ClaimIx> = Vec::new();
    let mut nearest: Option<Bound> = None;
    for (at, &later) in claims.iter().enumerate() {
        // Claims of the same day, or of days that may be the same, do not stand before this one.
        let (ready, rest): (Vec<ClaimIx>, Vec<ClaimIx>) =
            waiting.drain(..).partition(|&claim| end(claim) != end(later) && end(claim).is_no_later_than(end(later)));
        waiting = rest;
        for claim in ready {
            while stack.last().is_some_and(|&top| exact(top).lo <= exact(claim).lo) {
                stack.pop();
            }
            stack.push(claim);
        }
        let above = stack.partition_point(|&claim| exact(claim).lo > exact(later).hi);
        let mut earlier = above.checked_sub(1).and_then(|at| stack.get(at)).copied();
        if earlier.is_some_and(|earlier| excused(earlier, later)) {
            // Behind the excused figure another one may stand that nothing excuses.
            let before = |claim: ClaimIx| end(claim) != end(later) && end(claim).is_no_later_than(end(later));
            let falls = |claim: ClaimIx| exact(claim).lo > exact(later).hi && !excused(claim, later);
            earlier = claims[..at].iter().rev().copied().find(|&claim| before(claim) && falls(claim));
        }
        if let Some(earlier) = earlier
            && nearest.is_none_or(|known| known < end(earlier))
        {
            nearest = Some(end(earlier));
            found.push((earlier, later));
        }
        waiting.push(later);
    }
    found
}

/// The published correction that lowered the total by at least as much, at most `within` days away.
fn explained_by<'d>(evidence: &Evidence<'d>, later: Claim<'_>, drop: i64, within: u32) -> Option<&'d Correction> {
    let quantity = later.quantity();
    evidence
        .dataset
        .corrections
        .iter()
        .filter(|correction| {
            correction.source == later.source_ix()
                && correction.metric == quantity.metric
                && correction.subject == quantity.subject
                && correction.place_of == quantity.place
                && correction.delta <= drop.saturating_neg()
                && correction.day.since(later.period().label).unsigned_abs() <= u64::from(within)
        })
        .min_by_key(|correction| (correction.day.since(later.period().label).unsigned_abs(), correction.day))
}

/// One source's own table of a quantity.
struct Copy {
    of: SourceIx,
    table: TableIx,
    figures: BTreeMap<Bound, Interval>,
}

impl Copy {
    /// Whether the table has figures of both days and does not fall between them.
    fn is_steady(&self, earlier: Bound, later: Bound) -> bool {
        let figure = |end| self.figures.get(&end);
        matches!((figure(earlier), figure(later)), (Some(before), Some(after)) if before.lo <= after.hi)
    }
}

/// The tables of sources that have several of one quantity: a fall in only one of them may be the
/// copyist's.
fn copies(evidence: &Evidence<'_>, series: &BTreeMap<Series, Vec<ClaimIx>>) -> Vec<Copy> {
    if series.keys().filter(|(_, table, _)| table.is_some()).count() < 2 {
        return Vec::new();
    }
    let of_table = |(&(of, table, _), claims): (&Series, &Vec<ClaimIx>)| {
        let figure = |&claim: &ClaimIx| {
            let claim = evidence.claim(claim);
            (claim.period().end, claim.interval(Reading::Exact, true))
        };
        Some(Copy { of, table: table?, figures: claims.iter().map(figure).collect() })
    };
    series.iter().filter_map(of_table).collect()
}

fn verdict(
    earlier: Claim<'_>,
    later: Claim<'_>,
    correction: Option<&Correction>,
    steady: Option<&str>,
) -> Option<Verdict> {
    let falls = |reading| later.interval(reading, true).hi < earlier.interval(reading, true).lo;
    let reading = Reading::widest(falls)?;
    let shown = reading.as_told();
    let side = |claim: Claim<'_>| Side::of_one(claim.ix, claim.interval(shown, true));
    Some(Verdict {
        left: side(later),
        right: Some(side(earlier)),
        reading: shown,
        // A fall that was announced is explained, whatever its size.
        strength: match (correction, steady) {
            (Some(_), _) => None,
            (None, Some(_)) => Some(Strength::Tension),
            (None, None) => Some(Strength::surviving(reading)),
        },
        facts: Facts::Fall { correction: correction.map(|correction| (correction.day, correction.delta)) },
        assumptions: match (steady, correction) {
            (Some(other), None) => {
                vec![format!("the table copies what the source printed; its copy `{other}` does not fall")]
            }
            _ => Vec::new(),
        },
        run: Run::once(later.period().label),
        pairs: Vec::new(),
    })
}
