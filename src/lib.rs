//! counterclaim cross-checks published figures.

pub mod load;
pub mod model;
