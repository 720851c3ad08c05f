//! Why a run cannot go on, where the reason is not a file's fault.

use thiserror::Error;

/// A reason, and what can be done about it.
#[derive(Debug, Error)]
#[error("{message}")]
pub(crate) struct Failure {
    /// What is wrong.
    pub(crate) message: String,
    /// What can be done about it.
    pub(crate) hint: Option<String>,
}

impl Failure {
    /// A reason without advice.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), hint: None }
    }

    /// The same with advice.
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same with the word that was probably meant, if there is one.
    pub(crate) fn did_you_mean<'a>(self, word: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        match counterclaim::load::problem::did_you_mean(word, known) {
            Some(meant) => self.hint(format!("did you mean `{meant}`?")),
            None => self,
        }
    }
}
