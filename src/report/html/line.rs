//! A long series as one line: as few corners as can be without a visible difference.

use std::fmt::Write as _;

use crate::report::html::scale::Tenths;

/// A corner of a line.
pub(super) type Corner = (Tenths, Tenths);

/// How far a line may pass a figure, in tenths of a pixel.
const NEAR: i128 = 4;

/// How wide a column is of which only the first, the last, the highest and the lowest corner stay.
const COLUMN: Tenths = 5;

/// The corners that are needed to draw a line. `corners` stand from left to right.
pub(super) fn simplified(corners: &[Corner]) -> Vec<Corner> {
    straightened(&thinned(corners))
}

/// Of every column the first, the lowest, the highest and the last corner.
fn thinned(corners: &[Corner]) -> Vec<Corner> {
    let mut kept = Vec::new();
    for column in corners.chunk_by(|a, b| a.0.div_euclid(COLUMN) == b.0.div_euclid(COLUMN)) {
        let ends = [0, column.len() - 1];
        let by = |at: &usize| column[*at].1;
        let extremes = [(0..column.len()).min_by_key(by), (0..column.len()).max_by_key(by)];
        let mut wanted: Vec<usize> = ends.into_iter().chain(extremes.into_iter().flatten()).collect();
        wanted.sort_unstable();
        wanted.dedup();
        kept.extend(wanted.into_iter().map(|at| column[at]));
    }
    kept
}

/// Ramer, Douglas and Peucker: a corner stays that lies farther than [`NEAR`] from the line without it.
fn straightened(corners: &[Corner]) -> Vec<Corner> {
    let Some(last) = corners.len().checked_sub(1) else { return Vec::new() };
    let mut kept = vec![false; corners.len()];
    let mut open = vec![(0, last)];
    while let Some((from, to)) = open.pop() {
        (kept[from], kept[to]) = (true, true);
        let farthest = (from + 1..to).max_by_key(|&at| (off(corners[from], corners[to], corners[at]), to - at));
        if let Some(at) = farthest.filter(|&at| off(corners[from], corners[to], corners[at]) > NEAR * NEAR) {
            open.extend([(from, at), (at, to)]);
        }
    }
    corners.iter().zip(kept).filter(|(_, kept)| *kept).map(|(&corner, _)| corner).collect()
}

/// How far a corner lies from a line, squared.
fn off(from: Corner, to: Corner, corner: Corner) -> i128 {
    let between = |a: Corner, b: Corner| (i128::from(b.0 - a.0), i128::from(b.1 - a.1));
    let ((x, y), (dx, dy)) = (between(from, to), between(from, corner));
    let (length, cross) = (x * x + y * y, x * dy - y * dx);
    if length == 0 { dx * dx + dy * dy } else { cross * cross / length }
}

/// The line as SVG writes it: from the first corner on by differences.
pub(super) fn path(corners: &[Corner]) -> String {
    let mut path = String::new();
    let mut before: Option<Corner> = None;
    for &(x, y) in corners {
        // Writing to a string cannot fail.
        let _ = match before {
            None => write!(path, "M{x} {y}"),
            Some((from_x, from_y)) => write!(path, "l{} {}", x - from_x, y - from_y),
        };
        before = Some((x, y));
    }
    path
}

#[cfg(test)]
mod tests {
    use super::{path, simplified};

    #[test]
    fn a_straight_line_is_two_corners_and_a_spike_stays() {
        let straight: Vec<_> = (0..1_600).map(|x| (x * 4, 7_000 - x * 4)).collect();
        assert_eq!(simplified(&straight), [(0, 7_000), (6_396, 604)]);
        let mut spiked = straight;
        spiked[800].1 -= 30;
        assert!(simplified(&spiked).contains(&(3_200, 3_770)));
        assert_eq!(simplified(&[]), []);
        assert_eq!(path(&[(0, 10), (5, 8)]), "M0 10l5 -2");
    }

    proptest::proptest! {
        #[test]
        fn no_corner_is_far_from_the_line(heights in proptest::collection::vec(0..3_000_i64, 2..300)) {
            let corners: Vec<_> = (0..).map(|x: i64| x * 20).zip(heights).collect();
            let kept = simplified(&corners);
            for &(x, y) in &corners {
                let right = kept.iter().position(|corner| corner.0 >= x).expect("the last corner stays");
                let (from, to) = (kept[right.saturating_sub(1)], kept[right]);
                // Straight up or down from the corner, the line is near where it is not steep.
                let at = if to.0 == from.0 { to.1 } else { from.1 + (to.1 - from.1) * (x - from.0) / (to.0 - from.0) };
                let steep = (to.1 - from.1).abs() / (to.0 - from.0).max(1) + 2;
                proptest::prop_assert!((at - y).abs() <= 5 * steep, "({x}, {y}) is {at} on the line");
            }
        }
    }
}
