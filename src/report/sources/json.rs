//! One JSON document, see [`shape`](crate::report::sources::shape).

use std::io;

use crate::audit::agreement::answer::Agreement;
use crate::report::sources::shaping;

/// Writes one document for all datasets, indented, with a line end.
///
/// # Errors
/// What `out` fails with.
pub fn write(all: &[Agreement], out: &mut dyn io::Write) -> io::Result<()> {
    // Into memory first: serde_json writes byte by byte, and `out` may be a pipe.
    let mut text = serde_json::to_vec_pretty(&shaping::report(all))?;
    text.push(b'\n');
    out.write_all(&text)
}
