//! What is asked: names become a quantity, days become midnights.

use std::collections::BTreeSet;

use crate::load::period::{FORMS, anchor_of, read};
use crate::load::problem::did_you_mean;
use crate::model::claim::{Claim, Quantity};
use crate::model::dataset::Dataset;
use crate::model::day::Day;
use crate::model::index::{ClaimIx, MetricIx, PlaceIx, SubjectIx};
use crate::model::names::Names;
use crate::model::period::{Bound, DayConvention};
use crate::model::vocabulary::MetricKind;
use crate::network::manner::Manner;
use crate::rules::select::Selector;

/// A question, in the words of whoever asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The metric's id.
    pub metric: String,
    /// The subject's id; the only one that the claims have where not given.
    pub subject: Option<String>,
    /// The place's id; the only one that the claims have where not given.
    pub place: Option<String>,
    /// Over which days.
    pub when: When,
    /// Which claims take part.
    pub select: Selector,
    /// Which of these do not: whatever one of them selects.
    pub without: Vec<Selector>,
    /// How printed words are taken.
    pub manner: Manner,
}

/// Over which days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum When {
    /// From the beginning of the count to the end of a day.
    By(Day),
    /// During a period, as the column `period` has it; its days are counted from midnight to midnight.
    During(String),
    /// From the beginning of the count to the end of every day with which a figure ends, or before which one begins.
    Series,
    /// From the beginning of the count to the end of each of these days.
    On(Vec<Day>),
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Unanswered {
    /// What is wrong.
    pub message: String,
    /// What can be done about it.
    pub hint: Option<String>,
    /// Whether the dataset does not know an id: another one may.
    pub unknown: bool,
}

impl Unanswered {
    pub(super) fn new(message: impl Into<String>, hint: impl Into<Option<String>>) -> Self {
        Self { message: message.into(), hint: hint.into(), unknown: false }
    }
}

impl Question {
    /// Whether a claim takes part.
    #[must_use]
    pub fn hears(&self, claim: Claim<'_>) -> bool {
        self.select.selects(claim) && !self.without.iter().any(|without| without.selects(claim))
    }

    /// The quantity that is meant. `speaking` are the claims that take part.
    pub(super) fn quantity(&self, dataset: &Dataset, speaking: &[ClaimIx]) -> Result<Quantity, Unanswered> {
        let vocabulary = &dataset.vocabulary;
        let metric = MetricIx(find("metric", &self.metric, &vocabulary.metrics.names)?);
        let named =
            |noun, name: &Option<String>, names: &Names| name.as_ref().map(|name| find(noun, name, names)).transpose();
        let subject = named("subject", &self.subject, &vocabulary.subjects.names)?;
        let place = named("place", &self.place, &vocabulary.places.names)?;
        let not_amounts = |what: &str| {
            Unanswered::new(
                format!("`{}` {what}", self.metric),
                "bounds are of counts that accrue: name a metric of the kind `flow`".to_owned(),
            )
        };
        match vocabulary.metrics.things[metric.at()].kind {
            MetricKind::Flow => {}
            MetricKind::Stock => return Err(not_amounts("is held at an instant and may fall")),
            MetricKind::Statement => return Err(not_amounts("is a statement, not an amount")),
        }
        let all: Vec<ClaimIx> = dataset.claims.claims().collect();
        let candidates = |of: &dyn Fn(Quantity) -> u32, fits: &dyn Fn(Quantity) -> bool| -> BTreeSet<u32> {
            let among = |claims: &[ClaimIx]| -> BTreeSet<u32> {
                let quantities = claims.iter().map(|&claim| dataset.claim(claim).quantity());
                quantities.filter(|&quantity| quantity.metric == metric && fits(quantity)).map(of).collect()
            };
            let heard = among(speaking);
            if heard.is_empty() { among(&all) } else { heard }
        };
        let subject = match subject {
            Some(subject) => subject,
            None => {
                let fits = |quantity: Quantity| place.is_none_or(|place| quantity.place.0 == place);
                let of = candidates(&|quantity| quantity.subject.0, &fits);
                self.only("subject", of, &vocabulary.subjects.names)?
            }
        };
        let place = match place {
            Some(place) => place,
            None => {
                let of = candidates(&|quantity| quantity.place.0, &|quantity| quantity.subject.0 == subject);
                self.only("place", of, &vocabulary.places.names)?
            }
        };
        Ok(Quantity { subject: SubjectIx(subject), metric, place: PlaceIx(place) })
    }

    /// The one candidate; where there are several, or none, the choices are listed.
    fn only(&self, noun: &str, candidates: BTreeSet<u32>, names: &Names) -> Result<u32, Unanswered> {
        let none = candidates.is_empty();
        let choices: Vec<u32> = match none {
            true => (0..).take(names.len()).collect(),
            false => candidates.into_iter().collect(),
        };
        if let [one] = choices[..] {
            return Ok(one);
        }
        let mut listed: Vec<&str> = choices.iter().map(|&choice| names.name(choice)).collect();
        listed.sort_unstable();
        let listed: Vec<String> = listed.iter().map(|id| format!("`{id}`")).collect();
        let message = match none {
            true => format!("no claim that takes part is on `{}` itself: which {noun} is meant?", self.metric),
            false => format!("there are claims on `{}` with several {noun}s", self.metric),
        };
        Err(Unanswered::new(message, format!("name one with `--{noun}`: {}", listed.join(", "))))
    }
}

fn find(noun: &str, id: &str, names: &Names) -> Result<u32, Unanswered> {
    names.find(id).ok_or_else(|| {
        let near = did_you_mean(id, names.iter()).map(|near| format!("did you mean `{near}`?"));
        Unanswered { message: format!("unknown {noun} `{id}`"), hint: near, unknown: true }
    })
}

/// The midnights between which a period counts. A question means its days from midnight to midnight: of its own
/// days nobody need guess whether they are covered.
pub(super) fn midnights(dataset: &Dataset, text: &str, place: PlaceIx) -> Result<(Bound, Bound), Unanswered> {
    let vocabulary = &dataset.vocabulary;
    let period = read(text, vocabulary, anchor_of(vocabulary, place), DayConvention::Evening).map_err(|complaint| {
        let hint = complaint.hint.unwrap_or_else(|| FORMS.to_owned());
        Unanswered::new(format!("`--during {text}`: {}", complaint.message), hint)
    })?;
    if period.is_open() {
        let hint = "write both days: `2025-01-01/2025-06-12`".to_owned();
        return Err(Unanswered::new(format!("`--during {text}` has no end, or no beginning"), hint));
    }
    if period.end.last <= period.start.first {
        let message = format!("nothing of `--during {text}` lies after the beginning of the count");
        return Err(Unanswered::new(message, format!("it begins on {}", period.start.first)));
    }
    Ok((period.start, period.end))
}
