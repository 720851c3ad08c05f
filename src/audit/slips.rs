//! Figures that another copy has otherwise: what goes away with the other copy's figure in their place has the same root
//! cause as the difference between the copies.

use std::collections::BTreeMap;

use crate::model::hedge::Reading;
use crate::model::index::ClaimIx;
use crate::model::interval::Interval;
use crate::rules::evidence::Evidence;
use crate::rules::verdict::{Facts, Verdict};
use crate::rules::words::Share;

/// The figures that should have been the same as another and are not: the other figures, and the number of the finding
/// that says so.
#[derive(Debug, Default)]
pub(super) struct Slips(BTreeMap<ClaimIx, Vec<(ClaimIx, usize)>>);

impl Slips {
    /// Adds the pairs of a verdict that is the finding of this number, if it says that they should be the same.
    pub(super) fn add(&mut self, verdict: &Verdict, finding: usize) {
        if !matches!(verdict.facts, Facts::Printed) {
            return;
        }
        for (left, right) in verdict.opposed() {
            self.0.entry(left).or_default().push((right, finding));
            self.0.entry(right).or_default().push((left, finding));
        }
    }

    /// The first finding whose other figures, put in the place of this verdict's, make it go away.
    pub(super) fn explaining(&self, evidence: &Evidence<'_>, verdict: &Verdict) -> Option<usize> {
        let (low, high) = ends(verdict)?;
        // Of one claim each: what several imply together no single figure changes back.
        let exact = |claim: ClaimIx| evidence.claim(claim).interval(Reading::Exact, true);
        let stands = |low: Interval, high: Interval| low.hi < high.lo;
        if !stands(exact(low), exact(high)) {
            return None;
        }
        let others = |claim: ClaimIx| self.0.get(&claim).into_iter().flatten().copied();
        let kept = |claim: ClaimIx| others(claim).map(Some).chain(std::iter::once(None));
        let mut found: Vec<usize> = Vec::new();
        for one in kept(low) {
            for other in kept(high) {
                let at =
                    |claim: ClaimIx, instead: Option<(ClaimIx, usize)>| exact(instead.map_or(claim, |(copy, _)| copy));
                if !stands(at(low, one), at(high, other)) {
                    found.extend(one.into_iter().chain(other).map(|(_, finding)| finding));
                }
            }
        }
        found.into_iter().min()
    }
}

/// The claims of a verdict of which the first is below the second and should not be.
fn ends(verdict: &Verdict) -> Option<(ClaimIx, ClaimIx)> {
    let right = verdict.right.as_ref()?;
    if verdict.left.implied || right.implied || verdict.run.count > 1 {
        return None;
    }
    let (left, right) = (*verdict.left.claims.first()?, *right.claims.first()?);
    match verdict.facts {
        Facts::Fall { correction: None } => Some((left, right)),
        Facts::AtMost { factor: Share::WHOLE, tolerance: Share(0), .. } => Some((right, left)),
        _ => None,
    }
}
