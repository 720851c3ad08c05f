//! The claim graph: who says what, through whom, repeated from where, computed from what. Built
//! once, then only read. petgraph stays inside.

pub mod claim_graph;
mod restatement;
