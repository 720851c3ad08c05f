//! The way of a figure to its origin.

use crate::audit::explanation::named::Named;
use crate::model::claim::Claim;
use crate::model::index::{ClaimIx, SourceIx};
use crate::model::remark::Attribution;
use crate::rules::evidence::Evidence;

/// From where it was read to who says so in the end and on whom that source relies, a step a line.
pub(super) fn path(evidence: &Evidence<'_>, claim: ClaimIx, root: ClaimIx) -> Vec<String> {
    let mut steps = read_in(evidence.claim(claim));
    let mut last = claim;
    if root != claim {
        let origin = Named::of(evidence.claim(root));
        steps.push(format!("it repeats `{}`: {}, {}", origin.claim, origin.printed, origin.period));
        steps.extend(read_in(evidence.claim(root)));
        last = root;
    }
    let inputs: Vec<String> =
        evidence.graph.inputs(last).iter().map(|&input| format!("`{}`", evidence.dataset.claims.id(input))).collect();
    if !inputs.is_empty() {
        steps.push(format!("it was computed from {}", inputs.join(", ")));
    }
    steps.push(asserted(evidence.claim(last)));
    steps.extend(relies(evidence, last));
    steps
}

/// The document and the outlets, nearest the reader first.
fn read_in(claim: Claim<'_>) -> Vec<String> {
    let mut steps = Vec::new();
    if let Some(document) = claim.document() {
        let published = document.published.map_or_else(String::new, |day| format!(", {day}"));
        let title = if document.title.is_empty() { String::new() } else { format!(" “{}”", document.title) };
        steps.push(format!("read in{title} ({}{published})", document.publisher));
    }
    let names: Vec<&str> =
        claim.via().iter().rev().map(|&outlet| claim.dataset.sources.get(outlet).name.as_str()).collect();
    if !names.is_empty() {
        steps.push(format!("printed by {}", names.join(", which has it from ")));
    }
    steps
}

fn asserted(claim: Claim<'_>) -> String {
    let sources = &claim.dataset.sources;
    let source = claim.source();
    match claim.remark().map_or(Attribution::Named, |remark| remark.attribution) {
        Attribution::None => return format!("who says so is not printed; it stands with {}", source.name),
        Attribution::Named | Attribution::Vague => {}
    }
    let vaguely = claim.remark().is_some_and(|remark| remark.attribution == Attribution::Vague);
    let mut words = format!("asserted by {}{}", source.name, if vaguely { ", named vaguely" } else { "" });
    let lineage = claim.lineage();
    if lineage != claim.source_ix() {
        words += &format!(", who speaks for {}", sources.get(lineage).name);
    }
    if let Some(group) = source.group {
        words += &format!(", of the group {}", sources.groups.name(group.0));
    }
    if let Some(party) = source.party {
        words += &format!(", of the party {}", sources.parties.name(party.0));
    }
    words
}

/// On whom the sources behind a claim rely.
fn relies(evidence: &Evidence<'_>, claim: ClaimIx) -> Option<String> {
    let sources = &evidence.dataset.sources;
    let attribution = evidence.backings().attribution();
    let origin = attribution.get(attribution.origin(claim));
    let mut on: Vec<&str> = origin
        .rests_on
        .iter()
        .filter(|group| !origin.own.contains(group))
        .map(|&group| sources.group_name(group))
        .collect();
    let roots: Vec<SourceIx> = origin.roots.clone();
    if origin.unknown && !origin.unattributed {
        on.push("somebody who is not known");
    }
    let names: Vec<&str> = roots.iter().map(|&root| sources.get(root).name.as_str()).collect();
    (!on.is_empty()).then(|| format!("{} relies on {}", names.join(" and "), on.join(", ")))
}
