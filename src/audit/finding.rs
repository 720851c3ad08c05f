//! A finding as a value: plain facts and texts, ready for any format. Nothing here knows a format.

use crate::audit::cause::Cause;
use crate::audit::disposition::Disposition;
use crate::audit::figures::{Figures, Stamp};
use crate::graph::support::Support;
use crate::load::problem::Excerpt;
use crate::model::amount::Amount;
use crate::model::day::Day;
use crate::rules::level::{Level, Strength};
use crate::verify::conflict::Conflict;

/// What kind of disagreement it is, by who stands against whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FindingKind {
    /// One voice against itself.
    SelfContradiction,
    /// A copy, a headline or an outlet against its own origin.
    Transcription,
    /// Independent voices.
    Disagreement,
    /// Parties to a conflict; nobody is blamed.
    BetweenAdversaries,
    /// One count under several words.
    Definition,
    /// A series that is not as it usually is; nobody contradicts anybody.
    Plausibility,
    /// Where a figure comes from, or what is said of that; nobody contradicts anybody.
    Provenance,
    /// One claim by itself.
    SingleClaim,
}

impl FindingKind {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::SelfContradiction => "self-contradiction",
            Self::Transcription => "transcription",
            Self::Disagreement => "disagreement",
            Self::BetweenAdversaries => "between-adversaries",
            Self::Definition => "definition",
            Self::Plausibility => "plausibility",
            Self::Provenance => "provenance",
            Self::SingleClaim => "single-claim",
        }
    }
}

/// One claim of a side, as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Witness {
    /// Its id.
    pub claim: String,
    /// The source's id.
    pub source: String,
    /// The source's name.
    pub source_name: String,
    /// How many outlets it passed through.
    pub outlets: usize,
    /// The figure as printed, with its words.
    pub printed: String,
    /// The printed value.
    pub value: Option<Amount>,
    /// The least value that the words allow at the finding's reading.
    pub low: Option<Amount>,
    /// The greatest.
    pub high: Option<Amount>,
    /// The days it covers, in words.
    pub period: String,
    /// What supports it.
    pub support: Support,
    /// What speaks against it.
    pub conflict: Conflict,
    /// NATO credibility of the information, 1 to 6.
    pub credibility: u8,
    /// NATO reliability of the source, A to F: an input, `F` where nobody judged it.
    pub reliability: char,
    /// What its document says of its verification itself, if anything.
    pub stated: Option<String>,
    /// What is said beside the verification: `stale`, `hedge dropped`.
    pub aside: Vec<&'static str>,
    /// The document's id.
    pub document: Option<String>,
    /// The document's publisher.
    pub publisher: Option<String>,
    /// Where it stands: the line, and the figure in it.
    pub excerpt: Option<Excerpt>,
}

/// One side of a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// At most three claims, the one that matters most first. Never empty.
    pub witnesses: Vec<Witness>,
    /// How many claims say the same or worse in all.
    pub count: u64,
    /// What its claims imply together, where the side is that and not a claim of its own.
    pub implied: Option<Implied>,
}

/// A figure that nobody printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Implied {
    /// The least value that the claims allow together.
    pub low: Option<Amount>,
    /// The greatest.
    pub high: Option<Amount>,
}

/// How far two sides miss each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// In the metric's unit.
    pub amount: Amount,
    /// In tenths of a per cent of the right side; absent where that is zero.
    pub per_mille: Option<i64>,
}

/// The smallest widening at which a finding would disappear.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Critical {
    /// Of both sides' printed figures, in hundredths of a per cent, rounded up.
    PerCent(i64),
    /// Of a day boundary, with the words that say which.
    Days(i64, String),
}

/// A figure that, changed alone, makes a finding and all that follows from it go away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mended {
    /// The id of the claim.
    pub claim: String,
    /// What it says, as it was printed.
    pub printed: String,
    /// The least that it would have to be; absent where it may be less, or is not one number.
    pub low: Option<Amount>,
    /// The most that it would have to be; absent where it may be more, or is not one number.
    pub high: Option<Amount>,
}

/// Claims that a rule says should agree and do not. Reports call it a discrepancy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What makes findings of two runs the same: 16 hexadecimal digits over rule, quantity,
    /// lineages and first day.
    pub id: String,
    /// The rule's id.
    pub rule: String,
    /// The rule's level, capped by the strength.
    pub level: Level,
    /// How far words must be stretched; absent for rules that compare no amounts.
    pub strength: Option<Strength>,
    /// Who stands against whom.
    pub kind: FindingKind,
    /// One sentence with the figures.
    pub headline: String,
    /// The left side's subject id.
    pub subject: String,
    /// The left side's metric id.
    pub metric: String,
    /// The left side's place id.
    pub place: String,
    /// The left side's days, in words.
    pub period: String,
    /// The claims that stray.
    pub left: Side,
    /// What they are held against; absent for rules on one claim.
    pub right: Option<Side>,
    /// How far they miss each other.
    pub gap: Option<Gap>,
    /// The smallest widening at which it would disappear.
    pub critical: Option<Critical>,
    /// How many days, pairs or repetitions are folded into this finding; at least 1.
    pub days: u64,
    /// The first day.
    pub first: Option<Day>,
    /// The last day.
    pub last: Option<Day>,
    /// The sum that a reader can redo with a pencil, line by line.
    pub arithmetic: Vec<String>,
    /// What else is so for the same reason, a sentence each.
    pub follows: Vec<String>,
    /// The one figure that would mend this and what follows.
    pub mended_by: Option<Mended>,
    /// What the finding rests on besides the printed words.
    pub assumptions: Vec<String>,
    /// What would settle it.
    pub settled_by: Option<String>,
    /// What probably happened, the likeliest first; empty if nothing that is looked for fits, absent where no figure
    /// stands against another number.
    pub causes: Option<Vec<Cause>>,
    /// Other rules that fired for the same reason.
    pub also: Vec<String>,
    /// The figures it rests on.
    pub figures: Figures,
    /// What was decided about it before this run.
    pub disposition: Disposition,
}

impl Finding {
    /// The ids of the documents in which its claims were read, each once, in order.
    #[must_use]
    pub fn documents(&self) -> Vec<&str> {
        let mut documents: Vec<&str> = self.witnesses().filter_map(|witness| witness.document.as_deref()).collect();
        documents.sort_unstable();
        documents.dedup();
        documents
    }

    /// What a baseline or a waiver remembers of its figures.
    #[must_use]
    pub fn stamp(&self) -> Stamp {
        self.figures.stamp(self.days)
    }

    /// Every witness of both sides, the left ones first.
    pub fn witnesses(&self) -> impl Iterator<Item = &Witness> {
        self.left.witnesses.iter().chain(self.right.iter().flat_map(|side| &side.witnesses))
    }
}
