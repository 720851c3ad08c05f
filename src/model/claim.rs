//! A claim as it is talked about: a handle that reads like a struct.

use crate::model::amount::power_of_ten;
use crate::model::dataset::Dataset;
use crate::model::document::Document;
use crate::model::figure::{Figure, Per};
use crate::model::hedge::{Hedge, Reading};
use crate::model::index::{ClaimIx, MetricIx, PlaceIx, SourceIx, SubjectIx};
use crate::model::interval::Interval;
use crate::model::period::Period;
use crate::model::remark::Remark;
use crate::model::source::Source;
use crate::model::table::Table;
use crate::model::vocabulary::{Metric, MetricKind, Vocabulary};

/// One claim of a dataset. `'d` is the dataset's lifetime and nothing else.
#[derive(Debug, Clone, Copy)]
pub struct Claim<'d> {
    /// The dataset it belongs to.
    pub dataset: &'d Dataset,
    /// Its number there.
    pub ix: ClaimIx,
}

/// What is counted, whose, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quantity {
    /// Whose.
    pub subject: SubjectIx,
    /// What.
    pub metric: MetricIx,
    /// Where.
    pub place: PlaceIx,
}

impl Quantity {
    /// The names of subject, metric and place: what orders quantities alike, whatever order they were met in.
    #[must_use]
    pub fn names(self, vocabulary: &Vocabulary) -> [&str; 3] {
        let Self { subject, metric, place } = self;
        let Vocabulary { subjects, metrics, places, .. } = vocabulary;
        [subjects.names.name(subject.0), metrics.names.name(metric.0), places.names.name(place.0)]
    }
}

impl Dataset {
    /// The claim with this number.
    #[must_use]
    pub fn claim(&self, ix: ClaimIx) -> Claim<'_> {
        Claim { dataset: self, ix }
    }
}

impl<'d> Claim<'d> {
    /// Its id.
    #[must_use]
    pub fn id(self) -> &'d str {
        self.dataset.claims.id(self.ix)
    }

    /// What is counted, whose, and where.
    #[must_use]
    pub fn quantity(self) -> Quantity {
        let claims = &self.dataset.claims;
        Quantity { subject: claims.subject(self.ix), metric: claims.metric(self.ix), place: claims.place_of(self.ix) }
    }

    /// What is counted.
    #[must_use]
    pub fn metric(self) -> &'d Metric {
        &self.dataset.vocabulary.metrics.things[self.quantity().metric.at()]
    }

    /// Whether it is a yes or no rather than an amount.
    #[must_use]
    pub fn is_statement(self) -> bool {
        self.metric().kind == MetricKind::Statement
    }

    /// Who asserts it.
    #[must_use]
    pub fn source_ix(self) -> SourceIx {
        self.dataset.claims.source(self.ix)
    }

    /// Who asserts it.
    #[must_use]
    pub fn source(self) -> &'d Source {
        self.dataset.sources.get(self.source_ix())
    }

    /// The voice it belongs to.
    #[must_use]
    pub fn lineage(self) -> SourceIx {
        self.dataset.sources.lineage(self.source_ix())
    }

    /// Over which days.
    #[must_use]
    pub fn period(self) -> &'d Period {
        self.dataset.claims.period(self.ix)
    }

    /// The table it stands in.
    #[must_use]
    pub fn table(self) -> &'d Table {
        &self.dataset.tables[self.dataset.claims.place(self.ix).table.at()]
    }

    /// Where it was read.
    #[must_use]
    pub fn document(self) -> Option<&'d Document> {
        self.dataset.claims.document(self.ix).map(|ix| &self.dataset.documents.documents[ix.at()])
    }

    /// The printed figure.
    #[must_use]
    pub fn figure(self) -> Figure {
        self.dataset.claims.figure(self.ix)
    }

    /// What its words mean.
    #[must_use]
    pub fn hedge(self) -> &'d Hedge {
        self.dataset.hedges.get(self.dataset.claims.hedge(self.ix))
    }

    /// What only a hand-coded claim says of itself.
    #[must_use]
    pub fn remark(self) -> Option<&'d Remark> {
        self.dataset.claims.remark(self.ix)
    }

    /// The outlets it passed through, nearest the source first.
    #[must_use]
    pub fn via(self) -> &'d [SourceIx] {
        self.remark().map_or(&[], |remark| &remark.via)
    }

    /// The whole numbers the figure allows at a reading. Seen from its own lineage a standing
    /// caveat of its table widens nothing: five per cent of a million is fifty days of losses.
    #[must_use]
    pub fn interval(self, reading: Reading, from_own_lineage: bool) -> Interval {
        let standing = self.dataset.claims.has_standing_hedge(self.ix);
        let figure = self.figure();
        let decimals = self.metric().decimals;
        if standing && from_own_lineage {
            return match figure.value {
                Some(value) => Interval {
                    lo: value.floor(decimals).unwrap_or(Interval::NO_LOW),
                    hi: value.ceil(decimals).unwrap_or(Interval::NO_HIGH),
                },
                None => self.dataset.claims.exact(self.ix),
            };
        }
        if reading == Reading::Exact && !standing {
            return self.dataset.claims.exact(self.ix);
        }
        figure.interval(self.hedge(), reading, decimals, self.divisor())
    }

    /// Whether it is an average over its days, not their total.
    #[must_use]
    pub fn is_rate(self) -> bool {
        self.figure().per != Per::Total
    }

    /// The least and greatest number of days by which an average may have been divided: one number where both
    /// ends of its days are known.
    #[must_use]
    pub fn divisors(self) -> (i64, i64) {
        let period = self.period();
        let known = period.start.first == period.start.last && period.end.first == period.end.last;
        if known { period.length() } else { self.divisor() }
    }

    /// By how much the exact figure may lie below and above a bare total that was coded by hand and ends in two
    /// zeros or more: by half of what it is rounded to, by all of it if it was cut off, and by no more than a
    /// tenth of itself. Nothing for any other figure.
    #[must_use]
    pub fn rounding(self) -> Interval {
        let bare = self.hedge().is_bare() && !self.table().mapped && !self.is_rate();
        let value = self.figure().value.filter(|value| bare && value.scale == 0 && value.step() >= 100);
        let unit = power_of_ten(u32::from(self.metric().decimals)).and_then(|unit| i64::try_from(unit).ok());
        let slack = value.map_or(0, |value| {
            let most = value.digits.saturating_abs() / 10;
            value.step().min(most).saturating_mul(unit.unwrap_or(1))
        });
        Interval { lo: -(slack / 2), hi: (slack - 1).max(0) }
    }

    /// The least and greatest number of days by which a rate may have been divided.
    #[must_use]
    pub fn divisor(self) -> (i64, i64) {
        let (least, most) = self.period().divisor;
        (i64::from(least), i64::from(most))
    }

    /// What the words suggest without saying it, if anything.
    #[must_use]
    pub fn soft_interval(self) -> Option<Interval> {
        self.hedge().soft_interval(self.figure().value?, self.metric().decimals)
    }

    /// Whether this bare figure may be the other one, rounded at its own significant digits. Rows of a
    /// publisher's own file are taken as exact where they have more than two of them: 1,230 in one
    /// is not 1,231.
    #[must_use]
    pub fn may_round(self, precise: Claim<'_>) -> bool {
        let bare = |claim: Claim<'_>| claim.hedge().is_bare() || claim.dataset.claims.has_standing_hedge(claim.ix);
        let totals = self.figure().per == Per::Total && precise.figure().per == Per::Total;
        match (self.figure().value, precise.figure().value) {
            (Some(short), Some(long)) if totals && bare(self) && bare(precise) => {
                short.significant_digits() < long.significant_digits()
                    && (!self.table().mapped || short.significant_digits() <= 2)
                    && short.is_rounding_of(long)
            }
            _ => false,
        }
    }

    /// Whether the two print the same value, one of them with a hedge and one without: of one voice
    /// that is one figure, told once more exactly than the other time.
    #[must_use]
    pub fn hedges_the_same(self, other: Claim<'_>) -> bool {
        let (a, b) = (self.figure(), other.figure());
        let same = a.per == b.per && matches!((a.value, b.value), (Some(a), Some(b)) if a.equals(b));
        same && self.hedge().is_bare() != other.hedge().is_bare()
    }

    /// The figure as printed, with its words: `nearly 4,000`, `340 a day`, `90 to 110`.
    #[must_use]
    pub fn printed(self) -> String {
        let amount = self.printed_amount();
        match self.figure().per {
            Per::Total => amount,
            per => format!("{amount} a {}", per.word()),
        }
    }

    /// As [`printed`](Self::printed), without the days of a rate.
    #[must_use]
    pub fn printed_amount(self) -> String {
        let figure = self.figure();
        if self.is_statement() {
            return if figure.value.is_some_and(|value| value.digits != 0) { "yes".into() } else { "no".into() };
        }
        let hedge = self.hedge();
        let words = self.remark().map_or("", |remark| &remark.hedge);
        let words = if words.is_empty() && !hedge.is_bare() { &hedge.name } else { words };
        let amount = match (figure.low, figure.value, figure.high) {
            (Some(low), None, Some(high)) => format!("{low} to {high}"),
            (Some(low), None, None) => format!("{low} or more"),
            (None, None, Some(high)) => format!("{high} or fewer"),
            (low, Some(value), high) => match (low, high) {
                (Some(low), Some(high)) => format!("{value} ({low} to {high})"),
                _ => value.to_string(),
            },
            (None, None, None) => String::new(),
        };
        [words, &amount].iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" ")
    }
}
