//! The words of the field as types: amounts, figures, periods, quantities, sources, claims, and
//! whether two claims may be compared at all. Knows no file format and no rule.

pub mod amount;
pub mod claim;
pub mod containment;
pub mod correction;
pub mod dataset;
pub mod day;
pub mod document;
pub mod edtf;
pub mod figure;
pub mod fnv;
pub mod glob;
pub mod hedge;
pub mod index;
pub mod interval;
pub mod names;
pub mod number;
pub mod partition;
pub mod period;
pub mod place;
pub mod relation;
pub mod remark;
pub mod source;
pub mod store;
pub mod table;
pub mod vocabulary;
