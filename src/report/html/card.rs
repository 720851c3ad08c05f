//! A discrepancy that matters, to be read in ten seconds: both figures, how far they miss each other, and why.

use maud::{Markup, html};

use crate::audit::finding::{Finding, Side, Witness};
use crate::report::html::anchor::{Anchors, to};
use crate::report::html::badge;
use crate::report::html::prose::prose;
use crate::report::html::words::per_cent;
use crate::report::number::{counted, share_of_one};
use crate::report::printable::printable;

/// The card of a finding. `of` names its dataset where there are several.
pub(super) fn card(finding: &Finding, anchors: &Anchors, of: Option<&str>) -> Markup {
    html! {
        article.card {
            p.kicker {
                (badge::level(finding.level))
                @if let Some(strength) = finding.strength { " · " (strength.word()) }
                (badge::disposition(&finding.disposition))
                @if let Some(of) = of { " · " (printable(of)) }
            }
            h3 { a href=(to(&anchors.of_finding(&finding.id))) { (prose(&finding.headline)) } }
            div.sides {
                (side(&finding.left))
                @if let Some(right) = &finding.right { (side(right)) }
            }
            p.why {
                @if let Some(gap) = &finding.gap {
                    b { "Apart by " (gap.amount) }
                    @if let Some(share) = gap.per_mille { " (" (per_cent(share)) ")" }
                    @if finding.days > 1 { ", " (counted(finding.days, "time")) }
                    ". "
                }
                @match finding.causes.as_deref() {
                    Some([cause, ..]) => {
                        b { "Probable cause: " } (prose(&cause.sentence))
                        span.aside { " (fit " (share_of_one(cause.fit)) ")" }
                    }
                    Some([]) => { "No probable cause was found." }
                    None => {}
                }
            }
        }
    }
}

fn side(side: &Side) -> Markup {
    let witness = side.witnesses.first();
    html! {
        div.side {
            @match (&side.implied, witness) {
                (Some(implied), _) => {
                    p.figure {
                        @match (implied.low, implied.high) {
                            (Some(low), Some(high)) if low == high => { (low) }
                            (Some(low), Some(high)) => { (low) " to " (high) }
                            (Some(low), None) => { (low) " or more" }
                            (None, Some(high)) => { (high) " or fewer" }
                            (None, None) => { "any" }
                        }
                    }
                    p { "implied by " (counted(side.count, "claim")) }
                }
                (None, Some(witness)) => { p.figure { (printable(&witness.printed)) } }
                (None, None) => {}
            }
            @if let Some(witness) = witness {
                p {
                    (printable(&witness.source_name))
                    @if let Some(publisher) = outlet(witness) { ", in " (printable(publisher)) }
                    ", " (prose(&witness.period))
                }
                p { (badge::standing(witness.support, witness.conflict)) }
            }
        }
    }
}

/// The outlet in which a claim was read, where that is not who makes it.
fn outlet(witness: &Witness) -> Option<&str> {
    witness.publisher.as_deref().filter(|publisher| witness.outlets > 0 && *publisher != witness.source_name)
}
