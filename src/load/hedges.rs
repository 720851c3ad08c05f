//! The table of hedges as written: `rules/words/hedges.toml`, whose header explains it, and the one
//! that a dataset may bring along.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use crate::load::end;
use crate::load::problem::Problem;
use crate::load::schema::of_file;
use crate::load::toml::{TomlText, parse};
use crate::model::amount::Amount;
use crate::model::hedge::{End, Ends, Hedge, HedgeTable, Reading};
use crate::model::interval::Interval;

/// The shipped table.
const SHIPPED: &str = include_str!("../../rules/words/hedges.toml");

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(title = "words/hedges.toml of counterclaim")]
struct FileWritten {
    /// Printed words and what they mean.
    #[serde(default)]
    hedge: Vec<HedgeWritten>,
}

/// The two ends of one reading.
type Pair = Option<Spanned<[Spanned<String>; 2]>>;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct HedgeWritten {
    /// What the meaning is called.
    #[schemars(with = "String")]
    name: Spanned<String>,
    /// The printed words; an empty text is a bare figure.
    #[schemars(with = "Vec<String>")]
    words: Vec<Spanned<String>>,
    /// Low and high end at the exact reading.
    #[schemars(with = "Option<[String; 2]>")]
    exact: Pair,
    /// The same for values of at most two significant digits.
    #[schemars(with = "Option<[String; 2]>")]
    exact_round: Pair,
    /// Low and high end at the strict reading: what most readers take the words to mean.
    #[schemars(with = "Option<[String; 2]>")]
    strict: Pair,
    /// The same for values of at most two significant digits.
    #[schemars(with = "Option<[String; 2]>")]
    strict_round: Pair,
    /// Low and high end at the tolerant reading.
    #[schemars(with = "Option<[String; 2]>")]
    tolerant: Pair,
    /// The same for values of at most two significant digits.
    #[schemars(with = "Option<[String; 2]>")]
    tolerant_round: Pair,
    /// What the words suggest without saying it.
    #[schemars(with = "Option<[String; 2]>")]
    soft: Pair,
    /// The words need both a low and a high figure, as "between" does.
    #[serde(default)]
    range: bool,
    /// The words stand for a range without a value, as "dozens" does.
    #[serde(default)]
    fixed: bool,
    /// Where the meaning is from.
    #[serde(default)]
    cites: String,
}

/// The schema of the table.
#[must_use]
pub fn schema() -> String {
    of_file::<FileWritten>()
}

/// The shipped table, with the words of `own` taken as that table has them.
pub fn read(own: Option<&TomlText>, problems: &mut Vec<Problem>) -> HedgeTable {
    let mut table = HedgeTable::default();
    let shipped = TomlText { file: "rules/words/hedges.toml".into(), text: SHIPPED.into() };
    // Words known before keep their meaning.
    for text in own.into_iter().chain([&shipped]) {
        match parse::<FileWritten>(text) {
            Ok(file) => add(&mut table, file, text, problems),
            Err(problem) => problems.push(problem),
        }
    }
    table
}

fn add(table: &mut HedgeTable, file: FileWritten, text: &TomlText, problems: &mut Vec<Problem>) {
    let mut seen = HedgeTable::default();
    for written in file.hedge {
        let Some(hedge) = check(&written, text, problems) else { continue };
        for word in &written.words {
            if !seen.add(hedge.clone(), &[word.get_ref().clone()]).is_empty() {
                let message = format!("the words `{}` have two meanings in this table", word.get_ref());
                problems.push(text.problem(word.span(), message));
            }
        }
        let words: Vec<String> = written.words.into_iter().map(Spanned::into_inner).collect();
        table.add(hedge, &words);
    }
}

fn check(written: &HedgeWritten, text: &TomlText, problems: &mut Vec<Problem>) -> Option<Hedge> {
    let before = problems.len();
    let mut ends = |pair: &Pair| -> Option<Ends> {
        let pair = pair.as_ref()?.get_ref();
        let mut end = |end: &Spanned<String>| match end::parse(end.get_ref()) {
            Ok(read) if written.fixed && end::needs_value(read) => {
                let message = "words that stand for a range by themselves have no value `v` or `u`";
                problems.push(text.problem(end.span(), message));
                End::Open
            }
            Ok(read) => read,
            Err(message) => {
                problems.push(text.problem(end.span(), message).hint(end::HINT));
                End::Open
            }
        };
        Some(Ends { low: end(&pair[0]), high: end(&pair[1]) })
    };
    let plain = [ends(&written.exact), ends(&written.strict), ends(&written.tolerant)];
    let round = [ends(&written.exact_round), ends(&written.strict_round), ends(&written.tolerant_round)];
    let soft = ends(&written.soft);
    let Some(ends) = complete(plain, round) else {
        let message = format!("the hedge `{}` has no `strict` reading", written.name.get_ref());
        problems.push(text.problem(written.name.span(), message).hint("for example `strict = [\"v - 5 %\", \"v\"]`"));
        return None;
    };
    let name = written.name.get_ref().clone();
    let cites = written.cites.clone();
    let hedge = Hedge { name, ends, soft, range: written.range, fixed: written.fixed, cites };
    if let Some(value) = where_not_nested(&hedge) {
        let message = format!("the readings of `{}` do not nest for a value of {value}", hedge.name);
        let hint = "`exact` lies inside `strict`, and `strict` inside `tolerant`";
        problems.push(text.problem(written.name.span(), message).hint(hint));
    }
    (problems.len() == before).then_some(hedge)
}

/// All six readings: one that is absent is as the next, and the last as the one before.
fn complete(plain: [Option<Ends>; 3], round: [Option<Ends>; 3]) -> Option<[[Ends; 2]; 3]> {
    let mut next = {
        let last = plain.iter().rev().flatten().next().copied()?;
        let last_round = (0..3).rev().find_map(|at| round[at].or(plain[at]))?;
        [last_round, last]
    };
    let mut all = [next; 3];
    for at in (0..3).rev() {
        next = [round[at].or(plain[at]).unwrap_or(next[0]), plain[at].unwrap_or(next[1])];
        all[at] = next;
    }
    Some(all)
}

/// A value for which what is possible at one reading is not possible at the next.
fn where_not_nested(hedge: &Hedge) -> Option<Amount> {
    let values =
        [0, 1, 2, 3, 5, 9, 10, 19, 20, 99, 100, 101, 346, 999, 1_000, 4_000, 1_501, 51_579, 346_070, 1_000_340];
    values.into_iter().map(Amount::whole).find(|&value| {
        let [exact, strict, tolerant] = Reading::ALL.map(|reading| meant(hedge, value, reading));
        !strict.contains(exact) || !tolerant.contains(strict)
    })
}

fn meant(hedge: &Hedge, value: Amount, reading: Reading) -> Interval {
    if hedge.range { hedge.between(value, value, reading, 0) } else { hedge.interval(value, reading, 0) }
}

#[cfg(test)]
mod tests {
    use super::{meant, read};
    use crate::load::toml::TomlText;
    use crate::model::amount::Amount;
    use crate::model::hedge::Reading;
    use crate::model::interval::Interval;
    use proptest::prelude::{prop_assert, prop_oneof, proptest};

    fn own(text: &str) -> (String, crate::model::hedge::HedgeTable) {
        let mut problems = Vec::new();
        let table = read(Some(&TomlText { file: "own.toml".into(), text: text.into() }), &mut problems);
        (problems.into_iter().map(|problem| problem.message).collect::<Vec<_>>().join("; "), table)
    }

    proptest! {
        #[test]
        fn the_readings_nest(
            digits in prop_oneof![0..1_000_i64, 0..10_000_000_i64, 0..5_000_000_000_i64],
            zeros in 0..5_u32,
            scale in 0..3_u8,
        ) {
            let (problems, table) = own("");
            prop_assert!(problems.is_empty(), "{problems}");
            let value = Amount { digits: digits * 10_i64.pow(zeros), scale };
            for hedge in table.iter() {
                let [exact, strict, tolerant] = Reading::ALL.map(|reading| meant(hedge, value, reading));
                prop_assert!(strict.contains(exact) && tolerant.contains(strict), "{} {value}", hedge.name);
            }
        }
    }

    #[test]
    fn an_absent_reading_is_as_the_next() {
        let (problems, table) = own("");
        assert_eq!(problems, "");
        for hedge in table.iter().filter(|hedge| hedge.name != "exactly") {
            assert_eq!(hedge.ends[0], hedge.ends[1], "{}", hedge.name);
        }
        let bare = table.get(table.find("").expect("the bare hedge"));
        assert!(bare.is_bare());
        assert_eq!(bare.interval(Amount::whole(4_000), Reading::Tolerant, 0), Interval::new(3_500, 4_500));
        assert_eq!(bare.interval(Amount::whole(51_579), Reading::Tolerant, 0), Interval::point(51_579));
        let more = table.get(table.find("more than").expect("a hedge"));
        assert_eq!(more.soft_interval(Amount::whole(46_000), 0), Some(Interval::new(46_001, 46_999)));
        assert!(table.get(table.find("hundreds of").expect("a hedge")).fixed);
    }

    #[test]
    fn a_dataset_overrides_words() {
        let (problems, table) =
            own("[[hedge]]\nname = 'some'\nwords = ['some', 'a few']\ntolerant = ['v - 50 %', 'v + 50 %']");
        assert_eq!(problems, "");
        let some = table.get(table.find("Some").expect("a hedge"));
        assert_eq!(some.interval(Amount::whole(100), Reading::Exact, 0), Interval::new(50, 150));
        assert_eq!(table.get(table.find("about").expect("a hedge")).name, "about");
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        let hedge = |ends: &str| own(&format!("[[hedge]]\nname = 'x'\nwords = ['x']\n{ends}")).0;
        assert_eq!(hedge(""), "the hedge `x` has no `strict` reading");
        assert_eq!(hedge("strict = ['v', 'w']"), "`w` is no part of an end");
        assert_eq!(
            hedge("fixed = true\nstrict = ['v', '9']"),
            "words that stand for a range by themselves have no value `v` or `u`"
        );
        assert_eq!(
            hedge("strict = ['v - 9 %', 'v']\ntolerant = ['v', 'v']"),
            "the readings of `x` do not nest for a value of 1"
        );
        assert_eq!(
            hedge("strict = ['v', 'v']\n[[hedge]]\nname = 'y'\nwords = ['X']\nstrict = ['v', 'v']"),
            "the words `X` have two meanings in this table"
        );
    }
}
