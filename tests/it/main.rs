//! The integration tests, one binary.

mod laws;
mod layering;
mod made;
mod random;
mod rules;
mod sweep;
