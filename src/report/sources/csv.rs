//! A row a pair of voices that have a comparable figure. As the audit's CSV: UTF-8 without a byte order mark, LF line
//! ends, bare numbers.

use std::io;

use ::csv::{Terminator, WriterBuilder};

use crate::audit::agreement::answer::{Agreement, Pair};
use crate::report::csv::{failure, text};
use crate::report::sources::{independent, standing};

/// The columns. Readers may rely on them: new ones are added at the end.
#[rustfmt::skip]
pub const HEADER: [&str; 17] = [
    "dataset", "first", "second", "first_name", "second_name", "standing", "first_independence", "second_independence",
    "figures", "agree", "near", "disagree", "repeats", "bounds", "missed", "ambiguous", "several",
];

/// Writes the header and the pairs of all datasets, one after the other.
///
/// # Errors
/// What `out` fails with.
pub fn write(all: &[Agreement], out: &mut dyn io::Write) -> io::Result<()> {
    let mut writer = WriterBuilder::new().terminator(Terminator::Any(b'\n')).from_writer(out);
    writer.write_record(HEADER).map_err(failure)?;
    for agreement in all {
        for pair in &agreement.pairs {
            writer.write_record(row(&agreement.dataset, pair)).map_err(failure)?;
        }
    }
    writer.flush()
}

/// The cells of one pair, in the order of [`HEADER`].
fn row(dataset: &str, pair: &Pair) -> Vec<String> {
    let Pair { voices, names, independence, tally, .. } = pair;
    let words = std::iter::once(dataset).chain(voices.iter().chain(names).map(String::as_str));
    let words = words.chain([standing(pair)]).chain(independence.map(independent));
    let mut row: Vec<String> = words.map(text).collect();
    let counts = [tally.figures(), tally.agree, tally.near, tally.disagree, tally.repeats, tally.bounds, tally.missed];
    row.extend(counts.iter().chain(&[tally.ambiguous, tally.several]).map(u64::to_string));
    row
}
