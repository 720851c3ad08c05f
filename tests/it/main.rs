//! The integration tests, one binary.

mod layering;
mod made;
mod random;
mod rules;
mod sweep;
