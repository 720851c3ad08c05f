//! When to colour: where somebody looks, unless told otherwise.

use anstream::{AutoStream, ColorChoice, stream::RawStream};
use clap::ValueEnum;
use counterclaim::report::style::Style;

/// When to colour.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// Where a terminal is that wants it (`NO_COLOR` and the like are heeded)
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Color {
    /// The style for a stream.
    pub(crate) fn style(self, stream: &impl RawStream) -> Style {
        let color = match self {
            Self::Auto => AutoStream::choice(stream) != ColorChoice::Never,
            Self::Always => true,
            Self::Never => false,
        };
        Style { color, ..Style::default() }
    }
}
