//! The words that columns use for what has no id, and the one place where a cell becomes an amount.

use crate::load::complaint::Complaint;
use crate::load::problem::did_you_mean;
use crate::model::amount::Amount;
use crate::model::figure::{Figure, Per};
use crate::model::hedge::{Hedge, Reading};
use crate::model::interval::Interval;
use crate::model::number::NumberFormat;
use crate::model::period::{DayConvention, Period};
use crate::model::remark::Attribution;
use crate::model::vocabulary::{Metric, MetricKind};

/// The words of the `per` column.
pub const PER: [(&str, Per); 4] = [("day", Per::Day), ("week", Per::Week), ("month", Per::Month), ("year", Per::Year)];

/// The words of the `attribution` column.
pub const ATTRIBUTION: [(&str, Attribution); 3] =
    [("named", Attribution::Named), ("vague", Attribution::Vague), ("none", Attribution::None)];

/// The words of the `day-convention` column.
pub const CONVENTION: [(&str, DayConvention); 3] =
    [("morning", DayConvention::Morning), ("evening", DayConvention::Evening), ("unknown", DayConvention::Unknown)];

/// What one of a few words stands for.
///
/// # Errors
/// Where it is none of them.
pub fn word<T: Copy>(column: &str, text: &str, words: &[(&str, T)]) -> Result<T, Complaint> {
    if let Some(&(_, found)) = words.iter().find(|(known, _)| *known == text) {
        return Ok(found);
    }
    let known = || words.iter().map(|&(known, _)| known);
    let hint = did_you_mean(text, known()).map_or_else(
        || format!("it is one of {}", known().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")),
        |near| format!("did you mean `{near}`?"),
    );
    Err(Complaint::new(format!("unknown {column} `{text}`"), Some(hint)))
}

/// A printed amount; `yes` and `no` are 1 and 0 for a statement.
///
/// # Errors
/// Where the text is no exact amount in this format.
pub fn amount(text: &str, metric: &Metric, format: NumberFormat, per: Per) -> Result<Amount, Complaint> {
    if metric.kind == MetricKind::Statement {
        return match text {
            "yes" => Ok(Amount::whole(1)),
            "no" => Ok(Amount::whole(0)),
            _ => Err(Complaint::new(
                format!("`{text}` is neither `yes` nor `no`"),
                Some("the metric is a statement".into()),
            )),
        };
    }
    let amount = format
        .parse(text)
        .map_err(|error| Complaint::new(format!("{error}: `{text}`"), Some(error.hint().to_owned())))?;
    // An average of whole things may have a fraction, a count of them has none: a point is a
    // separator that nobody declared.
    if per == Per::Total && amount.floor(metric.decimals) != amount.ceil(metric.decimals) {
        let message = format!(
            "the metric counts whole {}, and this has a fraction: `{text}`",
            if metric.unit.is_empty() { "things" } else { &metric.unit }
        );
        let hint = "declare what the separators mean (`number = { thousands = \".\" }`), or `decimals` of the metric";
        return Err(Complaint::new(message, Some(hint.to_owned())));
    }
    let ends = (amount.floor(metric.decimals), amount.ceil(metric.decimals));
    if ends.0.is_none() || ends.1.is_none() {
        let message = format!("the number is past the exact range of the metric: `{text}`");
        return Err(Complaint::new(message, Some("give the figure in a larger unit".to_owned())));
    }
    Ok(amount)
}

/// The whole numbers that a figure allows at the exact reading.
///
/// # Errors
/// Where an end that the figure has is past the exact range: a rate over very many days.
pub fn exact(figure: &Figure, hedge: &Hedge, metric: &Metric, period: &Period) -> Result<Interval, Complaint> {
    let divisor = (i64::from(period.divisor.0), i64::from(period.divisor.1));
    let interval = figure.interval(hedge, Reading::Exact, metric.decimals, divisor);
    let has = |bound: Option<Amount>| bound.is_some() || (hedge.is_bare() && figure.value.is_some());
    let lost = (has(figure.low) && !interval.has_low()) || (has(figure.high) && !interval.has_high());
    if lost {
        let hint = "give the figure in a larger unit, or shorten the period";
        return Err(Complaint::new("the figure is past the exact range", Some(hint.to_owned())));
    }
    Ok(interval)
}

/// "Hundreds" has no value of its own: its strict meaning is stored as if it were printed.
#[must_use]
pub fn fixed_ends(hedge: &Hedge) -> (Option<Amount>, Option<Amount>) {
    let meant = hedge.interval(Amount::whole(0), Reading::Strict, 0);
    (meant.has_low().then(|| Amount::whole(meant.lo)), meant.has_high().then(|| Amount::whole(meant.hi)))
}

/// Whether a text can be the id of a claim: it is written into tables and on command lines.
///
/// # Errors
/// Where a spreadsheet would take it for a formula, or it has blanks in it.
pub fn claim_id(text: &str) -> Result<&str, Complaint> {
    if text.starts_with(['=', '+', '-', '@']) {
        let hint = "a spreadsheet would take it for a formula: begin with a letter or a digit";
        return Err(Complaint::new(format!("an id cannot begin with `{}`", &text[..1]), Some(hint.to_owned())));
    }
    if let Some((at, blank)) = text.char_indices().find(|(_, c)| c.is_whitespace() || c.is_control()) {
        let hint = Some("write `-` between words".to_owned());
        let span = Some(at..at + blank.len_utf8());
        return Err(Complaint { span, ..Complaint::new("an id cannot contain blanks or control characters", hint) });
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::{PER, amount, claim_id, exact, word};
    use crate::load::context::tests::context;
    use crate::model::amount::Amount;
    use crate::model::figure::{Figure, Per};
    use crate::model::number::NumberFormat;
    use crate::model::period::DayConvention;
    use crate::model::vocabulary::{Metric, MetricKind};

    #[test]
    fn a_wrong_word_names_the_near_one_or_all() {
        assert_eq!(word("per", "week", &PER), Ok(Per::Week));
        let hint = |text| word("per", text, &PER).expect_err("unknown").hint.unwrap_or_default();
        assert_eq!(hint("moth"), "did you mean `month`?");
        assert_eq!(hint("fortnight"), "it is one of `day`, `week`, `month`, `year`");
    }

    #[test]
    fn amounts_past_the_range_are_refused() {
        let cents = Metric { decimals: 2, ..Metric::default() };
        let plain = NumberFormat::default();
        assert_eq!(amount("340", &cents, plain, Per::Total), Ok(Amount::whole(340)));
        assert!(amount("999999999999999999", &cents, plain, Per::Total).is_err());
        let statement = Metric { kind: MetricKind::Statement, ..Metric::default() };
        assert_eq!(amount("no", &statement, plain, Per::Total), Ok(Amount::whole(0)));
        assert!(amount("0", &statement, plain, Per::Total).is_err());
    }

    #[test]
    fn a_total_past_the_range_is_refused() {
        let context = context();
        let figure =
            Figure { value: Some(Amount::whole(999_999_999_999_999_999)), low: None, high: None, per: Per::Day };
        let vocabulary = &context.dataset.vocabulary;
        let year = context.dataset.hedges.get(context.bare);
        let read = crate::load::period::read("2023", vocabulary, None, DayConvention::Unknown);
        let period = read.expect("a period");
        assert!(exact(&figure, year, &Metric::default(), &period).is_err());
        let total = Figure { per: Per::Total, ..figure };
        assert!(exact(&total, year, &Metric::default(), &period).is_ok());
    }

    #[test]
    fn an_id_is_no_formula() {
        assert_eq!(
            claim_id("gs-personnel/2025-06-12/personnel.losses").as_deref(),
            Ok("gs-personnel/2025-06-12/personnel.losses")
        );
        assert!(claim_id("=1+1").is_err() && claim_id("@x").is_err());
        assert_eq!(claim_id("a b").expect_err("a blank").span, Some(1..2));
    }
}
