//! counterclaim cross-checks published figures.

pub mod audit;
pub mod load;
pub mod model;
pub mod rules;
pub mod verify;
