//! What voices say, as constraints: claims on one quantity and the same days, copies folded.

use std::collections::BTreeMap;

use crate::model::claim::{Claim, Quantity};
use crate::model::dataset::Dataset;
use crate::model::index::{ClaimIx, MetricIx};
use crate::model::interval::Interval;
use crate::model::period::PeriodKind;
use crate::model::vocabulary::MetricKind;
use crate::network::footing::Footing;
use crate::network::manner::Manner;
use crate::network::midnight::Midnight;

/// What one voice says of a quantity over some days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The claims that say so, in order of their ids: more than one where tables copy each other.
    pub claims: Vec<ClaimIx>,
    /// Of what, as its words are read.
    pub quantity: Quantity,
    /// The midnight from which it counts.
    pub start: Midnight,
    /// The first midnight not covered.
    pub end: Midnight,
    /// How much fell between, in units of the metric. Where copies of a table differ, all that any of them says.
    pub figure: Interval,
    /// Whether it is a running total.
    pub is_running: bool,
    /// What it rests on.
    pub footing: Footing,
}

/// Copies are one figure of one voice: these tell them apart from other figures.
type Alike = (Quantity, Midnight, Midnight, u32, bool);

/// What some claims say of counts that accrue, in order of their ids. `metric` is how the word of each is read;
/// `own` whether all are of one lineage, which no standing caveat widens.
///
/// Statements, counts held at an instant and days without a known beginning or end say nothing here.
pub fn told<'d>(
    dataset: &'d Dataset,
    claims: impl Iterator<Item = ClaimIx>,
    manner: Manner,
    own: bool,
    metric: impl Fn(Claim<'d>) -> MetricIx,
) -> Vec<Told> {
    let ranks = dataset.sources.ranks();
    let mut said: Vec<(Alike, ClaimIx, Interval)> = Vec::new();
    for ix in claims {
        let claim = dataset.claim(ix);
        let period = claim.period();
        let figure = manner.figure(claim, own);
        if claim.metric().kind != MetricKind::Flow || period.is_open() || figure == Interval::ALL {
            continue;
        }
        let voice = claim.lineage().0;
        let (start, end) = manner.midnights(claim, &ranks);
        if start != end {
            let quantity = Quantity { metric: metric(claim), ..claim.quantity() };
            said.push(((quantity, start, end, voice, claim.is_rate()), ix, figure));
        }
    }
    let mut told: Vec<Told> = Vec::new();
    said.sort_by_key(|&(alike, ..)| alike);
    for alike in said.chunk_by(|one, other| one.0 == other.0) {
        let (quantity, start, end, ..) = alike[0].0;
        let mut said: Vec<(ClaimIx, Interval)> = alike.iter().map(|&(_, claim, figure)| (claim, figure)).collect();
        said.sort_by_key(|&(claim, _)| dataset.claims.id(claim));
        for (claims, figure) in folded(dataset, said) {
            let first = dataset.claim(claims[0]);
            let is_running = first.period().kind == PeriodKind::Cumulative;
            let footing = claims.iter().map(|&claim| Footing::of(dataset.claim(claim))).max();
            let footing = footing.unwrap_or(Footing::Estimated);
            told.push(Told { claims, quantity, start, end, figure, is_running, footing });
        }
    }
    told.sort_by_key(|told| dataset.claims.id(told.claims[0]));
    told
}

/// Rows of tables that copy each other are one figure: any of what they print; they are held against each
/// other elsewhere. So are vintages of one table. A row that stands twice in one copy says no more than once. What is
/// coded by hand is one figure where it says the same.
fn folded(dataset: &Dataset, said: Vec<(ClaimIx, Interval)>) -> Vec<(Vec<ClaimIx>, Interval)> {
    if said.len() == 1 {
        return said.into_iter().map(|(claim, figure)| (vec![claim], figure)).collect();
    }
    let (rows, coded): (Vec<_>, Vec<_>) = said.into_iter().partition(|&(claim, _)| dataset.claim(claim).table().mapped);
    let copy = |claim: ClaimIx| {
        let claim = dataset.claim(claim);
        (claim.table().family, claim.document().and_then(|document| document.retrieved))
    };
    let mut copies: BTreeMap<_, Vec<Interval>> = BTreeMap::new();
    for &(claim, figure) in &rows {
        let of_copy = copies.entry(copy(claim)).or_default();
        if !of_copy.contains(&figure) {
            of_copy.push(figure);
        }
    }
    // A table that says two things of the same days is no mere copy.
    let agree = copies.len() > 1 && copies.values().all(|figures| figures.len() == 1);
    let mut found: Vec<(Vec<ClaimIx>, Interval)> = Vec::new();
    if agree {
        let either = rows.iter().map(|&(_, figure)| figure).reduce(Interval::or);
        found.extend(either.map(|figure| (rows.iter().map(|&(claim, _)| claim).collect(), figure)));
    }
    let apart: Vec<_> = if agree { coded } else { rows.into_iter().chain(coded).collect() };
    for (claim, figure) in apart {
        match found.iter_mut().find(|(_, known)| *known == figure) {
            Some((claims, _)) => claims.push(claim),
            None => found.push((vec![claim], figure)),
        }
    }
    for (claims, _) in &mut found {
        claims.sort_by_key(|&claim| dataset.claims.id(claim));
    }
    found
}
