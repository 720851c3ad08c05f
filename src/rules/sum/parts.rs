//! Parts of a metric, place or subject against their whole over the same days.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::model::claim::{Claim, Quantity};
use crate::model::day::Day;
use crate::model::hedge::Reading;
use crate::model::index::{ClaimIx, MetricIx, PlaceIx, SourceIx, SubjectIx};
use crate::model::interval::Interval;
use crate::model::partition::Partition;
use crate::model::period::Bound;
use crate::model::source::Standing;
use crate::rules::evidence::{Cell, Evidence};
use crate::rules::level::Strength;
use crate::rules::sum::choice::Expect;
use crate::rules::sum::missed::{self, Missed, one_vintage};
use crate::rules::sum::plan::{SumCheck, is_total};
use crate::rules::sum::rounding::Rounded;
use crate::rules::verdict::Outcome;

/// Parts of parts are looked into no deeper than this, should a vocabulary run in a circle.
const DEEPEST: u32 = 64;

/// Which of the three dimensions is cut into parts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cut {
    Metric,
    Place,
    Subject,
}

/// The days of a claim, and its source where only the source of the whole is wanted.
type Key = (Bound, Bound, Option<SourceIx>);

fn key(rule: &SumCheck, claim: Claim<'_>) -> Key {
    let own = rule.standings == [Standing::Same];
    (claim.period().start, claim.period().end, own.then_some(claim.source_ix()))
}

/// A quantity that is a part: its claims by their days, and parts of its own.
struct Part {
    claims: HashMap<Key, Vec<ClaimIx>>,
    parts: Vec<Part>,
    /// Whether its own parts are all of it.
    complete: bool,
}

/// The least or the greatest that parts add up to, and the claims that say so.
struct Sum {
    amount: i64,
    terms: Vec<ClaimIx>,
    /// Whether no part is missing.
    complete: bool,
}

pub(super) fn check(rule: &SumCheck, evidence: &Evidence<'_>) -> Outcome {
    evidence.cells().par_iter().map(|cell| check_cell(rule, evidence, cell)).reduce(Outcome::default, Outcome::and)
}

fn check_cell(rule: &SumCheck, evidence: &Evidence<'_>, cell: &Cell) -> Outcome {
    let mut outcome = Outcome::default();
    for cut in [Cut::Metric, Cut::Place, Cut::Subject] {
        let Some(partition) = partition(evidence, cell.quantity, cut) else { continue };
        let whole = Part {
            claims: HashMap::new(),
            parts: parts(rule, evidence, cell.quantity, cut, partition, 0),
            complete: partition.complete,
        };
        if whole.parts.iter().all(Part::is_empty) {
            continue;
        }
        let mut missed: BTreeMap<u32, (Vec<Missed>, BTreeSet<Day>)> = BTreeMap::new();
        for &ix in evidence.claims(cell) {
            let claim = evidence.claim(ix);
            if !is_total(claim) || !rule.whole.selects(claim) {
                continue;
            }
            let Some(terms) = whole.terms(rule, claim) else { continue };
            outcome.comparisons += 1;
            outcome.touched.push(ix);
            outcome.touched.extend(terms);
            let (found, compared) = missed.entry(evidence.dataset.sources.group_key(claim.source_ix())).or_default();
            compared.insert(claim.period().label);
            found.extend(judge(rule, evidence, claim, &whole));
        }
        for (found, compared) in missed.into_values() {
            let runs = missed::runs(evidence, found, &compared);
            outcome.verdicts.extend(runs.into_iter().map(|(missed, run)| missed.verdict(rule, evidence, run)));
        }
    }
    outcome
}

fn partition<'d>(evidence: &Evidence<'d>, quantity: Quantity, cut: Cut) -> Option<&'d Partition> {
    let vocabulary = &evidence.dataset.vocabulary;
    match cut {
        Cut::Metric => vocabulary.metrics.partitions.get(&quantity.metric.0),
        Cut::Place => vocabulary.places.partitions.get(&quantity.place.0),
        Cut::Subject => vocabulary.subjects.partitions.get(&quantity.subject.0),
    }
}

fn parts(
    rule: &SumCheck,
    evidence: &Evidence<'_>,
    whole: Quantity,
    cut: Cut,
    partition: &Partition,
    depth: u32,
) -> Vec<Part> {
    let of_part = |&part: &u32| {
        let quantity = match cut {
            Cut::Metric => Quantity { metric: MetricIx(part), ..whole },
            Cut::Place => Quantity { place: PlaceIx(part), ..whole },
            Cut::Subject => Quantity { subject: SubjectIx(part), ..whole },
        };
        let mut claims: HashMap<Key, Vec<ClaimIx>> = HashMap::new();
        let comparable = evidence.same_measure(whole.metric, quantity.metric);
        for &ix in evidence.cell(quantity).filter(|_| comparable).map_or(&[][..], |cell| evidence.claims(cell)) {
            let claim = evidence.claim(ix);
            if is_total(claim) && rule.parts.selects(claim) {
                claims.entry(key(rule, claim)).or_default().push(ix);
            }
        }
        claims.values_mut().for_each(|said| keep_outermost(evidence, said));
        let finer = (depth < DEEPEST).then(|| self::partition(evidence, quantity, cut)).flatten();
        Part {
            claims,
            parts: finer.map_or_else(Vec::new, |finer| parts(rule, evidence, quantity, cut, finer, depth + 1)),
            complete: finer.is_some_and(|finer| finer.complete),
        }
    };
    partition.parts.iter().map(of_part).collect()
}

/// Of how many figures of one part and days each is looked at.
const LOOKED_AT: usize = 64;

/// Of very many figures of the same days only the least and the greatest matter: one of them suits a
/// whole best.
fn keep_outermost(evidence: &Evidence<'_>, said: &mut Vec<ClaimIx>) {
    if said.len() <= LOOKED_AT {
        return;
    }
    let (exact, id) = (|ix: ClaimIx| evidence.dataset.claims.exact(ix), |ix: ClaimIx| evidence.dataset.claims.id(ix));
    said.sort_by(|&a, &b| (exact(a).lo, id(a)).cmp(&(exact(b).lo, id(b))));
    let mut kept: Vec<ClaimIx> = said.drain(..LOOKED_AT / 2).collect();
    said.sort_by(|&a, &b| (exact(b).hi, id(a)).cmp(&(exact(a).hi, id(b))));
    kept.extend(said.drain(..LOOKED_AT / 2));
    *said = kept;
}

/// What a whole and its parts miss each other by, if they do.
fn judge(rule: &SumCheck, evidence: &Evidence<'_>, whole: Claim<'_>, parts: &Part) -> Option<Missed> {
    let at = |reading: Reading| (parts.least(rule, whole, reading), parts.most(rule, whole, reading));
    let amounts = |(least, most): &(Option<Sum>, Option<Sum>)| {
        (least.as_ref().map(|sum| sum.amount), most.as_ref().map(|sum| sum.amount))
    };
    let misses = |reading: Reading| {
        let (least, most) = amounts(&at(reading));
        rule.misses(least, most, whole.interval(reading, true))
    };
    let reading = Reading::widest(misses)?;
    let told = reading.as_told();
    let (figure, sums) = (whole.interval(told, true), at(told));
    let (least, most) = amounts(&sums);
    // Past the range of exact numbers nothing is said.
    if [least, most].into_iter().flatten().any(|sum| sum == i64::MAX || sum == i64::MIN) {
        return None;
    }
    let exceeds = least.is_some_and(|least| least > figure.hi);
    let Sum { terms, complete, .. } = if exceeds { sums.0? } else { sums.1? };
    let rounded = rule.rounded(evidence, whole, &terms, (least, most), figure);
    let one_source = terms.iter().all(|&term| evidence.claim(term).lineage() == whole.lineage());
    if rounded == Rounded::Plainly && one_source {
        return None;
    }
    let strength = if rounded == Rounded::No { Strength::surviving(reading) } else { Strength::Imprecision };
    let sum = terms
        .iter()
        .map(|&term| evidence.claim(term))
        .fold(Interval::point(0), |sum, term| sum.plus(term.interval(told, term.lineage() == whole.lineage())));
    Some(Missed { whole: whole.ix, terms, complete, reading, figure, sum, strength, pairs: Vec::new() })
}

impl Part {
    fn is_empty(&self) -> bool {
        self.claims.is_empty() && self.parts.iter().all(Self::is_empty)
    }

    /// The claims on this part that a whole may be held against: those retrieved on the same day, or any
    /// where there is none of these.
    fn said<'p>(&'p self, rule: &'p SumCheck, whole: Claim<'p>) -> Vec<Claim<'p>> {
        let said = self.claims.get(&key(rule, whole)).into_iter().flatten();
        let sources = &whole.dataset.sources;
        let met = said.map(|&claim| whole.dataset.claim(claim)).filter(|claim| {
            let standing = sources.standing(claim.source_ix(), whole.source_ix());
            rule.standings.contains(&standing)
        });
        let (same, others): (Vec<_>, Vec<_>) = met.partition(|&claim| one_vintage(claim, whole));
        if same.is_empty() { others } else { same }
    }

    /// The claims that stand against a whole, if there are two parts at least and, where the sum must be
    /// the whole, none is missing.
    fn terms(&self, rule: &SumCheck, whole: Claim<'_>) -> Option<Vec<ClaimIx>> {
        let sum = self.least(rule, whole, Reading::Exact).or_else(|| self.most(rule, whole, Reading::Exact))?;
        Some(sum.terms)
    }

    /// The least that the parts add up to.
    fn least(&self, rule: &SumCheck, whole: Claim<'_>, reading: Reading) -> Option<Sum> {
        self.own_parts(rule, whole, reading, true)
            .filter(|sum| sum.terms.len() > 1 && (sum.complete || rule.expect == Expect::AtMost))
    }

    /// The greatest that the parts add up to, where none is missing.
    fn most(&self, rule: &SumCheck, whole: Claim<'_>, reading: Reading) -> Option<Sum> {
        let sum = || self.own_parts(rule, whole, reading, false);
        (rule.expect == Expect::Equal).then(sum).flatten().filter(|sum| sum.terms.len() > 1 && sum.complete)
    }

    fn own_parts(&self, rule: &SumCheck, whole: Claim<'_>, reading: Reading, least: bool) -> Option<Sum> {
        let mut sum = Sum { amount: 0, terms: Vec::new(), complete: self.complete };
        for part in &self.parts {
            match part.said_or_added(rule, whole, reading, least) {
                Some(part) => {
                    sum.amount = sum.amount.saturating_add(part.amount);
                    sum.terms.extend(part.terms);
                    sum.complete &= part.complete;
                }
                None => sum.complete = false,
            }
        }
        (!sum.terms.is_empty()).then_some(sum)
    }

    /// What is said of this part, or where nothing is said what its own parts add up to.
    fn said_or_added(&self, rule: &SumCheck, whole: Claim<'_>, reading: Reading, least: bool) -> Option<Sum> {
        let figure = |claim: Claim<'_>| claim.interval(reading, claim.lineage() == whole.lineage());
        let said = self.said(rule, whole);
        if said.is_empty() {
            return self.own_parts(rule, whole, reading, least);
        }
        // Where copies or sources differ, the sum that suits the whole best is taken; of equal figures the
        // one beside the whole, in its own table.
        let apart = |claim: Claim<'_>| claim.table().family != whole.table().family;
        let best = if least {
            let known = said.into_iter().filter(|&claim| figure(claim).has_low());
            known
                .min_by_key(|&claim| (figure(claim).lo, apart(claim), claim.id()))
                .map(|claim| (figure(claim).lo, claim))
        } else {
            let most = said.into_iter().min_by_key(|&claim| (Reverse(figure(claim).hi), apart(claim), claim.id()));
            most.map(|claim| (figure(claim).hi, claim)).filter(|&(most, _)| most != Interval::NO_HIGH)
        };
        best.map(|(amount, claim)| Sum { amount, terms: vec![claim.ix], complete: true })
    }
}
