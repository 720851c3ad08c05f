//! Where claims were read.

use crate::model::day::Day;
use crate::model::names::Names;

/// A document: an article, a bulletin, a page.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// Who published it.
    pub publisher: String,
    /// What it is called.
    pub title: String,
    /// When it was published.
    pub published: Option<Day>,
    /// When it was read.
    pub retrieved: Option<Day>,
    /// Where it can be found.
    pub address: String,
}

/// All documents.
#[derive(Debug, Clone, Default)]
pub struct Documents {
    /// The ids.
    pub names: Names,
    /// What is known of each.
    pub documents: Vec<Document>,
}
