//! What is counted, whose, and where; and how these contain each other.

use std::collections::BTreeMap;

use crate::model::containment::Containment;
use crate::model::day::Day;
use crate::model::index::{MetricIx, PartyIx, PlaceIx, SubjectIx};
use crate::model::names::Names;
use crate::model::partition::Partition;

/// Whether a figure accrues, holds at an instant, or is no amount at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MetricKind {
    /// Accrues and never falls: losses.
    #[default]
    Flow,
    /// Holds at an instant and may fall: prisoners held.
    Stock,
    /// A yes or no, not an amount.
    Statement,
}

/// What a `no` to a statement denies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Denial {
    /// Only claims of the side that the subject belongs to.
    pub own_side: bool,
    /// The metrics denied.
    pub metrics: Vec<MetricIx>,
}

/// What is counted.
#[derive(Debug, Clone, Default)]
pub struct Metric {
    /// Its name for people.
    pub name: String,
    /// The unit, as printed: `persons`, `pieces`.
    pub unit: String,
    /// How many decimals of the unit are told apart; amounts are kept as whole numbers of the last.
    pub decimals: u8,
    /// Flow, stock or statement.
    pub kind: MetricKind,
    /// What the word may mean, if it does not say which.
    pub reads_as: Vec<MetricIx>,
    /// The metric of which this is a lower bound.
    pub bounds_below: Option<MetricIx>,
    /// What a `no` denies, for statements.
    pub denies: Option<Denial>,
}

/// Whose.
#[derive(Debug, Clone, Default)]
pub struct Subject {
    /// Its name for people.
    pub name: String,
    /// The side it belongs to.
    pub party: Option<PartyIx>,
}

/// Where.
#[derive(Debug, Clone, Default)]
pub struct Locale {
    /// Its name for people.
    pub name: String,
    /// The day from which figures about it accrue, for operations with a start of their own.
    pub anchor: Option<Day>,
}

/// One of the three dimensions of a quantity: names, what they stand for, and what contains what.
#[derive(Debug, Clone, Default)]
pub struct Dimension<T> {
    /// The ids.
    pub names: Names,
    /// What each id stands for.
    pub things: Vec<T>,
    /// What is part of what.
    pub containment: Containment,
    /// By the number of the whole: what lies in it side by side.
    pub partitions: BTreeMap<u32, Partition>,
}

impl<T: Default> Dimension<T> {
    /// The number of `id`, added with nothing known about it if it is new.
    pub fn intern(&mut self, id: &str) -> u32 {
        let number = self.names.intern(id);
        if number as usize >= self.things.len() {
            self.things.resize_with(number as usize + 1, T::default);
        }
        number
    }
}

/// The three dimensions, and the named dates.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    /// What is counted.
    pub metrics: Dimension<Metric>,
    /// Whose.
    pub subjects: Dimension<Subject>,
    /// Where.
    pub places: Dimension<Locale>,
    /// Named dates, in order of their names.
    pub anchors: Vec<(String, Day)>,
    /// The anchor before which nothing of a calendar period is counted, unless a place has its own.
    pub anchor: Option<Day>,
}

/// How one thing lies to another in a dimension, in every world of readings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Within {
    /// The same in every world.
    Same,
    /// Strictly a part in every world.
    Part,
    /// The same in some worlds and a part in all others.
    SameOrPart,
    /// Strictly a whole in every world, or the same in some and a whole in all others.
    Whole,
    /// Related only under some readings of an ambiguous word.
    Definition,
    /// Not related.
    Apart,
}

impl Vocabulary {
    /// What the metric may mean: itself, or its declared readings.
    #[must_use]
    pub fn readings(&self, metric: &MetricIx) -> &[MetricIx] {
        // A metric index in a slice of its own lives as long as the reference given.
        &self.metrics.things[metric.at()].reads_as
    }

    /// Whether the word may mean several things: by it no two voices surely mean the same.
    #[must_use]
    pub fn is_ambiguous(&self, metric: MetricIx) -> bool {
        !self.readings(&metric).is_empty()
    }

    /// How `part` lies to `whole`. Within one lineage an ambiguous word has one meaning, so it is
    /// the same as itself; between lineages it is not.
    #[must_use]
    pub fn metric_within(&self, part: MetricIx, whole: MetricIx, one_lineage: bool) -> Within {
        if part == whole && (one_lineage || !self.is_ambiguous(part)) {
            return Within::Same;
        }
        let meanings = |metric: MetricIx| {
            let readings = self.readings(&metric).to_vec();
            if readings.is_empty() { vec![metric] } else { readings }
        };
        let (mut same, mut inside, mut around, mut apart) = (false, false, false, false);
        for left in meanings(part) {
            for right in meanings(whole) {
                let contained = |a: MetricIx, b: MetricIx| self.metrics.containment.is_part(a.0, b.0);
                match () {
                    () if left == right => same = true,
                    () if contained(left, right) => inside = true,
                    () if contained(right, left) => around = true,
                    () => apart = true,
                }
            }
        }
        match (same, inside, around, apart) {
            (true, false, false, false) => Within::Same,
            (false, true, false, false) => Within::Part,
            (true, true, false, false) => Within::SameOrPart,
            (_, false, true, false) => Within::Whole,
            (false, false, false, true) => Within::Apart,
            _ => Within::Definition,
        }
    }

    /// Whether the metric accrues and never falls.
    #[must_use]
    pub fn accrues(&self, metric: MetricIx) -> bool {
        self.metrics.things[metric.at()].kind == MetricKind::Flow
    }

    /// Whether `floor` is a lower bound of `metric` in every world: it bounds a metric that is
    /// `metric` itself or a part of it, whatever the ambiguous word means.
    #[must_use]
    pub fn is_floor_of(&self, floor: MetricIx, metric: MetricIx) -> bool {
        self.metrics.things[floor.at()].bounds_below.is_some_and(|bounded| {
            matches!(self.metric_within(bounded, metric, false), Within::Same | Within::Part | Within::SameOrPart)
        })
    }

    /// How `part` lies to `whole` among places.
    #[must_use]
    pub fn place_within(&self, part: PlaceIx, whole: PlaceIx) -> Within {
        within(&self.places.containment, part.0, whole.0)
    }

    /// How `part` lies to `whole` among subjects.
    #[must_use]
    pub fn subject_within(&self, part: SubjectIx, whole: SubjectIx) -> Within {
        within(&self.subjects.containment, part.0, whole.0)
    }

    /// The named date.
    #[must_use]
    pub fn anchor_named(&self, name: &str) -> Option<Day> {
        self.anchors.iter().find(|(known, _)| known == name).map(|&(_, day)| day)
    }
}

fn within(containment: &Containment, part: u32, whole: u32) -> Within {
    if part == whole {
        Within::Same
    } else if containment.is_part(part, whole) {
        Within::Part
    } else if containment.is_part(whole, part) {
        Within::Whole
    } else {
        Within::Apart
    }
}

#[cfg(test)]
mod tests {
    use super::{Vocabulary, Within};
    use crate::model::containment::Containment;
    use crate::model::index::MetricIx;

    /// killed ⊂ killed-and-wounded ⊂ casualties; `losses` reads as either of the first two.
    fn personnel() -> (Vocabulary, [MetricIx; 5]) {
        let mut vocabulary = Vocabulary::default();
        let ids = ["killed", "killed-and-wounded", "casualties", "losses", "killed.named"];
        let [killed, both, all, losses, named] = ids.map(|id| MetricIx(vocabulary.metrics.intern(id)));
        vocabulary.metrics.containment =
            Containment::build(5, &[(killed.0, both.0), (both.0, all.0)]).expect("no circle");
        vocabulary.metrics.things[losses.at()].reads_as = vec![both, killed];
        vocabulary.metrics.things[named.at()].bounds_below = Some(killed);
        (vocabulary, [killed, both, all, losses, named])
    }

    #[test]
    fn an_ambiguous_word_is_related_only_where_every_reading_is() {
        let (vocabulary, [killed, both, all, losses, named]) = personnel();
        let within = |part, whole| vocabulary.metric_within(part, whole, false);
        assert_eq!(within(losses, all), Within::Part);
        assert_eq!(within(killed, losses), Within::SameOrPart);
        assert_eq!(within(losses, both), Within::SameOrPart);
        assert_eq!(within(both, losses), Within::Whole);
        assert_eq!(within(losses, losses), Within::Definition);
        assert_eq!(vocabulary.metric_within(losses, losses, true), Within::Same);
        assert!(vocabulary.is_floor_of(named, losses));
        assert!(!vocabulary.is_floor_of(killed, losses));
    }
}
