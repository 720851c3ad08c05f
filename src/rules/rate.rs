//! The kind `rate`: averages against the totals that they were made of.
//!
//! An average is printed rounded, and nobody says how or by how many days it was divided. Every
//! convention is tried (GRIM, Brown and Heathers, Social Psychological and Personality Science 8, 2017):
//! rounded half up, cut off, rounded to tens; divided by elapsed or by inclusive days.

pub mod convention;
mod total;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::model::claim::Claim;
use crate::model::figure::Per;
use crate::model::hedge::Reading;
use crate::model::interval::Interval;
use crate::model::source::Standing;
use crate::rules::evidence::{Cell, Evidence};
use crate::rules::file::RateFile;
use crate::rules::level::Strength;
use crate::rules::rate::convention::{Average, Convention, Rounding};
use crate::rules::rate::total::Total;
use crate::rules::select::Selector;
use crate::rules::verdict::{Facts, Outcome, Run, Side, Verdict, WITNESSES};
use crate::rules::words::Words;

/// The facts of an average beside its total.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RateFacts {
    /// The claims of the total: the first one, less all others.
    pub terms: Vec<crate::model::index::ClaimIx>,
    /// The least and greatest number of days by which the average may have been divided.
    pub days: (i64, i64),
    /// By how many days the total must be divided to give the average, rounded half up: from and to, in
    /// tenths of a day.
    pub needs: Option<(i64, i64)>,
    /// The convention by which the two fit, if any.
    pub fits: Option<Convention>,
}

/// A checked comparison of averages with totals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RateCheck {
    average: Selector,
    total: Selector,
    standings: Vec<Standing>,
    explained: bool,
}

impl RateCheck {
    /// Reads `[check.rate]`.
    pub fn read(file: &RateFile, words: &mut Words<'_>) -> Self {
        Self {
            average: Selector::read_or_all(file.average.as_ref(), words),
            total: Selector::read_or_all(file.total.as_ref(), words),
            standings: words.standings(file.source.as_deref(), &[Standing::Same]),
            explained: file.explained.unwrap_or(false),
        }
    }

    pub(super) fn looks_at(&self, claim: Claim<'_>) -> bool {
        self.average.selects(claim)
    }

    /// Runs the rule.
    #[must_use]
    pub fn check(&self, evidence: &Evidence<'_>) -> Outcome {
        let cells = evidence.cells();
        cells.par_iter().map(|cell| self.check_cell(evidence, cell)).reduce(Outcome::default, Outcome::and)
    }

    fn check_cell(&self, evidence: &Evidence<'_>, cell: &Cell) -> Outcome {
        let mut outcome = Outcome::default();
        let claims = evidence.claims(cell).iter().map(|&claim| evidence.claim(claim));
        let averages: Vec<Claim<'_>> =
            claims.filter(|claim| claim.figure().per != Per::Total && self.average.selects(*claim)).collect();
        if averages.is_empty() {
            return outcome;
        }
        let totals = total::Totals::of(self, evidence, cell);
        for average in averages {
            let found = totals.of_average(average);
            let judged = found.iter().map(|total| (Judgement::of(average, total), total));
            // Where copies or vintages of the total differ, the one that fits best was meant.
            let Some((judgement, total)) = judged.min_by_key(|(judgement, _)| judgement.rank()) else { continue };
            outcome.comparisons += 1;
            outcome.touched.push(average.ix);
            outcome.touched.extend(&total.terms);
            outcome.verdicts.extend(self.verdict(average, total, &judgement));
        }
        outcome
    }

    fn verdict(&self, average: Claim<'_>, total: &Total, judgement: &Judgement) -> Option<Verdict> {
        let (strength, fits) = match *judgement {
            Judgement::Plain => return None,
            Judgement::Explained(convention) => (None, Some(convention)),
            Judgement::Misses(reading, convention) => (Some(Strength::surviving(reading)), convention),
        };
        if strength.is_none() != self.explained {
            return None;
        }
        let reading = match judgement {
            Judgement::Misses(reading, _) => reading.as_told(),
            Judgement::Plain | Judgement::Explained(_) => Reading::Exact,
        };
        let figure = total.interval(reading);
        let needs = Average::of(average).and_then(|printed| printed.needs(figure));
        let claims = total.terms.iter().copied().take(WITNESSES).collect();
        let count = u64::try_from(total.terms.len()).unwrap_or(u64::MAX);
        Some(Verdict {
            left: Side::of_one(average.ix, average.interval(reading, true)),
            right: Some(Side { claims, count, interval: figure, implied: total.is_implied() }),
            reading,
            strength,
            facts: Facts::Rate(RateFacts { terms: total.terms.clone(), days: average.divisor(), needs, fits }),
            assumptions: Vec::new(),
            run: Run::once(average.period().label),
        })
    }
}

/// How an average and a total go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Judgement {
    /// As every reader expects: rounded half up, over the elapsed days; or as its words allow.
    Plain,
    /// Only by another convention, which is a usual one.
    Explained(Convention),
    /// Not at the strict reading; perhaps by a convention that hardly anybody expects.
    Misses(Reading, Option<Convention>),
}

impl Judgement {
    fn of(average: Claim<'_>, total: &Total) -> Self {
        let Some(printed) = Average::of(average) else {
            // Hedged averages mean what their words allow.
            let misses = |reading| !average.interval(reading, true).meets(total.interval(reading));
            return Reading::widest(misses).map_or(Self::Plain, |reading| Self::Misses(reading, None));
        };
        let strict = total.interval(Reading::Strict);
        let (least, most) = average.divisor();
        let by = |rounding, figure: Interval| {
            printed.days(rounding, figure, (least, most)).map(|days| Convention { rounding, days })
        };
        match by(Rounding::HalfUp, strict) {
            Some(convention) if convention.days == least => return Self::Plain,
            Some(convention) => return Self::Explained(convention),
            None => {}
        }
        if let Some(convention) = by(Rounding::CutOff, strict) {
            return Self::Explained(convention);
        }
        match by(Rounding::ToTens, total.interval(Reading::Tolerant)) {
            Some(convention) => Self::Misses(Reading::Strict, Some(convention)),
            None => Self::Misses(Reading::Tolerant, None),
        }
    }

    fn rank(&self) -> u8 {
        match self {
            Self::Plain => 0,
            Self::Explained(_) => 1,
            Self::Misses(Reading::Exact, _) => 2,
            Self::Misses(Reading::Strict, _) => 3,
            Self::Misses(Reading::Tolerant, _) => 4,
        }
    }
}
