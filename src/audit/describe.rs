//! From a verdict to a finding: who the claims are, how far they miss each other, and what it would
//! take for the finding to go away.

use crate::audit::cause::causes;
use crate::audit::days::days_in_words;
use crate::audit::disposition::Disposition;
use crate::audit::finding::{Critical, Finding, Gap, Implied, Mended, Side, Witness};
use crate::audit::headline::Wording;
use crate::audit::kinds::kind;
use crate::audit::merge::Fired;
use crate::audit::options::Options;
use crate::audit::roots::Root;
use crate::model::amount::{Amount, power_of_ten};
use crate::model::claim::Claim;
use crate::model::day::Day;
use crate::model::fnv;
use crate::model::hedge::Reading;
use crate::model::index::ClaimIx;
use crate::model::interval::Interval;
use crate::model::place::Place;
use crate::rules::evidence::Evidence;
use crate::rules::level::Level;
use crate::rules::network::facts::Term;
use crate::rules::ratio::facts::RatioFacts;
use crate::rules::rule::{Check, Rule};
use crate::rules::verdict::Side as VerdictSide;
use crate::rules::verdict::{Facts, Verdict};
use crate::rules::words::Share;
use crate::verify::verification::Verifications;

/// Makes findings of verdicts.
pub(super) struct Describe<'e, 'd> {
    pub(super) evidence: &'e Evidence<'d>,
    pub(super) options: &'e Options,
    pub(super) verifications: &'e Verifications,
}

impl<'d> Describe<'_, 'd> {
    /// The finding, and the places of its witnesses and of what shows its causes, in their order.
    pub(super) fn finding(&self, fired: &Fired<'_>) -> (Finding, Vec<Place>) {
        let verdict = &fired.verdict;
        let left = self.evidence.claim(verdict.left.claims[0]);
        let right = verdict.right.as_ref().map(|side| self.evidence.claim(side.claims[0]));
        let rule = fired.rule;
        let wording = Wording { evidence: self.evidence, verdict, left, right };
        let quantity = left.quantity();
        let vocabulary = &self.evidence.dataset.vocabulary;
        let sides = std::iter::once(&verdict.left).chain(&verdict.right);
        let mended = fired.root.and_then(|root| self.instead(root)).map(|(claim, expected)| (claim.ix, expected));
        let causes = causes(self.evidence, verdict, mended);
        let shown = causes.iter().flatten().flat_map(|(_, shown)| shown);
        let claims = sides.flat_map(|side| &side.claims).chain(shown);
        let places = claims.map(|&claim| self.evidence.dataset.claims.place(claim)).collect();
        let finding = Finding {
            id: self.fingerprint(fired, left, right),
            rule: rule.id.clone(),
            level: self.level(fired),
            strength: verdict.strength,
            kind: kind(&rule.check, verdict, left, right),
            headline: wording.headline(),
            subject: vocabulary.subjects.names.name(quantity.subject.0).to_owned(),
            metric: vocabulary.metrics.names.name(quantity.metric.0).to_owned(),
            place: vocabulary.places.names.name(quantity.place.0).to_owned(),
            period: days_in_words(left.period()),
            left: self.side(&verdict.left, verdict),
            right: verdict.right.as_ref().map(|side| self.side(side, verdict)),
            gap: right.and_then(|_| gap(verdict, left)),
            critical: critical(verdict, left),
            days: verdict.run.count,
            first: Some(verdict.run.first).filter(|&day| day != Day::NEVER),
            last: Some(verdict.run.last).filter(|&day| day != Day::NEVER),
            arithmetic: wording.arithmetic(),
            follows: self.follows(fired),
            mended_by: self.mended(fired),
            assumptions: verdict.assumptions.clone(),
            settled_by: rule.settled_by.clone(),
            causes: causes.map(|causes| causes.into_iter().map(|(cause, _)| cause).collect()),
            also: fired.also.iter().map(|(rule, _)| rule.id.clone()).collect(),
            figures: fired.figures.clone(),
            disposition: Disposition::New,
        };
        (finding, places)
    }

    /// What else is so for the same reason, a sentence each.
    fn follows(&self, fired: &Fired<'_>) -> Vec<String> {
        let sentence = |verdict: &Verdict| {
            let claim = |side: &VerdictSide| self.evidence.claim(side.claims[0]);
            let (left, right) = (claim(&verdict.left), verdict.right.as_ref().map(claim));
            Wording { evidence: self.evidence, verdict, left, right }.headline()
        };
        fired.follows.iter().map(sentence).collect()
    }

    /// The figure that mends it all, and what it would have to be.
    fn mended(&self, fired: &Fired<'_>) -> Option<Mended> {
        let root = fired.root?;
        let claim = self.evidence.claim(root.claim);
        let expected = self.instead(root).map_or(Interval::ALL, |(_, expected)| expected);
        let amount = |digits: i64| Amount { digits, scale: claim.metric().decimals };
        Some(Mended {
            claim: claim.id().to_owned(),
            printed: claim.printed(),
            low: expected.has_low().then(|| amount(expected.lo)),
            high: expected.has_high().then(|| amount(expected.hi)),
        })
    }

    /// A figure that is one number, and what it would have to be instead. An average, and words around a number, are none.
    fn instead(&self, Root { claim, change }: Root) -> Option<(Claim<'d>, Interval)> {
        let claim = self.evidence.claim(claim);
        let exact = claim.interval(Reading::Exact, true);
        (!claim.is_rate() && exact.lo == exact.hi).then(|| (claim, exact.plus(change)))
    }

    /// The loudest level of the rules that fired, each capped by the strength of its own verdict: being
    /// carried by a quieter rule makes nothing quieter.
    fn level(&self, fired: &Fired<'_>) -> Level {
        let own = (fired.rule, fired.verdict.strength);
        // What figures cannot be together says nothing of a pair that its own rule does not say, unless it was asked.
        let general = |rule: &Rule| matches!(rule.check, Check::Network(_)) && !self.options.names(&rule.id);
        let louder = fired.also.iter().copied().filter(|(rule, _)| !general(rule));
        let levels = louder.chain(std::iter::once(own));
        let level = levels.map(|(rule, strength)| self.options.level(&rule.id, rule.level).capped_by(strength));
        level.max().unwrap_or(fired.rule.level)
    }

    fn side(&self, side: &VerdictSide, verdict: &Verdict) -> Side {
        let main = side.claims.first().copied();
        let witnesses = side.claims.iter().map(|&claim| {
            let of_side = (Some(claim) == main && !side.implied).then_some(side.interval);
            self.witness(claim, of_side, verdict.reading)
        });
        let decimals = self.evidence.claim(side.claims[0]).metric().decimals;
        let amount = |bounded: bool, digits: i64| bounded.then_some(Amount { digits, scale: decimals });
        let Interval { lo, hi } = side.interval;
        let implied = Implied { low: amount(side.interval.has_low(), lo), high: amount(side.interval.has_high(), hi) };
        Side { witnesses: witnesses.collect(), count: side.count, implied: side.implied.then_some(implied) }
    }

    fn witness(&self, ix: ClaimIx, interval: Option<Interval>, reading: Reading) -> Witness {
        let claim: Claim<'d> = self.evidence.claim(ix);
        let dataset = self.evidence.dataset;
        let interval = interval.unwrap_or_else(|| claim.interval(reading, true));
        let decimals = claim.metric().decimals;
        let amount = |digits: i64| Amount { digits, scale: decimals };
        let document = dataset.claims.document(ix);
        let verification = self.verifications.get(ix);
        Witness {
            claim: claim.id().to_owned(),
            source: dataset.sources.id(claim.source_ix()).to_owned(),
            source_name: claim.source().name.clone(),
            outlets: claim.via().len(),
            printed: claim.printed(),
            value: claim.figure().value.filter(|_| !claim.is_statement()),
            low: (interval.has_low() && !claim.is_statement()).then(|| amount(interval.lo)),
            high: (interval.has_high() && !claim.is_statement()).then(|| amount(interval.hi)),
            period: days_in_words(claim.period()),
            support: verification.support,
            conflict: verification.conflict,
            credibility: verification.credibility,
            aside: verification.aside.words().collect(),
            reliability: claim.source().reliability.unwrap_or('F'),
            stated: claim.remark().map(|remark| remark.stated_verification.clone()).filter(|stated| !stated.is_empty()),
            document: document.map(|ix| dataset.documents.names.name(ix.0).to_owned()),
            publisher: claim.document().map(|document| document.publisher.clone()).filter(|name| !name.is_empty()),
            excerpt: None,
        }
    }

    /// 16 hexadecimal digits over rule, quantity, lineages, tables and first day (FNV-1a): they stay the
    /// same when lines move, figures change or a run of days grows.
    fn fingerprint(&self, fired: &Fired<'_>, left: Claim<'_>, right: Option<Claim<'_>>) -> String {
        let sources = &self.evidence.dataset.sources;
        let quantity = crate::audit::not_compared::named(self.evidence, left.quantity());
        let first = fired.verdict.run.first.to_string();
        // Copies of one table are of one lineage: the table tells their findings apart. Which of two
        // sides is the left one may change from day to day.
        let voice = |claim: Claim<'_>| {
            let table = claim.table();
            let copy = if table.mapped { table.name.as_str() } else { "" };
            format!("{} {copy}", sources.id(claim.lineage()))
        };
        let mut voices = [voice(left), right.map(voice).unwrap_or_default()];
        voices.sort();
        let parts = [fired.rule.id.clone(), quantity, voices.join("\n"), first];
        let hash = fnv::hash(fnv::START, parts.join("\n").as_bytes());
        format!("{hash:016x}")
    }
}

/// How far the printed or meant figures miss each other. Per-day comparisons have no gap in the
/// metric's unit.
fn gap(verdict: &Verdict, left: Claim<'_>) -> Option<Gap> {
    let right = verdict.right.as_ref()?;
    let missed = match verdict.facts {
        Facts::AtMost { factor, .. } if factor == Share::WHOLE => verdict.left.interval.gap(right.interval),
        Facts::Printed | Facts::Fall { .. } | Facts::Understated | Facts::Sum(_) => {
            verdict.left.interval.gap(right.interval)
        }
        Facts::Rate(_) if verdict.strength.is_some() => verdict.left.interval.gap(right.interval),
        Facts::Network(ref facts) => facts.gap,
        _ => return None,
    };
    let beside = if verdict.left.interval.lo > right.interval.hi { right.interval.hi } else { right.interval.lo };
    let per_mille = i128::from(missed) * 1_000 / i128::from(beside).max(1);
    Some(Gap {
        amount: Amount { digits: missed, scale: left.metric().decimals },
        per_mille: (beside > 0).then(|| i64::try_from(per_mille).ok()).flatten(),
    })
}

/// The smallest widening at which the finding disappears: both sides by the same share, or a day
/// boundary by days where that is what the finding hangs on.
fn critical(verdict: &Verdict, claim: Claim<'_>) -> Option<Critical> {
    let right = verdict.right.as_ref()?;
    let (left, right) = (verdict.left.interval, right.interval);
    match &verdict.facts {
        Facts::PerDay { later_start: Some(days), .. } => {
            let start = claim.period().start.first;
            let later = start.plus(i32::try_from(*days).unwrap_or(i32::MAX));
            let words = format!("what both count began {days} days later, on {later} instead of {start}");
            Some(Critical::Days(*days, words))
        }
        Facts::PerDay { left_days, right_days, factor, .. } => {
            let have = i128::from(left.lo) * i128::from(*right_days) * 10_000;
            widening(have, i128::from(right.hi) * i128::from(*left_days) * i128::from(factor.0))
        }
        Facts::AtMost { factor, tolerance, .. } => beyond(left, right, *factor, *tolerance),
        Facts::Sum(sum) => beyond(right, left, Share::WHOLE, sum.tolerance),
        Facts::Rate(_) if verdict.strength.is_none() => None,
        Facts::Network(facts) => widening(sum(&facts.least), sum(&facts.most) + i128::from(facts.corrected)),
        Facts::Ratio(RatioFacts { low, high, .. }) => {
            let scaled = |band: Amount, part: i64, whole: i64| {
                let one = power_of_ten(u32::from(band.scale)).unwrap_or(1);
                (i128::from(part) * one, i128::from(band.digits) * i128::from(whole))
            };
            let above = high.filter(|_| left.has_low()).map(|high| scaled(high, left.lo, right.hi));
            let below = low.filter(|_| left.has_high()).map(|low| scaled(low, left.hi, right.lo));
            let above = above.and_then(|(have, allowed)| widening(have, allowed));
            above.or_else(|| below.and_then(|(allowed, have)| widening(have, allowed)))
        }
        Facts::Printed | Facts::Fall { .. } | Facts::Understated | Facts::Rate(_) => {
            let (have, allowed) = if left.lo > right.hi { (left.lo, right.hi) } else { (right.lo, left.hi) };
            widening(i128::from(have), i128::from(allowed))
        }
        Facts::Denied
        | Facts::AfterPublication { .. }
        | Facts::Stale { .. }
        | Facts::HedgeDropped
        | Facts::OutOfOrder
        | Facts::Wordings(_)
        | Facts::Provenance(_)
        | Facts::Series(_) => None,
    }
}

fn sum(terms: &[Term]) -> i128 {
    terms.iter().map(|term| i128::from(term.amount)).sum()
}

/// The widening at which the left no longer exceeds the right, times a factor and with a tolerance. Where
/// the left should have been above, the sides change places.
fn beyond(left: Interval, right: Interval, factor: Share, tolerance: Share) -> Option<Critical> {
    let times = |amount: i64, tolerance: i64| {
        (i128::from(amount) * i128::from(factor.0)).checked_mul(i128::from(10_000 + tolerance))
    };
    let whole = |amount: i64| i128::from(amount) * 10_000 * 10_000;
    let most = times(right.hi, tolerance.0).filter(|_| right.has_high() && left.has_low());
    match most.filter(|&most| whole(left.lo) > most) {
        Some(most) => widening(whole(left.lo), most),
        None => widening(times(right.lo, -tolerance.0).filter(|_| right.has_low() && left.has_high())?, whole(left.hi)),
    }
}

/// The share by which both must be widened to meet: have − t·|have| = allowed + t·|allowed| gives
/// t = (have − allowed) / (|have| + |allowed|).
fn widening(have: i128, allowed: i128) -> Option<Critical> {
    let (apart, both) = (have - allowed, have.abs() + allowed.abs());
    let share = apart.checked_mul(10_000).filter(|_| apart > 0).map(|apart| (apart + both - 1) / both)?;
    i64::try_from(share).ok().map(Critical::PerCent)
}

#[cfg(test)]
mod tests {
    use super::{Critical, widening};

    #[test]
    fn figures_below_zero_widen_too() {
        assert_eq!(widening(4, -3), Some(Critical::PerCent(10_000)));
        assert_eq!(widening(-1, -5), Some(Critical::PerCent(6_667)));
        assert_eq!(widening(110, 100), Some(Critical::PerCent(477)));
        assert_eq!(widening(0, 0), None);
    }
}
