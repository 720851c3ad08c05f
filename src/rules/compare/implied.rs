//! Claims against what one lineage's running totals imply for the same period.

use std::collections::BTreeMap;

use crate::model::claim::Claim;
use crate::model::hedge::Reading;
use crate::model::index::{ClaimIx, SourceIx};
use crate::model::interval::Interval;
use crate::model::vocabulary::Within;
use crate::network::implied::RunningTotal;
use crate::rules::compare::choice::Figures;
use crate::rules::compare::need::{Dimension, Need};
use crate::rules::compare::plan::Compare;
use crate::rules::compare::score::Way;
use crate::rules::evidence::{Cell, Evidence};
use crate::rules::level::Strength;
use crate::rules::verdict::{Facts, Lie, Outcome, Run, Side, Verdict, WITNESSES};

/// Every claim that the rule selects, against each lineage that speaks of the quantity it lies in.
pub(super) fn check(rule: &Compare, evidence: &Evidence<'_>) -> Outcome {
    let mut outcome = Outcome::default();
    for left in evidence.cells() {
        let claims: Vec<Claim<'_>> = evidence
            .claims(left)
            .iter()
            .map(|&claim| evidence.claim(claim))
            .filter(|&claim| {
                rule.left.selects(claim) && (rule.figures != Figures::JustOver || claim.hedge().is_one_sided())
            })
            .collect();
        if claims.is_empty() {
            continue;
        }
        let around: Vec<&Cell> = match rule.metric {
            Need::Any => evidence.cells_of_any_metric_around(left.quantity).collect(),
            _ => evidence.cells_around(left.quantity).collect(),
        };
        for right in around.into_iter().filter(|right| lies(rule, evidence, left, right)) {
            for (lineage, total) in totals(rule, evidence, right) {
                for &claim in &claims {
                    let verdict = judge(rule, evidence, claim, lineage, &total, &mut outcome);
                    if let Some(verdict) = verdict {
                        outcome.verdicts.push(verdict);
                    }
                }
            }
        }
    }
    outcome
}

fn lies(rule: &Compare, evidence: &Evidence<'_>, left: &Cell, right: &Cell) -> bool {
    let vocabulary = &evidence.dataset.vocabulary;
    let (a, b) = (left.quantity, right.quantity);
    let place = vocabulary.place_within(a.place, b.place);
    let subject = vocabulary.subject_within(a.subject, b.subject);
    let strict = rule.strictly.iter().any(|dimension| match dimension {
        Dimension::Place => place == Within::Part,
        Dimension::Subject => subject == Within::Part,
        Dimension::Metric => evidence.metrics(a.metric, b.metric).contains(&Within::Part),
        Dimension::Period => false,
    });
    // The difference of two figures of what is held is no flow.
    vocabulary.accrues(b.metric)
        && evidence.same_unit(a.metric, b.metric)
        && rule.place.accepts(place)
        && rule.subject.accepts(subject)
        && (rule.strictly.is_empty() || strict)
}

/// The running totals of each lineage on a quantity, in order of the lineages' ids.
fn totals(rule: &Compare, evidence: &Evidence<'_>, cell: &Cell) -> Vec<(SourceIx, RunningTotal)> {
    let mut totals: BTreeMap<&str, (SourceIx, RunningTotal)> = BTreeMap::new();
    for &claim in evidence.claims(cell) {
        let claim = evidence.claim(claim);
        if rule.right.selects(claim) {
            let lineage = claim.lineage();
            let (_, total) = totals
                .entry(evidence.dataset.sources.id(lineage))
                .or_insert_with(|| (lineage, RunningTotal::default()));
            total.add(claim.ix, claim.period(), claim.interval(Reading::Strict, true));
        }
    }
    let mut totals: Vec<_> = totals.into_values().collect();
    for (_, total) in &mut totals {
        total.sort();
    }
    totals
}

fn judge(
    rule: &Compare,
    evidence: &Evidence<'_>,
    claim: Claim<'_>,
    lineage: SourceIx,
    total: &RunningTotal,
    outcome: &mut Outcome,
) -> Option<Verdict> {
    let sources = &evidence.dataset.sources;
    let one_lineage = claim.lineage() == lineage;
    let standing =
        if one_lineage { crate::model::source::Standing::Same } else { sources.standing(claim.source_ix(), lineage) };
    if !rule.standings.contains(&standing) {
        return None;
    }
    let implied = total.over(claim.period())?;
    // A claim implies itself: nothing new.
    if implied.low_from.contains(&claim.ix) || implied.high_from.contains(&claim.ix) {
        return None;
    }
    let first = evidence.claim(*implied.low_from.first().or(implied.high_from.first())?);
    let within =
        evidence.dataset.vocabulary.metric_within(claim.quantity().metric, first.quantity().metric, one_lineage);
    if !rule.metric.accepts(within) {
        return None;
    }
    outcome.comparisons += 1;
    let way = *rule.ways().first()?;
    let from = match way {
        Way::Up => &implied.high_from,
        Way::Down => &implied.low_from,
    };
    outcome.touched.push(claim.ix);
    outcome.touched.extend(from);
    let breaks = |interval: Interval| {
        let scores = (rule.left_score(claim, interval, way), rule.right_score(claim, implied.interval, way));
        matches!(scores, (Some(a), Some(b)) if rule.breaks(a, b, way))
    };
    let widest = Reading::widest(|reading| breaks(rule.interval(claim, reading, one_lineage)))?;
    let strength = if rule.figures == Figures::JustOver { Strength::Tension } else { Strength::surviving(widest) };
    let reading = widest.as_told();
    Some(Verdict {
        left: Side::of_one(claim.ix, rule.interval(claim, reading, one_lineage)),
        right: Some(side(from, implied.interval)),
        reading,
        strength: Some(strength),
        facts: if rule.figures == Figures::JustOver {
            Facts::Understated
        } else {
            Facts::AtMost { factor: rule.factor, tolerance: rule.tolerance, lie: Lie::Part }
        },
        assumptions: Vec::new(),
        run: Run::once(claim.period().label),
    })
}

fn side(from: &[ClaimIx], interval: Interval) -> Side {
    Side {
        claims: from.iter().copied().take(WITNESSES).collect(),
        count: u64::try_from(from.len()).unwrap_or(u64::MAX),
        interval,
        implied: true,
    }
}
