//! Categories that one table counts together and the other apart.

use crate::audit::cause::case::{Case, Hit};
use crate::audit::cause::kind::CauseKind;
use crate::audit::cause::looked_up::row;

pub(super) fn look(case: &Case<'_, '_>) -> Vec<Hit> {
    let evidence = case.evidence;
    let vocabulary = &evidence.dataset.vocabulary;
    let book = evidence.claim(case.book());
    let fits = |value: i64| (case.expected.lo..=case.expected.hi).contains(&value);
    let columns = row(evidence, book, case.suspect);
    let mut hits = Vec::new();
    for (quantity, found) in columns.iter().filter(|(_, found)| found.value > 0) {
        let name = vocabulary.metrics.things[quantity.metric.at()].name.to_lowercase();
        let words = match () {
            () if case.value.checked_add(found.value).is_some_and(fits) => "without",
            () if case.value.checked_sub(found.value).is_some_and(fits) => "together with",
            () => continue,
        };
        hits.push(Hit {
            kind: CauseKind::MergedCategory,
            by_chance: case.by_chance(2 * columns.len() as u64),
            sentence: format!("counted {words} {name}"),
            evidence: vec![found.claim],
            days: 0,
        });
    }
    hits
}
