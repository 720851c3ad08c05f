//! What an audit says nothing about: what was not compared, and why.

use std::cmp::Reverse;

use maud::{Markup, html};

use crate::audit::{Audit, NotCompared};
use crate::report::html::anchor::Anchors;
use crate::report::number::{counted, grouped};
use crate::report::printable::printable;

/// The section of what was not compared.
pub(super) fn section(audit: &Audit, anchors: &Anchors) -> Markup {
    let id = anchors.of_part("scope");
    let mut reasons: Vec<&NotCompared> = audit.not_compared.iter().collect();
    reasons.sort_by_key(|reason| Reverse(reason.pairs));
    let untouched = audit.counts.untouched;
    html! {
        section id=(id) aria-labelledby={ (id) "-title" } {
            h3 id={ (id) "-title" } { "What was not compared" }
            @if reasons.is_empty() && untouched == 0 { p { "Everything stood in a comparison." } }
            @if !reasons.is_empty() {
                div.scroll tabindex="0" role="group" aria-label="Reasons" {
                    table {
                        caption.hidden { "Pairs that were not compared, by reason" }
                        thead { tr { th.num scope="col" { "Pairs" } th scope="col" { "Reason" } th scope="col" { "For example" } } }
                        tbody {
                            @for NotCompared { reason, pairs, example } in reasons {
                                tr {
                                    td.num { (grouped(*pairs)) }
                                    th scope="row" { (printable(reason)) }
                                    td { @if let Some((left, right)) = example {
                                        code { (printable(left)) }
                                        @if left == right { " of two voices" } @else { " with " code { (printable(right)) } }
                                    } }
                                }
                            }
                        }
                    }
                }
            }
            @if untouched > 0 { p { (counted(untouched, "claim")) " stood in no comparison at all; " code { "--untouched FILE" } " lists them with the reason." } }
            @if !audit.notes.is_empty() {
                h4 { "Notes" }
                ul { @for note in &audit.notes { li { (printable(note)) } } }
            }
        }
    }
}
