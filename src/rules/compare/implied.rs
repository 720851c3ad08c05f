//! Claims against what one lineage's running totals imply for the same period.

use crate::model::claim::{Claim, Quantity};
use crate::model::hedge::Reading;
use crate::model::index::ClaimIx;
use crate::model::interval::Interval;
use crate::model::source::Standing;
use crate::model::vocabulary::Within;
use crate::network::derivation::{Addend, Derivation};
use crate::network::implications::Implication;
use crate::network::lineages::Lineage;
use crate::network::manner::Manner;
use crate::network::system::{Asked, System};
use crate::rules::compare::choice::Figures;
use crate::rules::compare::need::{Dimension, Need};
use crate::rules::compare::plan::Compare;
use crate::rules::compare::score::Way;
use crate::rules::evidence::{Cell, Evidence};
use crate::rules::level::Strength;
use crate::rules::verdict::{Facts, Lie, Outcome, Run, Side, Verdict};

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
            for lineage in evidence.lineages().speaking_of(right.quantity) {
                check_lineage(rule, evidence, &claims, right.quantity, lineage, &mut outcome);
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

/// Claims against what one voice's figures on a quantity imply for their days.
fn check_lineage(
    rule: &Compare,
    evidence: &Evidence<'_>,
    claims: &[Claim<'_>],
    quantity: Quantity,
    lineage: &Lineage,
    outcome: &mut Outcome,
) {
    let sources = &evidence.dataset.sources;
    let held = |claim: &Claim<'_>| {
        let one = claim.lineage() == lineage.voice;
        let standing = if one { Standing::Same } else { sources.standing(claim.source_ix(), lineage.voice) };
        let within = evidence.dataset.vocabulary.metric_within(claim.quantity().metric, quantity.metric, one);
        rule.standings.contains(&standing) && rule.metric.accepts(within) && !claim.period().is_open()
    };
    let claims: Vec<Claim<'_>> = claims.iter().copied().filter(held).collect();
    let Some(implications) = (!claims.is_empty()).then(|| lineage.implications()).flatten() else { return };
    let ranks = sources.ranks();
    let question = |claim: &Claim<'_>| {
        let (start, end) = Manner::default().midnights(*claim, &ranks);
        Asked { quantity, start, end }
    };
    let asked: Vec<Asked> = claims.iter().map(question).collect();
    for (claim, implied) in claims.iter().zip(implications.over(&asked, |_, _| true)) {
        let verdict = judge(rule, *claim, &lineage.system, &implied, outcome);
        outcome.verdicts.extend(verdict);
    }
}

fn judge(
    rule: &Compare,
    claim: Claim<'_>,
    system: &System,
    implied: &Implication,
    outcome: &mut Outcome,
) -> Option<Verdict> {
    let way = *rule.ways().first()?;
    let derivation: &Derivation = if way == Way::Up { implied.high.as_ref()? } else { implied.low.as_ref()? };
    let of = |addends: &[Addend]| -> Vec<ClaimIx> {
        addends.iter().rev().map(|addend| system.told[addend.told].claims[0]).collect()
    };
    let (least, most) = (of(&derivation.least), of(&derivation.most));
    let (added, taken) = if way == Way::Up { (most, least) } else { (least, most) };
    // A claim implies itself: nothing new.
    let behind = || derivation.told().into_iter().flat_map(|told| &system.told[told].claims);
    if behind().any(|&other| other == claim.ix) {
        return None;
    }
    outcome.comparisons += 1;
    outcome.touched.push(claim.ix);
    outcome.touched.extend(behind());
    let one_lineage = behind().next().is_some_and(|&other| claim.dataset.claim(other).lineage() == claim.lineage());
    let breaks = |interval: Interval| {
        let scores = (rule.left_score(claim, interval, way), rule.right_score(claim, implied.interval, way));
        matches!(scores, (Some(a), Some(b)) if rule.breaks(a, b, way))
    };
    let widest = Reading::widest(|reading| breaks(rule.interval(claim, reading, one_lineage)))?;
    let strength = if rule.figures == Figures::JustOver { Strength::Tension } else { Strength::surviving(widest) };
    let reading = widest.as_told();
    Some(Verdict {
        left: Side::of_one(claim.ix, rule.interval(claim, reading, one_lineage)),
        right: Some(side(&added, &taken, implied.interval)),
        reading,
        strength: Some(strength),
        facts: if rule.figures == Figures::JustOver {
            Facts::Understated
        } else {
            Facts::AtMost { factor: rule.factor, tolerance: rule.tolerance, lie: Lie::Part }
        },
        assumptions: Vec::new(),
        run: Run::once(claim.period().label),
        pairs: Vec::new(),
    })
}

fn side(added: &[ClaimIx], taken: &[ClaimIx], interval: Interval) -> Side {
    let claims: Vec<ClaimIx> = added.iter().chain(taken).copied().collect();
    let count = u64::try_from(claims.len()).unwrap_or(u64::MAX);
    // All of them, or the sum could not be redone.
    Side { claims, count, interval, implied: true, subtracted: taken.len() }
}
