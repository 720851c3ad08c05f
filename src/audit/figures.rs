//! The figures that a finding rests on, so that a finding which somebody accepted is known again when it grows, and is
//! looked at again when one of them changes.

use crate::audit::days::days_in_words;
use crate::model::claim::Claim;
use crate::model::day::Day;
use crate::model::fnv;
use crate::model::index::ClaimIx;
use crate::rules::evidence::Evidence;
use crate::rules::verdict::{Facts, Verdict};

/// Every two figures that stand against each other in a finding, or every figure where none stands against another: each
/// with its day, the later one of two, and the hash of what is said. Ordered, each once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figures(Vec<(Day, u64)>);

/// What is remembered of a finding's figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// 16 hexadecimal digits over all figures up to the last day.
    pub digest: String,
    /// The last day; absent where figures have no end.
    pub last: Option<Day>,
    /// How many days, pairs or repetitions were folded into the finding.
    pub days: u64,
}

impl Figures {
    /// The figures of a verdict. Neither places nor ids matter: lines move, and rows are numbered.
    pub(super) fn of(evidence: &Evidence<'_>, verdict: &Verdict) -> Self {
        let amounts = verdict.facts.rest_on_amounts();
        let said = |ix: ClaimIx| said(evidence, evidence.claim(ix), amounts);
        let pairs = verdict.opposed();
        let mut figures: Vec<(Day, u64)> = pairs.iter().map(|&(left, right)| both(said(left), said(right))).collect();
        // What a run is told by may be another day's tomorrow; its pairs stay.
        if verdict.pairs.is_empty() {
            let alone = verdict.left.claims.iter().filter(|_| verdict.right.is_none());
            let alone = alone.copied().chain(counted(&verdict.facts));
            figures.extend(alone.map(said));
        }
        let mut figures = Self(figures);
        figures.tidy();
        figures
    }

    /// Adds the figures of a finding that was made one with this.
    pub(super) fn add(&mut self, other: &Self) {
        self.0.extend(&other.0);
        self.tidy();
    }

    /// What is remembered of them; `days` are those of the finding.
    #[must_use]
    pub fn stamp(&self, days: u64) -> Stamp {
        let last = self.0.last().map(|&(day, _)| day).filter(|&day| day != Day::NEVER);
        Stamp { digest: self.digest(last), last, days }
    }

    /// Whether no figure has changed, gone or been added up to the last day of a stamp.
    #[must_use]
    pub fn hold(&self, stamp: &Stamp) -> bool {
        self.digest(stamp.last) == stamp.digest
    }

    fn digest(&self, last: Option<Day>) -> String {
        let known = self.0.iter().take_while(|&&(day, _)| last.is_none_or(|last| day <= last));
        let hash = known.fold(fnv::START, |hash, (_, said)| fnv::hash(hash, &said.to_be_bytes()));
        format!("{hash:016x}")
    }

    fn tidy(&mut self) {
        self.0.sort_unstable();
        self.0.dedup();
    }
}

/// Figures that count without being a side of their own.
fn counted(facts: &Facts) -> Vec<ClaimIx> {
    match facts {
        Facts::Sum(sum) => sum.terms.clone(),
        Facts::Rate(rate) => rate.terms.clone(),
        Facts::Stale { of, .. } => of.clone(),
        Facts::Wordings(words) => words.iter().map(|&(.., claim)| claim).collect(),
        Facts::Network(facts) => facts.least.iter().chain(&facts.most).flat_map(|term| term.claims.clone()).collect(),
        _ => Vec::new(),
    }
}

/// The day of a claim and the hash of what it says: whose, what, of which days, and how much in which words if that matters.
fn said(evidence: &Evidence<'_>, claim: Claim<'_>, amounts: bool) -> (Day, u64) {
    let table = claim.table();
    let said = [
        evidence.dataset.sources.id(claim.source_ix()),
        // Copies of one table are told apart.
        if table.mapped { table.name.as_str() } else { "" },
        &crate::audit::not_compared::named(evidence, claim.quantity()),
        &days_in_words(claim.period()),
        &if amounts { claim.printed() } else { String::new() },
    ];
    let hash = said.iter().fold(fnv::START, |hash, text| fnv::hash(fnv::hash(hash, text.as_bytes()), b"\n"));
    (claim.period().label, hash)
}

/// Two figures against each other: which of them is the left one may change from day to day.
fn both(one: (Day, u64), other: (Day, u64)) -> (Day, u64) {
    let (first, second) = (one.1.min(other.1), one.1.max(other.1));
    let hash = fnv::hash(fnv::hash(fnv::START, &first.to_be_bytes()), &second.to_be_bytes());
    (one.0.max(other.0), hash)
}

#[cfg(test)]
mod tests {
    use super::Figures;
    use crate::model::day::Day;

    #[test]
    fn what_is_added_later_changes_nothing_and_what_is_added_before_does() {
        let mut figures = Figures(vec![(Day(1), 7), (Day(3), 9)]);
        let stamp = figures.stamp(2);
        assert_eq!(stamp.last, Some(Day(3)));
        figures.add(&Figures(vec![(Day(4), 1)]));
        assert!(figures.hold(&stamp));
        figures.add(&Figures(vec![(Day(2), 1)]));
        assert!(!figures.hold(&stamp));
        assert!(!Figures(vec![(Day(1), 7), (Day(3), 8)]).hold(&stamp));
        assert!(!Figures(vec![(Day(1), 7)]).hold(&stamp));
    }
}
