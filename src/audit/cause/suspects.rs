//! Which figures of a discrepancy may be wrong, and what would have been right.

use crate::audit::cause::case::{Case, value};
use crate::audit::cause::looked_up::of_days;
use crate::model::claim::Claim;
use crate::model::index::ClaimIx;
use crate::model::interval::Interval;
use crate::model::period::PeriodKind;
use crate::rules::evidence::Evidence;
use crate::rules::level::Strength;
use crate::rules::network::facts::Culprit;
use crate::rules::verdict::{Facts, Lie, Verdict};

/// Of how many terms a sum may be that is looked into.
const TERMS: usize = 24;

/// The claims that stand against each other in a verdict that can be diagnosed, in order of their days.
pub(super) fn pairs(verdict: &Verdict) -> Option<Vec<(ClaimIx, ClaimIx)>> {
    let amounts = !matches!(verdict.strength, None | Some(Strength::Imprecision));
    let wanted = match &verdict.facts {
        Facts::Printed | Facts::Fall { correction: None } => true,
        Facts::AtMost { lie, .. } => matches!(lie, Lie::Same | Lie::Earlier),
        Facts::Network(facts) => facts.culprit == Culprit::Certain,
        Facts::Sum(sum) => sum.complete && sum.terms.len() <= TERMS,
        _ => false,
    };
    if !wanted || !amounts {
        return None;
    }
    // Of a run of sums the day that is told.
    if matches!(verdict.facts, Facts::Network(_) | Facts::Sum(_)) {
        return Some(vec![(verdict.left.claims[0], verdict.right.as_ref()?.claims[0])]);
    }
    Some(verdict.opposed())
}

/// The figures of a pair that may be wrong, each with what would have been right.
pub(super) fn cases<'e, 'd>(
    evidence: &'e Evidence<'d>,
    verdict: &Verdict,
    left: Claim<'d>,
    right: Claim<'d>,
) -> Vec<Case<'e, 'd>> {
    let case = |suspect: Claim<'d>, expected: Option<Interval>, reference: Option<Claim<'d>>| {
        of_one(evidence, suspect, expected?).map(|case| Case { reference, ..case })
    };
    let point = |claim: Claim<'d>| value(claim).map(Interval::point);
    let of_copy = || case(left, point(right), Some(right));
    match &verdict.facts {
        Facts::Network(facts) => case(left, facts.implied, None).into_iter().collect(),
        Facts::Sum(sum) => {
            let missed = of_sum(evidence, verdict, &sum.terms);
            let cases: Vec<Case<'e, 'd>> =
                missed.into_iter().filter_map(|(suspect, expected)| case(suspect, Some(expected), None)).collect();
            // Any of them may be the wrong one, and any may fit by chance; those that their neighbours rule out first.
            let out = |case: &&Case<'e, 'd>| strays(evidence, verdict, case.suspect).is_some_and(|(out, _)| out);
            let odd: Vec<Case<'e, 'd>> = cases.iter().filter(out).copied().collect();
            let cases = if odd.is_empty() { cases } else { odd };
            let rivals = cases.len() as u64;
            cases.into_iter().map(|case| Case { rivals, ..case }).collect()
        }
        Facts::Printed if evidence.graph.root(left.ix) == right.ix => of_copy().into_iter().collect(),
        Facts::Printed | Facts::AtMost { lie: Lie::Same, .. } => {
            let [one, other] = [of_copy(), case(right, point(left), Some(left))];
            // The odd one is the one that its neighbours leave no room for, or that fits them worse.
            let strays = |suspect: Claim<'d>| strays(evidence, verdict, suspect);
            match (strays(left), strays(right)) {
                (Some((true, _)), Some((false, _))) => one.into_iter().collect(),
                (Some((false, _)), Some((true, _))) => other.into_iter().collect(),
                (Some(l), Some(r)) if l > r => one.into_iter().chain(other.map(Case::unlikely)).collect(),
                (Some(l), Some(r)) if l < r => one.map(Case::unlikely).into_iter().chain(other).collect(),
                _ => one.into_iter().chain(other).collect(),
            }
        }
        _ => {
            let between = |suspect: Claim<'d>, other: Claim<'d>| neighbours(evidence, suspect, other);
            [case(left, between(left, right), None), case(right, between(right, left), None)]
                .into_iter()
                .flatten()
                .collect()
        }
    }
}

/// One figure that may be wrong, beside the room in which it would be right.
pub(super) fn of_one<'e, 'd>(
    evidence: &'e Evidence<'d>,
    suspect: Claim<'d>,
    expected: Interval,
) -> Option<Case<'e, 'd>> {
    let value = value(suspect)?;
    let misses = !expected.meets(Interval::point(value)) && expected.has_low() && expected.has_high();
    misses.then_some(Case { evidence, suspect, value, expected, reference: None, unlikely: false, rivals: 1 })
}

/// The whole and every term of a sum, each with what the others leave for it.
fn of_sum<'d>(evidence: &Evidence<'d>, verdict: &Verdict, terms: &[ClaimIx]) -> Vec<(Claim<'d>, Interval)> {
    let figure = |&term: &ClaimIx| evidence.claim(term).interval(verdict.reading, true);
    let sum = |terms: &mut dyn Iterator<Item = &ClaimIx>| terms.map(figure).fold(Interval::point(0), Interval::plus);
    let whole = &verdict.left.claims[0];
    let left_for = |term: &ClaimIx| figure(whole).less(sum(&mut terms.iter().filter(|other| *other != term)));
    let of_terms = terms.iter().map(|term| (evidence.claim(*term), left_for(term)));
    std::iter::once((evidence.claim(*whole), sum(&mut terms.iter()))).chain(of_terms).collect()
}

/// How many days before and after a figure, or a run of them, its neighbours are looked for.
const AROUND: i32 = 14;
/// From how many days on a run is held against what stands before and after it, not each day against the next.
const LONG: u64 = 3;

/// Whether a figure lies outside of the room that its table leaves it, and twice how far it is from where it would be
/// expected.
fn strays<'d>(evidence: &Evidence<'d>, verdict: &Verdict, suspect: Claim<'d>) -> Option<(bool, u128)> {
    let (run, value) = (verdict.run, value(suspect)?);
    let total = suspect.period().kind == PeriodKind::Cumulative;
    let apart = |twice: i128| (i128::from(value) * 2 - twice).unsigned_abs();
    let out = |room: Interval| room.gap(Interval::point(value)) > 0;
    if total && run.count < LONG {
        let room = neighbours(evidence, suspect, suspect)?;
        return Some((out(room), apart(i128::from(room.lo) + i128::from(room.hi))));
    }
    let near = |first, last| of_days(evidence, suspect.quantity(), suspect, (first, last));
    let before = near(run.first.plus(-AROUND), run.first.plus(-1));
    let after = near(run.last.plus(1), run.last.plus(AROUND));
    if !total {
        // What came in some days is as much as in others.
        let around = || before.iter().chain(&after).map(|found| found.value);
        let room = Interval { lo: around().min()?, hi: around().max()? };
        return Some((out(room), 2 * u128::from(room.gap(Interval::point(value)).unsigned_abs())));
    }
    match (before.last(), after.first()) {
        (Some(before), Some(after)) => {
            let room = (before.value <= after.value).then_some(Interval { lo: before.value, hi: after.value })?;
            // A count that grew evenly.
            let days = i128::from(after.day.since(before.day)).max(1);
            let passed = i128::from(suspect.period().label.since(before.day));
            let grown = (i128::from(room.hi) - i128::from(room.lo)) * 2 * passed / days;
            Some((out(room), apart(i128::from(room.lo) * 2 + grown)))
        }
        (Some(one), None) => Some((value < one.value, apart(i128::from(one.value) * 2))),
        (None, Some(one)) => Some((value > one.value, apart(i128::from(one.value) * 2))),
        (None, None) => None,
    }
}

/// The room that the figures of the days around leave in a running total, without the one that it is held against.
fn neighbours<'d>(evidence: &Evidence<'d>, suspect: Claim<'d>, other: Claim<'d>) -> Option<Interval> {
    let day = suspect.period().label;
    let near = of_days(evidence, suspect.quantity(), suspect, (day.plus(-AROUND), day.plus(AROUND)));
    let usable = || near.iter().filter(|found| found.claim != other.ix && found.claim != suspect.ix);
    let before = usable().rfind(|found| found.day < day)?;
    let after = usable().find(|found| found.day > day)?;
    (before.value <= after.value).then_some(Interval { lo: before.value, hi: after.value })
}

#[cfg(test)]
mod tests {
    use super::{cases, neighbours, pairs};
    use crate::audit::cause::made::{World, claim};
    use crate::model::interval::Interval;
    use crate::rules::set::RuleSet;
    use crate::rules::verdict::Verdict;

    /// Of the one discrepancy of two copies: the figures that may be wrong, and which of them are unlikely to be.
    fn suspected(slips: &[(&str, &str, i64)]) -> Vec<(String, bool)> {
        World::copied(slips).with(|evidence| {
            let (rules, _) = RuleSet::shipped();
            let rule = rules.iter().find(|rule| rule.id == "copies-differ").expect("a shipped rule");
            let verdicts: Vec<Verdict> = rule.check(evidence).verdicts;
            let [verdict] = verdicts.as_slice() else { panic!("{} verdicts", verdicts.len()) };
            let (left, right) = pairs(verdict).expect("amounts")[0];
            let cases = cases(evidence, verdict, evidence.claim(left), evidence.claim(right));
            cases.iter().map(|case| (case.suspect.id().to_owned(), case.unlikely)).collect()
        })
    }

    #[test]
    fn a_figure_outside_of_the_room_is_the_odd_one() {
        let alone = [("copy/2024-05-05/tanks".to_owned(), false)];
        assert_eq!(suspected(&[("2024-05-05", "tanks", 7300)]), alone);
        assert_eq!(suspected(&[("2024-05-05", "tanks", 7400)]), alone);
    }

    #[test]
    fn where_both_fit_the_one_farther_from_the_middle_is_likelier() {
        let mut both = suspected(&[("2024-05-05", "tanks", 7348)]);
        both.sort();
        assert_eq!(both, [("copy/2024-05-05/tanks".to_owned(), false), ("own/2024-05-05/tanks".to_owned(), true)]);
    }

    #[test]
    fn neighbours_leave_room_between_them_and_none_at_the_end() {
        World::copied(&[]).with(|evidence| {
            let room = |id| neighbours(evidence, claim(evidence, id), claim(evidence, id));
            assert_eq!(room("own/2024-05-05/tanks"), Some(Interval::new(7347, 7379)));
            assert_eq!(room("own/2024-05-08/tanks"), None);
        });
    }

    #[test]
    fn a_run_to_the_end_is_held_against_what_stands_before_it() {
        let days = ["2024-05-05", "2024-05-06", "2024-05-07", "2024-05-08"];
        let together = [17_090, 17_131, 17_171, 17_203];
        let slips: Vec<_> = days.into_iter().zip(together).map(|(day, figure)| (day, "tanks", figure)).collect();
        let mut both = suspected(&slips);
        both.sort();
        assert_eq!(both, [("copy/2024-05-05/tanks".to_owned(), false), ("own/2024-05-05/tanks".to_owned(), true)]);
    }
}
