//! The findings, one row each, to be sorted, filtered and opened.

use std::collections::BTreeSet;

use maud::{Markup, html};

use crate::audit::Audit;
use crate::audit::finding::Finding;
use crate::report::html::anchor::Anchors;
use crate::report::html::badge;
use crate::report::html::finding::opened;
use crate::report::html::prose::sentence;
use crate::report::html::words::{discrepancies, per_cent};
use crate::report::number::grouped;
use crate::report::printable::printable;
use crate::rules::level::Level;

/// The section of the findings.
pub(super) fn section(audit: &Audit, anchors: &Anchors) -> Markup {
    let id = anchors.of_part("discrepancies");
    html! {
        section id=(id) aria-labelledby={ (id) "-title" } {
            h3 id={ (id) "-title" } { "Discrepancies" }
            @if audit.findings.is_empty() {
                p { @if audit.counts.comparisons == 0 { "Nothing was compared." } @else {
                    "No discrepancies in " (grouped(audit.counts.comparisons)) " comparisons."
                } }
            } @else {
                p.hint { "Each opens to its figures, its arithmetic and its probable cause." }
                (controls(audit, anchors))
                (table(audit, anchors, &id))
            }
        }
    }
}

/// What narrows the table down; shown by the script that it needs.
fn controls(audit: &Audit, anchors: &Anchors) -> Markup {
    let findings = &audit.findings;
    let rules: BTreeSet<&str> = findings.iter().map(|finding| finding.rule.as_str()).collect();
    let metrics: BTreeSet<&str> = findings.iter().map(|finding| finding.metric.as_str()).collect();
    let levels = [Level::Deny, Level::Warn, Level::Note];
    let levels: Vec<&str> = levels.into_iter().filter(|&level| audit.at_level(level) > 0).map(Level::word).collect();
    html! {
        form.controls hidden data-table=(anchors.of_part("table")) {
            label { "Search" input type="search" name="text" autocomplete="off"; }
            (choice("Level", "level", levels.iter().copied()))
            (choice("Rule", "rule", rules.into_iter()))
            (choice("Metric", "metric", metrics.into_iter()))
            div.buttons {
                button type="reset" { "Clear" }
                button type="button" data-open="true" { "Open all" }
                button type="button" data-open="false" { "Close all" }
            }
            output aria-live="polite" { (discrepancies(findings.len() as u64)) }
        }
    }
}

fn choice<'c>(label: &str, name: &str, of: impl Iterator<Item = &'c str>) -> Markup {
    html! {
        label {
            (label)
            select name=(name) {
                option value="" { "all" }
                @for word in of { option value=(printable(word)) { (printable(word)) } }
            }
        }
    }
}

/// The columns: their words, and whether they hold numbers.
const COLUMNS: [(&str, &str); 6] =
    [("level", ""), ("discrepancy", "wide"), ("metric", ""), ("gap", "num"), ("times", "num"), ("first day", "")];

fn table(audit: &Audit, anchors: &Anchors, id: &str) -> Markup {
    html! {
        table.findings role="table" id=(anchors.of_part("table")) aria-labelledby={ (id) "-title" } {
            thead role="rowgroup" {
                tr role="row" {
                    @for (word, class) in COLUMNS { th role="columnheader" scope="col" class=(class) { (word) } }
                }
            }
            tbody role="rowgroup" {
                @for finding in &audit.findings { (row(finding, anchors)) }
            }
        }
    }
}

fn row(finding: &Finding, anchors: &Anchors) -> Markup {
    let gap = finding.gap.as_ref();
    let sorted_by = gap.and_then(|gap| gap.per_mille).unwrap_or(-1);
    html! {
        tr role="row" id=(anchors.of_finding(&finding.id)) data-level=(finding.level.word())
            data-rule=(printable(&finding.rule)) data-metric=(printable(&finding.metric)) {
            td role="cell" data-key=(finding.level as u8) { (badge::level(finding.level)) }
            td.wide role="cell" {
                details {
                    summary {
                        span.headline { (sentence(&finding.headline)) }
                        " "
                        span.aside { (printable(&finding.rule)) (badge::disposition(&finding.disposition)) }
                    }
                    (opened(finding))
                }
            }
            td role="cell" {
                // An id breaks after its dots first.
                @for part in printable(&finding.metric).split_inclusive('.') { (part) wbr; }
            }
            td.num role="cell" data-key=(sorted_by) {
                @if let Some(gap) = gap {
                    (gap.amount)
                    @if let Some(share) = gap.per_mille { span.aside { " " (per_cent(share)) } }
                }
            }
            td.num role="cell" data-key=(finding.days) { (grouped(finding.days)) }
            td role="cell" { @if let Some(day) = finding.first { (day) } }
        }
    }
}
