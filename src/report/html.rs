//! The report that people look at: one page in one file, with charts, that needs no network and works without its
//! script. Nothing of a dataset is in it unescaped.

mod anchor;
mod attribution;
mod axis;
mod badge;
mod card;
mod charts;
mod extent;
mod finding;
mod guide;
mod layout;
mod line;
mod marker;
mod matrix;
mod page;
mod palette;
mod plot;
mod policy;
mod prose;
mod quantity;
mod scale;
mod scope;
mod summary;
mod table;
mod words;

use std::io;

use crate::audit::Audit;

/// Writes the audits as one page. What they can draw is drawn where it was asked for.
///
/// # Errors
/// What `out` fails with.
pub fn write(audits: &[Audit], out: &mut dyn io::Write) -> io::Result<()> {
    out.write_all(page::page(audits).into_string().as_bytes())?;
    out.write_all(b"\n")
}
