//! What a finding on provenance rests on, for its wording.

use crate::graph::support::Support;
use crate::model::index::SourceIx;

/// How one source leads to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Leads {
    /// It prints the figure as the other's.
    Prints,
    /// Its figures are declared to be made from the other's.
    ReliesOn,
}

/// The facts of a finding on where figures come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProvenanceFacts {
    /// Each of these sources leads to another of them.
    Circle(Vec<(SourceIx, Leads, SourceIx)>),
    /// One voice, and these publishers who print its figure, in order of their names.
    SingleOrigin(Vec<String>),
    /// The two sides print the same value.
    UndeclaredCopy,
    /// The figures stand there with nobody named.
    AttributionLost,
    /// More is stated than there is.
    Overstated {
        /// What is stated, in the words of the column.
        stated: &'static str,
        /// What there is.
        computed: Support,
    },
    /// Nothing is stated of figures of these parties' sources, in order of their ids.
    Unverified(Vec<SourceIx>),
    /// The statement that others confirm the figures on the right stands alone.
    CorroborationUnfounded,
}
