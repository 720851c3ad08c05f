//! All claims of a dataset, in columns: a million claims are a hundred megabytes, and a rule reads
//! only the columns it needs.

use std::collections::HashMap;

use crate::model::amount::Amount;
use crate::model::figure::{Figure, Per};
use crate::model::index::{ClaimIx, DocumentIx, HedgeIx, MetricIx, PeriodIx, PlaceIx, SourceIx, SubjectIx};
use crate::model::interval::Interval;
use crate::model::period::Period;
use crate::model::place::Place;
use crate::model::remark::{Method, Remark};

/// One claim on its way into the store.
#[derive(Debug, Clone)]
pub struct Draft {
    /// Who asserts it.
    pub source: SourceIx,
    /// Whose.
    pub subject: SubjectIx,
    /// What.
    pub metric: MetricIx,
    /// Where.
    pub place_of: PlaceIx,
    /// Over which days.
    pub period: Period,
    /// Where it was read.
    pub document: Option<DocumentIx>,
    /// The printed figure; a statement has 1 for yes and 0 for no.
    pub figure: Figure,
    /// What its words mean.
    pub hedge: HedgeIx,
    /// Whether the hedge is one that the table gives its rows, a standing caveat.
    pub standing_hedge: bool,
    /// The whole numbers it allows at the exact reading, in the metric's unit.
    pub exact: Interval,
    /// How it was obtained.
    pub method: Method,
    /// Where its record stands.
    pub place: Place,
    /// What only hand-coded claims say.
    pub remark: Option<Remark>,
}

const NO_DOCUMENT: u32 = u32::MAX;
const NO_AMOUNT: i64 = i64::MIN;

/// The columns.
#[derive(Debug, Clone, Default)]
pub struct ClaimStore {
    source: Vec<SourceIx>,
    subject: Vec<SubjectIx>,
    metric: Vec<MetricIx>,
    place_of: Vec<PlaceIx>,
    period: Vec<PeriodIx>,
    document: Vec<u32>,
    amounts: Vec<[i64; 3]>,
    scales: Vec<[u8; 3]>,
    per: Vec<Per>,
    hedge: Vec<HedgeIx>,
    standing_hedge: Vec<bool>,
    exact: Vec<Interval>,
    method: Vec<Method>,
    place: Vec<Place>,
    remark: Vec<u32>,
    remarks: Vec<Remark>,
    remark_numbers: HashMap<Remark, u32>,
    periods: Vec<Period>,
    period_numbers: HashMap<Period, PeriodIx>,
    ids: String,
    id_ends: Vec<usize>,
}

impl ClaimStore {
    /// Adds a claim under its id.
    ///
    /// # Panics
    /// Past 2³² claims.
    pub fn push(&mut self, id: &str, draft: Draft) -> ClaimIx {
        let claim = ClaimIx::from_at(self.len());
        self.ids.push_str(id);
        self.id_ends.push(self.ids.len());
        let period = self.intern_period(draft.period);
        let remark = draft.remark.map_or(u32::MAX, |remark| self.intern_remark(remark));
        let amount = |amount: Option<Amount>| amount.map_or((NO_AMOUNT, 0), |a| (a.digits, a.scale));
        let printed = [draft.figure.value, draft.figure.low, draft.figure.high].map(amount);
        self.source.push(draft.source);
        self.subject.push(draft.subject);
        self.metric.push(draft.metric);
        self.place_of.push(draft.place_of);
        self.period.push(period);
        self.document.push(draft.document.map_or(NO_DOCUMENT, |document| document.0));
        self.amounts.push(printed.map(|(digits, _)| digits));
        self.scales.push(printed.map(|(_, scale)| scale));
        self.per.push(draft.figure.per);
        self.hedge.push(draft.hedge);
        self.standing_hedge.push(draft.standing_hedge);
        self.exact.push(draft.exact);
        self.method.push(draft.method);
        self.place.push(draft.place);
        self.remark.push(remark);
        claim
    }

    fn intern_period(&mut self, period: Period) -> PeriodIx {
        *self.period_numbers.entry(period).or_insert_with(|| {
            self.periods.push(period);
            PeriodIx::from_at(self.periods.len() - 1)
        })
    }

    fn intern_remark(&mut self, remark: Remark) -> u32 {
        if let Some(&number) = self.remark_numbers.get(&remark) {
            return number;
        }
        let number = u32::try_from(self.remarks.len()).expect("fewer than 2^32 remarks");
        self.remarks.push(remark.clone());
        self.remark_numbers.insert(remark, number);
        number
    }

    /// Appends all claims of `other`, whose vocabulary and tables are the same.
    pub fn append(&mut self, other: Self) {
        let shift = self.ids.len();
        self.ids.push_str(&other.ids);
        self.id_ends.extend(other.id_ends.iter().map(|end| end + shift));
        let periods: Vec<PeriodIx> = other.periods.iter().map(|&period| self.intern_period(period)).collect();
        let remarks: Vec<u32> = other.remarks.into_iter().map(|remark| self.intern_remark(remark)).collect();
        self.period.extend(other.period.iter().map(|period| periods[period.at()]));
        self.remark
            .extend(other.remark.iter().map(|&remark| remarks.get(remark as usize).copied().unwrap_or(u32::MAX)));
        self.source.extend(other.source);
        self.subject.extend(other.subject);
        self.metric.extend(other.metric);
        self.place_of.extend(other.place_of);
        self.document.extend(other.document);
        self.amounts.extend(other.amounts);
        self.scales.extend(other.scales);
        self.per.extend(other.per);
        self.hedge.extend(other.hedge);
        self.standing_hedge.extend(other.standing_hedge);
        self.exact.extend(other.exact);
        self.method.extend(other.method);
        self.place.extend(other.place);
    }

    /// How many claims there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.source.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.source.is_empty()
    }

    /// Every claim, in the order of the files.
    pub fn claims(&self) -> impl ExactSizeIterator<Item = ClaimIx> + use<> {
        (0..self.len()).map(ClaimIx::from_at)
    }

    /// The claim's id.
    #[must_use]
    pub fn id(&self, claim: ClaimIx) -> &str {
        let from = claim.at().checked_sub(1).map_or(0, |before| self.id_ends[before]);
        &self.ids[from..self.id_ends[claim.at()]]
    }

    /// Who asserts it.
    #[must_use]
    pub fn source(&self, claim: ClaimIx) -> SourceIx {
        self.source[claim.at()]
    }

    /// Whose.
    #[must_use]
    pub fn subject(&self, claim: ClaimIx) -> SubjectIx {
        self.subject[claim.at()]
    }

    /// What.
    #[must_use]
    pub fn metric(&self, claim: ClaimIx) -> MetricIx {
        self.metric[claim.at()]
    }

    /// Where.
    #[must_use]
    pub fn place_of(&self, claim: ClaimIx) -> PlaceIx {
        self.place_of[claim.at()]
    }

    /// The number of its period; equal numbers are equal periods.
    #[must_use]
    pub fn period_ix(&self, claim: ClaimIx) -> PeriodIx {
        self.period[claim.at()]
    }

    /// Over which days.
    #[must_use]
    pub fn period(&self, claim: ClaimIx) -> &Period {
        &self.periods[self.period[claim.at()].at()]
    }

    /// Where it was read.
    #[must_use]
    pub fn document(&self, claim: ClaimIx) -> Option<DocumentIx> {
        let document = self.document[claim.at()];
        (document != NO_DOCUMENT).then_some(DocumentIx(document))
    }

    /// The printed figure.
    #[must_use]
    pub fn figure(&self, claim: ClaimIx) -> Figure {
        let (digits, scales) = (self.amounts[claim.at()], self.scales[claim.at()]);
        let amount = |at: usize| (digits[at] != NO_AMOUNT).then_some(Amount { digits: digits[at], scale: scales[at] });
        Figure { value: amount(0), low: amount(1), high: amount(2), per: self.per[claim.at()] }
    }

    /// What its words mean.
    #[must_use]
    pub fn hedge(&self, claim: ClaimIx) -> HedgeIx {
        self.hedge[claim.at()]
    }

    /// Whether its hedge is a standing caveat of its table.
    #[must_use]
    pub fn has_standing_hedge(&self, claim: ClaimIx) -> bool {
        self.standing_hedge[claim.at()]
    }

    /// The whole numbers it allows at the exact reading, the standing caveat of its table left out.
    #[must_use]
    pub fn exact(&self, claim: ClaimIx) -> Interval {
        self.exact[claim.at()]
    }

    /// How it was obtained.
    #[must_use]
    pub fn method(&self, claim: ClaimIx) -> Method {
        self.method[claim.at()]
    }

    /// Where its record stands.
    #[must_use]
    pub fn place(&self, claim: ClaimIx) -> Place {
        self.place[claim.at()]
    }

    /// What only a hand-coded claim says of itself.
    #[must_use]
    pub fn remark(&self, claim: ClaimIx) -> Option<&Remark> {
        self.remarks.get(self.remark[claim.at()] as usize)
    }
}

impl Default for Place {
    fn default() -> Self {
        Self { table: crate::model::index::TableIx(0), offset: 0, field: 0 }
    }
}
