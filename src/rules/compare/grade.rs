//! How far the words of a pair must be stretched before it no longer breaks a rule.

use crate::model::claim::Claim;
use crate::model::hedge::Reading;
use crate::model::period::PeriodRelation;
use crate::rules::compare::choice::Figures;
use crate::rules::compare::plan::Compare;
use crate::rules::compare::score::Way;
use crate::rules::level::Strength;

/// How a broken expectation is graded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Grade {
    /// The loosest reading at which it survives.
    pub(super) reading: Reading,
    pub(super) strength: Strength,
    /// Whether it rests on vague words of two voices meaning one day.
    pub(super) same_vague_day: bool,
}

impl Compare {
    /// Whether one of the two figures may be the other, rounded, where figures are what is compared.
    fn rounds(&self, left: Claim<'_>, right: Claim<'_>) -> bool {
        self.figures == Figures::Meant && (left.may_round(right) || right.may_round(left))
    }

    /// Whether the pair is one voice that rounds its own figure, which says nothing new.
    pub(super) fn excuses(&self, left: Claim<'_>, right: Claim<'_>) -> bool {
        let one_figure = || self.figures == Figures::Meant && left.hedges_the_same(right);
        let one_count = left.lineage() == right.lineage() && left.quantity() == right.quantity();
        one_count && (self.rounds(left, right) || one_figure())
    }

    /// Grades a pair; `None` if it breaks nothing.
    pub(super) fn grade(&self, left: Claim<'_>, right: Claim<'_>, way: Way) -> Option<Grade> {
        let one_lineage = left.lineage() == right.lineage();
        let breaks = |reading: Reading| {
            let of = |claim| self.interval(claim, reading, one_lineage);
            let scores = (self.left_score(left, of(left), way), self.right_score(right, of(right), way));
            matches!(scores, (Some(a), Some(b)) if self.breaks(a, b, way))
        };
        let reading = Reading::widest(breaks)?;
        let strength = Strength::surviving(reading);
        let same_days = left.period().relation(right.period()) == PeriodRelation::Same;
        let strength = if self.rounds(left, right) { strength.min(Strength::Imprecision) } else { strength };
        let vague = left.period().end.is_vague() || left.period().start.is_vague();
        let same_vague_day = same_days && vague && !one_lineage;
        Some(Grade { reading, strength: if same_vague_day { Strength::Tension } else { strength }, same_vague_day })
    }
}
