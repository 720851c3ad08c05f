//! counterclaim cross-checks published figures: it reads what different sources claim, holds the
//! claims against declarative rules, and tells every discrepancy with the standing of each figure.
//!
//! Data flows down through the modules, and none names a later one: [`model`] (the words of the field
//! as types), [`load`] (files to claims, every problem collected), [`graph`] (who repeats whom),
//! [`network`] (what totals imply), [`rules`] (what must agree, and how closely), [`verify`] (what
//! supports a claim), [`audit`] (verdicts to findings), [`report`] (findings to pages, tables and documents).
//!
//! Three words are never mixed. A *finding* is claims that a rule says should agree and do not; a
//! *problem* is malformed input with its place; an *error* ends the run.
//!
//! ```
//! use std::path::Path;
//!
//! use counterclaim::audit::{audit, options::Options};
//! use counterclaim::load::load;
//! use counterclaim::report::csv;
//! use counterclaim::rules::level::Level;
//! use counterclaim::rules::set::RuleSet;
//!
//! let loaded = load(Path::new("tests/fixtures/part-exceeds-whole"));
//! assert!(loaded.problems.is_empty());
//! let (rules, _) = RuleSet::shipped();
//! let audit = audit(&loaded.dataset, &rules, &Options::default());
//! assert_eq!(audit.at_level(Level::Deny), 1);
//!
//! let mut table = Vec::new();
//! csv::write(&[audit], &mut table)?;
//! # Ok::<(), std::io::Error>(())
//! ```

#![warn(clippy::print_stdout, clippy::print_stderr)]

pub mod audit;
pub mod graph;
pub mod load;
pub mod model;
pub mod network;
pub mod report;
pub mod rules;
pub mod verify;
