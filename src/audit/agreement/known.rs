//! Every source, with what its claims come to and what it rests on.

use std::collections::BTreeSet;

use crate::audit::agreement::answer::Known;
use crate::graph::attribution::Attribution;
use crate::graph::claim_graph::ClaimGraph;
use crate::model::dataset::Dataset;
use crate::model::index::{ClaimIx, DocumentIx, SourceIx};
use crate::model::source::{Source, Sources};

/// What the claims of a source come to.
#[derive(Debug, Clone, Default)]
struct Counted {
    claims: u64,
    restatements: u64,
    documents: BTreeSet<DocumentIx>,
    passed_on: u64,
}

/// The sources in order of their ids: all, or those that assert or pass on one of the claims.
pub(super) fn known(
    dataset: &Dataset,
    graph: &ClaimGraph,
    attribution: &Attribution,
    claims: &[ClaimIx],
    all: bool,
) -> Vec<Known> {
    let mut counted = vec![Counted::default(); dataset.sources.sources.len()];
    for &claim in claims {
        let of = &mut counted[dataset.claims.source(claim).at()];
        of.claims += 1;
        of.restatements += u64::from(graph.is_restatement(claim));
        of.documents.extend(dataset.claims.document(claim));
        // An outlet that is named twice passed it on once.
        let outlets: BTreeSet<SourceIx> = dataset.claim(claim).via().iter().copied().collect();
        outlets.into_iter().for_each(|outlet| counted[outlet.at()].passed_on += 1);
    }
    let sources = &dataset.sources;
    let mut order: Vec<SourceIx> = (0..counted.len()).map(SourceIx::from_at).collect();
    order.retain(|source| all || counted[source.at()].claims + counted[source.at()].passed_on > 0);
    order.sort_by_key(|&source| sources.id(source));
    let each = order.into_iter().map(|source| of_source(sources, attribution, source, &counted[source.at()]));
    each.collect()
}

fn of_source(sources: &Sources, attribution: &Attribution, source: SourceIx, counted: &Counted) -> Known {
    let Source { name, group, party, speaks_for, relies_on, relies_on_unknown, reliability, .. } = sources.get(source);
    let origin = attribution.get(attribution.of_source(source));
    let ids = |of: &[SourceIx]| of.iter().map(|&source| sources.id(source).to_owned()).collect();
    let mut rests_on: Vec<String> = origin.rests_on.iter().map(|&key| sources.group_id(key).to_owned()).collect();
    rests_on.sort_unstable();
    Known {
        id: sources.id(source).to_owned(),
        name: name.clone(),
        group: group.map(|group| sources.groups.name(group.0).to_owned()),
        party: party.map(|party| sources.parties.name(party.0).to_owned()),
        reliability: reliability.unwrap_or('F'),
        voice: sources.id(sources.lineage(source)).to_owned(),
        speaks_for: ids(speaks_for),
        relies_on: ids(relies_on),
        relies_on_unknown: *relies_on_unknown,
        rests_on,
        rests_on_unknown: origin.unknown,
        claims: counted.claims,
        restatements: counted.restatements,
        documents: counted.documents.len() as u64,
        passed_on: counted.passed_on,
    }
}
