//! Everything that a table may name: the four dimensions of a claim, and the documents.

use toml::Spanned;

use crate::load::declared::resolve;
use crate::load::mapping::{Open, Origin};
use crate::load::page::Page;
use crate::load::shape::TextOr;
use crate::load::table_written::OriginWritten;
use crate::model::document::Documents;
use crate::model::names::Names;
use crate::model::source::Sources;
use crate::model::vocabulary::Vocabulary;

/// One of the four dimensions of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Who asserts.
    Source,
    /// Whose.
    Subject,
    /// What.
    Metric,
    /// Where.
    Place,
}

impl Kind {
    /// Its name in files and messages.
    #[must_use]
    pub fn noun(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Subject => "subject",
            Self::Metric => "metric",
            Self::Place => "place",
        }
    }
}

/// What is declared so far. Open dimensions grow while files are read.
pub struct Known<'a> {
    /// Metrics, subjects, places and anchors.
    pub vocabulary: &'a mut Vocabulary,
    /// Sources.
    pub sources: &'a mut Sources,
    /// Documents.
    pub documents: &'a Documents,
    /// Which dimensions are open.
    pub open: Open,
}

impl Known<'_> {
    /// The number of an id that must be declared, unless its dimension is open.
    pub fn number(&mut self, kind: Kind, id: &Spanned<String>, page: &mut Page<'_>) -> Option<u32> {
        let (noun, open) = (kind.noun(), self.open);
        match kind {
            Kind::Source if open.sources && page.is_id(id) => Some(self.sources.intern(id.get_ref()).0),
            Kind::Source => page.find(noun, &self.sources.names, id),
            Kind::Subject => resolve(noun, &mut self.vocabulary.subjects, open.subjects, id, page),
            Kind::Metric => resolve(noun, &mut self.vocabulary.metrics, open.metrics, id, page),
            Kind::Place => resolve(noun, &mut self.vocabulary.places, open.places, id, page),
        }
    }

    /// Where a table takes a dimension from: an id that is declared holds for all of it, any other
    /// text names a column.
    pub fn origin(&mut self, kind: Kind, written: &Spanned<TextOr<OriginWritten>>, page: &mut Page<'_>) -> Origin {
        let from = match written.get_ref() {
            TextOr::Text(text) => {
                return self.declared(kind, text).map_or_else(|| Origin::Column(text.clone()), Origin::Constant);
            }
            TextOr::More(from) => from,
        };
        let column = from.column.get_ref().clone();
        if from.values.0.is_empty() {
            if from.others.is_some() {
                page.problem(from.column.span(), "`others` says what is done with texts that `values` does not list");
            }
            return Origin::Column(column);
        }
        let mut values = Vec::new();
        for (text, id) in &from.values.0 {
            values.extend(self.number(kind, id, page).map(|number| (text.get_ref().clone(), number)));
        }
        Origin::Lookup { column, values, others_ignored: from.others.is_some() }
    }

    fn declared(&self, kind: Kind, id: &str) -> Option<u32> {
        self.names(kind).find(id)
    }

    /// The ids of a dimension.
    #[must_use]
    pub fn names(&self, kind: Kind) -> &Names {
        match kind {
            Kind::Source => &self.sources.names,
            Kind::Subject => &self.vocabulary.subjects.names,
            Kind::Metric => &self.vocabulary.metrics.names,
            Kind::Place => &self.vocabulary.places.names,
        }
    }
}
