//! The kind `sum`: parts against their whole, and consecutive periods against the long one.
//!
//! What nobody printed is never read as zero: parts that are all of a whole must add up to it, and
//! those that are only some of it must not exceed it.

mod parts;
mod periods;
mod rounding;
mod runs;

use crate::model::claim::Claim;
use crate::model::figure::Per;
use crate::model::hedge::Reading;
use crate::model::index::ClaimIx;
use crate::model::interval::Interval;
use crate::model::source::Standing;
use crate::rules::evidence::Evidence;
use crate::rules::file::SumFile;
use crate::rules::level::Strength;
use crate::rules::select::Selector;
use crate::rules::sum::rounding::Rounded;
use crate::rules::verdict::{Facts, Outcome, Run, Side, Verdict, WITNESSES};
use crate::rules::words::{Share, Words};

/// What is added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Over {
    /// The parts of a metric, place or subject, over the same days.
    Parts,
    /// Consecutive periods of one quantity.
    Periods,
}

/// What must hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rules) enum Expect {
    /// The sum is not above the whole.
    AtMost,
    /// Where nothing is missing, the sum is the whole.
    Equal,
}

pub(in crate::rules) const OVER: [(&str, Over); 2] = [("parts", Over::Parts), ("periods", Over::Periods)];

pub(in crate::rules) const EXPECT: [(&str, Expect); 2] =
    [("sum <= whole", Expect::AtMost), ("sum = whole", Expect::Equal)];

/// The facts of a sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SumFacts {
    /// What is added up.
    pub over: Over,
    /// Every claim that was added, in order.
    pub terms: Vec<ClaimIx>,
    /// Whether these are all parts of the whole, or days without a gap.
    pub complete: bool,
}

/// A checked sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SumCheck {
    over: Over,
    whole: Selector,
    parts: Selector,
    standings: Vec<Standing>,
    expect: Expect,
    tolerance: Share,
}

/// A whole that its terms miss.
struct Missed {
    whole: ClaimIx,
    terms: Vec<ClaimIx>,
    complete: bool,
    /// The loosest reading at which they miss each other.
    reading: Reading,
    /// Both sides as told.
    figure: Interval,
    sum: Interval,
    strength: Strength,
}

impl SumCheck {
    /// Reads `[check.sum]`.
    pub fn read(file: &SumFile, words: &mut Words<'_>) -> Self {
        let over = words.one_of(&file.over, &OVER);
        let over = over.unwrap_or(Over::Parts);
        let expect = words.one_of(&file.expect, &EXPECT).unwrap_or(Expect::Equal);
        let standings = words.standings(file.source.as_deref(), &[Standing::Same]);
        if let Some(source) = file.source.as_ref().and_then(|named| named.first())
            && over == Over::Periods
            && standings.iter().any(|standing| !matches!(standing, Standing::Same | Standing::SameGroup))
        {
            let hint = "leave `source` out, or write `source = [\"same\", \"same-group\"]`";
            words.wrong(source.span(), "periods are added up within one source or group", hint);
        }
        Self {
            over,
            whole: Selector::read_or_all(file.whole.as_ref(), words),
            parts: Selector::read_or_all(file.parts.as_ref(), words),
            standings,
            expect,
            tolerance: words.share_or(file.tolerance.as_ref(), Share::NONE),
        }
    }

    /// Why a claim that may be a whole was held against no sum.
    pub(super) fn wants(&self, evidence: &Evidence<'_>, claim: Claim<'_>) -> Option<&'static str> {
        if !self.whole.selects(claim) || !is_total(claim) {
            return None;
        }
        let (vocabulary, quantity) = (&evidence.dataset.vocabulary, claim.quantity());
        let cut = vocabulary.metrics.partitions.contains_key(&quantity.metric.0)
            || vocabulary.places.partitions.contains_key(&quantity.place.0)
            || vocabulary.subjects.partitions.contains_key(&quantity.subject.0);
        match self.over {
            Over::Parts => cut.then_some("parts of its days are missing"),
            Over::Periods => vocabulary.accrues(quantity.metric).then_some("no periods that fill its days"),
        }
    }

    /// Runs the sum.
    #[must_use]
    pub fn check(&self, evidence: &Evidence<'_>) -> Outcome {
        match self.over {
            Over::Parts => parts::check(self, evidence),
            Over::Periods => periods::check(self, evidence),
        }
    }

    /// Whether a sum of at least `least` and at most `most` misses a figure.
    fn misses(&self, least: Option<i64>, most: Option<i64>, figure: Interval) -> bool {
        let stretched = |amount: i64| i128::from(amount) * i128::from(10_000 + self.tolerance.0);
        let whole = |amount: i64| i128::from(amount) * 10_000;
        let above = least.is_some_and(|least| figure.has_high() && whole(least) > stretched(figure.hi));
        let below = most.is_some_and(|most| figure.has_low() && stretched(most) < whole(figure.lo));
        above || (self.expect == Expect::Equal && below)
    }

    /// What rounding explains of a sum of at least and at most so much.
    fn rounded(
        &self,
        evidence: &Evidence<'_>,
        whole: Claim<'_>,
        terms: &[ClaimIx],
        (least, most): (Option<i64>, Option<i64>),
        figure: Interval,
    ) -> Rounded {
        let figures = std::iter::once(whole).chain(terms.iter().map(|&term| evidence.claim(term)));
        rounding::explains(figures, |slack| {
            let (least, most) =
                (least.map(|sum| sum.saturating_add(slack.lo)), most.map(|sum| sum.saturating_add(slack.hi)));
            self.misses(least, most, figure)
        })
    }

    fn verdict(&self, evidence: &Evidence<'_>, missed: Missed, run: Run) -> Verdict {
        let count = u64::try_from(missed.terms.len()).unwrap_or(u64::MAX);
        let claims: Vec<ClaimIx> = missed.terms.iter().copied().take(WITNESSES).collect();
        let whole = evidence.claim(missed.whole);
        let copied = missed.terms.iter().map(|&term| evidence.claim(term)).find(|&term| copies(evidence, whole, term));
        let alike =
            |term: Claim<'_>| format!("the tables `{}` and `{}` count alike", whole.table().name, term.table().name);
        let assumptions: Vec<String> = copied.filter(|_| self.over == Over::Parts).map(alike).into_iter().collect();
        Verdict {
            left: Side::of_one(missed.whole, missed.figure),
            right: Some(Side { claims, count, interval: missed.sum, implied: true }),
            reading: missed.reading.as_told(),
            strength: Some(if assumptions.is_empty() { missed.strength } else { Strength::Tension }),
            facts: Facts::Sum(SumFacts { over: self.over, terms: missed.terms, complete: missed.complete }),
            assumptions,
            run,
        }
    }
}

/// Whether two figures stand in two copies of one table: each of them may have been copied wrongly.
fn copies(evidence: &Evidence<'_>, whole: Claim<'_>, term: Claim<'_>) -> bool {
    let (one, other) = (whole.table(), term.table());
    let has = |claim: Claim<'_>, family| {
        let claims = evidence.cell(claim.quantity()).map_or(&[][..], |cell| evidence.claims(cell));
        claims.iter().any(|&claim| evidence.claim(claim).table().family == family)
    };
    let apart = one.mapped && other.mapped && one.family != other.family;
    apart && (has(whole, other.family) || has(term, one.family))
}

/// Whether the claim is a total of its days, not a rate.
fn is_total(claim: Claim<'_>) -> bool {
    claim.figure().per == Per::Total
}
