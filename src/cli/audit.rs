//! `counterclaim audit`: every rule on every claim.

use std::io;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use anyhow::Error;
use counterclaim::audit::baseline::Baseline;
use counterclaim::audit::options::Options;
use counterclaim::audit::settle::{Decided, settle};
use counterclaim::audit::waivers;
use counterclaim::audit::{Audit, audit_and_verify};
use counterclaim::load::problem::Problem;
use counterclaim::load::{Loaded, load};
use counterclaim::model::day::Day;
use counterclaim::report::format::Format;
use counterclaim::report::style::Style;
use counterclaim::report::{self, Writer, claims, untouched};
use counterclaim::rules::level::Level;
use counterclaim::rules::select::Selector;
use counterclaim::rules::set::RuleSet;
use counterclaim::verify::verification::Verifications;

use crate::cli::color::Color;
use crate::cli::exit::{self, Outcome};
use crate::cli::explain::unknown;
use crate::cli::failure::Failure;
use crate::cli::folders::{Folders, in_force};
use crate::cli::output::Output;
use crate::cli::pairing::{Target, pair, target};
use crate::cli::progress::Progress;
use crate::cli::{datasets, problems, selection};

/// Run every rule on every claim
///
/// Each dataset is audited by itself; all come in one report. Problems in a dataset or a rule are shown
/// on stderr and stop the audit, unless `--keep-going` is given.
#[derive(Debug, clap::Args)]
#[command(after_help = format!("\
Examples:
  counterclaim audit
  counterclaim audit datasets/ukraine-losses --quiet
  counterclaim audit --output report.csv
  counterclaim audit --format sarif --output report.sarif --format markdown --output comment.md --format text
  counterclaim audit --format html --output report.html
  counterclaim audit --only part-exceeds-whole --select 'metric=personnel.*'
  counterclaim audit --level stale-figure=allow --deny warn --as-of \"$(date -u +%F)\"

{}", exit::HELP))]
pub(crate) struct Arguments {
    /// Folders of datasets; every dataset in `./datasets` where none is named
    #[arg(value_name = "DATASET")]
    datasets: Vec<PathBuf>,
    #[command(flatten)]
    folders: Folders,
    /// How to write the report: text, csv, json, jsonl, sarif, junit, markdown or html (repeatable)
    #[arg(long, value_name = "FORMAT", value_parser = selection::format(report::FORMATS))]
    format: Vec<Format<Writer>>,
    /// Where to write it: the n-th output gets the n-th format, or the one its name ends in; a format without
    /// an output goes to stdout (repeatable)
    #[arg(long, value_name = "FILE")]
    output: Vec<PathBuf>,
    /// Exit 1 also for discrepancies at this level: warn or note
    #[arg(long, value_name = "LEVEL", value_parser = selection::threshold)]
    deny: Option<Level>,
    /// Show only discrepancies of this rule (repeatable)
    #[arg(long, value_name = "RULE")]
    only: Vec<String>,
    /// Show only discrepancies with a claim that matches, by metric, subject, place or source (repeatable)
    #[arg(long, value_name = "DIMENSION=GLOB", value_parser = selection::select)]
    select: Vec<(String, String)>,
    /// Give a rule another level: allow, note, warn or deny (repeatable)
    #[arg(long, value_name = "RULE=LEVEL", value_parser = selection::level)]
    level: Vec<(String, Level)>,
    /// Audit what could be loaded; problems still exit 2
    #[arg(long)]
    keep_going: bool,
    /// Write the claims that no rule held against another, with the reason, as CSV
    #[arg(long, value_name = "FILE")]
    untouched: Option<PathBuf>,
    /// Write every claim with its verification, as CSV
    #[arg(long, value_name = "FILE")]
    claims: Option<PathBuf>,
    /// Pass over the discrepancies that this file knows, as long as their figures stay the same
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Write what was found and is not waived to the file of `--baseline`, instead of reading it
    #[arg(long, requires = "baseline", conflicts_with_all = ["only", "select", "level"])]
    write_baseline: bool,
    /// Pass over the discrepancies that somebody accepts in this file: with a reason, a name, and until when
    #[arg(long, value_name = "FILE")]
    waivers: Option<PathBuf>,
    /// How many threads; as many as there are cores where not given
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
    /// Write the summary only (text), and show no progress
    #[arg(long, short)]
    quiet: bool,
    /// The date on which the audit stands; the latest in the dataset where not given, never the clock
    #[arg(long, value_name = "DATE", value_parser = selection::day)]
    as_of: Option<Day>,
}

/// Audits, reports, and says what it comes to.
pub(crate) fn run(arguments: &Arguments, color: Color) -> Result<Outcome, Error> {
    let pairs = pair(report::FORMATS, &arguments.format, &arguments.output)?;
    let folders = datasets::find(&arguments.datasets)?;
    let mut outputs = Vec::new();
    for (format, target) in &pairs {
        outputs.push((format.writer, Output::open(target)?));
    }
    let lists = [&arguments.untouched, &arguments.claims].map(|path| path.as_ref().map(|path| target(path)));
    let to_stdout = |target: &Target| *target == Target::Stdout;
    let all = pairs.iter().map(|(_, target)| target).chain(lists.iter().flatten());
    if lists.iter().flatten().any(to_stdout) && all.filter(|target| to_stdout(target)).count() > 1 {
        let failure = Failure::new("the report and a list of claims would both go to stdout");
        return Err(failure
            .hint("name a file for one of them: `--claims claims.csv`, `--untouched untouched.csv`")
            .into());
    }
    let [untouched_list, claims_list] = lists.map(|list| list.map(|target| Output::open(&target)).transpose());
    let (untouched_list, claims_list) = (untouched_list?, claims_list?);
    outputs.sort_by_key(|(_, output)| output.order());

    let new_baseline = arguments.baseline.as_ref().filter(|_| arguments.write_baseline);
    let new_baseline = new_baseline.map(|path| Output::open(&target(path))).transpose()?;

    let (prepared, mut found) = prepare(&folders, &arguments.folders, &Progress::start(!arguments.quiet));
    let decided = decided(arguments, &mut found);
    known(arguments, &prepared)?;
    problems::show(&found, color);
    if !found.is_empty() && !arguments.keep_going {
        return Ok(Outcome::Incomplete);
    }
    selects_something(arguments, &prepared)?;

    let options = Options {
        only: arguments.only.clone(),
        select: arguments.select.iter().filter_map(|(field, pattern)| Selector::of(field, pattern)).collect(),
        levels: arguments.level.clone(),
        as_of: arguments.as_of,
        list_untouched: untouched_list.is_some(),
        exhibits: pairs.iter().any(|(format, _)| format.writer.draws()),
        jobs: arguments.jobs.map(NonZeroUsize::get),
    };
    let threshold = arguments.deny.unwrap_or(Level::Deny);
    let progress = Progress::start(!arguments.quiet);
    let (mut audits, verified): (Vec<Audit>, Vec<Verifications>) = prepared
        .iter()
        .zip(1..)
        .map(|((loaded, rules), number)| {
            progress.at("auditing", &loaded.dataset.path, (number, prepared.len()));
            let (audit, verifications) = audit_and_verify(&loaded.dataset, rules, &options);
            (Audit { threshold, problems: problems::count(&loaded.problems), ..audit }, verifications)
        })
        .unzip();
    drop(progress);
    settled(&mut audits, &decided, arguments);
    // Of what could not be audited nobody knows that it is all there is.
    if let Some(output) = new_baseline.filter(|_| found.is_empty()) {
        let text = Baseline::text(&audits);
        output.finish(|out| out.write_all(text.as_bytes()))?;
        let decided = Decided { baseline: Some(Baseline::of(&audits)), ..decided };
        settle(&mut audits, &decided, arguments.as_of);
    }
    if let Some(list) = untouched_list {
        list.finish(|out| untouched::write(&audits, out))?;
    }
    if let Some(list) = claims_list {
        let of = audits.iter().zip(&prepared).zip(&verified);
        let of: Vec<_> = of.map(|((audit, (loaded, _)), verified)| (audit, &loaded.dataset, verified)).collect();
        list.finish(|out| claims::write(&of, out))?;
    }
    for (writer, output) in outputs {
        // A file must not depend on the screen that it was made at.
        let style = if output.is_stdout() { color.style(&io::stdout()) } else { Style::default() };
        let style = Style { quiet: arguments.quiet, ..style };
        output.finish(|out| report::write(writer, &audits, style, out))?;
    }
    Ok(Outcome::of(&audits, threshold, found.len()))
}

/// What was decided before this run, as the files say that are given.
fn decided(arguments: &Arguments, found: &mut Vec<Problem>) -> Decided {
    let mut kept = |problems: Vec<Problem>| found.extend(problems);
    let baseline = arguments.baseline.as_ref().filter(|_| !arguments.write_baseline);
    let baseline = baseline.and_then(|path| Baseline::read(path).map_err(&mut kept).ok());
    let waivers = arguments.waivers.as_ref().map(|path| waivers::read(path).map_err(kept));
    Decided { baseline, waivers: waivers.and_then(Result::ok).unwrap_or_default() }
}

/// Settles what was found; what is left over of the decisions is noted beside the last audit.
fn settled(audits: &mut [Audit], decided: &Decided, arguments: &Arguments) {
    let idle = settle(audits, decided, arguments.as_of);
    // What is not shown is not missing.
    let all = arguments.only.is_empty() && arguments.select.is_empty() && arguments.level.is_empty();
    if let Some(last) = audits.last_mut() {
        last.notes.extend(idle.notes(all));
    }
}

/// Loads every dataset with the rules in force for it, and collects all problems.
fn prepare(datasets: &[PathBuf], folders: &Folders, progress: &Progress) -> (Vec<(Loaded, RuleSet)>, Vec<Problem>) {
    let mut prepared = Vec::new();
    let mut found: Vec<Problem> = Vec::new();
    for (dataset, number) in datasets.iter().zip(1..) {
        progress.at("loading", &dataset.display().to_string(), (number, datasets.len()));
        let (rules, problems) = in_force(folders, Some(dataset));
        // Rules that several datasets share have the same problems.
        for problem in problems {
            if !found.contains(&problem) {
                found.push(problem);
            }
        }
        let loaded = load(dataset);
        found.extend(loaded.problems.iter().cloned());
        prepared.push((loaded, rules));
    }
    (prepared, found)
}

/// Refuses a selection that no claim is in: a slip in it would find nothing and look like agreement.
fn selects_something(arguments: &Arguments, prepared: &[(Loaded, RuleSet)]) -> Result<(), Error> {
    for (field, pattern) in &arguments.select {
        let Some(selector) = Selector::of(field, pattern) else { continue };
        let mut claims = prepared
            .iter()
            .flat_map(|(loaded, _)| loaded.dataset.claims.claims().map(|claim| loaded.dataset.claim(claim)));
        if !claims.any(|claim| selector.selects(claim)) {
            let failure = Failure::new(format!("no claim is selected by `{field}={pattern}`"));
            return Err(failure.hint("give exact ids or `*` for any text, one `--select` a condition").into());
        }
    }
    Ok(())
}

/// Refuses rules that no dataset knows: a slip in `--only` would find nothing and look like agreement.
fn known(arguments: &Arguments, prepared: &[(Loaded, RuleSet)]) -> Result<(), Error> {
    let rules: Vec<_> = prepared.iter().flat_map(|(_, rules)| rules.iter()).collect();
    let named = arguments.only.iter().chain(arguments.level.iter().map(|(rule, _)| rule));
    match named.into_iter().find(|&id| !rules.iter().any(|rule| rule.id == *id)) {
        Some(id) => Err(unknown(id, &rules).into()),
        None => Ok(()),
    }
}
