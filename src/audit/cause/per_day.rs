//! What came in some days where the total is meant, or the total for what came in them.

use crate::audit::cause::case::{Case, Hit, value};
use crate::audit::cause::kind::CauseKind;
use crate::audit::cause::looked_up::of_days;
use crate::model::period::PeriodKind;

/// Over how many days a table may have been differenced.
const SPANS: [i32; 4] = [1, 7, 30, 31];

pub(super) fn look(case: &Case<'_, '_>) -> Vec<Hit> {
    let (suspect, book) = (case.suspect, case.evidence.claim(case.book()));
    let day = suspect.period().label;
    let total = match case.reference {
        Some(reference) => value(reference),
        None => (case.expected.lo == case.expected.hi).then_some(case.expected.lo),
    };
    let Some(total) = total.filter(|_| suspect.period().kind == PeriodKind::Cumulative && case.value != 0) else {
        return Vec::new();
    };
    let mut hits = Vec::new();
    for span in SPANS {
        let before = day.plus(-span);
        for found in of_days(case.evidence, suspect.quantity(), book, (before, before)) {
            if total.checked_sub(found.value) == Some(case.value) {
                let days = if span == 1 { "one day".to_owned() } else { format!("{span} days") };
                hits.push(Hit {
                    kind: CauseKind::PeriodForTotal,
                    by_chance: case.by_chance(SPANS.len() as u64),
                    sentence: format!("what came in {days}, not the total"),
                    evidence: vec![found.claim],
                    days: 0,
                });
            }
        }
    }
    hits
}
