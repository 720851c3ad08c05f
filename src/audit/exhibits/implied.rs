//! What all figures of a dataset together allow for a quantity, on some of its days.

use std::collections::BTreeSet;

use crate::audit::bounds::answer::{Band, Bounds};
use crate::audit::bounds::of_graph;
use crate::audit::bounds::question::{Question, When};
use crate::audit::exhibits::chart::Implied;
use crate::graph::claim_graph::ClaimGraph;
use crate::model::amount::Amount;
use crate::model::claim::Quantity;
use crate::model::dataset::Dataset;
use crate::model::day::Day;
use crate::model::index::ClaimIx;
use crate::network::manner::Manner;
use crate::rules::select::Selector;

/// For how many days of a quantity the solver is asked: enough for a drawing, however long the series.
const DAYS: usize = 96;

/// For how many claims in all it is asked; what it costs grows with them.
const CLAIMS: usize = 400_000;

/// What is allowed, or why nobody asked.
#[derive(Default)]
pub(super) struct Allowed {
    pub(super) days: Vec<Implied>,
    pub(super) why_not: Option<&'static str>,
}

/// What is allowed for a quantity, whichever voices are right.
pub(super) fn allowed(dataset: &Dataset, graph: &ClaimGraph, quantity: Quantity, claims: &[ClaimIx]) -> Allowed {
    let why_not = |why_not| Allowed { days: Vec::new(), why_not };
    if dataset.claims.len() > CLAIMS {
        return why_not(Some("too many claims to ask for each chart: `counterclaim bounds` answers for one quantity"));
    }
    let [subject, metric, place] = quantity.names(&dataset.vocabulary).map(str::to_owned);
    let question = Question {
        metric,
        subject: Some(subject),
        place: Some(place),
        when: When::On(some_days(dataset, claims)),
        select: Selector::default(),
        without: Vec::new(),
        manner: Manner::default(),
    };
    match of_graph(dataset, graph, &question) {
        Ok(answered) => match hull(&answered, dataset, quantity) {
            days if days.iter().all(|day| day.high.is_none() && day.low.unwrap_or(0) == 0) => {
                why_not(Some("together the figures bound it on no day"))
            }
            days => Allowed { days, why_not: None },
        },
        Err(_) => why_not(Some("no claim bounds it from the beginning of its count")),
    }
}

/// Days with which figures end: all, or so many of them that lie evenly, the first and the last among them.
fn some_days(dataset: &Dataset, claims: &[ClaimIx]) -> Vec<Day> {
    let periods = claims.iter().map(|&claim| dataset.claims.period(claim)).filter(|period| !period.is_open());
    let days: BTreeSet<Day> = periods.map(|period| period.label).collect();
    let days: Vec<Day> = days.into_iter().collect();
    let Some(last) = days.len().checked_sub(1) else { return days };
    if days.len() <= DAYS {
        return days;
    }
    (0..DAYS).filter_map(|at| days.get(at * last / (DAYS - 1)).copied()).collect()
}

/// Of every day the least and the most that any set of voices that can be right together allows.
fn hull(answered: &Bounds, dataset: &Dataset, quantity: Quantity) -> Vec<Implied> {
    let decimals = dataset.vocabulary.metrics.things[quantity.metric.at()].decimals;
    let bands_of = |at: usize| {
        let answers = answered.worlds.iter().flat_map(|world| &world.answers);
        answers.filter_map(move |answer| answer.bands.get(at))
    };
    let low = |band: &Band| band.low.as_ref().and_then(|end| Amount::floor(end.value, decimals));
    let high = |band: &Band| band.high.as_ref().and_then(|end| Amount::ceil(end.value, decimals));
    let each = answered.spans.iter().enumerate().filter(|&(at, _)| bands_of(at).next().is_some()).map(|(at, span)| {
        // An end that one answer leaves open is open.
        let low = bands_of(at).map(low).collect::<Option<Vec<i64>>>().and_then(|ends| ends.into_iter().min());
        let high = bands_of(at).map(high).collect::<Option<Vec<i64>>>().and_then(|ends| ends.into_iter().max());
        Implied { day: span.last.1, low, high }
    });
    each.collect()
}
