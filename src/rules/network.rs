//! The kind `network`: what no pair of figures shows, but several together do.
//!
//! Every figure bounds a difference of counts, and figures that bound each other around a circle can miss each
//! other (a simple temporal network; Dechter, Meiri and Pearl, Artificial Intelligence 49, 1991). One finding a root
//! cause: what the lightest repair retracts, with a contradiction that nothing else explains.

pub mod facts;
mod implied;
mod made;
mod one_voice;
mod several;
pub mod test;

use crate::model::claim::Claim;
use crate::model::index::ClaimIx;
use crate::model::source::Standing;
use crate::network::lineages::Lineages;
use crate::network::manner::{Days, Manner};
use crate::rules::evidence::Evidence;
use crate::rules::file::NetworkFile;
use crate::rules::network::test::{READINGS, TESTS, Test};
use crate::rules::select::Selector;
use crate::rules::verdict::Outcome;
use crate::rules::words::{Share, Words};

/// A checked question to the network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NetworkCheck {
    test: Test,
    claims: Selector,
    standings: Vec<Standing>,
    manner: Manner,
}

impl NetworkCheck {
    /// Reads `[check.network]`.
    pub fn read(file: &NetworkFile, words: &mut Words<'_>) -> Self {
        let test = words.word_or(Some(&file.test), &TESTS, Test::OneVoice);
        if let Some(source) = file.source.as_ref().and_then(|named| named.first())
            && test != Test::Implied
        {
            words.wrong(source.span(), "only the test `implied` takes `source`", "leave it out");
        }
        let default = Manner::default();
        Self {
            test,
            claims: Selector::read_or_all(file.claims.as_ref(), words),
            standings: words.standings(file.source.as_deref(), &[Standing::SameGroup, Standing::OtherGroup]),
            manner: Manner {
                reading: words.word_or(file.reading.as_ref(), &READINGS, default.reading),
                days: words.word_or(file.days.as_ref(), &Days::WORDS, default.days),
                revised: u32::try_from(words.share_or(file.revised.as_ref(), Share::NONE).0).unwrap_or(u32::MAX),
            },
        }
    }

    /// Runs the rule.
    #[must_use]
    pub fn check(&self, evidence: &Evidence<'_>) -> Outcome {
        match self.test {
            Test::OneVoice => one_voice::check(self, evidence),
            Test::SeveralVoices => several::check(self, evidence, &self.speaking(evidence)),
            Test::Implied => implied::check(self, evidence),
        }
    }

    /// What every voice says by itself, as this rule hears it. Most rules hear all claims in the same manner: that
    /// is shared.
    fn lineages<T>(&self, evidence: &Evidence<'_>, then: impl FnOnce(&Lineages) -> T) -> T {
        if self.claims == Selector::default() && self.manner == Manner::default() {
            return then(evidence.lineages());
        }
        then(&Lineages::hear(evidence.dataset, &self.speaking(evidence), self.manner))
    }

    /// Whether this claim is looked at.
    pub(in crate::rules) fn looks_at(&self, claim: Claim<'_>) -> bool {
        self.claims.selects(claim) && claim.dataset.vocabulary.accrues(claim.quantity().metric)
    }

    /// The claims that speak for themselves among those selected, in order of their ids.
    fn speaking(&self, evidence: &Evidence<'_>) -> Vec<ClaimIx> {
        if self.claims == Selector::default() {
            return evidence.all_speaking().to_vec();
        }
        evidence.speaking(|claim| self.looks_at(claim))
    }
}
