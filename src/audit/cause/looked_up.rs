//! Figures of the same table, of other days and other columns.

use crate::audit::cause::case::value;
use crate::model::claim::{Claim, Quantity};
use crate::model::day::Day;
use crate::model::index::ClaimIx;
use crate::model::period::PeriodKind;
use crate::rules::evidence::Evidence;

/// A figure that was looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) claim: ClaimIx,
    pub(super) day: Day,
    pub(super) value: i64,
}

/// Whether a claim stands in the same table as another, or is said by the same voice where neither is in a publisher's
/// own file.
fn beside(claim: Claim<'_>, like: Claim<'_>) -> bool {
    let (a, b) = (claim.table(), like.table());
    claim.lineage() == like.lineage() && a.family == b.family && claim.is_rate() == like.is_rate()
}

/// The figures on a quantity in the table of `like`, of days from `first` to `last`, in their order; those of periods
/// written as `like`'s is.
pub(super) fn of_days<'d>(
    evidence: &Evidence<'d>,
    quantity: Quantity,
    like: Claim<'d>,
    (first, last): (Day, Day),
) -> Vec<Found> {
    let claims = evidence.cell(quantity).map_or(&[][..], |cell| evidence.claims(cell));
    // Claims stand in order of their ends, which are the label or the day after it.
    let end = |ix: &ClaimIx| evidence.claim(*ix).period().end.first;
    let from = claims.partition_point(|ix| end(ix) < first.plus(-1));
    let upto = claims.partition_point(|ix| end(ix) <= last.plus(1));
    let found = claims[from..upto.max(from)].iter().filter_map(|&ix| {
        let claim = evidence.claim(ix);
        let (period, other) = (claim.period(), like.period());
        // Running totals since one day; or as many days each.
        let spans = match period.kind {
            PeriodKind::Cumulative => period.start == other.start,
            PeriodKind::Calendar | PeriodKind::Interval => period.length() == other.length(),
        };
        let alike = period.kind == other.kind && spans && beside(claim, like);
        let day = period.label;
        (alike && (first..=last).contains(&day)).then_some(())?;
        Some(Found { claim: ix, day, value: value(claim)? })
    });
    found.collect()
}

/// The figure on a quantity in the table of `like`, of the same days as `of`.
pub(super) fn of_same_days<'d>(
    evidence: &Evidence<'d>,
    quantity: Quantity,
    like: Claim<'d>,
    of: Claim<'d>,
) -> Option<Found> {
    anybodys(evidence, quantity, of).find(|found| beside(evidence.claim(found.claim), like))
}

/// Everybody's figures on a quantity, of the same days as `of`.
pub(super) fn anybodys<'e, 'd>(
    evidence: &'e Evidence<'d>,
    quantity: Quantity,
    of: Claim<'d>,
) -> impl Iterator<Item = Found> + use<'e, 'd> {
    let claims = evidence.cell(quantity).map_or(&[][..], |cell| evidence.claims(cell));
    let (end, start, is_rate) = (of.period().end, of.period().start, of.is_rate());
    let from = claims.partition_point(|&ix| evidence.claim(ix).period().end < end);
    let same = claims[from..].iter().map(|&ix| evidence.claim(ix)).take_while(move |claim| claim.period().end == end);
    let alike = same.filter(move |claim| claim.period().start == start && claim.is_rate() == is_rate);
    alike.filter_map(|claim| Some(Found { claim: claim.ix, day: claim.period().label, value: value(claim)? }))
}

/// The figures on the quantity of `of` that end with it and begin before it.
pub(super) fn since_before<'e, 'd>(
    evidence: &'e Evidence<'d>,
    of: Claim<'d>,
) -> impl Iterator<Item = Found> + use<'e, 'd> {
    let claims = evidence.cell(of.quantity()).map_or(&[][..], |cell| evidence.claims(cell));
    let (end, start, is_rate) = (of.period().end, of.period().start, of.is_rate());
    let from = claims.partition_point(|&ix| evidence.claim(ix).period().end < end);
    let same = claims[from..].iter().map(|&ix| evidence.claim(ix)).take_while(move |claim| claim.period().end == end);
    let longer = same.filter(move |claim| claim.period().start.last < start.first && claim.is_rate() == is_rate);
    longer.filter_map(|claim| Some(Found { claim: claim.ix, day: claim.period().label, value: value(claim)? }))
}

/// The other columns of the row in which `of` stands, as the table of `like` has them.
pub(super) fn row<'d>(evidence: &Evidence<'d>, like: Claim<'d>, of: Claim<'d>) -> Vec<(Quantity, Found)> {
    let Quantity { subject, place, metric } = of.quantity();
    let cells = evidence.cells_at(subject, place).filter(|cell| cell.quantity.metric != metric);
    cells.filter_map(|cell| Some((cell.quantity, of_same_days(evidence, cell.quantity, like, of)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::{Found, anybodys, of_days, of_same_days, row};
    use crate::audit::cause::made::{World, claim};
    use crate::model::day::Day;

    fn world() -> World {
        World::copied(&[]).beside("institute", ("institute", "forces"), "day,tanks\n2024-05-05,7420\n")
    }

    #[test]
    fn days_come_in_their_order_and_from_one_table() {
        let day = |text| Day::parse(text).expect("a day");
        let found: Vec<(String, i64)> = world().with(|evidence| {
            let own = claim(evidence, "own/2024-05-05/tanks");
            let found = of_days(evidence, own.quantity(), own, (day("2024-05-04"), day("2024-05-06")));
            found.into_iter().map(|found| (evidence.claim(found.claim).id().to_owned(), found.value)).collect()
        });
        let expected = [("own/2024-05-04/tanks", 7347), ("own/2024-05-05/tanks", 7361), ("own/2024-05-06/tanks", 7379)];
        assert_eq!(found, expected.map(|(id, value)| (id.to_owned(), value)));
    }

    #[test]
    fn of_one_day_everybody_has_a_figure_and_a_table_has_one() {
        world().with(|evidence| {
            let [own, copy] = ["own/2024-05-05/tanks", "copy/2024-05-05/tanks"].map(|id| claim(evidence, id));
            let mut all: Vec<i64> = anybodys(evidence, own.quantity(), own).map(|found| found.value).collect();
            all.sort_unstable();
            assert_eq!(all, [7361, 7361, 7420]);
            assert_eq!(of_same_days(evidence, own.quantity(), copy, own).map(|found| found.claim), Some(copy.ix));
        });
    }

    #[test]
    fn a_row_is_the_other_columns() {
        world().with(|evidence| {
            let own = claim(evidence, "own/2024-05-05/tanks");
            let figures: Vec<i64> = row(evidence, own, own).iter().map(|(_, Found { value, .. })| *value).collect();
            assert_eq!(figures, [9729, 12_140]);
        });
    }
}
