//! From claims to charts: one for every quantity with a figure.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::audit::exhibits::chart::Chart;
use crate::audit::exhibits::implied::{Allowed, allowed};
use crate::audit::exhibits::naming::Naming;
use crate::audit::exhibits::tracks::Tracks;
use crate::audit::finding::Finding;
use crate::model::claim::Quantity;
use crate::model::dataset::Dataset;
use crate::model::day::Day;
use crate::model::index::ClaimIx;
use crate::model::period::PeriodKind;
use crate::rules::evidence::Evidence;
use crate::verify::verification::Verifications;

/// The charts, in order of metric, subject and place.
pub(super) fn charts(evidence: &Evidence<'_>, verifications: &Verifications, findings: &[Finding]) -> Vec<Chart> {
    let dataset = evidence.dataset;
    let mut of_quantities: BTreeMap<Quantity, Vec<ClaimIx>> = BTreeMap::new();
    for claim in dataset.claims.claims().map(|claim| dataset.claim(claim)).filter(|claim| !claim.is_statement()) {
        of_quantities.entry(claim.quantity()).or_default().push(claim.ix);
    }
    let mut ordered: Vec<(Quantity, Vec<ClaimIx>)> = of_quantities.into_iter().collect();
    ordered.sort_by_key(|(quantity, _)| {
        let [subject, metric, place] = quantity.names(&dataset.vocabulary);
        (metric, subject, place)
    });
    let naming = Naming::of(findings);
    let asked = asked(dataset, &ordered, &naming, findings);
    let each = ordered.par_iter().map(|(quantity, claims)| {
        let since = since(dataset, claims);
        let tracks = Tracks { dataset, verifications, naming: &naming, since };
        let Allowed { days: implied, why_not: not_implied } = match asked.contains(quantity) {
            true => allowed(dataset, evidence.graph, *quantity, claims),
            false => Allowed::default(),
        };
        let Dataset { vocabulary, .. } = dataset;
        let metric = &vocabulary.metrics.things[quantity.metric.at()];
        let subject = &vocabulary.subjects.things[quantity.subject.at()];
        let place = &vocabulary.places.things[quantity.place.at()];
        let ids = quantity.names(vocabulary);
        let claim_ids = claims.iter().map(|&claim| dataset.claims.id(claim));
        Chart {
            metric: ids[1].to_owned(),
            subject: ids[0].to_owned(),
            place: ids[2].to_owned(),
            names: [&metric.name, &subject.name, &place.name].map(Clone::clone),
            unit: metric.unit.clone(),
            decimals: metric.decimals,
            since,
            tracks: tracks.of(claims),
            implied,
            not_implied,
            findings: naming.about(ids, claim_ids),
        }
    });
    each.collect()
}

/// For how many quantities the solver is asked what all figures together allow: it costs as much as the rules of a
/// whole small dataset each time.
const ASKED: usize = 8;

/// The quantities for which the solver is asked: those with the loudest findings, then with most of them, then with most
/// figures.
fn asked(
    dataset: &Dataset,
    all: &[(Quantity, Vec<ClaimIx>)],
    naming: &Naming<'_>,
    findings: &[Finding],
) -> BTreeSet<Quantity> {
    let accrues = |quantity: &Quantity| dataset.vocabulary.accrues(quantity.metric);
    let several = all.iter().filter(|(quantity, claims)| accrues(quantity) && claims.len() > 1);
    let mut ranked: Vec<_> = several
        .map(|(quantity, claims)| {
            let claim_ids = claims.iter().map(|&claim| dataset.claims.id(claim));
            let about = naming.about(quantity.names(&dataset.vocabulary), claim_ids);
            let loudest = about.iter().map(|&at| findings[at].level).max();
            (Reverse((loudest, about.len(), claims.len())), *quantity)
        })
        .collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().take(ASKED).map(|(_, quantity)| quantity).collect()
}

/// The day since which most of the running totals count; of equally many the earliest.
fn since(dataset: &Dataset, claims: &[ClaimIx]) -> Option<Day> {
    let mut starts: BTreeMap<Day, u64> = BTreeMap::new();
    for period in claims.iter().map(|&claim| dataset.claims.period(claim)) {
        if period.kind == PeriodKind::Cumulative {
            *starts.entry(period.start.first).or_default() += 1;
        }
    }
    starts.into_iter().rev().max_by_key(|&(_, count)| count).map(|(day, _)| day)
}
