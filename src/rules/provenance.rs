//! The kind `provenance`: where figures come from, who stands behind them, and what is said of that.
//!
//! No amounts are held against each other: its verdicts have no strength, and speak against no figure.

mod attribution_lost;
mod circular;
mod corroboration_unfounded;
pub mod facts;
mod made;
mod outlets;
mod overstated;
mod single_origin;
pub(super) mod test;
mod undeclared_copy;
mod unverified;

use crate::rules::evidence::Evidence;
use crate::rules::file::ProvenanceFile;
use crate::rules::passed_over::Reasons;
use crate::rules::provenance::outlets::Outlets;
use crate::rules::provenance::test::{TESTS, Test};
use crate::rules::select::Selector;
use crate::rules::verdict::Outcome;
use crate::rules::words::Words;

/// A checked question to the attribution graph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProvenanceCheck {
    test: Test,
    claims: Selector,
    caveat: Option<Selector>,
    statement: Selector,
    publishers: u32,
}

impl ProvenanceCheck {
    /// Reads `[check.provenance]`.
    pub fn read(file: &ProvenanceFile, words: &mut Words<'_>) -> Self {
        let test = words.word_or(Some(&file.test), &TESTS, Test::Circular);
        for (key, span, of) in [
            ("caveat", file.caveat.as_ref().map(toml::Spanned::span), Test::Unverified),
            ("statement", file.statement.as_ref().map(toml::Spanned::span), Test::CorroborationUnfounded),
            ("publishers", file.publishers.as_ref().map(toml::Spanned::span), Test::SingleOrigin),
        ] {
            if let Some(span) = span.filter(|_| test != of) {
                let word = TESTS.iter().find(|(_, test)| *test == of).map_or("", |(word, _)| word);
                words.wrong(span, format!("only the test `{word}` takes `{key}`"), "leave it out");
            }
        }
        if test == Test::CorroborationUnfounded && file.statement.is_none() {
            let message = "which statements say that others confirm a figure is not said";
            words.wrong(file.test.span(), message, "add `statement = { metric = \"…\" }`");
        }
        Self {
            test,
            claims: Selector::read_or_all(file.claims.as_ref(), words),
            caveat: file.caveat.is_some().then(|| Selector::read_or_all(file.caveat.as_ref(), words)),
            statement: Selector::read_or_all(file.statement.as_ref(), words),
            publishers: words.at_least(file.publishers.as_ref(), 2, 2),
        }
    }

    /// Runs the test.
    #[must_use]
    pub fn check(&self, evidence: &Evidence<'_>) -> Outcome {
        let claims = &self.claims;
        match self.test {
            Test::Circular => circular::check(evidence, claims),
            Test::SingleOrigin => single_origin::check(evidence, claims, self.publishers as usize),
            Test::UndeclaredCopy => undeclared_copy::check(evidence, claims),
            Test::AttributionLost => attribution_lost::check(evidence, claims),
            Test::Overstated => overstated::check(evidence, claims),
            Test::Unverified => unverified::check(evidence, claims, self.caveat.as_ref()),
            Test::CorroborationUnfounded => corroboration_unfounded::check(evidence, claims, &self.statement),
        }
    }

    /// Why claims could not be judged.
    pub(super) fn passed_over(&self, evidence: &Evidence<'_>, reasons: &mut Reasons) {
        match self.test {
            Test::Unverified => {
                let outlets = Outlets::of(evidence.dataset);
                for claim in evidence.dataset.claims.claims().map(|ix| evidence.claim(ix)) {
                    if claim.document().is_none() && unverified::wants_a_caveat(claim, &outlets, &self.claims) {
                        reasons.add("no document that could say whether it was verified", claim);
                    }
                }
            }
            Test::CorroborationUnfounded => {
                for (statement, figures) in corroboration_unfounded::spoken_of(evidence, &self.claims, &self.statement)
                {
                    if figures.is_empty() {
                        reasons.add("no figure of its days in its document", evidence.claim(statement));
                    }
                }
            }
            _ => {}
        }
    }
}
