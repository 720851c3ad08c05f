//! `counterclaim man`: manual pages, made from the help.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::{Context, Error};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};

use crate::cli::exit::Outcome;
use crate::cli::output::Output;
use crate::cli::pairing::Target;

/// Print the manual page, or write a page for every command
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  counterclaim man | man -l -
  counterclaim man --output ~/.local/share/man/man1")]
pub(crate) struct Arguments {
    /// A folder: one page a command is written into it, made if it does not exist
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
}

/// Prints the main page, or writes all of them.
pub(crate) fn run(arguments: &Arguments, command: clap::Command) -> Result<Outcome, Error> {
    let pages = pages(command)?;
    let Some(folder) = &arguments.output else {
        if let Some((_, page)) = pages.first() {
            io::stdout().lock().write_all(page)?;
        }
        return Ok(Outcome::Agreed);
    };
    fs::create_dir_all(folder).with_context(|| format!("cannot make the folder `{}`", folder.display()))?;
    let mut outputs = Vec::new();
    for (name, page) in &pages {
        outputs.push((Output::open(&Target::File(folder.join(name)))?, page));
    }
    for (output, page) in outputs {
        output.finish(|out| out.write_all(page))?;
    }
    Ok(Outcome::Agreed)
}

/// Every page with the name of its file, the main one first.
fn pages(command: clap::Command) -> io::Result<Vec<(String, Vec<u8>)>> {
    // A page for `help` would say what every page says.
    let mut command = command.disable_help_subcommand(true);
    command.build();
    let mut pages = Vec::new();
    for command in [&command].into_iter().chain(command.get_subcommands()) {
        pages.push(page(command)?);
    }
    Ok(pages)
}

/// The library would print what stands after the help as one paragraph: here it keeps its lines, under
/// its own headings.
fn page(command: &clap::Command) -> io::Result<(String, Vec<u8>)> {
    let man =
        Man::new(command.clone()).manual("counterclaim").source(concat!("counterclaim ", env!("CARGO_PKG_VERSION")));
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    if command.has_subcommands() {
        man.render_subcommands_section(&mut page)?;
    }
    let mut roff = Roff::new();
    let after = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    for line in after.lines().filter(|line| !line.is_empty()) {
        match line.strip_suffix(':') {
            Some(heading) if !line.starts_with(' ') => {
                roff.control("SH", [heading.to_uppercase().as_str()]).control("nf", []);
            }
            _ => {
                roff.text([roman(line.strip_prefix("  ").unwrap_or(line))]);
            }
        }
    }
    roff.to_writer(&mut page)?;
    Ok((man.get_filename(), page))
}
