//! The claim graph: who says what, through whom, repeated from where, computed from what. Built
//! once, then only read. petgraph stays inside.

mod ascending;
pub mod attribution;
pub mod backing;
pub mod circles;
pub mod claim_graph;
pub mod floors;
pub mod packing;
mod reliance;
mod restatement;
pub mod stance;
pub mod stated;
pub mod support;
mod tally;
