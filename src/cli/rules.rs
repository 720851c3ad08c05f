//! `counterclaim rules`: the table of rules in force.

use std::cmp::Reverse;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Error;
use counterclaim::load::problem::Problem;
use counterclaim::report::printable::printable;
use counterclaim::rules::rule::Rule;
use counterclaim::rules::set::RuleSet;

use crate::cli::color::Color;
use crate::cli::coverage;
use crate::cli::exit::Outcome;
use crate::cli::problems;

/// Where rules are looked for besides the shipped ones.
#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct Folders {
    /// A folder of rules to add; a rule with a known id replaces it (repeatable)
    #[arg(long = "rules", value_name = "DIR")]
    pub(crate) rules: Vec<PathBuf>,
}

/// List the rules in force: id, level, kind, title
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  counterclaim rules
  counterclaim rules --rules my-rules
  counterclaim rules --coverage
  counterclaim rules --coverage datasets/ukraine-losses")]
pub(crate) struct Arguments {
    #[command(flatten)]
    folders: Folders,
    /// Show what each rule compared in datasets, what it could not, and why
    #[arg(long)]
    coverage: bool,
    /// Folders of datasets, for `--coverage`; every dataset in `./datasets` where none is named
    #[arg(value_name = "DATASET", requires = "coverage")]
    datasets: Vec<PathBuf>,
}

/// Prints the table.
pub(crate) fn run(arguments: &Arguments, color: Color) -> Result<Outcome, Error> {
    if arguments.coverage {
        return coverage::run(&arguments.datasets, &arguments.folders, color);
    }
    let (rules, problems) = in_force(&arguments.folders, None);
    problems::show(&problems, color);
    table(&rules.iter().collect::<Vec<_>>(), &mut io::stdout().lock())?;
    Ok(if problems.is_empty() { Outcome::Agreed } else { Outcome::Incomplete })
}

/// The shipped rules, then those of the dataset, then those of the user: the nearer replaces the farther.
pub(crate) fn in_force(folders: &Folders, dataset: Option<&Path>) -> (RuleSet, Vec<Problem>) {
    let (mut rules, mut problems) = RuleSet::shipped();
    let own = dataset.map(|dataset| dataset.join("rules")).filter(|own| own.is_dir());
    for folder in own.iter().chain(&folders.rules) {
        problems.extend(rules.add_folder(folder));
    }
    (rules, problems)
}

fn table(rules: &[&Rule], out: &mut dyn Write) -> io::Result<()> {
    let mut rules = rules.to_vec();
    rules.sort_by(|a, b| (Reverse(a.level), &a.id).cmp(&(Reverse(b.level), &b.id)));
    let cell = |text: &str| printable(text).chars().count();
    let ids = rules.iter().map(|rule| cell(&rule.id)).max().unwrap_or(0).max("rule".len());
    let kinds = rules.iter().map(|rule| cell(rule.kind_word())).max().unwrap_or(0).max("kind".len());
    writeln!(out, "{:<ids$}  level  {:<kinds$}  title", "rule", "kind")?;
    for rule in rules {
        let (id, title) = (printable(&rule.id), printable(&rule.title));
        writeln!(out, "{id:<ids$}  {:<5}  {:<kinds$}  {title}", rule.level.word(), rule.kind_word())?;
    }
    Ok(())
}

#[cfg(test)]
pub(crate) mod tests {
    use counterclaim::rules::level::Level;

    use super::table;
    use counterclaim::load::toml::TomlText;
    use counterclaim::rules::rule::Rule;

    /// A rule for tests.
    pub(crate) fn rule(id: &str, level: Level) -> Rule {
        let text = format!(
            "title = \"A part is larger than the whole that contains it\"\nlevel = \"{}\"\n\
             why = \"The killed are among the casualties.\"\n\n[check.compare]\nperiod = \"same\"\n\n\
             [[example]]\nname = \"a\"\nexpect = \"fires\"\n",
            level.word()
        );
        Rule::read(id, &TomlText { file: format!("rules/{id}.toml"), text }).expect("a rule")
    }

    #[test]
    fn the_loudest_rules_come_first() {
        let (quiet, loud) = (rule("a", Level::Note), rule("part-exceeds-whole", Level::Deny));
        let mut out = Vec::new();
        table(&[&quiet, &loud], &mut out).expect("memory");
        assert_eq!(
            String::from_utf8_lossy(&out),
            "rule                level  kind     title\n\
             part-exceeds-whole  deny   compare  A part is larger than the whole that contains it\n\
             a                   note   compare  A part is larger than the whole that contains it\n"
        );
    }
}
