//! `counterclaim completions`: what a shell completes.

use std::io::{self, Write};

use anyhow::Error;
use clap_complete::Shell;

use crate::cli::exit::Outcome;

/// Print the completions of a shell
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  counterclaim completions bash > ~/.local/share/bash-completion/completions/counterclaim
  counterclaim completions zsh > \"${fpath[1]}/_counterclaim\"
  counterclaim completions fish > ~/.config/fish/completions/counterclaim.fish
  counterclaim completions powershell >> $PROFILE
  counterclaim completions elvish >> ~/.config/elvish/rc.elv")]
pub(crate) struct Arguments {
    /// Of which shell
    #[arg(value_enum)]
    shell: Shell,
}

/// Prints the script.
pub(crate) fn run(arguments: &Arguments, mut command: clap::Command) -> Result<Outcome, Error> {
    // The library panics where it cannot write: a closed pipe is met here instead.
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, "counterclaim", &mut script);
    io::stdout().lock().write_all(&script)?;
    Ok(Outcome::Agreed)
}
