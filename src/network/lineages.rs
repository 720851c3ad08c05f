//! What each voice says by itself: its figures as systems, one for counts that have to do with each other, what of
//! them must be wrong, and what the rest implies.

use std::collections::{BTreeMap, BTreeSet};

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::model::claim::Quantity;
use crate::model::dataset::Dataset;
use crate::model::index::{ClaimIx, SourceIx};
use crate::network::components::components;
use crate::network::faults::{Faults, faults};
use crate::network::implications::Implications;
use crate::network::manner::Manner;
use crate::network::repair::Budget;
use crate::network::system::{Falls, System};
use crate::network::told::{Told, told};

/// What one voice says of counts that have to do with each other.
#[derive(Debug)]
pub struct Lineage {
    /// Whose voice.
    pub voice: SourceIx,
    /// What it says.
    pub system: System,
    /// What of it must be wrong.
    pub faults: Faults,
}

impl Lineage {
    /// What the figures that need not be wrong imply. `None` where they still contradict each other.
    #[must_use]
    pub fn implications(&self) -> Option<Implications<'_>> {
        Implications::of(&self.system, &self.faults)
    }
}

/// All voices of a dataset, each by itself.
#[derive(Debug, Default)]
pub struct Lineages {
    /// In order of the voices' ids, then of the counts.
    pub all: Vec<Lineage>,
    /// Figures that are too many for one system.
    pub left_out: u64,
    by_quantity: BTreeMap<Quantity, Vec<usize>>,
}

impl Lineages {
    /// Hears what some claims say, voice by voice.
    #[must_use]
    pub fn hear(dataset: &Dataset, claims: &[ClaimIx], manner: Manner) -> Self {
        let mut of: BTreeMap<(&str, SourceIx), Vec<ClaimIx>> = BTreeMap::new();
        for &ix in claims {
            let voice = dataset.claim(ix).lineage();
            of.entry((dataset.sources.id(voice), voice)).or_default().push(ix);
        }
        let of: Vec<(SourceIx, Vec<ClaimIx>)> = of.into_iter().map(|((_, voice), claims)| (voice, claims)).collect();
        let said = of.into_par_iter().flat_map(|(voice, claims)| {
            let told = told(dataset, claims.into_iter(), manner, true, |claim| claim.quantity().metric);
            apart(dataset, told).into_par_iter().map(move |told| (voice, told))
        });
        let heard: Vec<Result<Lineage, u64>> = said
            .map(|(voice, told)| {
                let count = told.len() as u64;
                let system = System::build(dataset, told, &[], Falls::Corrected).map_err(|_| count)?;
                let faults = faults(&system, &Budget::default());
                Ok(Lineage { voice, system, faults })
            })
            .collect();
        let mut lineages = Self::default();
        for heard in heard {
            match heard {
                Ok(lineage) => lineages.all.push(lineage),
                Err(count) => lineages.left_out += count,
            }
        }
        for (at, lineage) in lineages.all.iter().enumerate() {
            let quantities: BTreeSet<Quantity> = lineage.system.told.iter().map(|told| told.quantity).collect();
            for quantity in quantities {
                lineages.by_quantity.entry(quantity).or_default().push(at);
            }
        }
        lineages
    }

    /// The claims that must be wrong by what their own voices say besides.
    #[must_use]
    pub fn wrong(&self) -> BTreeSet<ClaimIx> {
        let of_one = |lineage: &Lineage| {
            let told = lineage.faults.faults.iter().filter_map(|fault| lineage.system.told.get(fault.member.at()));
            told.flat_map(|told| told.claims.iter().copied()).collect::<Vec<_>>()
        };
        self.all.iter().flat_map(of_one).collect()
    }

    /// The voices that speak of a count.
    pub fn speaking_of(&self, quantity: Quantity) -> impl Iterator<Item = &Lineage> {
        self.by_quantity.get(&quantity).into_iter().flatten().map(|&at| &self.all[at])
    }
}

/// What is told, one list for counts that have to do with each other.
fn apart(dataset: &Dataset, told: Vec<Told>) -> Vec<Vec<Told>> {
    let present: BTreeSet<Quantity> = told.iter().map(|told| told.quantity).collect();
    let of = components(&dataset.vocabulary, &present, true, std::iter::empty());
    let mut found: BTreeMap<usize, Vec<Told>> = BTreeMap::new();
    for told in told {
        found.entry(of[&told.quantity]).or_default().push(told);
    }
    found.into_values().collect()
}
