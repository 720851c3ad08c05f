//! What the figures of a system imply for other differences, with the figures behind each end.

use std::collections::BTreeMap;

use crate::model::interval::Interval;
use crate::network::bounds::{Bounds, End};
use crate::network::derivation::Derivation;
use crate::network::faults::interval;
use crate::network::feasible::{Feasible, feasible};
use crate::network::members::Members;
use crate::network::net::VarIx;
use crate::network::sums::{Limits, Projected, project};
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
    without: Members,
    projected: Projected,
}

/// As many questions from one midnight as two searches over the whole net are worth.
const MANY: usize = 16;

impl<'s> Implications<'s> {
    /// Closes a system without some members. `None` where the rest still contradicts itself.
    #[must_use]
    pub fn of(system: &'s System, without: Members) -> Option<Self> {
        let projected = project(&system.net, &without, &system.sums, &Limits::default()).ok()?;
        feasible(&projected.net, &without).ok()?;
        Some(Self { system, without, projected })
    }

    /// Whether everything that follows was derived.
    #[must_use]
    pub fn is_exhaustive(&self) -> bool {
        self.projected.exhaustive
    }

    /// What is implied for each difference, in their order. Derivations are only made of those that are `wanted`.
    #[must_use]
    pub fn over(&self, asked: &[Asked], wanted: impl Fn(usize, Interval) -> bool) -> Vec<Implication> {
        let nothing = Implication { interval: Interval::ALL, low: None, high: None };
        let mut found = vec![nothing; asked.len()];
        let Ok(values) = feasible(&self.projected.net, &self.without) else { return found };
        let mut by_start: BTreeMap<VarIx, Vec<(usize, VarIx)>> = BTreeMap::new();
        for (at, asked) in asked.iter().enumerate() {
            if let Some((from, to)) = self.system.difference(asked) {
                by_start.entry(from).or_default().push((at, to));
            }
        }
        for (from, questions) in by_start {
            if questions.len() < MANY {
                for (at, to) in questions {
                    found[at] = self.implication(&values.bounds(from, to), |interval| wanted(at, interval));
                }
                continue;
            }
            let band = values.band(from);
            for (at, to) in questions {
                let (low, high) = band.values(to);
                let narrow = |end: Option<i128>| end.and_then(|end| i64::try_from(end).ok());
                let lo = narrow(low).unwrap_or(Interval::NO_LOW);
                let hi = narrow(high).unwrap_or(Interval::NO_HIGH);
                found[at].interval = Interval { lo, hi };
                if wanted(at, found[at].interval) {
                    found[at] = self.implication(&band.at(to), |_| true);
                }
            }
        }
        found
    }

    /// What is implied for one difference.
    #[must_use]
    pub fn one(&self, asked: &Asked) -> Option<Implication> {
        let values: Feasible<'_> = feasible(&self.projected.net, &self.without).ok()?;
        let (from, to) = self.system.difference(asked)?;
        Some(self.implication(&values.bounds(from, to), |_| true))
    }

    fn implication(&self, bounds: &Bounds, wanted: impl Fn(Interval) -> bool) -> Implication {
        let interval = interval(bounds);
        let wanted = wanted(interval);
        let derivation = |end: &Option<End>| {
            end.as_ref().filter(|_| wanted).map(|end| Derivation::of_end(self.system, &self.projected, end))
        };
        Implication { interval, low: derivation(&bounds.low), high: derivation(&bounds.high) }
    }
}
