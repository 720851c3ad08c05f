//! The shapes of figures: by what supports them, so that no colour is needed to tell.

use crate::graph::support::Support;
use crate::report::html::scale::Tenths;

/// Every shape with its support, in rising order.
pub(super) const SHAPES: [(Support, &str); 6] = [
    (Support::Unattributed, "m-30 -30l60 60m0 -60l-60 60"),
    (Support::Reported, "m-34 0a34 34 0 1 0 68 0a34 34 0 1 0 -68 0z"),
    (Support::Bounded, "m-38 28h76l-38 -66z"),
    (Support::Probable, "m0 -42l42 42l-42 42l-42 -42z"),
    (Support::Corroborated, "m-33 -33h66v66h-66z"),
    (Support::IndependentlyVerified, "m0 -48l14 32l34 3l-26 23l8 34l-30 -18l-30 18l8 -34l-26 -23l34 -3z"),
];

/// The outline of a figure with a support, as SVG writes it, in tenths of a pixel.
pub(super) fn shape(support: Support, (x, y): (Tenths, Tenths)) -> String {
    let (_, outline) = SHAPES[support as usize];
    format!("M{x} {y}{outline}")
}

#[cfg(test)]
mod tests {
    use super::SHAPES;

    #[test]
    fn every_support_has_its_own_shape() {
        for (at, (support, outline)) in SHAPES.into_iter().enumerate() {
            assert_eq!(support as usize, at);
            assert_eq!(SHAPES.iter().filter(|(_, other)| *other == outline).count(), 1);
        }
    }
}
