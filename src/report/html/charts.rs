//! Every quantity of an audit with its chart, those with the loudest findings first.

use std::cmp::Reverse;

use maud::{Markup, html};

use crate::audit::Audit;
use crate::audit::exhibits::chart::Chart;
use crate::report::html::anchor::Anchors;
use crate::report::html::palette::Palette;
use crate::report::html::quantity::{Shown, words};
use crate::report::number::{counted, grouped};
use crate::report::printable::printable;
use crate::rules::level::Level;

/// How many charts are open at first.
const OPEN: usize = 4;

/// A chart with its place among the audit's charts.
type Numbered<'c> = (usize, &'c Chart);

/// The section of the figures over time.
pub(super) fn section(audit: &Audit, charts: &[Chart], anchors: &Anchors) -> Markup {
    let id = anchors.of_part("figures");
    let level = |chart: &Chart| chart.findings.iter().filter_map(|&at| audit.findings.get(at)).map(|of| of.level).max();
    let (mut drawn, single): (Vec<Numbered<'_>>, Vec<Numbered<'_>>) =
        charts.iter().enumerate().partition(|(_, chart)| chart.claims() > 1 || !chart.findings.is_empty());
    drawn.sort_by_key(|(at, chart)| {
        (
            Reverse(level(chart)),
            Reverse(chart.findings.len()),
            Reverse(chart.tracks.len().min(2)),
            Reverse(chart.claims()),
            *at,
        )
    });
    let palette = Palette::of(charts);
    // Where nothing is loud, the first chart shows what there is.
    let open = |rank: usize, chart: &Chart| rank == 0 || rank < OPEN && level(chart) > Some(Level::Note);
    html! {
        section id=(id) aria-labelledby={ (id) "-title" } {
            h3 id={ (id) "-title" } { "Figures over time" }
            p.hint { "One chart a quantity, those with the loudest discrepancies first; a ringed mark leads to its discrepancy." }
            @for (rank, (at, chart)) in drawn.iter().enumerate() {
                (Shown { chart, findings: &audit.findings, anchors, palette: &palette }.whole(&anchors.of_chart(*at), open(rank, chart)))
            }
            @if !single.is_empty() { (alone(&single)) }
        }
    }
}

/// Quantities with one figure: nothing to draw.
fn alone(single: &[Numbered<'_>]) -> Markup {
    html! {
        details.quantity {
            summary {
                h4 { "Quantities with a single figure" }
                span.aside { (grouped(single.len() as u64)) }
            }
            div.scroll tabindex="0" role="group" aria-label="Quantities with a single figure" {
                table {
                    caption.hidden { (counted(single.len() as u64, "figure")) " with nothing beside it" }
                    thead { tr { th scope="col" { "Quantity" } th scope="col" { "Source" } th scope="col" { "Days" } th.num scope="col" { "Figure" } } }
                    tbody {
                        @for (_, chart) in single {
                            @for (track, mark) in chart.tracks.iter().flat_map(|track| track.marks.iter().map(move |mark| (track, mark))) {
                                tr {
                                    th scope="row" { (printable(&words(chart))) }
                                    td { (printable(&track.name)) }
                                    td { (mark.days) }
                                    td.num { (printable(&mark.printed)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
