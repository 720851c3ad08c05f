//! What is answered, as plain values: names, days and amounts that need no dataset to be read.

use crate::model::amount::Amount;
use crate::model::claim::Quantity;
use crate::model::day::Day;
use crate::model::hedge::Reading;
use crate::model::vocabulary::Vocabulary;
use crate::network::manner::Days;

/// The answer to one question, of one dataset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bounds {
    /// The dataset's folder as the user named it.
    pub dataset: String,
    /// Its title.
    pub title: String,
    /// What is asked about.
    pub counted: Counted,
    /// The unit of all amounts.
    pub unit: String,
    /// How generously printed words are taken.
    pub reading: Reading,
    /// Which of the days that words allow are meant.
    pub days: Days,
    /// Over which days: one, or one for every day of a series, in order.
    pub spans: Vec<Span>,
    /// Whether a series was asked for.
    pub is_series: bool,
    /// One, or one for each meaning of an ambiguous word that changes the answer.
    pub worlds: Vec<World>,
}

/// A quantity by its ids.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Counted {
    /// What.
    pub metric: String,
    /// Whose.
    pub subject: String,
    /// Where.
    pub place: String,
}

impl Counted {
    pub(super) fn of(quantity: Quantity, vocabulary: &Vocabulary) -> Self {
        let [subject, metric, place] = quantity.names(vocabulary).map(str::to_owned);
        Self { metric, subject, place }
    }
}

/// Days that are asked about, both ends included. Each is one day, or some day between two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The first day: the earliest and the latest that it may be.
    pub first: (Day, Day),
    /// The last day.
    pub last: (Day, Day),
    /// Whether it runs from the beginning of the count.
    pub from_beginning: bool,
}

/// The answers in some meanings of the metric asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct World {
    /// What the metric is read as, by id: all meanings for which this is the answer; none if it is not ambiguous.
    pub read_as: Vec<String>,
    /// One, or one for every set of voices that can be right together.
    pub answers: Vec<Answer>,
    /// Whether all voices can be right together.
    pub together: bool,
    /// Figures that were left out, because their voice contradicts itself by them.
    pub left_out: Vec<Figure>,
    /// Voices that are in no answer: what they contradict themselves by could not be told apart.
    pub unheard: Vec<Heard>,
    /// Whether all that follows was looked for.
    pub exhaustive: bool,
}

/// What some voices imply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The sets of voices that imply it: more than one where it is the same whichever of them are right.
    pub coalitions: Vec<Vec<Heard>>,
    /// One for every span that is asked about.
    pub bands: Vec<Band>,
}

/// A voice as it is heard.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Heard {
    /// Its id.
    pub source: String,
    /// Its name.
    pub name: String,
    /// Its ambiguous words other than the metric asked about, with what they are read as, by id.
    pub read_as: Vec<(String, String)>,
}

/// An interval; an end is missing where nothing bounds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    /// The least that it can be.
    pub low: Option<End>,
    /// The most that it can be.
    pub high: Option<End>,
}

/// One end of an interval.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct End {
    /// Where it lies.
    pub value: Amount,
    /// The figures whose sum it is, in order of their days.
    pub terms: Vec<Term>,
    /// The sum as one would write it.
    pub arithmetic: String,
    /// What it rests on beside figures, in words.
    pub rests_on: Vec<String>,
}

/// A figure in a sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Whether it is subtracted.
    pub minus: bool,
    /// The end of the figure that enters.
    pub amount: Amount,
    /// The figure.
    pub figure: Figure,
}

/// A printed figure.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Figure {
    /// The ids of the claims that print it: more than one where tables copy each other.
    pub claims: Vec<String>,
    /// The voice's id.
    pub source: String,
    /// The voice's name.
    pub name: String,
    /// What is counted, in the word that is printed.
    pub counted: Counted,
    /// The figure with its words.
    pub printed: String,
    /// Its days in words.
    pub days: String,
}

impl Band {
    /// Whether only one amount is left.
    #[must_use]
    pub fn exactly(&self) -> Option<Amount> {
        let (low, high) = (self.low.as_ref()?, self.high.as_ref()?);
        (low.value == high.value).then_some(low.value)
    }

    /// Both ends without what is behind them.
    #[must_use]
    pub fn values(&self) -> (Option<Amount>, Option<Amount>) {
        (self.low.as_ref().map(|end| end.value), self.high.as_ref().map(|end| end.value))
    }
}

impl End {
    /// The claims behind it, by id: of copies the first.
    #[must_use]
    pub fn claims(&self) -> Vec<&str> {
        let mut claims: Vec<&str> = Vec::new();
        for claim in self.terms.iter().filter_map(|term| term.figure.claims.first()) {
            if !claims.contains(&claim.as_str()) {
                claims.push(claim);
            }
        }
        claims
    }
}

impl Heard {
    /// Its id and its name.
    #[must_use]
    pub fn id_and_name(&self) -> (&str, &str) {
        (&self.source, &self.name)
    }
}

impl Answer {
    /// Every voice in any of its sets, each once in each of its readings, in order.
    #[must_use]
    pub fn voices(&self) -> Vec<&Heard> {
        let mut voices: Vec<&Heard> = self.coalitions.iter().flatten().collect();
        voices.sort();
        voices.dedup();
        voices
    }
}
