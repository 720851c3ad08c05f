//! What would raise a figure's status, in words.

use crate::audit::days::days_in_words;
use crate::audit::explanation::speakers::Speaker;
use crate::graph::attribution::Independence;
use crate::graph::stance::Says;
use crate::graph::support::Support;
use crate::model::index::ClaimIx;
use crate::rules::evidence::Evidence;
use crate::verify::conflict::Conflict;
use crate::verify::verification::Verification;

/// What is needed for the next steps up, the nearest first.
pub(super) fn needs(
    evidence: &Evidence<'_>,
    claim: ClaimIx,
    verification: &Verification,
    speakers: &[Speaker],
) -> Vec<String> {
    let dataset = evidence.dataset;
    let own = dataset.claim(claim);
    if own.is_statement() {
        return Vec::new();
    }
    let attribution = evidence.backings().attribution();
    let origin = attribution.get(attribution.origin(claim));
    let groups: Vec<&str> = origin.rests_on.iter().map(|&group| dataset.sources.group_name(group)).collect();
    let of = format!("{} ({})", own.metric().name.to_lowercase(), days_in_words(own.period()));
    let support = verification.backing.support;
    let mut needs = Vec::new();
    if origin.unattributed {
        needs.push("to be told who says so: whose figure it is decides who is independent of it".to_owned());
    }
    if dataset.vocabulary.is_ambiguous(own.quantity().metric) {
        needs.push("to be told what the word means: by an ambiguous word no two voices say the same".to_owned());
    }
    if support < Support::Bounded {
        needs.push(
            "bounded: a list or a visual count of it, or figures with \"over\" or \"up to\", by somebody else"
                .to_owned(),
        );
    }
    if support < Support::Corroborated {
        let whom = groups.join(", ");
        needs.push(format!("corroborated: a figure for {of} within a tenth by somebody who does not rest on {whom}"));
    }
    for partial in speakers.iter().filter(|speaker| speaker.independence == Independence::Partial) {
        if partial.says == Says::Confirms && support < Support::Corroborated {
            needs.push(format!("{} would count in full if it rested on nobody in common", partial.claim.source));
        }
    }
    if support < Support::IndependentlyVerified {
        needs.push(
            "independently verified: a register or an inspection that agrees, or two such figures independent of each \
             other, by those who take no side with its source"
                .to_owned(),
        );
    }
    if verification.conflict >= Conflict::Disputed {
        let settled = match verification.conflict {
            Conflict::SelfContradictory => "which of its own voice's figures is meant",
            _ => "what contradicts it",
        };
        needs.push(format!("and to be settled first: {settled}; while it is contested it is not shown as verified"));
    }
    needs
}
