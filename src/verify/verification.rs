//! What is known of a figure beside the figure: what supports it, what speaks against it, and the number that both
//! come to.

use std::collections::BTreeMap;

use crate::graph::backing::Backing;
use crate::graph::support::Support;
use crate::model::index::ClaimIx;
use crate::rules::evidence::Evidence;
use crate::rules::verdict::Verdict;
use crate::verify::aside::{Aside, asides};
use crate::verify::conflict::{Against, Conflict, against};

/// The verification of one claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verification {
    /// What supports it.
    pub support: Support,
    /// What speaks against it.
    pub conflict: Conflict,
    /// NATO credibility of the information, 1 to 6 (AJP-2.1).
    pub credibility: u8,
    /// What speaks for it, claim by claim; the root's where it repeats one.
    pub backing: Backing,
    /// What speaks against it, if anything.
    pub against: Option<Against>,
    /// What is said beside both.
    pub aside: Aside,
}

/// The verification of every claim of a dataset.
#[derive(Debug)]
pub struct Verifications {
    backings: Vec<Backing>,
    roots: BTreeMap<ClaimIx, ClaimIx>,
    against: BTreeMap<ClaimIx, Against>,
    asides: BTreeMap<ClaimIx, Aside>,
}

impl Verifications {
    /// Weighs what all rules found against what speaks for each claim. `verdicts` are those of every rule, whatever is
    /// shown of them later.
    #[must_use]
    pub fn of<'v>(evidence: &Evidence<'_>, verdicts: impl Iterator<Item = &'v Verdict> + Clone) -> Self {
        let dataset = evidence.dataset;
        let repeating = evidence.graph.restatements().filter(|&(claim, _)| !evidence.graph.is_compared(dataset, claim));
        Self {
            backings: dataset.claims.claims().map(|claim| evidence.backings().of(claim)).collect(),
            roots: repeating.collect(),
            against: against(evidence, verdicts.clone()),
            asides: asides(verdicts),
        }
    }

    /// The claim whose figure it is in the end: itself, unless it repeats another.
    #[must_use]
    pub fn root(&self, claim: ClaimIx) -> ClaimIx {
        self.roots.get(&claim).copied().unwrap_or(claim)
    }

    /// The verification of a claim. What repeats another claim is as well supported as that one, and carries what
    /// speaks against it beside its own.
    #[must_use]
    pub fn get(&self, claim: ClaimIx) -> Verification {
        let root = self.root(claim);
        let backing = self.backings[root.at()];
        let known = [claim, root].map(|claim| self.against.get(&claim).copied());
        let against = known.into_iter().flatten().reduce(|own, of_root| {
            let disputed_by = own.disputed_by.max(of_root.disputed_by);
            Against { disputed_by, ..if of_root.conflict > own.conflict { of_root } else { own } }
        });
        let conflict = against.map_or(Conflict::None, |against| against.conflict);
        let contested = conflict >= Conflict::Disputed;
        // What is contested is not shown as verified.
        let support = if contested { backing.support.min(Support::Corroborated) } else { backing.support };
        let better = against.and_then(|against| against.disputed_by).is_some_and(|other| other > support);
        let credibility = credibility(support, conflict, better, &backing);
        let aside = self.asides.get(&claim).copied().unwrap_or_default();
        Verification { support, conflict, credibility, backing, against, aside }
    }
}

/// The number of AJP-2.1: 1 confirmed, 2 probably true, 3 possibly true, 4 doubtful, 5 improbable, 6 cannot be judged.
fn credibility(support: Support, conflict: Conflict, disputed_by_better: bool, backing: &Backing) -> u8 {
    match (conflict, support) {
        (Conflict::SelfContradictory, _) => 5,
        (Conflict::Disputed, _) if disputed_by_better => 5,
        (Conflict::Disputed | Conflict::Tension | Conflict::DefinitionDependent, _) => 4,
        (Conflict::None, Support::IndependentlyVerified) => 1,
        (Conflict::None, Support::Corroborated) if backing.independent > 1 => 1,
        (Conflict::None, Support::Corroborated | Support::Probable) => 2,
        (Conflict::None, Support::Bounded) => 3,
        (Conflict::None, Support::Reported | Support::Unattributed) if backing.consistent => 3,
        (Conflict::None, Support::Reported | Support::Unattributed) => 6,
    }
}
