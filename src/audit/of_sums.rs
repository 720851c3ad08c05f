//! The wording of sums, averages and ratios.

use crate::audit::days::days_in_words;
use crate::audit::headline::{Wording, counted};
use crate::model::amount::Amount;
use crate::model::claim::Claim;
use crate::model::figure::Per;
use crate::model::index::ClaimIx;
use crate::model::interval::Interval;
use crate::rules::rate::convention::{Convention, Rounding};
use crate::rules::rate::facts::RateFacts;
use crate::rules::ratio::facts::RatioFacts;
use crate::rules::sum::choice::Over;
use crate::rules::sum::facts::SumFacts;
use crate::rules::verdict::Side;

/// How many terms of a long sum are written out at either end.
const WRITTEN_OUT: usize = 6;

impl Wording<'_, '_> {
    pub(super) fn sum_headline(&self, facts: &SumFacts, right: &Side) -> String {
        let figure = self.verdict.left.interval;
        let gap = figure.gap(right.interval);
        let way = if figure.has_high() && right.interval.lo > figure.hi { "more" } else { "fewer" };
        let whole = self.said_with_days(&self.verdict.left);
        let terms = match (facts.over, facts.complete, way) {
            (Over::Parts, true, _) => format!("its {} parts", facts.terms.len()),
            (Over::Parts, false, _) => format!("{} parts of it", facts.terms.len()),
            (Over::Periods, _, "more") => {
                format!("{} periods inside it that do not overlap", facts.terms.len())
            }
            (Over::Periods, ..) => format!("the {} periods that cover it", facts.terms.len()),
        };
        format!("{whole}, but {terms} sum to {} ({} {way})", self.range(right.interval), self.amount(gap))
    }

    pub(super) fn sum_arithmetic(&self, facts: &SumFacts, right: &Side) -> Vec<String> {
        let term = |&claim: &ClaimIx| {
            let claim = self.evidence.claim(claim);
            let what = match facts.over {
                Over::Periods => days_in_words(claim.period()),
                Over::Parts => self.what_differs(claim),
            };
            format!("{} ({what})", claim.printed())
        };
        let mut terms: Vec<String> = Vec::new();
        if facts.terms.len() <= 2 * WRITTEN_OUT {
            terms.extend(facts.terms.iter().map(term));
        } else {
            let (first, rest) = facts.terms.split_at(WRITTEN_OUT);
            let (between, last) = rest.split_at(rest.len() - WRITTEN_OUT);
            terms.extend(first.iter().map(term));
            terms.push(format!("{} others", Amount::whole(i64::try_from(between.len()).unwrap_or(i64::MAX))));
            terms.extend(last.iter().map(term));
        }
        let mut lines = vec![format!("{} = {}", terms.join(" + "), self.range(right.interval))];
        let whole = self.verdict.left.interval;
        if whole != Interval::point(whole.lo) {
            lines.push(format!("{} means {}", self.left.printed(), self.range(whole)));
        }
        lines.push(self.difference(whole, right.interval));
        lines
    }

    /// By what a part differs from its whole.
    fn what_differs(&self, part: Claim<'_>) -> String {
        let vocabulary = &self.evidence.dataset.vocabulary;
        let (of, whole) = (part.quantity(), self.left.quantity());
        let mut words = Vec::new();
        if of.metric != whole.metric {
            words.push(counted(part));
        }
        if of.place != whole.place {
            words.push(vocabulary.places.things[of.place.at()].name.clone());
        }
        if of.subject != whole.subject {
            words.push(vocabulary.subjects.things[of.subject.at()].name.clone());
        }
        words.join(", ")
    }

    pub(super) fn rate_headline(&self, facts: &RateFacts, right: &Side) -> String {
        let average = self.said_with_days(&self.verdict.left);
        let (least, most) = facts.days;
        let total = self.range(right.interval);
        let each = if facts.fits.is_some() || least == most {
            format!("{average}, where {total} over {} is {}", days(least), self.mean(right.interval, least))
        } else {
            let means = [least, most].map(|days| self.mean(right.interval, days));
            let over = format!("over {} or {}", Amount::whole(least), days(most));
            format!("{average}, where {total} {over} is {} or {}", means[0], means[1])
        };
        match facts.fits {
            Some(convention) => format!("{each}: {}", self.explained(facts, convention, right)),
            None if self.left.hedge().is_bare() => format!("{each}: no rounding gives what is printed"),
            None => format!("{each}: its words do not reach so far"),
        }
    }

    fn explained(&self, facts: &RateFacts, convention: Convention, right: &Side) -> String {
        let (least, _) = facts.days;
        let over = if convention.days == least {
            String::new()
        } else {
            format!(" over {}, not {}", days(convention.days), Amount::whole(least))
        };
        match convention.rounding {
            Rounding::HalfUp | Rounding::CutOff if self.verdict.strength.is_some() => {
                format!("it would fit{over} where the total's words and digits reach farthest")
            }
            Rounding::HalfUp => {
                format!("it fits{over}: {}", self.mean(right.interval, convention.days))
            }
            Rounding::CutOff => format!("it fits{over} if cut off, not if rounded"),
            Rounding::ToTens if self.left.figure().value.is_some_and(|value| value.scale > 0) => {
                format!("it would fit{over} if rounded to its last digit but one")
            }
            Rounding::ToTens => format!("it would fit{over} if rounded to tens"),
        }
    }

    pub(super) fn rate_arithmetic(&self, facts: &RateFacts, right: &Side) -> Vec<String> {
        let mut lines = Vec::new();
        if right.implied {
            let terms: Vec<String> = facts
                .terms
                .iter()
                .map(|&claim| self.evidence.claim(claim))
                .map(|claim| format!("{} ({})", claim.printed(), days_in_words(claim.period())))
                .collect();
            lines.push(format!("{} = {}", terms.join(" − "), self.range(right.interval)));
        }
        let (least, most) = facts.days;
        let mut divisors = vec![least, facts.fits.map_or(most, |fits| fits.days)];
        divisors.dedup();
        for divisor in divisors {
            let total = self.range(right.interval);
            let times = match self.left.figure().per {
                Per::Total | Per::Day => "",
                Per::Week => " × 7",
                Per::Month => " × 365 / 12",
                Per::Year => " × 365",
            };
            lines.push(format!("{total} / {}{times} = {}", days(divisor), self.mean(right.interval, divisor)));
        }
        if let Some((from, to)) = facts.needs {
            let tenths = |digits: i64| Amount { digits, scale: 1 };
            let has = if least == most { days(least) } else { format!("{} to {}", Amount::whole(least), days(most)) };
            let printed = self.left.printed();
            lines.push(format!(
                "{printed}, rounded half up, needs {} to {} days; the period has {has}",
                tenths(from),
                tenths(to)
            ));
        }
        let printed = self.verdict.left.interval;
        if self.verdict.strength.is_some() {
            let rounded = if self.left.hedge().is_bare() { ", rounded or cut off," } else { "" };
            lines.push(format!("{}{rounded} means a total of {}", self.left.printed(), self.range(printed)));
            lines.push(self.difference(printed, right.interval));
        }
        lines
    }

    /// A total over some days, in the average's own periods, with two decimals.
    fn mean(&self, total: Interval, days: i64) -> String {
        let per = self.left.figure().per;
        let (twelfths, _) = per.twelfths();
        let each = |amount: i64| {
            let digits = quotient(i128::from(amount) * twelfths, i128::from(days.max(1)) * 12, 100);
            Amount { digits, scale: self.left.metric().decimals + 2 }
        };
        let amounts = match (total.has_low(), total.has_high()) {
            (true, true) if total.lo == total.hi => each(total.lo).to_string(),
            (true, true) => format!("{} to {}", each(total.lo), each(total.hi)),
            (true, false) => format!("{} or more", each(total.lo)),
            (false, _) => format!("{} or less", each(total.hi)),
        };
        format!("{amounts} a {}", per.word())
    }

    pub(super) fn ratio_headline(&self, facts: &RatioFacts, right: &Side) -> String {
        let (left, divisor) = (self.verdict.left.interval, right.interval);
        let times = |part: i64, whole: i64| ratio(i128::from(part), i128::from(whole));
        let low = left.has_low().then(|| times(left.lo, divisor.hi));
        let high = left.has_high().then(|| times(left.hi, divisor.lo));
        let times = match (low, high) {
            (Some(low), Some(high)) if low == high => low.to_string(),
            (Some(low), Some(high)) => format!("{low} to {high}"),
            (Some(low), None) => format!("at least {low}"),
            (None, high) => format!("at most {}", high.map(|high| high.to_string()).unwrap_or_default()),
        };
        let band = match (facts.low, facts.high) {
            (Some(low), Some(high)) => format!("{low} to {high} were expected"),
            (Some(low), None) => format!("at least {low} were expected"),
            (None, high) => format!("at most {} were expected", high.map(|high| high.to_string()).unwrap_or_default()),
        };
        let divisor = self.right.map(|claim| format!("{} {}", claim.printed(), counted(claim))).unwrap_or_default();
        let said = self.said_with_days(&self.verdict.left);
        let leaves = if facts.rest { format!(" leaves {}", self.range(left)) } else { String::new() };
        format!("{said}{leaves} beside {divisor}: {times} for each one; {band}{}", self.repeated())
    }

    pub(super) fn ratio_arithmetic(&self, facts: &RatioFacts, right: &Side) -> Vec<String> {
        let mut lines = Vec::new();
        let Some(divisor) = self.right else { return lines };
        let (left, over) = (self.verdict.left.interval, right.interval);
        if facts.rest {
            lines.push(format!("{} − {} = {}", self.left.printed(), divisor.printed(), self.range(left)));
        } else {
            for (claim, figure) in [(self.left, left), (divisor, over)] {
                if figure != Interval::point(figure.lo) {
                    lines.push(format!("{} is taken as {}", claim.printed(), self.range(figure)));
                }
            }
        }
        let values = (self.left.figure().value.filter(|_| !facts.rest), divisor.figure().value);
        if let (Some(dividend), Some(value)) = values
            && let (Some(a), Some(b)) =
                (dividend.floor(divisor.metric().decimals), value.floor(divisor.metric().decimals))
            && b > 0
        {
            lines.push(format!("{dividend} / {value} = {}", ratio(i128::from(a), i128::from(b))));
        }
        lines
    }

    /// On how many days more, where a verdict repeats itself.
    fn repeated(&self) -> String {
        let run = self.verdict.run;
        if run.count == 1 {
            String::new()
        } else {
            format!("; in {} reports from {} to {}", run.count, run.first, run.last)
        }
    }
}

/// A ratio with two decimals, one from ten on, rounded half up.
fn ratio(part: i128, whole: i128) -> Amount {
    let whole = whole.max(1);
    let scale = if part < 10 * whole { 2 } else { 1 };
    Amount { digits: quotient(part, whole, if scale == 2 { 100 } else { 10 }), scale }
}

/// `part · times / whole`, rounded half up.
fn quotient(part: i128, whole: i128, times: i128) -> i64 {
    i64::try_from((2 * part * times + whole).div_euclid(2 * whole)).unwrap_or(i64::MAX)
}

fn days(number: i64) -> String {
    if number == 1 { "1 day".to_owned() } else { format!("{} days", Amount::whole(number)) }
}
