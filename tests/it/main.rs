//! The integration tests, one binary.

mod layering;
mod made;
mod rules;
