//! What a claim rests on in the end: whose word it is, and on whom that source relies.

use std::collections::{BTreeMap, BTreeSet};

use crate::graph::claim_graph::ClaimGraph;
use crate::model::dataset::Dataset;
use crate::model::index::{ClaimIx, SourceIx};
use crate::model::remark::Attribution as Attributed;
use crate::model::source::Sources;

/// The number of an origin: claims that rest on the same have the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OriginIx(pub u32);

impl OriginIx {
    /// As an index.
    #[must_use]
    pub fn at(self) -> usize {
        self.0 as usize
    }
}

/// Who stands behind a claim. Groups are told by their keys (`Sources::group_key`), in ascending order.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    /// The sources whose word it is in the end: one, or those of the figures that it was computed from.
    pub roots: Vec<SourceIx>,
    /// The groups of the roots.
    pub own: Vec<u32>,
    /// Every group that it rests on: its own, and those reachable by `relies-on`.
    pub rests_on: Vec<u32>,
    /// What it brings to somebody else's figure: those it relies on, or itself where it relies on nobody.
    pub brings: Vec<u32>,
    /// Whether it also rests on somebody who is not known.
    pub unknown: bool,
    /// Whether it is nobody's word that is known.
    pub unattributed: bool,
}

/// How far one claim is independent of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Independence {
    /// Both are of one group: one voice, or sources that are declared not to be independent.
    OneGroup,
    /// All it rests on is what the other rests on too.
    Dependent,
    /// It brings something of its own, and shares something with the other or rests on somebody unknown.
    Partial,
    /// They rest on nobody in common.
    Full,
}

/// The origin of every claim of a dataset.
#[derive(Debug, Clone, Default)]
pub struct Attribution {
    origins: Vec<Origin>,
    of: Vec<OriginIx>,
    of_source: Vec<OriginIx>,
}

impl Attribution {
    /// Follows every claim to its end: what it restates, what it was computed from, who asserts it.
    #[must_use]
    pub fn of(dataset: &Dataset, graph: &ClaimGraph) -> Self {
        let circular: BTreeSet<ClaimIx> = graph.circles(dataset).into_iter().flatten().collect();
        let by_source: Vec<Origin> =
            (0..dataset.sources.sources.len()).map(|at| origin(&dataset.sources, SourceIx::from_at(at))).collect();
        let mut interned = Interned::default();
        let plain: Vec<OriginIx> = by_source.iter().map(|origin| interned.number(origin.clone())).collect();
        let mut of = Vec::with_capacity(dataset.claims.len());
        for claim in dataset.claims.claims() {
            let root = if graph.is_compared(dataset, claim) { claim } else { graph.root(claim) };
            let source = dataset.claims.source(root);
            let Some(remark) = dataset.claims.remark(root) else {
                of.push(plain[source.at()]);
                continue;
            };
            let mut roots = BTreeSet::new();
            sources_behind(dataset, graph, root, &mut BTreeSet::new(), &mut roots);
            let mut origin = roots.iter().map(|&source| by_source[source.at()].clone()).reduce(Origin::and);
            if let Some(origin) = &mut origin
                && (remark.attribution == Attributed::None || circular.contains(&root))
            {
                (origin.unknown, origin.unattributed) = (true, true);
            }
            of.push(origin.map_or(plain[source.at()], |origin| interned.number(origin)));
        }
        Self { origins: interned.origins, of, of_source: plain }
    }

    /// The origin of a claim.
    #[must_use]
    pub fn origin(&self, claim: ClaimIx) -> OriginIx {
        self.of[claim.at()]
    }

    /// The origin of what a source says by itself.
    #[must_use]
    pub fn of_source(&self, source: SourceIx) -> OriginIx {
        self.of_source[source.at()]
    }

    /// What stands behind it.
    #[must_use]
    pub fn get(&self, origin: OriginIx) -> &Origin {
        &self.origins[origin.at()]
    }

    /// How many origins there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.origins.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.origins.is_empty()
    }

    /// How far what `other` says is independent of what `claim` says. Not symmetric where one relies on the other:
    /// an estimate made from a party's figures is no second count, and brings what else it was made from; that
    /// party's figures bring nothing to the estimate. Not transitive either: who corroborates is counted by
    /// [`packing`](crate::graph::packing), never by joining sets.
    #[must_use]
    pub fn independence(&self, other: OriginIx, claim: OriginIx) -> Independence {
        let (b, a) = (self.get(other), self.get(claim));
        if meet(&a.own, &b.own) {
            Independence::OneGroup
        } else if !meet(&a.rests_on, &b.rests_on) {
            if a.unknown || b.unknown { Independence::Partial } else { Independence::Full }
        } else if !b.unknown && b.brings.iter().all(|group| a.rests_on.binary_search(group).is_ok()) {
            Independence::Dependent
        } else {
            Independence::Partial
        }
    }

    /// Whether they are declared to rest on one and the same, of different groups.
    #[must_use]
    pub fn is_linked(&self, other: OriginIx, claim: OriginIx) -> bool {
        let (a, b) = (self.get(claim), self.get(other));
        !meet(&a.own, &b.own) && meet(&a.rests_on, &b.rests_on)
    }

    /// Whether both have an interest in one and the same side.
    #[must_use]
    pub fn share_an_interest(&self, sources: &Sources, other: OriginIx, claim: OriginIx) -> bool {
        let (a, b) = (self.get(claim), self.get(other));
        a.roots.iter().any(|&one| b.roots.iter().any(|&two| sources.share_an_interest(one, two)))
    }
}

impl Origin {
    fn and(mut self, other: Self) -> Self {
        let join = |mine: &mut Vec<u32>, others: Vec<u32>| {
            mine.extend(others);
            mine.sort_unstable();
            mine.dedup();
        };
        join(&mut self.own, other.own);
        join(&mut self.rests_on, other.rests_on);
        join(&mut self.brings, other.brings);
        self.roots.extend(other.roots);
        self.roots.sort_unstable();
        self.roots.dedup();
        self.unknown |= other.unknown;
        self
    }
}

#[derive(Default)]
struct Interned {
    origins: Vec<Origin>,
    numbers: BTreeMap<Origin, OriginIx>,
}

impl Interned {
    fn number(&mut self, origin: Origin) -> OriginIx {
        if let Some(&known) = self.numbers.get(&origin) {
            return known;
        }
        let number = OriginIx(u32::try_from(self.origins.len()).unwrap_or(u32::MAX));
        self.origins.push(origin.clone());
        self.numbers.insert(origin, number);
        number
    }
}

/// What a source rests on: itself, the voice it speaks for, and everybody reachable by `relies-on`.
fn origin(sources: &Sources, source: SourceIx) -> Origin {
    let root = sources.lineage(source);
    let relied: Vec<SourceIx> =
        [source, root].iter().flat_map(|&voice| sources.get(voice).relies_on.iter().copied()).collect();
    let mut met = BTreeSet::from([source, root]);
    let mut open: Vec<SourceIx> = met.iter().copied().collect();
    let mut unknown = false;
    while let Some(next) = open.pop() {
        let known = sources.get(next);
        unknown |= known.relies_on_unknown;
        let behind = known.relies_on.iter().copied().chain([sources.lineage(next)]);
        open.extend(behind.filter(|&behind| met.insert(behind)));
    }
    let groups = |of: &mut dyn Iterator<Item = SourceIx>| {
        let keys: BTreeSet<u32> = of.map(|source| sources.group_key(source)).collect();
        keys.into_iter().collect::<Vec<u32>>()
    };
    let own = groups(&mut [root].into_iter());
    let rests_on = groups(&mut met.iter().copied());
    let behind: Vec<u32> = rests_on.iter().copied().filter(|group| !own.contains(group)).collect();
    let brings = if relied.is_empty() || behind.is_empty() { own.clone() } else { behind };
    Origin { roots: vec![root], own, rests_on, brings, unknown, unattributed: false }
}

/// The sources of everything that a claim was computed from; its own where it was computed from nothing.
fn sources_behind(
    dataset: &Dataset,
    graph: &ClaimGraph,
    claim: ClaimIx,
    met: &mut BTreeSet<ClaimIx>,
    found: &mut BTreeSet<SourceIx>,
) {
    let mut open = vec![claim];
    while let Some(next) = open.pop() {
        if !met.insert(next) {
            continue;
        }
        let inputs = graph.inputs(next);
        if inputs.is_empty() {
            found.insert(dataset.claims.source(next));
        }
        open.extend(inputs.into_iter().map(|input| graph.root(input)));
    }
    if found.is_empty() {
        found.insert(dataset.claims.source(claim));
    }
}

/// Whether two ascending lists have something in common.
fn meet(a: &[u32], b: &[u32]) -> bool {
    let (mut a, mut b) = (a.iter().peekable(), b.iter().peekable());
    while let (Some(one), Some(two)) = (a.peek(), b.peek()) {
        match one.cmp(two) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => a.next(),
            std::cmp::Ordering::Greater => b.next(),
        };
    }
    false
}

#[cfg(test)]
mod tests {
    use super::{Attribution, Independence, Interned, OriginIx, origin};
    use crate::model::index::{GroupIx, SourceIx};
    use crate::model::source::Sources;

    /// The staff and its president are one group; an alliance relies on the staff, on the ministry of the other side
    /// and on others; an agency relies on the staff alone; a registry relies on nobody.
    fn sources() -> (Sources, [SourceIx; 6]) {
        let mut sources = Sources::default();
        let all = ["staff", "president", "ministry", "alliance", "agency", "registry"].map(|id| sources.intern(id));
        let [staff, president, ministry, alliance, agency, _] = all;
        let group = GroupIx(sources.groups.intern("state"));
        for of_state in [staff, president] {
            sources.sources[of_state.at()].group = Some(group);
        }
        sources.sources[alliance.at()].relies_on = vec![staff, ministry];
        sources.sources[alliance.at()].relies_on_unknown = true;
        sources.sources[agency.at()].relies_on = vec![staff];
        (sources, all)
    }

    #[test]
    fn who_relies_on_somebody_brings_only_what_else_it_relies_on() {
        let (sources, all) = sources();
        let mut interned = Interned::default();
        let [staff, president, ministry, alliance, agency, registry]: [OriginIx; 6] =
            all.map(|source| interned.number(origin(&sources, source)));
        let attribution = Attribution { origins: interned.origins, ..Attribution::default() };
        let independence = |other, claim| attribution.independence(other, claim);
        assert_eq!(independence(president, staff), Independence::OneGroup);
        assert_eq!(independence(ministry, staff), Independence::Full);
        assert_eq!(independence(registry, staff), Independence::Full);
        assert_eq!(independence(alliance, staff), Independence::Partial);
        assert_eq!(independence(staff, alliance), Independence::Dependent);
        assert_eq!(independence(agency, staff), Independence::Dependent);
        assert_eq!(independence(alliance, registry), Independence::Partial);
        assert!(attribution.is_linked(agency, staff) && !attribution.is_linked(registry, staff));
    }
}
