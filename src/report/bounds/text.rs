//! Answers as people read them: the interval first, then the sum behind each end; a series as a table.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use crate::audit::bounds::answer::{Answer, Band, Bounds, End, Figure, Heard, Span, World};
use crate::report::bounds::{day, voice};
use crate::report::number::{counted, grouped};
use crate::report::printable::printable;

/// How many rows a table of days has at most.
const ROWS: usize = 40;

/// How many figures that were left out are named.
const NAMED: usize = 5;

/// Writes the answers, one dataset after the other.
///
/// # Errors
/// What `out` fails with.
pub fn write(all: &[Bounds], out: &mut dyn io::Write) -> io::Result<()> {
    for (number, bounds) in all.iter().enumerate() {
        if number > 0 {
            writeln!(out)?;
        }
        if all.len() > 1 {
            writeln!(out, "{}", printable(&bounds.dataset))?;
        }
        writeln!(out, "{}", printable(&heading(bounds)))?;
        for world in &bounds.worlds {
            of_world(bounds, world, out)?;
        }
    }
    Ok(())
}

/// `personnel.losses of russian-forces in ukraine by the end of 2023-12-31`.
fn heading(bounds: &Bounds) -> String {
    let counted = &bounds.counted;
    let what = format!("{} of {} in {}", counted.metric, counted.subject, counted.place);
    let when = match bounds.spans.as_slice() {
        _ if bounds.is_series => "day by day".to_owned(),
        [Span { last, from_beginning: true, .. }, ..] => format!("by the end of {}", day(*last)),
        [Span { first, last, .. }, ..] if first == last => format!("on {}", day(*first)),
        [Span { first, last, .. }, ..] => format!("from {} to {}", day(*first), day(*last)),
        [] => String::new(),
    };
    let since = match bounds.spans.first() {
        Some(span) if span.from_beginning => format!(", since {}", day(span.first)),
        _ => String::new(),
    };
    format!("{what} {when}{since}")
}

fn of_world(bounds: &Bounds, world: &World, out: &mut dyn io::Write) -> io::Result<()> {
    if bounds.worlds.len() > 1 {
        let meanings: Vec<String> = world.read_as.iter().map(|meaning| format!("`{meaning}`")).collect();
        writeln!(out, "\nread as {}", printable(&meanings.join(" or ")))?;
    }
    if !world.together {
        writeln!(out, "\nnot all voices can be right: one answer for every set of them that can")?;
    }
    if world.answers.is_empty() {
        writeln!(out, "\nno voice can be heard that does not contradict itself")?;
    }
    for answer in &world.answers {
        writeln!(out)?;
        let who = printable(&voices(answer)).into_owned();
        match answer.bands.as_slice() {
            [band] if !bounds.is_series => of_band(&who, band, out)?,
            bands => of_series(&who, &bounds.spans, bands, out)?,
        }
        not_with(world, answer, out)?;
    }
    left_out(world, out)?;
    for heard in &world.unheard {
        writeln!(out, "\nnot heard, because it contradicts itself throughout: {}", printable(&heard.name))?;
    }
    if !world.exhaustive {
        writeln!(out, "\nnot everything was tried: the true bounds may be tighter")?;
    }
    Ok(())
}

/// Who implies it: all voices of a set, or all of which some can be right.
fn voices(answer: &Answer) -> String {
    match answer.coalitions.as_slice() {
        [one] => one.iter().map(|heard| voice(&heard.name, heard)).collect::<Vec<_>>().join("; "),
        _ => {
            let voices = answer.voices();
            let of_each = voices.chunk_by(|one, other| one.source == other.source).map(of_readings);
            format!("{}; whichever of them are right", of_each.collect::<Vec<_>>().join("; "))
        }
    }
}

/// Who says something and cannot be right with these.
fn not_with(world: &World, answer: &Answer, out: &mut dyn io::Write) -> io::Result<()> {
    let heard: BTreeSet<&str> = answer.voices().into_iter().map(|heard| heard.source.as_str()).collect();
    let all: BTreeMap<&str, &str> = world.answers.iter().flat_map(Answer::voices).map(Heard::id_and_name).collect();
    let others: Vec<&str> = all.into_iter().filter(|(id, _)| !heard.contains(id)).map(|(_, name)| name).collect();
    if others.is_empty() {
        return Ok(());
    }
    writeln!(out, "  cannot be right with these: {}", printable(&others.join("; ")))
}

/// A voice in any of several readings: `ministry (`losses` as `killed` or `hurt`)`.
fn of_readings(voices: &[&Heard]) -> String {
    let mut meanings: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (word, meaning) in voices.iter().flat_map(|heard| &heard.read_as) {
        meanings.entry(word).or_default().insert(meaning);
    }
    let each: Vec<String> = meanings
        .into_iter()
        .map(|(word, meanings)| {
            let meanings: Vec<String> = meanings.into_iter().map(|meaning| format!("`{meaning}`")).collect();
            format!("`{word}` as {}", meanings.join(" or "))
        })
        .collect();
    let name = voices.first().map_or("", |heard| heard.name.as_str());
    if each.is_empty() { name.to_owned() } else { format!("{name} ({})", each.join(", ")) }
}

fn of_band(who: &str, band: &Band, out: &mut dyn io::Write) -> io::Result<()> {
    let said = match (band.exactly(), &band.low, &band.high) {
        (Some(exactly), ..) => format!("exactly {exactly}"),
        (None, Some(low), Some(high)) => format!("between {} and {}", low.value, high.value),
        (None, Some(low), None) => format!("at least {}; nothing bounds it from above", low.value),
        (None, None, Some(high)) => format!("at most {}; nothing bounds it from below", high.value),
        (None, None, None) => "nothing bounds it".to_owned(),
    };
    writeln!(out, "{who}: {said}")?;
    of_end("at least", band.low.as_ref(), out)?;
    of_end("at most ", band.high.as_ref(), out)
}

fn of_end(bound: &str, end: Option<&End>, out: &mut dyn io::Write) -> io::Result<()> {
    let Some(end) = end else { return Ok(()) };
    writeln!(out, "  {bound} {}", printable(&end.arithmetic))?;
    for why in &end.rests_on {
        writeln!(out, "           {}", printable(why))?;
    }
    Ok(())
}

/// A table of days: where they are many, those on which the band changes; where these are many, some of them.
fn of_series(who: &str, spans: &[Span], bands: &[Band], out: &mut dyn io::Write) -> io::Result<()> {
    let changes = |at: &usize| *at == 0 || bands[*at].values() != bands[*at - 1].values();
    let all: Vec<usize> = (0..bands.len().min(spans.len())).collect();
    let shown = if all.len() > ROWS { all.iter().copied().filter(changes).collect() } else { all.clone() };
    let shown = evenly(shown);
    let rows: Vec<[String; 3]> = shown
        .iter()
        .map(|&at| {
            let (low, high) = bands[at].values();
            let amount = |end: Option<_>| end.map_or_else(|| "-".to_owned(), |end| format!("{end}"));
            [day(spans[at].last), amount(low), amount(high)]
        })
        .collect();
    let header = ["day".to_owned(), "at least".to_owned(), "at most".to_owned()];
    let wide = |column: usize| rows.iter().chain([&header]).map(|row| row[column].chars().count()).max().unwrap_or(0);
    let [days, lows, highs] = [0, 1, 2].map(wide);
    writeln!(out, "{who}")?;
    for [day, low, high] in std::iter::once(&header).chain(&rows) {
        writeln!(out, "  {day:<days$}  {low:>lows$}  {high:>highs$}")?;
    }
    let left = all.len().saturating_sub(shown.len());
    if left > 0 {
        let days = counted(left as u64, "more day");
        writeln!(out, "  {days} left out: `--format csv` has all {}", grouped(all.len() as u64))?;
    }
    Ok(())
}

/// Some of many, spread evenly, with the first and the last.
fn evenly(all: Vec<usize>) -> Vec<usize> {
    if all.len() <= ROWS {
        return all;
    }
    (0..ROWS).map(|row| all[row * (all.len() - 1) / (ROWS - 1)]).collect()
}

/// What was not heard, because its voice contradicts itself.
fn left_out(world: &World, out: &mut dyn io::Write) -> io::Result<()> {
    for of_voice in world.left_out.chunk_by(|one, other| one.source == other.source) {
        let named = |figure: &Figure| {
            let claim = figure.claims.first().map_or("", String::as_str);
            format!("{} ({}, {claim})", figure.printed, figure.days)
        };
        let mut each: Vec<String> = of_voice.iter().take(NAMED).map(named).collect();
        let more = of_voice.len().saturating_sub(NAMED);
        if more > 0 {
            each.push(format!("{} more", grouped(more as u64)));
        }
        let name = of_voice.first().map_or("", |figure| figure.name.as_str());
        writeln!(out, "\nleft out, because {} contradicts itself: {}", printable(name), printable(&each.join(", ")))?;
    }
    Ok(())
}
