//! `counterclaim diff`: what is new in a report, what is gone, and what has changed.

use std::path::PathBuf;

use anyhow::Error;
use counterclaim::report::diff::{Diff, FORMATS, Writer, read};
use counterclaim::report::format::Format;
use counterclaim::rules::level::Level;

use crate::cli::color::Color;
use crate::cli::exit::Outcome;
use crate::cli::output::Output;
use crate::cli::pairing::pair;
use crate::cli::{problems, selection};

/// Say what is new in a report, what is gone, and what has changed
///
/// Of two JSON reports. A discrepancy is the same by its id, which does not change when lines move or a run of days grows.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  counterclaim audit --format json --output old.json
  counterclaim audit --format json --output new.json
  counterclaim diff old.json new.json
  counterclaim diff old.json new.json --deny warn --format json --output diff.json

Exit codes:
  0  nothing new at `deny`
  1  at least one discrepancy that is new at `deny`, or has become one
  2  could not be told: bad usage, a file that is no report")]
pub(crate) struct Arguments {
    /// The report from before
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// The report from after
    #[arg(value_name = "NEW")]
    new: PathBuf,
    /// Exit 1 also for what is new at this level: warn or note
    #[arg(long, value_name = "LEVEL", value_parser = selection::threshold)]
    deny: Option<Level>,
    /// How to write it: text or json (repeatable)
    #[arg(long, value_name = "FORMAT", value_parser = selection::format(FORMATS))]
    format: Vec<Format<Writer>>,
    /// Where to write it: the n-th output gets the n-th format, or the one its name ends in; a format without an
    /// output goes to stdout (repeatable)
    #[arg(long, value_name = "FILE")]
    output: Vec<PathBuf>,
}

/// Tells it.
pub(crate) fn run(arguments: &Arguments, color: Color) -> Result<Outcome, Error> {
    let outputs = Output::open_all(pair(FORMATS, &arguments.format, &arguments.output)?)?;
    let (old, new) = match (read(&arguments.old), read(&arguments.new)) {
        (Ok(old), Ok(new)) => (old, new),
        (old, new) => {
            let found: Vec<_> = [old.err(), new.err()].into_iter().flatten().collect();
            problems::show(&found, color);
            return Ok(Outcome::Incomplete);
        }
    };
    let diff = Diff::of(old, new);
    for (write, output) in outputs {
        output.finish(|out| write(&diff, out))?;
    }
    Ok(if diff.has_new(arguments.deny.unwrap_or(Level::Deny)) { Outcome::Disagreed } else { Outcome::Agreed })
}
