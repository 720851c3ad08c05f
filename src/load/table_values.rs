//! What the values of a table are: its columns of figures, their hedges and bounds, and how it
//! writes numbers.

use toml::Spanned;

use crate::load::known::{Kind, Known};
use crate::load::mapping::{Origin, ValueColumn};
use crate::load::page::Page;
use crate::load::table_days::one_of;
use crate::load::table_written::{NumberWritten, TableWritten};
use crate::model::number::NumberFormat;

/// Checks the columns of values of a mapped table; `metric` is what its one column counts.
pub(super) fn check(
    table: &TableWritten,
    metric: Option<&Origin>,
    known: &mut Known<'_>,
    page: &mut Page<'_>,
) -> Vec<ValueColumn> {
    contradictions(table, page);
    let mut columns = Vec::new();
    for (column, id) in &table.values.0 {
        let metric = known.number(Kind::Metric, id, page).map(Origin::Constant);
        columns.extend(metric.map(|metric| value(column.get_ref(), metric)));
    }
    if table.values.0.is_empty() {
        columns.extend(single(table, metric, known, page));
    }
    hedges(table, &mut columns, page);
    for ignored in &table.ignore.0 {
        if columns.iter().any(|read| read.column == *ignored.get_ref()) {
            let message = format!("the column `{}` is both read and ignored", ignored.get_ref());
            page.problem(ignored.span(), message);
        }
    }
    columns
}

fn contradictions(table: &TableWritten, page: &mut Page<'_>) {
    let span = |key: &Option<Spanned<String>>| key.as_ref().map(Spanned::span);
    let values = table.values.0.first().map(|(column, _)| column.span());
    let metric = table.metric.as_ref().map(Spanned::span);
    let bounds = [span(&table.low), span(&table.best), span(&table.high)].into_iter().flatten().next();
    let why = "`values` is for several columns, `value` or `best` for one";
    one_of(&[("values", values.clone()), ("value", span(&table.value)), ("best", span(&table.best))], why, page);
    one_of(&[("values", values.clone()), ("metric", metric.clone())], "`values` says what each column counts", page);
    if table.dates.is_some() {
        let why = "with `dates` every column of a day holds values, and `value` names the metric";
        one_of(&[("dates", span(&table.dates)), ("values", values)], why, page);
        one_of(&[("dates", span(&table.dates)), ("low, best and high", bounds)], why, page);
        one_of(&[("value", span(&table.value)), ("metric", metric)], why, page);
    } else if let (true, Some(bounds)) = (table.values.0.len() > 1, bounds) {
        let message = "one pair of bounds cannot belong to several columns of values";
        page.hinted(bounds, message, "a table of its own for each, with `value` and `metric`");
    }
}

/// The one column of values.
fn single(
    table: &TableWritten,
    metric: Option<&Origin>,
    known: &mut Known<'_>,
    page: &mut Page<'_>,
) -> Option<ValueColumn> {
    if table.dates.is_some() {
        let metric = match &table.value {
            Some(id) => Origin::Constant(known.number(Kind::Metric, id, page)?),
            None => needed(metric, "value = \"the metric\"", table, page)?,
        };
        return Some(value("", metric));
    }
    let bounded = table.low.is_some() || table.high.is_some();
    let column = table.value.as_ref().or(table.best.as_ref());
    if column.is_none() && !bounded {
        let hint = "`values = { column = \"metric\" }`, or `value` and `metric`";
        page.hinted(table.path.span(), "the table does not say which columns hold values", hint);
        return None;
    }
    let metric = needed(metric, "metric = …", table, page)?;
    Some(value(column.map_or("", |column| column.get_ref()), metric))
}

fn needed(metric: Option<&Origin>, key: &str, table: &TableWritten, page: &mut Page<'_>) -> Option<Origin> {
    if metric.is_none() {
        page.hinted(table.path.span(), "the table does not say what its values count", format!("add `{key}`"));
    }
    metric.cloned()
}

fn value(column: &str, metric: Origin) -> ValueColumn {
    ValueColumn { column: column.to_owned(), metric, hedge: None }
}

fn hedges(table: &TableWritten, columns: &mut [ValueColumn], page: &mut Page<'_>) {
    for (of, hedge) in &table.hedge.0 {
        let listed = table.values.0.iter().any(|(column, _)| column.get_ref() == of.get_ref());
        match columns.iter_mut().find(|column| column.column == *of.get_ref()) {
            Some(column) => column.hedge = Some(hedge.get_ref().clone()),
            // A column with an unknown metric has its own problem already.
            None if listed => {}
            None => page.unknown("column of values", of, columns.iter().map(|column| column.column.as_str())),
        }
    }
}

/// How a table writes its numbers.
pub(super) fn number(written: Option<&NumberWritten>, page: &mut Page<'_>) -> NumberFormat {
    let mut format = NumberFormat::default();
    let Some(written) = written else { return format };
    let mut separator = |key: &Option<Spanned<String>>| {
        let key = key.as_ref()?;
        let mut letters = key.get_ref().chars();
        let one = letters.next().filter(|c| letters.next().is_none() && !c.is_alphanumeric() && !"-+%".contains(*c));
        if one.is_none() {
            let message = format!("`{}` is no separator of digits", key.get_ref());
            page.hinted(key.span(), message, "one character that is neither a letter, a digit nor a sign");
        }
        one
    };
    format.thousands = separator(&written.thousands);
    format.decimal = separator(&written.decimal).unwrap_or(format.decimal);
    if format.thousands == Some(format.decimal) {
        let place = written.thousands.as_ref().map_or(0..0, Spanned::span);
        let message = format!("`{}` cannot both group thousands and begin the fraction", format.decimal);
        page.hinted(place, message, "give both: `number = { thousands = \".\", decimal = \",\" }`");
    }
    format
}
