//! From files to claims: text with places, and every problem of every file.

pub mod documents;
pub mod end;
pub mod hedges;
pub mod locate;
pub mod mapping;
pub mod metrics;
pub mod page;
pub mod problem;
pub mod shape;
pub mod sources;
pub mod toml;
pub mod vocabulary;
