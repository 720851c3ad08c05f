//! One colour a source, the same in every drawing of a dataset; one dash a table of it.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::audit::exhibits::chart::{Chart, Track};

/// How many colours there are: those of Okabe and Ito, which are told apart with any colour vision.
const COLORS: usize = 7;

/// How many ways a line is broken.
const DASHES: usize = 4;

/// Which source has which colour, and which of its tables which dash.
#[derive(Debug, Default)]
pub(super) struct Palette {
    colors: BTreeMap<String, usize>,
    tables: BTreeMap<(String, String), usize>,
}

impl Palette {
    /// Of all sources in some charts: who has most figures chooses first.
    pub(super) fn of(charts: &[Chart]) -> Self {
        let mut counted: BTreeMap<&str, u64> = BTreeMap::new();
        let mut tables: BTreeMap<(&str, &str), u64> = BTreeMap::new();
        for track in charts.iter().flat_map(|chart| &chart.tracks) {
            *counted.entry(&track.source).or_default() += track.claims;
            *tables.entry((&track.source, &track.table)).or_default() += track.claims;
        }
        let mut sources: Vec<(&str, u64)> = counted.into_iter().collect();
        sources.sort_by_key(|&(source, count)| (Reverse(count), source));
        let mut ordered: Vec<((&str, &str), u64)> = tables.into_iter().collect();
        ordered.sort_by_key(|&((source, table), count)| (source, Reverse(count), table));
        let mut palette = Self::default();
        for of_source in ordered.chunk_by(|((a, _), _), ((b, _), _)| a == b) {
            for (number, ((source, table), _)) in of_source.iter().enumerate() {
                palette.tables.insert(((*source).to_owned(), (*table).to_owned()), number);
            }
        }
        palette.colors =
            sources.into_iter().zip(0..).map(|((source, _), number)| (source.to_owned(), number)).collect();
        palette
    }

    /// The classes of a track: its colour, and its dash. The second round of colours is broken otherwise.
    pub(super) fn classes(&self, track: &Track) -> String {
        let color = self.colors.get(&track.source).copied().unwrap_or(0);
        let table = self.tables.get(&(track.source.clone(), track.table.clone())).copied().unwrap_or(0);
        format!("s{} t{}", color % COLORS, (table + color / COLORS) % DASHES)
    }
}
