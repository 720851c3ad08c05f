//! The figure of somebody else.

use crate::audit::cause::case::{Case, Hit, value};
use crate::audit::cause::kind::CauseKind;

pub(super) fn look(case: &Case<'_, '_>) -> Vec<Hit> {
    let (evidence, suspect) = (case.evidence, case.suspect);
    let claims = evidence.cell(suspect.quantity()).map_or(&[][..], |cell| evidence.claims(cell));
    let end = suspect.period().end;
    let from = claims.partition_point(|&ix| evidence.claim(ix).period().end < end);
    let same = claims[from..].iter().map(|&ix| evidence.claim(ix)).take_while(|claim| claim.period().end == end);
    let of_reference = case.reference.map(|reference| reference.lineage());
    let others: Vec<_> = same
        .filter(|other| other.period().start == suspect.period().start && other.is_rate() == suspect.is_rate())
        .filter(|other| other.lineage() != suspect.lineage() && Some(other.lineage()) != of_reference)
        .collect();
    let found = others.iter().find(|&&other| value(other) == Some(case.value));
    let hit = found.map(|other| Hit {
        kind: CauseKind::CopiedFigure,
        by_chance: case.by_chance(others.len() as u64),
        sentence: format!("the figure of {}", other.source().name),
        evidence: vec![other.ix],
        days: 0,
    });
    hit.into_iter().collect()
}
