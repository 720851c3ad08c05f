//! What a rule may look at: the claims grouped by quantity, and the graph.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

use rayon::slice::ParallelSliceMut;

use crate::graph::attribution::Attribution;
use crate::graph::backing::Backings;
use crate::graph::claim_graph::ClaimGraph;
use crate::model::claim::{Claim, Quantity};
use crate::model::dataset::Dataset;
use crate::model::index::{ClaimIx, MetricIx, PlaceIx, SubjectIx};
use crate::model::vocabulary::{MetricKind, Within};
use crate::network::lineages::Lineages;
use crate::network::manner::Manner;
use crate::rules::relatives::Relatives;

/// All claims on one quantity, in order of their days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The quantity.
    pub quantity: Quantity,
    range: Range<usize>,
}

/// The dataset, its graph, and the claims that are compared, by quantity.
///
/// Nothing here is global: the engine runs on any part of a dataset that is closed under
/// containment just as it runs on all of it.
#[derive(Debug)]
pub struct Evidence<'d> {
    /// The dataset.
    pub dataset: &'d Dataset,
    /// Who repeats whom.
    pub graph: &'d ClaimGraph,
    order: Vec<ClaimIx>,
    cells: Vec<Cell>,
    by_quantity: BTreeMap<Quantity, usize>,
    by_place: BTreeMap<(SubjectIx, PlaceIx), Vec<usize>>,
    relatives: Relatives,
    speaking: OnceLock<Vec<ClaimIx>>,
    lineages: OnceLock<Lineages>,
    backings: OnceLock<Backings>,
}

impl<'d> Evidence<'d> {
    /// Groups the claims of a dataset. Restatements and statements stand in no cell.
    #[must_use]
    pub fn gather(dataset: &'d Dataset, graph: &'d ClaimGraph) -> Self {
        let claims = &dataset.claims;
        let mut order: Vec<ClaimIx> = claims
            .claims()
            .filter(|&claim| graph.is_compared(dataset, claim) && !dataset.claim(claim).is_statement())
            .collect();
        // The id comes last, so that claims alike in all else stand in an order that no shuffling
        // of rows changes.
        order.par_sort_unstable_by(|&a, &b| {
            let key = |claim: ClaimIx| {
                let period = claims.period(claim);
                let exact = claims.exact(claim);
                (dataset.claim(claim).quantity(), period.end, period.start, exact.lo, exact.hi)
            };
            key(a).cmp(&key(b)).then_with(|| claims.id(a).cmp(claims.id(b)))
        });
        let mut cells: Vec<Cell> = Vec::new();
        for (at, &claim) in order.iter().enumerate() {
            let quantity = dataset.claim(claim).quantity();
            match cells.last_mut() {
                Some(cell) if cell.quantity == quantity => cell.range.end = at + 1,
                _ => cells.push(Cell { quantity, range: at..at + 1 }),
            }
        }
        let by_quantity = cells.iter().enumerate().map(|(at, cell)| (cell.quantity, at)).collect();
        let mut by_place: BTreeMap<(SubjectIx, PlaceIx), Vec<usize>> = BTreeMap::new();
        for (at, cell) in cells.iter().enumerate() {
            by_place.entry((cell.quantity.subject, cell.quantity.place)).or_default().push(at);
        }
        let mut metrics: Vec<MetricIx> = cells.iter().map(|cell| cell.quantity.metric).collect();
        metrics.sort_unstable();
        metrics.dedup();
        let relatives = Relatives::among(&dataset.vocabulary, &metrics);
        Self {
            dataset,
            graph,
            order,
            cells,
            by_quantity,
            by_place,
            relatives,
            speaking: OnceLock::new(),
            lineages: OnceLock::new(),
            backings: OnceLock::new(),
        }
    }

    /// The claims that speak for themselves among some, in order of their ids.
    #[must_use]
    pub fn speaking(&self, selects: impl Fn(Claim<'d>) -> bool) -> Vec<ClaimIx> {
        let dataset = self.dataset;
        let selected = dataset.claims.claims().filter(|&ix| {
            let claim = dataset.claim(ix);
            claim.metric().kind == MetricKind::Flow && selects(claim)
        });
        let mut speaking = self.graph.speaking(dataset, selected);
        speaking.sort_by_key(|&claim| dataset.claims.id(claim));
        speaking
    }

    /// All claims that speak for themselves, in order of their ids; looked for once.
    #[must_use]
    pub fn all_speaking(&self) -> &[ClaimIx] {
        self.speaking.get_or_init(|| self.speaking(|_| true))
    }

    /// What every voice says by itself at the strict reading; heard once, when it is first asked for.
    #[must_use]
    pub fn lineages(&self) -> &Lineages {
        self.lineages.get_or_init(|| Lineages::hear(self.dataset, self.all_speaking(), Manner::default()))
    }

    /// What speaks for every claim; weighed once, when it is first asked for.
    #[must_use]
    pub fn backings(&self) -> &Backings {
        self.backings
            .get_or_init(|| Backings::weigh(self.dataset, Attribution::of(self.dataset, self.graph), &self.order))
    }

    /// Every quantity that some claim speaks of.
    #[must_use]
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// The claims of a cell, in order of their days.
    #[must_use]
    pub fn claims(&self, cell: &Cell) -> &[ClaimIx] {
        &self.order[cell.range.clone()]
    }

    /// Every claim that is compared, cell by cell.
    pub fn compared(&self) -> impl Iterator<Item = Claim<'d>> {
        self.order.iter().map(|&claim| self.claim(claim))
    }

    /// The claim with this number.
    #[must_use]
    pub fn claim(&self, claim: ClaimIx) -> Claim<'d> {
        self.dataset.claim(claim)
    }

    /// The cell of a quantity.
    #[must_use]
    pub fn cell(&self, quantity: Quantity) -> Option<&Cell> {
        self.by_quantity.get(&quantity).map(|&at| &self.cells[at])
    }

    /// Every cell at a subject and place.
    pub fn cells_at(&self, subject: SubjectIx, place: PlaceIx) -> impl Iterator<Item = &Cell> {
        self.by_place.get(&(subject, place)).into_iter().flatten().map(|&at| &self.cells[at])
    }

    /// Which metrics have to do with each other.
    #[must_use]
    pub fn relatives(&self) -> &Relatives {
        &self.relatives
    }

    /// Every cell whose place and subject are the cell's own or contain it and whose metric has to do
    /// with its own, found by walking up the containments and never by trying all pairs.
    pub fn cells_around(&self, quantity: Quantity) -> impl Iterator<Item = &Cell> {
        let metrics = self.relatives.of(quantity.metric);
        self.places_around(quantity).flat_map(move |(subject, place)| {
            metrics.iter().filter_map(move |&metric| self.cell(Quantity { subject, metric, place }))
        })
    }

    /// As [`cells_around`](Self::cells_around), whatever the metric.
    pub fn cells_of_any_metric_around(&self, quantity: Quantity) -> impl Iterator<Item = &Cell> {
        self.places_around(quantity).flat_map(|(subject, place)| self.cells_at(subject, place))
    }

    fn places_around(&self, quantity: Quantity) -> impl Iterator<Item = (SubjectIx, PlaceIx)> {
        let vocabulary = &self.dataset.vocabulary;
        let places = std::iter::once(quantity.place.0)
            .chain(vocabulary.places.containment.wholes(quantity.place.0).iter().copied());
        places.flat_map(move |place| {
            let subjects = std::iter::once(quantity.subject.0)
                .chain(vocabulary.subjects.containment.wholes(quantity.subject.0).iter().copied());
            subjects.map(move |subject| (SubjectIx(subject), PlaceIx(place)))
        })
    }

    /// Whether two metrics may be compared as amounts at all.
    #[must_use]
    pub fn same_unit(&self, a: MetricIx, b: MetricIx) -> bool {
        let metric = |metric: MetricIx| &self.dataset.vocabulary.metrics.things[metric.at()];
        self.same_measure(a, b) && metric(a).kind == metric(b).kind
    }

    /// Whether figures of two metrics may be added up: of the same unit, whether they accrue or are held.
    #[must_use]
    pub fn same_measure(&self, a: MetricIx, b: MetricIx) -> bool {
        let metric = |metric: MetricIx| &self.dataset.vocabulary.metrics.things[metric.at()];
        let (a, b) = (metric(a), metric(b));
        let amounts = [a, b].iter().all(|metric| metric.kind != MetricKind::Statement);
        a.unit == b.unit && a.decimals == b.decimals && amounts
    }

    /// How one metric lies to another between lineages and within one.
    #[must_use]
    pub fn metrics(&self, part: MetricIx, whole: MetricIx) -> [Within; 2] {
        [false, true].map(|one_lineage| self.dataset.vocabulary.metric_within(part, whole, one_lineage))
    }
}
