//! A quantity: its chart, who is in it, its figures as a table, and the findings about it.

use maud::{Markup, html};

use crate::audit::exhibits::chart::{Chart, Mark, Track};
use crate::audit::finding::Finding;
use crate::report::html::anchor::{Anchors, to};
use crate::report::html::axis;
use crate::report::html::badge;
use crate::report::html::extent::Extent;
use crate::report::html::palette::Palette;
use crate::report::html::plot::Plot;
use crate::report::html::words::discrepancies;
use crate::report::number::{counted, grouped};
use crate::report::printable::printable;

/// How many figures of a short track the table lists, and of a series, of which it says from where to where it goes.
const LISTED: usize = 40;
const LISTED_OF_SERIES: usize = 6;

/// What a quantity is shown with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shown<'q> {
    pub(super) chart: &'q Chart,
    pub(super) findings: &'q [Finding],
    pub(super) anchors: &'q Anchors,
    pub(super) palette: &'q Palette,
}

/// What is counted, whose and where, in words.
pub(super) fn words(chart: &Chart) -> String {
    let [metric, subject, place] = &chart.names;
    let mut words = if metric.is_empty() { chart.metric.clone() } else { metric.clone() };
    for more in [(subject, &chart.subject), (place, &chart.place)] {
        let more = if more.0.is_empty() { more.1 } else { more.0 };
        if !more.is_empty() {
            words += &format!(" · {more}");
        }
    }
    words
}

impl Shown<'_> {
    /// The quantity under its anchor, folded away unless `open`.
    pub(super) fn whole(&self, id: &str, open: bool) -> Markup {
        let chart = self.chart;
        let words = words(chart);
        let loudest = chart.findings.iter().filter_map(|&at| self.findings.get(at)).map(|finding| finding.level).max();
        html! {
            details.quantity id=(id) open[open] {
                summary {
                    h4 { (printable(&words)) }
                    span.aside {
                        (counted(chart.claims(), "figure"))
                        @if let Some(level) = loudest {
                            " · " (discrepancies(chart.findings.len() as u64)) " " (badge::level(level))
                        }
                    }
                }
                @if let Some(extent) = Extent::of(chart) { (self.drawings(id, &words, extent)) }
                (self.legend())
                @if let Some(why) = chart.not_implied.filter(|_| chart.claims() > 1) { p.hint { "No band: " (why) "." } }
                (self.table(&words))
            }
        }
    }

    fn drawings(&self, id: &str, words: &str, extent: Extent) -> Markup {
        let Self { chart, findings, anchors, palette } = *self;
        let plot = Plot { chart, findings, anchors, palette, extent };
        let label = self.description(words, extent);
        html! {
            div.plot {
                @if !chart.unit.is_empty() { p.unit { (printable(&chart.unit)) } }
                @if extent.spans_magnitudes() {
                    fieldset.scale {
                        legend { "Scale" }
                        label { input type="radio" name={ (id) "-scale" } value="lin" checked; " linear" }
                        label { input.to-log type="radio" name={ (id) "-scale" } value="log"; " logarithmic" }
                    }
                }
                div.scroll tabindex="0" role="group" aria-label={ "Chart of " (printable(words)) ", may scroll sideways" } {
                    (plot.drawn(false, &label))
                    @if extent.spans_magnitudes() { (plot.drawn(true, &format!("{label} Logarithmic scale."))) }
                }
            }
        }
    }

    /// What the drawing shows, for those who do not see it.
    fn description(&self, words: &str, extent: Extent) -> String {
        let chart = self.chart;
        let figures = counted(chart.claims(), "figure");
        let (first, last) = (extent.first, extent.last);
        format!("{}: {figures} from {first} to {last}. The table below lists them.", printable(words))
    }

    fn legend(&self) -> Markup {
        let implied = !self.chart.implied.is_empty();
        html! {
            ul.legend {
                @for track in &self.chart.tracks {
                    li {
                        svg class={ "key " (self.palette.classes(track)) } viewBox="0 0 28 12" aria-hidden="true" {
                            @if track.steps.is_empty() { path.mark d="M10 6a4 4 0 1 0 8 0a4 4 0 1 0-8 0z" {} }
                            @else { path.line d="M1 6H27" {} }
                        }
                        span { (printable(&track.name)) " " span.aside { (printable(&track.table)) ", " (grouped(track.claims)) } }
                    }
                }
                @if implied {
                    li {
                        svg.key viewBox="0 0 28 12" aria-hidden="true" { path.band d="M1 1H27V11H1z" {} }
                        "what all figures together allow"
                    }
                }
            }
        }
    }

    fn table(&self, words: &str) -> Markup {
        let chart = self.chart;
        let rates: u64 = chart.tracks.iter().map(|track| track.rates).sum();
        html! {
            details.figures {
                summary { "The figures as a table" }
                @if rates > 0 {
                    p.hint { (counted(rates, "average")) " over days: listed here, not drawn among the totals." }
                }
                div.scroll tabindex="0" role="group" aria-label={ "Figures of " (printable(words)) } {
                    table {
                        caption.hidden { "Figures of " (printable(words)) }
                        thead { tr {
                            th scope="col" { "Source" } th scope="col" { "Days" } th.num scope="col" { "Figure" }
                            th scope="col" { "Support" } th scope="col" { "Discrepancies" }
                        } }
                        tbody { @for track in &chart.tracks { (self.rows(track)) } }
                    }
                }
            }
        }
    }

    fn rows(&self, track: &Track) -> Markup {
        let ends = track.steps.first().zip(track.steps.last());
        let amount = |digits: i64| axis::amount(digits, self.chart.decimals);
        let most = if track.steps.is_empty() { LISTED } else { LISTED_OF_SERIES };
        let left = track.marks.len().saturating_sub(most);
        html! {
            @if let Some((first, last)) = ends {
                tr {
                    th scope="row" { (printable(&track.name)) }
                    td { (first.day) " to " (last.day) }
                    td.num { (amount(first.value)) " to " (amount(last.value)) }
                    td colspan="2" { "a series of " (counted(track.steps.len() as u64, "figure")) ", drawn as a line" }
                }
            }
            @for mark in track.marks.iter().take(most) { (self.row(track, mark)) }
            @if left > 0 { tr { td colspan="5" { "and " (grouped(left as u64)) " more of " (printable(&track.name)) @if !track.steps.is_empty() { " that discrepancies name" } } } }
        }
    }

    fn row(&self, track: &Track, mark: &Mark) -> Markup {
        html! {
            tr {
                th scope="row" { (printable(&track.name)) }
                td { (mark.days) }
                td.num { (printable(&mark.printed)) }
                td { (badge::standing(mark.support, mark.conflict)) }
                td {
                    @for finding in mark.findings.iter().filter_map(|&at| self.findings.get(at)) {
                        a href=(to(&self.anchors.of_finding(&finding.id))) { (printable(&finding.rule)) } " "
                    }
                }
            }
        }
    }
}
