//! Two quantities that a rule holds against each other.

use crate::model::vocabulary::Within;
use crate::rules::compare::need::{Dimension, Need};
use crate::rules::compare::plan::Compare;
use crate::rules::evidence::{Cell, Evidence};

/// Two related quantities, and how they lie to each other.
pub(super) struct Pair<'e> {
    pub(super) left: &'e Cell,
    pub(super) right: &'e Cell,
    /// How the metrics lie: between lineages, and within one.
    pub(super) metric: [Within; 2],
    pub(super) floor: bool,
    /// Whether the left is strictly a part in a dimension that the rule names, apart from its days.
    pub(super) strict: [bool; 2],
}

/// The pair, if the rule compares the two quantities.
pub(super) fn related<'e>(
    rule: &Compare,
    evidence: &Evidence<'_>,
    left: &'e Cell,
    right: &'e Cell,
) -> Option<Pair<'e>> {
    let vocabulary = &evidence.dataset.vocabulary;
    let (a, b) = (left.quantity, right.quantity);
    if !evidence.same_unit(a.metric, b.metric) {
        return None;
    }
    let (place, subject) = (vocabulary.place_within(a.place, b.place), vocabulary.subject_within(a.subject, b.subject));
    if !rule.place.accepts(place) || !rule.subject.accepts(subject) {
        return None;
    }
    let metric = evidence.metrics(a.metric, b.metric);
    let floor = rule.metric == Need::Bounds && vocabulary.is_floor_of(a.metric, b.metric);
    if !floor && !metric.iter().any(|&within| rule.metric.accepts(within)) {
        return None;
    }
    let strict = metric.map(|metric| {
        rule.strictly.iter().any(|dimension| match dimension {
            Dimension::Metric => metric == Within::Part,
            Dimension::Place => place == Within::Part,
            Dimension::Subject => subject == Within::Part,
            Dimension::Period => false,
        })
    });
    let by_days = rule.strictly.contains(&Dimension::Period);
    (rule.strictly.is_empty() || by_days || strict.contains(&true)).then_some(Pair {
        left,
        right,
        metric,
        floor,
        strict,
    })
}
