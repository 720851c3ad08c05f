//! What breaks a rule in one sweep, bounded: a figure that a thousand sources contradict is told by
//! the few that contradict it most.

use std::collections::BTreeMap;
use std::mem;

use crate::rules::compare::fold::{Between, Break};

/// With how many groups one right claim is told to disagree at most, in one way of lying to them.
const OF_ONE_RIGHT: usize = 8;

/// Breaks by who stands against whom. Those of one right claim come one after another.
#[derive(Debug, Default)]
pub(super) struct Broken {
    kept: BTreeMap<Between, Vec<Break>>,
    recent: Vec<(Between, Break)>,
}

impl Broken {
    pub(super) fn push(&mut self, between: Between, found: Break) {
        if self.recent.first().is_some_and(|(_, first)| first.right != found.right) {
            self.keep_recent();
        }
        self.recent.push((between, found));
    }

    fn keep_recent(&mut self) {
        let mut recent = mem::take(&mut self.recent);
        if recent.len() > OF_ONE_RIGHT {
            recent.sort_by(|(_, a), (_, b)| b.scores.0.compare(a.scores.0).then(a.ranks.0.cmp(&b.ranks.0)));
            recent.truncate(OF_ONE_RIGHT);
        }
        for (between, found) in recent {
            self.kept.entry(between).or_default().push(found);
        }
    }

    /// Of the breaks between two groups with the same right claim only the worst is kept.
    pub(super) fn finish(mut self) -> BTreeMap<Between, Vec<Break>> {
        self.keep_recent();
        for found in self.kept.values_mut() {
            found.sort_by(|a, b| {
                let worse_first = b.scores.0.compare(a.scores.0);
                // Of equals the one nearest in days, which stands last in the cell.
                a.ranks.1.cmp(&b.ranks.1).then(worse_first).then(b.ranks.0.cmp(&a.ranks.0))
            });
            found.dedup_by_key(|found| found.right);
        }
        self.kept
    }
}
