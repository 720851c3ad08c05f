//! What supports each claim, and what speaks against it.

pub mod aside;
pub mod conflict;
pub mod verification;
