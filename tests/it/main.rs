//! The integration tests, one binary.

mod cli;
mod datasets;
mod fields;
mod laws;
mod layering;
mod made;
mod order;
mod problems;
mod random;
mod reports;
mod rules;
mod sweep;
