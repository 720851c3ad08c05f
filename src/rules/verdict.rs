//! What a rule says of some claims. Verdicts on consecutive days come folded: the worst of them,
//! and the run they form.

use crate::model::day::Day;
use crate::model::hedge::Reading;
use crate::model::index::{ClaimIx, MetricIx};
use crate::model::interval::Interval;
use crate::rules::level::Strength;
use crate::rules::network::facts::NetworkFacts;
use crate::rules::provenance::facts::ProvenanceFacts;
use crate::rules::rate::facts::RateFacts;
use crate::rules::ratio::facts::RatioFacts;
use crate::rules::series::facts::SeriesFacts;
use crate::rules::sum::facts::SumFacts;
use crate::rules::words::Share;

/// How many claims of a side are named at most.
pub const WITNESSES: usize = 3;

/// Some claims that say the same, the one that matters most first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// At most [`WITNESSES`] claims.
    pub claims: Vec<ClaimIx>,
    /// How many say the same in all: sources, or claims where one statement stands against many.
    pub count: u64,
    /// What they say, at the reading of the verdict.
    pub interval: Interval,
    /// Whether that is implied by the claims together instead of said by the first of them.
    pub implied: bool,
    /// How many of the claims, the last ones, are subtracted from the others where they imply it together.
    pub subtracted: usize,
}

impl Side {
    /// One claim by itself.
    #[must_use]
    pub fn of_one(claim: ClaimIx, interval: Interval) -> Self {
        Self { claims: vec![claim], count: 1, interval, implied: false, subtracted: 0 }
    }
}

/// The days over which a verdict repeats itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Run {
    /// The first day.
    pub first: Day,
    /// The last day.
    pub last: Day,
    /// How often: days, or pairs.
    pub count: u64,
}

impl Run {
    /// One day.
    #[must_use]
    pub fn once(day: Day) -> Self {
        Self { first: day, last: day, count: 1 }
    }
}

/// How the two sides of a verdict were held against each other: the facts of its arithmetic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Facts {
    /// The left should not exceed the right, times a factor.
    AtMost {
        /// The factor; the whole for none.
        factor: Share,
        /// By how much the left may exceed it all the same.
        tolerance: Share,
        /// The part in the relation, for the wording: whether left is a part, an earlier day, or both the same.
        lie: Lie,
    },
    /// As `AtMost`, per day: the left over its most days, the right over its fewest.
    PerDay {
        /// Days that divide the left side.
        left_days: i64,
        /// Days that divide the right side.
        right_days: i64,
        /// The factor; the whole for none.
        factor: Share,
        /// By how much the left may run ahead.
        tolerance: Share,
        /// How many days later the common start would have to be for the verdict to go, if any will do.
        later_start: Option<i64>,
    },
    /// What the words suggest is less than what the lineage implies.
    Understated,
    /// Two printed figures should be the same.
    Printed,
    /// A `no` stands against figures.
    Denied,
    /// The period ends after the document was published.
    AfterPublication {
        /// When the document was published.
        published: Day,
    },
    /// The figure is of an earlier day than its document.
    Stale {
        /// Days from the figure's day to publication, at least.
        age: i64,
        /// Days over which it accrued, at most.
        accrued: i64,
        /// Every claim of that day in the document.
        of: Vec<ClaimIx>,
    },
    /// The root has a hedge and the restatement none.
    HedgeDropped,
    /// Low, value and high do not stand in order.
    OutOfOrder,
    /// A running total that is lower on a later day; the correction that explains it, with its day.
    Fall {
        /// What was published, if anything explains the fall.
        correction: Option<(Day, i64)>,
    },
    /// Parts or periods that do not add up.
    Sum(SumFacts),
    /// An average beside its total.
    Rate(RateFacts),
    /// One metric over another.
    Ratio(RatioFacts),
    /// Figures that miss each other together.
    Network(Box<NetworkFacts>),
    /// Where a figure comes from.
    Provenance(Box<ProvenanceFacts>),
    /// One count under several words.
    Wordings(Vec<(MetricIx, String, ClaimIx)>),
    /// What a test of plausibility measured.
    Series(SeriesFacts),
}

impl Facts {
    /// Whether other amounts would have made it another verdict. Who says a figure, of when and under which word is
    /// the same whatever the figure.
    #[must_use]
    pub fn rest_on_amounts(&self) -> bool {
        match self {
            Self::Denied
            | Self::AfterPublication { .. }
            | Self::Stale { .. }
            | Self::Wordings(_)
            | Self::Series(SeriesFacts::Missing(_)) => false,
            Self::Provenance(facts) => matches!(**facts, ProvenanceFacts::UndeclaredCopy),
            _ => true,
        }
    }
}

/// How the left claim of a comparison lies to the right one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lie {
    /// The same quantity over the same days.
    Same,
    /// The same quantity, an earlier day of a running total.
    Earlier,
    /// A part of the quantity or of the days.
    Part,
    /// A floor.
    Floor,
    /// Not declared to be related: a rule asked for it all the same.
    Beside,
}

/// What a rule says of some claims.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The claims that stray.
    pub left: Side,
    /// What they are held against.
    pub right: Option<Side>,
    /// The reading at which the sides are told: the strict one, or the exact one where it survives
    /// only that.
    pub reading: Reading,
    /// How far words must be stretched; absent where no amounts are compared.
    pub strength: Option<Strength>,
    /// The facts of its arithmetic.
    pub facts: Facts,
    /// What it rests on besides printed words.
    pub assumptions: Vec<String>,
    /// When.
    pub run: Run,
    /// Every two claims that stand against each other in it; those that its sides name where this is empty.
    pub pairs: Vec<(ClaimIx, ClaimIx)>,
}

impl Verdict {
    /// Every two claims that stand against each other: a left one and a right one.
    #[must_use]
    pub fn opposed(&self) -> Vec<(ClaimIx, ClaimIx)> {
        if !self.pairs.is_empty() {
            return self.pairs.clone();
        }
        let right = self.right.iter().flat_map(|side| &side.claims);
        let lefts = &self.left.claims;
        right.flat_map(|&right| lefts.iter().map(move |&left| (left, right))).collect()
    }
}

/// What a rule found, and how often it looked.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// Verdicts, folded.
    pub verdicts: Vec<Verdict>,
    /// Comparisons made.
    pub comparisons: u64,
    /// Wholes that were left out because looking at them would take too long.
    pub left_out: u64,
    /// Claims that were held against some other figure, in any order and perhaps repeatedly.
    pub touched: Vec<ClaimIx>,
}

impl Outcome {
    /// Both outcomes together.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.verdicts.extend(other.verdicts);
        self.comparisons += other.comparisons;
        self.left_out += other.left_out;
        self.touched.extend(other.touched);
        self
    }
}
