//! What claims imply together.

pub mod implied;
pub mod tiling;
