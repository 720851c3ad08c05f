//! Slips of the keyboard: digits transposed, changed, dropped, doubled.

use crate::audit::cause::case::{Case, Hit};
use crate::audit::cause::kind::CauseKind;

pub(super) fn look(case: &Case<'_, '_>) -> Vec<Hit> {
    let digits = case.value.unsigned_abs().to_string().into_bytes();
    let slips: [(CauseKind, &str, Vec<Vec<u8>>); 4] = [
        (CauseKind::TransposedDigits, "two digits changed places", transposed(&digits)),
        (CauseKind::ChangedDigit, "one digit is another", Vec::new()),
        (CauseKind::DroppedDigit, "a digit is missing", longer(&digits)),
        (CauseKind::DoubledDigit, "a digit too many", shorter(&digits)),
    ];
    let mut hits = Vec::new();
    for (kind, words, meant) in slips {
        if kind == CauseKind::ChangedDigit {
            hits.extend(changed(&digits).into_iter().filter_map(|meant| hit(case, kind, words, meant)));
        } else {
            hits.extend(hit(case, kind, words, meant));
        }
    }
    hits
}

/// One of the numbers that may have been meant is what was expected.
fn hit(case: &Case<'_, '_>, kind: CauseKind, words: &str, meant: Vec<Vec<u8>>) -> Option<Hit> {
    let number = |digits: &Vec<u8>| -> Option<i64> {
        let plain = digits.len() == 1 || digits[0] != b'0';
        let number: i64 = std::str::from_utf8(digits).ok().filter(|_| plain)?.parse().ok()?;
        Some(if case.value < 0 { -number } else { number })
    };
    // A zero at the end is a matter of scale.
    let scaled = |number: i64| {
        number == case.value || number.checked_mul(10) == Some(case.value) || case.value.checked_mul(10) == Some(number)
    };
    let mut numbers: Vec<i64> = meant.iter().filter_map(number).filter(|&number| !scaled(number)).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let fits = |number: &&i64| (case.expected.lo..=case.expected.hi).contains(*number);
    let meant = *numbers.iter().find(fits)?;
    let tried = numbers.iter().filter(|&&number| case.is_near(number)).count() as u64;
    Some(case.hit(kind, case.by_chance(tried), format!("{words}: {}", case.instead_of(meant))))
}

/// Every number from which two neighbouring digits were exchanged.
fn transposed(digits: &[u8]) -> Vec<Vec<u8>> {
    let swap = |at: usize| {
        let mut digits = digits.to_vec();
        digits.swap(at, at + 1);
        digits
    };
    (0..digits.len().saturating_sub(1)).map(swap).collect()
}

/// By position, every number that differs there only.
fn changed(digits: &[u8]) -> Vec<Vec<Vec<u8>>> {
    let at = |at: usize| {
        let other = |digit: u8| {
            let mut digits = digits.to_vec();
            digits[at] = digit;
            digits
        };
        (b'0'..=b'9').filter(|&digit| digit != digits[at]).map(other).collect()
    };
    (0..digits.len()).map(at).collect()
}

/// Every number that has one digit more.
fn longer(digits: &[u8]) -> Vec<Vec<u8>> {
    let with = |at: usize, digit: u8| {
        let mut digits = digits.to_vec();
        digits.insert(at, digit);
        digits
    };
    (0..=digits.len())
        .flat_map(|at| (b'0'..=b'9').map(move |digit| (at, digit)))
        .map(|(at, digit)| with(at, digit))
        .collect()
}

/// Every number that has one digit fewer.
fn shorter(digits: &[u8]) -> Vec<Vec<u8>> {
    let without = |at: usize| {
        let mut digits = digits.to_vec();
        digits.remove(at);
        digits
    };
    (0..digits.len()).filter(|_| digits.len() > 1).map(without).collect()
}

#[cfg(test)]
mod tests {
    use super::look;
    use crate::audit::cause::kind::CauseKind;
    use crate::audit::cause::made::{World, told_alone};

    /// What is said of a figure that stands where 7,361 should.
    fn told(figure: i64) -> Vec<(CauseKind, String)> {
        told_alone(look, "tanks", figure)
    }

    #[test]
    fn each_slip_of_the_keyboard_is_told_by_its_name() {
        let slips = [
            (7631, CauseKind::TransposedDigits, "two digits changed places: 7,631 for 7,361"),
            (7161, CauseKind::ChangedDigit, "one digit is another: 7,161 for 7,361"),
            (761, CauseKind::DroppedDigit, "a digit is missing: 761 for 7,361"),
            (73361, CauseKind::DoubledDigit, "a digit too many: 73,361 for 7,361"),
        ];
        for (figure, kind, words) in slips {
            assert_eq!(told(figure), [(kind, words.to_owned())]);
        }
    }

    #[test]
    fn two_slips_at_once_are_none() {
        // Backwards; two digits others; two missing; two too many.
        for figure in [1637, 7151, 71, 733_611] {
            assert_eq!(told(figure), [], "{figure}");
        }
    }

    #[test]
    fn a_zero_at_the_end_is_left_to_the_factor_of_ten() {
        assert_eq!(told(73_610), []);
    }

    #[test]
    fn a_digit_of_the_last_place_fits_by_chance_more_often_than_one_of_the_first() {
        let by_chance = |figure: i64| {
            let world = World::copied(&[("2024-05-05", "tanks", figure)]);
            world.by_chance(look, "2024-05-05/tanks")
        };
        assert!(by_chance(7364) > 10 * by_chance(8361), "{} {}", by_chance(7364), by_chance(8361));
    }
}
