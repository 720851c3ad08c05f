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
    let sentence = format!("the whole row of {yesterday} once more: all {figures} figures");
    vec![case.hit(CauseKind::RepeatedRow, 1, sentence).shown_by([own.claim]).days(-1)]
}

#[cfg(test)]
mod tests {
    use super::look;
    use crate::audit::cause::kind::CauseKind;
    use crate::audit::cause::made::World;

    const ROW: [(&str, &str, i64); 3] =
        [("2024-05-05", "tanks", 7347), ("2024-05-05", "drones", 9703), ("2024-05-05", "guns", 12_102)];

    #[test]
    fn every_figure_of_the_day_before_once_more() {
        let words = "the whole row of 2024-05-04 once more: all 3 figures".to_owned();
        let told = (CauseKind::RepeatedRow, words, vec!["copy/2024-05-04/tanks".to_owned()]);
        assert_eq!(World::copied(&ROW).told(look, "2024-05-05/tanks"), [told]);
    }

    #[test]
    fn a_row_in_which_one_figure_moved_is_not_repeated() {
        let mut row = ROW;
        row[2].2 += 1;
        assert_eq!(World::copied(&row).told(look, "2024-05-05/tanks"), []);
        assert_eq!(World::copied(&ROW[..2]).told(look, "2024-05-05/tanks"), []);
    }
}
