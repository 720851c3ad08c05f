//! Broken expectations of one pair of quantities, folded into runs of days between two groups.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use crate::model::day::Day;
use crate::model::index::ClaimIx;
use crate::rules::compare::score::{Score, Way};
use crate::rules::verdict::Run;

/// One right claim and the worst left claim of one group that breaks the rule with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Break {
    pub(super) left: ClaimIx,
    pub(super) right: ClaimIx,
    /// Their positions in their cells.
    pub(super) ranks: (u32, u32),
    pub(super) way: Way,
    /// The day that names the pair: the right one's.
    pub(super) day: Day,
    /// Both scores at the exact reading, for "worst".
    pub(super) scores: (Score, Score),
}

impl Break {
    /// How much worse this is than another: by how much the left is above the right.
    fn is_worse_than(&self, other: &Self) -> bool {
        let excess = |(left, right): (Score, Score)| {
            // Millionths of the right side, so that gaps of different days compare.
            let have =
                i128::from(left.amount) * i128::from(right.days) - i128::from(right.amount) * i128::from(left.days);
            let of = (i128::from(right.amount) * i128::from(left.days)).unsigned_abs().max(1);
            i128::try_from(of).map_or(0, |of| have.saturating_mul(1_000_000) / of)
        };
        excess(self.scores) > excess(other.scores)
    }
}

/// Who stands against whom: the groups of the left and of the right source; and the left claim's
/// document, where that is what makes one finding.
pub(super) type Between = (u32, u32, Option<u32>);

/// A run: its worst break, and the days.
#[derive(Debug, Clone)]
pub(super) struct Folded {
    pub(super) worst: Break,
    pub(super) run: Run,
    /// Every break of the run, and what else the claims of its days break.
    pub(super) all: Vec<Break>,
}

/// Folds the breaks between each two groups into runs. A day on which both spoke and did not break
/// the rule (`compared`, a superset of the days of the breaks) ends a run.
pub(super) fn fold(
    breaks: BTreeMap<Between, Vec<Break>>,
    more: Vec<(Between, Break)>,
    compared: impl Fn(Between) -> BTreeSet<Day>,
) -> Vec<(Between, Folded)> {
    let mut runs = Vec::new();
    for (between, mut breaks) in breaks {
        breaks.sort_by_key(|found| (found.day, found.ranks.1, found.ranks.0));
        let days = compared(between);
        let mut open: Option<Folded> = None;
        for found in breaks {
            if let Some(run) = &mut open {
                let between_days = (Bound::Excluded(run.run.last), Bound::Excluded(found.day));
                let quiet = run.run.last < found.day && days.range(between_days).next().is_some();
                if !quiet {
                    run.run.count += u64::from(found.day != run.run.last);
                    run.run.last = found.day;
                    run.all.push(found);
                    if found.is_worse_than(&run.worst) {
                        run.worst = found;
                    }
                    continue;
                }
                runs.extend(open.take().map(|run| (between, run)));
            }
            open = Some(Folded { worst: found, run: Run::once(found.day), all: vec![found] });
        }
        runs.extend(open.map(|run| (between, run)));
    }
    for (between, found) in more {
        // The runs between two groups lie one after another.
        let from = runs.partition_point(|(known, folded)| (*known, folded.run.last) < (between, found.day));
        if let Some((known, folded)) = runs.get_mut(from)
            && *known == between
            && folded.run.first <= found.day
        {
            folded.all.push(found);
        }
    }
    runs
}
