//! The integration tests, one binary.

mod datasets;
mod laws;
mod layering;
mod made;
mod order;
mod random;
mod reports;
mod rules;
mod sweep;
