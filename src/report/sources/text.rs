//! Answers as people read them: a table of sources, and one of pairs of voices. Nothing in them is cut short.

use std::io;

use crate::audit::agreement::answer::{Agreement, Known, Pair};
use crate::graph::attribution::Independence;
use crate::model::source::Standing;
use crate::report::number::{counted, grouped};
use crate::report::printable::printable;

/// Writes the answers, one dataset after the other.
///
/// # Errors
/// What `out` fails with.
pub fn write(all: &[Agreement], out: &mut dyn io::Write) -> io::Result<()> {
    for (number, agreement) in all.iter().enumerate() {
        if number > 0 {
            writeln!(out)?;
        }
        let sources = counted(agreement.sources.len() as u64, "source");
        let voices = counted(agreement.voices, "voice");
        writeln!(out, "{}: {sources}, {voices} with figures\n", printable(&agreement.dataset))?;
        of_sources(&agreement.sources, out)?;
        of_pairs(&agreement.pairs, out)?;
        apart(agreement, out)?;
    }
    Ok(())
}

fn of_sources(sources: &[Known], out: &mut dyn io::Write) -> io::Result<()> {
    let header = ["source", "name", "group", "party", "reliability", "claims", "restated", "documents", "passed on"];
    let rows: Vec<Row<9>> = sources.iter().map(of_source).collect();
    table(&header.map(str::to_owned), 5, &rows, out)
}

fn of_source(known: &Known) -> Row<9> {
    let text = |text: &Option<String>| text.as_deref().map_or_else(|| "-".to_owned(), safe);
    let cells = [
        safe(&known.id),
        safe(&known.name),
        text(&known.group),
        text(&known.party),
        known.reliability.to_string(),
        grouped(known.claims),
        grouped(known.restatements),
        grouped(known.documents),
        grouped(known.passed_on),
    ];
    let list = |ids: &[String], unknown: bool| {
        let others = unknown.then_some("others who are not known");
        let ids: Vec<String> = ids.iter().map(|id| safe(id)).chain(others.map(str::to_owned)).collect();
        ids.join(", ")
    };
    let mut below = Vec::new();
    if !known.speaks_for.is_empty() {
        below.push(format!("speaks for {}", list(&known.speaks_for, false)));
    }
    if !known.relies_on.is_empty() || known.relies_on_unknown {
        below.push(format!("relies on {}", list(&known.relies_on, known.relies_on_unknown)));
    }
    // What rests on itself alone needs no line.
    if known.rests_on.len() > 1 || known.rests_on_unknown {
        below.push(format!("rests in the end on {}", list(&known.rests_on, known.rests_on_unknown)));
    }
    Row { cells, below }
}

fn of_pairs(pairs: &[Pair], out: &mut dyn io::Write) -> io::Result<()> {
    if pairs.is_empty() {
        return Ok(());
    }
    writeln!(out)?;
    let header =
        ["voice", "and voice", "standing", "figures", "agree", "near", "disagree", "repeats", "bounds", "missed"];
    let rows: Vec<Row<10>> = pairs.iter().map(of_pair).collect();
    table(&header.map(str::to_owned), 3, &rows, out)
}

fn of_pair(pair: &Pair) -> Row<10> {
    let [first, second] = pair.voices.each_ref().map(|voice| safe(voice));
    let standing = match pair.standing {
        Standing::Same => "one voice",
        Standing::SameGroup => "one group",
        Standing::OtherGroup => "other groups",
        Standing::Adversary => "adversaries",
    };
    let tally = &pair.tally;
    let counts = [tally.figures(), tally.agree, tally.near, tally.disagree, tally.repeats, tally.bounds, tally.missed];
    let [figures, agree, near, disagree, repeats, bounds, missed] = counts.map(grouped);
    let mut below = Vec::new();
    below.extend(independence(&first, &second, pair.independence));
    if tally.several > 0 {
        below.push(format!("{}: one of them prints several different ones", counted(tally.several, "figure")));
    }
    if tally.ambiguous > 0 {
        below.push(format!("{} not comparable: an ambiguous word", counted(tally.ambiguous, "figure")));
    }
    let cells = [first, second, standing.to_owned(), figures, agree, near, disagree, repeats, bounds, missed];
    Row { cells, below }
}

/// How far two voices are independent of each other, in words; nothing where the table says so by their standing.
fn independence(first: &str, second: &str, of: [Independence; 2]) -> Option<String> {
    match of {
        [Independence::OneGroup, _] | [_, Independence::OneGroup] => None,
        [Independence::Full, Independence::Full] => Some("independent of each other".to_owned()),
        [Independence::Partial, Independence::Partial] => Some("independent of each other in part".to_owned()),
        [one, other] => {
            let said = |who: &str, of: &str, independence: Independence| match independence {
                Independence::OneGroup | Independence::Dependent => format!("{who} brings nothing that {of} has not"),
                Independence::Partial => format!("{who} is independent of {of} in part"),
                Independence::Full => format!("{who} is independent of {of}"),
            };
            Some(format!("{}; {}", said(first, second, one), said(second, first, other)))
        }
    }
}

fn apart(agreement: &Agreement, out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(out)?;
    let pairs = |count: u64| counted(count, "pair");
    match (agreement.pairs.len(), agreement.apart) {
        (0, 0) => writeln!(out, "no two voices have a figure")?,
        (_, 0) => writeln!(out, "every two voices have a comparable figure")?,
        (_, apart) => writeln!(out, "{} of voices without a comparable figure", pairs(apart))?,
    }
    match agreement.ambiguous_only {
        0 => Ok(()),
        only => writeln!(out, "  of these {} because of an ambiguous word", pairs(only)),
    }
}

/// A row of a table, and lines below it that say what has no column.
struct Row<const N: usize> {
    cells: [String; N],
    below: Vec<String>,
}

/// A table; its columns from `numbers` on are aligned to the right.
fn table<const N: usize>(
    header: &[String; N],
    numbers: usize,
    rows: &[Row<N>],
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let all = || std::iter::once(header).chain(rows.iter().map(|row| &row.cells));
    let wide = |column: usize| all().map(|cells| cells[column].chars().count()).max().unwrap_or(0);
    let widths: [usize; N] = std::array::from_fn(wide);
    let line = |cells: &[String; N]| {
        let padded = cells.iter().zip(widths).enumerate().map(|(column, (cell, wide))| match column < numbers {
            true => format!("{cell:<wide$}"),
            false => format!("{cell:>wide$}"),
        });
        padded.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    writeln!(out, "{}", line(header))?;
    for row in rows {
        writeln!(out, "{}", line(&row.cells))?;
        for below in &row.below {
            writeln!(out, "    {below}")?;
        }
    }
    Ok(())
}

fn safe(text: &str) -> String {
    printable(text).into_owned()
}
