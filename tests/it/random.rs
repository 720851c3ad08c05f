//! Random small datasets, written as rows: several sources of several groups and parties, metrics
//! and places that contain each other, running totals, days and months under all day conventions.

use std::{env, fmt};

use counterclaim::load::written::Row;
use counterclaim::model::dataset::Dataset;
use proptest::collection::vec;
use proptest::prelude::{Just, ProptestConfig, Strategy, any};
use proptest::sample::select;
use proptest::test_runner::RngSeed;

use crate::made::{row, written};

/// So many cases of a law, the same ones in every run: a test that fails by chance says nothing of the change that it fails
/// on. `LAWS_TIMES=100` asks for a hundred times as many, and for others each time.
pub(crate) fn cases(of: u32) -> ProptestConfig {
    let times: Option<u32> = env::var("LAWS_TIMES").ok().map(|times| times.parse().expect("`LAWS_TIMES` is a number"));
    let cases = of * times.unwrap_or(1);
    let rng_seed = if times.is_some() { RngSeed::Random } else { RngSeed::Fixed(1991) };
    ProptestConfig {
        cases,
        failure_persistence: None,
        rng_seed,
        max_global_rejects: cases * 50,
        ..ProptestConfig::default()
    }
}

/// Claims to be, printed one a line where a law fails.
#[derive(Clone)]
pub(crate) struct Rows(pub(crate) Vec<Row>);

impl fmt::Debug for Rows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for row in &self.0 {
            let cells: Vec<String> = row.iter().map(|(column, text)| format!("{column} {text}")).collect();
            write!(f, "\n    {}", cells.join(", "))?;
        }
        Ok(())
    }
}

/// Everything is declared, so that the order of rows numbers nothing.
pub(crate) const SETTING: &str = r#"
anchor = { start = "2022-02-24", later = "2022-03-02" }

[metric.all]
parts = ["killed", "hurt"]
[metric.killed]
[metric.hurt]
[metric.losses]
reads-as = ["all", "killed"]
[metric.named]
bounds-below = "killed"
[metric.held]
kind = "stock"

[place.country]
[place.region]
part-of = ["country"]
[place.coast]
part-of = ["country"]
[place.port]
part-of = ["region", "coast"]

[source.staff]
group = "us"
party = "us"
[source.chief]
group = "us"
party = "us"
[source.spokesman]
group = "us"
party = "us"
speaks-for = ["staff"]
[source.enemy]
party = "them"
[source.herald]
speaks-for = ["enemy"]
party = "them"
[source.paper]

[document.early]
published = "2022-03-05"
[document.late]
published = "2022-04-20"
retrieved = "2022-05-01"
"#;

/// What a random row may hold.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Kinds {
    /// Only intervals given by `low` and `high`: no words, no rates, nothing that rounds another.
    pub(crate) plain: bool,
    /// Only the metric `all`, in the whole country, and mostly on two days.
    pub(crate) one_quantity: bool,
}

fn period(kinds: Kinds) -> impl Strategy<Value = String> {
    let crowded = if kinds.one_quantity { 30 } else { 1 };
    let day = || (1_u8..12).prop_map(|day| format!("2022-03-{day:02}"));
    let days = (1_u8..12, 0_u8..5).prop_map(|(day, more)| format!("2022-03-{day:02}/2022-03-{:02}", day + more));
    proptest::prop_oneof![
        crowded => (1_u8..3).prop_map(|day| format!("start/2022-03-{day:02}")),
        6 => day().prop_map(|day| format!("start/{day}")),
        1 => Just("start/2022-03".to_owned()),
        1 => (3_u8..12).prop_map(|day| format!("later/2022-03-{day:02}")),
        3 => days,
        1 => day(),
        1 => select(vec!["2022-03", "2022", "start/[2022-03-03..2022-03-06]"]).prop_map(str::to_owned),
    ]
}

fn figure(kinds: Kinds) -> impl Strategy<Value = [(&'static str, String); 5]> {
    let hedge = select(vec!["", "", "", "", "", "", "", "about", "at least", "nearly", "more than", "at most"]);
    let value = proptest::prop_oneof![
        1_i64..40,
        (1_i64..40).prop_map(|tens| tens * 10),
        (99_i64..102).prop_map(|tens| tens * 10),
        990_i64..1_010
    ];
    let kind = if kinds.plain { 1_u8..2 } else { 0_u8..8 };
    (kind, value, 0_i64..6, hedge).prop_map(|(kind, value, width, hedge)| {
        let none = String::new;
        let (low, high) = (value.to_string(), (value + width).to_string());
        match kind {
            0 | 1 => [("value", none()), ("low", low), ("high", high), ("hedge", none()), ("per", none())],
            2 => [("value", low), ("low", none()), ("high", none()), ("hedge", none()), ("per", "day".into())],
            _ => [("value", low), ("low", none()), ("high", none()), ("hedge", hedge.into()), ("per", none())],
        }
    })
}

/// One random claim.
pub(crate) fn claim(kinds: Kinds) -> impl Strategy<Value = Row> {
    let pick = |words: &[&'static str]| select(words.to_vec());
    let (metrics, places): (&[&str], &[&str]) = if kinds.one_quantity {
        (&["all"], &["country"])
    } else {
        (
            &["all", "all", "killed", "killed", "hurt", "losses", "named", "held"],
            &["country", "country", "region", "coast", "port"],
        )
    };
    let source = pick(&["staff", "chief", "spokesman", "enemy", "herald", "paper"]);
    let convention = pick(&["morning", "evening", "unknown", "unknown"]);
    let document = pick(&["", "", "early", "late"]);
    let table = if kinds.plain { pick(&[""]) } else { pick(&["", "", "one", "other"]) };
    (source, pick(metrics), pick(places), period(kinds), convention, figure(kinds), document, table).prop_map(
        |(source, metric, place, period, convention, figure, document, table)| {
            let mut columns = vec![
                ("source", source),
                ("metric", metric),
                ("place", place),
                ("period", period.as_str()),
                ("day-convention", convention),
                ("document", document),
                ("table", table),
            ];
            columns.extend(figure.iter().map(|(column, text)| (*column, text.as_str())));
            row(&columns)
        },
    )
}

/// Up to `most` random claims, with ids of their own.
pub(crate) fn claims(kinds: Kinds, most: usize) -> impl Strategy<Value = Rows> {
    vec(claim(kinds), 1..most).prop_map(|mut rows| {
        for (number, row) in rows.iter_mut().enumerate() {
            row.push(("id".to_owned(), format!("c{number:02}")));
        }
        Rows(rows)
    })
}

/// The rows in two orders.
pub(crate) fn shuffled(most: usize) -> impl Strategy<Value = (Rows, Rows)> {
    let focused = Kinds { one_quantity: true, ..Kinds::default() };
    proptest::prop_oneof![claims(Kinds::default(), most), claims(focused, most)]
        .prop_flat_map(|rows| (Just(rows.clone()), Just(rows.0).prop_shuffle().prop_map(Rows)))
}

/// The dataset of these rows.
pub(crate) fn dataset(rows: &Rows) -> Dataset {
    written(SETTING, &rows.0)
}

/// Any text, mostly of the letters that dates and numbers are made of.
pub(crate) fn text() -> impl Strategy<Value = String> {
    proptest::prop_oneof!["[0-9~?%./\\[\\],X-]{0,24}", "20[0-9]{2}(-[0-9]{1,2}){0,2}[~?%]?", any::<String>()]
}
