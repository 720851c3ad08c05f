//! The tightest interval that a net implies for a difference.
//!
//! `x_b − x_a` lies between the negative of the lightest path from b to a and the lightest path from a to b,
//! both ends are reached, and the paths are the derivation (Dechter, Meiri and Pearl, Artificial
//! Intelligence 49, 1991).

use crate::network::feasible::Feasible;
use crate::network::labels::{Labels, Length};
use crate::network::meeting::Ground;
use crate::network::net::{EdgeIx, Net, VarIx};
use crate::network::paths::{Paths, Way};

/// One end of an interval, and the edges that give it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct End {
    /// In units of the metric.
    pub value: i128,
    /// Edges end to end: for an upper end from the variable subtracted to the other, with `value` as their
    /// sum; for a lower end the other way, with the negative of `value`.
    pub path: Vec<EdgeIx>,
}

/// What a net implies for a difference; an end is missing where nothing bounds it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bounds {
    /// The least that it can be.
    pub low: Option<End>,
    /// The most that it can be.
    pub high: Option<End>,
}

impl Bounds {
    /// Both ends without their derivations.
    #[must_use]
    pub fn values(&self) -> (Option<i128>, Option<i128>) {
        (self.low.as_ref().map(|end| end.value), self.high.as_ref().map(|end| end.value))
    }
}

impl<'n> Feasible<'n> {
    /// What the net implies for `x_to − x_from`. Two searches, O(m log n) at worst, that end where the answer
    /// is known. A variable that the net does not have is unbounded.
    #[must_use]
    pub fn bounds(&self, from: VarIx, to: VarIx) -> Bounds {
        let Self { net, without, labels } = self;
        match labels {
            Labels::Narrow(labels) => between(&Ground { net, without, labels }, from, to),
            Labels::Wide(labels) => between(&Ground { net, without, labels }, from, to),
        }
    }

    /// What the net implies for every variable against one anchor. Two searches for all of them,
    /// O(m log n).
    #[must_use]
    pub fn band(&self, anchor: VarIx) -> Band<'n> {
        let onward = Paths::search(self, anchor, Way::Out);
        let back = Paths::search(self, anchor, Way::In);
        Band { net: self.net, onward, back }
    }
}

fn between<D: Length>(ground: &Ground<'_, D>, from: VarIx, to: VarIx) -> Bounds {
    let low = ground.path(to, from, None).map(|(weight, path)| End { value: -weight, path });
    let high = ground.path(from, to, None).map(|(value, path)| End { value, path });
    Bounds { low, high }
}

/// What a net implies for every variable against one anchor.
#[derive(Debug, Clone)]
pub struct Band<'n> {
    net: &'n Net,
    onward: Paths,
    back: Paths,
}

impl Band<'_> {
    /// The bounds of `x_var − x_anchor`.
    #[must_use]
    pub fn at(&self, var: VarIx) -> Bounds {
        let low = self.back.weight(var).map(|weight| End { value: -weight, path: self.back.path(self.net, var) });
        let high = self.onward.weight(var).map(|value| End { value, path: self.onward.path(self.net, var) });
        Bounds { low, high }
    }

    /// The same without derivations: the least and the most.
    #[must_use]
    pub fn values(&self, var: VarIx) -> (Option<i128>, Option<i128>) {
        (self.back.weight(var).map(|weight| -weight), self.onward.weight(var))
    }
}
