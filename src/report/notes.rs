//! What is said of a finding beside its excerpts, in words: one voice for every format that people
//! read. Plain text, not yet safe for a terminal.

use crate::audit::cause::Cause;
use crate::audit::disposition::{Disposition, Reopened, Waived};
use crate::audit::finding::{Critical, Finding, Mended, Side, Witness};
use crate::graph::support::Support;
use crate::report::number::{counted, critical, grouped, share_of_one};
use crate::verify::conflict::Conflict;

/// Who says so, for which days, through how many outlets, and how well supported it is.
///
/// The source is always named: two figures of one newspaper are told apart by who asserts them.
#[must_use]
pub fn label(witness: &Witness) -> String {
    let mut label = match &witness.publisher {
        Some(publisher) if witness.outlets > 0 && *publisher != witness.source_name => {
            format!("{publisher} citing {}", witness.source_name)
        }
        Some(_) | None => witness.source_name.clone(),
    };
    if !witness.period.is_empty() {
        label += &format!(", {}", witness.period);
    }
    if witness.outlets > 0 {
        label += &format!(", via {}", counted(witness.outlets as u64, "outlet"));
    }
    label += &format!(" · {}", witness.support.word());
    if witness.conflict != Conflict::None {
        label += &format!(", {}", witness.conflict.word());
    }
    // F6 is what nobody graded and nothing speaks to: most figures, and nothing to read.
    if (witness.reliability, witness.credibility) != ('F', 6) {
        label += &format!(" ({}{})", witness.reliability, witness.credibility);
    }
    for word in &witness.aside {
        label += &format!(" · {word}");
    }
    if let Some(stated) = &witness.stated {
        label += &format!(" · said to be {stated}");
    }
    label
}

/// The notes of a finding in the order in which a reader needs them, each with its name.
#[must_use]
pub fn notes(finding: &Finding) -> Vec<(&'static str, String)> {
    let mut notes = Vec::new();
    // A claim without a file has no excerpt; it is a witness all the same.
    for witness in finding.witnesses().filter(|witness| witness.excerpt.is_none()) {
        notes.push(("claim", format!("{}: {}", witness.printed, label(witness))));
    }
    notes.extend(of_sides(finding));
    if finding.days > 1 {
        let span = match (finding.first, finding.last) {
            (Some(first), Some(last)) => format!(", {first} to {last}"),
            (Some(day), None) | (None, Some(day)) => format!(", {day}"),
            (None, None) => String::new(),
        };
        notes.push(("repeats", counted(finding.days, "time") + &span));
    }
    notes.extend(finding.arithmetic.iter().map(|line| ("arithmetic", line.clone())));
    notes.extend(with_it(finding));
    if let Some(strength) = finding.strength {
        notes.push(("strength", format!("{}{}", strength.word(), unverified(finding))));
    }
    if let Some(widening) = &finding.critical {
        notes.push(("goes away", goes_away(widening)));
    }
    notes.extend(finding.assumptions.iter().map(|assumption| ("rests on", assumption.clone())));
    for (number, cause) in finding.causes.iter().flatten().enumerate() {
        let shown: Vec<String> = cause.evidence.iter().enumerate().map(|(at, claim)| shown(cause, at, claim)).collect();
        let of = if shown.is_empty() { String::new() } else { format!(" ({})", shown.join(", ")) };
        let name = if number == 0 { "cause" } else { "or" };
        notes.push((name, format!("{}{of}, fit {}: {}", cause.sentence, share_of_one(cause.fit), cause.reason)));
    }
    if finding.causes.as_ref().is_some_and(Vec::is_empty) {
        notes.push(("cause", "none found".to_owned()));
    }
    if let Some(settled_by) = &finding.settled_by {
        notes.push(("settled by", settled_by.clone()));
    }
    notes.extend(decided(&finding.disposition));
    if !finding.also.is_empty() {
        notes.push(("also", finding.also.join(", ")));
    }
    notes.push(("id", finding.id.clone()));
    notes
}

/// What else is so for the same reason, and the one figure that would mend it all.
pub(super) fn with_it(finding: &Finding) -> impl Iterator<Item = (&'static str, String)> {
    let follows = finding.follows.iter().map(|sentence| ("so also", sentence.clone()));
    follows.chain(finding.mended_by.as_ref().map(|mended| ("mended by", self::mended(mended))))
}

fn mended(Mended { claim, printed, low, high }: &Mended) -> String {
    let instead = match (low, high) {
        (None, None) => String::new(),
        (Some(low), Some(high)) if low == high => format!(", were it {low}"),
        (Some(low), Some(high)) => format!(", were it from {low} to {high}"),
        (Some(low), None) => format!(", were it {low} or more"),
        (None, Some(high)) => format!(", were it {high} or less"),
    };
    format!("`{claim}` alone, printed as {printed}{instead}")
}

/// What was decided about it before.
fn decided(disposition: &Disposition) -> Option<(&'static str, String)> {
    let by = |waived: &Waived| format!("by {}: {}", waived.by, waived.reason);
    let until = |waived: &Waived| waived.until.map_or_else(String::new, |day| format!(" until {day}"));
    match disposition {
        Disposition::New => None,
        Disposition::Known(_) => Some(("known", "in the baseline, with these figures".to_owned())),
        Disposition::Waived(waived, _) => Some(("waived", format!("{}{}", by(waived), until(waived)))),
        Disposition::Reopened(Reopened::Known) => {
            Some(("reopened", "in the baseline with other figures: one changed, came or went since".to_owned()))
        }
        Disposition::Reopened(Reopened::Waived(waived)) => {
            Some(("reopened", format!("a figure changed, came or went since it was waived {}", by(waived))))
        }
        Disposition::Reopened(Reopened::Expired(waived)) => {
            Some(("reopened", format!("it was waived{}, {}", until(waived), by(waived))))
        }
    }
}

/// A claim that shows a cause, and where it stands.
fn shown(cause: &Cause, at: usize, claim: &str) -> String {
    match cause.places.get(at) {
        Some(Some(place)) => format!("`{claim}` at {}:{}", place.file, place.line),
        _ => format!("`{claim}`"),
    }
}

/// That none of the figures is independently verified, where that is so.
fn unverified(finding: &Finding) -> &'static str {
    let verified = finding.witnesses().any(|witness| witness.support == Support::IndependentlyVerified);
    match (verified, finding.witnesses().count()) {
        (true, _) => "",
        (false, 1) => "; the figure is not independently verified",
        (false, 2) => "; neither figure is independently verified",
        (false, _) => "; no figure of these is independently verified",
    }
}

/// What the excerpts do not show of the sides: claims that were folded, figures that nobody printed.
fn of_sides(finding: &Finding) -> Vec<(&'static str, String)> {
    let folded = |side: &Side| side.count > side.witnesses.len() as u64;
    let mut notes = Vec::new();
    if folded(&finding.left) || finding.right.as_ref().is_some_and(folded) {
        let first = format!("{} on the first side", grouped(finding.left.count));
        let second = finding.right.as_ref().map(|side| format!(", {} on the second", grouped(side.count)));
        notes.push(("claims", first + &second.unwrap_or_default()));
    }
    for (side, name) in [(Some(&finding.left), "first"), (finding.right.as_ref(), "second")] {
        if side.is_some_and(|side| side.implied.is_some()) {
            notes.push(("implied", format!("the {name} side is printed nowhere: its claims imply it together")));
        }
    }
    notes
}

/// The critical tolerance as a sentence.
fn goes_away(widening: &Critical) -> String {
    match widening {
        Critical::PerCent(_) => format!("if both figures are widened by {} or more", critical(widening)),
        // The words name the boundary and the way it has to move: "the start is 7 days later (2024-05-17)".
        Critical::Days(_, words) => format!("if {words}"),
    }
}
