//! One drawing of a chart: axes, the band of what is possible, lines, figures.

use maud::{Markup, html};

use crate::audit::exhibits::chart::{Chart, Implied, Mark, Track};
use crate::audit::finding::Finding;
use crate::report::html::anchor::{Anchors, to};
use crate::report::html::axis;
use crate::report::html::extent::Extent;
use crate::report::html::line::{Corner, path, simplified};
use crate::report::html::marker::shape;
use crate::report::html::palette::Palette;
use crate::report::html::scale::{Across, Tenths, Up};
use crate::report::printable::printable;
use crate::rules::level::Level;

/// The drawing's size, in tenths of a pixel.
const WIDTH: Tenths = 7_600;
const HEIGHT: Tenths = 3_200;
const TOP: Tenths = 140;
const RIGHT: Tenths = 60;
const BOTTOM: Tenths = 300;

/// The room for a whole mark at the first and the last day.
const INSET: Tenths = 120;

/// How many figures of a series stand out of its line: the loudest, for more could not be told apart.
const RINGED: usize = 8;

/// What a chart is drawn with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plot<'p> {
    pub(super) chart: &'p Chart,
    pub(super) findings: &'p [Finding],
    pub(super) anchors: &'p Anchors,
    pub(super) palette: &'p Palette,
    pub(super) extent: Extent,
}

impl Plot<'_> {
    /// The drawing on one scale.
    pub(super) fn drawn(&self, log: bool, label: &str) -> Markup {
        let (low, high) = self.extent.amounts(log);
        let up = Up { low, high, bottom: HEIGHT - BOTTOM, top: TOP, log };
        let ticks: Vec<(Tenths, String)> =
            up.ticks().into_iter().map(|tick| (up.place(tick), axis::amount(tick, self.chart.decimals))).collect();
        let longest = ticks.iter().map(|(_, words)| words.chars().count()).max().unwrap_or(1);
        let left = Tenths::try_from(longest).unwrap_or(0).clamp(3, 16) * 68 + 140;
        let across =
            Across { first: self.extent.first, last: self.extent.last, from: left + INSET, to: WIDTH - RIGHT - INSET };
        let class = if log { "drawing log" } else { "drawing lin" };
        html! {
            svg class=(class) viewBox={ "0 0 " (WIDTH / 10) " " (HEIGHT / 10) } role="img" aria-label=(label) {
                g transform="scale(.1)" {
                    @for (y, words) in &ticks {
                        path.grid d={ "M" (left) " " (y) "H" (WIDTH - RIGHT) } {}
                        text.tick.end x=(left - 70) y=(y + 38) { (words) }
                    }
                    @for (day, words) in axis::days(across.first, across.last) {
                        @let x = across.place(day);
                        path.grid d={ "M" (x) " " (HEIGHT - BOTTOM) "v50" } {}
                        text.tick.mid x=(x) y=(HEIGHT - 90) { (words) }
                    }
                    path.axis d={ "M" (left) " " (HEIGHT - BOTTOM) "H" (WIDTH - RIGHT) } {}
                    (self.band(&across, &up))
                    @for track in &self.chart.tracks { (self.line(track, &across, &up)) }
                    @for track in &self.chart.tracks { (self.figures(track, &across, &up)) }
                }
            }
        }
    }

    /// What all figures together allow: a band where both ends are known, and the least alone where nothing bounds
    /// the most.
    fn band(&self, across: &Across, up: &Up) -> Markup {
        let implied = &self.chart.implied;
        let above = |of: &Implied| of.high.map(|high| (across.place(of.day), up.place(high)));
        let below = |of: &Implied| (across.place(of.day), up.place(of.low.unwrap_or(0)));
        html! {
            @for run in implied.chunk_by(|a, b| a.high.is_some() == b.high.is_some()).filter(|run| run.len() > 1) {
                @let under: Vec<Corner> = run.iter().map(below).collect();
                @let over: Option<Vec<Corner>> = run.iter().map(above).collect();
                @match over {
                    Some(over) => {
                        @let around: Vec<Corner> =
                            simplified(&over).into_iter().chain(simplified(&under).into_iter().rev()).collect();
                        path.band d={ (path(&around)) "z" } {}
                    }
                    None => { path.least d=(path(&simplified(&under))) {} }
                }
            }
        }
    }

    /// A series as a line, with what its words allow around it where that can be seen.
    fn line(&self, track: &Track, across: &Across, up: &Up) -> Markup {
        let steps = &track.steps;
        if steps.is_empty() {
            return html! {};
        }
        let corners = |of: &dyn Fn(usize) -> i64| -> Vec<Corner> {
            (0..steps.len()).map(|at| (across.place(steps[at].day), up.place(of(at)))).collect()
        };
        let value = corners(&|at| steps[at].value);
        let low = corners(&|at| steps[at].low.unwrap_or(steps[at].value));
        let high = corners(&|at| steps[at].high.unwrap_or(steps[at].value));
        let is_wide = low.iter().zip(&high).any(|(low, high)| low.1 - high.1 >= 15);
        let around: Vec<Corner> = simplified(&high).into_iter().chain(simplified(&low).into_iter().rev()).collect();
        let classes = self.palette.classes(track);
        html! {
            @if is_wide { path class={ "ribbon " (classes) } d={ (path(&around)) "z" } {} }
            path class={ "line " (classes) } d=(path(&simplified(&value))) {}
        }
    }

    fn figures(&self, track: &Track, across: &Across, up: &Up) -> Markup {
        let classes = self.palette.classes(track);
        let mut shown: Vec<&Mark> = track.marks.iter().filter(|mark| !mark.rate && mark.last.is_some()).collect();
        if !track.steps.is_empty() {
            // Findings stand loudest first.
            shown.sort_by_key(|mark| mark.findings.first().copied().unwrap_or(usize::MAX));
            shown.truncate(RINGED);
        }
        html! {
            @if !shown.is_empty() {
                g class=(classes) {
                    @for mark in shown { (self.figure(mark, &track.name, across, up)) }
                }
            }
        }
    }

    /// A figure: as wide as its days, as high as its words, with its support in the middle. One that a finding names
    /// leads there.
    fn figure(&self, mark: &Mark, name: &str, across: &Across, up: &Up) -> Markup {
        let Some(last) = mark.last else { return html! {} };
        let (low, high) = (mark.low.map_or(up.low, |low| low), mark.high.map_or(up.high, |high| high));
        let middle = mark.value.or(mark.low).or(mark.high).unwrap_or(0);
        let (right, y) = (across.place(last), up.place(middle));
        let left = mark.first.map_or(right, |first| across.place(first));
        let x = (left + right) / 2;
        let finding = mark.findings.first().and_then(|&at| self.findings.get(at));
        let title = format!("{}: {}, {}", printable(name), printable(&mark.printed), mark.days);
        let bar = if mark.low.is_some() && mark.high.is_some() { "bar" } else { "bar open" };
        let whole = html! {
            @if up.place(low) - up.place(high) > 20 { path class=(bar) d={ "M" (x) " " (up.place(low)) "V" (up.place(high)) } {} }
            @if right - left > 20 { path.span d={ "M" (left) " " (y) "H" (right) } {} }
            path.mark d=(shape(mark.support, (x, y))) { @if finding.is_none() { title { (title) } } }
        };
        let Some(finding) = finding else { return whole };
        let ring = match finding.level {
            Level::Deny => "ring deny",
            Level::Warn => "ring warn",
            Level::Note | Level::Allow => "ring note",
        };
        html! {
            a href=(to(&self.anchors.of_finding(&finding.id))) tabindex="-1" {
                title { (title) " – " (finding.level.word()) ": " (printable(&finding.headline)) }
                (whole)
                path class=(ring) d={ "M" (x) " " (y) "m-75 0a75 75 0 1 0 150 0a75 75 0 1 0 -150 0z" } {}
            }
        }
    }
}
