//! Periods laid end to end.
//!
//! Of a count that only accrues, periods that have no day in common and lie inside a longer one never
//! sum to more than it, and periods that together cover it never to less. Among all ways to lay the
//! known periods end to end from one midnight the greatest sum of the first kind and the least of the
//! second are kept, by one pass over the periods in order of their ends.

use std::collections::HashMap;

use crate::model::day::Day;
use crate::model::interval::Interval;
use crate::network::midnight::Midnight;

/// A figure for the days between two midnights.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// Where it begins.
    pub start: Midnight,
    /// Where it ends.
    pub end: Midnight,
    /// What fell between.
    pub figure: Interval,
}

/// The sum of two or more pieces laid end to end: of their least values, or of their greatest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Laid {
    /// The sum.
    pub sum: i64,
    link: usize,
}

/// A sum, and its last piece with what stands before it.
#[derive(Debug, Clone, Copy)]
struct Link {
    sum: i64,
    piece: usize,
    before: Option<usize>,
}

/// By how many days a piece may reach over the midnight from which the next one counts: as far as an
/// unknown day convention may shift it. What reaches farther is counted twice and covers nothing new.
const OVER: i32 = 1;

/// Disjoint pieces: those ends that no other end betters.
#[derive(Debug, Default)]
struct Inside {
    /// By the last day of the end, with the best link; ascending in both.
    known: Vec<(Day, usize)>,
    same: HashMap<Midnight, usize>,
}

/// Covering pieces: the best link of every end.
#[derive(Debug, Default)]
struct Around {
    /// By the first day of the end.
    known: HashMap<Day, usize>,
    same: HashMap<Midnight, usize>,
}

/// All ways to lay pieces end to end from one midnight.
#[derive(Debug, Default)]
pub struct Tiling {
    links: Vec<Link>,
    /// Disjoint pieces: chains of one or more, of two or more.
    inside: [Inside; 2],
    /// Covering pieces: chains of one or more, of two or more.
    around: [Around; 2],
}

impl Tiling {
    /// Lays the pieces from `start` on. Of equal sums the one whose last piece stands first in the list
    /// is kept.
    #[must_use]
    pub fn from(start: Midnight, pieces: &[Piece]) -> Self {
        let mut tiling = Self::default();
        let mut order: Vec<usize> = (0..pieces.len()).collect();
        order.retain(|&at| {
            let piece = &pieces[at];
            piece.start != piece.end && piece.start.is_no_later_than(piece.end)
        });
        order.sort_by_key(|&at| (pieces[at].end.bound.last, pieces[at].end.bound.first, at));
        for &at in order.iter().filter(|&&at| pieces[at].figure.has_low()) {
            tiling.lay_inside(start, at, &pieces[at]);
        }
        order.sort_by_key(|&at| (pieces[at].end.bound.first, pieces[at].end.bound.last, at));
        for &at in order.iter().filter(|&&at| pieces[at].figure.has_high()) {
            tiling.lay_around(start, at, &pieces[at]);
        }
        tiling
    }

    fn lay_inside(&mut self, start: Midnight, at: usize, piece: &Piece) {
        if !start.is_no_later_than(piece.start) {
            return;
        }
        let before = self.best_inside(0, piece.start);
        let sum =
            |before: Option<usize>| piece.figure.lo.saturating_add(before.map_or(0, |before| self.links[before].sum));
        let longer = before.map(|before| Link { sum: sum(Some(before)), piece: at, before: Some(before) });
        let alone = Link { sum: sum(None), piece: at, before: None };
        let best = longer.filter(|longer| longer.sum >= alone.sum).unwrap_or(alone);
        for (kind, link) in [(0, Some(best)), (1, longer)] {
            let Some(link) = link else { continue };
            self.links.push(link);
            let new = self.links.len() - 1;
            let (links, ends) = (&self.links, &mut self.inside[kind]);
            if ends.known.last().is_none_or(|&(_, known)| links[known].sum < link.sum) {
                ends.known.push((piece.end.bound.last, new));
            }
            let held = ends.same.entry(piece.end).or_insert(new);
            if links[*held].sum < link.sum {
                *held = new;
            }
        }
    }

    fn lay_around(&mut self, start: Midnight, at: usize, piece: &Piece) {
        let first = piece.start.is_no_later_than(start);
        let before = if first { None } else { self.best_around(0, piece.start) };
        if !first && before.is_none() {
            return;
        }
        let sum = piece.figure.hi.saturating_add(before.map_or(0, |before| self.links[before].sum));
        self.links.push(Link { sum, piece: at, before });
        let new = self.links.len() - 1;
        for ends in &mut self.around[..if first { 1 } else { 2 }] {
            let same = ends.same.entry(piece.end).or_insert(new);
            let known = ends.known.entry(piece.end.bound.first).or_insert(new);
            for held in [same, known] {
                if self.links[*held].sum > sum {
                    *held = new;
                }
            }
        }
    }

    /// The link with the greatest sum that surely ends no later than a midnight.
    fn best_inside(&self, kind: usize, end: Midnight) -> Option<usize> {
        let ends = &self.inside[kind];
        let upto = ends.known.partition_point(|&(last, _)| last <= end.bound.first);
        let known = upto.checked_sub(1).map(|at| ends.known[at].1);
        let same = ends.same.get(&end).copied();
        known.into_iter().chain(same).max_by_key(|&at| (self.links[at].sum, std::cmp::Reverse(at)))
    }

    /// The link with the least sum that surely ends no earlier than a midnight, and not much later.
    fn best_around(&self, kind: usize, end: Midnight) -> Option<usize> {
        let ends = &self.around[kind];
        let known = (0..=OVER).filter_map(|over| ends.known.get(&end.bound.last.plus(over)).copied());
        let same = ends.same.get(&end).copied();
        known.chain(same).min_by_key(|&at| (self.links[at].sum, at))
    }

    /// The two or more pieces with the greatest sum of least values that have no day in common and
    /// surely end no later than `end`.
    #[must_use]
    pub fn most_inside(&self, end: Midnight) -> Option<Laid> {
        self.best_inside(1, end).map(|link| Laid { sum: self.links[link].sum, link })
    }

    /// The two or more pieces with the least sum of greatest values that together reach `end`.
    #[must_use]
    pub fn least_around(&self, end: Midnight) -> Option<Laid> {
        self.best_around(1, end).map(|link| Laid { sum: self.links[link].sum, link })
    }

    /// The pieces of a sum from the last to the first, as their positions in the list given.
    pub fn backwards(&self, laid: Laid) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(self.links[laid.link]), |link| link.before.map(|before| self.links[before]))
            .map(|link| link.piece)
    }
}

#[cfg(test)]
mod tests {
    use super::{Laid, Midnight, Piece, Tiling};
    use crate::model::day::Day;
    use crate::model::edtf::EdtfDate;
    use crate::model::interval::Interval;
    use crate::model::period::{DayConvention, Period};

    fn date(text: &str) -> EdtfDate {
        EdtfDate::parse(text).expect("a date")
    }

    fn piece(period: &Period, figure: Interval) -> Piece {
        Piece { start: Midnight::new(period.start, 1), end: Midnight::new(period.end, 1), figure }
    }

    /// 2022 to 2024 by the year, and the months of 2025 at 1,286 a day over 162 or 163 days.
    fn years() -> (Midnight, Vec<Piece>) {
        let invasion = Day::parse("2022-02-24").expect("a date");
        let year = |text, value| {
            let period = Period::calendar(&date(text), Some(invasion), DayConvention::Unknown);
            piece(&period, Interval::point(value))
        };
        let rest = Period::interval(&date("2025-01-01"), &date("2025-06-12"), DayConvention::Unknown);
        let rate = Interval::new(208_251, 209_699);
        let start = Midnight::new(crate::model::period::Bound::exactly(invasion), 0);
        (start, vec![year("2022", 106_720), year("2023", 253_290), year("2024", 430_790), piece(&rest, rate)])
    }

    fn told(tiling: &Tiling, laid: Option<Laid>) -> (i64, Vec<usize>) {
        let laid = laid.expect("pieces");
        let mut pieces: Vec<usize> = tiling.backwards(laid).collect();
        pieces.reverse();
        (laid.sum, pieces)
    }

    #[test]
    fn three_years_lie_inside_and_reach_their_end() {
        let (start, pieces) = years();
        let tiling = Tiling::from(start, &pieces);
        let end = pieces[2].end;
        assert_eq!(told(&tiling, tiling.most_inside(end)), (790_800, vec![0, 1, 2]));
        assert_eq!(told(&tiling, tiling.least_around(end)), (790_800, vec![0, 1, 2]));
    }

    #[test]
    fn an_uncertain_start_covers_and_does_not_lie_beside() {
        let (start, pieces) = years();
        let tiling = Tiling::from(start, &pieces);
        let end = pieces[3].end;
        assert_eq!(told(&tiling, tiling.least_around(end)), (790_800 + 209_699, vec![0, 1, 2, 3]));
        // The half year may begin on the last day of 2024, which is in that year's total.
        assert_eq!(tiling.most_inside(end).map(|chain| chain.sum), Some(790_800));
    }

    #[test]
    fn one_voice_means_one_midnight_and_two_do_not() {
        let days = |from, to, voice, value| {
            let period = Period::interval(&date(from), &date(to), DayConvention::Unknown);
            let (start, end) = (Midnight::new(period.start, voice), Midnight::new(period.end, voice));
            Piece { start, end, figure: Interval::point(value) }
        };
        let first = days("2023-03-27", "2023-04-02", 1, 10);
        let next = |voice| days("2023-04-03", "2023-04-09", voice, 20);
        let sum = |pieces: &[Piece]| {
            let tiling = Tiling::from(pieces[0].start, pieces);
            tiling.most_inside(pieces[1].end).map(|chain| chain.sum)
        };
        assert_eq!(sum(&[first, next(1)]), Some(30));
        assert_eq!(sum(&[first, next(2)]), None);
    }

    #[test]
    fn an_empty_list_has_no_chain() {
        let (start, pieces) = years();
        assert_eq!(Tiling::from(start, &[]).most_inside(pieces[0].end), None);
        assert_eq!(Tiling::from(start, &pieces[..1]).most_inside(pieces[0].end), None);
    }
}
