//! Whose figures a source's own are made from, all the way down.

use std::collections::BTreeSet;

use crate::graph::claim_graph::strongly_connected;
use crate::model::index::SourceIx;
use crate::model::source::Sources;

/// For every source whom it leads to: those it relies on and those it speaks for.
#[derive(Debug, Clone, Default)]
pub(super) struct Reliance {
    links: Vec<Vec<SourceIx>>,
    groups: Vec<u32>,
    /// The group of the voice that it belongs to.
    voices: Vec<u32>,
    /// Whether it leads nowhere else, by itself or in a circle, or to somebody unknown: something begins there.
    begins: Vec<bool>,
}

impl Reliance {
    pub(super) fn of(sources: &Sources) -> Self {
        let all = || (0..sources.sources.len()).map(SourceIx::from_at);
        let links: Vec<Vec<SourceIx>> = all()
            .map(|source| {
                let known = sources.get(source);
                let named = known.relies_on.iter().chain(&known.speaks_for).copied();
                named.filter(|&named| named != source).collect()
            })
            .collect();
        let edges: BTreeSet<(SourceIx, SourceIx)> =
            all().flat_map(|from| links[from.at()].iter().map(move |&to| (from, to))).collect();
        let linked: BTreeSet<SourceIx> = edges.iter().flat_map(|&(from, to)| [from, to]).collect();
        let mut begins: Vec<bool> = links.iter().map(Vec::is_empty).collect();
        for circle in strongly_connected(&linked, &edges) {
            let leaves = circle.iter().flat_map(|&source| &links[source.at()]).any(|to| !circle.contains(to));
            circle.iter().for_each(|source| begins[source.at()] = !leaves);
        }
        all().for_each(|source| begins[source.at()] |= sources.get(source).relies_on_unknown);
        let groups = all().map(|source| sources.group_key(source)).collect();
        let voices = all().map(|source| sources.group_key(sources.lineage(source))).collect();
        Self { links, groups, voices, begins }
    }

    /// The group of a source.
    pub(super) fn group(&self, source: SourceIx) -> u32 {
        self.groups[source.at()]
    }

    /// The source itself and everybody it leads to.
    pub(super) fn behind(&self, source: SourceIx) -> BTreeSet<SourceIx> {
        let mut met = BTreeSet::from([source]);
        let mut open = vec![source];
        while let Some(next) = open.pop() {
            open.extend(self.links[next.at()].iter().copied().filter(|&behind| met.insert(behind)));
        }
        met
    }

    /// Whether something begins there.
    pub(super) fn is_beginning(&self, source: SourceIx) -> bool {
        self.begins[source.at()]
    }

    /// Whether some source leads to where something begins without passing anybody of these groups.
    pub(super) fn leads_past(&self, from: &[SourceIx], groups: &[u32]) -> bool {
        let among = |group: u32| groups.binary_search(&group).is_ok();
        let passes = |source: &SourceIx| !among(self.groups[source.at()]) && !among(self.voices[source.at()]);
        let mut open: Vec<SourceIx> = from.iter().copied().filter(passes).collect();
        let mut met: BTreeSet<SourceIx> = open.iter().copied().collect();
        while let Some(next) = open.pop() {
            if self.begins[next.at()] {
                return true;
            }
            open.extend(self.links[next.at()].iter().copied().filter(passes).filter(|&behind| met.insert(behind)));
        }
        false
    }
}
