//! From a run of breaks to a verdict: the worst pair graded, and the claims that say the same.

use std::collections::BTreeSet;

use crate::model::claim::Claim;
use crate::model::hedge::Reading;
use crate::model::index::ClaimIx;
use crate::model::relation::relation;
use crate::model::vocabulary::Within;
use crate::rules::compare::choice::{Figures, Grouping};
use crate::rules::compare::fold::{Break, Folded};
use crate::rules::compare::score::Way;
use crate::rules::compare::sweep::Sweep;
use crate::rules::level::Strength;
use crate::rules::verdict::{Facts, Lie, Side, Verdict, WITNESSES};

impl Sweep<'_, '_> {
    /// The verdict of a run: its worst pair graded, with the claims that say the same.
    pub(super) fn verdict(&self, folded: &Folded) -> Option<Verdict> {
        let (rule, evidence) = (self.rule, self.evidence);
        let Break { left, right, way, .. } = folded.worst;
        let (left, right) = (evidence.claim(left), evidence.claim(right));
        let grade = rule.grade(left, right, way)?;
        let one_lineage = left.lineage() == right.lineage();
        let reading = grade.reading.as_told();
        let interval = |claim| rule.interval(claim, reading, one_lineage);
        let mut assumptions = Vec::new();
        if grade.same_vague_day {
            assumptions.push("both mean the same day by the same vague words".to_owned());
        }
        let copies = left.table().may_copy(right.table())
            && left.source_ix() == right.source_ix()
            && rule.figures != Figures::Printed;
        if copies {
            let (one, other) = (&left.table().name, &right.table().name);
            assumptions.push(format!("the tables `{one}` and `{other}` both copy what the source printed"));
        }
        let alike = self.alike(&folded.worst);
        Some(Verdict {
            left: Side { count: alike.1, interval: interval(left), implied: false, subtracted: 0, claims: alike.0 },
            right: Some(Side::of_one(right.ix, interval(right))),
            reading,
            strength: Some(if copies { Strength::Tension } else { grade.strength }),
            facts: self.facts(left, right, way),
            assumptions,
            run: folded.run,
            pairs: self.pairs(folded, grade.strength),
        })
    }

    /// Every two claims of a run that break the rule as clearly as the worst of them does.
    fn pairs(&self, folded: &Folded, strength: Strength) -> Vec<(ClaimIx, ClaimIx)> {
        let claims = |found: &Break| (self.evidence.claim(found.left), self.evidence.claim(found.right));
        let as_clearly = |found: &&Break| {
            let (left, right) = claims(found);
            self.rule.grade(left, right, found.way).is_some_and(|grade| grade.strength >= strength)
        };
        let mut pairs: Vec<(ClaimIx, ClaimIx)> =
            folded.all.iter().filter(as_clearly).map(|found| (found.left, found.right)).collect();
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }

    /// The worst left claim, and one of every other source of its group that breaks the rule with the
    /// same right claim; and how many sources that are.
    fn alike(&self, worst: &Break) -> (Vec<ClaimIx>, u64) {
        // Past this many claims of one quantity a run of them is told, not its members.
        const LOOKED_AT: usize = 5_000;
        let (rule, evidence) = (self.rule, self.evidence);
        let sources = &evidence.dataset.sources;
        let group = |claim: Claim<'_>| sources.group_key(claim.source_ix());
        let (worst_left, right) = (evidence.claim(worst.left), evidence.claim(worst.right));
        let mut claims = vec![worst.left];
        let cell = evidence.claims(self.pair.left);
        if rule.period.is_same_only() || cell.len() > LOOKED_AT || rule.group == Grouping::Pair {
            return (claims, 1);
        }
        let passes = self.passes();
        let mut voices = BTreeSet::from([worst_left.source_ix()]);
        for &ix in cell.iter().filter(|&&ix| ix != worst.left) {
            let claim = evidence.claim(ix);
            let known = voices.contains(&claim.source_ix());
            let lies = || passes.iter().any(|pass| pass.holds(claim, right));
            let meets =
                !known && group(claim) == group(worst_left) && rule.allows(claim, right) && rule.left.selects(claim);
            if meets && lies() && !rule.excuses(claim, right) && rule.grade(claim, right, worst.way).is_some() {
                voices.insert(claim.source_ix());
                if claims.len() < WITNESSES {
                    claims.push(ix);
                }
            }
        }
        let count = voices.len() as u64;
        (claims, count)
    }

    /// Whether the left is declared to be a part of the right, or over days inside its days.
    fn is_contained(&self, left: Claim<'_>, right: Claim<'_>) -> bool {
        let relation = relation(left, right);
        let inside = |within: Within| matches!(within, Within::Same | Within::Part | Within::SameOrPart);
        inside(relation.metric) && inside(relation.place) && inside(relation.subject)
    }

    fn facts(&self, left: Claim<'_>, right: Claim<'_>, way: Way) -> Facts {
        let rule = self.rule;
        match rule.figures {
            Figures::Printed => Facts::Printed,
            Figures::JustOver => Facts::Understated,
            Figures::PerDay => {
                let (left_days, right_days) = (left.period().length().1, right.period().length().0);
                let one_lineage = left.lineage() == right.lineage();
                let strict = |claim| rule.interval(claim, Reading::Strict, one_lineage);
                let scores = (rule.left_score(left, strict(left), way), rule.right_score(right, strict(right), way));
                let later_start = match scores {
                    (Some(l), Some(r)) if left.period().start == right.period().start => (1..r.days).find(|later| {
                        let shift =
                            |score: super::score::Score| super::score::Score { days: score.days - later, ..score };
                        !rule.breaks(shift(l), shift(r), way)
                    }),
                    _ => None,
                };
                Facts::PerDay { left_days, right_days, factor: rule.factor, tolerance: rule.tolerance, later_start }
            }
            Figures::Meant => {
                let same_quantity = left.quantity() == right.quantity();
                let lie = match () {
                    () if self.pair.floor => Lie::Floor,
                    () if same_quantity
                        && left.period().end == right.period().end
                        && left.period().start == right.period().start =>
                    {
                        Lie::Same
                    }
                    () if same_quantity && left.period().start == right.period().start => Lie::Earlier,
                    () if self.is_contained(left, right) => Lie::Part,
                    () => Lie::Beside,
                };
                Facts::AtMost { factor: rule.factor, tolerance: rule.tolerance, lie }
            }
        }
    }
}
