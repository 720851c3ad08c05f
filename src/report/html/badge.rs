//! Words that come with a shape, so that nothing is told by colour alone.

use maud::{Markup, html};

use crate::audit::disposition::Disposition;
use crate::graph::support::Support;
use crate::report::printable::printable;
use crate::rules::level::Level;
use crate::verify::conflict::Conflict;

/// A level: its word, before which its style puts a shape.
pub(super) fn level(level: Level) -> Markup {
    let class = match level {
        Level::Deny => "level deny",
        Level::Warn => "level warn",
        Level::Note | Level::Allow => "level note",
    };
    html! { span class=(class) { (level.word()) } }
}

/// What supports a figure and what speaks against it.
pub(super) fn standing(support: Support, conflict: Conflict) -> Markup {
    html! {
        (support_words(support))
        @if conflict >= Conflict::Disputed { ", " span.against { (conflict.word()) } }
        @else if conflict != Conflict::None { ", " (conflict.word()) }
    }
}

/// A support as people read it.
pub(super) fn support_words(support: Support) -> &'static str {
    match support {
        Support::IndependentlyVerified => "independently verified",
        other => other.word(),
    }
}

/// What was decided about a finding before; nothing where nobody has seen it.
pub(super) fn disposition(disposition: &Disposition) -> Markup {
    let why = match disposition {
        Disposition::New => return html! {},
        Disposition::Known(since) if since.grown > 0 => format!("grew by {}", since.grown),
        Disposition::Known(_) => String::new(),
        Disposition::Waived(waived, _) => format!("{} ({})", waived.reason, waived.by),
        Disposition::Reopened(_) => "it has changed since it was accepted".to_owned(),
    };
    html! { " " span.tag title=(printable(&why)) { (disposition.word()) } }
}
