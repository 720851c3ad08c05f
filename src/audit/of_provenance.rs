//! The wording of findings on where figures come from. Nobody is said to be wrong.

use crate::audit::days::days_in_words;
use crate::audit::headline::{Wording, counted, list, place};
use crate::graph::stated::Stated;
use crate::model::claim::Claim;
use crate::model::index::SourceIx;
use crate::rules::provenance::facts::{Leads, ProvenanceFacts};
use crate::rules::verdict::{Run, Side};

/// How many publishers a headline names.
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
                let voice = &self.evidence.dataset.sources.get(self.left.lineage()).name;
                let more = self.more("figure");
                format!("{figure}: in {}, and only {voice} says so{more}", some_of(publishers))
            }
            ProvenanceFacts::UndeclaredCopy => {
                let told = |side: &Side| self.said_with_days(side);
                let right = self.verdict.right.as_ref().map(told).unwrap_or_default();
                let more = self.more("day");
                format!("{} and {right}: the same value, with no word on who has it from whom{more}", told(left))
            }
            ProvenanceFacts::AttributionLost => {
                let locator = self.left.remark().map(|remark| remark.locator.as_str()).filter(|text| !text.is_empty());
                let at = locator.map(|text| format!(" ({text})")).unwrap_or_default();
                let root = self.right.map(|root| format!("{} according to {}", root.printed(), root.source().name));
                let others = match left.count {
                    0 | 1 => String::new(),
                    2 => "; so one more figure there".to_owned(),
                    count => format!("; so {} more figures there", count - 1),
                };
                let (page, root) = (page(self.left), root.unwrap_or_default());
                format!("{figure} in {page}{at} with nobody named: it is {root}{others}")
            }
            ProvenanceFacts::Overstated { stated, computed } => {
                let said = self.said_with_days(left);
                format!("stated to be `{stated}` and in this dataset `{}`: {said}", computed.word())
            }
            ProvenanceFacts::Unverified(sources) => {
                let names: Vec<String> = sources.iter().map(|&source| self.name(source).to_owned()).collect();
                let (page, of) = (page(self.left), in_a_row(&names));
                let silent = "without a word on whether";
                match left.count {
                    1 => format!("{page} prints a figure of {of} {silent} it was verified: {figure}"),
                    count => {
                        format!("{page} prints {count} figures of {of} {silent} they were verified, such as {figure}")
                    }
                }
            }
            ProvenanceFacts::CorroborationUnfounded => {
                let (count, such) =
                    self.verdict.right.as_ref().map_or((0, String::new()), |side| {
                        (side.count, self.plain(self.evidence.claim(side.claims[0])))
                    });
                let figures = if count == 1 { "the figure".to_owned() } else { format!("any of the {count} figures") };
                let such = if count == 1 { format!(", {such}") } else { format!(", such as {such}") };
                let (said, who) = (&self.left.metric().name, &self.left.source().name);
                format!(
                    "`{said}: {}` according to {who}, but in this dataset nobody independent confirms {figures} \
                     that it speaks of{such}",
                    self.left.printed()
                )
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

    /// `; so on 4 days from A to B`, where a verdict stands for several days or figures.
    fn more(&self, noun: &str) -> String {
        match self.verdict.run {
            Run { count: 1, .. } => String::new(),
            Run { first, last, count } => format!("; so with {count} {noun}s from {first} to {last}"),
        }
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
fn some_of(names: &[String]) -> String {
    let mut told: Vec<String> = names.iter().take(NAMED).cloned().collect();
    match names.len().saturating_sub(NAMED) {
        0 => {}
        1 => told.push("one other".to_owned()),
        others => told.push(format!("{others} others")),
    }
    in_a_row(&told)
}

fn in_a_row(words: &[String]) -> String {
    list(&words.iter().map(String::as_str).collect::<Vec<_>>())
}
