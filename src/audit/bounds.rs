//! What claims imply for a quantity and days that nobody need have printed: the tightest interval, the sum of
//! figures behind each of its ends, and the same once for every set of voices that can be right together.

pub mod answer;
mod asking;
mod days;
mod figures;
pub mod question;

pub use asking::{bounds, of_graph};
