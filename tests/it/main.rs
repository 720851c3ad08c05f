//! The integration tests, one binary.

mod bounds;
mod chance;
mod cli;
mod coverage;
mod datasets;
mod fields;
mod joint;
mod laws;
mod layering;
mod made;
mod manuals;
mod mutants;
mod network;
mod order;
mod problems;
mod provenance;
mod random;
mod reports;
mod rules;
mod schemas;
mod starter;
mod sums;
mod sweep;
mod systems;
mod trials;
