//! From files to claims: text with places, and every problem of every file.

pub mod documents;
pub mod end;
pub mod hedges;
pub mod locate;
pub mod known;
pub mod manifest;
pub mod mapping;
pub mod metric_written;
pub mod metrics;
pub mod page;
pub mod problem;
pub mod shape;
pub mod sources;
mod table_days;
mod table_values;
pub mod table_written;
pub mod tables_file;
pub mod toml;
pub mod vocabulary;
