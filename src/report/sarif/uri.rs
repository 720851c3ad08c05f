//! Paths as URIs (RFC 3986).

use std::fmt::Write;

/// A path as a URI, and whether it is relative to where the program was run. Every byte that is not plain is written
/// as its number, so that no path is read as a scheme, a query or a fragment.
pub(super) fn of_path(path: &str) -> (String, bool) {
    let path = if std::path::MAIN_SEPARATOR == '\\' { path.replace('\\', "/") } else { path.to_owned() };
    let is_rooted = path.starts_with('/') || path.as_bytes().get(1..3) == Some(b":/");
    let mut plain = path.as_str();
    while let Some(rest) = plain.strip_prefix("./") {
        plain = rest.trim_start_matches('/');
    }
    let mut uri = match (is_rooted, path.starts_with('/')) {
        (false, _) => String::new(),
        (true, true) => "file://".to_owned(),
        (true, false) => "file:///".to_owned(),
    };
    for byte in plain.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            // Writing to a text cannot fail.
            _ => drop(write!(uri, "%{byte:02X}")),
        }
    }
    (uri, !is_rooted)
}

#[cfg(test)]
mod tests {
    use super::of_path;

    #[test]
    fn a_path_is_relative_or_whole() {
        let relative = |uri: &str| (uri.to_owned(), true);
        assert_eq!(of_path("./datasets/a.csv"), relative("datasets/a.csv"));
        assert_eq!(of_path("../a b/ü#1.csv"), relative("../a%20b/%C3%BC%231.csv"));
        assert_eq!(of_path("mailto:x?y%z\n"), relative("mailto%3Ax%3Fy%25z%0A"));
        assert_eq!(of_path("/data/a.csv"), ("file:///data/a.csv".to_owned(), false));
    }
}
