//! A row an answer, or one for every day of it where a series is asked for. As the audit's CSV: UTF-8 without a byte
//! order mark, LF line ends, bare numbers, an absent value an empty cell.

use std::io;

use ::csv::{Terminator, WriterBuilder};

use crate::audit::bounds::answer::{Answer, Band, Bounds, End, Span, World};
use crate::report::bounds::{ends, voice};
use crate::report::csv::{failure, text};
use crate::report::number::plain;

/// The columns. Readers may rely on them: new ones are added at the end.
#[rustfmt::skip]
pub const HEADER: [&str; 17] = [
    "dataset", "metric", "subject", "place", "read_as", "voices", "since", "day", "low", "high",
    "low_claims", "low_arithmetic", "high_claims", "high_arithmetic", "rests_on", "left_out", "exhaustive",
];

/// Writes the header and the answers of all datasets, one after the other.
///
/// # Errors
/// What `out` fails with.
pub fn write(all: &[Bounds], out: &mut dyn io::Write) -> io::Result<()> {
    let mut writer = WriterBuilder::new().terminator(Terminator::Any(b'\n')).from_writer(out);
    writer.write_record(HEADER).map_err(failure)?;
    for bounds in all {
        for world in &bounds.worlds {
            for answer in &world.answers {
                let of_answer = OfAnswer::new(bounds, world, answer);
                for (span, band) in bounds.spans.iter().zip(&answer.bands) {
                    writer.write_record(of_answer.row(span, band)).map_err(failure)?;
                }
            }
        }
    }
    writer.flush()
}

/// What the rows of an answer have in common.
struct OfAnswer {
    first: [String; 6],
    left_out: String,
    exhaustive: &'static str,
}

impl OfAnswer {
    fn new(bounds: &Bounds, world: &World, answer: &Answer) -> Self {
        let counted = &bounds.counted;
        let sets = answer.coalitions.iter().map(|set| {
            let voices: Vec<String> = set.iter().map(|heard| voice(&heard.source, heard)).collect();
            voices.join("; ")
        });
        let left_out = world.left_out.iter().filter_map(|figure| figure.claims.first()).map(String::as_str);
        Self {
            first: [
                text(&bounds.dataset),
                text(&counted.metric),
                text(&counted.subject),
                text(&counted.place),
                text(&world.read_as.join("; ")),
                text(&sets.collect::<Vec<_>>().join(" | ")),
            ],
            left_out: text(&left_out.collect::<Vec<_>>().join("; ")),
            exhaustive: if world.exhaustive { "yes" } else { "no" },
        }
    }

    fn row(&self, span: &Span, band: &Band) -> Vec<String> {
        let value = |end: &Option<End>| end.as_ref().map_or_else(String::new, |end| plain(end.value));
        let behind = |end: &Option<End>| {
            let Some(end) = end else { return [String::new(), String::new()] };
            [text(&end.claims().join("; ")), text(&end.arithmetic)]
        };
        let mut rests_on: Vec<&str> = Vec::new();
        for why in [&band.low, &band.high].into_iter().flatten().flat_map(|end| &end.rests_on) {
            if !rests_on.contains(&why.as_str()) {
                rests_on.push(why);
            }
        }
        let mut row = self.first.to_vec();
        row.extend(ends(span));
        row.extend([value(&band.low), value(&band.high)]);
        row.extend(behind(&band.low));
        row.extend(behind(&band.high));
        row.extend([text(&rests_on.join("; ")), self.left_out.clone(), self.exhaustive.to_owned()]);
        row
    }
}
