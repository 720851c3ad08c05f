//! Who says it, through whom, and what is independent of what: groups in boxes, outlets beside them.

use maud::{Markup, html};

use crate::audit::agreement::answer::{Agreement, Known};
use crate::audit::exhibits::Exhibits;
use crate::audit::exhibits::passage::Passage;
use crate::report::html::layout::Layout;
use crate::report::number::{counted, grouped};
use crate::report::printable::printable;

/// How many sources and outlets can be drawn and still be read.
const DRAWN: usize = 60;

/// The left and the right edge of the boxes, and where the outlets stand.
const LEFT: usize = 90;
const MIDDLE: usize = 420;
const OUTLETS: usize = 545;
const WIDTH: usize = 760;

/// The drawing, and what it shows as a table.
pub(super) fn attribution(exhibits: &Exhibits) -> Markup {
    let agreement = &exhibits.agreement;
    let layout = Layout::of(agreement, &exhibits.passages);
    let drawn: usize = layout.groups.iter().map(|group| group.sources.len()).sum::<usize>() + layout.outlets.len();
    html! {
        p.hint {
            "Sources in one box are not independent of each other. Lines to the right: through which outlets their claims \
             came; arcs on the left: whose figures they build on (broken: for whom they speak)."
        }
        @if drawn <= DRAWN {
            div.scroll tabindex="0" role="group" aria-label="Attribution graph, may scroll sideways" { (drawing(&layout, exhibits)) }
        } @else {
            p { (grouped(drawn as u64)) " sources and outlets: too many to draw; the table lists them." }
        }
        details.figures {
            summary { "Sources as a table" }
            (table(agreement, &exhibits.passages))
        }
    }
}

fn drawing(layout: &Layout<'_>, exhibits: &Exhibits) -> Markup {
    let sources: usize = layout.groups.iter().map(|group| group.sources.len()).sum();
    let label = format!(
        "{} in {}, {} that pass them on. The table below says the same.",
        counted(sources as u64, "source"),
        counted(layout.groups.len() as u64, "group"),
        counted(layout.outlets.len() as u64, "outlet"),
    );
    html! {
        svg.attribution viewBox={ "0 0 " (WIDTH) " " (layout.height) } role="img" aria-label=(label) {
            @for passage in &exhibits.passages { (carried(passage, layout)) }
            @for group in &layout.groups {
                rect.group x=(LEFT) y=(group.top) width=(MIDDLE - LEFT) height=(group.height) rx="5" {}
                @if let Some(name) = group.name { text.head x=(LEFT + 12) y=(group.top + 16) { (printable(name)) } }
                @for (known, y) in &group.sources { (source(known, *y, layout)) }
            }
            @for (known, y) in &layout.outlets {
                circle.outlet cx=(OUTLETS) cy=(y) r="4" {}
                text x=(OUTLETS + 12) y=(y + 4) { (short(&known.name, 28)) title { (printable(&known.name)) } }
            }
        }
    }
}

fn source(known: &Known, y: usize, layout: &Layout<'_>) -> Markup {
    html! {
        text x=(LEFT + 12) y=(y + 4) { (short(&known.name, if known.relies_on_unknown { 25 } else { 36 })) title { (printable(&known.name)) } }
        text.count x=(MIDDLE - 12) y=(y + 4) { (grouped(known.claims)) }
        @for (ids, class, verb) in [(&known.relies_on, "relies", "builds on"), (&known.speaks_for, "relies speaks", "speaks for")] {
            @for (id, to) in ids.iter().filter_map(|id| layout.row(id).map(|to| (id, to))) {
                @let out = LEFT.saturating_sub(30 + (y.abs_diff(to) / 3).min(70));
                path class=(class) d={ "M" (LEFT) " " (y) "C" (out) " " (y) " " (out) " " (to) " " (LEFT - 3) " " (to) } {
                    title { (printable(&known.name)) " " (verb) " " (printable(id)) }
                }
                path.head d={ "M" (LEFT) " " (to) "l-8 -4v8z" } {}
            }
        }
        @if known.relies_on_unknown {
            text.unknown x=(MIDDLE - 62) y=(y + 4) { "+ unknown" title { (printable(&known.name)) " also builds on others who are not known" } }
        }
    }
}

fn carried(passage: &Passage, layout: &Layout<'_>) -> Markup {
    let to = layout.outlets.iter().find(|(known, _)| known.id == passage.outlet).map(|&(_, y)| y);
    let Some((from, to)) = layout.row(&passage.source).zip(to) else { return html! {} };
    let class = match passage.claims {
        0..=1 => "carried w1",
        2..=5 => "carried w2",
        6..=20 => "carried w3",
        _ => "carried w4",
    };
    let bend = (MIDDLE + OUTLETS) / 2;
    html! {
        path class=(class) d={ "M" (MIDDLE) " " (from) "C" (bend) " " (from) " " (bend) " " (to) " " (OUTLETS) " " (to) } {
            title { (printable(&passage.source)) " through " (printable(&passage.outlet)) ": " (counted(passage.claims, "claim")) }
        }
    }
}

/// A name that fits its row.
fn short(name: &str, most: usize) -> String {
    let name = printable(name);
    if name.chars().count() <= most {
        return name.into_owned();
    }
    name.chars().take(most - 1).chain(['…']).collect()
}

fn table(agreement: &Agreement, passages: &[Passage]) -> Markup {
    let listed = |ids: &[String], unknown: bool| {
        let unknown = unknown.then(|| "others who are not known".to_owned());
        ids.iter().map(|id| printable(id).into_owned()).chain(unknown).collect::<Vec<_>>().join(", ")
    };
    html! {
        div.scroll tabindex="0" role="group" aria-label="Sources" {
            table {
                caption.hidden { "Sources, what they rest on and through whom their claims came" }
                thead { tr {
                    th scope="col" { "Source" } th scope="col" { "Group" } th scope="col" { "Builds on" }
                    th scope="col" { "Rests in the end on" } th scope="col" { "Through" }
                    th.num scope="col" { "Claims" } th.num scope="col" { "Repeated" } th.num scope="col" { "Passed on" }
                } }
                tbody {
                    @for known in &agreement.sources {
                        @let through: Vec<String> = passages.iter().filter(|passage| passage.source == known.id).map(|passage| passage.outlet.clone()).collect();
                        @let builds: Vec<String> = known.speaks_for.iter().chain(&known.relies_on).cloned().collect();
                        tr {
                            th scope="row" { (printable(&known.name)) }
                            td { @if let Some(group) = &known.group { (printable(group)) } }
                            td { (listed(&builds, known.relies_on_unknown)) }
                            td { (listed(&known.rests_on, known.rests_on_unknown)) }
                            td { (listed(&through, false)) }
                            td.num { (grouped(known.claims)) }
                            td.num { (grouped(known.restatements)) }
                            td.num { (grouped(known.passed_on)) }
                        }
                    }
                }
            }
        }
    }
}
