//! Differences from one variable, looked at a few by themselves or all at once.

use std::collections::BTreeMap;

use crate::network::bounds::{Band, Bounds};
use crate::network::feasible::Feasible;
use crate::network::net::VarIx;

/// What is known of differences from one variable: a few by themselves, or all.
#[derive(Default)]
pub(super) struct Known<'n> {
    few: BTreeMap<VarIx, Bounds>,
    all: Option<Band<'n>>,
}

/// As many differences from one variable as two searches over the whole net are worth.
const FEW: usize = 8;

impl<'n> Known<'n> {
    /// Looks at differences from a root to some variables.
    pub(super) fn see(&mut self, values: &Feasible<'n>, root: VarIx, to: impl ExactSizeIterator<Item = VarIx>) {
        if self.all.is_some() {
            return;
        }
        if self.few.len() + to.len() > FEW {
            self.all = Some(values.band(root));
            return;
        }
        for to in to {
            self.few.entry(to).or_insert_with(|| values.bounds(root, to));
        }
    }

    /// The least and the most of a difference that was looked at.
    pub(super) fn values(&self, to: VarIx) -> (Option<i128>, Option<i128>) {
        let few = || self.few.get(&to).map(Bounds::values).unwrap_or_default();
        self.all.as_ref().map_or_else(few, |band| band.values(to))
    }

    /// The same with derivations.
    pub(super) fn at(&self, to: VarIx) -> Bounds {
        let few = || self.few.get(&to).cloned().unwrap_or_default();
        self.all.as_ref().map_or_else(few, |band| band.at(to))
    }
}
