//! What came of some trials, counted.

use crate::trials::trial::{Injected, Met, Outcome};

/// Counts of what was made and of what was said.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Tally {
    pub(super) trials: usize,
    pub(super) slips: usize,
    pub(super) detectable: usize,
    /// Of the detectable: named with certainty, named among others.
    pub(super) by_itself: usize,
    pub(super) among_others: usize,
    pub(super) findings: usize,
    /// Findings that say who it must be, and those that are wrong.
    pub(super) certain: usize,
    pub(super) wronged: usize,
    pub(super) corrected: usize,
}

impl Tally {
    pub(super) fn of<'o>(outcomes: impl Iterator<Item = &'o Outcome>) -> Self {
        outcomes.fold(Self::default(), |mut tally, outcome| {
            tally.trials += 1;
            tally.findings += outcome.findings;
            tally.certain += outcome.certain;
            tally.wronged += outcome.wronged;
            tally.corrected += outcome.corrected;
            outcome.injected.iter().for_each(|injected| tally.add(injected));
            tally
        })
    }

    /// One slip, by itself.
    pub(super) fn add(&mut self, injected: &Injected) {
        self.slips += 1;
        if injected.detectable {
            self.detectable += 1;
            self.by_itself += usize::from(injected.met == Met::Certain);
            self.among_others += usize::from(injected.met == Met::OneOf);
        }
    }

    /// How often what is said to be certain is right.
    pub(super) fn right(&self) -> usize {
        self.certain - self.wronged
    }

    /// How many of those that can be found are named.
    pub(super) fn named(&self) -> usize {
        self.by_itself + self.among_others
    }
}
