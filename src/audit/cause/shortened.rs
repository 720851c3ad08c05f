//! Rounded or cut off; and words that were lost around the figure.

use crate::audit::cause::case::{Case, Hit};
use crate::audit::cause::kind::CauseKind;
use crate::model::amount::Amount;

pub(super) fn look(case: &Case<'_, '_>) -> Vec<Hit> {
    let mut hits = Vec::new();
    let decimals = case.suspect.metric().decimals;
    let printed = |value: i64| Amount { digits: value, scale: decimals }.to_string();
    let evidence: Vec<_> = case.reference.iter().map(|claim| claim.ix).collect();
    if case.expected.lo == case.expected.hi {
        let exact = case.expected.lo;
        let mut unit = 1_i64;
        while let Some(next) = unit.checked_mul(10).filter(|&next| case.value % next == 0 && case.value != 0) {
            unit = next;
        }
        let cut = exact.div_euclid(unit) * unit;
        let words = match case.value {
            value if value == cut => Some("cut off"),
            value if cut.checked_add(unit) == Some(value) => Some("rounded up"),
            _ => None,
        };
        if let Some(words) = words.filter(|_| unit > 1) {
            hits.push(Hit {
                kind: CauseKind::Rounded,
                // So many zeros at the end stand there by chance as often.
                by_chance: 2_000_000 / unit.unsigned_abs(),
                sentence: format!("{words} to {}: {} for {}", printed(unit), printed(case.value), printed(exact)),
                evidence: evidence.clone(),
                days: 0,
            });
        }
    }
    if let Some(reference) = case.reference {
        let value = reference.figure().value.and_then(|value| value.floor(decimals));
        if value == Some(case.value) && case.suspect.hedge().is_bare() && !reference.hedge().is_bare() {
            hits.push(Hit {
                kind: CauseKind::HedgeLost,
                by_chance: 1_000,
                sentence: format!("the words are lost: {} for {}", printed(case.value), reference.printed()),
                evidence,
                days: 0,
            });
        }
    }
    hits
}
