//! Who speaks for each claim: of all that is said of the same quantity and days, what confirms it, what bounds it,
//! and how many of those who confirm it are independent of it and of each other.

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::graph::attribution::{Attribution, Independence};
use crate::graph::floors::Floors;
use crate::graph::packing::pack;
use crate::graph::stance::{Heard, Says, Stance};
use crate::graph::support::Support;
use crate::model::claim::Claim;
use crate::model::dataset::Dataset;
use crate::model::index::ClaimIx;
use crate::model::interval::Interval;

/// Up to how many independent confirmations are packed; then there are "at least so many".
pub const AT_MOST: usize = 64;

/// How many claims that may speak for one are heard in a row at most; then there may be others, and it is said.
const LOOKED_AT: usize = 1_000;

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
        let own = Stance::of(dataset.claim(claim), &self.attribution);
        let panel = self.order.chunk_by(|&a, &b| same_days(dataset, a, b)).find(|panel| panel.contains(&claim));
        let stances: Vec<Stance> =
            panel.into_iter().flatten().map(|&ix| Stance::of(dataset.claim(ix), &self.attribution)).collect();
        let beside = stances.iter().filter(|other| other.claim != claim && self.speaks(dataset, claim));
        let mut heard: Vec<Heard> =
            beside.map(|other| own.hear(other, dataset, &self.attribution)).chain(self.below(dataset, &own)).collect();
        heard.sort_by_key(|heard| dataset.claims.id(heard.claim));
        heard
    }

    /// Whether a claim says of another what it says, within the words and a tenth: of the same quantity and days.
    #[must_use]
    pub fn confirms(&self, dataset: &Dataset, claim: ClaimIx, other: ClaimIx) -> bool {
        let stance = |claim: ClaimIx| Stance::of(dataset.claim(claim), &self.attribution);
        let one = same_days(dataset, claim, other) && self.speaks(dataset, claim);
        one && stance(other).hear(&stance(claim), dataset, &self.attribution).says == Says::Confirms
    }

    /// What a claim is by itself.
    fn alone(&self, claim: ClaimIx) -> Backing {
        let unattributed = self.attribution.get(self.attribution.origin(claim)).unattributed;
        let support = if unattributed { Support::Unattributed } else { Support::Reported };
        Backing { support, by: None, independent: 0, exact: true, consistent: false }
    }

    /// Whether voices mean one and the same by what the claim counts: an ambiguous word of two voices is two words.
    fn speaks(&self, dataset: &Dataset, claim: ClaimIx) -> bool {
        dataset.vocabulary.readings(&dataset.claims.metric(claim)).is_empty()
    }

    /// The claims of one quantity and the same days that somebody else speaks to.
    fn panel(&self, dataset: &Dataset, panel: &[ClaimIx]) -> Vec<(ClaimIx, Backing)> {
        let origin = |claim: &ClaimIx| self.attribution.origin(*claim);
        let alone = panel.iter().all(|claim| origin(claim) == origin(&panel[0])) || !self.speaks(dataset, panel[0]);
        let floored = self.floors.below(dataset.claim(panel[0])).next().is_some();
        if alone && !floored {
            return Vec::new();
        }
        let mut stances: Vec<Stance> =
            panel.iter().map(|&claim| Stance::of(dataset.claim(claim), &self.attribution)).collect();
        stances.sort_by_key(|stance| (stance.strict.lo, stance.strict.hi, dataset.claims.id(stance.claim)));
        // Who leaves room around himself may bound figures that lie anywhere.
        let roomy: Vec<usize> = (0..stances.len()).filter(|&at| stances[at].leaves_room()).collect();
        let direct: Vec<usize> = (0..stances.len()).filter(|&at| stances[at].direct).collect();
        let panel = Panel { of: self, dataset, stances: &stances, roomy: &roomy, direct: &direct };
        (0..stances.len()).map(|at| (stances[at].claim, panel.weigh(at, alone))).collect()
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
    a.quantity() == b.quantity() && a.period().end == b.period().end && a.period().start == b.period().start
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
    fn weigh(&self, at: usize, alone: bool) -> Backing {
        let own = &self.stances[at];
        let (dataset, attribution) = (self.dataset, &self.of.attribution);
        let mut tally = Tally::default();
        let hear = |at: usize| {
            let other = &self.stances[at];
            (other.origin != own.origin).then(|| own.hear(other, dataset, attribution))
        };
        if !alone {
            let range = |of: Interval| {
                let at = |least: i64| self.stances.partition_point(|other| other.strict.lo < least);
                at(of.lo)..at(of.hi.saturating_add(1)).max(at(of.lo))
            };
            // Who counts directly, and who agrees to the word, may verify it; who lies within its slack confirms it.
            let (word, near) = (range(own.strict), range(own.around()));
            tally.hear_all(
                self.direct.iter().copied().chain(word).chain(self.roomy.iter().copied()).filter_map(hear),
                attribution,
            );
            if !tally.more {
                tally.hear_all(near.filter_map(hear), attribution);
            }
            // Beside words that are open to one side anybody says something.
            if !own.is_two_sided() && tally.best < Support::Bounded {
                tally.hear_all((0..self.stances.len()).filter_map(hear), attribution);
            }
        }
        if tally.best < Support::Bounded {
            self.of.below(dataset, own).for_each(|heard| tally.hear(heard, attribution));
        }
        tally.finish(self.of.alone(own.claim), attribution)
    }
}

/// What was heard for one claim.
struct Tally {
    best: Support,
    by: Option<ClaimIx>,
    consistent: bool,
    /// Those who confirm it and are independent of it.
    confirming: Vec<Heard>,
    /// Those of them who agree to the word and have no interest in it.
    agreeing: Vec<Heard>,
    /// Whether there are more than were kept.
    more: bool,
}

impl Default for Tally {
    fn default() -> Self {
        Self {
            best: Support::Unattributed,
            by: None,
            consistent: false,
            confirming: Vec::new(),
            agreeing: Vec::new(),
            more: false,
        }
    }
}

impl Tally {
    /// Hears one after another, up to so many: where nobody of these raises it, others may.
    fn hear_all(&mut self, all: impl Iterator<Item = Heard>, attribution: &Attribution) {
        for (heard, asked) in all.zip(0..) {
            self.hear(heard, attribution);
            self.more |= asked >= LOOKED_AT;
            if self.more && (asked >= LOOKED_AT || self.best == Support::IndependentlyVerified) {
                break;
            }
        }
    }

    fn hear(&mut self, heard: Heard, attribution: &Attribution) {
        let speaks = heard.independence >= Independence::Partial && heard.says >= Says::Bounds;
        if !speaks {
            return;
        }
        self.consistent = true;
        let full = heard.independence == Independence::Full;
        let own = match (heard.says, full) {
            (Says::Confirms, true) if heard.agrees && heard.disinterested && heard.direct => {
                Support::IndependentlyVerified
            }
            (Says::Confirms, true) => Support::Corroborated,
            (Says::Confirms, false) => Support::Probable,
            // A direct count is there, whoever else may have made use of it.
            (_, full) if full || heard.counts => Support::Bounded,
            _ => return,
        };
        self.raise(own, heard.claim);
        if heard.says != Says::Confirms || !full {
            return;
        }
        if heard.agrees && heard.disinterested && self.best < Support::IndependentlyVerified {
            if self.agreeing.iter().any(|other| are_two(attribution, other, &heard)) {
                self.raise(Support::IndependentlyVerified, heard.claim);
            }
            self.more |= !keep(&mut self.agreeing, heard);
        }
        self.more |= !keep(&mut self.confirming, heard);
    }

    fn raise(&mut self, support: Support, by: ClaimIx) {
        if support > self.best {
            (self.best, self.by) = (support, Some(by));
        }
    }

    fn finish(self, alone: Backing, attribution: &Attribution) -> Backing {
        let packed =
            pack(self.confirming.len(), |a, b| !are_two(attribution, &self.confirming[a], &self.confirming[b]));
        Backing {
            support: alone.support.max(self.best),
            by: self.by,
            independent: u16::try_from(packed.chosen.len()).unwrap_or(u16::MAX),
            exact: packed.exact && !self.more,
            consistent: self.consistent,
        }
    }
}

/// Whether two witnesses are independent of each other and no copies of each other.
fn are_two(attribution: &Attribution, one: &Heard, other: &Heard) -> bool {
    let copies = one.value.is_some() && one.value == other.value;
    !copies && attribution.independence(one.origin, other.origin) == Independence::Full
}

/// Keeps a witness that says something new, while there is room; whether it need not be kept or was.
fn keep(kept: &mut Vec<Heard>, heard: Heard) -> bool {
    if kept.iter().any(|known| known.origin == heard.origin && known.value == heard.value) {
        return true;
    }
    let room = kept.len() < AT_MOST;
    if room {
        kept.push(heard);
    }
    room
}
