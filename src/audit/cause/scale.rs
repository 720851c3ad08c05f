//! Ten, a hundred or a thousand times too much or too little; a group of three digits missing.

use crate::audit::cause::case::{Case, Hit};
use crate::audit::cause::kind::CauseKind;

pub(super) fn look(case: &Case<'_, '_>) -> Vec<Hit> {
    let fits = |value: i64| (case.expected.lo..=case.expected.hi).contains(&value);
    let mut hits = Vec::new();
    for (factor, words) in [(10, "ten"), (100, "a hundred"), (1_000, "a thousand")] {
        let more = (case.value % factor == 0).then_some(case.value / factor).filter(|&value| value != 0);
        let less = case.value.checked_mul(factor);
        for (meant, way) in [(more, "much"), (less, "little")] {
            if let Some(meant) = meant.filter(|&meant| meant != case.value && fits(meant)) {
                let sentence = format!("{words} times too {way}: {}", case.instead_of(meant));
                hits.push(case.hit(CauseKind::FactorOfTen, case.by_chance(6), sentence));
            }
        }
    }
    let meant = case.expected.lo;
    let groups: Vec<i64> = if case.expected.lo == case.expected.hi { without_a_group(meant) } else { Vec::new() };
    if groups.contains(&case.value) {
        let sentence = format!("a group of three digits is missing: {}", case.instead_of(meant));
        hits.push(case.hit(CauseKind::MissingGroup, case.by_chance(groups.len() as u64), sentence));
    }
    hits
}

/// Every number of which one group of three digits was left out.
fn without_a_group(value: i64) -> Vec<i64> {
    let mut groups = Vec::new();
    let mut unit = 1_i64;
    while let Some(next) = unit.checked_mul(1_000).filter(|_| value.unsigned_abs() >= unit.unsigned_abs()) {
        groups.push(value / next * unit + value % unit);
        unit = next;
    }
    // Where one digit is missing, that says more.
    let digits = |value: i64| value.unsigned_abs().checked_ilog10().unwrap_or(0);
    groups.retain(|&group| group != 0 && digits(value) > digits(group) + 1);
    groups
}

#[cfg(test)]
mod tests {
    use super::look;
    use crate::audit::cause::kind::CauseKind;
    use crate::audit::cause::made::told_alone;

    /// What is said of a figure that stands where 12,140 should.
    fn told(figure: i64) -> Vec<(CauseKind, String)> {
        told_alone(look, "guns", figure)
    }

    #[test]
    fn powers_of_ten_either_way() {
        let factor = |words: &str| [(CauseKind::FactorOfTen, words.to_owned())];
        assert_eq!(told(121_400), factor("ten times too much: 121,400 for 12,140"));
        assert_eq!(told(12_140_000), factor("a thousand times too much: 12,140,000 for 12,140"));
        assert_eq!(told(1_214), factor("ten times too little: 1,214 for 12,140"));
    }

    #[test]
    fn a_group_of_three_digits() {
        let group = |words: &str| [(CauseKind::MissingGroup, words.to_owned())];
        assert_eq!(told(140), group("a group of three digits is missing: 140 for 12,140"));
        assert_eq!(told(12), group("a group of three digits is missing: 12 for 12,140"));
    }

    #[test]
    fn about_ten_times_is_not_ten_times() {
        for figure in [121_410, 24_280, 1_215, 141, 2_140] {
            assert_eq!(told(figure), [], "{figure}");
        }
    }
}
