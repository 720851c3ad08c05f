//! Sums that miss on consecutive days are one finding.

use std::collections::BTreeSet;
use std::ops::Bound;

use crate::model::day::Day;
use crate::rules::evidence::Evidence;
use crate::rules::sum::missed::Missed;
use crate::rules::verdict::Run;

/// Folds what was missed into runs, each with its worst: a day that was added up (`compared`) and not
/// missed ends one.
pub(super) fn fold(evidence: &Evidence<'_>, mut missed: Vec<Missed>, compared: &BTreeSet<Day>) -> Vec<(Missed, Run)> {
    let day = |missed: &Missed| evidence.claim(missed.whole).period().label;
    let gap = |missed: &Missed| missed.figure.gap(missed.sum);
    missed.sort_by(|a, b| {
        day(a).cmp(&day(b)).then_with(|| evidence.claim(a.whole).id().cmp(evidence.claim(b.whole).id()))
    });
    let mut runs: Vec<(Missed, Run)> = Vec::new();
    for next in missed {
        let today = day(&next);
        match runs.last_mut() {
            Some((worst, run))
                if run.last >= today
                    || compared.range((Bound::Excluded(run.last), Bound::Excluded(today))).next().is_none() =>
            {
                run.count += u64::from(run.last != today);
                run.last = run.last.max(today);
                if gap(&next) > gap(worst) {
                    *worst = next;
                }
            }
            _ => runs.push((next, Run::once(today))),
        }
    }
    runs
}
