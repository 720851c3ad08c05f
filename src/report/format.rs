//! A format by its word and by the endings of the names of files in it.

/// A format.
#[derive(Debug, Clone, Copy)]
pub struct Format<W> {
    /// Its word: `json`.
    pub word: &'static str,
    /// How the names of files in it end, without the dot.
    pub endings: &'static [&'static str],
    /// What writes it.
    pub writer: W,
}

/// The format of this word.
#[must_use]
pub fn by_word<W>(formats: &'static [Format<W>], word: &str) -> Option<&'static Format<W>> {
    formats.iter().find(|format| format.word == word)
}

/// The format of files with a name that ends so: of `findings.sarif.json` the longest ending that is known.
#[must_use]
pub fn by_name<W>(formats: &'static [Format<W>], name: &str) -> Option<&'static Format<W>> {
    let ends = |ending: &str| name.strip_suffix(ending).is_some_and(|before| before.ends_with('.'));
    let longest =
        |format: &Format<W>| format.endings.iter().filter(|ending| ends(ending)).map(|ending| ending.len()).max();
    let known = formats.iter().filter_map(|format| longest(format).map(|length| (length, format)));
    known.max_by_key(|(length, _)| *length).map(|(_, format)| format)
}

#[cfg(test)]
mod tests {
    use super::{Format, by_name, by_word};

    const FORMATS: &[Format<u8>] = &[
        Format { word: "json", endings: &["json"], writer: 1 },
        Format { word: "sarif", endings: &["sarif", "sarif.json"], writer: 2 },
    ];

    #[test]
    fn a_format_is_known_by_its_word_and_by_the_longest_ending() {
        let named = |name: &str| by_name(FORMATS, name).map(|format| format.writer);
        assert_eq!(named("a.json"), Some(1));
        assert_eq!(named("a.sarif"), Some(2));
        assert_eq!(named("a.sarif.json"), Some(2));
        assert_eq!(named("json"), None);
        assert_eq!(named("ajson"), None);
        assert_eq!(by_word(FORMATS, "sarif").map(|format| format.writer), Some(2));
        assert!(by_word(FORMATS, "sari").is_none());
    }
}
