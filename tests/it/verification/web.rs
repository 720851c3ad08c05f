//! Random webs of sources: groups, sides, allies, spokesmen, who relies on whom, and claims that mostly agree.

use std::fmt::Write as _;

use counterclaim::load::written::Row;
use counterclaim::model::dataset::Dataset;
use proptest::collection::vec;
use proptest::prelude::{Strategy, any};
use proptest::sample::select;

use crate::made::{row, written};
use crate::random::Rows;

/// How many sources there are.
const SOURCES: usize = 7;

/// A source as drawn.
#[derive(Debug, Clone)]
pub(crate) struct Drawn {
    pub(crate) group: Option<u8>,
    pub(crate) party: Option<&'static str>,
    pub(crate) allied: Option<&'static str>,
    pub(crate) relies_on: Vec<usize>,
    pub(crate) unknown: bool,
    pub(crate) speaks_for: Vec<usize>,
}

/// Sources with their claims.
#[derive(Debug, Clone)]
pub(crate) struct Web {
    pub(crate) sources: Vec<Drawn>,
    pub(crate) rows: Rows,
    /// More sources, as they stand in a file.
    pub(crate) more: String,
}

impl Web {
    pub(crate) fn dataset(&self) -> Dataset {
        written(&self.setting(), &self.rows.0)
    }

    fn setting(&self) -> String {
        let mut text = String::from(
            "anchor = { start = \"2022-02-24\" }\n[metric.killed]\n[metric.named]\nbounds-below = \"killed\"\n\
             [subject.forces]\nparty = \"them\"\n",
        );
        for (number, drawn) in self.sources.iter().enumerate() {
            writeln!(text, "[source.s{number}]").expect("a string");
            let mut key = |key: &str, value: String| writeln!(text, "{key} = {value}").expect("a string");
            let named = |sources: &[usize]| sources.iter().map(|at| format!("s{at}")).collect::<Vec<_>>();
            drawn.group.iter().for_each(|group| key("group", format!("\"g{group}\"")));
            drawn.party.iter().for_each(|party| key("party", format!("{party:?}")));
            drawn.allied.iter().for_each(|party| key("allied-with", format!("[{party:?}]")));
            let mut relies = named(&drawn.relies_on);
            relies.extend(drawn.unknown.then(|| "unknown".to_owned()));
            key("relies-on", format!("{relies:?}"));
            key("speaks-for", format!("{:?}", named(&drawn.speaks_for)));
        }
        text + &self.more
    }

    /// The text of a column of a row.
    pub(crate) fn text(&self, at: usize, column: &str) -> &str {
        text(&self.rows.0[at], column)
    }

    /// The same row under another id and of another source, without what links it to other claims.
    pub(crate) fn copied(&self, at: usize, id: &str, source: &str) -> Row {
        let kept = ["subject", "metric", "period", "value", "hedge"];
        let mut copy: Row =
            self.rows.0[at].iter().filter(|(column, _)| kept.contains(&column.as_str())).cloned().collect();
        copy.extend(row(&[("id", id), ("source", source)]));
        copy
    }
}

pub(crate) fn text<'r>(row: &'r Row, column: &str) -> &'r str {
    row.iter().find(|(known, _)| known == column).map_or("", |(_, text)| text)
}

fn source(at: usize) -> impl Strategy<Value = Drawn> {
    let side = || select(vec![None, None, None, Some("us"), Some("them")]);
    let group = select(vec![None, None, None, Some(0), Some(1)]);
    let relies = vec(0..SOURCES, 0..3);
    // A spokesman of earlier ones: nobody is his own.
    let spoken = vec(0..at.max(1), 0..3);
    (group, side(), side(), relies, 0_u8..8, spoken, 0_u8..4).prop_map(
        move |(group, party, allied, relies_on, unknown, spoken, speaks)| {
            let mut relies_on: Vec<usize> = if unknown < 4 { relies_on } else { Vec::new() };
            let mut speaks_for: Vec<usize> = if at > 0 && speaks == 0 { spoken } else { Vec::new() };
            for list in [&mut relies_on, &mut speaks_for] {
                list.retain(|&other| other != at);
                list.sort_unstable();
                list.dedup();
            }
            Drawn { group, party, allied, relies_on, unknown: unknown == 0, speaks_for }
        },
    )
}

fn claim() -> impl Strategy<Value = Row> {
    let pick = |words: &[&'static str]| select(words.to_vec());
    let metric = pick(&["killed", "killed", "killed", "named"]);
    let period =
        pick(&["start/2022-03-02", "start/2022-03-02", "start/2022-03-02", "start/2022-03-05", "start/2022-03"]);
    let value = pick(&["950", "1,000", "1,000", "1,003", "1,003", "1,047", "1,090", "5,710", "498", "0"]);
    let hedge = pick(&["", "", "", "about", "about", "at least", "more than", "at most", "nearly"]);
    let method = pick(&["", "", "", "", "named-list", "visual", "registry", "inspection", "estimate"]);
    let attribution = pick(&["", "", "", "", "", "none", "vague"]);
    let per = pick(&["", "", "", "", "", "", "day"]);
    (0..SOURCES, metric, period, value, hedge, method, attribution, per).prop_map(
        |(source, metric, period, value, hedge, method, attribution, per)| {
            let source = format!("s{source}");
            row(&[
                ("source", source.as_str()),
                ("subject", "forces"),
                ("metric", metric),
                ("period", period),
                ("value", value),
                ("hedge", if per.is_empty() { hedge } else { "" }),
                ("method", method),
                ("attribution", attribution),
                ("per", per),
            ])
        },
    )
}

/// A web of claims, up to so many, some of which pass through outlets, repeat others or are computed from them.
pub(crate) fn web(most: usize) -> impl Strategy<Value = Web> {
    let sources: Vec<_> = (0..SOURCES).map(source).collect();
    let links = vec((0_u8..12, any::<proptest::sample::Index>(), 0..SOURCES), most);
    (sources, vec(claim(), 1..most), links).prop_map(|(sources, mut rows, links)| {
        let ids = |at: usize| format!("c{at:02}");
        for (at, (kind, of, outlet)) in links.into_iter().enumerate().take(rows.len()) {
            let earlier = (at > 0).then(|| ids(of.index(at.max(1))));
            match (kind, earlier) {
                (0 | 1, _) => rows[at].push(("via".to_owned(), format!("s{outlet}"))),
                (2, Some(earlier)) => rows[at].push(("restates".to_owned(), earlier)),
                (3, Some(earlier)) => rows[at].push(("derived-from".to_owned(), earlier)),
                _ => {}
            }
            rows[at].push(("id".to_owned(), ids(at)));
        }
        Web { sources, rows: Rows(rows), more: String::new() }
    })
}
