//! The words around a figure that were lost on the way: "over 4,000" printed as 4,000.

use crate::audit::cause::case::{Case, Hit};
use crate::audit::cause::kind::CauseKind;
use crate::model::claim::Claim;
use crate::rules::evidence::Evidence;

pub(super) fn look(case: &Case<'_, '_>) -> Vec<Hit> {
    let suspect = case.suspect;
    if !suspect.hedge().is_bare() {
        return Vec::new();
    }
    let decimals = suspect.metric().decimals;
    let same = |claim: &Claim<'_>| claim.figure().value.and_then(|value| value.floor(decimals)) == Some(case.value);
    let hedged = hedged(case.evidence, suspect);
    let hit = hedged.iter().find(|claim| same(claim)).map(|claim| {
        let sentence = format!("the words are lost: {} for {}", suspect.printed(), claim.printed());
        case.hit(CauseKind::HedgeLost, case.by_chance(hedged.len() as u64), sentence).shown_by([claim.ix])
    });
    hit.into_iter().collect()
}

/// The figures with words that the claim may have been taken from: those that it repeats, from one to the next, and
/// what its own voice says of the same days.
fn hedged<'d>(evidence: &Evidence<'d>, suspect: Claim<'d>) -> Vec<Claim<'d>> {
    // Longer ways there are none to tell of; and in a circle, which loading refuses, this ends all the same.
    const STEPS: usize = 16;
    let repeated = std::iter::successors(evidence.graph.repeated(suspect.ix), |&claim| evidence.graph.repeated(claim));
    let repeated = repeated.take(STEPS);
    let claims = evidence.cell(suspect.quantity()).map_or(&[][..], |cell| evidence.claims(cell));
    let (end, start) = (suspect.period().end, suspect.period().start);
    let from = claims.partition_point(|&ix| evidence.claim(ix).period().end < end);
    let said = claims[from..].iter().copied().take_while(|&ix| evidence.claim(ix).period().end == end).filter(|&ix| {
        let claim = evidence.claim(ix);
        claim.period().start == start && claim.lineage() == suspect.lineage()
    });
    let alike = |claim: &Claim<'_>| {
        claim.quantity() == suspect.quantity() && claim.is_rate() == suspect.is_rate() && !claim.hedge().is_bare()
    };
    let mut hedged: Vec<Claim<'d>> = repeated.chain(said).map(|ix| evidence.claim(ix)).filter(alike).collect();
    hedged.dedup_by_key(|claim| claim.ix);
    hedged
}

#[cfg(test)]
mod tests {
    use super::look;
    use crate::audit::cause::kind::CauseKind;
    use crate::audit::cause::made::{Told, World};

    /// What is said of a bare 12,100 that repeats what the paper has of 12,140.
    fn told(hedge: &str, value: &str) -> Vec<Told> {
        let paper = format!(
            "id,source,subject,metric,place,period,hedge,value,restates\n\
             paper,staff,forces,guns,country,start/2024-05-05,{hedge},{value},own/2024-05-05/guns\n\
             headline,staff,forces,guns,country,start/2024-05-05,,12100,paper\n"
        );
        World::copied(&[]).read_by_hand(&paper).told_of(look, "headline", "own/2024-05-05/guns")
    }

    #[test]
    fn the_words_that_stood_before_the_figure_are_gone() {
        let words = "the words are lost: 12,100 for more than 12,100".to_owned();
        assert_eq!(told("more than", "12100"), [(CauseKind::HedgeLost, words, vec!["paper".to_owned()])]);
    }

    #[test]
    fn without_words_or_with_another_figure_none_are_lost() {
        assert_eq!(told("", "12100"), []);
        assert_eq!(told("more than", "12000"), []);
    }
}
