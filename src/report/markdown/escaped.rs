//! Strangers' text in Markdown: it can neither end its cell, nor be a link, a picture or an element, nor call anybody.

use std::borrow::Cow;

use crate::report::printable::printable;

/// No space that is seen. Where it stands behind `@` or `#`, a code host looks for no person and no issue.
const NOTHING: char = '\u{200b}';

/// The text as Markdown that shows it as it is, in one line. Only for places that something else begins: what would
/// open a list or a heading at the start of a line is left as it is.
#[must_use]
pub(super) fn escaped(text: &str) -> String {
    let text = printable(text);
    let mut escaped = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$' => {
                escaped.extend(['\\', c]);
            }
            '@' => escaped.extend([c, NOTHING]),
            '#' => escaped.extend(['\\', c, NOTHING]),
            // `https://` and `www.` are links without any brackets.
            ':' if text[at..].starts_with("://") => escaped.extend(['\\', c]),
            '.' if text[..at].to_ascii_lowercase().ends_with("www") => escaped.extend(['\\', c]),
            _ => escaped.push(c),
        }
    }
    escaped
}

/// The text without its end where it is longer than `most` characters.
#[must_use]
pub(super) fn shortened(text: &str, most: usize) -> Cow<'_, str> {
    match text.char_indices().nth(most) {
        Some((at, _)) => Cow::Owned(format!("{}…", &text[..at])),
        None => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

    use super::{NOTHING, escaped, shortened};
    use crate::report::printable::printable;

    /// The texts of the cells of a table's one row, and whether anything but text is in them.
    fn cells(row: &str) -> (Vec<String>, bool) {
        let table = format!("| a | b |\n|---|---|\n{row}\n\nafter\n");
        let (mut cells, mut only_text, mut row) = (Vec::new(), true, false);
        for event in Parser::new_ext(&table, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
            match event {
                Event::Start(Tag::TableRow) => row = true,
                Event::End(TagEnd::TableRow) => row = false,
                Event::Start(Tag::TableCell) if row => cells.push(String::new()),
                Event::Text(text) if row => cells.last_mut().expect("a cell").push_str(&text),
                Event::End(TagEnd::TableCell) => {}
                _ if row => only_text = false,
                _ => {}
            }
        }
        (cells, only_text)
    }

    #[test]
    fn markup_is_text_and_nobody_is_called() {
        assert_eq!(escaped("20,000 killed (3 more)"), "20,000 killed (3 more)");
        assert_eq!(escaped("a|b `c` <img> [x](y)"), "a\\|b \\`c\\` \\<img\\> \\[x\\](y)");
        assert_eq!(escaped("@octocat closes #1"), "@\u{200b}octocat closes \\#\u{200b}1");
        assert_eq!(escaped("https://a.example WWW.b.example"), "https\\://a.example WWW\\.b.example");
        assert_eq!(escaped("a\nb\u{1b}"), "a␊b␛");
        assert_eq!(shortened("кілька слів", 6), "кілька…");
    }

    proptest::proptest! {
        #[test]
        fn a_cell_shows_the_text_and_nothing_else(
            text in r#"[-a-c0-2 |\\`*_<>\[\]()!&#~$@:/.\n\t="';+]{0,24}"#,
            other in ".{0,12}",
        ) {
            let (seen, only_text) = cells(&format!("| x{}x | y{}y |", escaped(&text), escaped(&other)));
            let meant = [format!("x{}x", printable(&text)), format!("y{}y", printable(&other))];
            let plain: Vec<String> = seen.iter().map(|cell| cell.replace(NOTHING, "")).collect();
            proptest::prop_assert_eq!(plain, meant);
            proptest::prop_assert!(only_text);
        }
    }
}
