//! A rule in words: what it checks, and why.

use std::io::{self, Write};

use counterclaim::report::printable::printable;
use counterclaim::rules::rule::Rule;

/// Writes what a rule checks, why, and its examples; long ones `full`.
pub(super) fn explain(rule: &Rule, full: bool, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{} ({}, {})", printable(&rule.id), rule.level.word(), rule.kind_word())?;
    writeln!(out, "{}\n", printable(&rule.title))?;
    if !rule.why.is_empty() {
        writeln!(out, "why: {}\n", printable(&rule.why))?;
    }
    let lines: Vec<&str> = rule.text.lines().collect();
    let starts = |header: &str| lines.iter().position(|line| line.starts_with(header)).unwrap_or(lines.len());
    let (check, examples) = (starts("[check"), starts("[[example"));
    section("checks:", &whole(lines.get(check..examples.max(check)).unwrap_or_default()), out)?;
    let examples = lines.get(examples..check.max(lines.len())).unwrap_or_default();
    section("examples:", &if full { whole(examples) } else { shortened(examples) }, out)?;
    writeln!(out, "defined in {}", printable(&rule.origin))
}

/// Of how many claims of an example the lines are shown.
const SHOWN: usize = 6;

fn whole(lines: &[&str]) -> Vec<String> {
    lines.iter().map(|&line| line.to_owned()).collect()
}

/// Lines of which long lists of claims are cut short.
fn shortened(lines: &[&str]) -> Vec<String> {
    let is_claim = |line: &str| line.starts_with("  {");
    let mut shown = Vec::new();
    for run in lines.chunk_by(|a, b| is_claim(a) == is_claim(b)) {
        let more = run.len().saturating_sub(SHOWN);
        if is_claim(run[0]) && more > 1 {
            shown.extend(whole(&run[..SHOWN]));
            shown.push(format!("  # … {more} more claims; `--full` shows them"));
        } else {
            shown.extend(whole(run));
        }
    }
    shown
}

/// Lines of the rule as written, set in.
fn section(title: &str, lines: &[String], out: &mut dyn Write) -> io::Result<()> {
    if lines.is_empty() {
        return Ok(());
    }
    writeln!(out, "{title}")?;
    for line in lines {
        writeln!(out, "{}", format!("  {}", printable(line)).trim_end())?;
    }
    if lines.last().is_some_and(|line| !line.is_empty()) { writeln!(out) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use counterclaim::rules::level::Level;

    use super::{SHOWN, explain, shortened};
    use crate::cli::rules::tests::rule;

    #[test]
    fn a_rule_is_shown_with_its_reason_check_and_examples() {
        let mut out = Vec::new();
        explain(&rule("part-exceeds-whole", Level::Deny), false, &mut out).expect("memory");
        assert_eq!(
            String::from_utf8_lossy(&out),
            "part-exceeds-whole (deny, compare)\n\
             A part is larger than the whole that contains it\n\n\
             why: The killed are among the casualties.\n\n\
             checks:\n  [check.compare]\n  period = \"same\"\n\n\
             examples:\n  [[example]]\n  name = \"a\"\n  expect = \"fires\"\n\n\
             defined in rules/part-exceeds-whole.toml\n"
        );
    }

    #[test]
    fn long_lists_of_claims_are_cut_short() {
        let claims = vec!["  { value = 1 },"; 40];
        let lines: Vec<&str> = ["claims = ["].into_iter().chain(claims).chain(["]"]).collect();
        let shown = shortened(&lines);
        assert_eq!(shown.len(), SHOWN + 3);
        assert_eq!(shown[SHOWN + 1], "  # … 34 more claims; `--full` shows them");
        assert_eq!(shortened(&lines[..SHOWN + 2]).len(), SHOWN + 2, "one claim more is shown");
    }
}
