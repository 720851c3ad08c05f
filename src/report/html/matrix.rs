//! Who agrees with whom, and on how many comparable figures.

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, html};

use crate::audit::agreement::answer::{Agreement, Pair};
use crate::graph::attribution::Independence;
use crate::model::source::Standing;
use crate::report::number::{counted, grouped};
use crate::report::printable::printable;

/// How many voices a matrix can have before it is a list.
const VOICES: usize = 16;

/// The matrix, and every pair in full.
pub(super) fn matrix(agreement: &Agreement) -> Markup {
    let mut voices: BTreeMap<&str, &str> = BTreeMap::new();
    let mut pairs: BTreeMap<(&str, &str), &Pair> = BTreeMap::new();
    for pair in &agreement.pairs {
        let [first, second] = pair.voices.each_ref().map(String::as_str);
        voices.extend([first, second].into_iter().zip(pair.names.each_ref().map(String::as_str)));
        pairs.extend([((first, second), pair), ((second, first), pair)]);
    }
    if pairs.is_empty() {
        return html! { p { "No two voices have a comparable figure." } };
    }
    let shown: BTreeSet<&str> = voices.keys().copied().collect();
    html! {
        @if shown.len() <= VOICES { (square(&voices, &pairs)) }
        @else { p { (counted(shown.len() as u64, "voice")) ": too many for a matrix; every pair is listed below." } }
        @if agreement.apart > 0 { p.hint { (counted(agreement.apart, "pair")) " of voices without a comparable figure." } }
        details.figures {
            summary { "Every pair in full" }
            (list(&agreement.pairs))
        }
    }
}

fn square(voices: &BTreeMap<&str, &str>, pairs: &BTreeMap<(&str, &str), &Pair>) -> Markup {
    html! {
        p.hint {
            "Of so many comparable figures so many agree, strictly or within what the words allow. Copies are folded: a \
             voice has one figure of a quantity and its days."
        }
        div.scroll tabindex="0" role="group" aria-label="Matrix of sources" {
            table.matrix {
                caption.hidden { "Who agrees with whom" }
                thead { tr {
                    td {}
                    @for (at, (_, name)) in (1..).zip(voices) { th scope="col" title=(printable(name)) { span.hidden { (printable(name)) } span aria-hidden="true" { (at) } } }
                } }
                tbody {
                    @for (at, (row, name)) in (1..).zip(voices) {
                        tr {
                            th scope="row" { span.number aria-hidden="true" { (at) } " " (printable(name)) }
                            @for column in voices.keys() {
                                @match pairs.get(&(*row, *column)) {
                                    Some(pair) => { (cell(pair)) }
                                    None if row == column => { td.self { span.hidden { "itself" } } }
                                    None => { td.none { span.hidden { "nothing comparable" } } }
                                }
                            }
                        }
                    }
                }
            }
        }
        ul.legend {
            li { span.swatch.a0 {} "none agree" } li { span.swatch.a2 {} "half" } li { span.swatch.a4 {} "all agree" }
            li { span.swatch.b {} "only bounds" }
            li { b aria-hidden="true" { "=" } "not independent of each other" }
        }
    }
}

fn cell(pair: &Pair) -> Markup {
    let tally = &pair.tally;
    let (figures, agreed) = (tally.figures(), tally.agree + tally.near + tally.repeats);
    // In quarters, rounded down, so that only all is all.
    let class = match figures {
        0 => "b".to_owned(),
        figures => format!("a{}", u128::from(agreed) * 4 / u128::from(figures)),
    };
    let tied = pair.independence.iter().any(|of| matches!(of, Independence::OneGroup | Independence::Dependent));
    html! {
        td class=(class) {
            @if figures > 0 { (grouped(agreed)) span.of { " of " (grouped(figures)) } }
            @else { (grouped(tally.bounds)) span.of { " of " (grouped(tally.bounds + tally.missed)) " bounds" } }
            @if tied { " " b title="not independent of each other" { "=" } }
        }
    }
}

/// Every pair with its counts.
fn list(pairs: &[Pair]) -> Markup {
    html! {
        div.scroll tabindex="0" role="group" aria-label="Pairs of voices" {
            table {
                caption.hidden { "Every two voices with a comparable figure" }
                thead { tr {
                    th scope="col" { "Voices" } th scope="col" { "Standing" } th scope="col" { "Independence" }
                    @for word in ["Figures", "Agree", "Near", "Disagree", "Repeat", "Bounds kept", "Missed"] {
                        th.num scope="col" { (word) }
                    }
                } }
                tbody {
                    @for pair in pairs {
                        @let tally = &pair.tally;
                        tr {
                            th scope="row" { (printable(&pair.names[0])) " and " (printable(&pair.names[1])) }
                            td { (standing(pair.standing)) }
                            td { (independence(pair.independence)) }
                            @for count in [tally.figures(), tally.agree, tally.near, tally.disagree, tally.repeats, tally.bounds, tally.missed] {
                                td.num { (grouped(count)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Same => "one voice",
        Standing::SameGroup => "one group",
        Standing::OtherGroup => "other groups",
        Standing::Adversary => "adversaries",
    }
}

fn independence(of: [Independence; 2]) -> &'static str {
    match of {
        [Independence::OneGroup, _] | [_, Independence::OneGroup] => "none: one group",
        [Independence::Dependent, Independence::Dependent] => "none",
        [Independence::Dependent, _] | [_, Independence::Dependent] => "one rests on the other",
        [Independence::Full, Independence::Full] => "full",
        _ => "in part",
    }
}
