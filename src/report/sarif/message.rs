//! Texts of a log. The standard gives braces and brackets in them a meaning: `{0}` is a placeholder, `[here](4)` a
//! link; a stranger's text must have neither.

use serde::Serialize;

use crate::report::printable::printable;

/// A text without placeholders and links.
#[derive(Debug, Serialize, PartialEq, Eq)]
pub(super) struct Message {
    text: String,
}

impl Message {
    /// The lines, one below the other.
    pub(super) fn of<'a>(lines: impl IntoIterator<Item = &'a str>) -> Self {
        let lines: Vec<String> = lines.into_iter().map(literal).collect();
        Self { text: lines.join("\n") }
    }
}

/// The text as it must stand in a log to be shown as it is (§ 3.11.5 and 3.11.6).
fn literal(text: &str) -> String {
    let text = printable(text).replace('{', "{{").replace('}', "}}");
    // An interval in brackets is no link unless a parenthesis follows; it stays easy to read.
    if text.contains("](") { text.replace('[', "\\[").replace(']', "\\]") } else { text }
}

#[cfg(test)]
mod tests {
    use super::Message;

    #[test]
    fn a_text_is_no_link_and_has_no_placeholder() {
        assert_eq!(Message::of(["see [here](4), {0}"]).text, "see \\[here\\](4), {{0}}");
        assert_eq!(Message::of(["means [18,000, 22,000]", "b\u{1b}\n"]).text, "means [18,000, 22,000]\nb␛␊");
    }
}
