//! Thresholds made a little and much smaller and larger, exactly.

/// What a threshold is multiplied by, in tenths.
const TENTHS: [u64; 4] = [5, 9, 11, 20];

/// A text that begins with a number, with other numbers; whole ones where its form has no decimals.
pub(super) fn nudged(text: &str, form: &str) -> Vec<String> {
    let digits = |c: char| c.is_ascii_digit() || c == '.';
    let (number, unit) = text.split_at(text.find(|c| !digits(c)).unwrap_or(text.len()));
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let others = if form.contains(r"\.") {
        // Two decimals are as many as a share may have.
        let scale = fraction.len().max(2);
        let tens = 10_u64.pow(u32::try_from(scale).expect("few decimals"));
        let Ok(value) = format!("{whole}{fraction:0<scale$}").parse::<u64>() else { return Vec::new() };
        let decimal = |value: u64| format!("{}.{:0scale$}", value / tens, value % tens);
        TENTHS.map(|tenths| value * tenths / 10).map(|value| shortest(&decimal(value))).to_vec()
    } else {
        let Ok(value) = whole.parse() else { return Vec::new() };
        nudged_whole(value).into_iter().map(|value| value.to_string()).collect()
    };
    others.into_iter().filter(|other| other != number).map(|other| format!("{other}{unit}")).collect()
}

/// Other whole numbers: by a tenth, or by one where that is less; half of it and twice.
pub(super) fn nudged_whole(value: u64) -> Vec<u64> {
    let step = (value / 10).max(1);
    let mut others = vec![value / 2, value.saturating_sub(step), value + step, value * 2];
    others.sort_unstable();
    others.dedup();
    others.retain(|other| *other != value);
    others
}

/// Shares a little off nothing and the whole, which are what a share is where none is written.
pub(super) fn near_defaults(form: &str) -> &'static [&'static str] {
    if form.contains('%') { &["1 %", "99 %", "101 %"] } else { &[] }
}

fn shortest(decimal: &str) -> String {
    decimal.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[test]
fn thresholds_are_nudged_from_both_sides() {
    const SHARE: &str = r"^[0-9]{1,9}(\.[0-9]{0,2})?\s*%$";
    assert_eq!(nudged("20 %", SHARE), ["10 %", "18 %", "22 %", "40 %"]);
    assert_eq!(nudged("2.5 %", SHARE), ["1.25 %", "2.25 %", "2.75 %", "5 %"]);
    assert_eq!(nudged("60 days", r"^[0-9]{1,9}\s*days?$"), ["30 days", "54 days", "66 days", "120 days"]);
    assert_eq!(nudged("1 day", r"^[0-9]{1,9}\s*days?$"), ["0 day", "2 day"]);
    assert_eq!(nudged_whole(100), [50, 90, 110, 200]);
}
