//! From files to claims: text with places, and every problem of every file.

pub mod mapping;
pub mod problem;
