//! `counterclaim explain`: what a rule checks, and why; why a figure has its status.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Error;
use counterclaim::audit::explanation;
use counterclaim::load::load;
use counterclaim::report;
use counterclaim::report::printable::printable;
use counterclaim::rules::rule::Rule;

use crate::cli::color::Color;
use crate::cli::exit::Outcome;
use crate::cli::failure::Failure;
use crate::cli::folders::{Folders, in_force};
use crate::cli::{datasets, problems};

/// Say what a rule checks, or why a figure has its status
///
/// Of a rule: what it checks, why, and its examples. Of a claim: the way to its origin, who speaks for it and how
/// independent they are, what speaks against it, who else counts the same, and what would raise its status.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  counterclaim explain part-exceeds-whole
  counterclaim explain en25-vehicles
  counterclaim explain gs-personnel/2025-06-12/personnel.losses datasets/ukraine-losses
  counterclaim explain my-rule --rules my-rules")]
pub(crate) struct Arguments {
    /// A rule's id, or a claim's
    #[arg(value_name = "RULE|CLAIM")]
    id: String,
    /// Folders of datasets in which the claim is looked for; every dataset in `./datasets` where none is named
    #[arg(value_name = "DATASET")]
    datasets: Vec<PathBuf>,
    /// Show every claim of long examples
    #[arg(long)]
    full: bool,
    #[command(flatten)]
    folders: Folders,
}

/// Prints what there is to say of the rule, or of the claim.
pub(crate) fn run(arguments: &Arguments, color: Color) -> Result<Outcome, Error> {
    let (rules, problems) = in_force(&arguments.folders, None);
    if let Some(rule) = rules.get(&arguments.id) {
        problems::show(&problems, color);
        explain(rule, arguments.full, &mut io::stdout().lock())?;
        return Ok(if problems.is_empty() { Outcome::Agreed } else { Outcome::Incomplete });
    }
    let of_claim = claim(arguments, color)?;
    let known: Vec<&Rule> = rules.iter().collect();
    of_claim.ok_or_else(|| neither(&arguments.id, &known).into())
}

/// Explains the claim in every dataset that has it; `None` if no dataset has.
fn claim(arguments: &Arguments, color: Color) -> Result<Option<Outcome>, Error> {
    // Without datasets there may still be a rule that was meant.
    let folders = if arguments.datasets.is_empty() && !Path::new(datasets::DEFAULT).is_dir() {
        Vec::new()
    } else {
        datasets::find(&arguments.datasets)?
    };
    let mut outcome = None;
    for folder in folders {
        let loaded = load(&folder);
        let claims = &loaded.dataset.claims;
        let Some(ix) = claims.claims().find(|&ix| claims.id(ix) == arguments.id) else { continue };
        let (rules, mut found) = in_force(&arguments.folders, Some(&folder));
        found.extend(loaded.problems.iter().cloned());
        problems::show(&found, color);
        let told = explanation::explain(&loaded.dataset, &rules, ix);
        if outcome.is_some() {
            writeln!(io::stdout())?;
        }
        report::explanation::write(&told, &mut io::stdout().lock())?;
        let complete = found.is_empty() && outcome != Some(Outcome::Incomplete);
        outcome = Some(if complete { Outcome::Agreed } else { Outcome::Incomplete });
    }
    Ok(outcome)
}

/// That there is neither a rule nor a claim of this name.
fn neither(id: &str, rules: &[&Rule]) -> Failure {
    Failure::new(format!("`{id}` is neither a rule nor a claim of a dataset"))
        .hint("`counterclaim rules` lists the rules; `counterclaim audit --claims claims.csv` writes every claim")
        .did_you_mean(id, rules.iter().map(|rule| rule.id.as_str()))
}

/// That there is no such rule.
pub(crate) fn unknown(id: &str, rules: &[&Rule]) -> Failure {
    Failure::new(format!("unknown rule `{id}`"))
        .hint("`counterclaim rules` lists them; one in a file of yours is named with `--rules FILE`")
        .did_you_mean(id, rules.iter().map(|rule| rule.id.as_str()))
}

fn explain(rule: &Rule, full: bool, out: &mut dyn Write) -> io::Result<()> {
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

    use super::{SHOWN, explain, shortened, unknown};
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

    #[test]
    fn an_unknown_rule_is_guessed() {
        let known = rule("part-exceeds-whole", Level::Deny);
        let guessed = unknown("part-exceed-whole", &[&known]);
        assert_eq!(guessed.hint.as_deref(), Some("did you mean `part-exceeds-whole`?"));
        assert_eq!(
            unknown("x", &[]).hint.as_deref(),
            Some("`counterclaim rules` lists them; one in a file of yours is named with `--rules FILE`")
        );
    }
}
