//! An average beside its total, for its wording.

use crate::model::index::ClaimIx;
use crate::rules::rate::convention::Convention;

/// The facts of an average beside its total.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RateFacts {
    /// The claims of the total: the first one, less all others.
    pub terms: Vec<ClaimIx>,
    /// The least and greatest number of days by which the average may have been divided.
    pub days: (i64, i64),
    /// By how many days the total must be divided to give the average, rounded half up: from and to, in
    /// tenths of a day.
    pub needs: Option<(i64, i64)>,
    /// The convention by which the two fit, if any.
    pub fits: Option<Convention>,
}
