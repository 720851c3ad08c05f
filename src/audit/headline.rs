//! The wording of findings: facts come from the verdict, sentences are made here. Neutral: "claims"
//! and "according to", no adjective of its own.

use crate::audit::days::days_in_words;
use crate::model::amount::Amount;
use crate::model::claim::Claim;
use crate::model::figure::Per;
use crate::model::interval::Interval;
use crate::model::remark::Method;
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
        let (left, right) = (self.left, self.right);
        let (Some(right), Some(right_side)) = (right, self.verdict.right.as_ref()) else { return self.of_one_claim() };
        let (said, beside, missing) = (self.said(side), self.said(right_side), self.missing());
        match facts {
            Facts::AtMost { lie: Lie::Same, .. } => format!("{said}, but {beside}{missing}"),
            Facts::AtMost { lie: Lie::Earlier, .. } => {
                format!("{}, but {}{missing}", self.said_with_days(side), self.said_with_days(right_side))
            }
            Facts::AtMost { lie: Lie::Floor, .. } => format!("{beside}, below {said}{missing}"),
            Facts::AtMost { factor, .. } if *factor != Share::WHOLE && !right_side.implied => {
                format!("{said} is more than {factor} of {beside}")
            }
            Facts::AtMost { factor, .. } if *factor != Share::WHOLE => format!(
                "{said} is more than {factor} of the {} {} that {} implies for the same days",
                self.range(right_side.interval),
                counted(right),
                right.source().name
            ),
            Facts::AtMost { lie: Lie::Beside, .. } => format!("{said} is above {beside}{missing}"),
            Facts::AtMost { .. } => {
                let (exceed, part) =
                    if side.claims.len() > 1 { ("exceed", "they are part") } else { ("exceeds", "it is a part") };
                // Where only the days differ, or differ as well, they are what makes it a part.
                let same_days = left.period() == right.period();
                let told = |side: &Side| if same_days { self.said(side) } else { self.said_with_days(side) };
                format!("{} {exceed} {}, of which {part}{missing}", told(side), told(right_side))
            }
            Facts::PerDay { left_days, right_days, factor, .. } => {
                let times = if *factor == Share::WHOLE {
                    String::new()
                } else {
                    format!(" more than {} times as fast as", factor.0 / 10_000)
                };
                let faster = if times.is_empty() { " faster than" } else { &times };
                format!(
                    "{said}, {}, grows{faster} {beside}, {}",
                    self.per_day(side.interval.lo, *left_days, "at least"),
                    self.per_day(right_side.interval.hi, *right_days, "at most")
                )
            }
            Facts::Understated => {
                format!("{said}, whose own totals imply {} for those days", self.range(right_side.interval))
            }
            Facts::Printed if self.evidence.graph.is_restatement(left.ix) => {
                let table = if right.table().own.is_some() { "'s own table has" } else { " has" };
                let printed_by =
                    left.document().map(|document| document.publisher.as_str()).filter(|name| !name.is_empty());
                let printed_by = printed_by.map_or_else(String::new, |name| format!(" in {name}"));
                let figure =
                    format!("{} {} {}{printed_by}", left.printed(), counted(left), days_in_words(left.period()));
                format!("{figure} where {}{table} {}{missing}", right.source().name, right.printed())
            }
            Facts::Printed => format!(
                "{} of {}: {} in {}, {} in {}{}",
                counted(left),
                left.source().name,
                left.printed(),
                left.table().name,
                right.printed(),
                right.table().name,
                self.on_days()
            ),
            Facts::Denied => {
                let figures =
                    if right_side.count == 1 { "a figure".to_owned() } else { format!("{} figures", right_side.count) };
                format!(
                    "`{}: {}` of {} {} according to {}, beside {figures} that this denies, such as {} {} {}",
                    left.metric().name,
                    left.printed(),
                    subject(left),
                    days_in_words(left.period()),
                    left.source().name,
                    right.printed(),
                    counted(right),
                    days_in_words(right.period())
                )
            }
            Facts::HedgeDropped => {
                format!("{} {} where the figure it repeats is {}", left.printed(), counted(left), right.printed())
            }
            Facts::Fall { correction } => {
                let by = correction
                    .map(|(day, delta)| format!("; corrected on {day} by {}", self.signed(delta)))
                    .unwrap_or_default();
                format!(
                    "{}'s running total of {} falls from {} {} to {} {}{missing}{by}{}",
                    left.source().name,
                    counted(left),
                    right.printed(),
                    days_in_words(right.period()),
                    left.printed(),
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
                format!("one count of {} is called {}", left.source().name, list(&distinct))
            }
            Facts::Sum(facts) => self.sum_headline(facts, right_side),
            Facts::Rate(facts) => self.rate_headline(facts, right_side),
            Facts::Ratio(facts) => self.ratio_headline(facts, right_side),
            Facts::Network(facts) => self.network_headline(facts, right_side),
            Facts::AfterPublication { .. } | Facts::Stale { .. } | Facts::OutOfOrder => self.of_one_claim(),
            Facts::Series(facts) => self.series_headline(facts),
            Facts::Provenance(facts) => self.provenance_headline(facts),
        }
    }

    /// What is said of one claim by itself.
    fn of_one_claim(&self) -> String {
        let side = &self.verdict.left;
        let said = self.said(side);
        match &self.verdict.facts {
            Facts::AfterPublication { published } => {
                format!("{said} for days that end after its document was published on {published}")
            }
            Facts::Stale { age, accrued, .. } => {
                let least = if self.left.period().end.is_vague() { "at least " } else { "" };
                let (age_in_words, share) = (Amount::whole(*age), share_of(*age, *accrued));
                format!(
                    "{said}: {least}{age_in_words} days old at publication, at its own mean pace {share} more by then"
                )
            }
            Facts::OutOfOrder => format!("{said}: low, value and high are not in order"),
            Facts::Series(facts) => self.series_headline(facts),
            Facts::Provenance(facts) => self.provenance_headline(facts),
            _ => said,
        }
    }

    /// What a side says and who says it, each claim in its own words: `5,710 killed of Russian forces
    /// according to A and around 6,000 according to B`.
    pub(super) fn said(&self, side: &Side) -> String {
        self.said_so(side, false)
    }

    pub(super) fn said_with_days(&self, side: &Side) -> String {
        self.said_so(side, true)
    }

    fn said_so(&self, side: &Side, with_days: bool) -> String {
        let claims: Vec<Claim<'_>> = side.claims.iter().map(|&claim| self.evidence.claim(claim)).collect();
        let mut parts: Vec<String> = Vec::new();
        for (at, &claim) in claims.iter().enumerate() {
            let days = if with_days { format!(" {}", days_in_words(claim.period())) } else { String::new() };
            let before = at.checked_sub(1).map(|before| claims[before]);
            let what = match before {
                Some(before) if before.quantity() == claim.quantity() => String::new(),
                _ => format!(" {}{}{}{}", counted(claim), each(claim), self.of_whom(claim, before), place(claim)),
            };
            // Of several figures in a row by one voice only the last says whose they are.
            let last_of_voice = claims.get(at + 1).is_none_or(|next| who(*next) != who(claim));
            let voice = if last_of_voice { format!(" according to {}", who(claim)) } else { String::new() };
            let printed = if what.is_empty() { claim.printed() } else { claim.printed_amount() };
            parts.push(format!("{printed}{what}{days}{voice}"));
        }
        let told = u64::try_from(parts.len()).unwrap_or(u64::MAX);
        match side.count.saturating_sub(told) {
            0 => {}
            1 => parts.push("one other".to_owned()),
            others => parts.push(format!("{others} others")),
        }
        list(&parts.iter().map(String::as_str).collect::<Vec<_>>())
    }

    /// ` of Russian forces`, where the dataset speaks of several and it was not said before.
    pub(super) fn of_whom(&self, claim: Claim<'_>, before: Option<Claim<'_>>) -> String {
        let subjects = &self.evidence.dataset.vocabulary.subjects;
        let said = before.or(Some(self.left).filter(|left| left.ix != claim.ix));
        let known = said.is_some_and(|said| said.quantity().subject == claim.quantity().subject);
        if subjects.names.len() > 1 && !known { format!(" of {}", subject(claim)) } else { String::new() }
    }

    fn missing(&self) -> String {
        let Some(right) = &self.verdict.right else { return String::new() };
        let gap = self.verdict.left.interval.gap(right.interval);
        let way = if self.verdict.left.interval.hi < right.interval.lo { "fewer" } else { "more" };
        if gap == 0 { String::new() } else { format!(" ({} {way})", self.amount(gap)) }
    }

    fn on_days(&self) -> String {
        let run = self.verdict.run;
        let worst = self.left.period().label;
        match run.count {
            1 => format!(" on {worst}"),
            count => format!(" on {worst}; they differ in {count} reports from {} to {}", run.first, run.last),
        }
    }

    /// Which copy of a source's table is meant, where there are several.
    fn of_which_table(&self, claim: Claim<'_>) -> String {
        let tables = &self.evidence.dataset.tables;
        let mut copies = tables.iter().filter(|table| table.own == Some(claim.source_ix())).map(|table| table.family);
        let first = copies.next();
        let several = copies.any(|copy| Some(copy) != first);
        if several && claim.table().own.is_some() { format!(", in {}", claim.table().name) } else { String::new() }
    }

    /// `−25`, `+10`.
    fn signed(&self, delta: i64) -> String {
        format!("{}{}", if delta < 0 { '−' } else { '+' }, self.amount(delta.saturating_abs()))
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
        let (days, up) = (i128::from(days.max(1)), bound == "at most");
        // Small paces need their tenths to be told apart.
        let tenths = if i128::from(amount).abs() < 100 * days { 10 } else { 1 };
        let scaled = i128::from(amount) * tenths;
        let digits = scaled.div_euclid(days) + i128::from(up && scaled.rem_euclid(days) != 0);
        let scale = self.left.metric().decimals + u8::from(tenths == 10);
        let pace = Amount { digits: i64::try_from(digits).unwrap_or(i64::MAX), scale };
        format!("{bound} {pace} a day over {} days", grouped(days))
    }
}

/// Who says so, and where it was printed if an outlet lies between: words may be the outlet's.
pub(super) fn who(claim: Claim<'_>) -> String {
    let name = &claim.source().name;
    // Who computed a figure on its way is not known; it is not the source's own.
    let computed = claim.dataset.claims.method(claim.ix) == Method::Computed && !claim.via().is_empty();
    match claim.document() {
        Some(document) if computed && !document.publisher.is_empty() => {
            format!("{}, computed from figures of {name}", document.publisher)
        }
        Some(document) if !claim.via().is_empty() && !document.publisher.is_empty() => {
            format!("{name} in {}", document.publisher)
        }
        _ => name.clone(),
    }
}

/// ` a day`, for rates.
fn each(claim: Claim<'_>) -> String {
    match claim.figure().per {
        Per::Total => String::new(),
        per => format!(" a {}", per.word()),
    }
}

/// The metric's name within a sentence.
pub(super) fn counted(claim: Claim<'_>) -> String {
    lower(&claim.metric().name)
}

fn subject(claim: Claim<'_>) -> String {
    claim.dataset.vocabulary.subjects.things[claim.quantity().subject.at()].name.clone()
}

/// ` in the Kharkiv offensive`, where the place is not one that contains others only.
pub(super) fn place(claim: Claim<'_>) -> String {
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

pub(super) fn list(words: &[&str]) -> String {
    match words {
        [all @ .., last] if !all.is_empty() => format!("{} and {last}", all.join(", ")),
        words => words.concat(),
    }
}

/// A number of days in groups of three digits.
fn grouped(days: i128) -> Amount {
    Amount::whole(i64::try_from(days).unwrap_or(i64::MAX))
}

/// A number of tenths as a decimal number.
fn tenths(number: i128) -> Amount {
    Amount { digits: i64::try_from(number).unwrap_or(i64::MAX), scale: 1 }
}

/// A share in per cent with one decimal, rounded half up.
pub(super) fn share_of(part: i64, whole: i64) -> String {
    let whole = i128::from(whole.max(1));
    format!("{} %", tenths((i128::from(part) * 2_000 + whole).div_euclid(2 * whole)))
}
