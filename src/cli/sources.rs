//! `counterclaim sources`: who agrees with whom.

use std::path::PathBuf;

use anyhow::Error;
use counterclaim::audit::agreement::agreement;
use counterclaim::audit::agreement::answer::Agreement;
use counterclaim::report::format::Format;
use counterclaim::report::sources::{FORMATS, SourcesFormat, write};

use crate::cli::color::Color;
use crate::cli::exit::Outcome;
use crate::cli::output::Output;
use crate::cli::pairing::pair;
use crate::cli::taking_part::{refuse_idle, selector};
use crate::cli::{datasets, selection};

/// Say who agrees with whom, and on how many comparable figures
///
/// Every source with what it rests on, and every two voices that have a figure of the same quantity and days. Copies
/// and repetitions are folded: a voice has one figure of each.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  counterclaim sources
  counterclaim sources datasets/ukraine-losses --select 'metric=personnel.*'
  counterclaim sources --select table=articles --format json --output sources.json
  counterclaim sources --output pairs.csv

Exit codes:
  0  told
  2  could not be told: bad usage, a selection that no claim is in, any problem in a dataset")]
pub(crate) struct Arguments {
    /// Folders of datasets; every dataset in `./datasets` where none is named
    #[arg(value_name = "DATASET")]
    datasets: Vec<PathBuf>,
    /// Let only claims take part that match, by any key that selects claims in a rule: source, table, metric, …
    /// (repeatable: of one key any, of several keys all)
    #[arg(long, value_name = "KEY=PATTERN", value_parser = selection::claims)]
    select: Vec<(String, String)>,
    /// How to write it: text, csv or json (repeatable)
    #[arg(long, value_name = "FORMAT", value_parser = selection::format(FORMATS))]
    format: Vec<Format<SourcesFormat>>,
    /// Where to write it: the n-th output gets the n-th format, or the one its name ends in; a format without an
    /// output goes to stdout (repeatable)
    #[arg(long, value_name = "FILE")]
    output: Vec<PathBuf>,
}

/// Tells it, of every dataset.
pub(crate) fn run(arguments: &Arguments, color: Color) -> Result<Outcome, Error> {
    let outputs = Output::open_all(pair(FORMATS, &arguments.format, &arguments.output)?)?;
    let Some(loaded) = datasets::load_sound(&arguments.datasets, color)? else { return Ok(Outcome::Incomplete) };
    refuse_idle("select", &arguments.select, &loaded)?;
    let select = selector(&arguments.select);
    let told: Vec<Agreement> = loaded.iter().map(|loaded| agreement(&loaded.dataset, &select)).collect();
    for (format, output) in outputs {
        output.finish(|out| write(format, &told, out))?;
    }
    Ok(Outcome::Agreed)
}
