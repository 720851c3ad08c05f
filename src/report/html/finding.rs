//! A finding opened: its witnesses in their files, its arithmetic, its probable cause.

use maud::{Markup, html};

use crate::audit::finding::{Finding, Side, Witness};
use crate::load::problem::Excerpt;
use crate::report::html::prose::sentence;
use crate::report::notes::{label, notes};
use crate::report::number::counted;
use crate::report::printable::printable;

/// All that is known of a finding.
pub(super) fn opened(finding: &Finding) -> Markup {
    html! {
        div.opened {
            div.witnesses {
                (side(&finding.left, "Says"))
                @if let Some(right) = &finding.right { (side(right, "Held against")) }
            }
            dl {
                @let notes = notes(finding);
                @let told = notes.iter().filter(|(name, _)| !["arithmetic", "claim"].contains(name));
                @if !finding.arithmetic.is_empty() {
                    dt { "arithmetic" }
                    dd { pre { (printable_lines(&finding.arithmetic)) } }
                }
                @for (name, text) in told { dt { (name) } dd { (sentence(text)) } }
                dt { "kind" }
                dd { (finding.kind.word()) }
            }
        }
    }
}

fn side(side: &Side, heading: &str) -> Markup {
    html! {
        div.side {
            h4 {
                (heading)
                @if side.count > 1 { span.aside { " " (counted(side.count, "claim")) } }
            }
            @for witness in &side.witnesses { (one(witness)) }
        }
    }
}

fn one(witness: &Witness) -> Markup {
    html! {
        div.witness {
            p { b.figure { (printable(&witness.printed)) } " " (printable(&label(witness))) }
            @if let Some(excerpt) = &witness.excerpt { (quoted(excerpt)) }
            p.place { (printable(&witness.claim)) @if let Some(excerpt) = &witness.excerpt { (place(excerpt)) } }
        }
    }
}

/// The file, the line and the column.
fn place(excerpt: &Excerpt) -> Markup {
    html! { " · " (printable(&excerpt.file)) ":" (excerpt.line) ":" (excerpt.column) }
}

/// The line in which a figure stands.
fn quoted(excerpt: &Excerpt) -> Markup {
    let text = &excerpt.text;
    let start = snapped(text, excerpt.span.start);
    let end = snapped(text, excerpt.span.end).max(start);
    let (before, rest) = text.split_at_checked(start).unwrap_or((text, ""));
    let (figure, after) = rest.split_at_checked(end - start).unwrap_or((rest, ""));
    html! {
        pre.excerpt { (printable(before)) mark { (printable(figure)) } (printable(after)) }
    }
}

/// The nearest character boundary at or before `byte`.
fn snapped(text: &str, byte: usize) -> usize {
    (0..=byte.min(text.len())).rev().find(|&byte| text.is_char_boundary(byte)).unwrap_or(0)
}

fn printable_lines(lines: &[String]) -> String {
    lines.iter().map(|line| printable(line).into_owned()).collect::<Vec<_>>().join("\n")
}
