//! How long the stages take: loading, gathering evidence and every rule, on the shipped dataset and on
//! one long series of many sources.

use std::fmt::Write as _;
use std::hint::black_box;
use std::path::Path;

use counterclaim::audit::audit;
use counterclaim::audit::options::Options;
use counterclaim::load::{Loaded, load};
use counterclaim::rules::set::RuleSet;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

/// Eight sources' running totals of one count over 5,000 days, with a slip now and then.
fn long_series(folder: &Path) -> std::io::Result<u64> {
    let mut state = 20_240_501_u64;
    let mut random = move |below: u64| {
        // Knuth's linear congruential generator (MMIX): the same claims on every machine.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let mut rows = String::from("source,day,low,high\n");
    let (mut total, mut claims) = (0, 0);
    for day in 0..5_000_u64 {
        total += random(900);
        let date = chrono::NaiveDate::from_ymd_opt(2008, 1, 1)
            .and_then(|first| first.checked_add_days(chrono::Days::new(day)));
        let date = date.expect("a date of this century");
        for source in 0..8 {
            let slip = if random(1_000) == 0 { total / 5 } else { 0 };
            let low = total - slip - random(10).min(total - slip);
            writeln!(rows, "source-{source},{date},{low},{}", low + random(50)).expect("writing to a string");
            claims += 1;
        }
    }
    std::fs::write(folder.join("series.csv"), rows)?;
    std::fs::write(folder.join("vocabulary.toml"), "[metric.killed]\n")?;
    std::fs::write(
        folder.join("dataset.toml"),
        "title = \"One long series\"\nopen = [\"source\", \"subject\"]\n\n[anchor]\nstart = \"2007-12-31\"\n\n\
         [defaults]\nsubject = \"people\"\n\n[[table]]\npath = \"series.csv\"\nsource = { column = \"source\" }\n\
         metric = \"killed\"\nsince = \"start\"\nas-of = \"day\"\nlow = \"low\"\nhigh = \"high\"\n",
    )?;
    Ok(claims)
}

fn stages(criterion: &mut Criterion) {
    let (rules, _) = RuleSet::shipped();
    let folder = tempfile::tempdir().expect("a folder");
    let claims = long_series(folder.path()).expect("written");
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("datasets/ukraine-losses");
    for (name, path) in [("shipped dataset", shipped.as_path()), ("one long series", folder.path())] {
        let Loaded { dataset, problems } = load(path);
        assert!(problems.is_empty(), "{name}: {problems:#?}");
        let mut group = criterion.benchmark_group(name);
        group.throughput(Throughput::Elements(dataset.claims.len() as u64)).sample_size(10);
        group.bench_function("load", |bench| bench.iter(|| load(black_box(path))));
        group.bench_function("audit", |bench| bench.iter(|| audit(black_box(&dataset), &rules, &Options::default())));
        group.finish();
    }
    assert!(claims > 0);
}

criterion_group!(benches, stages);
criterion_main!(benches);
