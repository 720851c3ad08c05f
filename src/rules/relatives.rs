//! Which metrics have to do with each other at all, looked up once: of a thousand metrics at one place
//! most stand alone, and a rule must not try every two of them.

use std::collections::BTreeMap;

use crate::model::index::MetricIx;
use crate::model::vocabulary::{Vocabulary, Within};

/// The metrics that claims speak of, and for each the others that it may be held against.
#[derive(Debug, Default)]
pub struct Relatives {
    linked: Vec<bool>,
    of: BTreeMap<MetricIx, Vec<MetricIx>>,
}

impl Relatives {
    /// Looks up the relatives of every metric in `present`, which is ascending.
    #[must_use]
    pub fn among(vocabulary: &Vocabulary, present: &[MetricIx]) -> Self {
        let linked = linked(vocabulary);
        let among: Vec<MetricIx> = present.iter().copied().filter(|metric| linked[metric.at()]).collect();
        let related = |a: MetricIx, b: MetricIx| {
            let apart = [false, true].map(|own| vocabulary.metric_within(a, b, own)) == [Within::Apart; 2];
            !apart || vocabulary.is_floor_of(a, b)
        };
        let of = present.iter().map(|&metric| {
            let mut relatives: Vec<MetricIx> = match linked[metric.at()] {
                true => among.iter().copied().filter(|&other| related(metric, other)).collect(),
                false => Vec::new(),
            };
            if !relatives.contains(&metric) {
                relatives.push(metric);
            }
            (metric, relatives)
        });
        Self { of: of.collect(), linked }
    }

    /// The metrics of claims that `metric` lies in, around or beside in some world, itself included.
    #[must_use]
    pub fn of(&self, metric: MetricIx) -> &[MetricIx] {
        self.of.get(&metric).map_or(&[], Vec::as_slice)
    }

    /// Whether the vocabulary says anything of the metric that names another one.
    #[must_use]
    pub fn is_linked(&self, metric: MetricIx) -> bool {
        self.linked.get(metric.at()).copied().unwrap_or(false)
    }
}

fn linked(vocabulary: &Vocabulary) -> Vec<bool> {
    let mut linked = vec![false; vocabulary.metrics.things.len()];
    for (number, metric) in vocabulary.metrics.things.iter().enumerate() {
        let wholes =
            vocabulary.metrics.containment.wholes(MetricIx::from_at(number).0).iter().map(|&whole| MetricIx(whole));
        for other in wholes.chain(metric.reads_as.iter().copied()).chain(metric.bounds_below) {
            linked[number] = true;
            linked[other.at()] = true;
        }
    }
    linked
}
