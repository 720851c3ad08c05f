//! `documents.toml`: where claims were read.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use crate::load::page::Page;
use crate::load::shape::{DateText, Keyed};
use crate::model::document::{Document, Documents};

/// Where claims were read.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(title = "documents.toml of counterclaim")]
pub struct DocumentsWritten {
    /// The documents.
    #[serde(default)]
    pub document: Keyed<DocumentWritten>,
}

/// A document as written.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct DocumentWritten {
    /// Who published it.
    #[serde(default)]
    pub publisher: String,
    /// What it is called.
    #[serde(default)]
    pub title: String,
    /// When it was published.
    #[schemars(with = "Option<DateText>")]
    pub published: Option<Spanned<DateText>>,
    /// When it was read.
    #[schemars(with = "Option<DateText>")]
    pub retrieved: Option<Spanned<DateText>>,
    /// Where it can be found.
    #[serde(default)]
    pub address: String,
}

/// Checks the documents of a file.
pub fn check(written: &DocumentsWritten, page: &mut Page<'_>) -> Documents {
    let mut documents = Documents::default();
    for (id, document) in &written.document.0 {
        page.is_id(id);
        // Ids are the keys of a TOML table: none stands twice.
        documents.names.intern(id.get_ref());
        documents.documents.push(Document {
            publisher: document.publisher.clone(),
            title: document.title.clone(),
            published: document.published.as_ref().and_then(|date| page.day(date)),
            retrieved: document.retrieved.as_ref().and_then(|date| page.day(date)),
            address: document.address.clone(),
        });
    }
    documents
}

#[cfg(test)]
mod tests {
    use super::{DocumentsWritten, check};
    use crate::load::page::Page;
    use crate::load::toml::{TomlText, parse};
    use crate::model::day::Day;

    #[test]
    fn dates_are_read_with_and_without_quotes() {
        let text =
            "[document.b]\npublished = '2025-06-12'\nretrieved = 2025-07-01\n[document.a]\npublished = '12.6.2025'";
        let text = TomlText { file: "documents.toml".into(), text: text.into() };
        let written: DocumentsWritten = parse(&text).expect("TOML");
        let mut problems = Vec::new();
        let documents = check(&written, &mut Page { text: &text, problems: &mut problems });
        assert_eq!(documents.names.find("b"), Some(0));
        assert_eq!(documents.documents[0].published, Day::parse("2025-06-12"));
        assert_eq!(documents.documents[0].retrieved, Day::parse("2025-07-01"));
        let said: Vec<_> = problems.iter().map(|problem| problem.message.as_str()).collect();
        assert_eq!(said, ["`12.6.2025` is not a day"]);
    }
}
