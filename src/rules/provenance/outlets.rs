//! Who prints what others say.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::claim::Claim;
use crate::model::dataset::Dataset;
use crate::model::index::SourceIx;

/// The names of sources, by which a publisher is known to be one of them.
pub(super) struct Outlets<'d> {
    groups: BTreeMap<&'d str, BTreeSet<u32>>,
}

impl<'d> Outlets<'d> {
    pub(super) fn of(dataset: &'d Dataset) -> Self {
        let mut groups: BTreeMap<&str, BTreeSet<u32>> = BTreeMap::new();
        for (number, source) in dataset.sources.sources.iter().enumerate() {
            let group = dataset.sources.group_key(SourceIx::from_at(number));
            groups.entry(&source.name).or_default().insert(group);
        }
        Self { groups }
    }

    /// Who prints a claim of somebody else: the publisher of its document, else the last outlet that it passed
    /// through. Nobody where it stands in a publication of its source or of that one's group.
    pub(super) fn printing(&self, claim: Claim<'d>) -> Option<&'d str> {
        let sources = &claim.dataset.sources;
        let group = sources.group_key(claim.source_ix());
        let publisher = claim.document().map(|document| document.publisher.as_str()).filter(|name| !name.is_empty());
        match (publisher, claim.via().last()) {
            (Some(name), _) => {
                let own = self.groups.get(name).is_some_and(|groups| groups.contains(&group));
                (!own).then_some(name)
            }
            (None, Some(&outlet)) => (sources.group_key(outlet) != group).then(|| sources.get(outlet).name.as_str()),
            (None, None) => None,
        }
    }
}
