//! The total since some day where what came in a period is meant.

use crate::audit::cause::case::{Case, Hit};
use crate::audit::cause::kind::CauseKind;
use crate::audit::cause::looked_up::{Found, since_before};
use crate::model::amount::Amount;
use crate::model::period::PeriodKind;

pub(super) fn look(case: &Case<'_, '_>) -> Vec<Hit> {
    let (evidence, suspect) = (case.evidence, case.suspect);
    if suspect.period().kind == PeriodKind::Cumulative || case.value == 0 {
        return Vec::new();
    }
    let voices = [suspect.lineage(), evidence.claim(case.book()).lineage()];
    let totals: Vec<Found> = since_before(evidence, suspect)
        .filter(|found| voices.contains(&evidence.claim(found.claim).lineage()))
        .collect();
    let mut near: Vec<i64> = totals.iter().map(|found| found.value).filter(|&value| case.is_near(value)).collect();
    near.sort_unstable();
    near.dedup();
    let hit = totals.iter().find(|found| found.value == case.value).map(|found| {
        let since = evidence.claim(found.claim).period().start.first;
        let many = i64::from(suspect.period().divisor.1);
        let days = if many == 1 { "one day".to_owned() } else { format!("{} days", Amount::whole(many)) };
        let sentence = format!("all since {since}, not what came in {days}");
        case.hit(CauseKind::TotalForPeriod, case.by_chance(near.len() as u64), sentence).shown_by([found.claim])
    });
    hit.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::look;
    use crate::audit::cause::kind::CauseKind;
    use crate::audit::cause::made::{Told, World};

    fn told(figure: i64) -> Vec<Told> {
        let daily = |figure: i64| format!("day,tanks\n2024-05-04,15\n2024-05-05,{figure}\n2024-05-06,18\n");
        let world = World::copied(&[]).daily("first", ("staff", "forces"), &daily(14)).daily(
            "second",
            ("staff", "forces"),
            &daily(figure),
        );
        world.told_of(look, "second/2024-05-05/tanks", "first/2024-05-05/tanks")
    }

    #[test]
    fn the_total_stands_where_a_day_s_figure_is_meant() {
        let words = "all since 2022-02-24, not what came in one day".to_owned();
        assert_eq!(told(7361), [(CauseKind::TotalForPeriod, words, vec!["copy/2024-05-05/tanks".to_owned()])]);
    }

    #[test]
    fn another_day_s_total_is_not_it() {
        assert_eq!(told(7347), []);
    }

    #[test]
    fn a_total_is_not_taken_for_one() {
        let world = World::copied(&[("2024-05-05", "tanks", 7347)]);
        assert_eq!(world.told(look, "2024-05-05/tanks"), []);
    }
}
