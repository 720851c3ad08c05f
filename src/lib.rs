//! counterclaim cross-checks published figures.

#![warn(clippy::print_stdout, clippy::print_stderr)]

pub mod audit;
pub mod graph;
pub mod load;
pub mod model;
pub mod network;
pub mod report;
pub mod rules;
pub mod verify;
