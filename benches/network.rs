//! How long the solver takes on one long series: 100,000 instants, 500,000 edges.

use std::hint::black_box;

use counterclaim::model::interval::Interval;
use counterclaim::network::feasible::feasible;
use counterclaim::network::members::{MemberIx, Members};
use counterclaim::network::net::{Edge, Member, Net, VarIx, Why};
use counterclaim::network::repair::{Budget, Outcome, repair};
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};

/// A running total for every instant, as many totals of periods of up to `reach` instants, and that the count
/// never falls, as one assumption. `errors` of the claims are told twice as high.
fn series(instants: u32, reach: u32, errors: u32) -> Net {
    let mut state = 20_240_501_u64;
    let mut random = move |below: u32| {
        // Knuth's linear congruential generator (MMIX): the same claims on every machine.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from((state >> 33) % u64::from(below)).expect("below 2^32")
    };
    let mut counts = vec![0_i64];
    for at in 1..instants as usize {
        counts.push(counts[at - 1] + i64::from(random(20)));
    }
    let (mut members, mut edges) = (Vec::new(), Vec::new());
    let wrong: Vec<u32> = (0..errors).map(|_| random(2 * instants)).collect();
    let mut claim = |from: u32, to: u32, low: u32, high: u32| {
        let member = u32::try_from(members.len()).expect("few");
        let told = counts[to as usize] - counts[from as usize];
        let told = if wrong.contains(&member) { told * 2 + 1_000 } else { told };
        let interval = Interval::new(told - i64::from(low), told + i64::from(high));
        edges.extend(Edge::within(VarIx(from), VarIx(to), interval, Why::Member(MemberIx(member))));
        members.push(Member { weight: 3, measures: Some((VarIx(from), VarIx(to))) });
    };
    for at in 1..instants {
        claim(0, at, random(50), random(50));
        let (from, length) = (random(instants - 1), 1 + random(reach));
        claim(from, (from + length).min(instants - 1), random(50), random(50));
    }
    let grows = Why::Member(MemberIx(u32::try_from(members.len()).expect("few")));
    members.push(Member { weight: 3, measures: None });
    edges.extend((1..instants).map(|at| Edge { from: VarIx(at), to: VarIx(at - 1), weight: 0, why: grows }));
    Net::new(instants, members, edges).expect("declared")
}

fn network(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("one long series");
    group.sample_size(10);
    for instants in [10_000, 100_000] {
        let (right, wrong) = (series(instants, 1_000, 0), series(instants, 1_000, 10));
        let nobody = Members::none();
        let values = feasible(&right, &nobody).expect("it holds");
        let Outcome::Repaired(found, _) = repair(&wrong, &Budget::default()) else { panic!("ten are wrong") };
        assert!(found.exhaustive && found.suspects.len() == 10, "{} {:?}", found.exhaustive, found.weight);
        let id = |name| BenchmarkId::new(name, instants);
        group.bench_function(id("feasible"), |bench| bench.iter(|| feasible(black_box(&right), &nobody)));
        group.bench_function(id("repair, nothing wrong"), |bench| {
            bench.iter(|| repair(black_box(&right), &Budget::default()));
        });
        group.bench_function(id("repair, 10 wrong"), |bench| {
            bench.iter(|| repair(black_box(&wrong), &Budget::default()));
        });
        group.bench_function(id("bounds"), |bench| bench.iter(|| values.bounds(VarIx(0), VarIx(instants / 2))));
        group.bench_function(id("band"), |bench| bench.iter(|| values.band(black_box(VarIx(0)))));
        group.bench_function(id("build"), |bench| {
            let parts = || (wrong.members().to_vec(), wrong.edges().to_vec());
            let build = |(members, edges)| Net::new(instants, members, edges);
            bench.iter_batched(parts, build, criterion::BatchSize::LargeInput);
        });
    }
    group.finish();
}

criterion_group!(benches, network);
criterion_main!(benches);
