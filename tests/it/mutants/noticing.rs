//! What rules are tried on, and what they say of it.

use std::collections::BTreeSet;

use counterclaim::graph::claim_graph::ClaimGraph;
use counterclaim::model::dataset::Dataset;
use counterclaim::rules::evidence::Evidence;
use counterclaim::rules::example;
use counterclaim::rules::ratio::facts::RatioFacts;
use counterclaim::rules::rule::Rule;
use counterclaim::rules::series::facts::{Jump, PaceChange, Precision, SeriesFacts};
use counterclaim::rules::sum::facts::SumFacts;
use counterclaim::rules::verdict::{Facts, Verdict};
use counterclaim::rules::words::Share;

use crate::made;

/// A dataset and its graph, made once for all mutants.
pub(super) struct Stage {
    dataset: Dataset,
    graph: ClaimGraph,
}

impl Stage {
    fn of(dataset: Dataset) -> Self {
        let graph = ClaimGraph::build(&dataset);
        Self { dataset, graph }
    }
}

/// Every fixture.
pub(super) fn fixtures() -> Vec<Stage> {
    made::fixtures().iter().map(|name| Stage::of(made::fixture(name))).collect()
}

/// The examples of a rule.
pub(super) fn examples(rule: &Rule) -> Vec<Stage> {
    rule.examples.iter().map(|example| Stage::of(example::dataset(rule, example).0)).collect()
}

/// A stage with its claims in order, on which any number of mutants are tried.
pub(super) struct Scene<'s> {
    stage: &'s Stage,
    evidence: Evidence<'s>,
}

impl<'s> Scene<'s> {
    pub(super) fn of(stage: &'s Stage) -> Self {
        Self { stage, evidence: Evidence::gather(&stage.dataset, &stage.graph) }
    }

    /// Whether the rule says anything.
    pub(super) fn fires(&self, rule: &Rule) -> bool {
        !rule.check(&self.evidence).verdicts.is_empty()
    }

    /// What the rule says.
    pub(super) fn told(&self, rule: &Rule) -> BTreeSet<String> {
        let verdicts: Vec<Verdict> = rule.check(&self.evidence).verdicts.into_iter().map(without_echo).collect();
        made::said(&self.stage.dataset, &verdicts)
    }
}

/// The verdict without the thresholds that it only repeats: a mutant is not noticed for naming itself.
/// Facts of a new kind that repeat one of their rule's belong here too.
fn without_echo(mut verdict: Verdict) -> Verdict {
    verdict.facts = match verdict.facts {
        Facts::AtMost { lie, .. } => Facts::AtMost { factor: Share::WHOLE, tolerance: Share::NONE, lie },
        Facts::Sum(sum) => Facts::Sum(SumFacts { tolerance: Share::NONE, ..sum }),
        Facts::PerDay { left_days, right_days, .. } => {
            Facts::PerDay { left_days, right_days, factor: Share::WHOLE, tolerance: Share::NONE, later_start: None }
        }
        Facts::Ratio(ratio) => Facts::Ratio(RatioFacts { low: None, high: None, ..ratio }),
        Facts::Series(facts) => Facts::Series(match facts {
            SeriesFacts::Jump(jump) => SeriesFacts::Jump(Jump { above: 0, ..jump }),
            SeriesFacts::Pace(pace) => SeriesFacts::Pace(PaceChange { window: 0, ..pace }),
            SeriesFacts::Precision(precision) => SeriesFacts::Precision(Precision { at_most: 0, ..precision }),
            facts => facts,
        }),
        facts => facts,
    };
    verdict
}
