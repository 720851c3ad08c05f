//! The figure of somebody else.

use crate::audit::cause::case::{Case, Hit};
use crate::audit::cause::kind::CauseKind;
use crate::audit::cause::looked_up::anybodys;
use crate::model::claim::Claim;

pub(super) fn look(case: &Case<'_, '_>) -> Vec<Hit> {
    let (evidence, suspect) = (case.evidence, case.suspect);
    let of_reference = case.reference.map(|reference| reference.lineage());
    let others: Vec<(Claim<'_>, i64)> = anybodys(evidence, suspect.quantity(), suspect)
        .map(|found| (evidence.claim(found.claim), found.value))
        .filter(|(other, _)| other.lineage() != suspect.lineage() && Some(other.lineage()) != of_reference)
        .collect();
    let found = others.iter().find(|(_, value)| *value == case.value).map(|(other, _)| other);
    let hit = found.map(|other| {
        let name = &other.source().name;
        let hit =
            case.hit(CauseKind::CopiedFigure, case.by_chance(others.len() as u64), format!("the figure of {name}"));
        hit.shown_by([other.ix]).habit(name)
    });
    hit.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::look;
    use crate::audit::cause::kind::CauseKind;
    use crate::audit::cause::made::World;

    fn world(figure: i64) -> World {
        let institute = "day,tanks\n2024-05-05,7420\n2024-05-06,7431\n";
        World::copied(&[("2024-05-05", "tanks", figure)]).beside("institute", ("institute", "forces"), institute)
    }

    #[test]
    fn another_source_has_that_figure() {
        let told = (CauseKind::CopiedFigure, "the figure of Institute".to_owned());
        let shown = vec!["institute/2024-05-05/tanks".to_owned()];
        assert_eq!(world(7420).told(look, "2024-05-05/tanks"), [(told.0, told.1, shown)]);
    }

    #[test]
    fn its_figure_of_another_day_is_not_the_day_s() {
        assert_eq!(world(7431).told(look, "2024-05-05/tanks"), []);
    }

    #[test]
    fn the_figure_of_the_source_itself_is_no_copy() {
        let own = World::copied(&[("2024-05-05", "tanks", 7420)]).beside(
            "bulletin",
            ("staff", "forces"),
            "day,tanks\n2024-05-05,7420\n",
        );
        assert_eq!(own.told(look, "2024-05-05/tanks"), []);
    }
}
