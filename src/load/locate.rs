//! Finds what a place means again, by re-reading that one record: the line, the column and the
//! text of the figure. Only what is drawn is looked for.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::Path;

use serde_json::value::RawValue;

use crate::load::fault::Spot;
use crate::load::lines;
use crate::load::object::Object;
use crate::load::problem::Excerpt;
use crate::load::raw::{Part, csv_field, field_or_end, json_part};
use crate::model::dataset::Dataset;
use crate::model::index::TableIx;
use crate::model::place::Place;
use crate::model::table::Format;

/// The longest record that is read again.
const LONGEST: usize = 16 << 20;
/// How much of a file is searched for the name of a column.
const NAMES: u64 = 1 << 16;

/// The figures at some places of a dataset's files. `None` where a file cannot be read any more,
/// and for the examples of rule files, which have no place here.
#[must_use]
pub fn excerpts(dataset: &Dataset, places: &[Place]) -> Vec<Option<Excerpt>> {
    let figure = |place: &Place| Spot::Field { record: place.offset, field: place.field, within: None };
    drawn(dataset, &places.iter().map(|place| (place.table, figure(place))).collect::<Vec<_>>())
}

/// What stands under a column of the records at some places, or one item of the list there; the
/// figure where a file has no such column. `None` as for [`excerpts`].
#[must_use]
pub fn excerpts_of(dataset: &Dataset, places: &[(Place, &'static str, Option<String>)]) -> Vec<Option<Excerpt>> {
    let spot = |(place, name, item): &(Place, &'static str, Option<String>)| {
        let spot = Spot::Column { record: place.offset, name, item: item.clone(), otherwise: place.field };
        (place.table, spot)
    };
    drawn(dataset, &places.iter().map(spot).collect::<Vec<_>>())
}

fn drawn(dataset: &Dataset, places: &[(TableIx, Spot)]) -> Vec<Option<Excerpt>> {
    let mut by_table: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (at, (table, _)) in places.iter().enumerate() {
        by_table.entry(*table).or_default().push(at);
    }
    let mut found = vec![None; places.len()];
    for (table, members) in by_table {
        let Some(table) = dataset.tables.get(table.at()).filter(|table| table.format != Format::Toml) else { continue };
        let spots: Vec<Spot> = members.iter().map(|&at| places[at].1.clone()).collect();
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
        Spot::Column { record, name, otherwise, .. } => {
            (*record, Part::Value(field_of(file, format, *record, name)?.unwrap_or(*otherwise)), None)
        }
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
    let within = match spot {
        Spot::Column { item: Some(item), .. } => item_in(text, item),
        _ => within,
    };
    let escaped = text.iter().any(|byte| matches!(byte, b'"' | b'\\'));
    let range = match within {
        Some(inner) if !escaped && inner.end <= text.len() => range.start + inner.start..range.start + inner.end,
        _ => range,
    };
    Ok(Some(record + range.start as u64..record + range.end as u64))
}

/// The number of the field of this name: of the file's header, or of the record itself.
fn field_of(file: &mut File, format: Format, record: u64, name: &str) -> io::Result<Option<u16>> {
    let start = if format == Format::Csv { 0 } else { record };
    file.seek(SeekFrom::Start(start))?;
    let mut raw = Vec::new();
    file.by_ref().take(NAMES).read_to_end(&mut raw)?;
    if format == Format::Csv {
        let text = raw.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&raw);
        let blank = text.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let header = &text[blank..];
        let names = (0..u16::MAX).map_while(|field| Some((field, csv_field(header, field)?)));
        return Ok(names
            .into_iter()
            .find(|(_, range)| header[range.clone()] == *name.as_bytes())
            .map(|(field, _)| field));
    }
    let text = String::from_utf8_lossy(&raw);
    let object = serde_json::Deserializer::from_str(&text).into_iter::<&RawValue>().next().and_then(Result::ok);
    let object: Option<Object<'_>> = object.and_then(|object| serde_json::from_str(object.get()).ok());
    let at = object.and_then(|object| object.0.iter().position(|(key, _)| key == name));
    Ok(at.and_then(|at| u16::try_from(at).ok()))
}

/// The bytes of one item of a list such as `a; b`.
fn item_in(list: &[u8], item: &str) -> Option<Range<usize>> {
    let mut from = 0;
    for part in list.split(|&byte| byte == b';') {
        let start = from + part.len() - part.trim_ascii_start().len();
        if part.trim_ascii() == item.as_bytes() {
            return Some(start..start + item.len());
        }
        from += part.len() + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::{excerpts, excerpts_of};
    use crate::model::dataset::Dataset;
    use crate::model::index::TableIx;
    use crate::model::place::Place;
    use crate::model::table::{Format, Table};

    fn dataset(text: &str, format: Format) -> (tempfile::NamedTempFile, Dataset) {
        let mut file = tempfile::NamedTempFile::new().expect("a temporary file");
        file.write_all(text.as_bytes()).expect("it can be written");
        let path = file.path().display().to_string();
        let table = Table { name: "t".into(), family: TableIx(0), path, format, own: None, every: None, mapped: true };
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
    fn an_item_of_a_named_column_is_found() {
        let meant = |text: &str, format, record: &str, name, item: &str| {
            let (_file, dataset) = dataset(text, format);
            let offset = text.find(record).expect("it is there") as u64;
            let place = Place { table: TableIx(0), offset, field: 1 };
            let excerpt =
                excerpts_of(&dataset, &[(place, name, Some(item.to_owned()))]).remove(0).expect("it is found");
            (excerpt.column, excerpt.text[excerpt.span.clone()].to_owned())
        };
        let text = "\u{feff}id,value,derived-from\nb,28,ab;  a\n";
        assert_eq!(meant(text, Format::Csv, "b,28", "derived-from", "a"), (11, "a".into()));
        assert_eq!(meant(text, Format::Csv, "b,28", "id", "b"), (1, "b".into()));
        assert_eq!(meant(text, Format::Csv, "b,28", "restates", "b"), (3, "28".into()));
        let text = "[{\"id\": \"b\", \"value\": 28, \"restates\": \"a\"}]";
        assert_eq!(meant(text, Format::Json, "{", "restates", "a"), (40, "a".into()));
        assert_eq!(meant(text, Format::Json, "{", "derived-from", "a"), (23, "28".into()));
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
