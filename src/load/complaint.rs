//! What is wrong with a text, wherever the text stands.

use std::ops::Range;

use crate::load::fault::{Fault, Spot};

/// What a text should have been, and what can be done about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// What is wrong.
    pub message: String,
    /// What can be done about it.
    pub hint: Option<String>,
    /// The bytes of the text that are meant; all where it is `None`.
    pub span: Option<Range<usize>>,
}

impl Complaint {
    /// A complaint about the whole text.
    #[must_use]
    pub fn new(message: impl Into<String>, hint: Option<String>) -> Self {
        Self { message: message.into(), hint, span: None }
    }

    /// The complaint as a fault of a field. Where the message quotes the text, as with an unknown
    /// word, a thousand rows with that text are one fault with a count.
    #[must_use]
    pub fn at(self, record: u64, field: u16) -> Fault {
        let counted = self.message.ends_with('`');
        let spot = Spot::Field { record, field, within: self.span };
        Fault { spot, message: self.message, hint: self.hint, counted }
    }
}

/// A kind of thing that has ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Noun {
    /// What is counted.
    Metric,
    /// Whose.
    Subject,
    /// Where.
    Place,
    /// Who asserts.
    Source,
    /// Where it was read.
    Document,
    /// Printed words before a figure.
    Hedge,
}

impl Noun {
    /// The word that messages use.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Metric => "metric",
            Self::Subject => "subject",
            Self::Place => "place",
            Self::Source => "source",
            Self::Document => "document",
            Self::Hedge => "hedge",
        }
    }

    /// What can be done about an unknown one.
    #[must_use]
    pub fn where_declared(self) -> &'static str {
        match self {
            Self::Metric | Self::Subject | Self::Place => "declare it in `vocabulary.toml`",
            Self::Source => "declare it in `sources.toml`",
            Self::Document => "declare it in `documents.toml`",
            Self::Hedge => {
                "write a word of the table of hedges (nearly, about, more than, at least, up to …), or add it to the dataset's `words/hedges.toml`"
            }
        }
    }
}
