//! What a report can draw of an audit, as plain values: the figures of every quantity over time, who passes on whom,
//! and who agrees with whom. Nothing here knows a format.

pub mod chart;
mod charting;
mod implied;
mod naming;
pub mod passage;
mod tracks;

use crate::audit::agreement;
use crate::audit::agreement::answer::Agreement;
use crate::audit::exhibits::chart::Chart;
use crate::audit::exhibits::passage::{Passage, passages};
use crate::audit::finding::Finding;
use crate::rules::evidence::Evidence;
use crate::rules::select::Selector;
use crate::verify::verification::Verifications;

/// What can be drawn of an audit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exhibits {
    /// One for every quantity with a figure, in order of metric, subject and place.
    pub charts: Vec<Chart>,
    /// Who agrees with whom.
    pub agreement: Agreement,
    /// Who passed on whose claims, in order of the ids.
    pub passages: Vec<Passage>,
}

impl Exhibits {
    /// Gathers what can be drawn from what the audit knows already. `findings` are those that are shown, in their order.
    pub(super) fn gather(evidence: &Evidence<'_>, verifications: &Verifications, findings: &[Finding]) -> Self {
        let (dataset, graph) = (evidence.dataset, evidence.graph);
        let attribution = evidence.backings().attribution();
        Self {
            charts: charting::charts(evidence, verifications, findings),
            agreement: agreement::among(dataset, graph, attribution, &Selector::default()),
            passages: passages(dataset),
        }
    }
}
