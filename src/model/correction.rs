//! What a publisher corrected afterwards, as it published it.

use crate::model::day::Day;
use crate::model::index::{MetricIx, PlaceIx, SourceIx, SubjectIx};
use crate::model::place::Place;

/// By how much a source said that its running total was wrong, on the day it said so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Correction {
    /// Whose total.
    pub source: SourceIx,
    /// Whose losses.
    pub subject: SubjectIx,
    /// Of what.
    pub metric: MetricIx,
    /// Where.
    pub place_of: PlaceIx,
    /// The day of the report that carries the correction.
    pub day: Day,
    /// How much was added to the total, in the metric's unit; negative where it was lowered.
    pub delta: i64,
    /// Where the correction stands.
    pub place: Place,
}
