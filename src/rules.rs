//! What must agree, and how closely: rules as data, and one file a kind of rule.

pub mod level;
