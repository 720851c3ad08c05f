//! How often the right cause is named: slips made in a real daily table, and what is said of each; `docs/causes.md`.

mod make;
mod slip;
mod table;

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use counterclaim::audit::cause::CauseKind;
use counterclaim::audit::finding::Finding;
use counterclaim::audit::{audit, options::Options};
use counterclaim::load::load;
use counterclaim::model::day::Day;
use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::causes::make::Made;
use crate::causes::slip::Slip;
use crate::causes::table::Table;
use crate::chance::Chance;
use crate::made::{only, path, shipped};

const HEAD: &str = "\
# How often the right cause is named

Made by `UPDATE_CAUSES=1 cargo test --test it causes`; do not edit.

The General Staff's daily equipment table (`datasets/ukraine-losses/series/gs-equipment.json`) is copied, and in the \
copy slips are made in some of the figures, at least six rows apart. Both tables are audited by `copies-differ`, and \
for every slip the first cause of its discrepancy is counted. Slips that change nothing, or that make a figure which \
the row before or after has too where that is not the slip, are not made. The slips are the same every time, and every \
test run makes all of them. Beside the two tables stand another source's, its figures of a part of each column, and the \
staff's own of the other side.

Slips in a day's figure are made in a copy of what came each day; and where \"more than\" is lost, a paper prints the \
table's figure so, a headline repeats the paper, and `copy-differs-from-origin` finds it. \
\"In a sum\" there is one table of four columns and all of them together, `parts-do-not-add-up` finds the slip, and the \
column on tables says how often the right one of the five figures is named.

Which of two tables is odd is another question: of two figures that both fit their neighbours one may be the day \
before's or the other the day after's. The column says how often it is answered rightly.

\"(no slip)\" is said of what is not looked for: a figure off by up to a tenth, by up to three days' increments, or of a \
day by up to a half, in digits drawn at random. A cause named there is a false one.

";

/// What is said where no cause fits.
const NONE: &str = "none found";

/// What was said of the slips of a kind.
#[derive(Debug, Default)]
struct Confused {
    cases: usize,
    right: usize,
    /// Of these, those of which it is said that the copy is odd.
    in_the_copy: usize,
    said: BTreeMap<&'static str, usize>,
}

#[test]
fn the_right_cause_comes_first() {
    let table = Table::real();
    let mut text = HEAD.to_owned();
    let confused: BTreeMap<Slip, Confused> =
        Slip::ALL.into_par_iter().map(|slip| (slip, tried(&table, slip))).collect();
    text += "| slip | cases | right cause first | share | and in the right table | otherwise |\n|---|---:|---:|---:|---:|---|\n";
    for (slip, of) in &confused {
        let wanted: Vec<&str> = slip.causes().iter().map(|kind| kind.map_or(NONE, CauseKind::word)).collect();
        let mut others: Vec<(&str, usize)> =
            of.said.iter().filter(|(word, _)| !wanted.contains(word)).map(|(word, count)| (*word, *count)).collect();
        others.sort_by_key(|&(word, count)| (Reverse(count), word));
        let others: Vec<String> = others.iter().map(|(word, count)| format!("{word} {count}")).collect();
        let Confused { cases, right, in_the_copy, .. } = of;
        let (name, share) = (slip.name(), right * 1_000 / cases.max(&1));
        let (whole, tenths, others) = (share / 10, share % 10, others.join(", "));
        writeln!(text, "| {name} | {cases} | {right} | {whole}.{tenths} % | {in_the_copy} | {others} |")
            .expect("memory");
    }
    let kept = path("docs/causes.md");
    if std::env::var_os("UPDATE_CAUSES").is_some() {
        fs::write(&kept, &text).expect("the report is kept");
    }
    for (slip, of) in &confused {
        let Confused { cases, right, said, .. } = of;
        assert!(*cases >= 200, "{}: {cases} cases", slip.name());
        assert!(right * 1_000 >= cases * slip.least(), "{}: {right} of {cases}: {said:?}", slip.name());
    }
    assert_eq!(fs::read_to_string(&kept).unwrap_or_default(), text, "out of date: run with UPDATE_CAUSES=1");
}

/// What is said of a kind of slip, made several times.
fn tried(table: &Table, slip: Slip) -> Confused {
    let mut chance = Chance::of(20_261_123 + slip as u64);
    let mut of = Confused::default();
    // A table has room for so many; several of them are made.
    for _ in 0..12 {
        let (copy, made) = make::make(table, slip, &mut chance);
        for first in diagnosed(table, &copy, slip, &made) {
            of.cases += 1;
            *of.said.entry(first.map_or(NONE, |(kind, _)| kind.word())).or_default() += 1;
            let right = slip.causes().contains(&first.map(|(kind, _)| kind));
            of.right += usize::from(right);
            of.in_the_copy += usize::from(right && first.is_none_or(|(_, copy)| copy));
        }
        // Of false names there are few: they are counted more often.
        if of.cases >= if slip.causes() == [None] { 400 } else { 250 } {
            break;
        }
    }
    of
}

/// The first cause that is named for each slip, and whether in the copy; `None` where none is found.
fn diagnosed(table: &Table, copy: &Table, slip: Slip, made: &[Made]) -> Vec<Option<(CauseKind, bool)>> {
    let folder = table::folder(table, copy, slip, made);
    let loaded = load(folder.path());
    assert!(loaded.problems.is_empty(), "{:?}", loaded.problems.first());
    let (id, odd) = slip.found_by();
    let rule = shipped().iter().find(|rule| rule.id == id).expect("a shipped rule");
    let found = audit(&loaded.dataset, &only(rule), &Options::default()).findings;
    let mut by_metric: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in &found {
        by_metric.entry(&finding.metric).or_default().push(finding);
    }
    let of = |made: &Made| {
        let (day, column) = (Day::parse(&copy.days[made.row])?, copy.columns[made.column].as_str());
        let metric = if slip.is_in_a_sum() { table::ALL } else { column };
        // Of a sum it is asked which figure, else which table.
        let odd = if slip.is_in_a_sum() { format!("copy/{day}/{column}") } else { odd.to_owned() };
        let speaks = |finding: &&&Finding| finding.first <= Some(day) && Some(day) <= finding.last;
        let finding = by_metric.get(metric)?.iter().find(speaks)?;
        let first = finding.causes.as_ref().expect("two numbers are diagnosed").first();
        Some(first.map(|cause| (cause.kind, cause.odd.starts_with(&odd))))
    };
    made.iter().filter_map(of).collect()
}
