//! Which variable stands for which count at which midnight.

use std::collections::BTreeMap;

use crate::model::claim::Quantity;
use crate::network::midnight::Midnight;
use crate::network::net::VarIx;

/// The variable of every count at every midnight, in order of the midnights.
#[derive(Debug, Clone, Default)]
pub(super) struct Vars {
    of: BTreeMap<Quantity, Vec<(Midnight, VarIx)>>,
}

impl Vars {
    /// Adds a variable: those of a count in order of their midnights.
    pub(super) fn push(&mut self, quantity: Quantity, midnight: Midnight, var: VarIx) {
        self.of.entry(quantity).or_default().push((midnight, var));
    }

    pub(super) fn get(&self, quantity: Quantity, midnight: Midnight) -> Option<VarIx> {
        let known = self.of.get(&quantity)?;
        let at = known.binary_search_by_key(&midnight, |&(midnight, _)| midnight).ok()?;
        Some(known[at].1)
    }

    /// Of what a plan mentions.
    pub(super) fn at(&self, quantity: Quantity, midnight: Midnight) -> VarIx {
        self.get(quantity, midnight).unwrap_or(VarIx(0))
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (Quantity, VarIx)> {
        self.of.iter().flat_map(|(&quantity, known)| known.iter().map(move |&(_, var)| (quantity, var)))
    }
}
