//! Rounded or cut off, and to what.

use crate::audit::cause::case::{Case, Hit};
use crate::audit::cause::kind::CauseKind;

pub(super) fn look(case: &Case<'_, '_>) -> Vec<Hit> {
    let mut hits = Vec::new();
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
            // So many zeros at the end stand there by chance as often.
            let by_chance = 2_000_000 / unit.unsigned_abs();
            let sentence = format!("{words} to {}: {}", case.printed(unit), case.instead_of(exact));
            hits.push(case.hit(CauseKind::Rounded, by_chance, sentence));
        }
    }
    hits
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
    fn it_is_said_to_what() {
        let rounded = |words: &str| [(CauseKind::Rounded, words.to_owned())];
        assert_eq!(told(12_100), rounded("cut off to 100: 12,100 for 12,140"));
        assert_eq!(told(12_200), rounded("rounded up to 100: 12,200 for 12,140"));
        assert_eq!(told(12_000), rounded("cut off to 1,000: 12,000 for 12,140"));
    }

    #[test]
    fn zeros_at_the_end_of_another_figure_are_no_rounding() {
        for figure in [12_300, 11_900, 14_000, 12_141, 0] {
            assert_eq!(told(figure), [], "{figure}");
        }
    }
}
