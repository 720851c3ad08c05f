//! counterclaim cross-checks published figures.

pub mod audit;
pub mod graph;
pub mod load;
pub mod model;
pub mod network;
pub mod rules;
pub mod verify;
