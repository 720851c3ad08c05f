//! `counterclaim test`: the examples that rules carry.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Error;
use counterclaim::report::number::{counted, grouped};
use counterclaim::report::printable::printable;
use counterclaim::rules::example::{self, ExampleOutcome, ExampleResult};
use counterclaim::rules::rule::Rule;

use crate::cli::color::Color;
use crate::cli::exit::Outcome;
use crate::cli::failure::Failure;
use crate::cli::folders::{Folders, in_force};
use crate::cli::problems;

/// Run the examples that rules carry
///
/// An example is `validated` where the rule is rightly silent, `reported` where it rightly fires,
/// `noisy` where it fires and should not, `missing` where it should fire and does not. A rule needs one
/// example of each expectation.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  counterclaim test                   the shipped rules
  counterclaim test my-rules          every rule of a folder
  counterclaim test my-rules/a.toml   one rule

Exit codes:
  0  every rule does what its examples say
  1  an example is noisy or missing, or a rule lacks a firing or a silent example
  2  a rule or an example has a problem")]
pub(crate) struct Arguments {
    /// Folders or files of rules; the shipped rules where none is named
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
}

/// Runs the examples and prints what became of each.
pub(crate) fn run(arguments: &Arguments, color: Color) -> Result<Outcome, Error> {
    let paths = &arguments.paths;
    if let Some(missing) = paths.iter().find(|path| !path.exists()) {
        return Err(Failure::new(format!("no rules in `{}`", missing.display())).into());
    }
    let mut folders: Vec<PathBuf> = paths.iter().map(|path| folder(path)).collect();
    folders.sort();
    folders.dedup();
    let (rules, mut found) = in_force(&Folders { rules: folders }, None);
    // A shipped rule comes from `rules/`, but not from the user's folder of that name.
    let is_below =
        |rule: &Rule, path: &Path| Path::new(&rule.origin).starts_with(path) && Path::new(&rule.origin).exists();
    let meant = |rule: &Rule| {
        paths.is_empty() || paths.iter().any(|path| is_below(rule, path) || is_below(rule, &Path::new(".").join(path)))
    };
    let rules_meant: Vec<&Rule> = rules.iter().filter(|rule| meant(rule)).collect();
    // To test nothing is not to pass.
    if rules_meant.is_empty() && found.is_empty() && !paths.is_empty() {
        let shown: Vec<String> = paths.iter().map(|path| format!("`{}`", path.display())).collect();
        return Err(Failure::new(format!("no rules in {}", shown.join(", "))).into());
    }
    let mut results = example::run(&rules);
    results.retain(|result| rules_meant.iter().any(|rule| rule.id == result.rule));
    found.extend(results.iter().flat_map(|result| result.problems.iter().cloned()));
    problems::show(&found, color);
    let good = tell(&rules_meant, &results, &mut io::stdout().lock())?;
    Ok(match (found.is_empty(), good) {
        (false, _) => Outcome::Incomplete,
        (true, false) => Outcome::Disagreed,
        (true, true) => Outcome::Agreed,
    })
}

/// The folder that a path of rules stands for.
fn folder(path: &Path) -> PathBuf {
    if path.is_dir() {
        return path.to_owned();
    }
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        Some(_) | None => PathBuf::from("."),
    }
}

/// Prints a line an example and a summary; whether all is as it should be.
fn tell(rules: &[&Rule], results: &[ExampleResult], out: &mut dyn Write) -> io::Result<bool> {
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    for result in results {
        let word = word(result.outcome);
        *counts.entry(word).or_default() += 1;
        writeln!(out, "{word:<9}  {}: {}", printable(&result.rule), printable(&result.name))?;
    }
    let mut lacking = 0;
    for rule in rules {
        let has = |fires| results.iter().any(|result| result.rule == rule.id && should_fire(result.outcome) == fires);
        for (fires, what) in [(true, "fires"), (false, "silent")] {
            if !has(fires) {
                lacking += 1;
                writeln!(out, "lacking    {}: no example with `expect = \"{what}\"`", printable(&rule.id))?;
            }
        }
    }
    let count = |outcome| counts.get(word(outcome)).copied().unwrap_or(0);
    let noisy = count(ExampleOutcome::Noisy);
    let missing = count(ExampleOutcome::Missing);
    writeln!(
        out,
        "\n{} of {}: {} validated, {} reported, {} noisy, {} missing, {} lacking",
        counted(results.len() as u64, "example"),
        counted(rules.len() as u64, "rule"),
        grouped(count(ExampleOutcome::Validated)),
        grouped(count(ExampleOutcome::Reported)),
        grouped(noisy),
        grouped(missing),
        grouped(lacking),
    )?;
    Ok(noisy + missing + lacking == 0)
}

/// The word for what became of an example; ast-grep's names.
fn word(outcome: ExampleOutcome) -> &'static str {
    match outcome {
        ExampleOutcome::Validated => "validated",
        ExampleOutcome::Reported => "reported",
        ExampleOutcome::Noisy => "noisy",
        ExampleOutcome::Missing => "missing",
    }
}

/// Whether the example says that the rule fires.
fn should_fire(outcome: ExampleOutcome) -> bool {
    match outcome {
        ExampleOutcome::Reported | ExampleOutcome::Missing => true,
        ExampleOutcome::Validated | ExampleOutcome::Noisy => false,
    }
}

#[cfg(test)]
mod tests {
    use counterclaim::rules::level::Level;

    use super::tell;
    use crate::cli::rules::tests::rule;
    use counterclaim::rules::example::{ExampleOutcome, ExampleResult};

    fn told(outcomes: &[ExampleOutcome]) -> (bool, String) {
        let result = |&outcome| ExampleResult {
            rule: "a".to_owned(),
            name: "more killed than casualties".to_owned(),
            outcome,
            problems: Vec::new(),
        };
        let results: Vec<_> = outcomes.iter().map(result).collect();
        let mut out = Vec::new();
        let good = tell(&[&rule("a", Level::Deny)], &results, &mut out).expect("memory");
        (good, String::from_utf8(out).expect("text"))
    }

    #[test]
    fn a_rule_that_fires_and_is_silent_as_it_should_is_good() {
        let (good, text) = told(&[ExampleOutcome::Reported, ExampleOutcome::Validated]);
        assert!(good);
        assert!(
            text.ends_with("2 examples of 1 rule: 1 validated, 1 reported, 0 noisy, 0 missing, 0 lacking\n"),
            "{text}"
        );
    }

    #[test]
    fn noise_silence_and_lack_are_failures() {
        assert!(!told(&[ExampleOutcome::Reported, ExampleOutcome::Noisy]).0);
        assert!(!told(&[ExampleOutcome::Missing, ExampleOutcome::Validated]).0);
        let (good, text) = told(&[ExampleOutcome::Reported]);
        assert!(!good);
        assert!(text.contains("lacking    a: no example with `expect = \"silent\"`\n"), "{text}");
    }
}
