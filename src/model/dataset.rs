//! A dataset: the vocabulary, the sources, the documents, and every claim.

use crate::model::correction::Correction;
use crate::model::document::Documents;
use crate::model::hedge::HedgeTable;
use crate::model::source::Sources;
use crate::model::store::ClaimStore;
use crate::model::table::Table;
use crate::model::vocabulary::Vocabulary;

/// Everything that was read from one dataset's folder.
#[derive(Debug, Clone, Default)]
pub struct Dataset {
    /// The folder as the user named it.
    pub path: String,
    /// The title.
    pub title: String,
    /// What is counted, whose, where, and since when.
    pub vocabulary: Vocabulary,
    /// Who asserts.
    pub sources: Sources,
    /// Where it was read.
    pub documents: Documents,
    /// What printed words mean.
    pub hedges: HedgeTable,
    /// The files.
    pub tables: Vec<Table>,
    /// The claims.
    pub claims: ClaimStore,
    /// What publishers corrected.
    pub corrections: Vec<Correction>,
    /// What the loader did that a reader should know: identical rows made one, and the like.
    pub notes: Vec<String>,
}
