//! One figure that is not what was expected, and what was.

use crate::audit::cause::kind::CauseKind;
use crate::model::amount::Amount;
use crate::model::claim::Claim;
use crate::model::hedge::Reading;
use crate::model::index::ClaimIx;
use crate::model::interval::Interval;
use crate::rules::evidence::Evidence;

/// A figure that may be wrong, beside what would have been right.
#[derive(Clone, Copy)]
pub(super) struct Case<'e, 'd> {
    pub(super) evidence: &'e Evidence<'d>,
    /// The claim that may be wrong.
    pub(super) suspect: Claim<'d>,
    /// What it says.
    pub(super) value: i64,
    /// What would have been right: one number, or the room that its neighbours leave.
    pub(super) expected: Interval,
    /// The claim that says so, if one does.
    pub(super) reference: Option<Claim<'d>>,
    /// Whether the other figure fits its neighbours worse.
    pub(super) unlikely: bool,
    /// How many figures may be the wrong one, this one among them.
    pub(super) rivals: u64,
}

/// A cause that fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hit {
    pub(super) kind: CauseKind,
    /// How often a figure that is wrong for no such reason would look the same: in millionths.
    pub(super) by_chance: u64,
    /// What happened, in words.
    pub(super) sentence: String,
    /// The claims that show it.
    pub(super) evidence: Vec<ClaimIx>,
    /// By how many days it is off, for causes of the day.
    pub(super) days: i64,
    /// What must be the same on other days for it to be a habit: the other column, place or source.
    pub(super) habit: String,
}

impl Hit {
    /// The same, shown by these claims.
    pub(super) fn shown_by(self, evidence: impl IntoIterator<Item = ClaimIx>) -> Self {
        Self { evidence: evidence.into_iter().collect(), ..self }
    }

    /// The same, of so many days later, or earlier if below zero.
    pub(super) fn days(self, days: i64) -> Self {
        Self { days, ..self }
    }

    /// The same, as a habit where other days have the same.
    pub(super) fn habit(self, habit: impl Into<String>) -> Self {
        Self { habit: habit.into(), ..self }
    }
}

impl Case<'_, '_> {
    /// The same, where the other figure is the likelier one to be wrong.
    pub(super) fn unlikely(self) -> Self {
        Self { unlikely: true, ..self }
    }

    /// How far the figure is from what was expected.
    pub(super) fn off(&self) -> i64 {
        self.expected.gap(Interval::point(self.value))
    }

    /// How many numbers lie about as far from what was expected as the figure does: a figure that is wrong for no
    /// reason could be any of them.
    fn room(&self) -> u64 {
        let width = self.expected.hi.saturating_sub(self.expected.lo).unsigned_abs();
        self.off().unsigned_abs().saturating_mul(4).saturating_add(width).saturating_add(1)
    }

    /// How often one of `tried` numbers hits by chance, in millionths.
    pub(super) fn by_chance(&self, tried: u64) -> u64 {
        let width = self.expected.hi.saturating_sub(self.expected.lo).unsigned_abs().saturating_add(1);
        (tried.saturating_mul(width).saturating_mul(1_000_000) / self.room()).min(1_000_000)
    }

    /// Whether a number lies about as far from what was expected as the figure does.
    pub(super) fn is_near(&self, value: i64) -> bool {
        let twice = self.off().saturating_mul(2);
        let Interval { lo, hi } = self.expected;
        (lo.saturating_sub(twice)..=hi.saturating_add(twice)).contains(&value)
    }

    /// A cause that fits, shown by what says what was expected.
    pub(super) fn hit(&self, kind: CauseKind, by_chance: u64, sentence: String) -> Hit {
        let evidence = self.reference.iter().map(|claim| claim.ix).collect();
        Hit { kind, by_chance, sentence, evidence, days: 0, habit: String::new() }
    }

    /// A number as what the figure counts is printed.
    pub(super) fn printed(&self, value: i64) -> String {
        Amount { digits: value, scale: self.suspect.metric().decimals }.to_string()
    }

    /// The figure and what it would have been, as they are printed.
    pub(super) fn instead_of(&self, meant: i64) -> String {
        format!("{} for {}", self.printed(self.value), self.printed(meant))
    }

    /// The claim whose table is looked into: the one that says what was expected, else the figure's own.
    pub(super) fn book(&self) -> ClaimIx {
        self.reference.unwrap_or(self.suspect).ix
    }
}

/// The one number that a claim prints, if it does.
pub(super) fn value(claim: Claim<'_>) -> Option<i64> {
    let exact = claim.interval(Reading::Exact, true);
    (exact.lo == exact.hi && !claim.is_statement()).then_some(exact.lo)
}

#[cfg(test)]
mod tests {
    use super::Case;
    use crate::audit::cause::made::{World, claim};
    use crate::model::interval::Interval;

    fn case<T>(expected: Interval, look: impl FnOnce(Case<'_, '_>) -> T) -> T {
        World::copied(&[("2024-05-05", "tanks", 7461)]).with(|evidence| {
            let suspect = claim(evidence, "copy/2024-05-05/tanks");
            look(Case { evidence, suspect, value: 7461, expected, reference: None, unlikely: false, rivals: 1 })
        })
    }

    #[test]
    fn one_number_among_those_as_far_off_is_a_small_chance() {
        case(Interval::point(7361), |case| {
            assert_eq!(case.off(), 100);
            // Two hundred either way, and the number itself.
            assert_eq!((case.by_chance(1), case.by_chance(4)), (1_000_000 / 401, 4_000_000 / 401));
            assert_eq!(case.by_chance(1_000), 1_000_000, "more than always is always");
            assert!(case.is_near(7561) && case.is_near(7161) && !case.is_near(7562));
        });
    }

    #[test]
    fn room_that_is_wide_is_met_by_chance_more_often() {
        let wide = case(Interval::new(7341, 7361), |case| case.by_chance(1));
        assert_eq!(wide, 21_000_000 / 421);
    }
}
