//! How a report for people is drawn. Machine formats have one look and ignore it.

/// How a report for people is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Whether to colour with ANSI escapes.
    pub color: bool,
    /// How many columns a line of an excerpt may take.
    pub width: usize,
    /// Whether to leave out the drawings and write the summary only.
    pub quiet: bool,
}

/// The width where nothing is known of the reader's screen; also that of files, which must not depend on
/// the screen they were made on.
const WIDTH: usize = 140;

impl Default for Style {
    fn default() -> Self {
        Self { color: false, width: WIDTH, quiet: false }
    }
}
