//! What supports each claim, and what speaks against it.

pub mod conflict;
pub mod verification;
