//! Who else counts the same, or something that has to do with it: whether or not it speaks to the figure.

use std::collections::BTreeMap;

use crate::audit::explanation::speakers::why;
use crate::model::index::{ClaimIx, SourceIx};
use crate::model::vocabulary::Within;
use crate::rules::evidence::Evidence;

/// How what somebody else counts lies to what the figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// The same.
    Same,
    /// A floor of it.
    Floor,
    /// A part of it.
    Part,
    /// A whole that contains it.
    Whole,
    /// An ambiguous word that may mean the same.
    Ambiguous,
}

/// Somebody who counts this too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Other {
    /// The name of the voice.
    pub source: String,
    /// The name of what it counts.
    pub metric: String,
    /// How that lies to what the figure counts.
    pub relation: Relation,
    /// How many figures it gives.
    pub figures: u64,
    /// How many of them are of the same days.
    pub of_same_days: u64,
    /// How far it is independent of the figure, and why.
    pub why: String,
}

/// Everybody else who counts this at the same place, voice by voice.
pub(super) fn others(evidence: &Evidence<'_>, claim: ClaimIx) -> Vec<Other> {
    let dataset = evidence.dataset;
    let own = dataset.claim(claim);
    let quantity = own.quantity();
    let vocabulary = &dataset.vocabulary;
    let mut found: Vec<Other> = Vec::new();
    for cell in evidence.cells_at(quantity.subject, quantity.place) {
        let metric = cell.quantity.metric;
        let within = vocabulary.metric_within(metric, quantity.metric, false);
        let relation = match within {
            _ if vocabulary.is_floor_of(metric, quantity.metric) => Relation::Floor,
            Within::Same => Relation::Same,
            Within::Part | Within::SameOrPart => Relation::Part,
            Within::Whole => Relation::Whole,
            Within::Definition => Relation::Ambiguous,
            Within::Apart => continue,
        };
        let mut voices: BTreeMap<&str, (SourceIx, ClaimIx, u64, u64)> = BTreeMap::new();
        for &ix in evidence.claims(cell) {
            let other = dataset.claim(ix);
            if other.lineage() == own.lineage() {
                continue;
            }
            let voice = voices.entry(dataset.sources.id(other.lineage())).or_insert((other.lineage(), ix, 0, 0));
            let same = other.period().has_days_of(own.period());
            voice.2 += 1;
            voice.3 += u64::from(same);
        }
        found.extend(voices.into_values().map(|(voice, ix, figures, of_same_days)| Other {
            source: dataset.sources.get(voice).name.clone(),
            metric: vocabulary.metrics.things[metric.at()].name.clone(),
            relation,
            figures,
            of_same_days,
            why: why(&dataset.sources, evidence.backings().attribution(), ix, claim),
        }));
    }
    found.sort_by(|a, b| (a.relation, &a.source, &a.metric).cmp(&(b.relation, &b.source, &b.metric)));
    found
}
