//! `counterclaim bounds`: what the claims imply for a quantity and days.

use std::path::PathBuf;

use anyhow::Error;
use counterclaim::audit::bounds::answer::Bounds;
use counterclaim::audit::bounds::bounds;
use counterclaim::audit::bounds::question::{Question, Unanswered, When};
use counterclaim::load::Loaded;
use counterclaim::model::day::Day;
use counterclaim::model::hedge::Reading;
use counterclaim::network::manner::{Days, Manner};
use counterclaim::report::bounds::{BoundsFormat, FORMATS, write};
use counterclaim::report::format::Format;
use counterclaim::rules::select::Selector;

use crate::cli::color::Color;
use crate::cli::exit::Outcome;
use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::cli::pairing::pair;
use crate::cli::taking_part::{refuse_idle, selector};
use crate::cli::{datasets, selection};

/// Say what the claims imply for a quantity and days
///
/// The tightest interval that follows from all claims together, and the sum of figures behind each of its ends.
/// Where not all voices can be right, one answer for every set of them that can.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  counterclaim bounds --metric personnel.losses --on 2023-12-31
  counterclaim bounds datasets/ukraine-losses --metric personnel.killed --subject russian-forces --during 2023
  counterclaim bounds --metric personnel.losses --select table=articles --without per=day --on 2024-06-30
  counterclaim bounds --metric equipment.tanks --subject russian-forces --series --output tanks.csv

Exit codes:
  0  answered
  2  could not be answered: bad usage, an unknown id, nothing that takes part, any problem in a dataset")]
#[command(group(clap::ArgGroup::new("when").required(true)))]
pub(crate) struct Arguments {
    /// Folders of datasets; every dataset in `./datasets` where none is named. Those that do not know the ids are
    /// passed over, if one does
    #[arg(value_name = "DATASET")]
    datasets: Vec<PathBuf>,
    /// What is counted, by its id
    #[arg(long, value_name = "METRIC")]
    metric: String,
    /// Whose, by its id; the only one that the claims have where not given
    #[arg(long, value_name = "SUBJECT")]
    subject: Option<String>,
    /// Where, by its id; the only one that the claims have where not given
    #[arg(long, value_name = "PLACE")]
    place: Option<String>,
    /// By the end of this day, counted from the beginning of the running totals
    #[arg(long, value_name = "DATE", value_parser = selection::day, group = "when")]
    on: Option<Day>,
    /// During a period, written as in a column `period`: 2023, 2023-05, 2025-01-01/2025-06-12, ANCHOR/2025-06-12
    #[arg(long, value_name = "PERIOD", group = "when")]
    during: Option<String>,
    /// By the end of every day with which a figure ends, or before which one begins
    #[arg(long, group = "when")]
    series: bool,
    /// Let only claims take part that match, by any key that selects claims in a rule: source, table, claim, …
    /// (repeatable: of one key any, of several keys all)
    #[arg(long, value_name = "KEY=PATTERN", value_parser = selection::claims)]
    select: Vec<(String, String)>,
    /// Let claims not take part that match (repeatable)
    #[arg(long, value_name = "KEY=PATTERN", value_parser = selection::claims)]
    without: Vec<(String, String)>,
    /// How generously printed words are taken: exact, strict or tolerant
    #[arg(long, value_name = "READING", value_parser = selection::reading, default_value = "strict")]
    reading: Reading,
    /// Which of the days that words allow are meant: any, or those elapsed between the printed days
    #[arg(long, value_name = "DAYS", value_parser = selection::days, default_value = "any")]
    days: Days,
    /// How to write the answers: text, csv or json (repeatable)
    #[arg(long, value_name = "FORMAT", value_parser = selection::format(FORMATS))]
    format: Vec<Format<BoundsFormat>>,
    /// Where to write them: the n-th output gets the n-th format, or the one its name ends in; a format without an
    /// output goes to stdout (repeatable)
    #[arg(long, value_name = "FILE")]
    output: Vec<PathBuf>,
}

/// Answers, of every dataset that knows what is asked.
pub(crate) fn run(arguments: &Arguments, color: Color) -> Result<Outcome, Error> {
    let outputs = Output::open_all(pair(FORMATS, &arguments.format, &arguments.output)?)?;
    let Some(loaded) = datasets::load_sound(&arguments.datasets, color)? else { return Ok(Outcome::Incomplete) };
    let question = question(arguments);
    refuse_idle("select", &arguments.select, &loaded)?;
    refuse_idle("without", &arguments.without, &loaded)?;
    let answers = answers(&question, &loaded)?;
    for (format, output) in outputs {
        output.finish(|out| write(format, &answers, out))?;
    }
    Ok(Outcome::Agreed)
}

fn question(arguments: &Arguments) -> Question {
    let when = match (&arguments.on, &arguments.during) {
        (Some(day), _) => When::By(*day),
        (None, Some(period)) => When::During(period.clone()),
        (None, None) => When::Series,
    };
    let without = arguments.without.iter().filter_map(|(key, pattern)| Selector::of(key, pattern));
    Question {
        metric: arguments.metric.clone(),
        subject: arguments.subject.clone(),
        place: arguments.place.clone(),
        when,
        select: selector(&arguments.select),
        without: without.collect(),
        manner: Manner { reading: arguments.reading, days: arguments.days, revised: 0 },
    }
}

/// What every dataset answers that knows the ids; one does at least.
fn answers(question: &Question, loaded: &[Loaded]) -> Result<Vec<Bounds>, Error> {
    let mut answers = Vec::new();
    let mut unknown: Vec<Unanswered> = Vec::new();
    for loaded in loaded {
        match bounds(&loaded.dataset, question) {
            Ok(answer) => answers.push(answer),
            Err(reason) if reason.unknown => unknown.push(reason),
            Err(reason) => return Err(Error::from(failure(reason)).context(format!("in `{}`", loaded.dataset.path))),
        }
    }
    if answers.is_empty() {
        // A dataset that knows a word which is nearly the one asked for is the one that is meant.
        let nearest = unknown.iter().position(|reason| reason.hint.is_some()).unwrap_or(0);
        if nearest < unknown.len() {
            return Err(failure(unknown.swap_remove(nearest)).into());
        }
    }
    Ok(answers)
}

fn failure(reason: Unanswered) -> Failure {
    Failure { message: reason.message, hint: reason.hint }
}
