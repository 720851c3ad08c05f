//! Who labels a day: an unknown day convention is one convention only within a voice.

use std::collections::HashMap;

use crate::model::claim::Claim;
use crate::model::dataset::Dataset;
use crate::model::period::Bound;
use crate::model::table::{Format, Table};
use crate::network::midnight::Midnight;

/// The voices of a dataset's tables. All that is read from one file is one voice, through however many
/// mappings; so are an outlet's document and a document of the source's own.
pub(super) struct Voices {
    of_tables: Vec<u32>,
}

/// What a number is counted among, in the two highest bits of a voice.
#[derive(Clone, Copy)]
enum Among {
    Files,
    Documents,
    OutletsDocuments,
    Outlets,
}

impl Voices {
    pub(super) fn of(dataset: &Dataset) -> Self {
        let mut files: HashMap<&str, u32> = HashMap::new();
        let file = |table: &Table| {
            let first = &dataset.tables[table.family.at()];
            let next = u32::try_from(files.len()).unwrap_or(u32::MAX);
            // The tables of an example stand in one rule file and are apart all the same.
            let file = if first.format == Format::Toml { &first.name } else { &first.path };
            *files.entry(file.as_str()).or_insert(next)
        };
        Self { of_tables: dataset.tables.iter().map(file).collect() }
    }

    /// A midnight as the claim's document or file labels it.
    pub(super) fn midnight(&self, claim: Claim<'_>, bound: Bound) -> Midnight {
        let document = claim.dataset.claims.document(claim.ix).map(|document| document.0);
        let (among, number) = match (claim.via().last(), document) {
            (Some(_), Some(document)) => (Among::OutletsDocuments, document),
            (Some(outlet), None) => (Among::Outlets, outlet.0),
            (None, Some(document)) => (Among::Documents, document),
            (None, None) => (Among::Files, self.of_tables[claim.dataset.claims.place(claim.ix).table.at()]),
        };
        Midnight::new(bound, (among as u32) << 30 | (number & 0x3fff_ffff))
    }
}
