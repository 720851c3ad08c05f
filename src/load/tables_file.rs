//! From a `[[table]]` as written to a mapping in which every id is known and nothing contradicts.

use std::path::{Component, Path};

use toml::Spanned;

use crate::load::defaults::Defaults;
use crate::load::known::{Kind, Known};
use crate::load::mapping::{Mapping, Origin, TableKind};
use crate::load::page::Page;
use crate::load::shape::TextOr;
use crate::load::table_written::{FormatWritten, KindWritten, TableWritten};
use crate::load::{table_days, table_values};
use crate::model::index::{DocumentIx, SourceIx};
use crate::model::remark::Method;
use crate::model::table::Format;

/// Checks one table. `None` where it cannot be read at all.
pub fn check(table: &TableWritten, defaults: &Defaults, known: &mut Known<'_>, page: &mut Page<'_>) -> Option<Mapping> {
    let path = path(&table.path, page)?;
    let format = format(table, page)?;
    let kind = kind(table);
    let mut origin = |kind, written: &Option<_>| written.as_ref().map(|written| known.origin(kind, written, page));
    let constant = |number: Option<u32>| number.map(Origin::Constant);
    let source = origin(Kind::Source, &table.source).or_else(|| constant(defaults.source.map(|ix| ix.0)));
    let subject = origin(Kind::Subject, &table.subject).or_else(|| constant(defaults.subject.map(|ix| ix.0)));
    let place = origin(Kind::Place, &table.place).or_else(|| constant(defaults.place.map(|ix| ix.0)));
    let metric = origin(Kind::Metric, &table.metric);
    let since = table.since.as_ref().and_then(|since| page.anchor(&known.vocabulary.anchors, since));
    let before = page.problems.len();
    let days = table_days::check(table, page);
    let values = if kind == TableKind::Tidy {
        tidy(table, [&source, &subject, &metric, &place], known, page);
        Vec::new()
    } else {
        if days.is_none() && page.problems.len() == before {
            let hint = "`as-of` or `period` with the column of days, or `dates` where columns are named by days";
            page.hinted(table.path.span(), "the table does not say where its days come from", hint);
        }
        table_values::check(table, metric.as_ref(), known, page)
    };
    let own = match source {
        Some(Origin::Constant(source)) if kind == TableKind::Mapped => Some(SourceIx(source)),
        _ => None,
    };
    Some(Mapping {
        name: name(table, &path, page),
        path,
        kind,
        format,
        source,
        subject,
        place,
        metric,
        since,
        days,
        values,
        bounds: [&table.low, &table.best, &table.high]
            .map(|bound| bound.as_ref().map(|column| column.get_ref().clone())),
        id: table.id.as_ref().map(|column| column.get_ref().clone()),
        convention: table.day_convention.map_or(defaults.convention, Into::into),
        document: table.document.as_ref().map_or(defaults.document, |id| document(id, known, page)),
        method: table.method.as_ref().map_or(defaults.method, |word| method(word, page)),
        number: table_values::number(table.number.as_ref(), page),
        filters: table.r#where.0.iter().map(|(column, texts)| (column.get_ref().clone(), plain(&texts.0))).collect(),
        ignored: plain(&table.ignore.0),
        every: table.every.as_ref().and_then(|every| table_days::every(every, page)),
        own,
    })
}

fn plain(texts: &[Spanned<String>]) -> Vec<String> {
    texts.iter().map(|text| text.get_ref().clone()).collect()
}

/// A table is tidy unless it says how its own columns are to be read.
fn kind(table: &TableWritten) -> TableKind {
    let columns = [&table.value, &table.low, &table.best, &table.high, &table.dates];
    let mapped = columns.iter().any(|column| column.is_some())
        || table.since.is_some()
        || table.as_of.is_some()
        || table.period.is_some()
        || !table.values.0.is_empty();
    match table.kind {
        KindWritten::Corrections => TableKind::Corrections,
        KindWritten::Claims if mapped => TableKind::Mapped,
        KindWritten::Claims => TableKind::Tidy,
    }
}

/// A tidy table has the columns of the tidy form; what its manifest gives holds for all of it.
fn tidy(table: &TableWritten, given: [&Option<Origin>; 4], known: &Known<'_>, page: &mut Page<'_>) {
    let hint =
        "a tidy table has its own column for it; other columns are read where `as-of`, `dates` or `period` is given";
    let hedge = table.hedge.0.first().map(|(column, _)| ("hedge", column.span()));
    let id = table.id.as_ref().map(|column| ("id", column.span()));
    for (key, span) in hedge.into_iter().chain(id) {
        page.hinted(span, format!("`{key}` is for tables that are read through a mapping"), hint);
    }
    let written = [&table.source, &table.subject, &table.metric, &table.place];
    let kinds = [Kind::Source, Kind::Subject, Kind::Metric, Kind::Place];
    for ((kind, written), given) in kinds.into_iter().zip(written).zip(given) {
        let (Some(written), Some(Origin::Column(_) | Origin::Lookup { .. })) = (written, given) else { continue };
        match written.get_ref() {
            TextOr::Text(id) => {
                let id = Spanned::new(written.span(), id.clone());
                page.unknown(kind.noun(), &id, known.names(kind).iter());
            }
            TextOr::More(_) => {
                page.hinted(written.span(), format!("`{}` of a tidy table is one id", kind.noun()), hint);
            }
        }
    }
}

/// The path, if it stays below the dataset's folder.
fn path(written: &Spanned<String>, page: &mut Page<'_>) -> Option<String> {
    let text = written.get_ref();
    let inside = Path::new(text).components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    if text.is_empty() || !inside || text.starts_with('\\') || text.contains('\0') {
        let message = format!("`{}` is no path below the dataset's folder", text.escape_debug());
        page.hinted(written.span(), message, "tables lie beside the manifest: `series/deaths.csv`");
        return None;
    }
    Some(text.clone())
}

fn format(table: &TableWritten, page: &mut Page<'_>) -> Option<Format> {
    if let Some(format) = table.format {
        return Some(match format {
            FormatWritten::Csv => Format::Csv,
            FormatWritten::Json => Format::Json,
            FormatWritten::Jsonl => Format::JsonLines,
        });
    }
    let extension = Path::new(table.path.get_ref()).extension().and_then(|extension| extension.to_str());
    match extension.map(str::to_ascii_lowercase).as_deref() {
        Some("csv") => Some(Format::Csv),
        Some("json") => Some(Format::Json),
        Some("jsonl" | "ndjson") => Some(Format::JsonLines),
        _ => {
            let message = "the file's name does not say how it is written";
            page.hinted(table.path.span(), message, "add `format = \"csv\"`, `\"json\"` or `\"jsonl\"`");
            None
        }
    }
}

/// The name in ids: as given, or the file's, or the folder's for a pattern.
fn name(table: &TableWritten, path: &str, page: &mut Page<'_>) -> String {
    if let Some(name) = &table.name {
        page.is_id(name);
        return name.get_ref().clone();
    }
    let path = Path::new(path);
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let folders = path.parent().into_iter().flat_map(Path::components).rev();
    let folder = folders.map(|folder| folder.as_os_str().to_string_lossy()).find(|folder| !folder.contains('*'));
    let name = if stem.contains('*') { folder.unwrap_or("table".into()) } else { stem };
    let name = Spanned::new(table.path.span(), name.into_owned());
    let before = page.problems.len();
    if !page.is_id(&name) {
        page.problems.truncate(before);
        let message = "the file's name cannot stand in the ids of its claims";
        page.hinted(table.path.span(), message, "give the table a `name`");
    }
    name.into_inner()
}

/// The document with this id.
pub(super) fn document(id: &Spanned<String>, known: &Known<'_>, page: &mut Page<'_>) -> Option<DocumentIx> {
    page.find("document", &known.documents.names, id).map(DocumentIx)
}

/// The method with this word.
pub(super) fn method(word: &Spanned<String>, page: &mut Page<'_>) -> Method {
    let found = Method::WORDS.iter().find(|(known, _)| known == word.get_ref());
    if found.is_none() {
        page.unknown("method", word, Method::WORDS.iter().map(|&(known, _)| known));
    }
    found.map_or(Method::default(), |&(_, method)| method)
}
