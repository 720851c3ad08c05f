//! The figure of another column: two that changed places, or that of another metric, side or place.

use crate::audit::cause::case::{Case, Hit};
use crate::audit::cause::kind::CauseKind;
use crate::audit::cause::looked_up::{anybodys, of_same_days, row};
use crate::model::claim::Quantity;
use crate::model::index::{MetricIx, PlaceIx, SubjectIx};

pub(super) fn look(case: &Case<'_, '_>) -> Vec<Hit> {
    let evidence = case.evidence;
    let (suspect, book) = (case.suspect, evidence.claim(case.book()));
    let vocabulary = &evidence.dataset.vocabulary;
    let mut hits = Vec::new();
    let columns = row(evidence, book, suspect);
    let near = columns.iter().filter(|(_, found)| case.is_near(found.value)).count() as u64;
    for (quantity, found) in columns.iter().filter(|(_, found)| found.value == case.value) {
        let own = of_same_days(evidence, *quantity, suspect, suspect);
        let swapped = own.is_some_and(|own| (case.expected.lo..=case.expected.hi).contains(&own.value));
        let name = |MetricIx(metric): MetricIx| &vocabulary.metrics.things[metric as usize].name;
        let (kind, words) = if swapped {
            (CauseKind::SwappedColumns, format!("changed places with {}", name(quantity.metric).to_lowercase()))
        } else {
            (CauseKind::AnotherMetric, format!("the figure of {} on that day", name(quantity.metric).to_lowercase()))
        };
        let by_chance = case.by_chance(near);
        hits.push(Hit {
            kind,
            by_chance: if swapped { by_chance / 100 } else { by_chance },
            sentence: words,
            evidence: std::iter::once(found.claim).chain(own.filter(|_| swapped).map(|own| own.claim)).collect(),
            days: 0,
        });
    }
    let own = suspect.quantity();
    let beside = evidence.cells().iter().map(|cell| cell.quantity).filter(|other| {
        let elsewhere = (other.subject == own.subject) != (other.place == own.place);
        other.metric == own.metric && elsewhere
    });
    for other in beside {
        let mut found = anybodys(evidence, other, suspect);
        let Some(found) = found.find(|found| found.value == case.value) else { continue };
        hits.push(Hit {
            kind: CauseKind::AnotherSubject,
            by_chance: case.by_chance(2),
            sentence: format!("the figure of {}", elsewhere(case, other)),
            evidence: vec![found.claim],
            days: 0,
        });
    }
    hits
}

fn elsewhere(case: &Case<'_, '_>, other: Quantity) -> String {
    let vocabulary = &case.evidence.dataset.vocabulary;
    let own = case.suspect.quantity();
    let (SubjectIx(subject), PlaceIx(place)) = (other.subject, other.place);
    if other.subject == own.subject {
        vocabulary.places.things[place as usize].name.clone()
    } else {
        vocabulary.subjects.things[subject as usize].name.clone()
    }
}
