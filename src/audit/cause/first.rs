//! The causes of a discrepancy, the likeliest first.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::audit::cause::case::{Case, Hit};
use crate::audit::cause::kind::CauseKind;
use crate::audit::cause::looked_up::of_days;
use crate::audit::cause::suspects::{cases, of_one, pairs};
use crate::audit::cause::{
    another_column, another_day, copied, digits, hedge, merged, per_day, row, scale, shortened, total,
};
use crate::load::problem::Excerpt;
use crate::model::amount::Amount;
use crate::model::claim::Claim;
use crate::model::day::Day;
use crate::model::index::ClaimIx;
use crate::model::interval::Interval;
use crate::rules::evidence::Evidence;
use crate::rules::verdict::{Verdict, WITNESSES};

/// What probably happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cause {
    /// The cause.
    pub kind: CauseKind,
    /// How well it fits, in thousandths: how much likelier it is than a figure that is wrong for no such reason.
    pub fit: u16,
    /// Why it fits as well as it does, in words.
    pub reason: String,
    /// The id of the claim that is odd if this is so.
    pub odd: String,
    /// What happened, in words.
    pub sentence: String,
    /// The ids of the claims that show it.
    pub evidence: Vec<String>,
    /// Where these stand, in their order; `None` for a claim without a file. Filled when the findings are placed.
    pub places: Vec<Option<Excerpt>>,
}

/// From which fit on a cause is named, in thousandths.
const NAMED: u64 = 500;
/// How many causes are told.
const TOLD: usize = 3;
/// From how many days on the same cause is a habit and no slip.
const HABIT: usize = 3;
/// How many days of a run are looked into.
const LOOKED_INTO: usize = 64;

/// How well a cause fits, and the claim that is odd if it is so.
struct Fitting<'d> {
    fit: u64,
    hit: Hit,
    suspect: Claim<'d>,
    unlikely: bool,
}

/// What probably happened, the likeliest first, each with the claims that show it; empty if nothing that is looked for
/// did. `None` for verdicts in which no figure stands against another number. `mended` is the one figure that would mend
/// this and other verdicts, and what it would have to be: that is looked at where the verdict by itself shows nothing.
#[must_use]
pub fn causes(
    evidence: &Evidence<'_>,
    verdict: &Verdict,
    mended: Option<(ClaimIx, Interval)>,
) -> Option<Vec<(Cause, Vec<ClaimIx>)>> {
    let mended = mended.and_then(|(claim, expected)| of_one(evidence, evidence.claim(claim), expected));
    let mut pairs = match (pairs(verdict), &mended) {
        (Some(pairs), _) => pairs,
        (None, Some(_)) => Vec::new(),
        (None, None) => return None,
    };
    // The order of rows decides nothing.
    let told = |claim: ClaimIx| (evidence.claim(claim).period().label, evidence.dataset.claims.id(claim));
    pairs.sort_by_key(|&(left, right)| (told(left), told(right)));
    let looked_into = spread(pairs.len());
    let of_pairs = looked_into.iter().map(|&at| pairs[at]);
    let of_pairs =
        of_pairs.flat_map(|(left, right)| cases(evidence, verdict, evidence.claim(left), evidence.claim(right)));
    let mut fitting: Vec<Fitting<'_>> = of_pairs.flat_map(|case| fitting(&case)).collect();
    if fitting.is_empty() {
        fitting.extend(mended.iter().flat_map(self::fitting));
    }
    let mut found: BTreeMap<(CauseKind, i64, String, &str), Vec<Fitting<'_>>> = BTreeMap::new();
    for fitting in fitting {
        // One cause of a run: of the same table, off by as many days, with the same other column.
        let Fitting { hit, suspect, .. } = &fitting;
        let key = (hit.kind, hit.days, hit.habit.clone(), suspect.table().name.as_str());
        found.entry(key).or_default().push(fitting);
    }
    let run = Looked { evidence, verdict, days: looked_into.len().max(1), all: looked_into.len() == pairs.len() };
    let mut told: Vec<(usize, Cause, Vec<ClaimIx>)> = found.into_values().filter_map(|hits| run.tell(hits)).collect();
    told.sort_by_key(|(count, cause, _)| (Reverse(*count), Reverse(cause.fit), cause.kind));
    told.truncate(TOLD);
    Some(told.into_iter().map(|(_, cause, shown)| (cause, shown)).collect())
}

/// Which of so many pairs are looked into: all of a short run; of a long one the first, the last, and as many as there
/// is time for evenly between them.
fn spread(pairs: usize) -> Vec<usize> {
    match pairs {
        0..=LOOKED_INTO => (0..pairs).collect(),
        _ => (0..LOOKED_INTO).map(|at| at * (pairs - 1) / (LOOKED_INTO - 1)).collect(),
    }
}

/// The days of a run that were looked into.
struct Looked<'e, 'd> {
    evidence: &'e Evidence<'d>,
    verdict: &'e Verdict,
    days: usize,
    /// Whether these are all of its days.
    all: bool,
}

impl<'d> Looked<'_, 'd> {
    /// On how many days a cause fits, and the cause as the best of them shows it.
    fn tell(&self, mut hits: Vec<Fitting<'d>>) -> Option<(usize, Cause, Vec<ClaimIx>)> {
        let label = |fitting: &Fitting<'_>| fitting.suspect.period().label;
        let first = hits.iter().map(label).min()?;
        let key = |of: &Fitting<'_>| (Reverse(of.fit), label(of), of.suspect.id().to_owned(), of.hit.sentence.clone());
        hits.sort_by_cached_key(key);
        let count = hits.len();
        let Fitting { fit, hit, suspect, unlikely } = hits.into_iter().next()?;
        // What holds on most days of a run is a habit and no slip.
        let habit = count >= HABIT && count * 3 >= self.days * 2;
        let kind = match hit.kind {
            CauseKind::AnotherDay if habit && hit.days.abs() == 1 => CauseKind::DayShift,
            CauseKind::AnotherMetric if habit => CauseKind::RenamedCategory,
            CauseKind::CopiedFigure if habit => CauseKind::SourceSwitched,
            kind => kind,
        };
        let mut sentence = format!("`{}`: {}", suspect.id(), hit.sentence);
        if self.days > 1 {
            let from = if habit { format!(", from {first} on") } else { String::new() };
            let looked = if self.all { "" } else { " looked into" };
            sentence += &format!("{from}, on {count} of {} days{looked}", self.days);
            if let Some(day) = agrees_again(self.evidence, self.verdict, suspect) {
                sentence += &format!("; they agree again on {day}");
            }
        }
        let shown = if hit.evidence.is_empty() { self.others(suspect.ix) } else { hit.evidence };
        let cause = Cause {
            kind,
            fit: u16::try_from(fit).unwrap_or(1_000),
            reason: reason(hit.by_chance, unlikely),
            odd: suspect.id().to_owned(),
            sentence,
            evidence: shown.iter().map(|&claim| self.evidence.claim(claim).id().to_owned()).collect(),
            places: Vec::new(),
        };
        Some((count, cause, shown))
    }

    /// The other claims of the verdict: what shows a cause where nothing more is needed.
    fn others(&self, suspect: ClaimIx) -> Vec<ClaimIx> {
        let sides = std::iter::once(&self.verdict.left).chain(&self.verdict.right);
        let claims = sides.flat_map(|side| &side.claims).copied().filter(|&claim| claim != suspect);
        claims.take(WITNESSES).collect()
    }
}

/// Why a cause fits as well as it does.
fn reason(by_chance: u64, unlikely: bool) -> String {
    const MILLION: i64 = 1_000_000;
    let (how, one_in) = match i64::try_from(by_chance) {
        Ok(1..) => ("", MILLION / i64::try_from(by_chance).unwrap_or(MILLION)),
        _ => ("less than ", MILLION),
    };
    let neighbours = if unlikely { "; but the figure fits those of the days around better than the other" } else { "" };
    format!("{how}1 in {} figures as far off would fit by chance{neighbours}", Amount::whole(one_in))
}

fn look(case: &Case<'_, '_>) -> Vec<Hit> {
    let looks: [fn(&Case<'_, '_>) -> Vec<Hit>; 11] = [
        another_day::look,
        row::look,
        digits::look,
        scale::look,
        another_column::look,
        per_day::look,
        total::look,
        hedge::look,
        shortened::look,
        merged::look,
        copied::look,
    ];
    looks.iter().flat_map(|look| look(case)).collect()
}

/// The causes that fit a figure well enough to be named.
fn fitting<'d>(case: &Case<'_, 'd>) -> Vec<Fitting<'d>> {
    let weighed = look(case).into_iter().map(|mut hit| {
        hit.by_chance = hit.by_chance.saturating_mul(case.rivals);
        Fitting { fit: fit(case, &hit), hit, suspect: case.suspect, unlikely: case.unlikely }
    });
    weighed.filter(|fitting| fitting.fit > NAMED).collect()
}

/// How much likelier the cause is than a figure that is wrong for no such reason, in thousandths.
fn fit(case: &Case<'_, '_>, hit: &Hit) -> u64 {
    // Which of two figures a slip is in, the neighbours say.
    let weight = hit.kind.weight() * if case.unlikely { 300 } else { 1_000 };
    weight * 1_000 / (weight + hit.by_chance).max(1)
}

/// The first day after a run on which both tables have the same figure again.
fn agrees_again(evidence: &Evidence<'_>, verdict: &Verdict, suspect: Claim<'_>) -> Option<Day> {
    const SOON: i32 = 31;
    let (left, right) = verdict.opposed().last().copied()?;
    let after = (verdict.run.last.plus(1), verdict.run.last.plus(SOON));
    let of = |claim: ClaimIx| of_days(evidence, suspect.quantity(), evidence.claim(claim), after);
    let other = of(right);
    of(left)
        .into_iter()
        .find(|one| other.iter().any(|two| (two.day, two.value) == (one.day, one.value)))
        .map(|one| one.day)
}

#[cfg(test)]
mod tests {
    use super::{LOOKED_INTO, reason, spread};
    use crate::audit::cause::kind::CauseKind;
    use crate::audit::cause::made::World;
    use crate::model::day::Day;

    #[test]
    fn a_long_run_is_looked_into_from_its_first_day_to_its_last() {
        assert_eq!(spread(3), [0, 1, 2]);
        assert_eq!(spread(LOOKED_INTO), (0..LOOKED_INTO).collect::<Vec<_>>());
        for pairs in [65, 127, 1_700] {
            let days = spread(pairs);
            assert_eq!((days.len(), days[0], days[LOOKED_INTO - 1]), (LOOKED_INTO, 0, pairs - 1));
            assert!(days.windows(2).all(|two| two[0] < two[1]), "{days:?}");
        }
    }

    #[test]
    fn how_often_it_fits_by_chance_is_said() {
        assert_eq!(reason(3_000, false), "1 in 333 figures as far off would fit by chance");
        assert_eq!(reason(0, false), "less than 1 in 1,000,000 figures as far off would fit by chance");
        let words = "1 in 5 figures as far off would fit by chance; but the figure fits those of the days around better \
                     than the other";
        assert_eq!(reason(200_000, true), words);
    }

    #[test]
    fn one_slip_is_told_with_the_claim_that_shows_it() {
        let told = World::copied(&[("2024-05-05", "tanks", 7631)]).causes("copies-differ");
        let [causes] = told.as_slice() else { panic!("{told:?}") };
        let first = &causes[0];
        assert_eq!((first.kind, first.odd.as_str()), (CauseKind::TransposedDigits, "copy/2024-05-05/tanks"));
        assert_eq!(first.sentence, "`copy/2024-05-05/tanks`: two digits changed places: 7,631 for 7,361");
        assert_eq!(first.evidence, ["own/2024-05-05/tanks"]);
        assert!(first.fit > 900 && first.fit <= 1_000, "{first:?}");
    }

    #[test]
    fn the_wrong_one_of_some_figures_that_add_up_is_told_with_the_others() {
        let text = "day,losses,killed,wounded\n2024-05-04,18900,8115,10785\n2024-05-05,18970,8143,10872\n\
                    2024-05-06,19003,8158,10845\n";
        let told = World::copied(&[]).beside("all", ("institute", "forces"), text).causes("parts-do-not-add-up");
        let [causes] = told.as_slice() else { panic!("{told:?}") };
        assert_eq!(causes[0].kind, CauseKind::TransposedDigits);
        assert_eq!(causes[0].sentence, "`all/2024-05-05/wounded`: two digits changed places: 10,872 for 10,827");
        assert_eq!(causes[0].evidence, ["all/2024-05-05/losses", "all/2024-05-05/killed"]);
        assert!(causes.iter().all(|cause| cause.odd == "all/2024-05-05/wounded"), "{causes:?}");
    }

    #[test]
    fn a_run_of_another_column_is_renamed_from_its_first_day_on() {
        let slips = [("2024-05-04", "tanks", 9703), ("2024-05-05", "tanks", 9729), ("2024-05-06", "tanks", 9752)];
        let told = World::copied(&slips).causes("copies-differ");
        let [causes] = told.as_slice() else { panic!("{told:?}") };
        assert_eq!(causes[0].kind, CauseKind::RenamedCategory);
        let words = ": the figure of drones on that day, from 2024-05-04 on, on 3 of 3 days; they agree again on \
                     2024-05-07";
        assert!(causes[0].sentence.ends_with(words), "{}", causes[0].sentence);
    }

    #[test]
    fn of_a_figure_that_differs_for_no_such_reason_nothing_is_said() {
        let told = World::copied(&[("2024-05-05", "tanks", 7533)]).causes("copies-differ");
        assert_eq!(told, [vec![]]);
    }

    /// 150 days, of which each of the 21st to the 120th has the figure of the day before.
    fn late(shifted: bool) -> String {
        let day = |at: i64| Day::parse("2024-01-01").expect("a day").plus(i32::try_from(at).expect("small"));
        let of = |at: i64| if shifted && (20..120).contains(&at) { at - 1 } else { at };
        let rows = (0..150).map(|at| format!("{},{}\n", day(at), 5_000 + of(at) * 17 + of(at) % 5));
        format!("day,guns\n{}", rows.collect::<String>())
    }

    #[test]
    fn of_a_long_run_it_is_said_which_copy_is_odd_by_what_and_when_it_returned() {
        let world = World::copied(&[]).beside("straight", ("institute", "forces"), &late(false)).beside(
            "late",
            ("institute", "forces"),
            &late(true),
        );
        let told = world.causes("copies-differ");
        let [causes] = told.as_slice() else { panic!("{told:?}") };
        assert_eq!(causes[0].kind, CauseKind::DayShift);
        assert!(causes[0].odd.starts_with("late/"), "{}", causes[0].odd);
        let words = "one day before, from 2024-01-21 on, on 64 of 64 days looked into; they agree again on 2024-04-30";
        assert!(causes[0].sentence.ends_with(words), "{}", causes[0].sentence);
    }
}
