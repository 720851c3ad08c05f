//! What a report can draw of an audit: nothing is left out of it, and what findings name stands out.

use std::collections::BTreeSet;

use counterclaim::audit::agreement::agreement;
use counterclaim::audit::exhibits::Exhibits;
use counterclaim::audit::options::Options;
use counterclaim::audit::{Audit, audit};
use counterclaim::model::dataset::Dataset;
use counterclaim::rules::select::Selector;

use crate::made::{audited, dataset, fixture, fixtures, shipped};

fn drawn(dataset: &Dataset) -> (Audit, Exhibits) {
    let mut audit = audit(dataset, shipped(), &Options { exhibits: true, ..Options::default() });
    let exhibits = audit.exhibits.take().expect("what can be drawn");
    (audit, exhibits)
}

fn holds(name: &str, dataset: &Dataset) {
    let (audit, exhibits) = drawn(dataset);
    let charts = &exhibits.charts;
    let figures = audit.counts.claims - audit.counts.statements;
    assert_eq!(
        charts.iter().map(|chart| chart.claims()).sum::<u64>(),
        figures,
        "{name}: every figure stands in one chart"
    );
    let (mut marks, mut steps) = (BTreeSet::new(), 0);
    for track in charts.iter().flat_map(|chart| &chart.tracks) {
        let named =
            track.marks.iter().filter(|mark| !mark.findings.is_empty() && !track.steps.is_empty()).count() as u64;
        let shown = track.steps.len() as u64 + track.marks.len() as u64;
        assert!(
            (track.claims..=track.claims + named).contains(&shown),
            "{name}: a figure of {} is not shown",
            track.table
        );
        assert!(track.steps.windows(2).all(|pair| pair[0].day <= pair[1].day), "{name}: {} turns back", track.table);
        marks.extend(track.marks.iter().flat_map(|mark| mark.findings.iter().map(|&at| (mark.claim.as_str(), at))));
        steps += track.steps.len();
    }
    assert!(steps <= dataset.claims.len());
    for (at, finding) in audit.findings.iter().enumerate() {
        for witness in finding.witnesses().filter(|witness| witness.low.is_some() || witness.high.is_some()) {
            assert!(marks.contains(&(witness.claim.as_str(), at)), "{name}: {} is not marked", witness.claim);
        }
    }
    for chart in charts {
        let ordered = |low: Option<i64>, high: Option<i64>| low.zip(high).is_none_or(|(low, high)| low <= high);
        assert!(chart.implied.iter().all(|of| ordered(of.low, of.high)), "{name}: {}", chart.metric);
        assert!(chart.implied.windows(2).all(|pair| pair[0].day < pair[1].day), "{name}: {}", chart.metric);
        assert!(chart.implied.len() <= 96, "{name}: {}", chart.metric);
    }
}

#[test]
fn every_figure_is_shown_and_every_one_that_a_finding_names_is_marked() {
    for name in fixtures() {
        holds(&name, &fixture(&name));
    }
    for name in ["covid-italy", "ebola-west-africa", "ukraine-losses"] {
        holds(name, &dataset(&format!("datasets/{name}")));
    }
}

#[test]
fn what_is_drawn_changes_no_finding_and_agrees_with_its_own_command() {
    let ebola = dataset("datasets/ebola-west-africa");
    let (audit, exhibits) = drawn(&ebola);
    assert_eq!(audit, audited(&ebola), "asking for more changed something else");
    assert_eq!(exhibits.agreement, agreement(&ebola, &Selector::default()));
    let passed: u64 = exhibits.passages.iter().map(|passage| passage.claims).sum();
    assert_eq!(passed, exhibits.agreement.sources.iter().map(|known| known.passed_on).sum::<u64>());
}

#[test]
fn a_single_running_total_is_between_what_all_figures_allow() {
    let (_, exhibits) = drawn(&dataset("datasets/ukraine-losses"));
    let chart = exhibits
        .charts
        .iter()
        .find(|chart| chart.metric == "equipment.confirmed.helicopters" && chart.subject == "ukrainian-forces");
    let chart = chart.expect("Oryx's helicopters");
    assert!(chart.implied.len() > 10, "{:?}", chart.not_implied);
    // Where nothing is wrong the printed figure is one of those that are possible.
    let marks = chart.tracks.iter().flat_map(|track| &track.marks).filter(|mark| mark.findings.is_empty());
    let inside = marks.filter(|mark| {
        chart.implied.iter().any(|of| {
            Some(of.day) == mark.last && of.low <= mark.value && of.high.is_none_or(|high| mark.value <= Some(high))
        })
    });
    assert!(inside.count() > 10);
}
