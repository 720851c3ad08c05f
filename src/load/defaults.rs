//! What a dataset says once for all its tables.

use crate::model::index::{DocumentIx, PlaceIx, SourceIx, SubjectIx};
use crate::model::period::DayConvention;
use crate::model::remark::Method;

/// What holds where a table or a row does not say.
#[derive(Debug, Clone, Default)]
pub struct Defaults {
    /// Who asserts.
    pub source: Option<SourceIx>,
    /// Whose.
    pub subject: Option<SubjectIx>,
    /// Where.
    pub place: Option<PlaceIx>,
    /// To what day a report labelled with a date reaches.
    pub convention: DayConvention,
    /// Where claims were read.
    pub document: Option<DocumentIx>,
    /// Who coded them.
    pub coded_by: String,
    /// How figures were obtained.
    pub method: Method,
}
