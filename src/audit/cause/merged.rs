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
        let habit = format!("{words} {name}");
        let by_chance = case.by_chance(2 * columns.len() as u64);
        let hit = case.hit(CauseKind::MergedCategory, by_chance, format!("counted {habit}"));
        hits.push(hit.shown_by([found.claim]).habit(habit));
    }
    hits
}

#[cfg(test)]
mod tests {
    use super::look;
    use crate::audit::cause::kind::CauseKind;
    use crate::audit::cause::made::World;

    #[test]
    fn counted_together_or_apart() {
        let world = World::copied(&[("2024-05-05", "tanks", 17_090), ("2024-05-05", "drones", 2_368)]);
        let told = |words: &str, shown: &str| [(CauseKind::MergedCategory, words.to_owned(), vec![shown.to_owned()])];
        let together = told("counted together with drones", "own/2024-05-05/drones");
        assert_eq!(world.told(look, "2024-05-05/tanks"), together);
        let apart = told("counted without tanks", "own/2024-05-05/tanks");
        assert_eq!(world.told(look, "2024-05-05/drones"), apart);
    }

    #[test]
    fn one_more_is_no_sum() {
        let world = World::copied(&[("2024-05-05", "tanks", 17_091)]);
        assert_eq!(world.told(look, "2024-05-05/tanks"), []);
    }
}
