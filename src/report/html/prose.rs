//! Sentences of an audit as a page sets them: what stands in backticks is code, and a date is not broken.

use maud::{Markup, html};

use crate::report::printable::printable;

/// A sentence with ids as code and dates that are not broken.
pub(super) fn prose(text: &str) -> Markup {
    quoting(text, dated)
}

/// As [`prose`], its dates as they are: for what stands in a page a thousand times.
pub(super) fn sentence(text: &str) -> Markup {
    quoting(text, |piece| html! { (piece) })
}

fn quoting(text: &str, plain: impl Fn(&str) -> Markup) -> Markup {
    let text = printable(text);
    let pieces: Vec<&str> = text.split('`').collect();
    // An odd backtick out quotes nothing.
    let paired = pieces.len() % 2 == 1;
    html! {
        @for (at, piece) in pieces.iter().enumerate() {
            @if at % 2 == 1 && paired { code { (piece) } }
            @else { @if at > 0 && !paired { "`" } (plain(piece)) }
        }
    }
}

/// A text without ids, its dates in one piece.
fn dated(text: &str) -> Markup {
    let mut rest = text;
    let mut pieces = Vec::new();
    while let Some(at) = (0..rest.len()).find(|&at| is_date(rest, at)) {
        let (before, from) = rest.split_at(at);
        let (date, after) = from.split_at(10);
        pieces.push((before, date));
        rest = after;
    }
    html! {
        @for (before, date) in pieces { (before) span.date { (date) } }
        (rest)
    }
}

/// Whether ten characters from here on are `2025-06-12`.
fn is_date(text: &str, at: usize) -> bool {
    let shaped = |bytes: &[u8]| {
        bytes
            .iter()
            .enumerate()
            .all(|(at, byte)| if at == 4 || at == 7 { *byte == b'-' } else { byte.is_ascii_digit() })
    };
    text.as_bytes().get(at..at + 10).is_some_and(shaped)
}

#[cfg(test)]
mod tests {
    use super::prose;

    #[test]
    fn ids_are_code_and_dates_stay_whole() {
        let set = prose("`e1`: the figure of 2025-06-11, <b>").into_string();
        assert_eq!(set, "<code>e1</code>: the figure of <span class=\"date\">2025-06-11</span>, &lt;b&gt;");
        assert_eq!(prose("an odd ` backtick").into_string(), "an odd ` backtick");
        assert_eq!(prose("é2025-06-1").into_string(), "é2025-06-1");
    }
}
