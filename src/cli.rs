//! The commands. What they do is the library's; what they say, and how they exit, is here.

mod audit;
mod bounds;
mod check;
mod color;
mod completions;
mod coverage;
mod datasets;
mod diff;
mod exit;
mod explain;
mod failure;
mod folders;
mod graph;
mod init;
mod man;
mod output;
mod pairing;
mod problems;
mod progress;
mod rules;
mod schema;
mod selection;
mod sources;
mod taking_part;
mod test;

use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

use crate::cli::color::Color;

/// Cross-checks published figures: which of them cannot all be true, by how much, and who says so.
///
/// It judges figures, never parties.
#[derive(Debug, Parser)]
#[command(name = "counterclaim", version, after_help = format!("\
Examples:
  counterclaim init my-figures     a starter dataset, to be filled with your own figures
  counterclaim check my-figures    what is wrong with its files
  counterclaim audit my-figures    which of its figures cannot all be true

{}", exit::HELP))]
struct Arguments {
    /// When to colour
    #[arg(long, value_enum, default_value_t, global = true, value_name = "WHEN")]
    color: Color,
    #[command(subcommand)]
    command: Command,
}

// Each command's help is the documentation of its arguments.
#[derive(Debug, Subcommand)]
enum Command {
    Init(init::Arguments),
    Audit(audit::Arguments),
    Bounds(bounds::Arguments),
    Sources(sources::Arguments),
    Graph(graph::Arguments),
    Check(check::Arguments),
    Diff(diff::Arguments),
    Rules(rules::Arguments),
    Explain(explain::Arguments),
    Test(test::Arguments),
    Schema(schema::Arguments),
    Completions(completions::Arguments),
    Man(man::Arguments),
}

/// Reads the command line, runs the command, and says how it went.
pub(crate) fn run() -> ExitCode {
    let Arguments { color, command } = Arguments::parse();
    let result = match command {
        Command::Init(arguments) => init::run(&arguments),
        Command::Audit(arguments) => audit::run(&arguments, color),
        Command::Bounds(arguments) => bounds::run(&arguments, color),
        Command::Sources(arguments) => sources::run(&arguments, color),
        Command::Graph(arguments) => graph::run(&arguments, color),
        Command::Check(arguments) => check::run(&arguments, color),
        Command::Diff(arguments) => diff::run(&arguments, color),
        Command::Rules(arguments) => rules::run(&arguments, color),
        Command::Explain(arguments) => explain::run(&arguments, color),
        Command::Test(arguments) => test::run(&arguments, color),
        Command::Schema(arguments) => schema::run(&arguments),
        Command::Completions(arguments) => completions::run(&arguments, Arguments::command()),
        Command::Man(arguments) => man::run(&arguments, Arguments::command()),
    };
    exit::code(result)
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory, Parser};

    use super::Arguments;

    #[test]
    fn the_command_line_is_well_formed() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn every_command_has_examples_and_each_is_a_command_line() {
        let whole = Arguments::command();
        for command in std::iter::once(&whole).chain(whole.get_subcommands()) {
            let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            let lines: Vec<&str> = help.lines().filter_map(|line| line.strip_prefix("  counterclaim ")).collect();
            assert!(!lines.is_empty(), "{}: {help}", command.get_name());
            for line in lines {
                // What a shell keeps for itself, and the words that say what an example does.
                let line = line.split(['|', '>']).next().unwrap_or_default();
                let line = line.split("   ").next().unwrap_or_default().replace("\"$(date -u +%F)\"", "2026-04-29");
                let words = line.split_whitespace().map(|word| word.trim_matches('\'').to_owned());
                let read = Arguments::try_parse_from(std::iter::once("counterclaim".to_owned()).chain(words));
                assert!(read.is_ok(), "{line}: {:?}", read.err());
            }
        }
    }

    #[test]
    fn flags_are_read() {
        let read = |line: &str| Arguments::try_parse_from(line.split(' '));
        for line in [
            "counterclaim audit",
            "counterclaim audit a b --format csv --format json --output a.csv --deny warn --jobs 2 --color never",
            "counterclaim audit --select metric=personnel.* --level stuck-row=deny --only stuck-row --as-of 2026-04-29",
            "counterclaim bounds d --metric m --on 2023-12-31 --select claim=a --without per=day --reading exact",
            "counterclaim bounds --metric m --subject s --place p --during 2023 --days elapsed --output a.csv",
            "counterclaim bounds --metric m --series --format json",
            "counterclaim sources a b --select source=a --select metric=b --format csv --output a.csv",
            "counterclaim graph a --select source=a --linked --rules b --format graphml --output a.xml",
            "counterclaim --color always rules",
            "counterclaim schema report",
            "counterclaim init my-figures",
            "counterclaim completions zsh",
            "counterclaim man --output pages",
            "counterclaim test",
            "counterclaim diff old.json new.json --deny warn --format json --output a.json",
        ] {
            assert!(read(line).is_ok(), "{line}");
        }
        for line in [
            "counterclaim",
            "counterclaim audit --format xml",
            "counterclaim audit --jobs 0",
            "counterclaim audit --as-of yesterday",
            "counterclaim audit --level stuck-row=loud",
            "counterclaim audit --select colour=red",
            "counterclaim audit --deny deny",
            "counterclaim bounds --on 2023-12-31",
            "counterclaim bounds --metric m",
            "counterclaim bounds --metric m --series --on 2023-12-31",
            "counterclaim bounds --metric m --on 2023",
            "counterclaim bounds --metric m --series --reading loose",
            "counterclaim bounds --metric m --series --select colour=red",
            "counterclaim bounds --metric m --series --format jsonl",
            "counterclaim sources --select colour=red",
            "counterclaim sources --format jsonl",
            "counterclaim graph",
            "counterclaim graph a b",
            "counterclaim graph a --format svg",
            "counterclaim init",
            "counterclaim schema claims",
            "counterclaim completions tcsh",
        ] {
            assert_eq!(read(line).expect_err(line).exit_code(), 2, "{line}");
        }
    }
}
