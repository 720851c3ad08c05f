//! A sum as checked: what is added up, from whom, and what must hold.

use crate::model::claim::Claim;
use crate::model::figure::Per;
use crate::model::index::ClaimIx;
use crate::model::interval::Interval;
use crate::model::source::Standing;
use crate::rules::evidence::Evidence;
use crate::rules::file::SumFile;
use crate::rules::select::Selector;
use crate::rules::sum::choice::{EXPECT, Expect, OVER, Over};
use crate::rules::sum::rounding::{self, Rounded};
use crate::rules::words::{Share, Words};

/// A checked sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SumCheck {
    pub(super) over: Over,
    pub(super) whole: Selector,
    pub(super) parts: Selector,
    pub(super) standings: Vec<Standing>,
    pub(super) expect: Expect,
    pub(super) tolerance: Share,
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
    pub(in crate::rules) fn wants(&self, evidence: &Evidence<'_>, claim: Claim<'_>) -> Option<&'static str> {
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

    /// Whether a sum of at least `least` and at most `most` misses a figure.
    pub(super) fn misses(&self, least: Option<i64>, most: Option<i64>, figure: Interval) -> bool {
        let stretched = |amount: i64| i128::from(amount) * i128::from(10_000 + self.tolerance.0);
        let whole = |amount: i64| i128::from(amount) * 10_000;
        let above = least.is_some_and(|least| figure.has_high() && whole(least) > stretched(figure.hi));
        let below = most.is_some_and(|most| figure.has_low() && stretched(most) < whole(figure.lo));
        above || (self.expect == Expect::Equal && below)
    }

    /// What rounding explains of a sum of at least and at most so much.
    pub(super) fn rounded(
        &self,
        evidence: &Evidence<'_>,
        whole: Claim<'_>,
        terms: &[ClaimIx],
        (least, most): (Option<i64>, Option<i64>),
        figure: Interval,
    ) -> Rounded {
        let terms: Vec<Claim<'_>> = terms.iter().map(|&term| evidence.claim(term)).collect();
        rounding::explains(whole, &terms, |slack, of_whole| {
            let figure = Interval {
                lo: if figure.has_low() { figure.lo.saturating_add(of_whole.lo) } else { figure.lo },
                hi: if figure.has_high() { figure.hi.saturating_add(of_whole.hi) } else { figure.hi },
            };
            let (least, most) =
                (least.map(|sum| sum.saturating_add(slack.lo)), most.map(|sum| sum.saturating_add(slack.hi)));
            self.misses(least, most, figure)
        })
    }
}

/// Whether the claim is a total of its days, not a rate.
pub(super) fn is_total(claim: Claim<'_>) -> bool {
    claim.figure().per == Per::Total
}
