//! Claims that no rule held against another: what an audit says nothing about.

use std::collections::BTreeSet;

use crate::audit::days::days_in_words;
use crate::load::locate;
use crate::model::claim::Quantity;
use crate::rules::evidence::Evidence;
use crate::rules::touched::Touched;

/// A claim that no rule held against another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Untouched {
    /// Its id.
    pub claim: String,
    /// The source's id.
    pub source: String,
    /// The subject's id.
    pub subject: String,
    /// The metric's id.
    pub metric: String,
    /// The place's id.
    pub place: String,
    /// The days it covers, in words.
    pub period: String,
    /// The figure as printed, with its words.
    pub printed: String,
    /// Why nothing was held against it.
    pub reason: &'static str,
    /// The file it stands in.
    pub file: String,
    /// The line, counted from 1; absent where the file changed since it was read.
    pub line: Option<u64>,
}

const STATEMENT: &str = "a statement that denies no figure";
const ALONE: &str = "nobody else counted this, or a part or whole of it";
const APART: &str = "no figure of matching days of a source that any rule holds it against";
const REPEATED: &str = "repeats a statement or a figure of another kind";

/// The claims that stand in no comparison, in order of their ids.
pub(super) fn list(evidence: &Evidence<'_>, touched: &Touched) -> Vec<Untouched> {
    let dataset = evidence.dataset;
    let mut claims: Vec<_> =
        dataset.claims.claims().filter(|&claim| !touched.contains(claim)).map(|claim| evidence.claim(claim)).collect();
    claims.sort_by_key(|claim| claim.id());
    let places: Vec<_> = claims.iter().map(|claim| dataset.claims.place(claim.ix)).collect();
    let excerpts = locate::excerpts(dataset, &places);
    let accompanied = accompanied(evidence);
    let vocabulary = &dataset.vocabulary;
    let listed = claims.iter().zip(excerpts).map(|(claim, excerpt)| {
        let quantity = claim.quantity();
        let reason = match () {
            () if claim.is_statement() => STATEMENT,
            () if evidence.graph.is_restatement(claim.ix) => REPEATED,
            () if accompanied.contains(&quantity) => APART,
            () => ALONE,
        };
        Untouched {
            claim: claim.id().to_owned(),
            source: dataset.sources.id(claim.source_ix()).to_owned(),
            subject: vocabulary.subjects.names.name(quantity.subject.0).to_owned(),
            metric: vocabulary.metrics.names.name(quantity.metric.0).to_owned(),
            place: vocabulary.places.names.name(quantity.place.0).to_owned(),
            period: days_in_words(claim.period()),
            printed: claim.printed(),
            reason,
            file: claim.table().path.clone(),
            line: excerpt.map(|excerpt| excerpt.line),
        }
    });
    listed.collect()
}

/// Quantities on which there are several figures, or which lie in or around another with figures.
fn accompanied(evidence: &Evidence<'_>) -> BTreeSet<Quantity> {
    let mut accompanied = BTreeSet::new();
    for cell in evidence.cells() {
        if evidence.claims(cell).len() > 1 {
            accompanied.insert(cell.quantity);
        }
        for around in evidence.cells_around(cell.quantity).filter(|around| around.quantity != cell.quantity) {
            accompanied.extend([cell.quantity, around.quantity]);
        }
    }
    accompanied
}
