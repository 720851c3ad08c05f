//! One JSON document, see [`shape`](crate::report::graph::shape).

use std::io;

use crate::audit::picture::Picture;
use crate::report::graph::shaping;

/// Writes one document, indented, with a line end.
///
/// # Errors
/// What `out` fails with.
pub fn write(picture: &Picture, out: &mut dyn io::Write) -> io::Result<()> {
    // Into memory first: serde_json writes byte by byte, and `out` may be a pipe.
    let mut text = serde_json::to_vec_pretty(&shaping::report(picture))?;
    text.push(b'\n');
    out.write_all(&text)
}
