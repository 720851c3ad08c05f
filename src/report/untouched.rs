//! Claims that no rule held against another, as CSV: one row a claim.

use std::io;

use ::csv::{Terminator, WriterBuilder};

use crate::audit::Audit;
use crate::report::csv::{failure, text};

const HEADER: [&str; 11] =
    ["dataset", "claim", "source", "subject", "metric", "place", "period", "printed", "reason", "file", "line"];

/// Writes the list of every audit.
///
/// # Errors
/// What `out` fails with.
pub fn write(audits: &[Audit], out: &mut dyn io::Write) -> io::Result<()> {
    let mut csv = WriterBuilder::new().terminator(Terminator::Any(b'\n')).from_writer(out);
    csv.write_record(HEADER).map_err(failure)?;
    for audit in audits {
        for one in &audit.untouched {
            let line = one.line.map(|line| line.to_string()).unwrap_or_default();
            let row = [
                audit.dataset.as_str(),
                &one.claim,
                &one.source,
                &one.subject,
                &one.metric,
                &one.place,
                &one.period,
                &one.printed,
                one.reason,
                &one.file,
                &line,
            ];
            csv.write_record(row.map(text)).map_err(failure)?;
        }
    }
    csv.flush()
}
