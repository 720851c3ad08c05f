//! Who agrees with whom: every source with what it rests on, and of every two voices on how many comparable figures
//! they agree. Copies and repetitions are folded: a voice has one figure of a quantity and its days.

pub mod answer;
mod known;
mod panel;
pub mod tally;

use std::collections::BTreeSet;

use crate::audit::agreement::answer::{Agreement, Pair};
use crate::audit::agreement::known::known;
use crate::audit::agreement::panel::Panels;
use crate::graph::attribution::Attribution;
use crate::graph::claim_graph::ClaimGraph;
use crate::graph::floors::Floors;
use crate::model::dataset::Dataset;
use crate::model::index::{ClaimIx, SourceIx};
use crate::rules::select::Selector;

/// Who agrees with whom among the claims that a selector selects. A restatement speaks only where what it repeats is
/// not among them.
#[must_use]
pub fn agreement(dataset: &Dataset, select: &Selector) -> Agreement {
    let graph = ClaimGraph::build(dataset);
    let attribution = Attribution::of(dataset, &graph);
    among(dataset, &graph, &attribution, select)
}

/// As [`agreement`], by a graph and an attribution that are known already.
pub(super) fn among(dataset: &Dataset, graph: &ClaimGraph, attribution: &Attribution, select: &Selector) -> Agreement {
    let takes_part = |&claim: &ClaimIx| select.is_all() || select.selects(dataset.claim(claim));
    let claims: Vec<ClaimIx> = dataset.claims.claims().filter(takes_part).collect();
    let mut speaking = graph.speaking(dataset, claims.iter().copied());
    panel::in_order(dataset, &mut speaking);
    let floors = Floors::among(dataset, attribution, &speaking);
    let panels = Panels::new(dataset, attribution, &floors);
    let tallies = panels.tallies(&speaking);

    let sources = &dataset.sources;
    let voices: BTreeSet<SourceIx> = speaking.iter().map(|&claim| dataset.claim(claim).lineage()).collect();
    let all = (voices.len() as u64) * (voices.len().saturating_sub(1) as u64) / 2;
    let ambiguous_only = tallies.iter().filter(|(_, tally)| !tally.has_met()).count() as u64;
    let met = tallies.into_iter().filter(|(_, tally)| tally.has_met());
    let pairs: Vec<Pair> = met
        .map(|((first, second), tally)| {
            let [one, other] = [first, second].map(|voice| attribution.of_source(voice));
            Pair {
                voices: [first, second].map(|voice| sources.id(voice).to_owned()),
                names: [first, second].map(|voice| sources.get(voice).name.clone()),
                standing: sources.standing(first, second),
                independence: [attribution.independence(one, other), attribution.independence(other, one)],
                tally,
            }
        })
        .collect();
    Agreement {
        dataset: dataset.path.clone(),
        title: dataset.title.clone(),
        sources: known(dataset, graph, attribution, &claims, select.is_all()),
        voices: voices.len() as u64,
        apart: all.saturating_sub(pairs.len() as u64),
        ambiguous_only,
        pairs,
    }
}
