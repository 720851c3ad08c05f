//! Which counts lie in which, and which add up to which.

use std::collections::BTreeSet;

use crate::model::claim::Quantity;
use crate::model::index::{MetricIx, PlaceIx, SubjectIx};
use crate::model::vocabulary::{Vocabulary, Within};
use crate::network::midnight::Midnight;
use crate::network::sums::Together;

/// Parts of a whole that have nothing in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Parts {
    pub(super) whole: Quantity,
    pub(super) parts: Vec<Quantity>,
    /// Whether they make up the whole, or lie in it.
    pub(super) together: Together,
    /// Where they are looked at.
    pub(super) midnights: BTreeSet<Midnight>,
}

/// How the counts that some claims speak of lie to each other.
pub(super) struct Kinship<'v> {
    vocabulary: &'v Vocabulary,
    present: &'v BTreeSet<Quantity>,
    /// Whether all claims are of one lineage, within which an ambiguous word has one meaning.
    own: bool,
    /// Metrics present that are ambiguous words.
    ambiguous: Vec<MetricIx>,
}

impl<'v> Kinship<'v> {
    pub(super) fn among(vocabulary: &'v Vocabulary, present: &'v BTreeSet<Quantity>, own: bool) -> Self {
        let metrics: BTreeSet<MetricIx> = present.iter().map(|quantity| quantity.metric).collect();
        let ambiguous = metrics.into_iter().filter(|&metric| vocabulary.is_ambiguous(metric)).collect();
        Self { vocabulary, present, own, ambiguous }
    }

    /// The counts present that surely contain this one, in order: other ones only.
    pub(super) fn wholes(&self, part: Quantity) -> Vec<Quantity> {
        let Vocabulary { metrics, places, subjects, .. } = self.vocabulary;
        let mut around: BTreeSet<u32> = [part.metric.0].into();
        around.extend(metrics.containment.wholes(part.metric.0));
        if let Some(bounded) = metrics.things[part.metric.at()].bounds_below {
            around.insert(bounded.0);
            around.extend(metrics.containment.wholes(bounded.0));
        }
        // What a reading of this word lies in, and what every reading of another word contains.
        for reading in self.vocabulary.readings(&part.metric) {
            around.insert(reading.0);
            around.extend(metrics.containment.wholes(reading.0));
        }
        around.extend(self.ambiguous.iter().map(|metric| metric.0));
        let around = around.into_iter().map(MetricIx).filter(|&metric| self.lies_in(part.metric, metric));
        let around: Vec<MetricIx> = around.collect();
        let mut found = Vec::new();
        for subject in std::iter::once(&part.subject.0).chain(subjects.containment.wholes(part.subject.0)) {
            for place in std::iter::once(&part.place.0).chain(places.containment.wholes(part.place.0)) {
                let of = |&metric| Quantity { subject: SubjectIx(*subject), metric, place: PlaceIx(*place) };
                found.extend(around.iter().map(of).filter(|whole| *whole != part && self.present.contains(whole)));
            }
        }
        found.sort_unstable();
        found
    }

    fn lies_in(&self, part: MetricIx, whole: MetricIx) -> bool {
        let thing = |metric: MetricIx| &self.vocabulary.metrics.things[metric.at()];
        let (a, b) = (thing(part), thing(whole));
        let within = self.vocabulary.metric_within(part, whole, self.own);
        a.unit == b.unit
            && a.decimals == b.decimals
            && self.vocabulary.accrues(whole)
            && (matches!(within, Within::Same | Within::Part | Within::SameOrPart)
                || self.vocabulary.is_floor_of(part, whole))
    }

    /// How this count is cut into others that are present: two of them at least.
    pub(super) fn cuts(&self, whole: Quantity) -> Vec<Parts> {
        let Vocabulary { metrics, places, subjects, .. } = self.vocabulary;
        let by_metric = metrics.partitions.get(&whole.metric.0).map(|cut| {
            let of = |&metric: &u32| Quantity { metric: MetricIx(metric), ..whole };
            (cut.parts.iter().map(of).collect::<Vec<_>>(), cut.complete)
        });
        let by_place = places.partitions.get(&whole.place.0).map(|cut| {
            let of = |&place: &u32| Quantity { place: PlaceIx(place), ..whole };
            (cut.parts.iter().map(of).collect::<Vec<_>>(), cut.complete)
        });
        let by_subject = subjects.partitions.get(&whole.subject.0).map(|cut| {
            let of = |&subject: &u32| Quantity { subject: SubjectIx(subject), ..whole };
            (cut.parts.iter().map(of).collect::<Vec<_>>(), cut.complete)
        });
        let cuts = [by_metric, by_place, by_subject].into_iter().flatten();
        cuts.filter_map(|(all, complete)| {
            let parts: Vec<Quantity> = all.iter().copied().filter(|part| self.present.contains(part)).collect();
            // Of a whole that is cut into parts of which nothing is said, or that are held, the others are only some.
            let together = if complete && parts.len() == all.len() { Together::Whole } else { Together::Within };
            (parts.len() > 1).then_some(Parts { whole, parts, together, midnights: BTreeSet::new() })
        })
        .collect()
    }
}
