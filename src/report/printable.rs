//! Strangers' text made safe for a terminal: it can neither move the cursor, nor change colours, nor
//! turn the reading direction of what surrounds it.

use std::borrow::Cow;

/// A private-use character that never leaves [`printable`], so that the drawing can mark places with it.
pub const MARK: char = '\u{10fffd}';

/// The text with each unsafe character replaced by one that shows that something was there.
///
/// One character becomes one character: columns counted in characters stay what they were.
#[must_use]
pub fn printable(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| replacement(c).is_none()) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|c| replacement(c).unwrap_or(c)).collect())
}

/// What stands for an unsafe character; `None` for a safe one.
fn replacement(c: char) -> Option<char> {
    match c {
        '\t' => Some(' '),
        // The block of control pictures shows each by its name: ESC becomes `␛`.
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)),
        '\u{7f}' => Some('\u{2421}'),
        // C1 controls (CSI is U+009B) and line ends that are not `\n`.
        '\u{80}'..='\u{9f}' | '\u{2028}' | '\u{2029}'
        // Marks, embeddings, overrides and isolates of direction (Unicode UAX #9).
        | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        // Invisible characters that make two ids look alike; joiners are kept, scripts need them.
        | '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}'
        // No characters at all, which XML refuses.
        | '\u{fffe}' | '\u{ffff}'
        | MARK => Some(char::REPLACEMENT_CHARACTER),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::printable;

    #[test]
    fn ordinary_text_of_any_script_is_kept() {
        for text in ["51,579 vehicles", "Генеральний штаб", "می‌خواهم", "👩‍👧", ""] {
            assert_eq!(printable(text), text);
        }
    }

    #[test]
    fn what_a_terminal_would_obey_is_shown_instead() {
        assert_eq!(printable("a\u{1b}[31mb"), "a␛[31mb");
        assert_eq!(printable("a\r\nb\tc"), "a␍␊b c");
        assert_eq!(printable("\u{fffe}\u{ffff}"), "\u{fffd}\u{fffd}");
        assert_eq!(printable("\u{9b}31m\u{202e}abc\u{2069}"), "\u{fffd}31m\u{fffd}abc\u{fffd}");
    }

    #[test]
    fn columns_stay_what_they_were() {
        let hostile = "é\u{1b}\u{202e}x\u{7f}\u{e0041}";
        assert_eq!(printable(hostile).chars().count(), hostile.chars().count());
        assert!(!printable(hostile).chars().any(char::is_control));
    }
}
