//! `counterclaim explain`: what a rule checks, and why; what a discrepancy is; why a figure has its status.

mod claim;
mod finding;
mod rule;

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Error;
use counterclaim::load::load;
use counterclaim::load::problem::Problem;
use counterclaim::model::dataset::Dataset;
use counterclaim::rules::rule::Rule;
use counterclaim::rules::set::RuleSet;

use crate::cli::color::Color;
use crate::cli::exit::Outcome;
use crate::cli::failure::Failure;
use crate::cli::folders::{Folders, in_force};
use crate::cli::{datasets, problems};

/// Say what a rule checks, what a discrepancy is, or why a figure has its status
///
/// Of a rule: what it checks, why, and its examples. Of a discrepancy, by its id or the first six digits of it: all that
/// an audit says of it, and how it is waived. Of a claim: the way to its origin, who speaks for it and how
/// independent they are, what speaks against it, who else counts the same, and what would raise its status.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  counterclaim explain part-exceeds-whole
  counterclaim explain en25-vehicles
  counterclaim explain 3f1c09a27be45d10
  counterclaim explain gs-personnel/2025-06-12/personnel.losses datasets/ukraine-losses
  counterclaim explain my-rule --rules my-rules")]
pub(crate) struct Arguments {
    /// The id of a rule, of a discrepancy or of a claim
    #[arg(value_name = "RULE|FINDING|CLAIM")]
    id: String,
    /// Folders of datasets in which it is looked for; every dataset in `./datasets` where none is named
    #[arg(value_name = "DATASET")]
    datasets: Vec<PathBuf>,
    /// Show every claim of long examples
    #[arg(long)]
    full: bool,
    #[command(flatten)]
    folders: Folders,
}

/// Prints what there is to say of it.
pub(crate) fn run(arguments: &Arguments, color: Color) -> Result<Outcome, Error> {
    let Arguments { id, folders, .. } = arguments;
    let (rules, problems) = in_force(folders, None);
    if let Some(rule) = rules.get(id) {
        problems::show(&problems, color);
        rule::explain(rule, arguments.full, &mut io::stdout().lock())?;
        return Ok(if problems.is_empty() { Outcome::Agreed } else { Outcome::Incomplete });
    }
    // Without datasets there may still be a rule that was meant.
    let found = if arguments.datasets.is_empty() && !Path::new(datasets::DEFAULT).is_dir() {
        Vec::new()
    } else {
        datasets::find(&arguments.datasets)?
    };
    let read: Vec<Read> = found.iter().map(|folder| Read::from(folder, folders)).collect();
    let style = color.style(&io::stdout());
    if let Some(outcome) = tell(&read, color, |read| claim::explained(id, &read.dataset, &read.rules))? {
        return Ok(outcome);
    }
    if finding::is_id(id)
        && let Some(outcome) = tell(&read, color, |read| finding::explained(id, &read.dataset, &read.rules, style))?
    {
        return Ok(outcome);
    }
    // It may stand where nothing could be read.
    let problems: Vec<Problem> = read.into_iter().flat_map(|read| read.problems).collect();
    problems::show(&problems, color);
    let known: Vec<&Rule> = rules.iter().collect();
    Err(none_of_them(id, &known, !problems.is_empty()).into())
}

/// A dataset with the rules for it, and what was wrong with either.
struct Read {
    dataset: Dataset,
    rules: RuleSet,
    problems: Vec<Problem>,
}

impl Read {
    fn from(folder: &Path, folders: &Folders) -> Self {
        let (rules, mut problems) = in_force(folders, Some(folder));
        let loaded = load(folder);
        problems.extend(loaded.problems);
        Self { dataset: loaded.dataset, rules, problems }
    }
}

/// Prints what there is to say in every dataset, with the problems of those that have something; `None` if none has.
fn tell(
    read: &[Read],
    color: Color,
    explain: impl Fn(&Read) -> io::Result<Vec<Vec<u8>>>,
) -> Result<Option<Outcome>, Error> {
    let mut outcome = None;
    let mut out = io::stdout().lock();
    for read in read {
        let told = explain(read)?;
        if told.is_empty() {
            continue;
        }
        problems::show(&read.problems, color);
        for text in told {
            if outcome.is_some() {
                writeln!(out)?;
            }
            out.write_all(&text)?;
            let complete = read.problems.is_empty() && outcome != Some(Outcome::Incomplete);
            outcome = Some(if complete { Outcome::Agreed } else { Outcome::Incomplete });
        }
    }
    Ok(outcome)
}

/// That there is nothing of this name.
fn none_of_them(id: &str, rules: &[&Rule], incomplete: bool) -> Failure {
    let whole = if incomplete { "of what could be read of the datasets" } else { "of a dataset" };
    Failure::new(format!("`{id}` is no rule, and no discrepancy or claim {whole}"))
        .hint("`counterclaim rules` lists the rules; `counterclaim audit --claims claims.csv` writes every claim; `audit` gives the ids of discrepancies")
        .did_you_mean(id, rules.iter().map(|rule| rule.id.as_str()))
}

/// That there is no such rule.
pub(crate) fn unknown(id: &str, rules: &[&Rule]) -> Failure {
    Failure::new(format!("unknown rule `{id}`"))
        .hint("`counterclaim rules` lists them; one in a file of yours is named with `--rules FILE`")
        .did_you_mean(id, rules.iter().map(|rule| rule.id.as_str()))
}

#[cfg(test)]
mod tests {
    use counterclaim::rules::level::Level;

    use super::unknown;
    use crate::cli::rules::tests::rule;

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
