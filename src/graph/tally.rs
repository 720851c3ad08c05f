//! What is heard for one claim, as it comes in: the best of it, and who confirms the claim.

use crate::graph::attribution::{Attribution, Independence};
use crate::graph::packing::{Packed, pack};
use crate::graph::stance::{Heard, Says};
use crate::graph::support::Support;
use crate::model::index::ClaimIx;

/// Up to how many independent confirmations are packed; then there are "at least so many".
const AT_MOST: usize = 64;

/// How many of them may have one and the same unusual value: no two of these are two.
const OF_ONE_VALUE: usize = 8;

/// How many that speak for one claim are heard in a row at most; then there may be others, and it is said.
const LOOKED_AT: usize = 1_000;

/// How many claims are asked in a row at most, whether or not they say something: copies keep nobody else from being
/// heard until there are so many.
const ASKED: usize = 10_000;

/// What was heard for one claim.
#[derive(Debug)]
pub(super) struct Tally {
    pub(super) best: Support,
    pub(super) by: Option<ClaimIx>,
    pub(super) consistent: bool,
    /// Whether there are more than were heard or kept.
    pub(super) more: bool,
    /// Those who confirm it and are independent of it.
    confirming: Vec<Heard>,
    /// Those of them who agree to the word and have no interest in it.
    agreeing: Vec<Heard>,
}

impl Default for Tally {
    fn default() -> Self {
        Self {
            best: Support::Unattributed,
            by: None,
            consistent: false,
            more: false,
            confirming: Vec::new(),
            agreeing: Vec::new(),
        }
    }
}

impl Tally {
    /// Hears one after another, as far as there may be somebody who changes something.
    pub(super) fn hear_all(&mut self, all: impl Iterator<Item = Option<Heard>>, attribution: &Attribution) {
        let mut speaking = 0;
        for (heard, asked) in all.zip(0..) {
            let settled = self.best == Support::IndependentlyVerified && self.confirming.len() == AT_MOST;
            if settled || speaking == LOOKED_AT || asked == ASKED {
                self.more = true;
                return;
            }
            speaking += usize::from(heard.is_some_and(|heard| self.hear(&heard, attribution)));
        }
    }

    /// Hears one after another until somebody bounds the claim: nobody of these confirms it.
    pub(super) fn hear_bounds(&mut self, all: impl Iterator<Item = Option<Heard>>, attribution: &Attribution) {
        for (heard, asked) in all.zip(0..) {
            if self.best >= Support::Bounded {
                return;
            }
            if asked == ASKED {
                self.more = true;
                return;
            }
            if let Some(heard) = heard {
                self.hear(&heard, attribution);
            }
        }
    }

    /// Hears one; whether it says something that counts.
    fn hear(&mut self, heard: &Heard, attribution: &Attribution) -> bool {
        if heard.independence < Independence::Partial || heard.says < Says::Bounds {
            return false;
        }
        self.consistent = true;
        let full = heard.independence == Independence::Full;
        let own = match (heard.says, full) {
            (Says::Confirms, true) if heard.agrees && heard.disinterested && heard.direct => {
                Support::IndependentlyVerified
            }
            (Says::Confirms, true) => Support::Corroborated,
            (Says::Confirms, false) => Support::Probable,
            (_, true) => Support::Bounded,
            (_, false) => return true,
        };
        self.raise(own, heard.claim);
        if heard.says == Says::Confirms && full {
            if heard.agrees && heard.disinterested && self.best < Support::IndependentlyVerified {
                if self.agreeing.iter().any(|other| are_two(attribution, other, heard)) {
                    self.raise(Support::IndependentlyVerified, heard.claim);
                }
                self.more |= !keep(&mut self.agreeing, heard, attribution);
            }
            self.more |= !keep(&mut self.confirming, heard, attribution);
        }
        true
    }

    fn raise(&mut self, support: Support, by: ClaimIx) {
        if support > self.best {
            (self.best, self.by) = (support, Some(by));
        }
    }

    /// Those who confirm it and are independent of each other.
    pub(super) fn packed(&self, attribution: &Attribution) -> Packed {
        pack(self.confirming.len(), |a, b| !are_two(attribution, &self.confirming[a], &self.confirming[b]))
    }
}

/// Whether two witnesses are independent of each other and no copies of each other.
fn are_two(attribution: &Attribution, one: &Heard, other: &Heard) -> bool {
    let copies = one.value.is_some() && one.value == other.value;
    !copies && attribution.independence(one.origin, other.origin) == Independence::Full
}

/// Keeps a witness, while there is room; whether nothing is lost. Who rests on all that another one rests on, and has
/// no other value, stands in the way of everybody whom that one does: it need not be kept.
fn keep(kept: &mut Vec<Heard>, heard: &Heard, attribution: &Attribution) -> bool {
    if kept.len() == AT_MOST {
        return false;
    }
    let stands_for = |one: &Heard, other: &Heard| {
        let same_value = one.value.is_none() || one.value == other.value;
        same_value && attribution.rests_within(one.origin, other.origin)
    };
    if kept.iter().any(|known| stands_for(known, heard)) {
        return true;
    }
    kept.retain(|known| !stands_for(heard, known));
    let alike = kept.iter().filter(|known| heard.value.is_some() && known.value == heard.value).count();
    let room = alike < OF_ONE_VALUE;
    if room {
        kept.push(*heard);
    }
    room
}
