//! The tightest interval that a net implies for a difference.
//!
//! `x_b − x_a` lies between the negative of the lightest path from b to a and the lightest path from a to b,
//! both ends are reached, and the paths are the derivation (Dechter, Meiri and Pearl, Artificial
//! Intelligence 49, 1991).

use crate::network::feasible::Feasible;
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
    fn new(net: &Net, onward: &Paths, to: VarIx, back: &Paths, from: VarIx) -> Self {
        let low = back.weight(from).map(|weight| End { value: -weight, path: back.path(net, from) });
        let high = onward.weight(to).map(|value| End { value, path: onward.path(net, to) });
        Self { low, high }
    }

    /// Both ends without their derivations.
    #[must_use]
    pub fn values(&self) -> (Option<i128>, Option<i128>) {
        (self.low.as_ref().map(|end| end.value), self.high.as_ref().map(|end| end.value))
    }
}

impl<'n> Feasible<'n> {
    /// What the net implies for `x_to − x_from`. Two searches, O(m log n) at worst, that begin where fewer
    /// edges are (an anchor has very many) and end where the answer is known. A variable that the net does
    /// not have is unbounded.
    #[must_use]
    pub fn bounds(&self, from: VarIx, to: VarIx) -> Bounds {
        let (root, goal, out, back) = if self.net.degree(to) < self.net.degree(from) {
            (to, from, Way::In, Way::Out)
        } else {
            (from, to, Way::Out, Way::In)
        };
        let onward = Paths::search(self, root, out, Some(goal));
        let back = Paths::search(self, root, back, Some(goal));
        Bounds::new(self.net, &onward, goal, &back, goal)
    }

    /// What the net implies for every variable against one anchor. Two searches for all of them,
    /// O(m log n).
    #[must_use]
    pub fn band(&self, anchor: VarIx) -> Band<'n> {
        let onward = Paths::search(self, anchor, Way::Out, None);
        let back = Paths::search(self, anchor, Way::In, None);
        Band { net: self.net, onward, back }
    }
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
        Bounds::new(self.net, &self.onward, var, &self.back, var)
    }

    /// The same without derivations: the least and the most.
    #[must_use]
    pub fn values(&self, var: VarIx) -> (Option<i128>, Option<i128>) {
        (self.back.weight(var).map(|weight| -weight), self.onward.weight(var))
    }
}
