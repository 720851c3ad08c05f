//! What looking for causes adds to the audit of the shipped dataset: `cargo bench --bench causes`. Everything that
//! every rule says is diagnosed by itself, before verdicts on the same claims are made one, so more than an audit
//! diagnoses; the share of the whole audit that this takes is printed, and above a fifth it is an error.

use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use counterclaim::audit::audit;
use counterclaim::audit::cause::causes;
use counterclaim::audit::options::Options;
use counterclaim::graph::claim_graph::ClaimGraph;
use counterclaim::load::{Loaded, load};
use counterclaim::rules::evidence::Evidence;
use counterclaim::rules::set::RuleSet;
use criterion::{Criterion, criterion_group, criterion_main};

/// What diagnosing may take of an audit, in per cent.
const MOST: u128 = 20;
/// How often both are timed for the share, in turns.
const TIMES: usize = 9;

fn diagnosis(criterion: &mut Criterion) {
    let (rules, _) = RuleSet::shipped();
    let Loaded { dataset, problems } = load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("datasets/ukraine-losses"));
    assert!(problems.is_empty(), "{problems:#?}");
    let graph = ClaimGraph::build(&dataset);
    let evidence = Evidence::gather(&dataset, &graph);
    let verdicts: Vec<_> = rules.iter().flat_map(|rule| rule.check(&evidence).verdicts).collect();
    let whole = || drop(black_box(audit(black_box(&dataset), &rules, &Options::default())));
    let alone = || verdicts.iter().for_each(|verdict| drop(black_box(causes(&evidence, black_box(verdict), None))));

    let mut group = criterion.benchmark_group("causes of the shipped dataset");
    group.sample_size(10);
    group.bench_function("audit, diagnosis included", |bench| bench.iter(whole));
    group.bench_function("diagnosis alone", |bench| bench.iter(alone));
    group.finish();

    let (mut wholes, mut alones): (Vec<Duration>, Vec<Duration>) =
        (0..TIMES).map(|_| (time(&whole), time(&alone))).unzip();
    let (whole, alone) = (median(&mut wholes), median(&mut alones));
    // What diagnosing adds to an audit without it.
    let share = alone.as_nanos() * 1_000 / whole.saturating_sub(alone).as_nanos().max(1);
    let diagnosed = verdicts.iter().filter(|verdict| causes(&evidence, verdict, None).is_some()).count();
    println!("diagnosing {diagnosed} of {} verdicts adds {}.{} % to the audit", verdicts.len(), share / 10, share % 10);
    assert!(share < MOST * 10, "more than {MOST} %");
}

#[expect(clippy::disallowed_methods, reason = "a benchmark measures time; the library has no clock")]
fn time(run: &impl Fn()) -> Duration {
    let start = Instant::now();
    run();
    start.elapsed()
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

criterion_group!(benches, diagnosis);
criterion_main!(benches);
