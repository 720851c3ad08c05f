//! What findings of the network are made of.

use std::collections::BTreeSet;

use crate::model::dataset::Dataset;
use crate::model::day::Day;
use crate::model::index::{ClaimIx, SourceIx};
use crate::model::interval::Interval;
use crate::network::derivation::{Addend, Derivation};
use crate::network::feasible::feasible;
use crate::network::members::{MemberIx, Members};
use crate::network::sums::{Limits, project};
use crate::network::system::{Falls, System, Who};
use crate::network::told::Told;
use crate::rules::network::facts::Term;
use crate::rules::verdict::Side;

/// How many claims of a derivation a finding names at most on either side.
const NAMED: usize = 12;

/// The addends of one side of a derivation.
pub(super) fn terms(system: &System, addends: &[Addend]) -> Vec<Term> {
    addends
        .iter()
        .map(|addend| Term { claims: system.told[addend.told].claims.clone(), amount: addend.amount })
        .collect()
}

/// Some claims that say something together.
pub(super) fn side(told: impl Iterator<Item = usize>, system: &System, interval: Interval, implied: bool) -> Side {
    let mut claims: Vec<ClaimIx> = Vec::new();
    let mut count = 0;
    for told in told {
        let claim = system.told[told].claims[0];
        if !claims.contains(&claim) {
            count += 1;
            if claims.len() < NAMED {
                claims.push(claim);
            }
        }
    }
    Side { claims, count, interval, implied, subtracted: 0 }
}

/// The first and the last day of the steps over which a derivation needs a count not to fall.
pub(super) fn never_falls(system: &System, derivation: &Derivation) -> Option<(Day, Day)> {
    let steps = derivation.steps.iter().filter_map(|&member| match system.who(MemberIx(member)) {
        Some(Who::Step(step)) => Some((step.from.bound.first, step.to.bound.last)),
        _ => None,
    });
    steps.reduce(|(first, last), (from, to)| (first.min(from), last.max(to)))
}

/// Whether some figures contradict each other.
pub(super) fn contradict(dataset: &Dataset, told: Vec<Told>, falls: Falls) -> bool {
    let Ok(system) = System::build(dataset, told, &[], falls) else { return false };
    let nobody = Members::none();
    feasible(&system.net, &nobody).is_err() || project(&system.net, &nobody, &system.sums, &Limits::default()).is_err()
}

/// The lineages of the claims of a derivation, each once, in order of their ids.
pub(super) fn voices(dataset: &Dataset, system: &System, derivation: &Derivation) -> Vec<SourceIx> {
    let lineages = derivation.told().into_iter().map(|told| dataset.claim(system.told[told].claims[0]).lineage());
    let named: BTreeSet<(&str, SourceIx)> = lineages.map(|lineage| (dataset.sources.id(lineage), lineage)).collect();
    named.into_iter().map(|(_, lineage)| lineage).collect()
}

/// The claims of what is told of which the days overlap those of something else told: those that were held
/// against another figure.
pub(super) fn touched(told: &[Told]) -> Vec<ClaimIx> {
    let mut order: Vec<&Told> = told.iter().collect();
    order.sort_by_key(|told| (told.start.bound.first, told.end.bound.last));
    let mut latest = Day::ALWAYS;
    let mut touched = Vec::new();
    for (at, one) in order.iter().enumerate() {
        let next = order.get(at + 1).is_some_and(|next| next.start.bound.first < one.end.bound.last);
        if next || one.start.bound.first < latest {
            touched.extend(&one.claims);
        }
        latest = latest.max(one.end.bound.last);
    }
    touched
}
