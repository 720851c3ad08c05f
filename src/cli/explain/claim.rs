//! A claim in words: why a figure has its status.

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::Error;
use counterclaim::audit::explanation;
use counterclaim::load::Loaded;
use counterclaim::report;

use crate::cli::color::Color;
use crate::cli::exit::Outcome;
use crate::cli::folders::{Folders, in_force};
use crate::cli::problems;

/// Explains a claim in every dataset that has it; `None` if no dataset has.
pub(super) fn explain(
    id: &str,
    loaded: &[(PathBuf, Loaded)],
    folders: &Folders,
    color: Color,
) -> Result<Option<Outcome>, Error> {
    let mut outcome = None;
    for (folder, loaded) in loaded {
        let claims = &loaded.dataset.claims;
        let Some(ix) = claims.claims().find(|&ix| claims.id(ix) == id) else { continue };
        let (rules, mut found) = in_force(folders, Some(folder));
        found.extend(loaded.problems.iter().cloned());
        problems::show(&found, color);
        let told = explanation::explain(&loaded.dataset, &rules, ix);
        if outcome.is_some() {
            writeln!(io::stdout())?;
        }
        report::explanation::write(&told, &mut io::stdout().lock())?;
        let complete = found.is_empty() && outcome != Some(Outcome::Incomplete);
        outcome = Some(if complete { Outcome::Agreed } else { Outcome::Incomplete });
    }
    Ok(outcome)
}
