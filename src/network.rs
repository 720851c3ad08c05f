//! What claims imply together.

pub mod implied;
