//! The figure of another day: stale or ahead by some days, or of the same day of another year.

use crate::audit::cause::case::{Case, Hit};
use crate::audit::cause::kind::CauseKind;
use crate::audit::cause::looked_up::of_days;
use crate::model::amount::Amount;
use crate::model::period::PeriodKind;

/// How many days before and after are looked at.
const AROUND: i64 = 30;
/// How many years before and after.
const YEARS: i64 = 3;

pub(super) fn look(case: &Case<'_, '_>) -> Vec<Hit> {
    let (suspect, book) = (case.suspect, case.evidence.claim(case.book()));
    let quantity = suspect.quantity();
    let day = suspect.period().label;
    let around = |days: i64| day.plus(i32::try_from(days).unwrap_or(0));
    let mut hits = Vec::new();
    let near = of_days(case.evidence, quantity, book, (around(-AROUND), around(AROUND)));
    let mut same: Vec<_> = near
        .iter()
        .filter(|found| found.value == case.value && found.claim != suspect.ix && found.day != day)
        .collect();
    same.sort_by_key(|found| (found.day.since(day).abs(), found.day));
    if let Some(found) = same.first() {
        let days = found.day.since(day);
        // As many other days as lie no farther off were as good.
        let as_near = |other: i64| (other.abs(), other) <= (days.abs(), days) && other != 0;
        let tried = near.iter().filter(|other| as_near(other.day.since(day)));
        let mut values: Vec<i64> = tried.map(|other| other.value).filter(|&value| case.is_near(value)).collect();
        values.sort_unstable();
        values.dedup();
        let recurs = if suspect.period().kind == PeriodKind::Cumulative { 1 } else { 30 };
        // A count that often stands still has the same figure on two days for no reason, where no other table moved.
        let pairs = near.windows(2);
        let still = pairs.clone().filter(|two| two[0].value == two[1].value).count() as u64;
        let still = if case.reference.is_none() { still * 1_000_000 / (pairs.len() as u64).max(1) } else { 0 };
        let which = if days < 0 { "before" } else { "after" };
        let many = days.abs();
        let days_in_words = if many == 1 { "one day".to_owned() } else { format!("{} days", Amount::whole(many)) };
        // A slip by one day is the commonest. What came in a day is about as much on many of them.
        let by_chance = case.by_chance(values.len() as u64 * if many == 1 { 1 } else { 3 } * recurs).max(still);
        let sentence = format!("the figure of {}, {days_in_words} {which}", found.day);
        hits.push(case.hit(CauseKind::AnotherDay, by_chance, sentence).shown_by([found.claim]).days(days));
    }
    for years in (1..=YEARS).flat_map(|years| [-years, years]) {
        let Some(other) = day.plus_years(years) else { continue };
        for found in of_days(case.evidence, quantity, book, (other, other)) {
            if found.value == case.value {
                let sentence = format!("the figure of {}, the same day of another year", found.day);
                let hit = case.hit(CauseKind::WrongYear, case.by_chance(2 * years.unsigned_abs()), sentence);
                hits.push(hit.shown_by([found.claim]).days(found.day.since(day)));
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
    fn the_day_before_s_figure_is_found_in_the_other_table() {
        let world = World::copied(&[("2024-05-05", "tanks", 7347)]);
        let told = (CauseKind::AnotherDay, "the figure of 2024-05-04, one day before".to_owned());
        assert_eq!(world.told(look, "2024-05-05/tanks"), [(told.0, told.1, vec!["own/2024-05-04/tanks".to_owned()])]);
    }

    #[test]
    fn the_nearest_of_the_days_with_the_same_figure_is_named() {
        let world = World::copied(&[("2024-05-05", "tanks", 7408)]);
        assert_eq!(world.told(look, "2024-05-05/tanks")[0].1, "the figure of 2024-05-08, 3 days after");
    }

    #[test]
    fn the_same_day_of_the_year_before_is_another_year() {
        let world = World::copied(&[("2024-05-05", "drones", 4270)]);
        let told = (CauseKind::WrongYear, "the figure of 2023-05-05, the same day of another year".to_owned());
        assert_eq!(world.told(look, "2024-05-05/drones"), [(told.0, told.1, vec!["own/2023-05-05/drones".to_owned()])]);
    }

    #[test]
    fn one_more_than_another_day_s_figure_is_not_it() {
        let world = World::copied(&[("2024-05-05", "tanks", 7348), ("2024-05-05", "drones", 4271)]);
        assert_eq!(world.told(look, "2024-05-05/tanks"), []);
        assert_eq!(world.told(look, "2024-05-05/drones"), []);
    }
}
