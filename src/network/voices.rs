//! Which voices can all be right.
//!
//! What several voices say is said of one count: what was really the case. A voice that uses an ambiguous word is
//! heard once in each of its readings, of which no two are right together. What a voice contradicts by itself is
//! left out first; a reading that only makes it contradict itself is not what it means.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::claim::{Claim, Quantity};
use crate::model::dataset::Dataset;
use crate::model::index::{ClaimIx, MetricIx, SourceIx};
use crate::network::coalition::{Coalitions, Groups, coalitions};
use crate::network::components::components;
use crate::network::conflict::conflict;
use crate::network::faults::{Faults, faults};
use crate::network::feasible::feasible;
use crate::network::manner::Manner;
use crate::network::members::{MemberIx, Members};
use crate::network::net::Unbuilt;
use crate::network::repair::Budget;
use crate::network::sums::{Limits, project};
use crate::network::system::{Asked, Falls, System};
use crate::network::told::{Told, told};

/// One voice in one reading of its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voice {
    /// Whose.
    pub lineage: SourceIx,
    /// What its ambiguous words are read as.
    pub readings: BTreeMap<MetricIx, MetricIx>,
    /// What it says and does not contradict by itself.
    pub told: Vec<Told>,
    /// What it says and contradicts by itself: the least that had to be left out.
    pub left_out: Vec<Told>,
}

/// In how many readings a voice is heard at most.
const READINGS: usize = 8;

/// How many voices and readings are heard together at most: one bit each.
const MOST: usize = 64;

/// How often a voice is heard again without what it contradicts itself by.
const SETTLED: usize = 256;

/// How many sets of voices are tried.
const TRIES: usize = 512;

/// The voices that speak of counts which have to do with each other.
#[derive(Debug, Clone, Default)]
pub struct Voices {
    /// In order of the lineages' ids, then of the readings.
    pub voices: Vec<Voice>,
    /// Whether every voice is heard in every reading.
    pub exhaustive: bool,
}

/// Voices that cannot all be right, and those that can.
#[derive(Debug, Clone)]
pub struct Hearing {
    /// What was found; two readings of one voice count as a conflict.
    pub coalitions: Coalitions,
    /// Whether that is all.
    pub exhaustive: bool,
}

impl Voices {
    /// Hears what some claims say, voice by voice. `fixed` are readings that are asked for.
    #[must_use]
    pub fn hear(dataset: &Dataset, claims: &[ClaimIx], manner: Manner, fixed: &BTreeMap<MetricIx, MetricIx>) -> Self {
        let mut of: BTreeMap<(&str, SourceIx), Vec<ClaimIx>> = BTreeMap::new();
        for &ix in claims {
            let lineage = dataset.claim(ix).lineage();
            of.entry((dataset.sources.id(lineage), lineage)).or_default().push(ix);
        }
        let mut heard = Self { voices: Vec::new(), exhaustive: true };
        for ((_, lineage), claims) in of {
            let (worlds, all) = worlds(dataset, &claims, fixed);
            heard.exhaustive &= all;
            let voices = worlds.into_iter().map(|readings| Voice::hear(dataset, lineage, &claims, manner, readings));
            let voices: Vec<(u64, bool, Voice)> = voices.collect();
            let least = voices.iter().map(|&(weight, ..)| weight).min().unwrap_or(0);
            heard.exhaustive &= voices.iter().all(|&(_, exhaustive, _)| exhaustive);
            let meant = voices.into_iter().filter(|(weight, ..)| *weight == least).map(|(.., voice)| voice);
            heard.voices.extend(meant.filter(|voice| !voice.told.is_empty()));
        }
        heard.exhaustive &= heard.voices.len() <= MOST;
        heard.voices.truncate(MOST);
        heard
    }

    /// What some of the voices say together, as one net, and whose each figure is.
    ///
    /// # Errors
    /// Past 2³² constraints.
    pub fn system(&self, dataset: &Dataset, of: Groups, asked: &[Asked]) -> Result<(System, Vec<usize>), Unbuilt> {
        let heard = self.voices.iter().enumerate().filter(|&(at, _)| of >> at & 1 == 1);
        let mut told: Vec<(Told, usize)> =
            heard.flat_map(|(at, voice)| voice.told.iter().map(move |told| (told.clone(), at))).collect();
        told.sort_by_key(|(told, at)| (dataset.claims.id(told.claims[0]), *at));
        let (told, whose): (Vec<Told>, Vec<usize>) = told.into_iter().unzip();
        Ok((System::build(dataset, told, asked, Falls::Never)?, whose))
    }

    /// Finds out which of them can all be right.
    ///
    /// # Errors
    /// Past 2³² constraints.
    pub fn hearing(&self, dataset: &Dataset) -> Result<Hearing, Unbuilt> {
        let count = u32::try_from(self.voices.len()).unwrap_or(64).min(64);
        let all: Groups = if count == 64 { Groups::MAX } else { (1 << count) - 1 };
        let (system, whose) = self.system(dataset, all, &[])?;
        let mut own = vec![Vec::new(); self.voices.len()];
        for (&voice, member) in whose.iter().zip(0..) {
            own[voice].push(MemberIx(member));
        }
        let mut exhaustive = self.exhaustive;
        let found = coalitions(count, self.rivals(), TRIES, |set| {
            let unheard = (0..self.voices.len()).filter(|at| set >> at & 1 == 0);
            let mut without = Members::none();
            unheard.for_each(|at| without.extend(&own[at]));
            let members = match feasible(&system.net, &without) {
                Err(cycle) => conflict(&system.net, &cycle).members,
                Ok(_) => match project(&system.net, &without, &system.sums, &Limits::default()) {
                    Err(conflicts) => conflicts.into_iter().next().map(|conflict| conflict.members).unwrap_or_default(),
                    Ok(projected) => {
                        exhaustive &= projected.exhaustive;
                        return None;
                    }
                },
            };
            Some(members.iter().fold(0, |groups, member| groups | 1 << whose[member.at()]))
        });
        exhaustive &= found.exhaustive;
        Ok(Hearing { coalitions: found, exhaustive })
    }

    /// Readings of one voice: no two are right together.
    #[must_use]
    pub fn rivals(&self) -> Vec<Groups> {
        let mut rivals = Vec::new();
        for (at, voice) in self.voices.iter().enumerate() {
            for (other, rival) in self.voices.iter().enumerate().skip(at + 1) {
                if rival.lineage == voice.lineage {
                    rivals.push(1 << at | 1 << other);
                }
            }
        }
        rivals
    }

    /// The faults of some voices together: why they cannot all be right.
    ///
    /// # Errors
    /// Past 2³² constraints.
    pub fn faults(&self, dataset: &Dataset, of: Groups) -> Result<(System, Vec<usize>, Faults), Unbuilt> {
        let (system, whose) = self.system(dataset, of, &[])?;
        let found = faults(&system, &Budget::default());
        Ok((system, whose, found))
    }
}

impl Voice {
    /// What a voice says in one reading, what the figures weigh that it contradicts by itself, and whether nothing
    /// lighter could be left out.
    fn hear(
        dataset: &Dataset,
        lineage: SourceIx,
        claims: &[ClaimIx],
        manner: Manner,
        readings: BTreeMap<MetricIx, MetricIx>,
    ) -> (u64, bool, Self) {
        let read = |claim: Claim<'_>| {
            let metric = claim.quantity().metric;
            readings.get(&metric).copied().unwrap_or(metric)
        };
        let all = told(dataset, claims.iter().copied(), manner, false, read);
        let Ok(system) = System::build(dataset, all, &[], Falls::Never) else {
            return (0, false, Self { lineage, readings, told: Vec::new(), left_out: Vec::new() });
        };
        let found = faults(&system, &Budget::default());
        let mut without = found.without();
        let exhaustive = settle(&system, &mut without) && found.exhaustive;
        let weight = without.iter().map(|member| system.net.weight(member)).sum();
        let told = system.told.into_iter().zip(0..);
        let (left_out, kept): (Vec<_>, Vec<_>) = told.partition(|&(_, member)| without.contains(MemberIx(member)));
        let figures = |told: Vec<(Told, u32)>| told.into_iter().map(|(told, _)| told).collect();
        (weight, exhaustive, Self { lineage, readings, told: figures(kept), left_out: figures(left_out) })
    }
}

/// Leaves out more where what could be tried was not enough: of every contradiction that is left what weighs least.
/// A voice that contradicts itself would be right with nobody. Whether nothing more had to be left out.
fn settle(system: &System, without: &mut Members) -> bool {
    for round in 0..SETTLED {
        let conflicts: Vec<Vec<MemberIx>> = match feasible(&system.net, without) {
            Err(cycle) => vec![conflict(&system.net, &cycle).members],
            Ok(_) => match project(&system.net, without, &system.sums, &Limits::default()) {
                Err(conflicts) => conflicts.into_iter().map(|conflict| conflict.members).collect(),
                Ok(_) => return round == 0,
            },
        };
        let lightest = |members: Vec<MemberIx>| members.into_iter().min_by_key(|&member| system.net.weight(member));
        let more: Vec<MemberIx> = conflicts.into_iter().filter_map(lightest).collect();
        if more.is_empty() {
            return false;
        }
        without.extend(&more);
    }
    false
}

/// Every way to read the ambiguous words of some claims, and whether these are all.
fn worlds(
    dataset: &Dataset,
    claims: &[ClaimIx],
    fixed: &BTreeMap<MetricIx, MetricIx>,
) -> (Vec<BTreeMap<MetricIx, MetricIx>>, bool) {
    let metrics: BTreeSet<MetricIx> = claims.iter().map(|&claim| dataset.claim(claim).quantity().metric).collect();
    let (mut worlds, mut all) = (vec![BTreeMap::new()], true);
    for metric in metrics {
        let readings = match fixed.get(&metric) {
            Some(reading) => std::slice::from_ref(reading),
            None => dataset.vocabulary.readings(&metric),
        };
        if readings.is_empty() {
            continue;
        }
        let with = |world: &BTreeMap<_, _>, reading| {
            let mut world = world.clone();
            world.insert(metric, reading);
            world
        };
        worlds = worlds.iter().flat_map(|world| readings.iter().map(move |&reading| with(world, reading))).collect();
        all &= worlds.len() <= READINGS;
        worlds.truncate(READINGS);
    }
    (worlds, all)
}

/// The claims of each set of counts that have to do with each other in some reading, in order.
#[must_use]
pub fn by_component(dataset: &Dataset, claims: &[ClaimIx]) -> Vec<Vec<ClaimIx>> {
    grouped(dataset, claims, None).0
}

/// Of some claims those on counts that have to do with one of which nobody need speak.
#[must_use]
pub fn component_of(dataset: &Dataset, claims: &[ClaimIx], quantity: Quantity) -> Vec<ClaimIx> {
    let (mut grouped, at) = grouped(dataset, claims, Some(quantity));
    at.map_or_else(Vec::new, |at| grouped.swap_remove(at))
}

/// The claims of each set of counts, and which of these sets a count is in, if somebody speaks of it.
fn grouped(dataset: &Dataset, claims: &[ClaimIx], asked: Option<Quantity>) -> (Vec<Vec<ClaimIx>>, Option<usize>) {
    let vocabulary = &dataset.vocabulary;
    let read = |quantity: Quantity| {
        let readings = vocabulary.readings(&quantity.metric);
        let readings = if readings.is_empty() { vec![quantity.metric] } else { readings.to_vec() };
        readings.into_iter().map(move |metric| Quantity { metric, ..quantity }).collect::<Vec<_>>()
    };
    let mut said: BTreeSet<Quantity> = claims.iter().map(|&claim| dataset.claim(claim).quantity()).collect();
    said.extend(asked);
    let present: BTreeSet<Quantity> = said.iter().flat_map(|&quantity| read(quantity)).collect();
    let together = said.iter().flat_map(|&quantity| {
        let readings = read(quantity);
        readings[1..].iter().map(|&other| (readings[0], other)).collect::<Vec<_>>()
    });
    let of = components(vocabulary, &present, false, together);
    let mut found: BTreeMap<usize, Vec<ClaimIx>> = BTreeMap::new();
    for &claim in claims {
        let first = read(dataset.claim(claim).quantity())[0];
        found.entry(of[&first]).or_default().push(claim);
    }
    let at = asked.and_then(|asked| found.keys().position(|group| *group == of[&read(asked)[0]]));
    (found.into_values().collect(), at)
}
