//! What is answered, as plain values.

use crate::audit::agreement::tally::Tally;
use crate::graph::attribution::Independence;
use crate::model::source::Standing;

/// Who agrees with whom in one dataset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreement {
    /// The dataset's folder as the user named it.
    pub dataset: String,
    /// Its title.
    pub title: String,
    /// The sources, in order of their ids: all, or those that assert or pass on a claim that takes part.
    pub sources: Vec<Known>,
    /// How many voices have a figure that takes part.
    pub voices: u64,
    /// Every two voices that have a comparable figure, in order of their ids.
    pub pairs: Vec<Pair>,
    /// How many pairs of voices have none.
    pub apart: u64,
    /// Of these, how many would have one but for an ambiguous word.
    pub ambiguous_only: u64,
}

/// What is known of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The id of its group, if it is in one.
    pub group: Option<String>,
    /// The id of its side, if it has one.
    pub party: Option<String>,
    /// NATO reliability, A to F; F where nobody graded it.
    pub reliability: char,
    /// The voice that it is: itself, or whom it speaks for.
    pub voice: String,
    /// Whom it speaks for.
    pub speaks_for: Vec<String>,
    /// Whose figures its own are made from.
    pub relies_on: Vec<String>,
    /// Whether it also relies on others who are not known.
    pub relies_on_unknown: bool,
    /// The groups that what it says rests on in the end, its own among them; a source that is a group of its own by its
    /// id.
    pub rests_on: Vec<String>,
    /// Whether that also rests on others who are not known.
    pub rests_on_unknown: bool,
    /// How many claims it asserts.
    pub claims: u64,
    /// How many of these repeat another claim.
    pub restatements: u64,
    /// In how many documents they were read.
    pub documents: u64,
    /// How many claims of others passed through it.
    pub passed_on: u64,
}

/// How two voices stand to each other, and how far they agree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// Their ids, in order.
    pub voices: [String; 2],
    /// Their names.
    pub names: [String; 2],
    /// How they stand to each other.
    pub standing: Standing,
    /// How far the first is independent of the second, and the second of the first.
    pub independence: [Independence; 2],
    /// On how many figures they agree.
    pub tally: Tally,
}
