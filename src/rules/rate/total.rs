//! The total that an average was made of: the one it was derived from, one of the same days, or what
//! the running totals of its source leave for them.

use std::collections::BTreeMap;

use crate::model::claim::Claim;
use crate::model::figure::Per;
use crate::model::hedge::Reading;
use crate::model::index::{ClaimIx, SourceIx};
use crate::model::interval::Interval;
use crate::model::period::{Bound, Period};
use crate::network::implied::RunningTotal;
use crate::rules::evidence::{Cell, Evidence};
use crate::rules::rate::plan::RateCheck;

/// What an average may have been made of: the first claim, less all others.
#[derive(Debug, Clone)]
pub(super) struct Total {
    pub(super) terms: Vec<ClaimIx>,
    /// At the exact, the strict and the tolerant reading.
    figures: [Interval; 3],
}

impl Total {
    pub(super) fn interval(&self, reading: Reading) -> Interval {
        self.figures[reading as usize]
    }

    /// Whether it lies between two reports, with as many days as elapsed between them. A total that was
    /// printed for days counts both the first and the last.
    pub(super) fn is_between_reports(&self) -> bool {
        self.is_implied()
    }

    /// Whether nobody printed the total itself.
    pub(super) fn is_implied(&self) -> bool {
        self.terms.len() > 1
    }
}

/// The totals of one quantity.
pub(super) struct Totals<'t, 'd> {
    rule: &'t RateCheck,
    evidence: &'t Evidence<'d>,
    of_days: BTreeMap<(Bound, Bound), Vec<Claim<'d>>>,
    running: BTreeMap<SourceIx, RunningTotal>,
}

impl<'t, 'd> Totals<'t, 'd> {
    pub(super) fn of(rule: &'t RateCheck, evidence: &'t Evidence<'d>, cell: &Cell) -> Self {
        let mut of_days: BTreeMap<_, Vec<Claim<'_>>> = BTreeMap::new();
        let mut running: BTreeMap<SourceIx, RunningTotal> = BTreeMap::new();
        let accrues = evidence.dataset.vocabulary.accrues(cell.quantity.metric);
        for &ix in evidence.claims(cell) {
            let claim = evidence.claim(ix);
            if claim.figure().per != Per::Total || !rule.total.selects(claim) {
                continue;
            }
            let period = claim.period();
            // Of equal figures of one source one is enough.
            let said: &mut Vec<Claim<'_>> = of_days.entry((period.start, period.end)).or_default();
            let alike = |known: &Claim<'_>| known.source_ix() == claim.source_ix() && figures(*known) == figures(claim);
            if said.len() < MOST_TRIED && !said.iter().any(alike) {
                said.push(claim);
            }
            if accrues {
                running.entry(claim.source_ix()).or_default().add(ix, period, claim.interval(Reading::Strict, true));
            }
        }
        running.values_mut().for_each(RunningTotal::sort);
        Self { rule, evidence, of_days, running }
    }

    /// What the average may have been made of; several where copies or sources differ.
    pub(super) fn of_average(&self, average: Claim<'d>) -> Vec<Total> {
        if let Some(derived) = self.derived(average) {
            return vec![derived];
        }
        let period = average.period();
        let same: Vec<Total> = self
            .of_days
            .get(&(period.start, period.end))
            .into_iter()
            .flatten()
            .filter(|total| self.meets(total.source_ix(), average))
            .map(|total| Total { terms: vec![total.ix], figures: figures(*total) })
            .collect();
        if !same.is_empty() {
            return same;
        }
        let implied = |(source, running): (&SourceIx, &RunningTotal)| {
            let implied = running.over(period).filter(|_| self.meets(*source, average))?;
            let terms = if implied.high_from.is_empty() { implied.low_from } else { implied.high_from };
            Some(Total { terms, figures: [implied.interval; 3] })
        };
        self.running.iter().filter_map(implied).collect()
    }

    fn meets(&self, source: SourceIx, average: Claim<'_>) -> bool {
        self.rule.standings.contains(&average.dataset.sources.standing(source, average.source_ix()))
    }

    /// The total that the average says it was derived from: one claim of its days, or a longer one
    /// less those that, as printed, leave just its days.
    fn derived(&self, average: Claim<'d>) -> Option<Total> {
        let inputs = self.evidence.graph.inputs(average.ix);
        let mut inputs: Vec<Claim<'d>> = inputs.into_iter().map(|input| self.evidence.claim(input)).collect();
        let alike = |input: &Claim<'_>| input.quantity() == average.quantity() && input.figure().per == Per::Total;
        if inputs.is_empty() || !inputs.iter().all(alike) {
            return None;
        }
        inputs.sort_by_key(|input| (printed(input.period()), input.ix));
        let longest = (0..inputs.len()).max_by_key(|&at| {
            let (first, last) = printed(inputs[at].period());
            (last.since(first), std::cmp::Reverse(at))
        })?;
        let whole = inputs.remove(longest);
        // The rest and the average, laid end to end, are the days of the whole.
        let mut days: Vec<_> = inputs.iter().map(|input| printed(input.period())).collect();
        days.push(printed(average.period()));
        days.sort_unstable();
        let (first, last) = printed(whole.period());
        let joined = days.windows(2).all(|pair| pair[0].1.plus(1) == pair[1].0);
        if !joined || days.first()?.0 != first || days.last()?.1 != last {
            return None;
        }
        let figures = Reading::ALL.map(|reading| {
            inputs.iter().fold(whole.interval(reading, true), |rest, input| rest.less(input.interval(reading, true)))
        });
        let terms = std::iter::once(whole).chain(inputs).map(|claim| claim.ix).collect();
        Some(Total { terms, figures })
    }
}

/// With how many totals of the same days an average is tried at most.
const MOST_TRIED: usize = 256;

/// What a total means at each reading. A bare one that was coded by hand may be rounded.
fn figures(claim: Claim<'_>) -> [Interval; 3] {
    Reading::ALL.map(|reading| {
        let figure = claim.interval(reading, true);
        if reading == Reading::Exact || !figure.has_low() || !figure.has_high() {
            return figure;
        }
        figure.plus(claim.rounding())
    })
}

/// The first and the last printed day.
fn printed(period: &Period) -> (crate::model::day::Day, crate::model::day::Day) {
    (period.start.last, period.label)
}
