//! A comment on a pull request: what it comes to, and the loudest discrepancies as a table. GitHub takes 65,536
//! characters of it, so what does not fit is counted.

mod escaped;

use std::io;

use crate::audit::Audit;
use crate::audit::disposition::Disposition;
use crate::audit::finding::{Finding, Side};
use crate::graph::support::Support;
use crate::model::amount::Amount;
use crate::report::markdown::escaped::{escaped, shortened};
use crate::report::number::{counted, grouped, share_of_one};
use crate::report::summary::closing;
use crate::rules::level::Level;

/// The longest report, in bytes; GitHub counts characters, which are no more.
pub const LONGEST: usize = 60_000;

/// How many datasets have a part of their own.
const PARTS: usize = 30;
/// What is kept of the room for the last lines, in bytes.
const CLOSING: usize = 300;
/// The longest text of a cell, of a heading and of a note, in characters before they are escaped.
const CELL: usize = 300;
/// What is kept of the room of a list for the line that counts what is left out, in bytes.
const OTHERS: usize = 60;
/// The head of the table.
const COLUMNS: &str = "| level | discrepancy | figures | where | probable cause |\n|---|---|---|---|---|\n";

/// Writes all audits, each under a heading.
///
/// # Errors
/// What `out` fails with.
pub fn write(audits: &[Audit], out: &mut dyn io::Write) -> io::Result<()> {
    let shown = audits.len().min(PARTS);
    let mut text = String::new();
    for (number, audit) in audits.iter().take(PARTS).enumerate() {
        // What one dataset leaves of its share the next ones have.
        let room = (LONGEST - CLOSING).saturating_sub(text.len()) / (shown - number);
        text += &part(audit, room);
    }
    if audits.len() > shown {
        let others = (audits.len() - shown) as u64;
        text += &format!("… and {}: {}\n\n", counted(others, "more dataset"), closing(&audits[shown..]));
    }
    if audits.len() > 1 {
        text += &format!("**In {}: {}**\n", counted(audits.len() as u64, "dataset"), closing(audits));
    }
    out.write_all(text.as_bytes())
}

/// The part of one dataset, no longer than `room` bytes, which is at least its head.
fn part(audit: &Audit, room: usize) -> String {
    let mut text = head(audit);
    let room = room.saturating_sub(text.len());
    let notes = details(audit, room / 3);
    text += &table(&loud(audit), room - notes.len());
    text + &notes
}

fn head(audit: &Audit) -> String {
    let title = if audit.title.is_empty() { &audit.dataset } else { &audit.title };
    let counts = &audit.counts;
    let figures: u64 = audit.verified.support.iter().sum();
    let verified = match audit.verified.supported(Support::IndependentlyVerified) {
        0 => "none".to_owned(),
        some => grouped(some),
    };
    let verified = match figures {
        0 => String::new(),
        _ => format!(" · {verified} of {} independently verified", counted(figures, "figure")),
    };
    let mut text = format!("## {}\n\n", escaped(&shortened(title, CELL / 2)));
    text += &format!(
        "**{}** · {} in {}{verified}\n\n",
        closing(std::slice::from_ref(audit)),
        counted(counts.claims, "claim"),
        counted(counts.comparisons, "comparison"),
    );
    if audit.problems > 0 {
        let problems = counted(audit.problems, "problem");
        text += &format!("**{problems}: only what could be loaded was audited.**\n\n");
    }
    text
}

/// What somebody has to look at, the loudest first.
fn loud(audit: &Audit) -> Vec<&Finding> {
    let is_loud = |finding: &&Finding| finding.level >= Level::Warn.min(audit.threshold);
    let mut findings: Vec<&Finding> = audit.open().filter(is_loud).collect();
    // Stable: within a level the order of the audit stands.
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.level));
    findings
}

/// As many rows as there is room for, and how many there are not.
fn table(findings: &[&Finding], room: usize) -> String {
    let mut text = COLUMNS.to_owned();
    let mut shown = 0;
    for finding in findings {
        let row = row(finding);
        if text.len() + row.len() + OTHERS > room {
            break;
        }
        text += &row;
        shown += 1;
    }
    let others = (findings.len() - shown) as u64;
    match (shown, others) {
        (0, 0) => String::new(),
        (0, _) => format!("No room for {}.\n\n", counted(others, "row")),
        (_, 0) => text + "\n",
        (_, _) => text + &format!("\n… and {} more\n\n", grouped(others)),
    }
}

fn row(finding: &Finding) -> String {
    let sides = || std::iter::once(&finding.left).chain(&finding.right);
    let figures: Vec<String> = sides().map(figure).collect();
    let places = sides().filter_map(|side| side.witnesses.iter().find_map(|witness| witness.excerpt.as_ref()));
    let mut places: Vec<String> =
        places.map(|place| format!("{}:{}", shortened(&place.file, CELL / 2), place.line)).collect();
    places.dedup();
    let cause = match finding.causes.as_deref() {
        None => String::new(),
        Some([]) => "none found".to_owned(),
        Some([first, ..]) => format!("{} (fit {})", first.sentence, share_of_one(first.fit)),
    };
    let cells = [format!("{}: {}", finding.rule, finding.headline), figures.join(" / "), places.join(", "), cause];
    let cells = cells.map(|cell| escaped(&shortened(&cell, CELL)));
    let reopened = if finding.disposition == Disposition::New { "" } else { ", reopened" };
    format!("| {}{reopened} | {} |\n", finding.level.word(), cells.join(" | "))
}

/// What a side says: its figure as printed, or what its claims imply together.
fn figure(side: &Side) -> String {
    let end = |amount: Option<Amount>| amount.map_or_else(|| "?".to_owned(), |amount| amount.to_string());
    match (side.implied, side.witnesses.first()) {
        (Some(implied), _) => format!("{} to {}", end(implied.low), end(implied.high)),
        (None, Some(witness)) => witness.printed.clone(),
        (None, None) => String::new(),
    }
}

/// What was not compared, and the notes, folded away: as many as there is room for.
fn details(audit: &Audit, room: usize) -> String {
    let reasons =
        audit.not_compared.iter().map(|not| format!("{} not compared: {}", counted(not.pairs, "pair"), not.reason));
    let notes = audit.notes.iter().map(|note| format!("note: {note}"));
    let lines: Vec<String> = reasons.chain(notes).map(|line| escaped(&shortened(&line, CELL))).collect();
    let (open, close) = ("<details><summary>What was not compared, and notes</summary>\n\n", "\n</details>\n\n");
    let mut text = open.to_owned();
    let mut shown = 0;
    for line in &lines {
        if text.len() + line.len() + close.len() + OTHERS > room {
            break;
        }
        text += &format!("- {line}\n");
        shown += 1;
    }
    let others = (lines.len() - shown) as u64;
    match (shown, others) {
        (0, _) => String::new(),
        (_, 0) => text + close,
        (_, _) => text + &format!("- … and {} more\n", grouped(others)) + close,
    }
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Event, Options, Parser, Tag};

    use super::{LONGEST, write};
    use crate::audit::Audit;
    use crate::audit::disposition::{Disposition, Reopened, Since};
    use crate::report::samples;

    fn markdown(audits: &[Audit]) -> String {
        let mut out = Vec::new();
        write(audits, &mut out).expect("memory takes everything");
        String::from_utf8(out).expect("text")
    }

    /// How many cells each row has as a reader sees it, and the elements of HTML.
    fn read(text: &str) -> (Vec<usize>, Vec<String>) {
        let (mut rows, mut html) = (Vec::new(), Vec::new());
        for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
            match event {
                Event::Start(Tag::TableHead | Tag::TableRow) => rows.push(0),
                Event::Start(Tag::TableCell) => *rows.last_mut().unwrap_or(&mut 0) += 1,
                Event::Html(text) | Event::InlineHtml(text) => html.push(text.trim().to_owned()),
                Event::Start(Tag::Link { .. } | Tag::Image { .. }) => html.push("a link".to_owned()),
                _ => {}
            }
        }
        (rows, html)
    }

    #[test]
    fn a_comment_says_what_it_comes_to_and_shows_the_loudest() {
        insta::assert_snapshot!(markdown(&[samples::audit(), samples::empty_audit()]));
    }

    #[test]
    fn a_comment_is_short_however_much_was_found() {
        let many = |audit: Audit| Audit {
            findings: audit.findings.iter().cycle().take(10_000).cloned().collect(),
            notes: audit.notes.iter().cycle().take(1_000).cloned().collect(),
            ..audit
        };
        let mut hostile = samples::hostile_audit();
        hostile.title = "#".repeat(10_000);
        hostile.notes = vec!["@|#".repeat(10_000)];
        hostile.findings[0].headline = "#\u{1b}|".repeat(10_000);
        for (audits, least) in [
            (vec![many(samples::audit())], 40_000),
            (vec![many(hostile.clone())], 40_000),
            (vec![many(samples::audit()); 7], 40_000),
            (vec![many(hostile); 40], 20_000),
        ] {
            let text = markdown(&audits);
            assert!((least..=LONGEST).contains(&text.len()), "{} bytes", text.len());
            assert!(text.contains("… and ") || text.contains("No room for "), "what is left out is counted");
        }
    }

    #[test]
    fn every_row_has_the_cells_of_the_head_and_nothing_is_markup_but_ours() {
        let (rows, html) = read(&markdown(&[samples::audit(), samples::hostile_audit()]));
        assert_eq!(rows, [5; 6], "two heads and four findings");
        let ours = ["<details><summary>What was not compared, and notes</summary>", "</details>"];
        assert_eq!(html, [ours, ours].concat());
    }

    #[test]
    fn what_was_accepted_is_counted_and_not_shown() {
        let mut audit = samples::audit();
        audit.findings[0].disposition = Disposition::Known(Since::default());
        audit.findings[2].disposition = Disposition::Reopened(Reopened::Known);
        let text = markdown(&[audit]);
        assert!(text.contains("**1 at deny, 1 at warn; 1 known**") && !text.contains("51,579"), "{text}");
        assert!(text.contains("\n| deny, reopened | part-exceeds-whole"), "{text}");
    }
}
