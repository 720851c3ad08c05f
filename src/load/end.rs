//! One end of a hedge's meaning as written: `none`, or a sum such as `v + u/2`, `v - 5 %`, `1000`.

use crate::model::hedge::End;

/// What an end may be made of.
pub const HINT: &str = "an end is `none` or a sum of `v`, `u`, `u/2`, whole numbers and per cents such as `5 %`";

/// Reads an end.
///
/// # Errors
/// What is no part of one.
pub fn parse(text: &str) -> Result<End, String> {
    let text = text.trim();
    if text == "none" {
        return Ok(End::Open);
    }
    let (mut value, mut halves, mut percent, mut constant) = (0_i64, 0_i64, 0_i64, 0_i64);
    for (sign, term) in terms(text)? {
        let number = |digits: &str| -> Result<i64, String> {
            let number =
                if digits.bytes().all(|byte| byte.is_ascii_digit()) { digits.parse::<i64>().ok() } else { None };
            number.map(|number| sign * number).ok_or_else(|| format!("`{term}` is no part of an end"))
        };
        let (sum, more) = match term {
            "v" => (&mut value, sign),
            "u" => (&mut halves, 2 * sign),
            "u/2" => (&mut halves, sign),
            _ => match term.strip_suffix('%') {
                Some(digits) => (&mut percent, number(digits.trim_end())?),
                None => (&mut constant, number(term)?),
            },
        };
        *sum = sum.checked_add(more).ok_or_else(|| format!("`{term}` is too much"))?;
    }
    let small = |sum: i64, most: i64| i8::try_from(sum).ok().filter(|_| sum.abs() <= most);
    match (small(value, 1), small(halves, 100), small(percent, 100)) {
        (Some(value @ 0..), Some(halves), Some(percent)) => Ok(End::At { value, halves, percent, constant }),
        (Some(_), Some(_), None) => Err(format!("{percent} % is more than the whole value")),
        _ => Err(format!("`{text}` counts the value more than once")),
    }
}

/// Whether the end depends on a printed value.
#[must_use]
pub fn needs_value(end: End) -> bool {
    matches!(end, End::At { value, halves, percent, .. } if value != 0 || halves != 0 || percent != 0)
}

/// The terms of a sum with their signs.
fn terms(text: &str) -> Result<Vec<(i64, &str)>, String> {
    let mut terms = Vec::new();
    let (mut sign, mut rest) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text),
    };
    loop {
        let end = rest.find(['+', '-']).unwrap_or(rest.len());
        let term = rest[..end].trim();
        if term.is_empty() {
            return Err(format!("a part of `{text}` is missing"));
        }
        terms.push((sign, term));
        let Some(operator) = rest[end..].chars().next() else { return Ok(terms) };
        sign = if operator == '-' { -1 } else { 1 };
        rest = &rest[end + 1..];
    }
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::model::hedge::End;

    fn at(value: i8, halves: i8, percent: i8, constant: i64) -> Result<End, String> {
        Ok(End::At { value, halves, percent, constant })
    }

    #[test]
    fn an_end_is_a_sum() {
        assert_eq!(parse("none"), Ok(End::Open));
        assert_eq!(parse("v"), at(1, 0, 0, 0));
        assert_eq!(parse("v + u - 1"), at(1, 2, 0, -1));
        assert_eq!(parse("v-u/2"), at(1, -1, 0, 0));
        assert_eq!(parse("v - 5 % + 10"), at(1, 0, -5, 10));
        assert_eq!(parse("99999"), at(0, 0, 0, 99_999));
    }

    #[test]
    fn anything_else_is_refused() {
        for text in [
            "",
            "v +",
            "+ v",
            "v v",
            "2v",
            "v + v",
            "-v",
            "v + 101 %",
            "v + 5.5 %",
            "v + 99999999999999999999",
            "é",
            "%",
        ] {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
