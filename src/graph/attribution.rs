//! What a claim rests on in the end: whose word it is, and on whom that source relies.

use std::collections::{BTreeMap, BTreeSet};

use crate::graph::ascending::{is_within, join, meet};
use crate::graph::circles::nobodys;
use crate::graph::claim_graph::ClaimGraph;
use crate::graph::reliance::Reliance;
use crate::model::dataset::Dataset;
use crate::model::index::{ClaimIx, SourceIx};
use crate::model::remark::{Attribution as Attributed, Remark};
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
    /// The groups of who says so and of the roots.
    pub own: Vec<u32>,
    /// Every group that it rests on: its own, and those reachable by `relies-on`.
    pub rests_on: Vec<u32>,
    /// Those who say so, before it is asked for whom they speak.
    said_by: Vec<SourceIx>,
    /// Every source that it rests on.
    behind: Vec<SourceIx>,
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
    reliance: Reliance,
}

impl Attribution {
    /// Follows every claim to its end: what it restates, what it was computed from, who asserts it.
    #[must_use]
    pub fn of(dataset: &Dataset, graph: &ClaimGraph) -> Self {
        let nobodys = nobodys(dataset);
        let reliance = Reliance::of(&dataset.sources);
        let sources = (0..dataset.sources.sources.len()).map(SourceIx::from_at);
        let by_source: Vec<Origin> = sources.map(|source| origin(&dataset.sources, &reliance, source)).collect();
        let mut interned = Interned::default();
        let plain: Vec<OriginIx> = by_source.iter().map(|origin| interned.number(origin.clone())).collect();
        let mut of = Vec::with_capacity(dataset.claims.len());
        for claim in dataset.claims.claims() {
            let root = graph.figure_of(dataset, claim);
            let source = dataset.claims.source(root);
            if dataset.claims.remark(root).is_none() && !nobodys.contains(&root) {
                of.push(plain[source.at()]);
                continue;
            }
            let ends = ends(graph, root);
            let unnamed = |end: ClaimIx| {
                let none = |remark: &Remark| remark.attribution == Attributed::None;
                dataset.claims.remark(end).is_some_and(none) || nobodys.contains(&end)
            };
            let known = ends.iter().map(|&end| by_source[dataset.claims.source(end).at()].clone());
            let Some(mut origin) = known.reduce(Origin::and) else {
                of.push(plain[source.at()]);
                continue;
            };
            origin.unattributed = ends.iter().all(|&end| unnamed(end));
            origin.unknown |= ends.iter().any(|&end| unnamed(end));
            origin.told_by(&by_source[source.at()]);
            of.push(interned.number(origin));
        }
        Self { origins: interned.origins, of, of_source: plain, reliance }
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
    /// party's figures bring nothing to the estimate. What nobody stands for brings nothing to anybody: it may be
    /// the very figure it agrees with. Not transitive either: who corroborates is counted by
    /// [`packing`](crate::graph::packing), never by joining sets.
    #[must_use]
    pub fn independence(&self, other: OriginIx, claim: OriginIx) -> Independence {
        let (b, a) = (self.get(other), self.get(claim));
        if meet(&a.own, &b.own) {
            Independence::OneGroup
        } else if b.unattributed {
            Independence::Dependent
        } else if !meet(&a.rests_on, &b.rests_on) {
            if a.unknown || b.unknown { Independence::Partial } else { Independence::Full }
        } else if self.reliance.leads_past(&b.said_by, &a.rests_on) {
            Independence::Partial
        } else {
            Independence::Dependent
        }
    }

    /// Whether `other` rests on nobody unknown and on nobody whom `claim` is known to rest on.
    #[must_use]
    pub fn is_apart(&self, other: OriginIx, claim: OriginIx) -> bool {
        let (a, b) = (self.get(claim), self.get(other));
        !b.unknown && !a.unattributed && !meet(&a.rests_on, &b.rests_on)
    }

    /// Whether they are declared to rest on one and the same, of different groups.
    #[must_use]
    pub fn is_linked(&self, other: OriginIx, claim: OriginIx) -> bool {
        let (a, b) = (self.get(claim), self.get(other));
        !meet(&a.own, &b.own) && meet(&a.rests_on, &b.rests_on)
    }

    /// The sources where what a claim rests on begins: those that lead to nobody else.
    pub(super) fn begins(&self, origin: OriginIx) -> Vec<SourceIx> {
        let behind = self.get(origin).behind.iter().copied();
        behind.filter(|&source| self.reliance.is_beginning(source)).collect()
    }

    /// Whether one rests on nobody but whom the other rests on too.
    #[must_use]
    pub fn rests_within(&self, one: OriginIx, other: OriginIx) -> bool {
        is_within(&self.get(one).rests_on, &self.get(other).rests_on)
    }

    /// Whether both have an interest in one and the same side, by themselves or by somebody they rest on: a party's
    /// word is not disinterested because an agency repeats it.
    #[must_use]
    pub fn share_an_interest(&self, sources: &Sources, other: OriginIx, claim: OriginIx) -> bool {
        let (a, b) = (self.get(claim), self.get(other));
        a.behind.iter().any(|&one| b.behind.iter().any(|&two| sources.share_an_interest(one, two)))
    }
}

impl Origin {
    fn and(mut self, other: Self) -> Self {
        join(&mut self.roots, &other.roots);
        join(&mut self.own, &other.own);
        join(&mut self.rests_on, &other.rests_on);
        join(&mut self.said_by, &other.said_by);
        join(&mut self.behind, &other.behind);
        self.unknown |= other.unknown;
        self
    }

    /// Who worked it out is no origin of it, and not independent of it either.
    fn told_by(&mut self, teller: &Self) {
        join(&mut self.own, &teller.own);
        join(&mut self.rests_on, &teller.own);
        join(&mut self.behind, &teller.said_by);
        join(&mut self.behind, &teller.roots);
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

/// What a source rests on: itself, those it speaks for, and everybody reachable by `relies-on`.
fn origin(sources: &Sources, reliance: &Reliance, source: SourceIx) -> Origin {
    let root = sources.lineage(source);
    let mut behind = reliance.behind(source);
    behind.insert(root);
    let groups = |of: &BTreeSet<SourceIx>| {
        let keys: BTreeSet<u32> = of.iter().map(|&source| reliance.group(source)).collect();
        keys.into_iter().collect::<Vec<u32>>()
    };
    Origin {
        roots: vec![root],
        own: groups(&BTreeSet::from([source, root])),
        rests_on: groups(&behind),
        said_by: vec![source],
        unknown: behind.iter().any(|&source| sources.get(source).relies_on_unknown),
        unattributed: false,
        behind: behind.into_iter().collect(),
    }
}

/// The claims that a claim comes from in the end, by what it restates and what it was computed from; itself where it
/// comes from none.
fn ends(graph: &ClaimGraph, claim: ClaimIx) -> Vec<ClaimIx> {
    let mut met = BTreeSet::from([claim]);
    let (mut open, mut found) = (vec![claim], Vec::new());
    while let Some(next) = open.pop() {
        let mut from: Vec<ClaimIx> = graph.inputs(next).into_iter().map(|input| graph.root(input)).collect();
        from.extend(graph.is_restatement(next).then(|| graph.root(next)));
        if from.is_empty() {
            found.push(next);
        }
        open.extend(from.into_iter().filter(|&from| met.insert(from)));
    }
    if found.is_empty() { vec![claim] } else { found }
}

#[cfg(test)]
mod tests {
    use super::{Attribution, Independence, Interned, OriginIx, origin};
    use crate::graph::reliance::Reliance;
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
        let (mut interned, reliance) = (Interned::default(), Reliance::of(&sources));
        let [staff, president, ministry, alliance, agency, registry]: [OriginIx; 6] =
            all.map(|source| interned.number(origin(&sources, &reliance, source)));
        let attribution = Attribution { origins: interned.origins, reliance, ..Attribution::default() };
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
