//! Where the claims of findings stand in their files.

use crate::audit::finding::Finding;
use crate::load::locate::excerpts;
use crate::model::dataset::Dataset;
use crate::model::place::Place;

/// Finds the line of every witness and of every claim that shows a cause, each file read once.
pub(super) fn fill(dataset: &Dataset, findings: &mut [(Finding, Vec<Place>)]) {
    let places: Vec<Place> = findings.iter().flat_map(|(_, places)| places.iter().copied()).collect();
    let mut found = excerpts(dataset, &places).into_iter();
    for (finding, _) in findings {
        let right = finding.right.iter_mut().flat_map(|side| &mut side.witnesses);
        for witness in finding.left.witnesses.iter_mut().chain(right) {
            witness.excerpt = found.next().flatten();
        }
        for cause in finding.causes.iter_mut().flatten() {
            cause.places = found.by_ref().take(cause.evidence.len()).collect();
        }
    }
}
