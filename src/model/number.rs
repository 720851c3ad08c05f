//! How a table writes its numbers, and the one place where text becomes an amount.

use thiserror::Error;

use crate::model::amount::Amount;

/// The separators that a table declares. Nothing is guessed: `1.234` is one and a bit unless the
/// table says that its points group thousands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NumberFormat {
    /// What groups thousands, if anything does.
    pub thousands: Option<char>,
    /// What stands before the fraction.
    pub decimal: char,
}

impl Default for NumberFormat {
    fn default() -> Self {
        Self { thousands: None, decimal: '.' }
    }
}

/// Why a text is no amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NumberError {
    /// Nothing is there.
    #[error("a number is missing")]
    Empty,
    /// Not a number at all.
    #[error("this is not a number")]
    NotANumber,
    /// `NaN`, `inf` and their kin.
    #[error("this is not a finite number")]
    NotFinite,
    /// A comma, a space or the like where the table declares no such separator.
    #[error("the table declares no separator `{0}`")]
    UndeclaredSeparator(char),
    /// A group that has not three digits.
    #[error("the groups of thousands do not have three digits each")]
    BadGroups,
    /// More digits than an exact figure here may have.
    #[error("the number is past the exact range of 18 digits")]
    TooLong,
    /// `1e6`.
    #[error("an exponent is not read, write the digits out")]
    Exponent,
}

impl NumberError {
    /// What the writer of the file can do about it.
    #[must_use]
    pub fn hint(self) -> &'static str {
        match self {
            Self::Empty => "write the figure, or give `low` or `high`",
            Self::NotANumber => "write digits only; words like \"nearly\" go to `hedge`",
            Self::NotFinite => "leave the cell empty where there is no figure",
            Self::UndeclaredSeparator(_) => {
                "write plain digits, or declare it: `number = { thousands = \",\" }`, `number = { decimal = \",\" }`"
            }
            Self::BadGroups => {
                "groups have three digits: `1,000,340`; a decimal comma is declared with `number = { decimal = \",\" }`"
            }
            Self::TooLong => "give the figure in a larger unit",
            Self::Exponent => "`1e6` is `1000000`",
        }
    }
}

impl NumberFormat {
    /// Reads a printed amount.
    ///
    /// # Errors
    /// Where the text is not a finite number in this format with at most 18 digits.
    pub fn parse(self, text: &str) -> Result<Amount, NumberError> {
        let unsigned = text.strip_prefix(['-', '\u{2212}']).unwrap_or(text);
        let negative = unsigned.len() != text.len();
        if unsigned.is_empty() {
            return Err(NumberError::Empty);
        }
        let (whole, fraction) = match unsigned.split_once(self.decimal) {
            Some((whole, fraction)) => (whole, fraction),
            None => (unsigned, ""),
        };
        self.check_groups(whole)?;
        let mut digits = 0_i64;
        let mut count = 0;
        let written = whole.chars().filter(|&c| Some(c) != self.thousands).chain(fraction.chars());
        for c in written {
            let digit = c.to_digit(10).ok_or_else(|| reason(unsigned, c))?;
            count += usize::from(count > 0 || digit > 0);
            if count > 18 {
                return Err(NumberError::TooLong);
            }
            digits = digits * 10 + i64::from(digit);
        }
        if whole.is_empty() || (fraction.is_empty() && unsigned.ends_with(self.decimal)) {
            return Err(NumberError::NotANumber);
        }
        let scale = u8::try_from(fraction.len()).ok().filter(|&scale| scale <= 18).ok_or(NumberError::TooLong)?;
        Ok(Amount { digits: if negative { -digits } else { digits }, scale })
    }

    fn check_groups(self, whole: &str) -> Result<(), NumberError> {
        let Some(thousands) = self.thousands else { return Ok(()) };
        if !whole.contains(thousands) {
            return Ok(());
        }
        let mut groups = whole.split(thousands);
        let first = groups.next().unwrap_or_default();
        if (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3) {
            Ok(())
        } else {
            Err(NumberError::BadGroups)
        }
    }
}

/// Whether a text is a number with an exponent, whatever separates its digits.
fn is_exponent(lower: &str) -> bool {
    let number = |text: &str| text.starts_with(|c: char| c.is_ascii_digit()) && !text.contains(char::is_alphabetic);
    lower
        .split_once('e')
        .is_some_and(|(digits, power)| number(digits) && number(power.strip_prefix(['-', '+']).unwrap_or(power)))
}

/// The most helpful reason why `offender` cannot stand in `text`.
fn reason(text: &str, offender: char) -> NumberError {
    let lower = text.to_ascii_lowercase();
    match offender {
        _ if ["nan", "inf", "infinity", "∞"].contains(&lower.as_str()) => NumberError::NotFinite,
        _ if text.chars().any(char::is_alphabetic) && !is_exponent(&lower) => NumberError::NotANumber,
        ',' | '.' | ' ' | '\'' | '_' | '\u{a0}' | '\u{202f}' | '\u{2009}' => NumberError::UndeclaredSeparator(offender),
        'e' | 'E' => NumberError::Exponent,
        _ => NumberError::NotANumber,
    }
}

#[cfg(test)]
mod tests {
    use super::{NumberError, NumberFormat};
    use crate::model::amount::Amount;

    const ENGLISH: NumberFormat = NumberFormat { thousands: Some(','), decimal: '.' };

    #[test]
    fn digits_are_kept_exactly() {
        let plain = NumberFormat::default();
        assert_eq!(plain.parse("123456789012345678"), Ok(Amount::whole(123_456_789_012_345_678)));
        assert_eq!(plain.parse("1.50"), Ok(Amount { digits: 150, scale: 2 }));
        assert_eq!(plain.parse("-3"), Ok(Amount::whole(-3)));
        assert_eq!(ENGLISH.parse("1,000,340"), Ok(Amount::whole(1_000_340)));
    }

    #[test]
    fn what_is_not_declared_is_refused_with_its_reason() {
        let plain = NumberFormat::default();
        assert_eq!(plain.parse("51,579"), Err(NumberError::UndeclaredSeparator(',')));
        assert_eq!(ENGLISH.parse("1,5"), Err(NumberError::BadGroups));
        assert_eq!(plain.parse("NaN"), Err(NumberError::NotFinite));
        assert_eq!(plain.parse("1e6"), Err(NumberError::Exponent));
        assert_eq!(plain.parse("about 5"), Err(NumberError::NotANumber));
        assert_eq!(plain.parse("12345678901234567890"), Err(NumberError::TooLong));
        assert_eq!(plain.parse("5."), Err(NumberError::NotANumber));
        assert_eq!(plain.parse(""), Err(NumberError::Empty));
    }
}
