//! Reading a rule's words: from text with a span to values, every problem collected.

use std::ops::Range;

use toml::Spanned;

use crate::load::problem::{Problem, did_you_mean};
use crate::load::toml::TomlText;
use crate::model::amount::Amount;
use crate::model::number::NumberFormat;
use crate::model::source::Standing;

/// A share in hundredths of a per cent: `20 %` is 2,000.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Share(pub i64);

/// How a number of days is written, for schemas.
pub(super) const DAYS: &str = r"^[0-9]{1,9}\s*days?$";

/// How a ratio is written, for schemas.
pub(super) const RATIO: &str = r"^[0-9]+(\.[0-9]{1,6})?$";

/// How a number of times is written, for schemas.
pub(super) const TIMES: &str = r"^[0-9]{1,9}(\.[0-9]{0,2})?\s*(times)?$";

impl Share {
    /// How it is written, for schemas.
    pub const PATTERN: &str = r"^[0-9]{1,9}(\.[0-9]{0,2})?\s*%$";

    /// The whole.
    pub const WHOLE: Self = Self(10_000);
    /// Nothing.
    pub const NONE: Self = Self(0);

    /// Reads `20 %`, `0.5 %`, `500 %`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let number = text.strip_suffix('%')?.trim_end();
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || whole.len() > 9 || fraction.len() > 2 || !digits(whole) || !digits(fraction) {
            return None;
        }
        let hundredths: i64 = format!("{fraction:0<2}").parse().ok()?;
        Some(Self(whole.parse::<i64>().ok()? * 100 + hundredths))
    }
}

/// Writes `20 %`, `0.5 %`.
impl std::fmt::Display for Share {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let fraction = format!("{:02}", self.0 % 100);
        match fraction.trim_end_matches('0') {
            "" => write!(f, "{} %", self.0 / 100),
            fraction => write!(f, "{}.{fraction} %", self.0 / 100),
        }
    }
}

/// How two sources stand to each other. Adversaries meet only in rules that say so.
pub const STANDINGS: [(&str, Standing); 4] = [
    ("same", Standing::Same),
    ("same-group", Standing::SameGroup),
    ("other-group", Standing::OtherGroup),
    ("adversary", Standing::Adversary),
];

/// The problems of one rule file as its words are read.
pub struct Words<'t> {
    text: &'t TomlText,
    problems: Vec<Problem>,
}

impl<'t> Words<'t> {
    /// Nothing wrong yet.
    #[must_use]
    pub fn new(text: &'t TomlText) -> Self {
        Self { text, problems: Vec::new() }
    }

    /// All that was wrong.
    #[must_use]
    pub fn finish(self) -> Vec<Problem> {
        self.problems
    }

    /// Adds a problem.
    pub fn wrong(&mut self, span: Range<usize>, message: impl Into<String>, hint: impl Into<String>) {
        self.problems.push(self.text.problem(span, message).hint(hint));
    }

    /// Adds a problem with a key, found before its value.
    pub fn wrong_key(&mut self, key: &str, value: Range<usize>, message: impl Into<String>, hint: impl Into<String>) {
        let before = self.text.text.get(..value.start).and_then(|before| before.rfind(key));
        self.wrong(before.map_or(value, |at| at..at + key.len()), message, hint);
    }

    /// The value that a word stands for.
    pub fn one_of<T: Copy>(&mut self, word: &Spanned<String>, known: &[(&str, T)]) -> Option<T> {
        let found = known.iter().find(|(known, _)| known == word.get_ref()).map(|&(_, value)| value);
        if found.is_none() {
            let hint = one_of_hint(word.get_ref(), known);
            self.wrong(word.span(), format!("unknown word `{}`", word.get_ref()), hint);
        }
        found
    }

    /// The value that an optional word stands for, or the default.
    pub fn word_or<T: Copy>(&mut self, word: Option<&Spanned<String>>, known: &[(&str, T)], default: T) -> T {
        word.and_then(|word| self.one_of(word, known)).unwrap_or(default)
    }

    /// A share, or the default.
    pub fn share_or(&mut self, text: Option<&Spanned<String>>, default: Share) -> Share {
        let Some(text) = text else { return default };
        Share::parse(text.get_ref()).unwrap_or_else(|| {
            let message = format!("`{}` is no share", text.get_ref());
            self.wrong(text.span(), message, "write per cent with at most two decimals: `20 %`, `0.5 %`");
            default
        })
    }

    /// How two sources may stand to each other, or the default.
    pub fn standings(&mut self, named: Option<&[Spanned<String>]>, default: &[Standing]) -> Vec<Standing> {
        named.map_or_else(
            || default.to_vec(),
            |named| named.iter().filter_map(|word| self.one_of(word, &STANDINGS)).collect(),
        )
    }

    /// A ratio above zero, written as a number: `1.5`.
    ///
    /// A number without quotes is read from the file's text: no float stands between.
    pub fn ratio(&mut self, value: &Spanned<toml::Value>) -> Option<Amount> {
        let text = match value.get_ref() {
            toml::Value::String(text) => text.as_str(),
            toml::Value::Integer(_) | toml::Value::Float(_) => self.text.text.get(value.span()).unwrap_or_default(),
            _ => "",
        };
        let ratio = NumberFormat::default().parse(text).ok();
        let ratio = ratio.filter(|ratio| ratio.digits > 0 && ratio.digits < 1_000_000_000 && ratio.scale <= 6);
        if ratio.is_none() {
            let message = format!("`{text}` is no ratio");
            self.wrong(value.span(), message, "write a number above 0: `\"1.5\"`");
        }
        ratio
    }

    /// A number with at most two decimals, in hundredths, or the default.
    pub fn times_or(&mut self, text: Option<&Spanned<String>>, least: i64, default: i64) -> i64 {
        let Some(text) = text else { return default };
        // A number is written as a share is, without the sign.
        let number = Share::parse(&format!("{}%", text.get_ref())).map(|share| share.0);
        number.filter(|&number| number >= least).unwrap_or_else(|| {
            let message = format!("`{}` is no number from {} on", text.get_ref(), least / 100);
            self.wrong(text.span(), message, "write it with at most two decimals: `6`, `4.5`");
            default
        })
    }

    /// A whole number that is not below the least, or the default.
    pub fn at_least(&mut self, number: Option<&Spanned<u32>>, least: u32, default: u32) -> u32 {
        let Some(number) = number else { return default };
        if *number.get_ref() < least {
            self.wrong(number.span(), format!("{} is too few", number.get_ref()), format!("write {least} or more"));
            return default;
        }
        *number.get_ref()
    }

    /// A number of days, or the default.
    pub fn days_or(&mut self, text: Option<&Spanned<String>>, default: u32) -> u32 {
        let Some(text) = text else { return default };
        let number = text.get_ref().strip_suffix("days").or_else(|| text.get_ref().strip_suffix("day"));
        number.and_then(|number| number.trim_end().parse().ok()).unwrap_or_else(|| {
            let message = format!("`{}` is no number of days", text.get_ref());
            self.wrong(text.span(), message, "write `1 day`, `28 days`");
            default
        })
    }
}

/// A hint that names the words that may stand here.
fn one_of_hint<T>(word: &str, known: &[(&str, T)]) -> String {
    match did_you_mean(word, known.iter().map(|(known, _)| *known)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!(
            "write one of {}",
            known.iter().map(|(known, _)| format!("`{known}`")).collect::<Vec<_>>().join(", ")
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::Share;

    #[test]
    fn shares_are_exact() {
        assert_eq!(Share::parse("20 %"), Some(Share(2_000)));
        assert_eq!(Share::parse("0.5 %"), Some(Share(50)));
        assert_eq!(Share::parse("0.5 %").map(|share| share.to_string()), Some("0.5 %".to_owned()));
        assert_eq!(Share::parse("20"), None);
        assert_eq!(Share::parse("-5 %"), None);
        assert_eq!(Share::parse("1.234 %"), None);
    }
}
