//! What the figures of a system imply for other differences, with the figures behind each end.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::interval::Interval;
use crate::network::bounds::{Band, End};
use crate::network::derivation::Derivation;
use crate::network::feasible::{Feasible, feasible};
use crate::network::members::Members;
use crate::network::net::VarIx;
use crate::network::sums::Projected;
use crate::network::system::{Asked, System};

/// A difference that several figures bound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Implication {
    /// What they allow.
    pub interval: Interval,
    /// The figures behind the lower end, if there is one.
    pub low: Option<Derivation>,
    /// The figures behind the upper end.
    pub high: Option<Derivation>,
}

/// A system without what is wrong in it, closed under its sums.
#[derive(Debug)]
pub struct Implications<'s> {
    system: &'s System,
    closed: &'s Projected,
    values: Feasible<'s>,
}

/// As many questions from one midnight as two searches over the whole net are worth.
const MANY: usize = 16;

/// A question as differences of variables: one of the first bounds it from below, one of the others from above.
struct Around {
    low: Vec<(VarIx, VarIx)>,
    high: Vec<(VarIx, VarIx)>,
}

impl<'s> Implications<'s> {
    /// Of a system closed without some members. `None` where the rest still contradicts itself.
    #[must_use]
    pub fn of(system: &'s System, without: &Members, closed: &'s Projected) -> Option<Self> {
        let values = feasible(&closed.net, without).ok()?;
        Some(Self { system, closed, values })
    }

    /// Whether everything that follows was derived.
    #[must_use]
    pub fn is_exhaustive(&self) -> bool {
        self.closed.exhaustive
    }

    /// What is implied for each difference, in their order: by what is told of the nearest midnights, for what
    /// accrues before one is no more than by it. Derivations are only made of those that are `wanted`.
    #[must_use]
    pub fn over(&self, asked: &[Asked], wanted: impl Fn(usize, Interval) -> bool) -> Vec<Implication> {
        let around: Vec<Around> = asked.iter().map(|asked| self.around(asked)).collect();
        let mut often: BTreeMap<VarIx, usize> = BTreeMap::new();
        for (from, _) in around.iter().flat_map(|around| around.low.iter().chain(&around.high)) {
            *often.entry(*from).or_default() += 1;
        }
        let many = often.into_iter().filter(|&(_, count)| count >= MANY).map(|(from, _)| from);
        let mut questions: BTreeMap<Option<VarIx>, Vec<usize>> = BTreeMap::new();
        let many: BTreeSet<VarIx> = many.collect();
        for (at, around) in around.iter().enumerate() {
            let root = around.high.iter().chain(&around.low).map(|&(from, _)| from).find(|from| many.contains(from));
            questions.entry(root).or_default().push(at);
        }
        let nothing = Implication { interval: Interval::ALL, low: None, high: None };
        let mut found = vec![nothing; asked.len()];
        for (root, questions) in questions {
            // One band at a time: of all at once the memory would be too much.
            let band = root.map(|root| (root, self.values.band(root)));
            for at in questions {
                found[at] = self.implication(&around[at], band.as_ref(), |interval| wanted(at, interval));
            }
        }
        found
    }

    fn around(&self, asked: &Asked) -> Around {
        let Asked { quantity, start, end } = *asked;
        let [start, end] = [start, end].map(|at| self.system.nearest(quantity, at));
        let pairs = |from: &[VarIx], to: &[VarIx]| {
            from.iter().flat_map(|&from| to.iter().map(move |&to| (from, to))).collect::<Vec<_>>()
        };
        Around { low: pairs(&start.1, &end.0), high: pairs(&start.0, &end.1) }
    }

    fn implication(
        &self,
        around: &Around,
        band: Option<&(VarIx, Band<'_>)>,
        wanted: impl Fn(Interval) -> bool,
    ) -> Implication {
        let known = |from| band.filter(|(root, _)| *root == from).map(|(_, band)| band);
        let values = |&(from, to): &(VarIx, VarIx)| match known(from) {
            Some(band) => band.values(to),
            None => self.values.bounds(from, to).values(),
        };
        let low = around.low.iter().filter_map(|pair| Some((values(pair).0?, pair))).max_by_key(|&(low, _)| low);
        // What accrues is never less than nothing, which needs no figure.
        let low = low.filter(|&(low, _)| low > 0);
        let high = around.high.iter().filter_map(|pair| Some((values(pair).1?, pair))).min_by_key(|&(high, _)| high);
        let narrow = |end: i128| i64::try_from(end).ok();
        let interval = Interval {
            lo: low.and_then(|(low, _)| narrow(low)).unwrap_or(Interval::NO_LOW),
            hi: high.and_then(|(high, _)| narrow(high)).unwrap_or(Interval::NO_HIGH),
        };
        if !wanted(interval) {
            return Implication { interval, low: None, high: None };
        }
        let bounds = |&(from, to): &(VarIx, VarIx)| match known(from) {
            Some(band) => band.at(to),
            None => self.values.bounds(from, to),
        };
        let derivation = |end: Option<End>| end.map(|end| Derivation::of_end(self.system, self.closed, &end));
        let low = low.and_then(|(_, pair)| derivation(bounds(pair).low));
        let high = high.and_then(|(_, pair)| derivation(bounds(pair).high));
        Implication { interval, low, high }
    }
}
