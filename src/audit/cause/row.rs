//! A whole row of a table that is the row of the day before.

use crate::audit::cause::case::{Case, Hit};
use crate::audit::cause::kind::CauseKind;
use crate::audit::cause::looked_up::{Found, of_days, row};
use crate::model::amount::Amount;

/// How many columns must have stood still, besides the figure's own.
const COLUMNS: usize = 2;

pub(super) fn look(case: &Case<'_, '_>) -> Vec<Hit> {
    let (evidence, suspect) = (case.evidence, case.suspect);
    let day = suspect.period().label;
    let yesterday = day.plus(-1);
    let before = |quantity| of_days(evidence, quantity, suspect, (yesterday, yesterday)).first().copied();
    let Some(own) = before(suspect.quantity()).filter(|own| own.value == case.value) else { return Vec::new() };
    let columns = row(evidence, suspect, suspect);
    let known: Vec<_> = columns.iter().filter_map(|(quantity, found)| Some((found, before(*quantity)?))).collect();
    let still = known.iter().all(|(today, before)| today.value == before.value);
    // Columns that hardly ever move say nothing: those that the other table moved on that day do.
    let moved = case.reference.map_or(known.len(), |reference| {
        let other = row(evidence, reference, suspect);
        if other.is_empty() {
            return known.len();
        }
        let moved = |found: &&(&Found, Found)| {
            let quantity = evidence.claim(found.0.claim).quantity();
            other.iter().any(|(known, other)| *known == quantity && other.value != found.0.value)
        };
        known.iter().filter(moved).count()
    });
    if !still || moved < COLUMNS {
        return Vec::new();
    }
    let figures = Amount::whole(i64::try_from(known.len() + 1).unwrap_or(i64::MAX));
    vec![Hit {
        kind: CauseKind::RepeatedRow,
        by_chance: 1,
        sentence: format!("the whole row of {yesterday} once more: all {figures} figures"),
        evidence: vec![own.claim],
        days: -1,
    }]
}
