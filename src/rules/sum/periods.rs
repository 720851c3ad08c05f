//! Consecutive periods of one quantity against the long one that holds them.

use std::collections::{BTreeMap, BTreeSet};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::model::claim::Claim;
use crate::model::day::Day;
use crate::model::hedge::Reading;
use crate::model::index::ClaimIx;
use crate::model::interval::Interval;
use crate::model::period::PeriodKind;
use crate::network::midnight::Midnight;
use crate::network::tiling::{Laid, Piece, Tiling};
use crate::rules::evidence::{Cell, Evidence};
use crate::rules::level::Strength;
use crate::rules::sum::books::{Ends, books, ends};
use crate::rules::sum::choice::Expect;
use crate::rules::sum::missed::{self, Missed};
use crate::rules::sum::plan::{SumCheck, is_total};
use crate::rules::sum::rounding::Rounded;
use crate::rules::sum::voices::Voices;
use crate::rules::verdict::Outcome;

/// How often the figures of one source are laid end to end anew after some were found to miss. What
/// is left then is told without looking for its root.
const ROUNDS: usize = 16;

/// Of how many periods of a sum it is said that they were added up with others.
const NEW: usize = 8;

/// More periods than this inside those of one start are not laid end to end for each of many starts.
const MOST_INSIDE: usize = 1_000_000;

pub(super) fn check(rule: &SumCheck, evidence: &Evidence<'_>) -> Outcome {
    let voices = Voices::of(evidence.dataset);
    let of_cell = |cell: &Cell| check_cell(rule, evidence, &voices, cell);
    evidence.cells().par_iter().map(of_cell).reduce(Outcome::default, Outcome::and)
}

fn check_cell(rule: &SumCheck, evidence: &Evidence<'_>, voices: &Voices, cell: &Cell) -> Outcome {
    let mut outcome = Outcome::default();
    // What is held at an instant does not add up over days.
    if !evidence.dataset.vocabulary.accrues(cell.quantity.metric) {
        return outcome;
    }
    let mut missed: BTreeMap<u32, (Vec<Missed>, BTreeSet<Day>)> = BTreeMap::new();
    let mut budget = MOST_INSIDE.max(evidence.claims(cell).len() * 8);
    for (voice, claims) in books(rule, evidence, cell) {
        let mut book = Book::new(rule, evidence, voices, &claims);
        let found = book.missed(&mut budget);
        let (all, compared) = missed.entry(voice).or_default();
        outcome.comparisons += book.compared.len() as u64;
        compared.extend(book.compared.iter().map(|&claim| evidence.claim(claim).period().label));
        outcome.left_out += book.left_out;
        outcome.touched.extend(book.touched);
        all.extend(found);
    }
    for (found, compared) in missed.into_values() {
        let runs = missed::runs(evidence, found, &compared);
        outcome.verdicts.extend(runs.into_iter().map(|(missed, run)| missed.verdict(rule, evidence, run)));
    }
    outcome.touched.sort_unstable();
    outcome.touched.dedup();
    outcome
}

/// One voice's figures on one quantity.
struct Book<'b, 'd> {
    rule: &'b SumCheck,
    evidence: &'b Evidence<'d>,
    voices: &'b Voices,
    claims: Vec<ClaimIx>,
    /// Where the count is taken back: the days of figures below zero, and of running totals that fall.
    backwards: Vec<(Day, Day)>,
    /// Claims that already stand in a sum that misses: they take part in no other.
    struck: BTreeSet<ClaimIx>,
    compared: BTreeSet<ClaimIx>,
    touched: Vec<ClaimIx>,
    /// Wholes that were not looked at.
    left_out: u64,
}

impl<'b, 'd> Book<'b, 'd> {
    fn new(rule: &'b SumCheck, evidence: &'b Evidence<'d>, voices: &'b Voices, claims: &[ClaimIx]) -> Self {
        let all = || claims.iter().map(|&claim| evidence.claim(claim));
        let has_rates = !all().all(is_total);
        let totals: BTreeSet<Ends> =
            all().filter(|&claim| has_rates && is_total(claim)).map(|claim| ends(claim.period())).collect();
        // An average stands in only where no total of the same days is printed.
        let stands = |&&ix: &&ClaimIx| {
            let claim = evidence.claim(ix);
            is_total(claim) || !totals.contains(&ends(claim.period()))
        };
        let mut claims: Vec<ClaimIx> = claims.iter().filter(stands).copied().collect();
        let by_days = |&ix: &ClaimIx| {
            let period = evidence.claim(ix).period();
            (period.start.last, period.start.first, period.end)
        };
        claims.sort_by_key(by_days);
        let (struck, compared) = (BTreeSet::new(), BTreeSet::new());
        let backwards = backwards(evidence, &claims);
        Self { rule, evidence, voices, claims, backwards, struck, compared, touched: Vec::new(), left_out: 0 }
    }

    /// Every whole that its periods miss. Short wholes are looked at first, so that what is wrong within
    /// a week is not told again of its year.
    fn missed(&mut self, budget: &mut usize) -> Vec<Missed> {
        let start = |&ix: &ClaimIx| (self.evidence.claim(ix).period().start.last, self.start(ix));
        let mut starts: Vec<(Day, Midnight)> = self.claims.iter().map(start).collect();
        starts.sort_unstable();
        starts.dedup();
        // Running totals of one start alone cannot be laid end to end.
        if starts.len() < 2 {
            return Vec::new();
        }
        let mut missed = Vec::new();
        for (_, start) in starts.into_iter().rev() {
            let inside = self.inside(start);
            if inside.len() < 3 {
                continue;
            }
            match budget.checked_sub(inside.len()) {
                Some(rest) => *budget = rest,
                None => {
                    self.left_out += inside.iter().filter(|&&ix| self.start(ix) == start).count() as u64;
                    continue;
                }
            }
            for _ in 0..ROUNDS {
                let found = self.missed_from(start, &inside);
                if found.is_empty() {
                    break;
                }
                missed.extend(found);
            }
        }
        missed
    }

    /// Where a claim's days begin.
    fn start(&self, ix: ClaimIx) -> Midnight {
        let claim = self.evidence.claim(ix);
        self.voices.midnight(claim, claim.period().start)
    }

    /// The claims that may lie in a whole that begins at a midnight, or reach over its end.
    fn inside(&self, start: Midnight) -> Vec<ClaimIx> {
        let from = self.claims.partition_point(|&ix| self.evidence.claim(ix).period().start.last < start.bound.first);
        let rest = &self.claims[from..];
        let end = rest
            .iter()
            .filter(|&&ix| self.start(ix) == start)
            .map(|&ix| self.evidence.claim(ix).period().end.last)
            .max();
        let Some(end) = end else { return Vec::new() };
        let upto = rest.partition_point(|&ix| self.evidence.claim(ix).period().start.last <= end);
        rest[..upto].to_vec()
    }

    fn missed_from(&mut self, start: Midnight, inside: &[ClaimIx]) -> Vec<Missed> {
        let claims: Vec<Claim<'d>> = inside
            .iter()
            .filter(|ix| !self.struck.contains(ix))
            .map(|&ix| self.evidence.claim(ix))
            .filter(|&claim| self.rule.parts.selects(claim) || self.rule.whole.selects(claim))
            .collect();
        let tilings = Reading::ALL.map(|reading| {
            let pieces: Vec<Piece> = claims
                .iter()
                .map(|&claim| {
                    let figure =
                        if self.rule.parts.selects(claim) { claim.interval(reading, true) } else { Interval::ALL };
                    let (start, end) = (claim.period().start, claim.period().end);
                    Piece { start: self.voices.midnight(claim, start), end: self.voices.midnight(claim, end), figure }
                })
                .collect();
            Tiling::from(start, &pieces)
        });
        let wholes = claims.iter().copied().filter(|&claim| {
            self.voices.midnight(claim, claim.period().start) == start && self.rule.whole.selects(claim)
        });
        let mut found: Vec<Missed> = Vec::new();
        for whole in wholes {
            let exact = &tilings[Reading::Exact as usize];
            let end = self.voices.midnight(whole, whole.period().end);
            for laid in [exact.most_inside(end), exact.least_around(end)].into_iter().flatten() {
                self.compared.insert(whole.ix);
                self.touched.push(whole.ix);
                // Of long sums only the last periods are new; the others stood in shorter ones.
                self.touched.extend(exact.backwards(laid).take(NEW).map(|at| claims[at].ix));
            }
            found.extend(self.judge(whole, &claims, &tilings));
        }
        found.sort_by_key(|missed| (missed.terms.len(), self.evidence.claim(missed.whole).period().end));
        let mut kept = Vec::new();
        for missed in found {
            let of = missed.terms.iter().chain(std::iter::once(&missed.whole));
            if of.clone().any(|claim| self.struck.contains(claim)) {
                continue;
            }
            // Which of them is wrong cannot be said. Later sums that rest on the whole or on the period
            // that was added last would only tell the same again.
            self.struck.insert(missed.whole);
            self.struck.extend(missed.terms.last());
            kept.push(missed);
        }
        kept
    }

    /// Whether the count is taken back in the days that the terms fill after a running total: more may
    /// have fallen in a part of them then than in all.
    fn goes_backwards(&self, whole: Claim<'_>, terms: &[ClaimIx]) -> bool {
        let first = terms.first().map(|&term| self.evidence.claim(term).period());
        let running = first.filter(|first| first.kind == PeriodKind::Cumulative);
        let from = running.map_or(whole.period().start.first, |first| first.end.last);
        let to = whole.period().end.last;
        self.backwards.iter().any(|&(first, last)| first < to && from < last)
    }

    fn judge(&self, whole: Claim<'d>, claims: &[Claim<'d>], tilings: &[Tiling; 3]) -> Option<Missed> {
        let end = self.voices.midnight(whole, whole.period().end);
        let amount = |laid: Option<Laid>| laid.map(|laid| laid.sum);
        let misses = |reading: Reading| {
            let tiling = &tilings[reading as usize];
            let (inside, around) = (amount(tiling.most_inside(end)), amount(tiling.least_around(end)));
            self.rule.misses(inside, around, whole.interval(reading, true))
        };
        let reading = Reading::widest(misses)?;
        let told = reading.as_told();
        let tiling = &tilings[told as usize];
        let (inside, around) = (tiling.most_inside(end), tiling.least_around(end));
        let figure = whole.interval(told, true);
        // Past the range of exact numbers nothing is said.
        if [inside, around].into_iter().flatten().any(|laid| laid.sum == i64::MAX) {
            return None;
        }
        let exceeds = inside.is_some_and(|laid| figure.has_high() && laid.sum > figure.hi);
        let laid = if exceeds { inside } else { around }?;
        // What one period alone exceeds is for the rules on pairs.
        let exceeded = |at: usize| figure.has_high() && claims[at].interval(told, true).lo > figure.hi;
        if exceeds && tiling.backwards(laid).any(exceeded) {
            return None;
        }
        // Nor is a sum needed where the first period reaches the whole's end by itself.
        let reaches = |at: usize| end.is_no_later_than(self.voices.midnight(claims[at], claims[at].period().end));
        if !exceeds && tiling.backwards(laid).last().is_some_and(reaches) {
            return None;
        }
        let mut terms: Vec<ClaimIx> = tiling.backwards(laid).map(|at| claims[at].ix).collect();
        terms.reverse();
        if self.goes_backwards(whole, &terms) {
            return None;
        }
        let sums = (amount(inside), amount(around));
        let rounded = self.rule.rounded(self.evidence, whole, &terms, sums, figure);
        if rounded == Rounded::Plainly {
            return None;
        }
        let sum = terms.iter().fold(Interval::point(0), |sum, &term| {
            let figure = self.evidence.claim(term).interval(told, true);
            // What is open below is at least nothing.
            sum.plus(Interval { lo: if figure.has_low() { figure.lo } else { 0 }, ..figure })
        });
        let complete = self.rule.expect == Expect::Equal && !exceeds;
        let strength = if rounded == Rounded::No { Strength::surviving(reading) } else { Strength::Imprecision };
        Some(Missed { whole: whole.ix, terms, complete, reading, figure, sum, strength, pairs: Vec::new() })
    }
}

/// The days of figures below zero, and those between two running totals of which the later is the lower.
fn backwards(evidence: &Evidence<'_>, claims: &[ClaimIx]) -> Vec<(Day, Day)> {
    let exact = |claim: Claim<'_>| claim.interval(Reading::Exact, true);
    let all = || claims.iter().map(|&ix| evidence.claim(ix));
    let below = all().filter(|&claim| exact(claim).has_low() && exact(claim).lo < 0);
    let mut found: Vec<(Day, Day)> = below.map(|claim| (claim.period().start.first, claim.period().end.last)).collect();
    let mut running: Vec<Claim<'_>> = all().filter(|claim| claim.period().kind == PeriodKind::Cumulative).collect();
    running.sort_by_key(|claim| (claim.period().start, claim.period().end, claim.id()));
    for pair in running.windows(2) {
        let (earlier, later) = (pair[0], pair[1]);
        if earlier.period().start == later.period().start && exact(later).hi < exact(earlier).lo {
            found.push((earlier.period().end.first, later.period().end.last));
        }
    }
    found
}
