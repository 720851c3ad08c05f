//! The page: its head, its first screen, and a part for every dataset.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::audit::Audit;
use crate::report::html::anchor::{Anchors, to};
use crate::report::html::policy::{SCRIPT, STYLE, policy};
use crate::report::html::summary::{self, opening, tiles};
use crate::report::html::words::{discrepancies, looked_at};
use crate::report::html::{attribution, charts, guide, matrix, scope, table};
use crate::report::number::counted;
use crate::report::printable::printable;

/// The whole page.
pub(super) fn page(audits: &[Audit]) -> Markup {
    let anchors: Vec<Anchors> = (0..audits.len()).map(|at| Anchors::of(at, audits.len())).collect();
    let title = match audits {
        [audit] => printable(summary::title(audit)).into_owned(),
        _ => format!("Audit of {}", counted(audits.len() as u64, "dataset")),
    };
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy());
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="generator" content={ "counterclaim " (env!("CARGO_PKG_VERSION")) };
                link rel="icon" href="data:,";
                title { (title) " – counterclaim" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#main" { "Skip to the report" }
                div.frame {
                    (navigation(audits, &anchors))
                    main id="main" {
                        header {
                            p.kicker { "Audit" @if let [audit] = audits { (as_of(audit)) } }
                            h1 { (title) }
                            @if let [audit] = audits { p.lead { (looked_at(&audit.counts)) } (problems(audit)) }
                        }
                        (opening(audits, &anchors))
                        @for (audit, anchors) in audits.iter().zip(&anchors) { (dataset(audit, anchors, audits.len() > 1)) }
                        (guide::section())
                    }
                }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    }
}

fn as_of(audit: &Audit) -> Markup {
    html! {
        " of " code { (printable(&audit.dataset)) }
        @if let Some(day) = audit.as_of { " as of " time datetime=(day) { (day) } }
    }
}

fn problems(audit: &Audit) -> Markup {
    html! {
        @if audit.problems > 0 {
            p.problems { strong { (counted(audit.problems, "problem")) ":" } " only what could be loaded was audited." }
        }
    }
}

fn navigation(audits: &[Audit], anchors: &[Anchors]) -> Markup {
    html! {
        div.side {
            nav aria-label="Contents" {
                p.brand { "counterclaim" }
                ul {
                    li { a href="#first" { "What matters most" } }
                    @for (audit, anchors) in audits.iter().zip(anchors) {
                        @let link = |part: &str, words: &str| html! { li { a href=(to(&anchors.of_part(part))) { (words) } } };
                        @let links = html! {
                            (link("discrepancies", "Discrepancies"))
                            @if audit.exhibits.is_some() { (link("figures", "Figures over time")) (link("sources", "Sources")) }
                            (link("scope", "Not compared"))
                        };
                        @if audits.len() == 1 { (links) }
                        @else {
                            li {
                                a href=(to(&anchors.of_part("dataset"))) { (printable(summary::title(audit))) }
                                ul { (links) }
                            }
                        }
                    }
                    li { a href="#guide" { "How to read" } }
                }
            }
            button.theme type="button" aria-pressed="false" hidden { "Dark theme" }
        }
    }
}

/// A dataset's part: its numbers where there are several datasets, its findings, figures, sources, and what is missing.
fn dataset(audit: &Audit, anchors: &Anchors, several: bool) -> Markup {
    let id = anchors.of_part("dataset");
    html! {
        section.dataset id=(id) aria-labelledby={ (id) "-title" } {
            @if several {
                p.kicker { "Dataset" (as_of(audit)) }
                h2 id={ (id) "-title" } { (printable(summary::title(audit))) }
                p.lead { (looked_at(&audit.counts)) " " (discrepancies(audit.findings.len() as u64)) "." }
                (problems(audit))
                (tiles(&audit.verified))
            } @else {
                h2 id={ (id) "-title" } { "In full" }
            }
            (table::section(audit, anchors))
            @if let Some(exhibits) = &audit.exhibits {
                (charts::section(audit, &exhibits.charts, anchors))
                @let id = anchors.of_part("sources");
                section id=(id) aria-labelledby={ (id) "-title" } {
                    h3 id={ (id) "-title" } { "Sources" }
                    h4 { "Who says it, and through whom" }
                    (attribution::attribution(exhibits))
                    h4 { "Who agrees with whom" }
                    (matrix::matrix(&exhibits.agreement))
                }
            }
            (scope::section(audit, anchors))
        }
    }
}
