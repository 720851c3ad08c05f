//! The rows that examples of rules write in place, for the schema of rule files.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};

use crate::load::schema::words;
use crate::load::tidy::COLUMNS;
use crate::load::words::{ATTRIBUTION, CONVENTION, PER};
use crate::load::written::TABLE;
use crate::load::written_correction::OF_CORRECTIONS;
use crate::model::remark::Method;

/// A claim: the columns of the tidy form.
#[derive(Debug, Clone, Copy)]
pub struct ClaimRow;

/// What a publisher corrected.
#[derive(Debug, Clone, Copy)]
pub struct CorrectionRow;

impl JsonSchema for ClaimRow {
    fn schema_name() -> Cow<'static, str> {
        "Claim".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let columns = COLUMNS.iter().chain([&TABLE]).map(|&column| (column.to_owned(), of_column(column)));
        json_schema!({
            "type": "object", "properties": columns.collect::<Map<_, _>>(), "additionalProperties": false
        })
    }
}

impl JsonSchema for CorrectionRow {
    fn schema_name() -> Cow<'static, str> {
        "Correction".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let columns = OF_CORRECTIONS.map(|column| (column.to_owned(), text_or_number()));
        json_schema!({
            "type": "object",
            "properties": columns.into_iter().collect::<Map<_, _>>(),
            "additionalProperties": false,
            "required": ["metric", "day", "value"]
        })
    }
}

fn of_column(column: &str) -> Value {
    let mut known = match column {
        "attribution" => words(&ATTRIBUTION),
        "per" => words(&PER),
        "method" => words(&Method::WORDS),
        "day-convention" => words(&CONVENTION),
        _ => return text_or_number(),
    };
    // An empty cell.
    known.push("");
    json!({ "type": "string", "enum": known })
}

fn text_or_number() -> Value {
    json!({ "type": ["string", "integer"] })
}
