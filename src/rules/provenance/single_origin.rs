//! Figures that several publishers print and only one voice says.

use std::collections::BTreeMap;

use crate::graph::support::Support;
use crate::model::claim::Quantity;
use crate::model::index::{ClaimIx, SourceIx};
use crate::rules::evidence::Evidence;
use crate::rules::provenance::facts::ProvenanceFacts;
use crate::rules::provenance::made::{Figure, figure, root, verdict};
use crate::rules::provenance::outlets::Outlets;
use crate::rules::select::Selector;
use crate::rules::verdict::{Outcome, Run};

/// What one voice says of one quantity.
type Told = (SourceIx, Quantity);

/// Who prints one figure, with the claim that was read there, and how well it is supported.
struct Printed<'d> {
    by: BTreeMap<&'d str, ClaimIx>,
    support: Support,
}

/// One verdict a voice and quantity, of the figure that most publishers print.
///
/// Where the voice counts the quantity directly its figures rest on that count: that it is one is no objection.
pub(super) fn check(evidence: &Evidence<'_>, selector: &Selector, least: usize) -> Outcome {
    let mut outcome = Outcome::default();
    for (told, figures) in printed(evidence, selector) {
        outcome.comparisons += figures.len() as u64;
        let alone = |printed: &Printed<'_>| printed.by.len() >= least && printed.support == Support::Reported;
        let mut found: Vec<(Figure, Vec<ClaimIx>, Vec<&str>)> = Vec::new();
        for (figure, printed) in figures.into_iter().filter(|(_, printed)| alone(printed)) {
            let mut claims: Vec<ClaimIx> = printed.by.values().copied().collect();
            claims.sort_by_key(|&claim| evidence.dataset.claims.id(claim));
            outcome.touched.extend(&claims);
            found.push((figure, claims, printed.by.into_keys().collect()));
        }
        // Of equally many publishers the first day's.
        let Some(most) = found.iter().rev().max_by_key(|(_, claims, _)| claims.len()) else { continue };
        if counts_directly(evidence, told) {
            continue;
        }
        let publishers = most.2.iter().map(|&name| name.to_owned()).collect();
        let mut verdict = verdict(evidence, &most.1, &[], ProvenanceFacts::SingleOrigin(publishers));
        let label = |claims: &[ClaimIx]| evidence.claim(claims[0]).period().label;
        let days = || found.iter().map(|(_, claims, _)| label(claims));
        let first = days().min().unwrap_or(verdict.run.first);
        let last = days().max().unwrap_or(verdict.run.last);
        verdict.run = Run { first, last, count: found.len() as u64 };
        outcome.verdicts.push(verdict);
    }
    outcome
}

/// Every figure that an outlet prints, by voice and quantity.
fn printed<'d>(evidence: &Evidence<'d>, selector: &Selector) -> BTreeMap<Told, BTreeMap<Figure, Printed<'d>>> {
    let (claims, backings) = (&evidence.dataset.claims, evidence.backings());
    let outlets = Outlets::of(evidence.dataset);
    let mut all: BTreeMap<Told, BTreeMap<Figure, Printed<'d>>> = BTreeMap::new();
    for ix in claims.claims() {
        let claim = evidence.claim(ix);
        let outlet = if claim.is_statement() { None } else { outlets.printing(claim) };
        let Some(outlet) = outlet.filter(|_| selector.selects(claim)) else { continue };
        let origin = root(evidence, ix);
        let said = evidence.claim(origin);
        let figures = all.entry((said.lineage(), said.quantity())).or_default();
        let support = backings.of(origin).support;
        let printed = figures
            .entry(figure(evidence, origin))
            .or_insert_with(|| Printed { by: BTreeMap::new(), support: Support::Unattributed });
        printed.support = printed.support.max(support);
        let known = printed.by.entry(outlet).or_insert(ix);
        if claims.id(ix) < claims.id(*known) {
            *known = ix;
        }
    }
    all
}

/// Whether a voice has names, pictures, a register or an inspection of the quantity anywhere.
fn counts_directly(evidence: &Evidence<'_>, (voice, quantity): Told) -> bool {
    let claims = &evidence.dataset.claims;
    let cell = evidence.cell(quantity).map_or(&[][..], |cell| evidence.claims(cell));
    cell.iter().any(|&claim| evidence.claim(claim).lineage() == voice && claims.method(claim).is_direct())
}
