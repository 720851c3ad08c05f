//! `counterclaim check`: whether datasets can be loaded.

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::Error;
use counterclaim::load::load;
use counterclaim::report::number::counted;
use counterclaim::report::printable::printable;

use crate::cli::color::Color;
use crate::cli::exit::Outcome;
use crate::cli::folders::{Folders, in_force};
use crate::cli::{datasets, problems};

/// Load and validate datasets, without running rules
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  counterclaim check
  counterclaim check datasets/ukraine-losses

Exit codes:
  0  every dataset could be loaded
  2  at least one problem, all of them on stderr")]
pub(crate) struct Arguments {
    /// Folders of datasets; every dataset in `./datasets` where none is named
    #[arg(value_name = "DATASET")]
    datasets: Vec<PathBuf>,
}

/// Loads each dataset: its problems on stderr, or a line on stdout.
pub(crate) fn run(arguments: &Arguments, color: Color) -> Result<Outcome, Error> {
    let mut outcome = Outcome::Agreed;
    for folder in datasets::find(&arguments.datasets)? {
        let mut loaded = load(&folder);
        // Rules that stand in the dataset are part of it.
        let (_, of_rules) = in_force(&Folders::default(), Some(&folder));
        loaded.problems.extend(of_rules);
        problems::show(&loaded.problems, color);
        let shown = folder.display().to_string();
        let (shown, dataset) = (printable(&shown), &loaded.dataset);
        let mut out = io::stdout().lock();
        if loaded.problems.is_empty() {
            let claims = counted(dataset.claims.len() as u64, "claim");
            let sources = counted(dataset.sources.names.len() as u64, "source");
            let documents = counted(dataset.documents.names.len() as u64, "document");
            writeln!(out, "{shown}: ok: {claims}, {sources}, {documents}")?;
        } else {
            outcome = Outcome::Incomplete;
            writeln!(out, "{shown}: {}", counted(problems::count(&loaded.problems), "problem"))?;
        }
    }
    Ok(outcome)
}
