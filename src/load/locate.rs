//! Finds what a place means again, by re-reading that one record: the line, the column and the
//! text of the figure. Only what is drawn is looked for.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::Path;

use crate::load::fault::Spot;
use crate::load::lines;
use crate::load::problem::Excerpt;
use crate::load::raw::{Part, field_or_end, json_part};
use crate::model::dataset::Dataset;
use crate::model::place::Place;
use crate::model::table::Format;

/// The longest record that is read again.
const LONGEST: usize = 16 << 20;

/// The figures at some places of a dataset's files. `None` where a file cannot be read any more,
/// and for the examples of rule files, which have no place here.
#[must_use]
pub fn excerpts(dataset: &Dataset, places: &[Place]) -> Vec<Option<Excerpt>> {
    let mut by_table: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (at, place) in places.iter().enumerate() {
        by_table.entry(place.table).or_default().push(at);
    }
    let mut found = vec![None; places.len()];
    for (table, members) in by_table {
        let Some(table) = dataset.tables.get(table.at()).filter(|table| table.format != Format::Toml) else { continue };
        let spots: Vec<Spot> = members
            .iter()
            .map(|&at| Spot::Field { record: places[at].offset, field: places[at].field, within: None })
            .collect();
        // The shown path is the folder as the user named it and what is below it: it can be opened.
        if let Ok(all) = resolve(Path::new(&table.path), table.format, &table.path, &spots) {
            for (at, excerpt) in members.into_iter().zip(all) {
                found[at] = excerpt;
            }
        }
    }
    found
}

/// The lines of some spots of one file, in the order given; `None` for the file as a whole.
///
/// # Errors
/// Where the file cannot be read.
pub fn resolve(path: &Path, format: Format, shown: &str, spots: &[Spot]) -> io::Result<Vec<Option<Excerpt>>> {
    let mut file = File::open(path)?;
    let mut ranges = Vec::new();
    for (at, spot) in spots.iter().enumerate() {
        if let Some(range) = range_of(&mut file, format, spot)? {
            ranges.push((range, at));
        }
    }
    ranges.sort_by_key(|(range, at)| (range.start, range.end, *at));
    let starts: Vec<Range<u64>> = ranges.iter().map(|(range, _)| range.clone()).collect();
    let excerpts = lines::excerpts(BufReader::with_capacity(1 << 16, file), shown, &starts)?;
    let mut found = vec![None; spots.len()];
    for ((_, at), excerpt) in ranges.into_iter().zip(excerpts) {
        found[at] = Some(excerpt);
    }
    Ok(found)
}

fn range_of(file: &mut File, format: Format, spot: &Spot) -> io::Result<Option<Range<u64>>> {
    let (record, part, within) = match spot {
        Spot::File => return Ok(None),
        Spot::Bytes(range) => return Ok(Some(range.clone())),
        Spot::Field { record, field, within } => (*record, Part::Value(*field), within.clone()),
        Spot::Name { record, field } => (*record, Part::Key(*field), None),
    };
    let (Part::Value(field) | Part::Key(field)) = part;
    file.seek(SeekFrom::Start(record))?;
    let (mut raw, mut size) = (Vec::new(), 4_096_usize);
    let range = loop {
        let more = (size - raw.len()) as u64;
        let whole = file.by_ref().take(more).read_to_end(&mut raw)? < usize::try_from(more).unwrap_or(usize::MAX);
        let done = whole || size >= LONGEST;
        match format {
            Format::Csv => {
                let range = field_or_end(&raw, field);
                // A field that reaches the end of what was read may go on behind it.
                if done || range.end < raw.len() - raw.len().min(2) && raw.contains(&b'\n') {
                    break range;
                }
            }
            Format::Json | Format::JsonLines => {
                let text = String::from_utf8_lossy(&raw);
                match json_part(&text, part) {
                    // Lossy text is longer than the file where something in it is no UTF-8.
                    Some(range) if text.len() == raw.len() || done => break range,
                    None if done => break 0..1,
                    _ => {}
                }
            }
            Format::Toml => return Ok(None),
        }
        size *= 8;
    };
    let text = &raw[range.start.min(raw.len())..range.end.min(raw.len())];
    // An escaped character is longer than what it stands for: then all of the text is meant.
    let escaped = text.iter().any(|byte| matches!(byte, b'"' | b'\\'));
    let range = match within {
        Some(inner) if !escaped && inner.end <= text.len() => range.start + inner.start..range.start + inner.end,
        _ => range,
    };
    Ok(Some(record + range.start as u64..record + range.end as u64))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::excerpts;
    use crate::model::dataset::Dataset;
    use crate::model::index::TableIx;
    use crate::model::place::Place;
    use crate::model::table::{Format, Table};

    fn dataset(text: &str, format: Format) -> (tempfile::NamedTempFile, Dataset) {
        let mut file = tempfile::NamedTempFile::new().expect("a temporary file");
        file.write_all(text.as_bytes()).expect("it can be written");
        let path = file.path().display().to_string();
        let table = Table { name: "t".into(), path, format, own: None, every: None, mapped: true };
        (file, Dataset { tables: vec![table], ..Dataset::default() })
    }

    fn shown(text: &str, format: Format, record: &str, field: u16) -> (u64, u64, String) {
        let (_file, dataset) = dataset(text, format);
        let offset = text.find(record).expect("it is there") as u64;
        let places = [Place { table: TableIx(0), offset, field }];
        let excerpt = excerpts(&dataset, &places).remove(0).expect("it is found");
        (excerpt.line, excerpt.column, excerpt.text[excerpt.span.clone()].to_owned())
    }

    #[test]
    fn the_text_at_the_span_is_the_printed_figure() {
        let text = "id,value\nen25-total,\"1,000,340\"\nen25-ships,28\n";
        assert_eq!(shown(text, Format::Csv, "en25-total", 1), (2, 13, "1,000,340".into()));
        assert_eq!(shown(text, Format::Csv, "en25-ships", 1), (3, 12, "28".into()));
        let text = "[\n  {\"date\": \"2022-02-25\",\n   \"personnel\": 2800}\n]";
        assert_eq!(shown(text, Format::Json, "{", 1), (3, 17, "2800".into()));
        assert_eq!(shown(text, Format::Json, "{", 0), (2, 13, "2022-02-25".into()));
    }

    #[test]
    fn a_figure_far_into_a_long_record_is_found() {
        let text = format!("id,note,value\na,\"{}\",\"10,933\"\n", "ж".repeat(40_000));
        assert_eq!(shown(&text, Format::Csv, "a,", 2), (2, 40_007, "10,933".into()));
        let text = format!("[{{\"note\": \"{}\", \"value\": 10933}}]", "ж".repeat(40_000));
        assert_eq!(shown(&text, Format::Json, "{", 1).2, "10933");
    }

    #[test]
    fn what_cannot_be_read_again_has_no_excerpt() {
        let (file, mut dataset) = dataset("id\n", Format::Csv);
        let place = Place { table: TableIx(0), offset: 3, field: 0 };
        dataset.tables[0].format = Format::Toml;
        assert_eq!(excerpts(&dataset, &[place]), [None]);
        dataset.tables[0].format = Format::Csv;
        drop(file);
        assert_eq!(excerpts(&dataset, &[place, Place { table: TableIx(9), ..place }]), [None, None]);
    }
}
