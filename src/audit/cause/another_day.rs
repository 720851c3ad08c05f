//! The figure of another day: stale or ahead by some days, or of the same day of another year.

use crate::audit::cause::case::{Case, Hit};
use crate::audit::cause::kind::CauseKind;
use crate::audit::cause::looked_up::of_days;
use crate::model::amount::Amount;

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
        let which = if days < 0 { "before" } else { "after" };
        let many = days.abs();
        let days_in_words = if many == 1 { "one day".to_owned() } else { format!("{} days", Amount::whole(many)) };
        hits.push(Hit {
            kind: CauseKind::AnotherDay,
            // A slip by one day is the commonest.
            by_chance: case.by_chance(values.len() as u64 * if many == 1 { 1 } else { 3 }),
            sentence: format!("the figure of {}, {days_in_words} {which}", found.day),
            evidence: vec![found.claim],
            days,
        });
    }
    for years in (1..=YEARS).flat_map(|years| [-years, years]) {
        let Some(other) = day.plus_years(years) else { continue };
        for found in of_days(case.evidence, quantity, book, (other, other)) {
            if found.value == case.value {
                hits.push(Hit {
                    kind: CauseKind::WrongYear,
                    by_chance: case.by_chance(2 * years.unsigned_abs()),
                    sentence: format!("the figure of {}, the same day of another year", found.day),
                    evidence: vec![found.claim],
                    days: found.day.since(day),
                });
            }
        }
    }
    hits
}
