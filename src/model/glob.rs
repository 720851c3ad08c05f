//! Patterns over ids: `personnel.*`. The only special character is `*`, which stands for any text.

/// Whether `text` is of the form `pattern`.
///
/// Takes time linear in the two for every part between stars: of several places where a part fits,
/// the first is always as good as any later one, so nothing is ever tried twice.
#[must_use]
pub fn matches(pattern: &str, text: &str) -> bool {
    let Some((head, tail)) = pattern.split_once('*') else { return pattern == text };
    let Some(mut rest) = text.strip_prefix(head) else { return false };
    let (middle, last) = tail.rsplit_once('*').unwrap_or(("", tail));
    for part in middle.split('*') {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    rest.ends_with(last)
}

/// Whether the text is a pattern rather than an id.
#[must_use]
pub fn is_pattern(text: &str) -> bool {
    text.contains('*')
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn a_star_stands_for_anything() {
        for (pattern, text) in [
            ("personnel.*", "personnel.killed"),
            ("personnel.*", "personnel."),
            ("*", ""),
            ("a*b*c", "a-b-b-c"),
            ("a**c", "ac"),
            ("*.named", "personnel.killed.named"),
            ("é*", "éü"),
        ] {
            assert!(matches(pattern, text), "{pattern} {text}");
        }
        for (pattern, text) in
            [("personnel.*", "personnel"), ("", "a"), ("aba*aba", "aba"), ("a*b", "abc"), ("*b*b", "b"), ("A*", "a")]
        {
            assert!(!matches(pattern, text), "{pattern} {text}");
        }
    }

    #[test]
    fn a_hostile_pattern_takes_no_longer_than_its_length() {
        let (pattern, text) = ("*a".repeat(10_000) + "b", "a".repeat(100_000));
        assert!(!matches(&pattern, &text));
    }
}
