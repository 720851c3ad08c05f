//! How long it takes to weigh what speaks for every claim where many sources speak of one quantity.

use std::fmt::Write as _;
use std::hint::black_box;
use std::path::Path;

use counterclaim::graph::attribution::Attribution;
use counterclaim::graph::backing::Backings;
use counterclaim::graph::claim_graph::ClaimGraph;
use counterclaim::load::{Loaded, load};
use counterclaim::model::dataset::Dataset;
use counterclaim::model::index::ClaimIx;
use counterclaim::rules::evidence::Evidence;
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

/// How the claims lie to each other.
#[derive(Debug, Clone, Copy)]
enum Crowd {
    /// Of one day and within a tenth of each other.
    Near,
    /// All the same unusual number, of which nobody says where it is from.
    Copies,
    /// Over a hundred days.
    Days,
    /// Of allies, each of whom confirms all others.
    Allies,
    /// Of counts that leave room above themselves.
    Floors,
}

const CROWDS: [(&str, Crowd); 5] = [
    ("one day, within a tenth", Crowd::Near),
    ("one unusual number", Crowd::Copies),
    ("a hundred days", Crowd::Days),
    ("allies", Crowd::Allies),
    ("lists of names on a hundred days", Crowd::Floors),
];

/// A dataset of so many claims by so many sources, on one quantity.
fn crowd(crowd: Crowd, claims: usize, sources: usize) -> Dataset {
    let mut rows = String::from("id,source,metric,period,value,method\n");
    for claim in 0..claims {
        let (source, day) = (claim % sources, claim % 100);
        let day = if matches!(crowd, Crowd::Days | Crowd::Floors) { day } else { 0 };
        let value = match crowd {
            Crowd::Copies => 59_168,
            Crowd::Floors => 50_000 + 10 * (claim * 7 % 500) + 100 * day,
            _ => 100_000 + (claim * 7_919) % 5_000,
        };
        let method = if matches!(crowd, Crowd::Floors) { "named-list" } else { "statement" };
        let date = chrono::NaiveDate::from_ymd_opt(2024, 1, 1).map(|first| first + chrono::Days::new(day as u64));
        let date = date.expect("a date of this century");
        writeln!(rows, "c{claim},s{source},killed,start/{date},{value},{method}").expect("writing to a string");
    }
    let side = if matches!(crowd, Crowd::Allies) { "party = \"us\"\n" } else { "" };
    let declared: String = (0..sources).map(|source| format!("[source.s{source}]\n{side}")).collect();
    let folder = tempfile::tempdir().expect("a folder");
    let write = |file: &str, text: &str| std::fs::write(folder.path().join(file), text).expect("written");
    write("claims.csv", &rows);
    write("sources.toml", &declared);
    write("vocabulary.toml", "[metric.killed]\n");
    write(
        "dataset.toml",
        "title = \"A crowd\"\nopen = [\"subject\", \"place\"]\n\n[anchor]\nstart = \"2022-02-24\"\n\n[defaults]\n\
         subject = \"people\"\nplace = \"here\"\n\n[[table]]\npath = \"claims.csv\"\n",
    );
    read(folder.path())
}

fn read(folder: &Path) -> Dataset {
    let Loaded { dataset, problems } = load(folder);
    assert!(problems.is_empty(), "{problems:#?}");
    dataset
}

fn verification(criterion: &mut Criterion) {
    for (name, kind) in CROWDS {
        let mut group = criterion.benchmark_group(name);
        group.sample_size(10);
        for (claims, sources) in [(1_000, 100), (5_000, 500), (10_000, 1_000)] {
            let dataset = crowd(kind, claims, sources);
            let graph = ClaimGraph::build(&dataset);
            let evidence = Evidence::gather(&dataset, &graph);
            let order: Vec<ClaimIx> = evidence.compared().map(|claim| claim.ix).collect();
            group.throughput(Throughput::Elements(claims as u64));
            group.bench_function(BenchmarkId::from_parameter(claims), |bench| {
                bench.iter(|| Backings::weigh(black_box(&dataset), Attribution::of(&dataset, &graph), &order));
            });
        }
        group.finish();
    }
}

criterion_group!(benches, verification);
criterion_main!(benches);
