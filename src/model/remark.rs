//! What a claim says of itself beside its figure: how it was obtained, and what a coder noted.

use crate::model::index::SourceIx;

/// How a figure was obtained.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Method {
    /// Somebody said so.
    #[default]
    Statement,
    /// A list of names.
    NamedList,
    /// Photographs or films.
    Visual,
    /// An administrative register.
    Registry,
    /// Somebody went and looked.
    Inspection,
    /// Worked out from other evidence.
    Estimate,
    /// Calculated from other figures.
    Computed,
}

impl Method {
    /// Every method with the word that the `method` column uses.
    pub const WORDS: [(&'static str, Self); 7] = [
        ("statement", Self::Statement),
        ("named-list", Self::NamedList),
        ("visual", Self::Visual),
        ("registry", Self::Registry),
        ("inspection", Self::Inspection),
        ("estimate", Self::Estimate),
        ("computed", Self::Computed),
    ];

    /// Whether somebody counted: names, pictures, entries of a register, what is there.
    #[must_use]
    pub fn is_direct(self) -> bool {
        matches!(self, Self::NamedList | Self::Visual | Self::Registry | Self::Inspection)
    }
}

/// How clearly a figure is attributed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Attribution {
    /// To a source by name.
    #[default]
    Named,
    /// Vaguely: "Kyiv says".
    Vague,
    /// To nobody.
    None,
}

/// What only hand-coded claims say of themselves.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Remark {
    /// How clearly the figure is attributed.
    pub attribution: Attribution,
    /// The outlets it passed through, nearest the source first.
    pub via: Vec<SourceIx>,
    /// Where in the document it stands, zone first.
    pub locator: String,
    /// The word printed for what is counted.
    pub wording: String,
    /// The hedge as printed.
    pub hedge: String,
    /// What the document itself says of its verification.
    pub stated_verification: String,
    /// The id of the claim it repeats.
    pub restates: String,
    /// The ids of the claims it was computed from.
    pub derived_from: Vec<String>,
    /// Who coded it.
    pub coded_by: String,
    /// A note of the coder.
    pub note: String,
}
