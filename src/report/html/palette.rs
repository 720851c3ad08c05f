//! One colour a source, the same in every chart of a dataset and another than that of any source beside it; one dash a
//! table of it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

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
    /// Of all sources in some charts: who has most figures chooses first, and two in one chart choose differently.
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
        let mut beside: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for chart in charts {
            let sources: BTreeSet<&str> = chart.tracks.iter().map(|track| track.source.as_str()).collect();
            sources.iter().for_each(|source| beside.entry(source).or_default().extend(&sources));
        }
        for (number, (source, _)) in sources.into_iter().enumerate() {
            let others = beside.get(source).into_iter().flatten();
            let taken: BTreeSet<usize> = others.filter_map(|other| palette.colors.get(*other).copied()).collect();
            // Its own turn first, then the next that nobody beside it has; filled marks where all are taken.
            let mut in_turn = (0..COLORS * 2).map(|at| (number + at) % COLORS + at / COLORS * COLORS);
            let free = in_turn.find(|color| !taken.contains(color)).unwrap_or(number % COLORS);
            palette.colors.insert(source.to_owned(), free);
        }
        palette
    }

    /// The classes of a track: its colour, and its dash. The second round of colours is filled and broken otherwise.
    pub(super) fn classes(&self, track: &Track) -> String {
        let color = self.colors.get(&track.source).copied().unwrap_or(0);
        let table = self.tables.get(&(track.source.clone(), track.table.clone())).copied().unwrap_or(0);
        let filled = if color >= COLORS { " filled" } else { "" };
        format!("s{} t{}{filled}", color % COLORS, (table + color / COLORS) % DASHES)
    }
}

#[cfg(test)]
mod tests {
    use super::Palette;
    use crate::audit::exhibits::chart::{Chart, Track};

    fn chart(sources: impl IntoIterator<Item = u64>) -> Chart {
        let track = |number: u64| Track {
            source: format!("source-{number:02}"),
            name: String::new(),
            table: "articles".to_owned(),
            claims: 100 - number,
            rates: 0,
            support: [0; 6],
            steps: Vec::new(),
            marks: Vec::new(),
        };
        Chart {
            metric: "killed".to_owned(),
            subject: String::new(),
            place: String::new(),
            names: [(); 3].map(|()| String::new()),
            unit: String::new(),
            decimals: 0,
            since: None,
            tracks: sources.into_iter().map(track).collect(),
            implied: Vec::new(),
            not_implied: None,
            findings: Vec::new(),
        }
    }

    #[test]
    fn two_sources_in_one_chart_never_look_alike() {
        // The ninth source's turn would be the second one's colour.
        let charts = [chart(0..5), chart([1, 8]), chart(20..34)];
        let palette = Palette::of(&charts);
        for chart in &charts {
            let mut classes: Vec<String> = chart.tracks.iter().map(|track| palette.classes(track)).collect();
            classes.sort();
            classes.dedup();
            assert_eq!(classes.len(), chart.tracks.len(), "{classes:?}");
        }
    }
}
