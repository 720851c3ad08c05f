//! What each voice says by itself: its figures as systems, one for counts that have to do with each other, what of
//! them must be wrong, and what the rest implies.

use std::collections::{BTreeMap, BTreeSet};

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::model::claim::Quantity;
use crate::model::dataset::Dataset;
use crate::model::index::{ClaimIx, SourceIx};
use crate::model::period::Bound;
use crate::network::components::components;
use crate::network::faults::{Faults, faults};
use crate::network::implications::Implications;
use crate::network::manner::Manner;
use crate::network::members::Members;
use crate::network::net::Unbuilt;
use crate::network::repair::Budget;
use crate::network::sums::{Limits, Projected, project};
use crate::network::system::{Falls, Step, System, Who};
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
    /// That, and what could be wrong in its stead.
    doubtful: Members,
    /// The rest, closed under its sums, where more is doubtful than wrong.
    firm: Option<Projected>,
}

impl Lineage {
    /// What the figures that need not be wrong imply. `None` where they still contradict each other.
    #[must_use]
    pub fn implications(&self) -> Option<Implications<'_>> {
        Implications::of(&self.system, &self.doubtful, self.firm.as_ref().or(self.faults.closed.as_ref())?)
    }

    fn hear(dataset: &Dataset, voice: SourceIx, told: Vec<Told>) -> Result<Self, Unbuilt> {
        let system = System::build(dataset, told, &[], Falls::Corrected, &BTreeSet::new())?;
        let faults = faults(&system, &Budget::default());
        let doubtful = faults.doubtful();
        let firm = (doubtful != faults.without())
            .then(|| project(&system.net, &doubtful, &system.sums, &Limits::default()).ok())
            .flatten();
        Ok(Self { voice, system, faults, doubtful, firm })
    }
}

/// What voices take back by themselves: figures that must be wrong by what their own voices say besides, and counts
/// that were corrected downwards.
#[derive(Debug, Clone, Default)]
pub struct TakenBack {
    wrong: BTreeSet<ClaimIx>,
    falls: BTreeMap<(SourceIx, Quantity), Vec<(Bound, i64)>>,
    loose: BTreeMap<SourceIx, BTreeSet<Quantity>>,
}

impl TakenBack {
    /// Whether a claim must be wrong.
    #[must_use]
    pub fn is_wrong(&self, claim: ClaimIx) -> bool {
        self.wrong.contains(&claim)
    }

    /// Wholes by which a voice does not mean what their parts are together, as its words are printed.
    #[must_use]
    pub fn loose(&self, voice: SourceIx) -> BTreeSet<Quantity> {
        self.loose.get(&voice).cloned().unwrap_or_default()
    }

    /// By how much a voice has lowered its running total since a midnight: so much too high it may have been.
    #[must_use]
    pub fn lowered_since(&self, voice: SourceIx, quantity: Quantity, midnight: Bound) -> i64 {
        let falls = self.falls.get(&(voice, quantity)).into_iter().flatten();
        falls.filter(|(from, _)| midnight <= *from).fold(0, |sum, &(_, by)| sum.saturating_add(by))
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
        let said = by_voice(dataset, claims).into_par_iter().flat_map(|(voice, claims)| {
            let told = told(dataset, claims.into_iter(), manner, true, |claim| claim.quantity().metric);
            apart(dataset, told).into_par_iter().map(move |told| (voice, told))
        });
        let heard: Vec<Result<Lineage, u64>> = said
            .map(|(voice, told)| {
                let count = told.len() as u64;
                Lineage::hear(dataset, voice, told).map_err(|_| count)
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

    /// What the voices take back by themselves.
    #[must_use]
    pub fn taken_back(&self) -> TakenBack {
        let mut taken = TakenBack::default();
        for Lineage { voice, system, faults, doubtful, .. } in &self.all {
            let wrong = doubtful.iter().filter_map(|member| system.told.get(member.at()));
            taken.wrong.extend(wrong.flat_map(|told| &told.claims));
            let fell = faults.faults.iter().filter_map(|fault| match system.who(fault.member)? {
                Who::Step(step) => Some((*step, i64::try_from(fault.derivation.gap()).ok()?)),
                Who::Told(_) | Who::Sum(_) => None,
            });
            let loose = faults.faults.iter().filter_map(|fault| match system.who(fault.member)? {
                Who::Sum(whole) => Some(whole),
                Who::Told(_) | Who::Step(_) => None,
            });
            taken.loose.entry(*voice).or_default().extend(loose);
            let fell: Vec<(Step, i64)> = fell.collect();
            let allowed = system.steps().iter().filter(|step| step.allowed > 0).map(|step| (*step, step.allowed));
            for (step, by) in fell.into_iter().chain(allowed) {
                let of = taken.falls.entry((*voice, step.quantity)).or_default();
                of.push((step.from.bound, by));
            }
        }
        taken
    }

    /// The voices that speak of a count.
    pub fn speaking_of(&self, quantity: Quantity) -> impl Iterator<Item = &Lineage> {
        self.by_quantity.get(&quantity).into_iter().flatten().map(|&at| &self.all[at])
    }
}

/// The claims of every voice, in order of the voices' ids.
pub(super) fn by_voice(dataset: &Dataset, claims: &[ClaimIx]) -> Vec<(SourceIx, Vec<ClaimIx>)> {
    let mut of: BTreeMap<(&str, SourceIx), Vec<ClaimIx>> = BTreeMap::new();
    for &ix in claims {
        let voice = dataset.claim(ix).lineage();
        of.entry((dataset.sources.id(voice), voice)).or_default().push(ix);
    }
    of.into_iter().map(|((_, voice), claims)| (voice, claims)).collect()
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
