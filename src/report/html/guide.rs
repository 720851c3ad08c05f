//! How every mark on the page reads.

use maud::{Markup, html};

use crate::report::html::badge::{self, support_words};
use crate::report::html::marker::SHAPES;
use crate::rules::level::Level;

/// The section that explains the marks.
pub(super) fn section() -> Markup {
    html! {
        section id="guide" aria-labelledby="guide-title" {
            h2 id="guide-title" { "How to read this page" }
            div.guide {
                div {
                    h3 { "Levels" }
                    ul.plain {
                        li { (badge::level(Level::Deny)) " fails the audit" }
                        li { (badge::level(Level::Warn)) " is worth a person’s minute" }
                        li { (badge::level(Level::Note)) " is worth knowing" }
                    }
                    h3 { "Strengths" }
                    p {
                        "A " i { "contradiction" } " survives the most generous reading of the words, a " i { "discrepancy" }
                        " the strict one, an " i { "imprecision" } " only the literal one. A " i { "tension" }
                        " rests on an assumption that nobody printed."
                    }
                }
                div {
                    h3 { "Marks in the charts" }
                    ul.legend.upright {
                        @for (support, outline) in SHAPES {
                            li {
                                svg.key viewBox="0 0 120 120" aria-hidden="true" { path.mark d={ "M60 60" (outline) } {} }
                                (support_words(support))
                            }
                        }
                    }
                    p {
                        "A mark stands at the day of a running total, or in the middle of the days that a figure covers; a bar \
                         is as wide as those days and as high as the words allow. A ringed mark leads to a discrepancy. Colour \
                         is the source (a filled mark is another one), a broken line another table of it. The band is what all figures together allow, \
                         whichever of the voices are right. It is worked out for the eight quantities of a dataset with the \
                         loudest discrepancies, at no more than 96 days each; " code { "counterclaim bounds" } " answers for any."
                    }
                }
                div {
                    h3 { "Figures, not parties" }
                    p {
                        "Figures are claims of the sources named. The page says which of them cannot all be right, by how much, \
                         and how far each is verified; it says nothing about anybody’s intention. " i { "Reported" }
                        " is one voice, however many outlets print it."
                    }
                }
            }
        }
    }
}
