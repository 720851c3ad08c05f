//! `counterclaim schema`: the JSON Schema of what the program writes.

use std::io::{self, Write};

use anyhow::Error;
use clap::ValueEnum;
use counterclaim::report::{json_lines, shape};

use crate::cli::exit::Outcome;

/// What a schema is printed of.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Of {
    /// `--format json`
    Report,
    /// A line of `--format jsonl`
    Line,
}

/// Print the JSON Schema (2020-12) of what counterclaim writes
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  counterclaim schema report > counterclaim-report.schema.json")]
pub(crate) struct Arguments {
    /// Of what
    #[arg(value_enum)]
    of: Of,
}

/// Prints the schema.
pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Error> {
    let schema = match arguments.of {
        Of::Report => shape::schema(),
        Of::Line => json_lines::schema(),
    };
    io::stdout().lock().write_all(schema.as_bytes())?;
    Ok(Outcome::Agreed)
}
