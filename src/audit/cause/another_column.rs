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
    let name = |metric: MetricIx| vocabulary.metrics.things[metric.at()].name.to_lowercase();
    for (quantity, found) in columns.iter().filter(|(_, found)| found.value == case.value) {
        let own = of_same_days(evidence, *quantity, suspect, suspect);
        let swapped = own.is_some_and(|own| (case.expected.lo..=case.expected.hi).contains(&own.value));
        let name = name(quantity.metric);
        let (kind, words) = if swapped {
            (CauseKind::SwappedColumns, format!("changed places with {name}"))
        } else {
            (CauseKind::AnotherMetric, format!("the figure of {name} on that day"))
        };
        let by_chance = case.by_chance(near);
        let shown = std::iter::once(found.claim).chain(own.filter(|_| swapped).map(|own| own.claim));
        let by_chance = if swapped { by_chance / 100 } else { by_chance };
        hits.push(case.hit(kind, by_chance, words).shown_by(shown).habit(name));
    }
    if hits.is_empty() {
        hits.extend(related(case, name));
    }
    let own = suspect.quantity();
    let beside = evidence.cells().iter().map(|cell| cell.quantity).filter(|other| {
        let elsewhere = (other.subject == own.subject) != (other.place == own.place);
        other.metric == own.metric && elsewhere
    });
    for other in beside {
        let mut found = anybodys(evidence, other, suspect);
        let Some(found) = found.find(|found| found.value == case.value) else { continue };
        let whose = elsewhere(case, other);
        let hit = case.hit(CauseKind::AnotherSubject, case.by_chance(2), format!("the figure of {whose}"));
        hits.push(hit.shown_by([found.claim]).habit(whose));
    }
    hits
}

/// What another source says of a metric that has to do with the figure's own: killed read as casualties.
fn related(case: &Case<'_, '_>, name: impl Fn(MetricIx) -> String) -> Option<Hit> {
    let (evidence, suspect) = (case.evidence, case.suspect);
    let own = suspect.quantity();
    let metrics = evidence.relatives().of(own.metric).iter().filter(|&&metric| metric != own.metric);
    let figures: Vec<_> = metrics
        .filter(|&&metric| evidence.same_unit(metric, own.metric))
        .flat_map(|&metric| anybodys(evidence, Quantity { metric, ..own }, suspect).map(move |found| (metric, found)))
        .collect();
    let near = figures.iter().filter(|(_, found)| case.is_near(found.value)).count() as u64;
    let (metric, found) = figures.into_iter().find(|(_, found)| found.value == case.value)?;
    let (name, source) = (name(metric), &evidence.claim(found.claim).source().name);
    let sentence = format!("the figure of {name} on that day, as {source} has it");
    let hit = case.hit(CauseKind::AnotherMetric, case.by_chance(near), sentence);
    Some(hit.shown_by([found.claim]).habit(name))
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

#[cfg(test)]
mod tests {
    use super::look;
    use crate::audit::cause::kind::CauseKind;
    use crate::audit::cause::made::World;

    #[test]
    fn two_columns_that_changed_places() {
        let world = World::copied(&[("2024-05-05", "tanks", 9729), ("2024-05-05", "drones", 7361)]);
        let shown = ["own/2024-05-05/drones", "copy/2024-05-05/drones"].map(str::to_owned).to_vec();
        let told = (CauseKind::SwappedColumns, "changed places with drones".to_owned(), shown);
        assert_eq!(world.told(look, "2024-05-05/tanks"), [told]);
    }

    #[test]
    fn the_figure_of_another_column_alone() {
        let world = World::copied(&[("2024-05-05", "tanks", 9729)]);
        let shown = vec!["own/2024-05-05/drones".to_owned()];
        let told = (CauseKind::AnotherMetric, "the figure of drones on that day".to_owned(), shown);
        assert_eq!(world.told(look, "2024-05-05/tanks"), [told]);
    }

    #[test]
    fn the_other_side_s_figure() {
        let enemy = "day,tanks\n2024-05-04,2205\n2024-05-05,2210\n";
        let beside =
            |figure| World::copied(&[("2024-05-05", "tanks", figure)]).beside("enemy", ("staff", "enemy"), enemy);
        let shown = vec!["enemy/2024-05-05/tanks".to_owned()];
        let told = (CauseKind::AnotherSubject, "the figure of enemy".to_owned(), shown);
        assert_eq!(beside(2210).told(look, "2024-05-05/tanks"), [told]);
        assert_eq!(beside(2205).told(look, "2024-05-05/tanks"), [], "that is another day's");
    }

    #[test]
    fn killed_read_as_losses_though_another_source_counts_them() {
        let all = |figure: i64| format!("day,losses\n2024-05-04,18900\n2024-05-05,{figure}\n");
        let world = |figure| {
            World::copied(&[])
                .beside("first", ("staff", "forces"), &all(19_040))
                .beside("second", ("staff", "forces"), &all(figure))
                .beside("killed", ("institute", "forces"), "day,killed\n2024-05-05,8115\n")
                .beside("beside", ("institute", "forces"), "day,tanks\n2024-05-05,8117\n")
        };
        let told = |figure| world(figure).told_of(look, "second/2024-05-05/losses", "first/2024-05-05/losses");
        let shown = vec!["killed/2024-05-05/killed".to_owned()];
        let words = "the figure of killed on that day, as Institute has it".to_owned();
        assert_eq!(told(8115), [(CauseKind::AnotherMetric, words, shown)]);
        assert_eq!(told(8117), [], "of what tanks have to do with losses nothing is declared");
    }

    #[test]
    fn one_more_than_another_column_is_not_it() {
        let world = World::copied(&[("2024-05-05", "tanks", 9730)]);
        assert_eq!(world.told(look, "2024-05-05/tanks"), []);
    }
}
