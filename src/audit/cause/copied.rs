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
    let hit = found.map(|other| Hit {
        kind: CauseKind::CopiedFigure,
        by_chance: case.by_chance(others.len() as u64),
        sentence: format!("the figure of {}", other.source().name),
        evidence: vec![other.ix],
        days: 0,
    });
    hit.into_iter().collect()
}
