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
use crate::network::lineages::{TakenBack, by_voice};
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
    /// Wholes by which it does not mean what their parts are together.
    pub loose: BTreeSet<Quantity>,
}

/// In how many readings a voice is heard at most.
const READINGS: usize = 8;

/// How many voices and readings are heard together at most: one bit each.
const MOST: usize = 64;

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
    /// Hears what some claims say, voice by voice. `fixed` are readings that are asked for; `taken` is what
    /// the voices take back by themselves, as far as that is known.
    #[must_use]
    pub fn hear(
        dataset: &Dataset,
        claims: &[ClaimIx],
        manner: Manner,
        fixed: &BTreeMap<MetricIx, MetricIx>,
        taken: &TakenBack,
    ) -> Self {
        let mut heard = Self { voices: Vec::new(), exhaustive: true };
        for (lineage, claims) in by_voice(dataset, claims) {
            let (worlds, all) = worlds(dataset, &claims, fixed);
            heard.exhaustive &= all;
            let (left_out, claims): (Vec<ClaimIx>, Vec<ClaimIx>) =
                claims.into_iter().partition(|&claim| taken.is_wrong(claim));
            // Where there is nothing to choose, what a voice contradicts is looked for only if it matters.
            let at_once = worlds.len() > 1;
            let mut exhaustive = true;
            let heard_in = |readings| {
                let mut voice = Voice::hear(dataset, lineage, [&claims, &left_out], manner, readings);
                voice.allow(dataset, taken);
                voice.loose = taken.loose(lineage);
                let (weight, all) = if at_once { voice.settle(dataset) } else { (0, true) };
                exhaustive &= all;
                (weight, voice)
            };
            let voices: Vec<(u64, Voice)> = worlds.into_iter().map(heard_in).collect();
            heard.exhaustive &= exhaustive;
            let least = voices.iter().map(|&(weight, _)| weight).min().unwrap_or(0);
            let meant = voices.into_iter().filter(|(weight, _)| *weight == least).map(|(_, voice)| voice);
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
        let loose = self.voices.iter().flat_map(|voice| voice.loose.iter().copied()).collect();
        Ok((System::build(dataset, told, asked, Falls::Never, &loose)?, whose))
    }

    /// Finds out which of them can all be right. What a voice turns out to contradict by itself is left out of it.
    ///
    /// # Errors
    /// Past 2³² constraints.
    pub fn hearing(&mut self, dataset: &Dataset) -> Result<Hearing, Unbuilt> {
        loop {
            let hearing = self.as_they_are(dataset)?;
            let alone = hearing.coalitions.conflicts.iter().filter(|set| set.count_ones() == 1);
            let mut settled = false;
            for voice in alone.map(|set| set.trailing_zeros() as usize).collect::<Vec<_>>() {
                if let Some(voice) = self.voices.get_mut(voice) {
                    let (weight, all) = voice.settle(dataset);
                    self.exhaustive &= all;
                    settled |= weight > 0;
                }
            }
            if !settled {
                return Ok(hearing);
            }
        }
    }

    fn as_they_are(&self, dataset: &Dataset) -> Result<Hearing, Unbuilt> {
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
    pub fn faults(&self, dataset: &Dataset, of: Groups) -> Result<(System, Faults), Unbuilt> {
        let (system, _) = self.system(dataset, of, &[])?;
        let found = faults(&system, &Budget::default());
        Ok((system, found))
    }
}

impl Voice {
    /// What a voice says in one reading: of claims to be heard, and of those that it is known to contradict.
    fn hear(
        dataset: &Dataset,
        lineage: SourceIx,
        claims: [&[ClaimIx]; 2],
        manner: Manner,
        readings: BTreeMap<MetricIx, MetricIx>,
    ) -> Self {
        let read = |claim: Claim<'_>| {
            let metric = claim.quantity().metric;
            readings.get(&metric).copied().unwrap_or(metric)
        };
        let [told, left_out] = claims.map(|claims| told(dataset, claims.iter().copied(), manner, false, read));
        Self { lineage, readings, told, left_out, loose: BTreeSet::new() }
    }

    /// Takes totals from before a correction downwards as that much too high, perhaps.
    fn allow(&mut self, dataset: &Dataset, taken: &TakenBack) {
        for told in self.told.iter_mut().filter(|told| told.is_running && told.figure.has_low()) {
            let quantity = dataset.claim(told.claims[0]).quantity();
            let by = taken.lowered_since(self.lineage, quantity, told.end.bound);
            told.figure.lo = told.figure.lo.saturating_sub(by);
        }
    }

    /// Leaves out what the voice contradicts by itself; what that weighs, and whether nothing lighter could be.
    fn settle(&mut self, dataset: &Dataset) -> (u64, bool) {
        let told = self.told.clone();
        let Ok(system) = System::build(dataset, told, &[], Falls::Never, &self.loose) else { return (0, false) };
        let found = faults(&system, &Budget::default());
        let without = found.without();
        let weight = without.iter().map(|member| system.net.weight(member)).sum();
        self.told.clear();
        for (told, member) in system.told.into_iter().zip(0..) {
            let heard = if without.contains(MemberIx(member)) { &mut self.left_out } else { &mut self.told };
            heard.push(told);
        }
        (weight, found.exhaustive)
    }
}

/// Every way to read the ambiguous words of some claims, and whether these are all.
fn worlds(
    dataset: &Dataset,
    claims: &[ClaimIx],
    fixed: &BTreeMap<MetricIx, MetricIx>,
) -> (Vec<BTreeMap<MetricIx, MetricIx>>, bool) {
    let metrics: BTreeSet<MetricIx> = claims.iter().map(|&claim| dataset.claim(claim).quantity().metric).collect();
    let (mut worlds, mut all) = (vec![BTreeMap::new()], true);
    let mut metrics: Vec<MetricIx> = metrics.into_iter().collect();
    metrics.sort_by_key(|metric| dataset.vocabulary.metrics.names.name(metric.0));
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
