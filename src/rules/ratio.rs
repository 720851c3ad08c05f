//! The kind `ratio`: one metric over another of the same days, against a band.
//!
//! A ratio outside a band contradicts nothing: every finding is a tension, and "over 46,000" is read as
//! just over it, for without that a ratio over a lower bound says nothing at all.

mod numerator;

use std::collections::{BTreeMap, BTreeSet};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use toml::Spanned;

use crate::model::amount::{Amount, power_of_ten};
use crate::model::claim::Claim;
use crate::model::day::Day;
use crate::model::figure::Per;
use crate::model::hedge::Reading;
use crate::model::interval::Interval;
use crate::model::source::Standing;
use crate::rules::evidence::{Cell, Evidence};
use crate::rules::file::RatioFile;
use crate::rules::level::Strength;
use crate::rules::ratio::numerator::{Numerator, Numerators};
use crate::rules::select::Selector;
use crate::rules::verdict::{Facts, Outcome, Run, Side, Verdict};
use crate::rules::words::Words;

/// The facts of a ratio.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RatioFacts {
    /// The least the ratio should be.
    pub low: Option<Amount>,
    /// The greatest.
    pub high: Option<Amount>,
    /// Whether the dividend is what the divisor leaves of the left claim.
    pub rest: bool,
}

/// A checked ratio.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RatioCheck {
    left: Selector,
    right: Selector,
    low: Option<Amount>,
    high: Option<Amount>,
    least: i64,
    standings: Vec<Standing>,
}

/// A ratio outside the band.
struct Outside<'d> {
    numerator: Numerator<'d>,
    divisor: Claim<'d>,
    figures: (Interval, Interval),
}

impl RatioCheck {
    /// Reads `[check.ratio]`.
    pub fn read(file: &RatioFile, words: &mut Words<'_>) -> Self {
        let mut end = |text: Option<&Spanned<String>>| text.and_then(|text| words.ratio(text));
        let (low, high) = (end(file.low.as_ref()), end(file.high.as_ref()));
        match (file.low.as_ref(), file.high.as_ref()) {
            (None, None) => {
                words.wrong(file.right.span(), "the band has no end", "write `low = \"1.5\"`, `high = \"5\"`");
            }
            (Some(written), Some(_)) if low.zip(high).is_some_and(|(low, high)| low.compare(high).is_gt()) => {
                words.wrong(written.span(), "`low` is above `high`", "let `low` be the lesser of the two");
            }
            _ => {}
        }
        Self {
            left: Selector::read_or_all(Some(&file.left), words),
            right: Selector::read_or_all(Some(&file.right), words),
            low,
            high,
            least: file.least.as_ref().map_or(1, |least| i64::from(*least.get_ref())),
            standings: words.standings(file.source.as_deref(), &[Standing::Same]),
        }
    }

    pub(super) fn divides_by(&self, claim: Claim<'_>) -> bool {
        self.right.selects(claim)
    }

    /// Runs the rule.
    #[must_use]
    pub fn check(&self, evidence: &Evidence<'_>) -> Outcome {
        let cells = evidence.cells();
        cells.par_iter().map(|cell| self.check_cell(evidence, cell)).reduce(Outcome::default, Outcome::and)
    }

    /// Every dividend over the figures of one quantity.
    fn check_cell(&self, evidence: &Evidence<'_>, cell: &Cell) -> Outcome {
        let mut outcome = Outcome::default();
        let claims = evidence.claims(cell).iter().map(|&claim| evidence.claim(claim));
        let divisors: Vec<Claim<'_>> =
            claims.filter(|claim| claim.figure().per == Per::Total && self.right.selects(*claim)).collect();
        if divisors.is_empty() {
            return outcome;
        }
        let numerators = Numerators::over(self, evidence, cell.quantity);
        let mut found: BTreeMap<_, (Vec<Outside<'_>>, BTreeSet<Day>)> = BTreeMap::new();
        for divisor in divisors {
            for numerator in numerators.of(divisor) {
                outcome.comparisons += 1;
                outcome.touched.extend([numerator.claim.ix, divisor.ix]);
                let group = evidence.dataset.sources.group_key(divisor.source_ix());
                let (outside, compared) = found.entry((numerator.claim.quantity(), group)).or_default();
                compared.insert(divisor.period().label);
                outside.extend(self.judge(numerator, divisor));
            }
        }
        for (outside, compared) in found.into_values() {
            outcome.verdicts.extend(self.runs(outside, &compared));
        }
        outcome
    }

    /// The ratio, where it is outside the band at the strict reading.
    fn judge<'d>(&self, numerator: Numerator<'d>, divisor: Claim<'d>) -> Option<Outside<'d>> {
        let own = numerator.claim.lineage() == divisor.lineage();
        let right = just(divisor, own);
        let left = numerator.figure(just(numerator.claim, own), right);
        if !right.has_high() || right.lo.max(0) < self.least.saturating_mul(unit(divisor)) {
            return None;
        }
        // Where the word may mean another thing, a strange ratio says that it does.
        if numerator.is_ambiguous {
            return None;
        }
        let over = |amount: i64, band: Amount| {
            Some((i128::from(amount).checked_mul(power_of_ten(u32::from(band.scale))?)?, band))
        };
        let times = |band: Amount, amount: i64| i128::from(band.digits) * i128::from(amount);
        let above = self.high.filter(|_| left.has_low()).and_then(|high| over(left.lo, high));
        let below = self.low.filter(|_| left.has_high()).and_then(|low| over(left.hi, low));
        let outside = above.is_some_and(|(amount, band)| amount > times(band, right.hi))
            || below.is_some_and(|(amount, band)| amount < times(band, right.lo));
        outside.then_some(Outside { numerator, divisor, figures: (left, right) })
    }

    /// Ratios outside the band on consecutive days are one verdict: the first of them, and the run.
    fn runs(&self, mut outside: Vec<Outside<'_>>, compared: &BTreeSet<Day>) -> Vec<Verdict> {
        outside.sort_by_key(|one| (one.divisor.period().label, one.divisor.id(), one.numerator.claim.id()));
        let mut verdicts: Vec<Verdict> = Vec::new();
        for one in outside {
            let day = one.divisor.period().label;
            if let Some(verdict) = verdicts.last_mut()
                && compared.range(verdict.run.last..day).all(|&between| between == verdict.run.last)
            {
                verdict.run.count += u64::from(verdict.run.last != day);
                verdict.run.last = day;
                continue;
            }
            verdicts.push(self.verdict(&one));
        }
        verdicts
    }

    fn verdict(&self, outside: &Outside<'_>) -> Verdict {
        let Outside { numerator, divisor, figures } = outside;
        let mut assumptions = Vec::new();
        if [numerator.claim, *divisor].iter().any(|claim| claim.soft_interval().is_some()) {
            assumptions.push("\"over\" a figure means just over it".to_owned());
        }
        Verdict {
            left: Side { implied: numerator.rest, ..Side::of_one(numerator.claim.ix, figures.0) },
            right: Some(Side::of_one(divisor.ix, figures.1)),
            reading: Reading::Strict,
            strength: Some(Strength::Tension),
            facts: Facts::Ratio(RatioFacts { low: self.low, high: self.high, rest: numerator.rest }),
            assumptions,
            run: Run::once(divisor.period().label),
        }
    }
}

/// What a figure means at the strict reading, one-sided words as just beside it.
fn just(claim: Claim<'_>, own: bool) -> Interval {
    let soft = claim.hedge().is_one_sided().then(|| claim.soft_interval()).flatten();
    soft.unwrap_or_else(|| claim.interval(Reading::Strict, own))
}

/// One of what is counted, in the last decimal that the metric tells apart.
fn unit(claim: Claim<'_>) -> i64 {
    power_of_ten(u32::from(claim.metric().decimals)).and_then(|unit| i64::try_from(unit).ok()).unwrap_or(1)
}
