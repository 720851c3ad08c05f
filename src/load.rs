//! From files to claims: text with places, and every problem of every file.

pub mod end;
pub mod hedges;
pub mod mapping;
pub mod problem;
pub mod shape;
pub mod toml;
