//! The wording of findings: facts come from the verdict, sentences are made here. Neutral: "claims"
//! and "according to", no adjective of its own.

use crate::audit::days::days_in_words;
use crate::model::amount::Amount;
use crate::model::claim::Claim;
use crate::model::interval::Interval;
use crate::rules::evidence::Evidence;
use crate::rules::verdict::{Facts, Lie, Side, Verdict};
use crate::rules::words::Share;

/// What is put into words.
pub(super) struct Wording<'w, 'd> {
    pub(super) evidence: &'w Evidence<'d>,
    pub(super) verdict: &'w Verdict,
    pub(super) left: Claim<'d>,
    pub(super) right: Option<Claim<'d>>,
}

impl Wording<'_, '_> {
    /// One sentence with the figures.
    pub(super) fn headline(&self) -> String {
        let Verdict { facts, left: side, .. } = self.verdict;
        let left = self.left;
        let (printed, what, who) = (left.printed(), counted(left), left.source().name.clone());
        let Some(right) = self.right else {
            return match facts {
                Facts::AfterPublication { published } => {
                    format!("{printed} {what} for days that end after its document was published on {published}")
                }
                Facts::Stale { age, accrued } => {
                    let others = match side.count {
                        0 | 1 => " was".to_owned(),
                        2 => " and one other figure of that day were".to_owned(),
                        count => format!(" and {} other figures of that day were", count - 1),
                    };
                    let least = if self.left.period().end.is_vague() { " at least" } else { "" };
                    format!(
                        "{printed} {what} according to {who}{others}{least} {age} days old at publication: at its own mean pace {} more by then",
                        share_of(*age, *accrued)
                    )
                }
                Facts::OutOfOrder => {
                    format!("{what} according to {who}: low, value and high are not in order in {printed}")
                }
                _ => format!("{printed} {what} according to {who}"),
            };
        };
        let (beside, whom) = (right.printed(), right.source().name.clone());
        let others = |side: &Side| self.others(side);
        let right_side = self.verdict.right.as_ref();
        let more_left = others(side);
        let more_right = right_side.map(others).unwrap_or_default();
        let missing = self.missing();
        match facts {
            Facts::AtMost { lie: Lie::Same, .. } => {
                format!(
                    "{printed} {what} according to {who}{more_left}, {beside} according to {whom}{more_right}{missing}"
                )
            }
            Facts::AtMost { lie: Lie::Earlier, .. } => format!(
                "{printed} {what} {} according to {who}{more_left}, {beside} {} according to {whom}{more_right}{missing}",
                days_in_words(left.period()),
                days_in_words(right.period())
            ),
            Facts::AtMost { lie: Lie::Floor, .. } => {
                format!(
                    "{beside} {} according to {whom}{more_right}, below the {printed} {what} of {who}{missing}",
                    counted(right)
                )
            }
            Facts::AtMost { factor, .. } if *factor != Share::WHOLE => format!(
                "{printed} {what}{} according to {who} is more than {factor} of {} {} that {whom} implies for the same days",
                place(left),
                right_side.map(|side| self.range(side.interval)).unwrap_or_default(),
                counted(right),
            ),
            Facts::AtMost { .. } => format!(
                "{printed} {what}{} according to {who}{more_left} exceeds the {beside} {}{} that contain it according to {whom}{more_right}{missing}",
                place(left),
                counted(right),
                place(right)
            ),
            Facts::PerDay { left_days, right_days, factor, .. } => format!(
                "{printed} {what}{} according to {who}{more_left} is {}, {beside} {} according to {whom}{more_right} is {}{}",
                place(left),
                self.per_day(side.interval.lo, *left_days, "at least"),
                counted(right),
                self.per_day(right_side.map_or(0, |side| side.interval.hi), *right_days, "at most"),
                if *factor == Share::WHOLE {
                    String::new()
                } else {
                    format!(": more than {} times as many", factor.0 / 10_000)
                }
            ),
            Facts::Understated => format!(
                "{printed} {what} according to {who}, whose own totals imply {} for those days",
                right_side.map(|side| self.range(side.interval)).unwrap_or_default()
            ),
            Facts::Printed if self.evidence.graph.is_restatement(left.ix) => {
                let table = if right.table().own.is_some() { "'s own table has" } else { " has" };
                format!("{printed} {what} where {whom}{table} {beside}{missing}")
            }
            Facts::Printed => format!(
                "{what}: {printed} in {}, {beside} in {}, both of {who}{}",
                left.table().name,
                right.table().name,
                self.on_days()
            ),
            Facts::Denied => {
                let count = right_side.map_or(0, |side| side.count);
                let figures = if count == 1 { "figure" } else { "figures" };
                format!(
                    "`{}: {printed}` for {} beside {count} {figures} of it, such as {beside} {}",
                    left.metric().name,
                    subject(left),
                    counted(right)
                )
            }
            Facts::HedgeDropped => format!("{printed} {what} where the figure it repeats is {beside}"),
            Facts::Fall { correction } => {
                let by = match correction {
                    Some((day, delta)) => {
                        let sign = if *delta < 0 { "" } else { "+" };
                        format!("; corrected on {day} by {sign}{}", self.amount(*delta))
                    }
                    None => String::new(),
                };
                format!(
                    "the total of {what} of {who} falls from {beside} {} to {printed} {}{missing}{by}{}",
                    days_in_words(right.period()),
                    days_in_words(left.period()),
                    self.of_which_table(left)
                )
            }
            Facts::Wordings(words) => {
                let mut distinct: Vec<&str> = Vec::new();
                for (_, word, _) in words {
                    if !distinct.contains(&word.as_str()) {
                        distinct.push(word);
                    }
                }
                format!("one count of {who} is called {}", list(&distinct))
            }
            Facts::AfterPublication { .. } | Facts::Stale { .. } | Facts::OutOfOrder => {
                format!("{printed} {what} according to {who}")
            }
        }
    }

    /// ` and 2 other sources` that say the same, or figures where they are of other quantities.
    fn others(&self, side: &Side) -> String {
        let quantities = side.claims.iter().map(|&claim| self.evidence.claim(claim).quantity());
        let one_quantity = quantities.collect::<std::collections::BTreeSet<_>>().len() == 1;
        let noun = if one_quantity { "source" } else { "figure" };
        match side.count {
            0 | 1 => String::new(),
            2 => format!(" and one other {noun}"),
            count => format!(" and {} other {noun}s", count - 1),
        }
    }

    fn missing(&self) -> String {
        let Some(right) = &self.verdict.right else { return String::new() };
        let gap = self.verdict.left.interval.gap(right.interval);
        let way = if self.verdict.left.interval.hi < right.interval.lo { "fewer" } else { "more" };
        if gap == 0 { String::new() } else { format!(" ({} {way})", self.amount(gap)) }
    }

    fn on_days(&self) -> String {
        let run = self.verdict.run;
        if run.count > 1 {
            format!(", on {} reports from {} to {}", run.count, run.first, run.last)
        } else {
            format!(", on {}", run.first)
        }
    }

    /// Which copy of a source's table is meant, where there are several.
    fn of_which_table(&self, claim: Claim<'_>) -> String {
        let dataset = self.evidence.dataset;
        let copies = dataset.tables.iter().filter(|table| table.own == Some(claim.source_ix())).count();
        if copies > 1 && claim.table().own.is_some() { format!(", in {}", claim.table().name) } else { String::new() }
    }

    pub(super) fn amount(&self, digits: i64) -> Amount {
        Amount { digits, scale: self.left.metric().decimals }
    }

    pub(super) fn range(&self, interval: Interval) -> String {
        match (interval.has_low(), interval.has_high()) {
            (true, true) if interval.lo == interval.hi => self.amount(interval.lo).to_string(),
            (true, true) => format!("[{}, {}]", self.amount(interval.lo), self.amount(interval.hi)),
            (true, false) => format!("{} or more", self.amount(interval.lo)),
            (false, true) => format!("{} or fewer", self.amount(interval.hi)),
            (false, false) => "any figure".to_owned(),
        }
    }

    fn per_day(&self, amount: i64, days: i64, bound: &str) -> String {
        // "At most" is rounded up and "at least" down: neither says more than is known.
        let (days, up) = (days.max(1), bound == "at most");
        let whole = amount.div_euclid(days) + i64::from(up && amount.rem_euclid(days) != 0);
        format!("{bound} {} a day over {days} days", self.amount(whole))
    }
}

/// The metric's name within a sentence.
fn counted(claim: Claim<'_>) -> String {
    lower(&claim.metric().name)
}

fn subject(claim: Claim<'_>) -> String {
    claim.dataset.vocabulary.subjects.things[claim.quantity().subject.at()].name.clone()
}

/// ` in the Kharkiv offensive`, where the place is not one that contains others only.
fn place(claim: Claim<'_>) -> String {
    let vocabulary = &claim.dataset.vocabulary;
    let number = claim.quantity().place;
    let has_whole = !vocabulary.places.containment.wholes(number.0).is_empty();
    let name = &vocabulary.places.things[number.at()].name;
    if has_whole { format!(" in {name}") } else { String::new() }
}

/// A name begins a sentence with a capital; inside one only if it is an abbreviation.
fn lower(name: &str) -> String {
    let mut letters = name.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if first.is_uppercase() && second.is_lowercase() => {
            first.to_lowercase().chain(name.chars().skip(1)).collect()
        }
        _ => name.to_owned(),
    }
}

fn list(words: &[&str]) -> String {
    match words {
        [all @ .., last] if !all.is_empty() => format!("{} and {last}", all.join(", ")),
        words => words.concat(),
    }
}

/// Tenths as a decimal number.
pub(super) fn tenths(number: i128) -> String {
    format!("{}.{}", number / 10, (number % 10).abs())
}

pub(super) fn share_of(part: i64, whole: i64) -> String {
    format!("{} %", tenths(i128::from(part) * 1_000 / i128::from(whole.max(1))))
}
