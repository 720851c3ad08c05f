//! What wholes and parts add to what differences imply.
//!
//! "Killed and wounded are casualties" bounds a difference by the sum of two others, which no edge can say.
//! The bounds are projected: over every two instants what the parts imply bounds the whole, what the whole
//! and the other parts imply bounds each part; whatever is tighter than known becomes an edge, and the net is
//! closed again, until nothing is. Sound: every derived edge follows from the members told. Whether all that
//! follows is derived is not proved; no case was missed beside an exact linear program on 17,500 random
//! systems.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::network::bounds::End;
use crate::network::conflict::thinned;
use crate::network::derived::{Derived, Ground, Proof, Rule, in_order};
use crate::network::feasible::feasible;
use crate::network::known::Known;
use crate::network::members::{MemberIx, Members};
use crate::network::net::{Edge, EdgeIx, Member, Net, VarIx, Why};

/// A whole and its parts over some instants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum {
    /// The whole's variables in order of their instants. Two may be one variable, where counts share an anchor.
    pub whole: Vec<VarIx>,
    /// Each part's variables at the same instants.
    pub parts: Vec<Vec<VarIx>>,
    /// What the parts are of the whole.
    pub together: Together,
    /// Who says so.
    pub why: Why,
}

/// What parts are of their whole over any two instants, the later against the earlier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Together {
    /// Together they make up the whole: what it accrues is the sum of what they accrue.
    Whole,
    /// They have nothing in common, but need not be all of the whole: together they accrue no more than it does.
    /// A part without a known low end may fall and so make room for the others: then nothing follows of those.
    Within,
    /// They may have something in common: each by itself accrues no more than the whole.
    Each,
}

/// How far bounds are derived.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// How often the net is closed again.
    pub rounds: usize,
    /// Pairs of instants of a sum.
    pub pairs: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { rounds: 16, pairs: 2_016 }
    }
}

/// A net with what sums add to it.
#[derive(Debug, Clone)]
pub struct Projected {
    /// The net with the derived edges. Its members after the first ones are the derived edges, in their order.
    pub net: Net,
    /// The derived edges, each after what it follows from.
    pub derived: Vec<Derived>,
    /// How many members the net had before.
    pub members: usize,
    /// Whether no limit was met and every two instants that members mention were tried.
    pub exhaustive: bool,
}

impl Projected {
    /// What an edge of the net is: one of the net before, or a derived one.
    #[must_use]
    pub fn ground(&self, ix: EdgeIx) -> Ground {
        ground(&self.net, self.members, ix)
    }

    /// The members behind some edges of the net, those behind derived ones included, in order.
    #[must_use]
    pub fn behind(&self, edges: &[EdgeIx]) -> Vec<MemberIx> {
        let grounds: Vec<Ground> = edges.iter().map(|&ix| self.ground(ix)).collect();
        in_order(grounds.iter().flat_map(|ground| ground.members(&self.derived)))
    }
}

impl Projected {
    /// Proofs of new bounds that contradict what was known before, none of which shares a figure with one before it.
    fn apart(mut self, new: Vec<Derived>, broken: &[(usize, Vec<EdgeIx>)]) -> Vec<Proof> {
        let before = self.derived.len();
        self.derived.extend(new);
        let mut met = Members::none();
        let mut found: Vec<Proof> = Vec::new();
        for (at, back) in broken {
            let back = back.iter().map(|&ix| self.ground(ix));
            let cycle: Vec<Ground> = std::iter::once(Ground::Derived(before + at)).chain(back).collect();
            let members = in_order(cycle.iter().flat_map(|ground| ground.members(&self.derived)));
            // What a count is assumed to do, many may rest on.
            let members: Vec<MemberIx> = members.into_iter().filter(|&member| self.net.measures(member)).collect();
            if found.is_empty() || members.iter().all(|&member| !met.contains(member)) {
                met.extend(&members);
                found.push(Proof::new(cycle, &self.derived));
            }
        }
        found
    }
}

/// Members that cannot all hold beside the sums, and the proof.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SumConflict {
    /// In order: without any one of them, these limits show no contradiction.
    pub members: Vec<MemberIx>,
    /// The negative cycle, the derived edges on it, and what those follow from.
    pub proof: Proof,
}

/// Derives what sums add to a net without some members. In every round two searches for each instant and
/// variable of a sum.
///
/// # Errors
/// Conflicts, where not all can hold: one at least, and as many as are met at once and share no figure.
pub fn project(net: &Net, without: &Members, sums: &[Sum], limits: &Limits) -> Result<Projected, Vec<SumConflict>> {
    derive(net, without, sums, limits)
        .map_err(|proofs| proofs.into_iter().map(|proof| thin(net, proof, sums, limits)).collect())
}

/// The conflict behind a proof, looked for among its own members' edges and what is given.
fn thin(net: &Net, proof: Proof, sums: &[Sum], limits: &Limits) -> SumConflict {
    let members = proof.members();
    let count = net.members().len();
    let others = Members::all_but(count, &members);
    let own = net.edges().iter().copied().filter(|edge| edge.holds(&others)).collect();
    let members = match Net::new(net.vars(), net.members().to_vec(), own) {
        Err(_) => members,
        Ok(own) => {
            let only =
                |members: &[MemberIx]| derive(&own, &Members::all_but(count, members), sums, limits).err()?.pop();
            let members = thinned(members, |members| only(members).map(|proof| proof.members()));
            if let Some(proof) = only(&members) {
                return SumConflict { members: proof.members(), proof };
            }
            members
        }
    };
    SumConflict { members, proof }
}

/// # Errors
/// Proofs that not all can hold, of which no two share a figure.
fn derive(net: &Net, without: &Members, sums: &[Sum], limits: &Limits) -> Result<Projected, Vec<Proof>> {
    let members = net.members().len();
    let sums: Vec<&Sum> = sums.iter().filter(|sum| holds(sum, without)).collect();
    let mentioned: Vec<_> = sums.iter().map(|sum| pairs(net, without, sum, limits.pairs)).collect();
    let mut exhaustive = mentioned.iter().all(|(_, all)| *all);
    let mut projected = Projected { net: net.clone(), derived: Vec::new(), members, exhaustive };
    for round in 0.. {
        let values = match feasible(&projected.net, without) {
            Ok(values) => values,
            Err(cycle) => {
                let grounds = cycle.edges.iter().map(|&ix| projected.ground(ix)).collect();
                return Err(vec![Proof::new(grounds, &projected.derived)]);
            }
        };
        // Counts that share an anchor share its searches.
        let mut bands: BTreeMap<VarIx, Known<'_>> = BTreeMap::new();
        let mut new: Vec<Derived> = Vec::new();
        let mut broken: Vec<(usize, Vec<EdgeIx>)> = Vec::new();
        for (sum, (pairs, _)) in sums.iter().zip(&mentioned) {
            let mut step = Step { projected: &projected, sum, new: &mut new, broken: &mut broken, fits: true };
            for from in pairs.chunk_by(|one, other| one.0 == other.0) {
                if bands.len() > KEPT {
                    bands.clear();
                }
                let root = |column: &[VarIx]| column[from[0].0];
                for column in std::iter::once(&sum.whole).chain(&sum.parts) {
                    let known = bands.entry(root(column)).or_default();
                    known.see(&values, root(column), from.iter().map(|&(_, to)| column[to]));
                }
                let band = |column: &[VarIx]| &bands[&root(column)];
                let (whole, parts) = (band(&sum.whole), sum.parts.iter().map(|part| band(part)).collect::<Vec<_>>());
                for &(from, to) in from {
                    step.pair(whole, &parts, from, to);
                }
            }
            exhaustive &= step.fits;
        }
        drop(bands);
        drop(values);
        if !broken.is_empty() {
            return Err(projected.apart(new, &broken));
        }
        if new.is_empty() || round >= limits.rounds {
            projected.exhaustive = exhaustive && new.is_empty();
            break;
        }
        // Of one difference the tightest bound, and of equals the first.
        new.sort_by_key(|derived| (derived.from, derived.to, derived.weight));
        new.dedup_by_key(|derived| (derived.from, derived.to));
        projected.derived.append(&mut new);
        match with(net, &projected.derived) {
            Some(net) => projected.net = net,
            None => {
                projected.exhaustive = false;
                break;
            }
        }
    }
    Ok(projected)
}

/// How many bands are kept at hand.
const KEPT: usize = 64;

/// How many edges a round may look at for one sum, to try every two instants.
const WORK: usize = 2_000_000;

/// From how many instants else: those from which most is told.
const FROMS: usize = 64;

fn holds(sum: &Sum, without: &Members) -> bool {
    match sum.why {
        Why::Given => true,
        Why::Member(member) => !without.contains(member),
    }
}

/// The net with derived edges as members of its own.
fn with(net: &Net, derived: &[Derived]) -> Option<Net> {
    let mut members = net.members().to_vec();
    let mut edges = net.edges().to_vec();
    for (derived, at) in derived.iter().zip(members.len()..) {
        let why = Why::Member(MemberIx(u32::try_from(at).ok()?));
        edges.push(Edge { from: derived.from, to: derived.to, weight: derived.weight, why });
        members.push(Member { weight: 0, measures: None });
    }
    Net::new(net.vars(), members, edges).ok()
}

fn ground(net: &Net, members: usize, ix: EdgeIx) -> Ground {
    let edge = net.edge(ix);
    match edge.member().and_then(|member| member.at().checked_sub(members)) {
        Some(derived) => Ground::Derived(derived),
        None => Ground::Edge(edge),
    }
}

/// The pairs of instants of a sum to look at, the earlier first, and whether they are all that members mention.
fn pairs(net: &Net, without: &Members, sum: &Sum, most: usize) -> (Vec<(usize, usize)>, bool) {
    let columns = || std::iter::once(&sum.whole).chain(&sum.parts);
    let length = columns().map(Vec::len).min().unwrap_or(0);
    let mut instants: Vec<(VarIx, usize)> = columns()
        .flat_map(|column| column[..length].iter().copied().zip(0..))
        .filter(|(var, _)| var.0 < net.vars())
        .collect();
    let known = instants.len() == columns().count() * length;
    instants.sort_unstable();
    let at = |var: VarIx| {
        let first = instants.partition_point(|&(other, _)| other < var);
        instants[first..].iter().take_while(move |&&(other, _)| other == var).map(|&(_, instant)| instant)
    };
    let mut mentioned = vec![false; length];
    let mut direct = Vec::new();
    // What a member measures somebody told; that a count does not fall from one instant to the next is no figure.
    for edge in net
        .edges()
        .iter()
        .filter(|edge| edge.member().is_some_and(|member| net.measures(member)) && edge.holds(without))
    {
        for from in at(edge.from) {
            mentioned[from] = true;
            direct.extend(at(edge.to).filter(|&to| to != from).map(|to| (from.min(to), from.max(to))));
        }
        at(edge.to).for_each(|to| mentioned[to] = true);
    }
    if !known {
        return (Vec::new(), false);
    }
    let mentioned: Vec<usize> = (0..length).filter(|&instant| mentioned[instant]).collect();
    let count = mentioned.len();
    // From every instant two searches a count.
    let searches = net.edges().len().saturating_mul(2 * columns().count()).max(1);
    if count <= WORK / searches && count.saturating_mul(count.saturating_sub(1)) / 2 <= most {
        let later = |at: usize| mentioned[at + 1..].iter().copied();
        return (
            mentioned.iter().enumerate().flat_map(|(at, &from)| later(at).map(move |to| (from, to))).collect(),
            true,
        );
    }
    direct.sort_unstable();
    direct.dedup();
    let mut by_from: Vec<&[(usize, usize)]> = direct.chunk_by(|one, other| one.0 == other.0).collect();
    by_from.sort_by_key(|pairs| (Reverse(pairs.len()), pairs[0]));
    by_from.truncate(FROMS);
    by_from.sort_unstable();
    (by_from.into_iter().flatten().copied().take(most).collect(), false)
}

/// One way round a pair of instants: bounds of `x_to − x_from`, or of `x_from − x_to`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Turn {
    Onward,
    Back,
}

impl Turn {
    fn other(self) -> Self {
        if self == Self::Onward { Self::Back } else { Self::Onward }
    }
}

struct Step<'p> {
    projected: &'p Projected,
    sum: &'p Sum,
    new: &'p mut Vec<Derived>,
    /// Of new bounds that contradict what is known of the same difference: their places, and the way back.
    broken: &'p mut Vec<(usize, Vec<EdgeIx>)>,
    /// Whether every derived weight fitted.
    fits: bool,
}

impl Step<'_> {
    /// Everything that a sum says of two instants.
    fn pair(&mut self, whole: &Known<'_>, parts: &[&Known<'_>], from: usize, to: usize) {
        let sum = self.sum;
        let of = |column: &[VarIx]| (column[from], column[to]);
        let whole_of = of(&sum.whole);
        let part_of: Vec<_> = sum.parts.iter().map(|part| of(part)).collect();
        let all = |turn| parts.iter().zip(&part_of).map(move |(band, of)| (*band, of.1, turn)).collect::<Vec<_>>();
        for turn in [Turn::Onward, Turn::Back] {
            match (sum.together, turn) {
                (Together::Whole, _) => {
                    self.bound(Rule::WholeOfParts, (whole, whole_of), turn, &all(turn));
                    self.rests(Rule::PartOfRest, (whole, whole_of.1), &all(turn.other()), &part_of, turn);
                }
                (Together::Within, Turn::Onward) => {
                    self.rests(Rule::PartBesideParts, (whole, whole_of.1), &all(Turn::Back), &part_of, turn);
                }
                (Together::Within, Turn::Back) => {
                    self.bound(Rule::WholeAroundParts, (whole, whole_of), turn, &all(turn));
                }
                (Together::Each, Turn::Onward) => {
                    for (part, of) in parts.iter().zip(&part_of) {
                        self.bound(Rule::PartWithinWhole, (part, *of), turn, &[(whole, whole_of.1, turn)]);
                    }
                }
                (Together::Each, Turn::Back) => {
                    for part in all(turn) {
                        self.bound(Rule::WholeAroundPart, (whole, whole_of), turn, &[part]);
                    }
                }
            }
        }
    }

    /// Every part as the whole less all the others: `parts` turn the other way, and `of` are their differences.
    fn rests(
        &mut self,
        rule: Rule,
        whole: (&Known<'_>, VarIx),
        parts: &[(&Known<'_>, VarIx, Turn)],
        of: &[(VarIx, VarIx)],
        turn: Turn,
    ) {
        for (at, (part, of)) in parts.iter().zip(of).enumerate() {
            let others = parts[..at].iter().chain(&parts[at + 1..]).copied();
            let rest: Vec<_> = std::iter::once((whole.0, whole.1, turn)).chain(others).collect();
            self.bound(rule, (part.0, *of), turn, &rest);
        }
    }

    /// The sum of bounds as a bound of another difference, if that is tighter than known.
    fn bound(
        &mut self,
        rule: Rule,
        of: (&Known<'_>, (VarIx, VarIx)),
        turn: Turn,
        parents: &[(&Known<'_>, VarIx, Turn)],
    ) {
        let (band, (from, to)) = of;
        let weight = |band: &Known<'_>, to, turn| {
            let (low, high) = band.values(to);
            if turn == Turn::Onward { high } else { low.map(|low| -low) }
        };
        let sum = parents.iter().map(|&(band, to, turn)| weight(band, to, turn)).sum::<Option<i128>>();
        let Some(sum) = sum.filter(|&sum| weight(band, to, turn).is_none_or(|known| sum < known)) else { return };
        let Ok(weight) = i64::try_from(sum) else {
            self.fits = false;
            return;
        };
        let path = |&(band, to, turn): &(&Known<'_>, VarIx, Turn)| {
            let bounds = band.at(to);
            let end: Option<End> = if turn == Turn::Onward { bounds.high } else { bounds.low };
            end.map_or_else(Vec::new, |end| end.path).into_iter().map(|ix| self.projected.ground(ix)).collect()
        };
        let parents: Vec<Vec<Ground>> = parents.iter().map(path).collect();
        let known = band.at(to);
        let (from, to) = if turn == Turn::Onward { (from, to) } else { (to, from) };
        let back = if turn == Turn::Onward { known.low } else { known.high };
        let back = back.filter(|end| if turn == Turn::Onward { sum < end.value } else { -sum > end.value });
        self.broken.extend(back.map(|end| (self.new.len(), end.path)));
        let derived = Derived::new(rule, (from, to), weight, parents, self.sum.why, &self.projected.derived);
        self.new.push(derived);
    }
}
