//! From files to claims: text with places, and every problem of every file.

pub mod cells;
pub mod complaint;
pub mod context;
pub mod csv;
pub mod fault;
pub mod ids;
pub mod json;
pub mod lines;
pub mod links;
pub mod locate;
pub mod mapped;
pub mod mapping;
pub mod object;
pub mod paths;
pub mod period;
pub mod plan;
pub mod problem;
pub mod raw;
pub mod record;
pub mod rows;
pub mod sheet;
pub mod tables;
pub mod tidy;
pub mod words;
