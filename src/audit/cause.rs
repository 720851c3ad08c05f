//! Why two figures differ: what a person would look for next, looked for. A closed list of causes, one file each; each
//! says how likely a figure that is wrong for no such reason would look the same.

mod another_column;
mod another_day;
mod case;
mod copied;
mod digits;
mod first;
mod hedge;
mod kind;
mod looked_up;
#[cfg(test)]
mod made;
mod merged;
mod per_day;
mod row;
mod scale;
mod shortened;
mod suspects;
mod total;

pub use first::{Cause, causes};
pub use kind::CauseKind;
