//! The figures of one quantity and the same days, one a voice, held against each other.

use std::collections::BTreeMap;

use rayon::iter::ParallelIterator;
use rayon::slice::{ParallelSlice, ParallelSliceMut};

use crate::audit::agreement::tally::{Outcome, Tally};
use crate::graph::attribution::Attribution;
use crate::graph::floors::Floors;
use crate::graph::stance::{Says, Stance};
use crate::model::claim::Claim;
use crate::model::dataset::Dataset;
use crate::model::index::{ClaimIx, SourceIx};

/// How many panels are held against each other in a row.
const IN_A_ROW: usize = 1_024;

/// The tallies of all pairs of voices that have met, in order of their ids.
type Tallies = BTreeMap<(Ranked, Ranked), Tally>;

/// A voice by the rank of its id.
type Ranked = u32;

/// Puts claims in order of their quantities, then of the ends of their days, then of the beginnings.
pub(super) fn in_order(dataset: &Dataset, claims: &mut [ClaimIx]) {
    claims.par_sort_unstable_by(|&a, &b| {
        let key = |claim: Claim<'_>| (claim.quantity(), claim.period().end, claim.period().start);
        let (a, b) = (dataset.claim(a), dataset.claim(b));
        key(a).cmp(&key(b)).then_with(|| a.id().cmp(b.id()))
    });
}

/// What holds figures against each other.
pub(super) struct Panels<'p> {
    dataset: &'p Dataset,
    attribution: &'p Attribution,
    floors: &'p Floors,
    ranks: Vec<Ranked>,
}

/// What a voice says of a quantity and its days.
struct Said {
    voice: Ranked,
    stance: Stance,
    /// Whether it prints several different figures.
    several: bool,
}

impl<'p> Panels<'p> {
    pub(super) fn new(dataset: &'p Dataset, attribution: &'p Attribution, floors: &'p Floors) -> Self {
        Self { dataset, attribution, floors, ranks: dataset.sources.ranks() }
    }

    /// How often every two voices agree, in order of their ids. The claims are those that speak for themselves, in their order.
    pub(super) fn tallies(&self, claims: &[ClaimIx]) -> Vec<((SourceIx, SourceIx), Tally)> {
        let same_days = |&a: &ClaimIx, &b: &ClaimIx| {
            let (a, b) = (self.dataset.claim(a), self.dataset.claim(b));
            a.quantity() == b.quantity() && a.period().has_days_of(b.period())
        };
        let panels: Vec<&[ClaimIx]> = claims.chunk_by(same_days).collect();
        let in_rows = panels.par_chunks(IN_A_ROW).map(|panels| {
            let mut tallies = Tallies::new();
            panels.iter().for_each(|panel| self.hold(panel, &mut tallies));
            tallies
        });
        let tallies = in_rows.reduce(Tallies::new, |mut all, some| {
            for (pair, tally) in some {
                all.entry(pair).or_default().add(&tally);
            }
            all
        });
        let mut ranked: Vec<SourceIx> = (0..self.ranks.len()).map(SourceIx::from_at).collect();
        ranked.sort_by_key(|source| self.ranks[source.at()]);
        let source = |rank: Ranked| ranked[rank as usize];
        tallies.into_iter().map(|((first, second), tally)| ((source(first), source(second)), tally)).collect()
    }

    fn voice(&self, claim: ClaimIx) -> Ranked {
        self.ranks[self.dataset.claim(claim).lineage().at()]
    }

    /// Holds the claims of one quantity and the same days against each other, voice by voice.
    fn hold(&self, panel: &[ClaimIx], tallies: &mut Tallies) {
        let said = self.said(panel);
        let ambiguous = self.is_ambiguous(self.dataset.claim(panel[0]));
        for (at, one) in said.iter().enumerate() {
            for other in &said[at + 1..] {
                let tally = tallies.entry((one.voice, other.voice)).or_default();
                if ambiguous {
                    tally.ambiguous += 1;
                } else {
                    tally.count(Outcome::of(&one.stance, &other.stance, self.dataset, self.attribution));
                    tally.several += u64::from(one.several || other.several);
                }
            }
        }
        said.iter().for_each(|one| self.hold_above_floors(one, tallies));
    }

    /// What every voice says, in order of the voices: of several figures the narrowest, of equals the one of the first
    /// id.
    fn said(&self, panel: &[ClaimIx]) -> Vec<Said> {
        let mut of_voices: Vec<(Ranked, Stance)> = panel
            .iter()
            .map(|&claim| (self.voice(claim), Stance::of(self.dataset.claim(claim), self.attribution)))
            .collect();
        let width = |stance: &Stance| match stance.is_two_sided() {
            true => i128::from(stance.strict.hi) - i128::from(stance.strict.lo),
            false => i128::MAX,
        };
        of_voices.sort_by_key(|(voice, stance)| (*voice, width(stance), self.dataset.claims.id(stance.claim)));
        let each = of_voices.chunk_by(|(one, _), (other, _)| one == other).map(|of_voice| {
            let (voice, stance) = of_voice[0];
            Said { voice, stance, several: of_voice.iter().any(|(_, other)| other.strict != stance.strict) }
        });
        each.collect()
    }

    /// Holds a figure above the direct counts of other voices up to its days: all of a voice's together are one bound.
    fn hold_above_floors(&self, one: &Said, tallies: &mut Tallies) {
        let mut bounds: BTreeMap<Ranked, bool> = BTreeMap::new();
        for floor in self.floors.below(self.dataset.claim(one.stance.claim)) {
            let voice = self.voice(floor.claim);
            // Of another voice an ambiguous word may mean something else, and a count of nothing bounds nothing.
            let speaks = !self.is_ambiguous(self.dataset.claim(floor.claim)) && floor.strict.lo > 0;
            if voice != one.voice && speaks {
                let heard = one.stance.hear_floor(floor, self.dataset, self.attribution);
                *bounds.entry(voice).or_insert(true) &= heard.says == Says::Bounds;
            }
        }
        for (voice, fits) in bounds {
            let tally = tallies.entry((one.voice.min(voice), one.voice.max(voice))).or_default();
            tally.count(if fits { Outcome::Bounds } else { Outcome::Missed });
        }
    }

    /// Whether two voices may mean two things by the word.
    fn is_ambiguous(&self, claim: Claim<'_>) -> bool {
        self.dataset.vocabulary.is_ambiguous(claim.quantity().metric)
    }
}
