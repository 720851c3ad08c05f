//! The first screen: how many figures, how many of them verified, which discrepancies matter most and why.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use maud::{Markup, html};

use crate::audit::Audit;
use crate::audit::finding::Finding;
use crate::audit::verified::Verified;
use crate::graph::support::Support;
use crate::report::html::anchor::Anchors;
use crate::report::html::badge::support_words;
use crate::report::html::card::card;
use crate::report::number::grouped;
use crate::report::summary::closing;
use crate::rules::level::Level;
use crate::verify::conflict::Conflict;

/// How many discrepancies are put first.
const FIRST: usize = 6;

/// How many of them may be of one rule.
const OF_A_RULE: usize = 2;

/// The figures of all audits, and what matters most of them.
pub(super) fn opening(audits: &[Audit], anchors: &[Anchors]) -> Markup {
    let mut verified = Verified::default();
    for audit in audits {
        let sum = |all: &mut [u64], some: &[u64]| all.iter_mut().zip(some).for_each(|(all, some)| *all += some);
        sum(&mut verified.support, &audit.verified.support);
        sum(&mut verified.conflict, &audit.verified.conflict);
    }
    let first = first(audits);
    html! {
        (tiles(&verified))
        h2 id="first" { "What matters most" }
        p.lead {
            (sentence(&closing(audits)))
            @if !first.is_empty() {
                " These come first: what fails the audit, then what survives the most generous reading of the words."
            }
        }
        @if !first.is_empty() {
            div.cards {
                @for (at, finding) in first {
                    @let of = (audits.len() > 1).then(|| title(&audits[at]));
                    (card(finding, &anchors[at], of))
                }
            }
        }
    }
}

/// Words as a sentence: with a capital and a full stop.
fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}

/// A dataset's title, or its folder where it has none.
pub(super) fn title(audit: &Audit) -> &str {
    if audit.title.is_empty() { &audit.dataset } else { &audit.title }
}

/// Three numbers, and how the figures are supported.
pub(super) fn tiles(verified: &Verified) -> Markup {
    let figures: u64 = verified.support.iter().sum();
    let contested: u64 =
        [Conflict::Disputed, Conflict::SelfContradictory].map(|of| verified.conflict[of as usize]).iter().sum();
    let tension = verified.conflict[Conflict::Tension as usize];
    let sure = verified.supported(Support::IndependentlyVerified);
    html! {
        div.tiles {
            div.tile { p.big { (grouped(figures)) } p { @if figures == 1 { "figure" } @else { "figures" } " audited" } }
            div.tile {
                p.big { (grouped(sure)) }
                p { "independently verified" }
                @if sure < figures {
                    p.aside {
                        "To verify one takes somebody who takes no side and rests on nobody in common with its source: \
                         a register or an inspection that agrees, or two such figures independent of each other."
                    }
                }
            }
            div.tile {
                p.big { (grouped(contested)) }
                p { "disputed or self-contradictory" }
                @if tension > 0 { p.aside { (grouped(tension)) " more in tension: only with an assumption, or against a voice that is not independent." } }
            }
        }
        @if figures > 0 { (bar(verified, figures)) }
    }
}

/// How many figures have which support, as one bar with its words.
fn bar(verified: &Verified, figures: u64) -> Markup {
    let mut from = 0;
    let mut parts = Vec::new();
    for ((_, support), &count) in Support::WORDS.iter().zip(&verified.support) {
        // In thousandths of the bar; what is there can be seen.
        let width =
            u64::try_from(u128::from(count) * 1_000 / u128::from(figures)).unwrap_or(0).max(u64::from(count > 0) * 4);
        parts.push((*support, count, from, width));
        from += width;
    }
    html! {
        div.support {
            svg viewBox={ "0 0 " (from.max(1)) " 14" } preserveAspectRatio="none" aria-hidden="true" {
                @for (support, _, x, width) in &parts {
                    @if *width > 0 { rect class={ "u" (*support as u8) } x=(x) y="0" width=(width) height="14" {} }
                }
            }
            ul.legend aria-label="Support of the figures" {
                @for (support, count, ..) in parts.iter().filter(|(_, count, ..)| *count > 0) {
                    li {
                        svg.key viewBox="0 0 12 12" aria-hidden="true" { rect class={ "u" (*support as u8) } width="12" height="12" {} }
                        (grouped(*count)) " " (support_words(*support))
                    }
                }
            }
        }
    }
}

/// The findings that come first, each with its audit's place: the loudest, then the strongest, then those whose cause
/// is known, then the widest gap; of one rule not more than a few.
fn first(audits: &[Audit]) -> Vec<(usize, &Finding)> {
    let each =
        audits.iter().enumerate().flat_map(|(at, audit)| audit.findings.iter().map(move |finding| (at, finding)));
    let mut all: Vec<(usize, &Finding)> = each.filter(|(_, finding)| finding.disposition.is_open()).collect();
    all.sort_by_key(|(_, finding)| {
        let gap = finding.gap.as_ref().and_then(|gap| gap.per_mille);
        let known = finding.causes.as_ref().is_some_and(|causes| !causes.is_empty());
        (Reverse(finding.level), Reverse(finding.strength), Reverse(known), Reverse(gap))
    });
    let mut of_rules: BTreeMap<(usize, &str), usize> = BTreeMap::new();
    all.retain(|(at, finding)| {
        let of_rule = of_rules.entry((*at, &finding.rule)).or_default();
        *of_rule += 1;
        *of_rule <= OF_A_RULE && finding.level > Level::Note
    });
    all.truncate(FIRST);
    all
}

#[cfg(test)]
mod tests {
    use super::first;
    use crate::report::samples;

    #[test]
    fn what_fails_the_audit_comes_first() {
        let audits = [samples::audit()];
        let rules: Vec<&str> = first(&audits).iter().map(|(_, finding)| finding.rule.as_str()).collect();
        assert_eq!(rules, ["part-exceeds-whole", "copy-differs-from-origin", "copies-differ"]);
    }
}
