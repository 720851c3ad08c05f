//! The arithmetic of findings, line by line, as a reader redoes it with a pencil.

use crate::audit::days::days_in_words;
use crate::audit::headline::{Wording, share_of};
use crate::model::amount::Amount;
use crate::model::claim::Claim;
use crate::model::hedge::Reading;
use crate::model::interval::Interval;
use crate::rules::verdict::Facts;
use crate::rules::words::Share;

impl Wording<'_, '_> {
    /// The sum that a reader can redo with a pencil, line by line.
    pub(super) fn arithmetic(&self) -> Vec<String> {
        let left = self.verdict.left.interval;
        let reading = match self.verdict.reading {
            Reading::Exact => "exact",
            Reading::Strict => "strict",
            Reading::Tolerant => "tolerant",
        };
        let Some(right) = self.verdict.right.as_ref() else {
            return match &self.verdict.facts {
                Facts::Stale { age, accrued, .. } => {
                    vec![format!(
                        "{} days of age / {} days accrued = {}",
                        Amount::whole(*age),
                        Amount::whole(*accrued),
                        share_of(*age, *accrued)
                    )]
                }
                Facts::Series(facts) => self.series_arithmetic(facts),
                Facts::Provenance(facts) => self.provenance_arithmetic(facts),
                _ => Vec::new(),
            };
        };
        let sides = |lines: &mut Vec<String>| {
            // A bare figure means itself.
            if self.verdict.facts == Facts::Understated {
                lines.push(format!("{} suggests {}: just over it", self.left.printed(), self.range(left)));
            } else if left != Interval::point(left.lo) {
                lines.push(format!("{} means {} at the {reading} reading", self.left.printed(), self.range(left)));
            }
            if right.implied {
                lines.push(self.implied_from());
                lines.push(format!("implied is {}", self.range(right.interval)));
            } else if right.interval != Interval::point(right.interval.lo) {
                let printed = self.right.map(Claim::printed).unwrap_or_default();
                lines.push(format!("{printed} means {} at the {reading} reading", self.range(right.interval)));
            }
        };
        let mut lines = Vec::new();
        match &self.verdict.facts {
            Facts::AtMost { factor, .. } if *factor != Share::WHOLE => {
                sides(&mut lines);
                if right.interval.hi <= 0 {
                    lines.push(format!("{factor} of {} is at most 0", self.amount(right.interval.hi)));
                    return lines;
                }
                lines.push(format!(
                    "{} / {} = {}, expected at most {factor}",
                    self.amount(left.lo),
                    self.amount(right.interval.hi),
                    share_of(left.lo, right.interval.hi)
                ));
            }
            Facts::AtMost { .. } | Facts::Understated => {
                sides(&mut lines);
                lines.push(self.difference(left, right.interval));
            }
            Facts::Printed | Facts::Fall { .. } => lines.push(self.difference(left, right.interval)),
            Facts::PerDay { left_days, right_days, tolerance, .. } => {
                sides(&mut lines);
                lines.push(self.a_day(left.lo, *left_days));
                lines.push(self.a_day(right.interval.hi, *right_days));
                if *tolerance != Share::NONE {
                    lines.push(format!("up to {tolerance} more a day would pass"));
                }
            }
            Facts::Wordings(words) => lines.extend(words.iter().map(|(metric, word, claim)| {
                let name = self.evidence.dataset.vocabulary.metrics.names.name(metric.0);
                format!("`{word}` ({name}): {}", self.evidence.claim(*claim).id())
            })),
            Facts::Sum(facts) => lines.extend(self.sum_arithmetic(facts, right)),
            Facts::Rate(facts) => lines.extend(self.rate_arithmetic(facts, right)),
            Facts::Ratio(facts) => lines.extend(self.ratio_arithmetic(facts, right)),
            Facts::Network(facts) => lines = self.network_arithmetic(facts),
            Facts::Series(facts) => lines = self.series_arithmetic(facts),
            Facts::Provenance(facts) => lines = self.provenance_arithmetic(facts),
            Facts::Denied
            | Facts::AfterPublication { .. }
            | Facts::Stale { .. }
            | Facts::HedgeDropped
            | Facts::OutOfOrder => {}
        }
        lines
    }

    fn a_day(&self, amount: i64, days: i64) -> String {
        let tenths = i128::from(amount) * 10 / i128::from(days.max(1));
        let digits = i64::try_from(tenths).unwrap_or(i64::MAX);
        let each = Amount { digits, scale: self.left.metric().decimals + 1 };
        format!("{} / {} days = {each} a day", self.amount(amount), Amount::whole(days))
    }

    pub(super) fn difference(&self, left: Interval, right: Interval) -> String {
        let (high, low) = if left.lo > right.hi { (left.lo, right.hi) } else { (right.lo, left.hi) };
        format!("{} − {} = {}", self.amount(high), self.amount(low), self.amount(high.saturating_sub(low)))
    }

    fn implied_from(&self) -> String {
        let side = self.verdict.right.as_ref();
        let claims = side.map(|side| side.claims.as_slice()).unwrap_or_default();
        let totals: Vec<String> = claims
            .iter()
            .map(|&claim| self.evidence.claim(claim))
            .map(|claim| format!("{} {}", claim.printed(), days_in_words(claim.period())))
            .collect();
        let subtracted = side.map_or(0, |side| side.subtracted).min(totals.len());
        let (added, taken) = totals.split_at(totals.len() - subtracted);
        let sums = [added, taken].map(|terms| terms.join(if std::ptr::eq(terms, added) { " + " } else { " − " }));
        let sums: Vec<String> = sums.into_iter().filter(|sum| !sum.is_empty()).collect();
        format!("implied by {}", sums.join(" − "))
    }
}
