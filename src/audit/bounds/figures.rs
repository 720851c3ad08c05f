//! Sums of figures in words, so that a reader finds each and can add them up again.

use crate::audit::bounds::answer::{Band, Counted, End, Figure, Term};
use crate::audit::bounds::days;
use crate::audit::headline::list;
use crate::model::amount::Amount;
use crate::model::claim::Quantity;
use crate::model::dataset::Dataset;
use crate::model::interval::Interval;
use crate::network::derivation::{Addend, Derivation};
use crate::network::implications::Implication;
use crate::network::meaning::Meaning;
use crate::network::sums::Together;
use crate::network::system::System;
use crate::network::told::Told;

/// How what is implied is put into words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wording<'d> {
    pub(super) dataset: &'d Dataset,
    /// The quantity in the words of the question.
    pub(super) asked: Quantity,
    /// The same as its word is read.
    pub(super) read: Quantity,
    /// Whether it must be said whose a figure is.
    pub(super) several: bool,
}

impl Wording<'_> {
    /// A quantity by its ids; the one asked about in the word of the question.
    fn counted(&self, quantity: Quantity) -> Counted {
        Counted::of(if quantity == self.read { self.asked } else { quantity }, &self.dataset.vocabulary)
    }

    /// What is implied. What accrues is never less than nothing. An end past what an amount can be is left out, and
    /// so nothing is said that does not hold.
    pub(super) fn band(&self, system: &System, implied: &Implication) -> Band {
        let low = implied.low.as_ref().filter(|_| implied.interval.has_low() && implied.interval.lo > 0);
        let low =
            low.map_or_else(|| self.nothing(), |it| self.end(system, it, &it.least, &it.most, implied.interval.lo));
        let high = implied.high.as_ref().filter(|_| implied.interval.has_high());
        let high = high.map(|it| self.end(system, it, &it.most, &it.least, implied.interval.hi));
        Band { low: Some(low), high }
    }

    fn amount(&self, digits: i64) -> Amount {
        Amount { digits, scale: self.dataset.vocabulary.metrics.things[self.asked.metric.at()].decimals }
    }

    fn nothing(&self) -> End {
        let (value, rests_on) = (self.amount(0), vec![NEVER_FALLS.to_owned()]);
        End { value, terms: Vec::new(), arithmetic: value.to_string(), rests_on }
    }

    fn end(&self, system: &System, derivation: &Derivation, plus: &[Addend], minus: &[Addend], value: i64) -> End {
        let term = |addend: &Addend, minus| Term {
            minus,
            amount: self.amount(addend.amount),
            figure: self.figure(&system.told[addend.told]),
        };
        let plus = plus.iter().map(|addend| term(addend, false));
        let terms: Vec<Term> = plus.chain(minus.iter().map(|addend| term(addend, true))).collect();
        let value = self.amount(value);
        let mut arithmetic = String::new();
        for (at, it) in terms.iter().enumerate() {
            arithmetic += match (at, it.minus) {
                (0, false) => "",
                (0, true) => "−",
                (_, false) => " + ",
                (_, true) => " − ",
            };
            arithmetic += &self.term(it);
        }
        if terms.len() != 1 {
            arithmetic = if terms.is_empty() { value.to_string() } else { format!("{arithmetic} = {value}") };
        }
        let rests_on = derivation.meanings.iter().map(|&meaning| self.meaning(system, meaning));
        let mut rests_on: Vec<String> = rests_on.collect();
        rests_on.dedup();
        End { value, terms, arithmetic, rests_on }
    }

    /// `105,740 (340 a day, 2022, en25-2022-rate)`: the end that enters, with what tells the figure apart.
    fn term(&self, term: &Term) -> String {
        let figure = &term.figure;
        let mut words: Vec<String> = Vec::new();
        if figure.printed != term.amount.to_string() {
            words.push(figure.printed.clone());
        }
        let asked = self.counted(self.asked);
        if figure.counted.metric != asked.metric {
            words.push(figure.counted.metric.clone());
        }
        if figure.counted.subject != asked.subject {
            words.push(figure.counted.subject.clone());
        }
        if figure.counted.place != asked.place {
            words.push(figure.counted.place.clone());
        }
        words.push(figure.days.clone());
        if self.several {
            words.push(figure.name.clone());
        }
        words.extend(figure.claims.first().cloned());
        match figure.claims.len().saturating_sub(1) {
            0 => {}
            1 => words.push("one copy".to_owned()),
            copies => words.push(format!("{copies} copies")),
        }
        format!("{} ({})", term.amount, words.join(", "))
    }

    /// A figure that somebody printed.
    pub(super) fn figure(&self, told: &Told) -> Figure {
        let claim = self.dataset.claim(told.claims[0]);
        let voice = claim.lineage();
        let claims = told.claims.iter().map(|&claim| self.dataset.claims.id(claim).to_owned()).collect();
        Figure {
            claims,
            source: self.dataset.sources.id(voice).to_owned(),
            name: self.dataset.sources.get(voice).name.clone(),
            // The word that is printed, not what it is read as.
            counted: Counted::of(claim.quantity(), &self.dataset.vocabulary),
            printed: claim.printed(),
            days: days::in_words(claim.period()),
        }
    }

    fn meaning(&self, system: &System, meaning: Meaning) -> String {
        let said = |quantity: Quantity, beside: Quantity| {
            let (one, other) = (self.counted(quantity), self.counted(beside));
            let mut said = format!("`{}`", one.metric);
            if one.subject != other.subject {
                said += &format!(" of `{}`", one.subject);
            }
            if one.place != other.place {
                said += &format!(" in `{}`", one.place);
            }
            said
        };
        match meaning {
            Meaning::NeverFalls(_) => NEVER_FALLS.to_owned(),
            Meaning::LiesIn { part, whole } => format!("{} is part of {}", said(part, whole), said(whole, part)),
            Meaning::Sum(sum) => match system.cut(sum).zip(system.sums.get(sum)) {
                Some(((whole, parts), sum)) => {
                    let each: Vec<String> = parts.iter().map(|&part| said(part, whole)).collect();
                    let each = list(&each.iter().map(String::as_str).collect::<Vec<_>>());
                    let whole = said(whole, parts.first().copied().unwrap_or(whole));
                    match sum.together {
                        Together::Whole => format!("{whole} is {each} together"),
                        Together::Within | Together::Each => format!("{each} are parts of {whole} side by side"),
                    }
                }
                None => "a whole is what its parts are together".to_owned(),
            },
        }
    }
}

const NEVER_FALLS: &str = "what has accrued does not fall";

/// Whether an end was left out because no amount is so large.
pub(super) fn is_past_amounts(implied: &Implication) -> bool {
    let Implication { interval, low, high } = implied;
    let past = |derivation: &Option<Derivation>, has: bool| derivation.is_some() && !has;
    past(high, interval.has_high()) || past(low, interval.has_low()) || *interval == Interval::ALL && low.is_some()
}
