//! `counterclaim graph`: the claim graph for programs that draw and measure graphs.

use std::path::{Path, PathBuf};

use anyhow::Error;
use counterclaim::audit::picture::{Picture, picture};
use counterclaim::load::load;
use counterclaim::report::format::Format;
use counterclaim::report::graph::{FORMATS, GraphFormat, write};
use counterclaim::report::number::counted;

use crate::cli::color::Color;
use crate::cli::exit::Outcome;
use crate::cli::failure::Failure;
use crate::cli::folders::{Folders, in_force};
use crate::cli::output::Output;
use crate::cli::pairing::{named, target};
use crate::cli::taking_part::{refuse_idle, selector};
use crate::cli::{datasets, problems, selection};

/// Write the claim graph, with what supports each claim and what speaks against it
///
/// Sources, their groups, documents and claims; who asserts, passes on, repeats and relies on whom, what was computed
/// from what, what confirms, bounds and contradicts what. The standing of a claim comes from every rule in force.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  counterclaim graph datasets/ebola-west-africa --linked | dot -Tsvg > claims.svg
  counterclaim graph datasets/ukraine-losses --output claims.graphml
  counterclaim graph my-figures --select 'metric=people.*' --format json

Exit codes:
  0  written
  2  could not be written: bad usage, a selection that no claim is in, any problem in the dataset or a rule")]
pub(crate) struct Arguments {
    /// The folder of the dataset
    #[arg(value_name = "DATASET")]
    dataset: PathBuf,
    #[command(flatten)]
    folders: Folders,
    /// Show only claims that match, by any key that selects claims in a rule: source, table, metric, … (repeatable: of
    /// one key any, of several keys all)
    #[arg(long, value_name = "KEY=PATTERN", value_parser = selection::claims)]
    select: Vec<(String, String)>,
    /// Leave out claims that hang on no other claim, no outlet and no document
    #[arg(long)]
    linked: bool,
    /// How to write it: dot, graphml or json; dot where neither this nor the output's name says so
    #[arg(long, value_name = "FORMAT", value_parser = selection::format(FORMATS))]
    format: Option<Format<GraphFormat>>,
    /// Where to write it; its name may say the format: .dot, .gv, .graphml or .json
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Writes the graph, and says what was left out of it.
pub(crate) fn run(arguments: &Arguments, color: Color) -> Result<Outcome, Error> {
    let wanted = arguments.output.as_deref().unwrap_or(Path::new("-"));
    let format = arguments.format.map_or_else(|| named(FORMATS, wanted), Ok)?.writer;
    let output = Output::open(&target(wanted))?;
    let found = datasets::find(std::slice::from_ref(&arguments.dataset))?;
    let [folder] = &found[..] else {
        let failure = Failure::new(format!("`{}` holds several datasets", arguments.dataset.display()));
        return Err(failure.hint("a graph is of one: name its folder").into());
    };
    let (rules, mut problems) = in_force(&arguments.folders, Some(folder));
    let loaded = [load(folder)];
    problems.extend(loaded[0].problems.iter().cloned());
    problems::show(&problems, color);
    if !problems.is_empty() {
        return Ok(Outcome::Incomplete);
    }
    refuse_idle("select", &arguments.select, &loaded)?;
    let picture = picture(&loaded[0].dataset, &rules, &selector(&arguments.select), arguments.linked);
    output.finish(|out| write(format, &picture, out))?;
    problems::say(&left_out(&picture));
    Ok(Outcome::Agreed)
}

/// What the graph does not show, a line each.
fn left_out(picture: &Picture) -> Vec<String> {
    let alone = format!("{} left out: no other claim, no outlet, no document", counted(picture.alone, "claim"));
    let cut = format!("{} left out: to claims that are not shown", counted(picture.cut, "edge"));
    let said = [(picture.alone, alone), (picture.cut, cut)];
    said.into_iter().filter(|(count, _)| *count > 0).map(|(_, said)| said).collect()
}
