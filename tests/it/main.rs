//! The integration tests, one binary.

mod cli;
mod datasets;
mod fields;
mod laws;
mod layering;
mod made;
mod manuals;
mod network;
mod order;
mod problems;
mod random;
mod reports;
mod rules;
mod schemas;
mod starter;
mod sums;
mod sweep;
