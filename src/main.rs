//! The command line: the only part of counterclaim that prints, colours and exits.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
