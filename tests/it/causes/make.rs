//! Makes slips in a copy of a table, one of a kind in each copy.

use crate::causes::slip::Slip;
use crate::causes::table::{self, Table};
use crate::chance::Chance;

/// A slip: the row and the column it is in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Made {
    pub(super) row: usize,
    pub(super) column: usize,
}

/// Rows between two slips.
const APART: usize = 6;
/// Rows at either end that are left alone.
const MARGIN: usize = 40;

/// A copy of the table with slips, or of what came each day, and where they are.
pub(super) fn make(real: &Table, slip: Slip, chance: &mut Chance) -> (Table, Vec<Made>) {
    let table = match slip {
        slip if slip.is_daily() => real.daily(),
        slip if slip.is_in_a_sum() => real.summed(),
        _ => real.clone(),
    };
    let mut copy = table.clone();
    let mut made = Vec::new();
    let mut row = MARGIN + chance.below(APART);
    while row + MARGIN < table.rows.len() {
        let column = chance.below(table.columns.len());
        if let Some(changes) = changes(&table, real, slip, (row, column), chance) {
            for &(row, column, figure) in &changes {
                copy.rows[row][column] = figure;
            }
            made.push(Made { row, column });
        }
        row += APART + chance.below(APART);
    }
    (copy, made)
}

/// What a slip in a figure changes; `None` where it would change nothing that can be told.
fn changes(
    table: &Table,
    real: &Table,
    slip: Slip,
    (row, column): (usize, usize),
    chance: &mut Chance,
) -> Option<Vec<(usize, usize, i64)>> {
    let figure = |row: usize, column: usize| table.rows[row][column];
    let own = figure(row, column);
    let columns = table.columns.len();
    let other = (column + 1 + chance.below(columns - 1)) % columns;
    let one = |figure: i64| Some(vec![(row, column, figure)]);
    let five = |figure: &dyn Fn(usize) -> i64| (row..row + 5).map(|row| (row, column, figure(row))).collect();
    let changed = match slip {
        Slip::StaleByOne => one(figure(row - 1, column)),
        Slip::AheadByOne => one(figure(row + 1, column)),
        Slip::OtherDay => {
            let days = 2 + chance.below(9);
            let other = if chance.below(2) == 0 { figure(row - days, column) } else { figure(row + days, column) };
            one(other).filter(|_| other.abs_diff(own) >= 20)
        }
        Slip::DayShift => {
            let moves = (row..row + 4).all(|row| figure(row, column) != figure(row - 1, column));
            let days = || (row..row + 4).map(|row| (row, column, figure(row - 1, column))).collect();
            moves.then(days)
        }
        Slip::RepeatedRow => Some((0..columns).map(|column| (row, column, figure(row - 1, column))).collect()),
        Slip::WrongYear => {
            let day = &table.days[row];
            let year: i32 = day[..4].parse().ok()?;
            let before = format!("{}{}", year - 1, &day[4..]);
            one(figure(table.days.iter().position(|day| *day == before)?, column))
        }
        Slip::Transposed
        | Slip::Changed
        | Slip::Dropped
        | Slip::Doubled
        | Slip::TransposedInASum
        | Slip::DroppedInASum => one(spelt(own, slip, chance)?),
        Slip::Factor | Slip::FactorInASum => {
            let factor = *chance.one(&[10, 100, 1_000]);
            one(if own % factor == 0 && chance.below(2) == 0 { own / factor } else { own * factor })
        }
        Slip::MissingGroup => {
            let short = if chance.below(2) == 0 { own / 1_000 } else { own % 1_000 };
            one(short).filter(|_| own >= 1_000 && short > 0)
        }
        Slip::Swapped => Some(vec![(row, column, figure(row, other)), (row, other, own)]),
        Slip::OtherColumn => one(figure(row, other)),
        Slip::Renamed => Some(five(&|row| figure(row, other))),
        Slip::PartOfIt => one(table::part(own)),
        Slip::PerDay => one(own - figure(row - *chance.one(&[1, 7]), column)).filter(|changes| changes[0].2 > 0),
        Slip::TotalForADay => one(real.rows[row + 1][column]).filter(|_| own >= 0),
        Slip::CutOff => {
            let unit = *chance.one(&[100, 1_000]);
            one(own / unit * unit).filter(|_| own >= 10 * unit)
        }
        Slip::HedgeLost => {
            let unit = *chance.one(&[100, 1_000]);
            one((own / unit - 1) * unit).filter(|_| own >= 10 * unit)
        }
        Slip::Merged => one(own + figure(row, other)),
        Slip::MergedFromADayOn => Some(five(&|row| figure(row, column) + figure(row, other))),
        Slip::SplitFromADayOn => {
            let without = five(&|row| figure(row, column) - figure(row, other));
            Some(without).filter(|changes| changes.iter().all(|change| change.2 > 0))
        }
        Slip::OtherSide => one(table::other_side(own)),
        Slip::OtherSource => one(table::other_source(own)),
        Slip::Switched => Some(five(&|row| table::other_source(figure(row, column)))),
        Slip::StaleInASum => one(figure(row - 1, column)).filter(|changes| changes[0].2.abs_diff(own) >= 20),
        Slip::ATenthOff | Slip::ATenthOffInASum => {
            let most = usize::try_from(own / 10).ok().filter(|&most| most >= 20)?;
            let off = i64::try_from(1 + chance.below(most)).ok()?;
            one(if chance.below(2) == 0 { own + off } else { own - off })
        }
        Slip::ADaysFigureOff => {
            let most = usize::try_from(own / 2).ok().filter(|&most| most >= 20)?;
            let off = i64::try_from(1 + chance.below(most)).ok()?;
            one(if chance.below(2) == 0 { own + off } else { own - off })
        }
        Slip::ALittleOff => {
            let most = usize::try_from(own - figure(row - 3, column)).ok().filter(|&most| most >= 20)?;
            let off = i64::try_from(1 + chance.below(most)).ok()?;
            one(if chance.below(2) == 0 { own + off } else { own - off })
        }
    };
    let of_days = matches!(
        slip,
        Slip::StaleByOne | Slip::AheadByOne | Slip::OtherDay | Slip::DayShift | Slip::RepeatedRow | Slip::StaleInASum
    );
    changed.filter(|changes| {
        let (row, column, new) =
            changes.iter().copied().find(|change| change.1 == column).unwrap_or((row, column, own));
        let near = (row - 10..=row + 10).any(|other| other != row && figure(other, column) == new);
        new != figure(row, column) && (of_days || !near)
    })
}

/// A slip of the keyboard.
fn spelt(own: i64, slip: Slip, chance: &mut Chance) -> Option<i64> {
    let mut digits = own.to_string().into_bytes();
    let count = digits.len();
    match slip {
        Slip::Transposed | Slip::TransposedInASum => {
            let at = chance.below(count.checked_sub(1).filter(|&last| last > 0)?);
            digits.swap(at, at + 1);
        }
        Slip::Changed => {
            let at = chance.below(count.checked_sub(2).filter(|&last| last > 0)?);
            digits[at] = b'0' + u8::try_from((usize::from(digits[at] - b'0') + 1 + chance.below(9)) % 10).ok()?;
        }
        Slip::Dropped | Slip::DroppedInASum => {
            digits.remove(chance.below(count));
        }
        _ => {
            let at = chance.below(count);
            digits.insert(at, digits[at]);
        }
    }
    let leads = digits.first().is_some_and(|&first| first != b'0');
    String::from_utf8(digits).ok()?.parse().ok().filter(|_| leads && count > 1)
}
