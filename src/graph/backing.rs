//! Who speaks for each claim: of all that is said of the same quantity and days, what confirms it, what bounds it,
//! and how many of those who confirm it are independent of it and of each other.

use std::ops::Range;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::graph::attribution::Attribution;
use crate::graph::floors::Floors;
use crate::graph::stance::{Heard, Says, Stance};
use crate::graph::support::Support;
use crate::graph::tally::Tally;
use crate::model::claim::Claim;
use crate::model::dataset::Dataset;
use crate::model::index::ClaimIx;
use crate::model::interval::Interval;

/// How many floors of one value are looked at, at most, for one that another claim repeats.
const FLOORS: usize = 64;

/// What speaks for one claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backing {
    /// How well it is supported.
    pub support: Support,
    /// The claim that decides so, if it is another one.
    pub by: Option<ClaimIx>,
    /// How many confirm it that are independent of it and of each other.
    pub independent: u16,
    /// Whether there are no more of them.
    pub exact: bool,
    /// Whether somebody outside its group says something that fits.
    pub consistent: bool,
}

/// What speaks for every claim of a dataset.
#[derive(Debug)]
pub struct Backings {
    attribution: Attribution,
    floors: Floors,
    order: Vec<ClaimIx>,
    of: Vec<Backing>,
}

impl Backings {
    /// Weighs every claim. `claims` are those that speak for themselves, in order of their quantities, then of the
    /// ends of their days, then of the beginnings.
    #[must_use]
    pub fn weigh(dataset: &Dataset, attribution: Attribution, claims: &[ClaimIx]) -> Self {
        let floors = Floors::among(dataset, &attribution, claims);
        let mut weighed = Self { attribution, floors, order: claims.to_vec(), of: Vec::new() };
        weighed.of = dataset.claims.claims().map(|claim| weighed.alone(claim)).collect();
        let panels: Vec<&[ClaimIx]> = weighed.order.chunk_by(|&a, &b| same_days(dataset, a, b)).collect();
        let found: Vec<(ClaimIx, Backing)> =
            panels.par_iter().flat_map_iter(|panel| weighed.panel(dataset, panel)).collect();
        for (claim, backing) in found {
            weighed.of[claim.at()] = backing;
        }
        weighed
    }

    /// Who stands behind each claim.
    #[must_use]
    pub fn attribution(&self) -> &Attribution {
        &self.attribution
    }

    /// What speaks for a claim.
    #[must_use]
    pub fn of(&self, claim: ClaimIx) -> Backing {
        self.of[claim.at()]
    }

    /// Everybody who speaks to a claim, in order of the claims' ids.
    #[must_use]
    pub fn heard(&self, dataset: &Dataset, claim: ClaimIx) -> Vec<Heard> {
        let panel = Some(self.beside(dataset, claim)).filter(|panel| panel.contains(&claim));
        let stances = self.stances(dataset, panel.unwrap_or(&[claim]));
        let Some(own) = stances.iter().copied().find(|stance| stance.claim == claim) else { return Vec::new() };
        let beside = stances.iter().filter(|other| other.claim != claim && self.speaks(dataset, claim));
        let mut heard: Vec<Heard> =
            beside.map(|other| own.hear(other, dataset, &self.attribution)).chain(self.below(dataset, &own)).collect();
        heard.sort_by_key(|heard| dataset.claims.id(heard.claim));
        heard
    }

    /// What a claim says to another, if it is of the same quantity and days.
    #[must_use]
    pub fn says(&self, dataset: &Dataset, claim: ClaimIx, other: ClaimIx) -> Option<Says> {
        let stance = |claim: ClaimIx| Stance::of(dataset.claim(claim), &self.attribution);
        let one = same_days(dataset, claim, other) && self.speaks(dataset, claim);
        one.then(|| stance(other).hear(&stance(claim), dataset, &self.attribution).says)
    }

    /// What a claim is by itself.
    fn alone(&self, claim: ClaimIx) -> Backing {
        let unattributed = self.attribution.get(self.attribution.origin(claim)).unattributed;
        let support = if unattributed { Support::Unattributed } else { Support::Reported };
        Backing { support, by: None, independent: 0, exact: true, consistent: false }
    }

    /// The claims of its quantity and days.
    fn beside(&self, dataset: &Dataset, claim: ClaimIx) -> &[ClaimIx] {
        let key = |ix: ClaimIx| {
            let claim = dataset.claim(ix);
            (claim.quantity(), claim.period().end, claim.period().start)
        };
        let at = self.order.partition_point(|&other| key(other) < key(claim));
        let beside = self.order[at..].partition_point(|&other| key(other) == key(claim));
        &self.order[at..at + beside]
    }

    /// Whether voices mean one and the same by what the claim counts: an ambiguous word of two voices is two words.
    fn speaks(&self, dataset: &Dataset, claim: ClaimIx) -> bool {
        !dataset.vocabulary.is_ambiguous(dataset.claims.metric(claim))
    }

    /// The claims of one quantity and the same days that somebody else speaks to.
    fn panel(&self, dataset: &Dataset, panel: &[ClaimIx]) -> Vec<(ClaimIx, Backing)> {
        let origin = |claim: &ClaimIx| self.attribution.origin(*claim);
        let alone = panel.iter().all(|claim| origin(claim) == origin(&panel[0])) || !self.speaks(dataset, panel[0]);
        // Averages and totals, days and running totals of the same days stand side by side: any of them may have one.
        let floored = |&claim: &ClaimIx| self.floors.below(dataset.claim(claim)).next().is_some();
        if alone && !panel.iter().any(floored) {
            return Vec::new();
        }
        let mut stances = self.stances(dataset, panel);
        stances.sort_by_key(|stance| (Panel::place(stance), dataset.claims.id(stance.claim)));
        // Who leaves room around himself may bound figures that lie anywhere.
        let roomy: Vec<usize> = (0..stances.len()).filter(|&at| stances[at].leaves_room()).collect();
        let direct: Vec<usize> = (0..stances.len()).filter(|&at| stances[at].direct).collect();
        let panel = Panel { of: self, dataset, stances: &stances, roomy: &roomy, direct: &direct };
        (0..stances.len()).map(|at| (stances[at].claim, panel.weigh(at, alone))).collect()
    }

    /// What claims of one quantity and the same days say.
    fn stances(&self, dataset: &Dataset, panel: &[ClaimIx]) -> Vec<Stance> {
        let mut stances: Vec<Stance> =
            panel.iter().map(|&claim| Stance::of(dataset.claim(claim), &self.attribution)).collect();
        let mut floors: Vec<Stance> = stances.iter().copied().filter(|stance| stance.floor).collect();
        floors.sort_by_key(|floor| (floor.strict.lo, floor.strict.hi, floor.origin));
        floors.dedup_by_key(|floor| (floor.strict, floor.origin));
        for stance in &mut stances {
            let place = (stance.strict.lo, stance.strict.hi);
            let from = floors.partition_point(|floor| (floor.strict.lo, floor.strict.hi) < place);
            let of_value = floors[from..].iter().take_while(|floor| floor.strict == stance.strict);
            let repeats = |floor: &Stance| stance.repeats_floor(floor, &self.attribution);
            stance.floor |= !stance.direct && of_value.take(FLOORS).any(repeats);
        }
        stances
    }

    /// What direct counts up to earlier days say to a claim.
    fn below<'b>(&'b self, dataset: &'b Dataset, own: &Stance) -> impl Iterator<Item = Heard> + 'b {
        let claim: Claim<'b> = dataset.claim(own.claim);
        let own = *own;
        self.floors.below(claim).map(move |floor| own.hear_floor(floor, dataset, &self.attribution))
    }
}

/// Whether two claims are of one quantity and the same days.
fn same_days(dataset: &Dataset, a: ClaimIx, b: ClaimIx) -> bool {
    let (a, b) = (dataset.claim(a), dataset.claim(b));
    a.quantity() == b.quantity() && a.period().has_days_of(b.period())
}

/// The claims of one quantity and the same days, by their least values.
struct Panel<'p> {
    of: &'p Backings,
    dataset: &'p Dataset,
    stances: &'p [Stance],
    roomy: &'p [usize],
    direct: &'p [usize],
}

impl Panel<'_> {
    /// What claims are sorted by; those with one and the same unusual number stand together.
    fn place(stance: &Stance) -> (i64, i64, Option<i64>) {
        (stance.strict.lo, stance.strict.hi, stance.unusual())
    }

    /// The claims whose least values lie in an interval.
    fn range(&self, of: Interval) -> Range<usize> {
        let from = self.stances.partition_point(|other| other.strict.lo < of.lo);
        from..self.stances.partition_point(|other| other.strict.lo <= of.hi).max(from)
    }

    /// The claims that say the very same as this one, whose number nobody else comes to by chance.
    fn same(&self, own: &Stance) -> Range<usize> {
        let place = Self::place(own);
        let from = self.stances.partition_point(|other| Self::place(other) < place);
        let to = self.stances.partition_point(|other| Self::place(other) <= place);
        if own.unusual().is_some() { from..to } else { from..from }
    }

    fn weigh(&self, at: usize, alone: bool) -> Backing {
        let own = &self.stances[at];
        let (dataset, attribution) = (self.dataset, &self.of.attribution);
        let mut tally = Tally::default();
        let hear = |at: usize| {
            let other = &self.stances[at];
            (other.origin != own.origin).then(|| own.hear(other, dataset, attribution))
        };
        if !alone {
            // Whoever confirms it lies around it. Who counts directly is heard first, then who agrees to the word: they
            // may verify it. Copies repeat it and are not asked.
            let (near, word, same) = (self.range(own.around()), self.range(own.strict), self.same(own));
            let word = word.start.clamp(near.start, near.end)..word.end.clamp(near.start, near.end);
            let direct = |of: &Range<usize>| {
                let at = |end: usize| self.direct.partition_point(|&direct| direct < end);
                at(of.start)..at(of.end)
            };
            let counted = self.direct[direct(&near)].iter().copied();
            let same = same.start.clamp(word.start, word.end)..same.end.clamp(word.start, word.end);
            let others = (word.start..same.start).chain(same.end..word.end);
            let others = others.chain(near.start..word.start).chain(word.end..near.end);
            let others = others.filter(|at| !self.stances[*at].direct);
            tally.hear_all(counted.chain(others).map(hear), attribution);
            // Who leaves room around himself may bound figures that lie anywhere; beside words that are open to one
            // side anybody says something.
            if tally.best < Support::Bounded {
                let everybody = if own.is_two_sided() { 0..0 } else { 0..self.stances.len() };
                tally.hear_bounds(self.roomy.iter().copied().chain(everybody).map(hear), attribution);
            }
        }
        tally.hear_bounds(self.of.below(dataset, own).map(Some), attribution);
        let (alone, packed) = (self.of.alone(own.claim), tally.packed(attribution));
        Backing {
            support: alone.support.max(tally.best),
            by: tally.by,
            independent: u16::try_from(packed.chosen.len()).unwrap_or(u16::MAX),
            exact: packed.exact && !tally.more,
            consistent: tally.consistent,
        }
    }
}
