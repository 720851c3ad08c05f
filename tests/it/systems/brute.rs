//! Small systems against trying everything: a rule is silent exactly where some daily counts satisfy all claims.

use counterclaim::load::written::Row;
use proptest::prelude::{ProptestConfig, Strategy};
use proptest::test_runner::RngSeed;
use proptest::{collection, prop_assert_eq, proptest};

use crate::made::{row, shipped, verdicts, written};
use crate::random::Rows;

const SETTING: &str = "\
anchor = { start = \"2022-03-01\" }\n[metric.all]\nparts = [\"killed\", \"hurt\"]\n[metric.killed]\n[metric.hurt]\n\
[source.staff]\n[source.paper]\n";

/// Days on which something may happen, and how much at most on one day of either kind: no claim needs more.
const DAYS: u8 = 3;
const MOST: i64 = 3;

/// A claim on a count, from the beginning of one day to the end of another, both counted from 0.
#[derive(Debug, Clone, Copy)]
struct Said {
    metric: usize,
    days: (u8, u8),
    ends: (i64, i64),
    /// A running total of which nobody says whether it covers its last day.
    is_vague: bool,
    by_paper: bool,
}

impl Said {
    fn row(&self, number: usize) -> Row {
        let day = |at: u8| format!("2022-03-{:02}", at + 1);
        let (from, to) = self.days;
        let period = if from == 0 { format!("start/{}", day(to)) } else { format!("{}/{}", day(from), day(to)) };
        row(&[
            ("id", &format!("c{number}")),
            ("source", if self.by_paper { "paper" } else { "staff" }),
            ("metric", ["all", "killed", "hurt"][self.metric]),
            ("period", &period),
            ("day-convention", if self.is_vague { "unknown" } else { "evening" }),
            ("low", &self.ends.0.to_string()),
            ("high", &self.ends.1.to_string()),
        ])
    }

    /// Whether days with so many killed and hurt satisfy the claim. Of a last day that may be covered or not, any
    /// part may be: `until` says how much of it is, for all claims of its voice.
    fn holds(&self, world: &[[i64; 2]], until: &[[i64; 2]]) -> bool {
        let of = |day: &[i64; 2]| match self.metric {
            0 => day[0] + day[1],
            1 => day[0],
            _ => day[1],
        };
        let (from, to) = (usize::from(self.days.0), usize::from(self.days.1));
        let last = if self.is_vague { of(&until[to]) } else { of(&world[to]) };
        let total = world[from..to].iter().map(of).sum::<i64>() + last;
        (self.ends.0..=self.ends.1).contains(&total)
    }
}

/// All pairs of numbers up to these.
fn pairs(most: [i64; 2]) -> impl Iterator<Item = [i64; 2]> {
    (0..=most[0]).flat_map(move |a| (0..=most[1]).map(move |b| [a, b]))
}

/// Whether some counts satisfy all claims, day by day: claims are looked at as soon as their last day is known.
fn possible(said: &[Said], world: &mut Vec<[i64; 2]>, until: &mut Vec<[i64; 2]>) -> bool {
    let today = world.len();
    if today == usize::from(DAYS) {
        return true;
    }
    let ending = |said: &&Said| usize::from(said.days.1) == today;
    pairs([MOST, MOST]).any(|day| {
        world.push(day);
        // Each voice may mean another part of the day.
        let any = [false, true].iter().all(|&by_paper| {
            let own: Vec<&Said> = said.iter().filter(ending).filter(|said| said.by_paper == by_paper).collect();
            let parts = if own.iter().any(|said| said.is_vague) { day } else { [0, 0] };
            pairs(parts).any(|part| {
                until.push(part);
                let all = own.iter().all(|said| said.holds(world, until));
                until.pop();
                all
            })
        });
        until.push([0, 0]);
        let found = any && possible(said, world, until);
        until.pop();
        world.pop();
        found
    })
}

fn all_hold(said: &[Said]) -> bool {
    possible(said, &mut Vec::new(), &mut Vec::new())
}

fn said(most: usize) -> impl Strategy<Value = Vec<Said>> {
    let one = (0_usize..3, 0..DAYS, 0..DAYS, 0..=MOST, 0_i64..3, 0_u8..3, 0_u8..2).prop_map(
        |(metric, a, b, low, more, vague, paper)| {
            let from = if vague == 0 { 0 } else { a.min(b) };
            let is_vague = vague == 0;
            Said { metric, days: (from, a.max(b)), ends: (low, low + more), is_vague, by_paper: paper == 1 }
        },
    );
    collection::vec(one, 2..most)
}

/// The claims, and that every count is something by the last day: a part beside which no other part is told of is
/// held against its whole by running totals only.
fn rows(said: &[Said]) -> Rows {
    let anything = |metric| Said { metric, days: (0, DAYS - 1), ends: (0, 99), is_vague: false, by_paper: false };
    let all = said.iter().copied().chain((0..3).map(anything));
    Rows(all.enumerate().map(|(number, said)| said.row(number)).collect())
}

fn speaks(rule: &str, said: &[Said]) -> bool {
    !verdicts(shipped().get(rule).expect("a shipped rule"), &written(SETTING, &rows(said).0)).is_empty()
}

proptest! {
    // The same systems each time: that sums miss nothing is not proved.
    #![proptest_config(ProptestConfig {
        cases: 1_000,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(1991),
        ..ProptestConfig::default()
    })]

    #[test]
    fn one_voice_contradicts_itself_exactly_where_no_counts_satisfy_it(mut said in said(8)) {
        said.iter_mut().for_each(|said| said.by_paper = false);
        prop_assert_eq!(speaks("jointly-impossible", &said), !all_hold(&said), "{:?}", rows(&said));
    }

    #[test]
    fn two_voices_contradict_each_other_exactly_where_no_counts_satisfy_both(said in said(8)) {
        let alone = |by_paper| said.iter().copied().filter(|said| said.by_paper == by_paper).collect::<Vec<_>>();
        if all_hold(&alone(true)) && all_hold(&alone(false)) {
            prop_assert_eq!(speaks("jointly-impossible-across-sources", &said), !all_hold(&said), "{:?}", rows(&said));
        }
    }
}
