//! What claims imply together.
//!
//! Two views of one idea. [`implied`] and [`tiling`] answer narrow questions about running totals and
//! periods. The rest is a solver for any claims that bound differences of counts (a simple temporal
//! network; Dechter, Meiri and Pearl, Artificial Intelligence 49, 1991): [`net`] holds the constraints,
//! [`feasible`] says whether all can hold, [`conflict`] which few cannot, [`repair`] the least that must
//! be wrong, [`bounds`] what the others imply, [`sums`] what wholes and parts add, and [`coalition`]
//! which groups agree. Nothing here knows what a claim is.

pub mod bounds;
pub mod coalition;
pub mod components;
pub mod conflict;
pub mod derivation;
pub mod derived;
pub mod faults;
pub mod feasible;
pub mod footing;
mod greedy;
pub mod hitting;
pub mod implications;
pub mod implied;
mod instants;
mod kinship;
mod known;
mod labels;
pub mod lineages;
pub mod manner;
pub mod meaning;
mod meeting;
pub mod members;
mod mender;
pub mod midnight;
pub mod net;
mod paths;
pub mod repair;
pub mod sums;
pub mod suspicion;
pub mod system;
pub mod tiling;
pub mod told;
mod vars;
pub mod voices;
