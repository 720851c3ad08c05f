//! What an audit comes to, in a few lines: the findings by rule, what was not compared and why, and
//! the last line, which is the one that people quote.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io;

use crate::audit::disposition::Disposition;
use crate::audit::finding::Finding;
use crate::audit::verified::Verified;
use crate::audit::{Audit, NotCompared};
use crate::graph::support::Support;
use crate::report::number::{counted, grouped};
use crate::report::printable::printable;
use crate::rules::level::Level;
use crate::verify::conflict::Conflict;

/// Writes the summary of one audit.
///
/// # Errors
/// What `out` fails with.
pub fn write(audit: &Audit, out: &mut dyn io::Write) -> io::Result<()> {
    by_rule(audit, out)?;
    accepted(audit, out)?;
    verification(audit, out)?;
    not_compared(audit, out)?;
    if !audit.notes.is_empty() {
        writeln!(out, "notes:")?;
        for note in &audit.notes {
            writeln!(out, "  {}", printable(note))?;
        }
        writeln!(out)?;
    }
    if audit.problems > 0 {
        writeln!(out, "{}: only what could be loaded was audited", counted(audit.problems, "problem"))?;
    }
    if let Some(day) = audit.as_of {
        writeln!(out, "as of {day}")?;
    }
    writeln!(out, "{}", closing(std::slice::from_ref(audit)))
}

/// What the audits come to: `3 at deny, 10 at warn, 42 at note`. What was accepted before is counted apart.
#[must_use]
pub fn closing(audits: &[Audit]) -> String {
    let found = || audits.iter().flat_map(|audit| &audit.findings);
    let open = || audits.iter().flat_map(Audit::open);
    let at = |level: Level| open().filter(|finding| finding.level == level).count() as u64;
    let accepted: Vec<String> =
        [("known", Disposition::is_known as fn(&Disposition) -> bool), ("waived", Disposition::is_waived)]
            .into_iter()
            .map(|(word, is)| (word, found().filter(|finding| is(&finding.disposition)).count() as u64))
            .filter(|(_, count)| *count > 0)
            .map(|(word, count)| format!("{} {word}", grouped(count)))
            .collect();
    let counts: Vec<String> = [Level::Deny, Level::Warn, Level::Note]
        .into_iter()
        .filter(|&level| at(level) > 0)
        .map(|level| format!("{} at {}", grouped(at(level)), level.word()))
        .collect();
    let comparisons = audits.iter().fold(0_u64, |sum, audit| sum.saturating_add(audit.counts.comparisons));
    match (counts.is_empty(), comparisons) {
        // To find nothing and to look at nothing are told apart.
        (true, 0) => "nothing was compared".to_owned(),
        (true, _) if !accepted.is_empty() => format!("nothing new; {}", accepted.join(", ")),
        (true, _) => format!("no discrepancies in {}", counted(comparisons, "comparison")),
        (false, _) if !accepted.is_empty() => format!("{}; {}", counts.join(", "), accepted.join(", ")),
        (false, _) => counts.join(", "),
    }
}

/// A table of the rules that found something, loudest first, then by how often.
fn by_rule(audit: &Audit, out: &mut dyn io::Write) -> io::Result<()> {
    let mut counts: BTreeMap<(Reverse<Level>, &str), u64> = BTreeMap::new();
    for finding in audit.open() {
        *counts.entry((Reverse(finding.level), &finding.rule)).or_default() += 1;
    }
    if counts.is_empty() {
        return Ok(());
    }
    let mut rows: Vec<_> = counts.into_iter().map(|((Reverse(level), rule), count)| (level, rule, count)).collect();
    rows.sort_by_key(|&(level, rule, count)| (Reverse(level), Reverse(count), rule));
    let rules: Vec<_> = rows.iter().map(|(_, rule, _)| printable(rule)).collect();
    let width = rules.iter().map(|rule| rule.chars().count()).max().unwrap_or(0).max("rule".len());
    writeln!(out, "{:<width$}  level  discrepancies", "rule")?;
    for ((level, _, count), rule) in rows.iter().zip(&rules) {
        writeln!(out, "{rule:<width$}  {:<5}  {:>13}", level.word(), grouped(*count))?;
    }
    writeln!(out)
}

/// The discrepancies that were accepted and have grown since.
fn accepted(audit: &Audit, out: &mut dyn io::Write) -> io::Result<()> {
    let grown = |finding: &Finding| finding.disposition.since().map_or(0, |since| since.grown);
    let mut some = false;
    for finding in audit.findings.iter().filter(|finding| grown(finding) > 0) {
        let (state, by) = (finding.disposition.word(), counted(grown(finding), "time"));
        writeln!(out, "{state}, {by} more: {} [{}]", printable(&finding.headline), finding.id)?;
        some = true;
    }
    if some { writeln!(out) } else { Ok(()) }
}

/// How well the figures are supported, how many are contested, and what it would take to verify one.
fn verification(audit: &Audit, out: &mut dyn io::Write) -> io::Result<()> {
    let Verified { support, conflict } = &audit.verified;
    let figures: u64 = support.iter().sum();
    if figures == 0 {
        return Ok(());
    }
    let listed = |words: Vec<(&str, u64)>| -> String {
        let told = words.into_iter().filter(|(_, count)| *count > 0);
        told.map(|(word, count)| format!("{} {word}", grouped(count))).collect::<Vec<_>>().join(", ")
    };
    let with = |words: &[&'static str], counts: &[u64]| words.iter().copied().zip(counts.iter().copied()).collect();
    let verified = audit.verified.supported(Support::IndependentlyVerified);
    let others = listed(with(&Support::WORDS.map(|(word, _)| word)[..5], support));
    let none = if verified == 0 { "none".to_owned() } else { grouped(verified) };
    let others = if others.is_empty() { String::new() } else { format!("; {others}") };
    writeln!(out, "verification of {}:", counted(figures, "figure"))?;
    writeln!(out, "  {none} independently verified{others}")?;
    let contested = listed(with(&Conflict::WORDS.map(|(word, _)| word)[1..], &conflict[1..]));
    if !contested.is_empty() {
        writeln!(out, "  spoken against: {contested}")?;
    }
    if verified < figures {
        writeln!(
            out,
            "  to verify one takes somebody who takes no side and rests on nobody in common with its source: a"
        )?;
        writeln!(out, "  register or an inspection that agrees, or two such figures independent of each other;")?;
        writeln!(out, "  `explain CLAIM` says what a figure has and lacks, `--claims FILE` lists them all")?;
    }
    writeln!(out)
}

/// What was not compared and why, the most frequent reason first.
fn not_compared(audit: &Audit, out: &mut dyn io::Write) -> io::Result<()> {
    let untouched = audit.counts.untouched;
    if audit.not_compared.is_empty() && untouched == 0 {
        return Ok(());
    }
    let mut reasons: Vec<_> = audit.not_compared.iter().collect();
    reasons.sort_by_key(|reason| Reverse(reason.pairs));
    writeln!(out, "not compared:")?;
    for NotCompared { reason, pairs, example } in reasons {
        let example = example.as_ref().map_or_else(String::new, |(left, right)| match left == right {
            true => format!(", for example `{}` of two voices", printable(left)),
            false => format!(", for example `{}` with `{}`", printable(left), printable(right)),
        });
        writeln!(out, "  {}: {}{example}", counted(*pairs, "pair"), printable(reason))?;
    }
    if untouched > 0 {
        let rules = if audit.counts.rules == 1 { "the rule held" } else { "no rule held" };
        let other = if audit.counts.rules == 1 { "no other" } else { "another" };
        let list = "`--untouched FILE` lists them";
        writeln!(out, "  {}: {rules} them against {other}; {list}", counted(untouched, "claim"))?;
    }
    writeln!(out)
}
