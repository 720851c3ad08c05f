//! What one claim says to another of the same quantity: that it is so, that it is at least or at most so much, or
//! nothing at all.

use crate::graph::attribution::{Attribution, Independence, OriginIx};
use crate::model::claim::Claim;
use crate::model::dataset::Dataset;
use crate::model::hedge::Reading;
use crate::model::index::{ClaimIx, SourceIx};
use crate::model::interval::Interval;
use crate::model::remark::Method;

/// From how many significant digits on one value in two figures is no chance.
pub const UNUSUAL: u32 = 4;

/// A claim as somebody who may speak for another, and as somebody who may be spoken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stance {
    /// The claim.
    pub claim: ClaimIx,
    /// What it rests on.
    pub origin: OriginIx,
    /// What it allows at the strict reading.
    pub strict: Interval,
    /// What it allows at the tolerant reading.
    tolerant: Interval,
    /// The middle of what it says, as far as it has one.
    centre: i64,
    /// How far another figure may lie from the middle and confirm it all the same: half of what the words allow at
    /// the tolerant reading, and a tenth at least.
    slack: i64,
    /// Whether it rests on a list, films, a register or an inspection.
    pub direct: bool,
    /// Whether it can only bound from below: a list or a visual count of something that has more, or a party's count
    /// of its own side.
    pub floor: bool,
    /// The bare value, where it has any.
    bare: Option<i64>,
    /// A printed number that two do not come to by chance, whatever words stand beside it; of an average the total.
    unusual: Option<i64>,
}

/// What another claim says to a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Says {
    /// Something else: it is farther off than the words and a tenth allow.
    Otherwise,
    /// The very same value, which it has from there or both have from one place.
    Repeats,
    /// A bound that fits.
    Bounds,
    /// So much, within the words and a tenth.
    Confirms,
}

/// A claim that speaks to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heard {
    /// Who speaks.
    pub claim: ClaimIx,
    /// Its origin.
    pub origin: OriginIx,
    /// What it says.
    pub says: Says,
    /// How far it is independent of the other.
    pub independence: Independence,
    /// Whether it counts directly what the other says.
    pub direct: bool,
    /// Whether it rests on a direct count, if only of a part or up to an earlier day.
    pub counts: bool,
    /// Whether the two agree at the strict reading.
    pub agrees: bool,
    /// Whether it has no interest in a side that the other has one in.
    pub disinterested: bool,
    /// An unusual value: two with the same are no two witnesses.
    pub value: Option<i64>,
}

impl Stance {
    /// The stance of a claim.
    #[must_use]
    pub fn of(claim: Claim<'_>, attribution: &Attribution) -> Self {
        let [exact, strict, tolerant] =
            [Reading::Exact, Reading::Strict, Reading::Tolerant].map(|reading| claim.interval(reading, false));
        let method = claim.dataset.claims.method(claim.ix);
        let listed = matches!(method, Method::NamedList | Method::Visual);
        let (origin, teller) = (attribution.origin(claim.ix), claim.source_ix());
        let counted = claim.dataset.vocabulary.subjects.things[claim.quantity().subject.at()].party;
        let of_side = |source: SourceIx| claim.dataset.sources.get(source).party == counted;
        let mut speaking = attribution.get(origin).roots.iter().copied().chain([teller]);
        let begins = attribution.begins(origin);
        let only_theirs = !begins.is_empty() && begins.into_iter().all(of_side);
        let own_side = counted.is_some() && (only_theirs || speaking.any(of_side));
        let printed = claim.figure().value.filter(|_| !claim.is_rate());
        let centre = printed.and_then(|value| value.floor(claim.metric().decimals)).unwrap_or_else(|| middle(strict));
        let bare = (exact.lo == exact.hi && claim.hedge().is_bare()).then_some(exact.lo);
        let half =
            if tolerant.has_low() && tolerant.has_high() { tolerant.hi.saturating_sub(tolerant.lo) / 2 } else { 0 };
        Self {
            claim: claim.ix,
            origin,
            strict,
            tolerant,
            centre,
            slack: half.max(centre.saturating_abs() / 10),
            direct: listed || matches!(method, Method::Registry | Method::Inspection),
            floor: (listed && claim.metric().bounds_below.is_none()) || own_side,
            bare,
            unusual: unusual(claim, exact),
        }
    }

    /// Whether it says what a floor says that it rests on: it is one, at second hand.
    #[must_use]
    pub fn repeats_floor(&self, floor: &Self, attribution: &Attribution) -> bool {
        floor.floor && self.strict == floor.strict && attribution.rests_within(floor.origin, self.origin)
    }

    /// Whether it says how much, not only at least or at most.
    #[must_use]
    pub fn is_two_sided(&self) -> bool {
        self.strict.has_low() && self.strict.has_high()
    }

    /// Where figures that confirm this one lie.
    #[must_use]
    pub fn around(&self) -> Interval {
        Interval { lo: self.centre.saturating_sub(self.slack), hi: self.centre.saturating_add(self.slack) }
    }

    /// The number, if another claim with it cannot have come to it by chance.
    #[must_use]
    pub fn unusual(&self) -> Option<i64> {
        self.unusual
    }

    /// What `other` says to this claim; both are of one quantity and the same days.
    #[must_use]
    pub fn hear(&self, other: &Self, dataset: &Dataset, attribution: &Attribution) -> Heard {
        let says = match () {
            () if self.is_repeated_by(other, attribution) => Says::Repeats,
            () if self.is_confirmed_by(other) => Says::Confirms,
            () if self.is_bounded_by(other) => Says::Bounds,
            () => Says::Otherwise,
        };
        self.heard(other, says, dataset, attribution)
    }

    /// What a direct count up to an earlier day, or of a floor of the quantity, says to this claim: at least so much.
    #[must_use]
    pub fn hear_floor(&self, floor: &Self, dataset: &Dataset, attribution: &Attribution) -> Heard {
        let fits = floor.strict.has_low() && floor.strict.lo > 0 && floor.strict.lo <= self.strict.hi;
        let says = if fits { Says::Bounds } else { Says::Otherwise };
        self.heard(floor, says, dataset, attribution)
    }

    fn heard(&self, other: &Self, says: Says, dataset: &Dataset, attribution: &Attribution) -> Heard {
        // A bound bounds a figure whoever else is behind the figure.
        let apart = says == Says::Bounds && attribution.is_apart(other.origin, self.origin);
        let independence = if apart { Independence::Full } else { attribution.independence(other.origin, self.origin) };
        Heard {
            claim: other.claim,
            origin: other.origin,
            says,
            independence,
            direct: other.direct && !other.floor,
            counts: other.direct,
            agrees: self.strict.meets(other.strict),
            disinterested: !attribution.share_an_interest(&dataset.sources, other.origin, self.origin),
            value: other.unusual().filter(|_| !other.direct),
        }
    }

    /// Whether the other has the very same value from here, or both from one place: an unusual one, or any where it
    /// is declared to rest on the same. Who counts directly comes to the value by counting.
    fn is_repeated_by(&self, other: &Self, attribution: &Attribution) -> bool {
        let copied = self.unusual.is_some() && self.unusual == other.unusual;
        let same = self.bare.is_some() && self.bare == other.bare;
        !other.direct && (copied || same && attribution.is_linked(other.origin, self.origin))
    }

    fn is_confirmed_by(&self, other: &Self) -> bool {
        !other.floor && other.is_two_sided() && self.around().contains(other.strict)
    }

    /// Whether the other leaves room for this figure and says something all the same: one-sided, or wide, or beside
    /// words that are. A list or a visual count leaves room above itself; a party's count of its own side, printed
    /// as what it is, does not.
    fn is_bounded_by(&self, other: &Self) -> bool {
        let least = other.strict.has_low() && other.strict.lo > 0;
        let says_something = least || other.strict.has_high();
        let open = Interval { hi: Interval::NO_HIGH, ..other.strict };
        let leaves_room = if other.direct && other.floor { open } else { other.strict };
        says_something && leaves_room.meets(self.strict) && (other.leaves_room() || !self.is_two_sided())
    }

    /// Whether figures that lie farther off than a tenth may fit it all the same.
    #[must_use]
    pub fn leaves_room(&self) -> bool {
        self.floor || !self.is_exact()
    }

    /// Whether the words leave hardly any room: less than a tenth to either side.
    fn is_exact(&self) -> bool {
        self.is_two_sided() && self.around().contains(self.tolerant) && self.slack <= self.centre.saturating_abs() / 10
    }
}

/// The first printed number with so many digits that two do not come to it by chance: the value, or an end of a range.
fn unusual(claim: Claim<'_>, exact: Interval) -> Option<i64> {
    let (figure, decimals) = (claim.figure(), claim.metric().decimals);
    let mut printed = [figure.value, figure.low, figure.high].into_iter().flatten();
    let number = printed.find(|number| number.significant_digits() >= UNUSUAL)?;
    if claim.is_rate() { exact.has_low().then_some(exact.lo) } else { number.floor(decimals) }
}

/// The middle of an interval; its one end where it has one.
fn middle(interval: Interval) -> i64 {
    match (interval.has_low(), interval.has_high()) {
        (true, true) => i64::midpoint(interval.lo, interval.hi),
        (true, false) => interval.lo,
        (false, true) => interval.hi,
        (false, false) => 0,
    }
}
