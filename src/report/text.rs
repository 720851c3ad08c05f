//! The report that people read in a terminal: each discrepancy drawn, loudest first, then what was
//! looked at and what was not.

use std::io;

use crate::audit::Audit;
use crate::report::drawing;
use crate::report::number::{counted, grouped};
use crate::report::printable::printable;
use crate::report::style::Style;
use crate::report::summary;

/// Writes the audits, each with its summary, and what they come to where there are several.
///
/// # Errors
/// What `out` fails with.
pub fn write(audits: &[Audit], style: Style, out: &mut dyn io::Write) -> io::Result<()> {
    for (number, audit) in audits.iter().enumerate() {
        if number > 0 {
            writeln!(out)?;
        }
        header(audit, out)?;
        if !style.quiet {
            let mut findings: Vec<_> = audit.open().collect();
            // Stable: within a level the order of the audit stands.
            findings.sort_by_key(|finding| std::cmp::Reverse(finding.level));
            for finding in findings {
                writeln!(out)?;
                out.write_all(drawing::finding(finding, style).as_bytes())?;
            }
        }
        writeln!(out)?;
        summary::write(audit, out)?;
    }
    if audits.len() > 1 {
        writeln!(out, "\nin {}: {}", counted(audits.len() as u64, "dataset"), summary::closing(audits))?;
    }
    Ok(())
}

/// What was audited, in two lines.
fn header(audit: &Audit, out: &mut dyn io::Write) -> io::Result<()> {
    let counts = &audit.counts;
    let title = if audit.title.is_empty() { &audit.dataset } else { &audit.title };
    writeln!(out, "{} ({})", printable(title), printable(&audit.dataset))?;
    let mut of_them = Vec::new();
    if counts.statements > 0 {
        of_them.push(counted(counts.statements, "statement"));
    }
    if counts.restatements > 0 {
        of_them.push(counted(counts.restatements, "restatement"));
    }
    let of_them = if of_them.is_empty() { String::new() } else { format!(" ({} among them)", of_them.join(", ")) };
    writeln!(
        out,
        "{}{of_them} from {} in {} on {}; {} made {}",
        counted(counts.claims, "claim"),
        counted(counts.sources, "source"),
        counted(counts.documents, "document"),
        if counts.quantities == 1 { "1 quantity".to_owned() } else { grouped(counts.quantities) + " quantities" },
        counted(counts.rules, "rule"),
        counted(counts.comparisons, "comparison"),
    )
}

#[cfg(test)]
mod tests {
    use super::write;
    use crate::audit::Audit;
    use crate::report::samples;
    use crate::report::style::Style;

    fn text(audits: &[Audit], style: Style) -> String {
        let mut out = Vec::new();
        write(audits, style, &mut out).expect("memory takes everything");
        String::from_utf8(out).expect("text")
    }

    #[test]
    fn a_report_shows_the_loudest_first_and_closes_with_what_it_comes_to() {
        insta::assert_snapshot!(text(&[samples::audit()], Style::default()));
    }

    #[test]
    fn a_quiet_report_is_its_summary() {
        let quiet = Style { quiet: true, ..Style::default() };
        insta::assert_snapshot!(text(&[samples::audit(), samples::empty_audit()], quiet));
    }

    #[test]
    fn nothing_compared_is_not_no_discrepancies() {
        let mut audit = samples::empty_audit();
        assert!(text(&[audit.clone()], Style::default()).ends_with("no discrepancies in 12 comparisons\n"));
        audit.counts.comparisons = 0;
        assert!(text(&[audit], Style::default()).ends_with("nothing was compared\n"));
    }

    #[test]
    fn no_escape_reaches_the_terminal_from_strangers_strings() {
        let report = text(&[samples::hostile_audit()], Style::default());
        let unsafe_character =
            report.chars().find(|&c| c != '\n' && (c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c)));
        assert_eq!(unsafe_character, None, "{report}");
    }

    #[test]
    fn colour_changes_no_word() {
        let plain = text(&[samples::audit()], Style::default());
        let colored = text(&[samples::audit()], Style { color: true, ..Style::default() });
        assert!(colored.contains('\u{1b}'));
        assert_eq!(samples::without_escapes(&colored), plain);
    }
}
