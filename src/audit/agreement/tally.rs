//! How often two voices agree.

use crate::graph::attribution::Attribution;
use crate::graph::stance::{Says, Stance};
use crate::model::dataset::Dataset;
use crate::model::interval::Interval;

/// How often two voices agree. A figure is a quantity over the same days; each is counted once.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Figures that agree at the strict reading.
    pub agree: u64,
    /// Figures that do not and lie within what the words and a tenth allow.
    pub near: u64,
    /// Figures that are farther apart.
    pub disagree: u64,
    /// Figures of the very same unusual value, or of any value where both are declared to rest on one source.
    pub repeats: u64,
    /// Figures that one bounds and the other keeps to: words that are open to one side, a direct count of the same
    /// days, the latest one up to an earlier day.
    pub bounds: u64,
    /// Such bounds that are missed.
    pub missed: u64,
    /// Figures that are not comparable, because their word is ambiguous.
    pub ambiguous: u64,
    /// Figures, of those of the same days that were compared, of which one of the two prints several different ones.
    pub several: u64,
}

/// How two figures of the same quantity and days lie to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    Agree,
    Near,
    Disagree,
    Repeats,
    Bounds,
    Missed,
}

impl Tally {
    /// How many figures both voices say how much of: each agrees, is near, disagrees or repeats.
    #[must_use]
    pub fn figures(&self) -> u64 {
        self.agree + self.near + self.disagree + self.repeats
    }

    /// Whether anything could be compared.
    #[must_use]
    pub fn has_met(&self) -> bool {
        self.figures() + self.bounds + self.missed > 0
    }

    pub(super) fn count(&mut self, outcome: Outcome) {
        *match outcome {
            Outcome::Agree => &mut self.agree,
            Outcome::Near => &mut self.near,
            Outcome::Disagree => &mut self.disagree,
            Outcome::Repeats => &mut self.repeats,
            Outcome::Bounds => &mut self.bounds,
            Outcome::Missed => &mut self.missed,
        } += 1;
    }

    pub(super) fn add(&mut self, other: &Self) {
        self.agree += other.agree;
        self.near += other.near;
        self.disagree += other.disagree;
        self.repeats += other.repeats;
        self.bounds += other.bounds;
        self.missed += other.missed;
        self.ambiguous += other.ambiguous;
        self.several += other.several;
    }
}

impl Outcome {
    /// How two figures lie to each other, whichever comes first.
    pub(super) fn of(a: &Stance, b: &Stance, dataset: &Dataset, attribution: &Attribution) -> Self {
        let said = [a.hear(b, dataset, attribution).says, b.hear(a, dataset, attribution).says];
        let one_sided = [a, b].iter().any(|stance| !stance.is_two_sided());
        let counted = [a, b].iter().any(|stance| leaves_room_above(stance));
        match () {
            // Who counts directly comes to the same value by counting: to one of the two it is a confirmation.
            () if said.contains(&Says::Repeats) && !said.contains(&Says::Confirms) => Self::Repeats,
            () if !one_sided && a.strict.meets(b.strict) => Self::Agree,
            () if (one_sided || counted) && room(a).meets(room(b)) => Self::Bounds,
            () if one_sided || counted => Self::Missed,
            () if said.contains(&Says::Confirms) => Self::Near,
            () => Self::Disagree,
        }
    }
}

/// Whether it counts directly and there may be more: a list, a visual count.
fn leaves_room_above(stance: &Stance) -> bool {
    stance.direct && stance.floor
}

fn room(stance: &Stance) -> Interval {
    if leaves_room_above(stance) { Interval { hi: Interval::NO_HIGH, ..stance.strict } } else { stance.strict }
}
