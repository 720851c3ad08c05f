//! Why a figure has its status, as text for a terminal.

use std::io;

use crate::audit::explanation::{Contra, Explanation, Relation, Speaker};
use crate::graph::stance::Says;
use crate::report::number::{counted, grouped};
use crate::report::printable::printable;
use crate::verify::conflict::Conflict;

/// Writes an explanation.
///
/// # Errors
/// What `out` fails with.
pub fn write(told: &Explanation, out: &mut dyn io::Write) -> io::Result<()> {
    let claim = &told.claim;
    let mut line = |text: String| writeln!(out, "{}", printable(&text));
    line(format!("{}: {}", claim.claim, claim.printed))?;
    line(format!("{}, {}, {}", claim.metric, told.about, claim.period))?;
    if let Some(excerpt) = &told.excerpt {
        line(format!("{}:{}:{}", excerpt.file, excerpt.line, excerpt.column))?;
    }
    line(String::new())?;
    line(status(told))?;
    section("where it comes from", told.path.iter().cloned(), out)?;
    let more = (told.more_speakers > 0).then(|| format!("and {} more", grouped(told.more_speakers as u64)));
    section("who speaks to it", told.speakers.iter().map(speaker).chain(more), out)?;
    section("what speaks against it", told.against.iter().map(contra), out)?;
    let others = told.others.iter().map(|other| {
        let relation = match other.relation {
            Relation::Same => "counts the same",
            Relation::Floor => "counts a floor of it",
            Relation::Part => "counts a part of it",
            Relation::Whole => "counts a whole around it",
            Relation::Ambiguous => "uses a word that may mean the same",
        };
        let days = match other.of_same_days {
            0 => "none of the same days".to_owned(),
            days => format!("{} of the same days", grouped(days)),
        };
        let figures = counted(other.figures, "figure");
        format!("{} {relation} ({}): {figures}, {days}; {}", other.source, other.metric.to_lowercase(), other.why)
    });
    section("who else counts", others, out)?;
    section("what would raise it", told.needs.iter().cloned(), out)
}

fn section(title: &str, lines: impl Iterator<Item = String>, out: &mut dyn io::Write) -> io::Result<()> {
    let lines: Vec<String> = lines.collect();
    writeln!(out, "\n{title}:")?;
    if lines.is_empty() {
        return writeln!(out, "  nothing");
    }
    lines.iter().try_for_each(|line| writeln!(out, "  {}", printable(line)))
}

/// Support, conflict and both letters of AJP-2.1, in words.
fn status(told: &Explanation) -> String {
    let verification = &told.verification;
    let mut words = verification.support.word().to_owned();
    if verification.conflict != Conflict::None {
        words += &format!(", {}", verification.conflict.word());
    }
    let credibility = match verification.credibility {
        1 => "confirmed",
        2 => "probably true",
        3 => "possibly true",
        4 => "doubtful",
        5 => "improbable",
        _ => "truth cannot be judged",
    };
    let reliability = match told.reliability {
        'A' => "completely reliable",
        'B' => "usually reliable",
        'C' => "fairly reliable",
        'D' => "not usually reliable",
        'E' => "unreliable",
        _ => "reliability not judged",
    };
    let letters = format!("{}{}", told.reliability, verification.credibility);
    words += &format!(" ({letters}: source {reliability}, information {credibility})");
    let backing = &verification.backing;
    if backing.independent > 0 {
        let at_least = if backing.exact { "" } else { "at least " };
        let noun = counted(u64::from(backing.independent), "independent confirmation");
        words += &format!("; {at_least}{noun}");
    }
    for word in verification.aside.words() {
        words += &format!("; {word}");
    }
    if let Some(stated) = &told.stated {
        words += &format!("; its document says: {stated}");
    }
    words
}

fn speaker(speaker: &Speaker) -> String {
    let says = match speaker.says {
        Says::Confirms => "confirms",
        Says::Bounds => "bounds",
        Says::Repeats => "has the very same figure",
        Says::Otherwise => "says otherwise",
    };
    let mut words = format!(
        "{says}: {} {}, {} ({}, `{}`); {}",
        speaker.claim.printed,
        speaker.claim.metric.to_lowercase(),
        speaker.claim.period,
        speaker.claim.source,
        speaker.claim.claim,
        speaker.why
    );
    if speaker.direct {
        words += "; a direct count";
    }
    if !speaker.disinterested {
        words += "; takes a side with its source";
    }
    words
}

fn contra(contra: &Contra) -> String {
    let strength = contra.strength.map_or_else(String::new, |strength| format!(", {}", strength.word()));
    let more = if contra.more > 0 { format!(", and {} more", grouped(contra.more as u64)) } else { String::new() };
    let by = &contra.by;
    format!(
        "{} [{}{strength}]: {} {}, {} ({}, `{}`){more}",
        contra.conflict.word(),
        contra.rule,
        by.printed,
        by.metric.to_lowercase(),
        by.period,
        by.source,
        by.claim
    )
}
