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
                let sentence = format!("what came in {days}, not the total");
                let hit = case.hit(CauseKind::PeriodForTotal, case.by_chance(SPANS.len() as u64), sentence);
                hits.push(hit.shown_by([found.claim]));
            }
        }
    }
    hits
}

#[cfg(test)]
mod tests {
    use super::look;
    use crate::audit::cause::kind::CauseKind;
    use crate::audit::cause::made::World;

    #[test]
    fn what_came_in_one_day_or_in_seven() {
        let world = World::copied(&[("2024-05-05", "tanks", 14), ("2024-05-08", "drones", 154)]);
        let told = |words: &str, shown: &str| [(CauseKind::PeriodForTotal, words.to_owned(), vec![shown.to_owned()])];
        let day = told("what came in one day, not the total", "own/2024-05-04/tanks");
        assert_eq!(world.told(look, "2024-05-05/tanks"), day);
        let week = told("what came in 7 days, not the total", "own/2024-05-01/drones");
        assert_eq!(world.told(look, "2024-05-08/drones"), week);
    }

    #[test]
    fn what_came_in_two_days_is_not_looked_for_and_nothing_is_no_increment() {
        let world = World::copied(&[("2024-05-05", "tanks", 29), ("2024-05-05", "drones", 0)]);
        assert_eq!(world.told(look, "2024-05-05/tanks"), []);
        assert_eq!(world.told(look, "2024-05-05/drones"), []);
    }
}
