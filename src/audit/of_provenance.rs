//! The wording of findings on where figures come from. Nobody is said to be wrong.

use crate::audit::days::days_in_words;
use crate::audit::headline::{Wording, counted, list, place, who};
use crate::graph::stated::Stated;
use crate::model::claim::Claim;
use crate::model::index::SourceIx;
use crate::rules::provenance::facts::{Leads, ProvenanceFacts};
use crate::rules::verdict::{Run, Side};

/// How many publishers or sources a headline names.
const NAMED: usize = 3;

impl Wording<'_, '_> {
    pub(super) fn provenance_headline(&self, facts: &ProvenanceFacts) -> String {
        let left = &self.verdict.left;
        let figure = self.plain(self.left);
        match facts {
            ProvenanceFacts::Circle(links) => {
                let each: Vec<String> = links.iter().map(|&(from, leads, to)| self.link(from, leads, to)).collect();
                format!("{figure}: {}; nobody is its origin", in_a_row(&each))
            }
            ProvenanceFacts::SingleOrigin(publishers) => {
                let voice = self.name(self.left.lineage());
                let such = self.such("such figures,");
                format!("{figure}: in {}, and only {voice} says so{such}", some_of(publishers, publishers.len() as u64))
            }
            ProvenanceFacts::UndeclaredCopy => {
                let right = self.verdict.right.iter();
                let claims = || right.clone().flat_map(|side| &side.claims).map(|&claim| self.evidence.claim(claim));
                let names: Vec<String> = std::iter::once(self.left).chain(claims()).map(who).collect();
                let all = left.count + right.clone().map(|side| side.count).sum::<u64>();
                let such = self.such("days,");
                format!(
                    "{figure} according to {}: the same to the digit, and nothing says who has it from whom{such}",
                    some_of(&names, all)
                )
            }
            ProvenanceFacts::AttributionLost => {
                let locator = self.left.remark().map(|remark| remark.locator.as_str()).filter(|text| !text.is_empty());
                let at = locator.map(|text| format!(", {text},")).unwrap_or_default();
                let root = self.right.map(|root| format!("{} according to {}", root.printed(), root.source().name));
                let (page, root, more) = (page(self.left), root.unwrap_or_default(), more_there(left));
                format!("{figure} in {page}{at} with nobody named; it repeats {root}{more}")
            }
            ProvenanceFacts::Overstated { stated, computed } => {
                let (said, more) = (format!("{figure} according to {}", who(self.left)), more_there(left));
                format!("{said} is stated to be `{stated}`; in this dataset it is `{}`{more}", computed.word())
            }
            ProvenanceFacts::Unverified(sources) => {
                let names: Vec<String> = sources.iter().map(|&source| self.name(source).to_owned()).collect();
                let (page, of) = (page(self.left), in_a_row(&names));
                let silent = "and, in this dataset, nothing on whether";
                match left.count {
                    1 => format!("{page} prints a figure of {of} {silent} it was verified: {figure}"),
                    count => {
                        format!("{page} prints {count} figures of {of} {silent} they were verified, such as {figure}")
                    }
                }
            }
            ProvenanceFacts::CorroborationUnfounded => {
                let right = self.verdict.right.as_ref();
                let such = right.map(|side| self.plain(self.evidence.claim(side.claims[0]))).unwrap_or_default();
                let (figures, such) = match right.map_or(0, |side| side.count) {
                    1 => ("the figure".to_owned(), such),
                    count => (format!("any of the {count} figures"), format!("such as {such}")),
                };
                let said = format!("`{}: {}`", self.left.metric().name, self.left.printed());
                let (whom, who) = (self.of_whom(self.left, None), &self.left.source().name);
                let nobody = "in this dataset nobody independent confirms";
                format!("{said}{whom} according to {who}, but {nobody} {figures} that it speaks of, {such}")
            }
        }
    }

    pub(super) fn provenance_arithmetic(&self, facts: &ProvenanceFacts) -> Vec<String> {
        match facts {
            ProvenanceFacts::SingleOrigin(publishers) => vec![format!("printed by {}", publishers.join("; "))],
            ProvenanceFacts::Overstated { stated, computed } => {
                let least = Stated::read(stated).map_or("", |stated| stated.support().word());
                vec![format!("`{stated}` says at least `{least}`; computed is `{}`", computed.word())]
            }
            _ => Vec::new(),
        }
    }

    fn name(&self, source: SourceIx) -> &str {
        &self.evidence.dataset.sources.get(source).name
    }

    fn link(&self, from: SourceIx, leads: Leads, to: SourceIx) -> String {
        let (from, to) = (self.name(from), self.name(to));
        match leads {
            Leads::Prints => format!("{from} prints it as {to}'s"),
            Leads::ReliesOn => format!("{from} relies on {to}"),
        }
    }

    /// A figure with what it counts and its days, whoever says so.
    fn plain(&self, claim: Claim<'_>) -> String {
        let what = format!("{}{}{}", counted(claim), self.of_whom(claim, None), place(claim));
        format!("{} {what} {}", claim.printed(), days_in_words(claim.period()))
    }

    /// `; 4 such figures, 2022-03-01 to 2022-03-04`, where a verdict stands for several.
    fn such(&self, noun: &str) -> String {
        match self.verdict.run {
            Run { count: 1, .. } => String::new(),
            Run { first, last, count } => format!("; {count} {noun} {first} to {last}"),
        }
    }
}

/// What stands in the same place besides the figure that is told.
fn more_there(side: &Side) -> String {
    match side.count {
        0 | 1 => String::new(),
        2 => "; so one more figure there".to_owned(),
        count => format!("; so {} more figures there", count - 1),
    }
}

/// Where a claim was read: its publisher, else its last outlet, else the document's id.
fn page(claim: Claim<'_>) -> String {
    let dataset = claim.dataset;
    let publisher = claim.document().map(|document| document.publisher.clone()).filter(|name| !name.is_empty());
    let outlet = || claim.via().last().map(|&outlet| dataset.sources.get(outlet).name.clone());
    let id = || dataset.claims.document(claim.ix).map(|ix| dataset.documents.names.name(ix.0).to_owned());
    publisher.or_else(outlet).or_else(id).unwrap_or_else(|| claim.table().name.clone())
}

/// The first few of some names, and how many others there are.
fn some_of(names: &[String], all: u64) -> String {
    let mut told: Vec<String> = names.iter().take(NAMED).cloned().collect();
    match all.saturating_sub(told.len() as u64) {
        0 => {}
        1 => told.push("one other".to_owned()),
        others => told.push(format!("{others} others")),
    }
    in_a_row(&told)
}

fn in_a_row(words: &[String]) -> String {
    list(&words.iter().map(String::as_str).collect::<Vec<_>>())
}
