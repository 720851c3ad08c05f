//! `counterclaim rules --coverage`: what each rule compared, what it could not, and why.

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::Error;
use counterclaim::audit::coverage::{Coverage, coverage};
use counterclaim::load::load;
use counterclaim::report::number::{counted, grouped};
use counterclaim::report::printable::printable;

use crate::cli::color::Color;
use crate::cli::exit::Outcome;
use crate::cli::folders::{Folders, in_force};
use crate::cli::{datasets, problems};

/// Prints a table a dataset.
pub(crate) fn run(named: &[PathBuf], folders: &Folders, color: Color) -> Result<Outcome, Error> {
    let mut outcome = Outcome::Agreed;
    for folder in datasets::find(named)? {
        let (rules, mut found) = in_force(folders, Some(&folder));
        let loaded = load(&folder);
        found.extend(loaded.problems);
        problems::show(&found, color);
        if !found.is_empty() {
            outcome = Outcome::Incomplete;
            continue;
        }
        let shown = folder.display().to_string();
        table(&shown, &coverage(&loaded.dataset, &rules), &mut io::stdout().lock())?;
    }
    Ok(outcome)
}

fn table(dataset: &str, rules: &[Coverage], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", printable(dataset))?;
    let ids = rules.iter().map(|rule| printable(&rule.rule).chars().count()).max().unwrap_or(0).max("rule".len());
    writeln!(out, "{:<ids$}  level  comparisons    claims  not compared", "rule")?;
    for rule in rules {
        let (id, level) = (printable(&rule.rule), rule.level.word());
        let numbers = format!("{:>11}  {:>8}", grouped(rule.comparisons), grouped(rule.claims));
        let mut passed = rule.passed_over.iter().map(|passed| {
            let claims = counted(passed.claims, "claim");
            format!("{claims}: {}, for example `{}`", printable(&passed.reason), printable(&passed.example))
        });
        let nothing = || match rule.comparisons {
            0 => "no claim that this rule is about".to_owned(),
            _ => String::new(),
        };
        let row = format!("{id:<ids$}  {level:<5}  {numbers}  {}", passed.next().unwrap_or_else(nothing));
        writeln!(out, "{}", row.trim_end())?;
        for passed in passed {
            writeln!(out, "{:indent$}{passed}", "", indent = ids + 31)?;
        }
    }
    writeln!(out)
}

#[cfg(test)]
mod tests {
    use counterclaim::audit::coverage::{Coverage, PassedOver};
    use counterclaim::rules::level::Level;

    use super::table;

    #[test]
    fn every_reason_has_a_line() {
        let passed = |reason: &str, claims| PassedOver { reason: reason.into(), claims, example: "a".into() };
        let rule = Coverage {
            rule: "copies-differ".into(),
            level: Level::Warn,
            comparisons: 19_416,
            claims: 38_832,
            passed_over: vec![passed("no figure of its days", 1_200), passed("no other figure", 1)],
        };
        let mut out = Vec::new();
        table("data", &[rule], &mut out).expect("memory");
        assert_eq!(
            String::from_utf8_lossy(&out),
            "data\n\
             rule           level  comparisons    claims  not compared\n\
             copies-differ  warn        19,416    38,832  1,200 claims: no figure of its days, for example `a`\n\
             \u{20}                                           1 claim: no other figure, for example `a`\n\n"
        );
    }
}
