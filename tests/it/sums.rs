//! Sums, averages and ratios against the long way round: every chain of periods, every day count.

use counterclaim::model::day::Day;
use counterclaim::model::interval::Interval;
use counterclaim::model::period::Bound;
use counterclaim::network::midnight::Midnight;
use counterclaim::network::tiling::{Piece, Tiling};
use counterclaim::rules::level::Strength;
use counterclaim::rules::verdict::{Facts, Verdict};
use proptest::prelude::Strategy;
use proptest::{collection, prop_assert, prop_assert_eq, proptest};

use crate::made::{row, shipped, verdicts};
use crate::random::{self, Rows, dataset};

/// A midnight between two days that lie at most one apart, of one of two voices.
fn midnight() -> impl Strategy<Value = Midnight> {
    (0_i32..8, 0_i32..2, 1_u32..3)
        .prop_map(|(day, vague, voice)| Midnight::new(Bound { first: Day(day), last: Day(day + vague) }, voice))
}

fn pieces() -> impl Strategy<Value = Vec<Piece>> {
    let piece = (midnight(), midnight(), 0_i64..20, 0_i64..6, 0_u8..4).prop_map(|(start, end, lo, wide, open)| Piece {
        start,
        end,
        figure: Interval {
            lo: if open == 1 { Interval::NO_LOW } else { lo },
            hi: if open == 2 { Interval::NO_HIGH } else { lo + wide },
        },
    });
    collection::vec(piece, 0..7)
}

fn runs(piece: &Piece) -> bool {
    piece.start != piece.end && piece.start.is_no_later_than(piece.end)
}

/// Whether a piece that ends at one midnight reaches another, by no more than a day convention may shift it.
fn reaches(end: Midnight, next: Midnight) -> bool {
    let over = end.bound.first.since(next.bound.last);
    end == next || (0..=1).contains(&over)
}

/// Every order of two or more of the pieces that are laid from `start` to `end`, by trying all.
fn chains(
    pieces: &[Piece],
    of: &mut Vec<usize>,
    found: &mut Vec<Vec<usize>>,
    follows: &impl Fn(&[usize], usize) -> bool,
) {
    for next in 0..pieces.len() {
        if !of.contains(&next) && runs(&pieces[next]) && follows(of, next) {
            of.push(next);
            found.push(of.clone());
            chains(pieces, of, found, follows);
            of.pop();
        }
    }
}

proptest! {
    #![proptest_config(random::cases(800))]

    #[test]
    fn no_other_chain_inside_is_greater(pieces in pieces(), start in midnight(), end in midnight()) {
        let follows = |of: &[usize], next: usize| {
            let before = of.last().map_or(start, |&last| pieces[last].end);
            pieces[next].figure.has_low() && before.is_no_later_than(pieces[next].start)
        };
        let mut all = Vec::new();
        chains(&pieces, &mut Vec::new(), &mut all, &follows);
        let ends = |chain: &&Vec<usize>| chain.len() > 1 && pieces[chain[chain.len() - 1]].end.is_no_later_than(end);
        let best = all.iter().filter(ends).map(|chain| chain.iter().map(|&at| pieces[at].figure.lo).sum::<i64>()).max();
        let tiling = Tiling::from(start, &pieces);
        prop_assert_eq!(tiling.most_inside(end).map(|laid| laid.sum), best);
    }

    #[test]
    fn no_other_chain_around_is_less(pieces in pieces(), start in midnight(), end in midnight()) {
        let follows = |of: &[usize], next: usize| {
            let joins = match of.last() {
                None => pieces[next].start.is_no_later_than(start),
                Some(&last) => reaches(pieces[last].end, pieces[next].start),
            };
            // A piece that begins before the whole stands first, or not at all; every piece reaches farther.
            let first = of.is_empty() || !pieces[next].start.is_no_later_than(start);
            let end = |at: usize| (pieces[at].end.bound, at);
            pieces[next].figure.has_high() && joins && first && of.last().is_none_or(|&last| end(last) < end(next))
        };
        let mut all = Vec::new();
        chains(&pieces, &mut Vec::new(), &mut all, &follows);
        let ends = |chain: &&Vec<usize>| chain.len() > 1 && reaches(pieces[chain[chain.len() - 1]].end, end);
        let sum = |chain: &Vec<usize>| chain.iter().map(|&at| pieces[at].figure.hi).sum::<i64>();
        let tiling = Tiling::from(start, &pieces);
        let found = tiling.least_around(end);
        if let Some(laid) = found {
            let mut chain: Vec<usize> = tiling.backwards(laid).collect();
            chain.reverse();
            prop_assert!(all.contains(&chain), "{chain:?}");
            prop_assert_eq!(laid.sum, sum(&chain));
        }
        prop_assert_eq!(found.map(|laid| laid.sum), all.iter().filter(ends).map(sum).min());
    }

    #[test]
    fn an_average_matches_what_long_division_gives(half in 1_i64..100_000, days in 20_i64..400, off in -11_i64..8, known in proptest::bool::ANY) {
        // An odd total is not rounded to hundreds.
        let total = 2 * half + 1;
        let printed = (total / days + off).max(1);
        let verdicts = averages(total, printed, days, if known { "morning" } else { "unknown" });
        // Where nobody says when a report's day ends: elapsed days, or both end days counted. Without a fraction: 2·total against (2·printed ± 1)·days.
        let half_up = |days: i64| (2 * printed - 1) * days <= 2 * total && 2 * total < (2 * printed + 1) * days;
        let cut_off = |days: i64| printed * days <= total && total < (printed + 1) * days;
        let to_tens = |days: i64| printed % 10 == 0 && (printed - 5) * days <= total && total < (printed + 5) * days;
        let either = |fits: &dyn Fn(i64) -> bool| (!known && fits(days - 1)) || fits(days);
        let expected = match () {
            () if either(&half_up) => None,
            () if either(&cut_off) => Some(None),
            () if either(&to_tens) => Some(Some(Strength::Discrepancy)),
            () => Some(Some(Strength::Contradiction)),
        };
        prop_assert_eq!(verdicts.first().map(|verdict| verdict.strength), expected);
        prop_assert!(verdicts.len() < 2);
    }

    #[test]
    fn parts_add_up_or_are_told(killed in 3_i64..45, hurt in 3_i64..45, off in -2_i64..3, missing in 0_u8..3) {
        let figures = [("killed", killed), ("hurt", hurt), ("all", killed + hurt + off)];
        let rows = figures.iter().enumerate().filter(|(at, _)| *at + 1 != usize::from(missing)).map(|(at, (metric, value))| {
            let (id, value) = (at.to_string(), value.to_string());
            row(&[("source", "staff"), ("metric", metric), ("place", "country"), ("period", "2022-03-01/2022-03-04"), ("value", &value), ("id", &id)])
        });
        let dataset = dataset(&Rows(rows.collect()));
        let told = |id: &str| !verdicts(shipped().get(id).expect("a shipped rule"), &dataset).is_empty();
        // What is missing is not zero: neither is anything said of one part alone.
        prop_assert_eq!(told("parts-do-not-add-up"), missing == 0 && off != 0);
        prop_assert_eq!(told("sum-exceeds-whole"), missing == 0 && off < 0);
    }
}

/// What both rules on averages say of a total and an average of so many days.
fn averages(total: i64, average: i64, days: i64, convention: &str) -> Vec<Verdict> {
    let last = Day::parse("2022-03-01").expect("a day").plus(i32::try_from(days).expect("few") - 1);
    let period = format!("2022-03-01/{last}");
    let claim = |id: &str, per: &str, value: i64| {
        let value = value.to_string();
        row(&[
            ("source", "staff"),
            ("metric", "all"),
            ("place", "country"),
            ("period", &period),
            ("day-convention", convention),
            ("per", per),
            ("value", &value),
            ("id", id),
        ])
    };
    let dataset = dataset(&Rows(vec![claim("total", "", total), claim("average", "day", average)]));
    let rules = ["average-does-not-match-total", "average-by-another-convention"];
    let said = rules.iter().flat_map(|id| verdicts(shipped().get(id).expect("a shipped rule"), &dataset));
    said.filter(|verdict| matches!(verdict.facts, Facts::Rate(_))).collect()
}
