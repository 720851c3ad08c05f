//! counterclaim cross-checks published figures.

#![warn(clippy::print_stdout, clippy::print_stderr)]

pub mod audit;
pub mod load;
pub mod model;
pub mod report;
pub mod rules;
pub mod verify;
