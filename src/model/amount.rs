//! A printed amount, exactly: digits and a scale. No float ever holds a claimed amount.

use std::fmt;

/// The number `digits × 10^-scale`, as printed: `12.50` keeps its scale of 2.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Amount {
    /// The digits without a point.
    pub digits: i64,
    /// How many of them stand behind the point; at most 18.
    pub scale: u8,
}

/// 10 to the power of `exponent`, where that fits.
#[must_use]
pub fn power_of_ten(exponent: u32) -> Option<i128> {
    10_i128.checked_pow(exponent)
}

impl Amount {
    /// A whole number.
    #[must_use]
    pub fn whole(digits: i64) -> Self {
        Self { digits, scale: 0 }
    }

    /// The value of the last digit that is not a trailing zero, in units of the amount's own scale:
    /// 10 for 346,070 and 1 for 51,579. 1 for zero.
    #[must_use]
    pub fn step(self) -> i64 {
        if self.digits == 0 {
            return 1;
        }
        let mut step = 1_i64;
        while (self.digits / step) % 10 == 0 {
            step *= 10;
        }
        step
    }

    /// The number of digits before the trailing zeros: 1 for 4,000 and 5 for 51,579. At least 1.
    #[must_use]
    pub fn significant_digits(self) -> u32 {
        (self.digits / self.step()).unsigned_abs().checked_ilog10().unwrap_or(0) + 1
    }

    /// `digits × 10^(decimals - scale)`, the greatest whole number not above it.
    ///
    /// `None` past the range of `i64`.
    #[must_use]
    pub fn floor(self, decimals: u8) -> Option<i64> {
        rescale(i128::from(self.digits), self.scale, decimals, false)
    }

    /// As [`floor`](Self::floor), the least whole number not below it.
    #[must_use]
    pub fn ceil(self, decimals: u8) -> Option<i64> {
        rescale(i128::from(self.digits), self.scale, decimals, true)
    }

    /// Whether `self` and `other` are the same number, whatever their scales.
    #[must_use]
    pub fn equals(self, other: Self) -> bool {
        self.compare(other).is_eq()
    }

    /// The order of two numbers, whatever their scales.
    #[must_use]
    pub fn compare(self, other: Self) -> std::cmp::Ordering {
        // Scales are at most 18 and digits below 2^63: the products stay below 2^63 * 10^18 < 2^127.
        let scale = self.scale.max(other.scale);
        let lift =
            |amount: Self| i128::from(amount.digits) * power_of_ten(u32::from(scale - amount.scale)).unwrap_or(1);
        lift(self).cmp(&lift(other))
    }

    /// Whether `self` is what rounding `precise` to the step of `self` may give, half up or
    /// truncated: 350,000 of 346,070, and 1,000,000 of 1,000,340.
    #[must_use]
    pub fn is_rounding_of(self, precise: Self) -> bool {
        let scale = self.scale.max(precise.scale);
        let lift =
            |amount: Self, digits: i64| i128::from(digits) * power_of_ten(u32::from(scale - amount.scale)).unwrap_or(1);
        let step = lift(self, self.step());
        let (rounded, precise) = (lift(self, self.digits), lift(precise, precise.digits));
        let half_up = 2 * (precise - rounded).abs() <= step;
        let truncated = (0..step).contains(&(precise - rounded));
        half_up || truncated
    }
}

/// `digits × 10^(decimals - scale)` rounded down or up to a whole number; `None` past `i64`.
#[must_use]
pub fn rescale(digits: i128, scale: u8, decimals: u8, up: bool) -> Option<i64> {
    let scaled = if decimals >= scale {
        digits.checked_mul(power_of_ten(u32::from(decimals - scale))?)?
    } else {
        let divisor = power_of_ten(u32::from(scale - decimals))?;
        let floor = digits.div_euclid(divisor);
        floor + i128::from(up && digits.rem_euclid(divisor) != 0)
    };
    // The two ends of the range mean "no bound" and are no values.
    i64::try_from(scaled).ok().filter(|&value| value != i64::MIN && value != i64::MAX)
}

/// Writes the digits in groups of three, as the reports print figures: `1,000,340`, `12.50`.
impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plain = self.digits.unsigned_abs().to_string();
        let scale = usize::from(self.scale);
        let padded = format!("{plain:0>width$}", width = scale + 1);
        let (whole, fraction) = padded.split_at(padded.len() - scale);
        if self.digits < 0 {
            f.write_str("-")?;
        }
        for (position, digit) in whole.chars().enumerate() {
            if position > 0 && (whole.len() - position) % 3 == 0 {
                f.write_str(",")?;
            }
            write!(f, "{digit}")?;
        }
        if scale > 0 { write!(f, ".{fraction}") } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::Amount;

    #[test]
    fn the_step_is_the_last_digit_that_counts() {
        assert_eq!(Amount::whole(346_070).step(), 10);
        assert_eq!(Amount::whole(51_579).step(), 1);
        assert_eq!(Amount::whole(0).step(), 1);
        assert_eq!(Amount::whole(4_000).significant_digits(), 1);
        assert_eq!(Amount::whole(51_579).significant_digits(), 5);
    }

    #[test]
    fn a_rounding_is_recognised_and_a_stale_figure_is_not() {
        let rounds = |a, b| Amount::whole(a).is_rounding_of(Amount::whole(b));
        assert!(rounds(1_000_000, 1_000_340));
        assert!(rounds(350_000, 346_070));
        assert!(!rounds(51_579, 51_715));
        assert!(!rounds(4_000, 20_000));
    }

    #[test]
    fn rounding_to_units_goes_outwards() {
        let rate = Amount { digits: 125, scale: 1 };
        assert_eq!(rate.floor(0), Some(12));
        assert_eq!(rate.ceil(0), Some(13));
        assert_eq!(Amount { digits: -125, scale: 1 }.floor(0), Some(-13));
        assert_eq!(Amount::whole(i64::MAX).floor(2), None);
    }

    #[test]
    fn amounts_are_printed_in_groups_of_three() {
        let text = |digits, scale| Amount { digits, scale }.to_string();
        assert_eq!(text(1_000_340, 0), "1,000,340");
        assert_eq!(text(340, 0), "340");
        assert_eq!(text(-1_250, 2), "-12.50");
        assert_eq!(text(5, 3), "0.005");
    }
}
