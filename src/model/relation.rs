//! Are two claims comparable, and how?
//!
//! Comparable is decided here and nowhere else: in each dimension (metric, place, subject, period)
//! the left claim is the same as the right one, a part of it, or not related in every world that
//! the words allow. What is not related is not compared, and the first reason is given.

use crate::model::claim::Claim;
use crate::model::period::PeriodRelation;
use crate::model::source::Standing;
use crate::model::vocabulary::{MetricKind, Within};

/// How the left claim lies to the right one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Relation {
    /// What is counted.
    pub metric: Within,
    /// Whether the left metric is a floor of the right one.
    pub floor: bool,
    /// Where.
    pub place: Within,
    /// Whose.
    pub subject: Within,
    /// When.
    pub period: PeriodRelation,
    /// Who says so.
    pub standing: Standing,
}

/// Why two claims are not compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Incomparable {
    /// A word that may mean either: related only under some readings.
    Definition,
    /// No containment between the metrics is declared.
    Metric,
    /// No containment between the places is declared.
    Territory,
    /// Other people's.
    Subject,
    /// Other units.
    Unit,
    /// One accrues, the other is held at an instant.
    Kind,
    /// A yes or no beside an amount.
    Statement,
    /// No relation of the days holds for every day the words allow.
    Period,
}

impl Incomparable {
    /// The reason in a few words.
    #[must_use]
    pub fn reason(self) -> &'static str {
        match self {
            Self::Definition => "an ambiguous word: related only under some readings",
            Self::Metric => "other metrics, no containment declared",
            Self::Territory => "other places, no containment declared",
            Self::Subject => "other subjects",
            Self::Unit => "other units",
            Self::Kind => "one accrues, the other is held",
            Self::Statement => "a statement beside an amount",
            Self::Period => "no order of their days holds for every day the words allow",
        }
    }
}

/// How `left` lies to `right` in all dimensions.
#[must_use]
pub fn relation(left: Claim<'_>, right: Claim<'_>) -> Relation {
    let vocabulary = &left.dataset.vocabulary;
    let (a, b) = (left.quantity(), right.quantity());
    let one_lineage = left.lineage() == right.lineage();
    Relation {
        metric: vocabulary.metric_within(a.metric, b.metric, one_lineage),
        floor: vocabulary.is_floor_of(a.metric, b.metric),
        place: vocabulary.place_within(a.place, b.place),
        subject: vocabulary.subject_within(a.subject, b.subject),
        period: left.period().relation(right.period()),
        standing: left.dataset.sources.standing(left.source_ix(), right.source_ix()),
    }
}

/// Why two claims cannot be compared by any rule about amounts, if so; the most basic reason first.
#[must_use]
pub fn incomparable(left: Claim<'_>, right: Claim<'_>) -> Option<Incomparable> {
    let vocabulary = &left.dataset.vocabulary;
    let related = |there, back| there != Within::Apart || back != Within::Apart;
    let (a, b) = (left.quantity(), right.quantity());
    let kinds = (left.metric().kind, right.metric().kind);
    if (kinds.0 == MetricKind::Statement) != (kinds.1 == MetricKind::Statement) {
        return Some(Incomparable::Statement);
    }
    if !related(vocabulary.subject_within(a.subject, b.subject), vocabulary.subject_within(b.subject, a.subject)) {
        return Some(Incomparable::Subject);
    }
    if !related(vocabulary.place_within(a.place, b.place), vocabulary.place_within(b.place, a.place)) {
        return Some(Incomparable::Territory);
    }
    if left.metric().unit != right.metric().unit || left.metric().decimals != right.metric().decimals {
        return Some(Incomparable::Unit);
    }
    if left.metric().kind != right.metric().kind {
        return Some(Incomparable::Kind);
    }
    let relation = relation(left, right);
    if relation.metric == Within::Definition && !relation.floor {
        return Some(Incomparable::Definition);
    }
    if relation.metric == Within::Apart && !relation.floor && !vocabulary.is_floor_of(b.metric, a.metric) {
        return Some(Incomparable::Metric);
    }
    (relation.period == PeriodRelation::Unrelated).then_some(Incomparable::Period)
}
