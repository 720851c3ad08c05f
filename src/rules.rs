//! What must agree, and how closely: rules as data, and one file a kind of rule.

pub mod claim;
pub mod compare;
pub mod coverage;
pub mod evidence;
pub mod example;
pub mod example_written;
pub mod file;
pub mod level;
pub mod network;
pub mod passed_over;
pub mod provenance;
pub mod rate;
pub mod ratio;
pub mod relatives;
pub mod rule;
mod runs;
pub mod select;
pub mod series;
pub mod set;
pub mod sum;
pub mod touched;
pub mod verdict;
pub mod words;
