//! Numbers as reports write them: bare for machines, with their noun for people.

use crate::audit::finding::Critical;
use crate::model::amount::Amount;

/// The amount in bare digits, without separators: `51579`, `-12.50`.
#[must_use]
pub fn plain(amount: Amount) -> String {
    let digits = amount.digits.unsigned_abs().to_string();
    let scale = usize::from(amount.scale);
    let padded = format!("{digits:0>width$}", width = scale + 1);
    let (whole, fraction) = padded.split_at(padded.len() - scale);
    let sign = if amount.digits < 0 { "-" } else { "" };
    if scale == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}

/// Tenths of a per cent as per cent, without the sign for it: 3 is `0.3`.
#[must_use]
pub fn percent_of_tenths(tenths: i64) -> String {
    trimmed(Amount { digits: tenths, scale: 1 })
}

/// Hundredths of a per cent as per cent, without the sign for it: 1,230 is `12.3`.
#[must_use]
pub fn percent_of_hundredths(hundredths: i64) -> String {
    trimmed(Amount { digits: hundredths, scale: 2 })
}

/// Thousandths as a share of one: 997 is `0.997`.
#[must_use]
pub fn share_of_one(thousandths: u16) -> String {
    plain(Amount { digits: i64::from(thousandths), scale: 3 })
}

/// The smallest widening at which a finding would disappear: `12.3 %` or `7 days`.
#[must_use]
pub fn critical(critical: &Critical) -> String {
    match critical {
        Critical::PerCent(hundredths) => format!("{} %", percent_of_hundredths(*hundredths)),
        Critical::Days(days, _) => {
            format!("{} {}", Amount::whole(*days), if days.unsigned_abs() == 1 { "day" } else { "days" })
        }
    }
}

/// A count with its noun: `1 claim`, `5,123 claims`.
#[must_use]
pub fn counted(count: u64, noun: &str) -> String {
    format!("{} {noun}{}", grouped(count), if count == 1 { "" } else { "s" })
}

/// A count in groups of three digits.
#[must_use]
pub fn grouped(count: u64) -> String {
    // Past 2^63 there is nothing to count; the bare digits are still right.
    i64::try_from(count).map_or_else(|_| count.to_string(), |count| Amount::whole(count).to_string())
}

/// Bare digits without zeros at the end of the fraction.
fn trimmed(amount: Amount) -> String {
    let text = plain(amount);
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::{counted, critical, percent_of_tenths, plain};
    use crate::audit::finding::Critical;
    use crate::model::amount::Amount;

    #[test]
    fn plain_numbers_have_no_separators_and_keep_their_scale() {
        assert_eq!(plain(Amount::whole(1_000_340)), "1000340");
        assert_eq!(plain(Amount { digits: -1_250, scale: 2 }), "-12.50");
        assert_eq!(plain(Amount { digits: 5, scale: 3 }), "0.005");
        assert_eq!(plain(Amount { digits: i64::MIN, scale: 18 }), "-9.223372036854775808");
    }

    #[test]
    fn per_cents_drop_zeros() {
        assert_eq!(percent_of_tenths(-3), "-0.3");
        assert_eq!(percent_of_tenths(4_000), "400");
        assert_eq!(critical(&Critical::PerCent(1_230)), "12.3 %");
        assert_eq!(critical(&Critical::PerCent(0)), "0 %");
    }

    #[test]
    fn one_thing_is_singular() {
        assert_eq!(counted(1, "claim"), "1 claim");
        assert_eq!(counted(0, "claim"), "0 claims");
        assert_eq!(counted(5_123, "claim"), "5,123 claims");
        assert_eq!(critical(&Critical::Days(1, String::new())), "1 day");
        assert_eq!(critical(&Critical::Days(7, String::new())), "7 days");
    }
}
