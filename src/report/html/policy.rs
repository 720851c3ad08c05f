//! What the page allows itself: its own style and script, by their hashes, and nothing else.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

/// How the page looks.
pub(super) const STYLE: &str = include_str!("page.css");

/// What sorts, filters and opens; the page is complete without it.
pub(super) const SCRIPT: &str = include_str!("page.js");

/// The content security policy (W3C CSP3): no request leaves the page, and no text in it is run.
pub(super) fn policy() -> String {
    let hash = |text: &str| STANDARD.encode(Sha256::digest(text.as_bytes()));
    format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; img-src data:; base-uri 'none'; \
         form-action 'none'",
        hash(STYLE),
        hash(SCRIPT)
    )
}

#[cfg(test)]
mod tests {
    use super::{SCRIPT, STYLE, policy};

    #[test]
    fn neither_text_can_end_its_own_element() {
        assert!(!STYLE.contains("</") && !SCRIPT.contains("</"), "an end tag inside would cut it short");
        assert!(policy().starts_with("default-src 'none'"));
    }
}
