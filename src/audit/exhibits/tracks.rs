//! The figures of one quantity by who says them and in which table.

use std::collections::BTreeMap;

use crate::audit::days::days_in_words;
use crate::audit::exhibits::chart::{Mark, Step, Track};
use crate::audit::exhibits::naming::Naming;
use crate::graph::support::Support;
use crate::model::claim::Claim;
use crate::model::dataset::Dataset;
use crate::model::day::Day;
use crate::model::hedge::Reading;
use crate::model::index::ClaimIx;
use crate::model::interval::Interval;
use crate::model::period::{Bound, Period, PeriodKind};
use crate::verify::verification::Verifications;

/// From how many figures of single days on a track is a series.
const SERIES: usize = 30;

/// What tracks are made of.
pub(super) struct Tracks<'t> {
    pub(super) dataset: &'t Dataset,
    pub(super) verifications: &'t Verifications,
    pub(super) naming: &'t Naming<'t>,
    /// The day since which running totals are taken to count.
    pub(super) since: Option<Day>,
}

impl Tracks<'_> {
    /// The tracks of some claims, in order of the sources' ids, then of the tables' names.
    pub(super) fn of(&self, claims: &[ClaimIx]) -> Vec<Track> {
        let mut by_voice: BTreeMap<(&str, &str), Vec<Claim<'_>>> = BTreeMap::new();
        for claim in claims.iter().map(|&claim| self.dataset.claim(claim)) {
            let table = &self.dataset.tables[claim.table().family.at()];
            let voice = (self.dataset.sources.id(claim.source_ix()), table.name.as_str());
            by_voice.entry(voice).or_default().push(claim);
        }
        by_voice.into_iter().map(|((source, table), claims)| self.track(source, table, claims)).collect()
    }

    fn track(&self, source: &str, table: &str, mut claims: Vec<Claim<'_>>) -> Track {
        claims.sort_by(|a, b| {
            let key = |claim: &Claim<'_>| (claim.period().label, self.dataset.claims.exact(claim.ix).lo);
            key(a).cmp(&key(b)).then_with(|| a.id().cmp(b.id()))
        });
        let mut support = [0; Support::WORDS.len()];
        claims.iter().for_each(|claim| support[self.verifications.get(claim.ix).support as usize] += 1);
        let name = claims.first().map_or_else(String::new, |claim| claim.source().name.clone());
        let (total, rates) = (claims.len() as u64, claims.iter().filter(|claim| claim.is_rate()).count() as u64);
        let stands_on_a_day = |claim: &Claim<'_>| !claim.is_rate() && matches!(self.days(claim), (None, Some(_)));
        let is_series = claims.iter().filter(|claim| stands_on_a_day(claim)).count() >= SERIES;
        let (mut steps, mut marks) = (Vec::new(), Vec::new());
        for claim in claims {
            let step = if is_series && stands_on_a_day(&claim) { self.step(claim) } else { None };
            if step.is_none() || !self.naming.claim(claim.id()).is_empty() {
                marks.push(self.mark(claim));
            }
            steps.extend(step);
        }
        Track { source: source.to_owned(), name, table: table.to_owned(), claims: total, rates, support, steps, marks }
    }

    fn step(&self, claim: Claim<'_>) -> Option<Step> {
        let (low, value, high) = amounts(claim);
        let (_, last) = self.days(&claim);
        Some(Step { day: last?, value: value.or(low).or(high)?, low, high })
    }

    fn mark(&self, claim: Claim<'_>) -> Mark {
        let (low, value, high) = amounts(claim);
        let (first, last) = self.days(&claim);
        let verification = self.verifications.get(claim.ix);
        Mark {
            claim: claim.id().to_owned(),
            printed: claim.printed(),
            days: days_in_words(claim.period()),
            first,
            last,
            value,
            low,
            high,
            rate: claim.is_rate(),
            support: verification.support,
            conflict: verification.conflict,
            findings: self.naming.claim(claim.id()).to_vec(),
        }
    }

    /// The first and the last day over which a claim is drawn; no first one where it stands on one day, no last one
    /// where it is open.
    fn days(&self, claim: &Claim<'_>) -> (Option<Day>, Option<Day>) {
        let period = claim.period();
        if period.is_open() {
            return (None, None);
        }
        let last = last_day(period);
        let first = match period.kind {
            PeriodKind::Cumulative if Some(period.start.first) != self.since => period.start.first,
            PeriodKind::Cumulative if period.end.is_vague() => period.end.first.min(last),
            PeriodKind::Cumulative => last,
            PeriodKind::Calendar | PeriodKind::Interval => period.start.last.min(last),
        };
        (Some(first).filter(|&first| first < last), Some(last))
    }
}

/// The last day that a period names. A file with two columns of midnights names the first one not covered.
fn last_day(period: &Period) -> Day {
    let names_midnight = period.end == Bound::exactly(period.label) && period.kind != PeriodKind::Cumulative;
    if names_midnight { period.label.plus(-1) } else { period.label }
}

/// The least, the printed and the most, at the strict reading.
fn amounts(claim: Claim<'_>) -> (Option<i64>, Option<i64>, Option<i64>) {
    let interval: Interval = claim.interval(Reading::Strict, true);
    let value = claim.figure().value.and_then(|value| value.floor(claim.metric().decimals));
    (Some(interval.lo).filter(|_| interval.has_low()), value, Some(interval.hi).filter(|_| interval.has_high()))
}
