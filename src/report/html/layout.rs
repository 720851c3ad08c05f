//! Where sources and outlets stand in the drawing of who says it, in pixels: groups in boxes one below the other, and
//! beside them the outlets, each near those whose claims it passed on.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::audit::agreement::answer::{Agreement, Known};
use crate::audit::exhibits::passage::Passage;

/// How high a row is.
pub(super) const ROW: usize = 24;

/// The room above a group for its name.
const HEAD: usize = 22;

/// The room between two groups.
const BETWEEN: usize = 12;

/// Sources that are not independent of each other.
#[derive(Debug)]
pub(super) struct Group<'a> {
    /// Its name, where it has one.
    pub(super) name: Option<&'a str>,
    pub(super) top: usize,
    pub(super) height: usize,
    /// Its sources, each with the middle of its row.
    pub(super) sources: Vec<(&'a Known, usize)>,
}

/// Where everything stands.
#[derive(Debug)]
pub(super) struct Layout<'a> {
    pub(super) groups: Vec<Group<'a>>,
    /// The outlets, each with the middle of its row.
    pub(super) outlets: Vec<(&'a Known, usize)>,
    pub(super) height: usize,
}

impl<'a> Layout<'a> {
    pub(super) fn of(agreement: &'a Agreement, passages: &[Passage]) -> Self {
        let takes_part = |known: &&Known| {
            let relied_on = |other: &Known| other.relies_on.contains(&known.id) || other.speaks_for.contains(&known.id);
            known.claims > 0 || agreement.sources.iter().any(relied_on)
        };
        let mut by_group: BTreeMap<&str, Vec<&Known>> = BTreeMap::new();
        for known in agreement.sources.iter().filter(takes_part) {
            by_group.entry(known.group.as_deref().unwrap_or(&known.id)).or_default().push(known);
        }
        let mut of_groups: Vec<Vec<&Known>> = by_group.into_values().collect();
        for sources in &mut of_groups {
            sources.sort_by_key(|known| (Reverse(known.claims), &known.id));
        }
        let claims = |sources: &[&Known]| sources.iter().map(|known| known.claims).sum::<u64>();
        of_groups.sort_by_key(|sources| (Reverse(claims(sources)), sources.first().map(|known| &known.id)));
        let mut y = 4;
        let mut groups = Vec::new();
        for sources in of_groups {
            // A box around one source needs no name.
            let name = sources.first().and_then(|known| known.group.as_deref()).filter(|_| sources.len() > 1);
            let head = if name.is_some() { HEAD } else { 4 };
            let height = head + sources.len() * ROW + 4;
            let rows = sources.into_iter().enumerate().map(|(at, known)| (known, y + head + at * ROW + ROW / 2));
            groups.push(Group { name, top: y, height, sources: rows.collect() });
            y += height + BETWEEN;
        }
        let outlets = outlets(agreement, passages, &groups);
        let height = y.max(outlets.last().map_or(0, |(_, y)| y + ROW));
        Self { groups, outlets, height }
    }

    /// The middle of a source's row.
    pub(super) fn row(&self, id: &str) -> Option<usize> {
        row(&self.groups, id)
    }
}

fn row(groups: &[Group<'_>], id: &str) -> Option<usize> {
    groups.iter().flat_map(|group| &group.sources).find(|(known, _)| known.id == id).map(|&(_, y)| y)
}

/// Outlets beside the middle of those whose claims they passed on, none above another.
fn outlets<'a>(agreement: &'a Agreement, passages: &[Passage], groups: &[Group<'_>]) -> Vec<(&'a Known, usize)> {
    let middle = |known: &Known| {
        let of = passages.iter().filter(|passage| passage.outlet == known.id);
        let rows: Vec<usize> = of.filter_map(|passage| row(groups, &passage.source)).collect();
        rows.iter().sum::<usize>() / rows.len().max(1)
    };
    let passing = agreement.sources.iter().filter(|known| known.passed_on > 0);
    let mut placed: Vec<(&Known, usize)> = passing.map(|known| (known, middle(known))).collect();
    placed.sort_by_key(|(known, y)| (*y, &known.id));
    let mut free = ROW / 2 + 4;
    for (_, y) in &mut placed {
        *y = (*y).max(free);
        free = *y + ROW;
    }
    placed
}

#[cfg(test)]
mod tests {
    use super::Layout;
    use crate::audit::agreement::answer::{Agreement, Known};
    use crate::audit::exhibits::passage::Passage;

    fn known(id: &str, group: Option<&str>, claims: u64, passed_on: u64) -> Known {
        Known {
            id: id.to_owned(),
            name: id.to_owned(),
            group: group.map(str::to_owned),
            party: None,
            reliability: 'F',
            voice: id.to_owned(),
            speaks_for: Vec::new(),
            relies_on: Vec::new(),
            relies_on_unknown: false,
            rests_on: Vec::new(),
            rests_on_unknown: false,
            claims,
            restatements: 0,
            documents: 0,
            passed_on,
        }
    }

    #[test]
    fn nothing_stands_on_anything_else() {
        let sources = vec![
            known("general-staff", Some("state"), 40_000, 0),
            known("ministry", Some("state"), 12, 0),
            known("euronews", Some("press"), 2, 14),
            known("times", None, 0, 3),
        ];
        let agreement = Agreement {
            dataset: String::new(),
            title: String::new(),
            sources,
            voices: 3,
            pairs: Vec::new(),
            apart: 0,
            ambiguous_only: 0,
        };
        let passage = |outlet: &str| Passage { source: "ministry".into(), outlet: outlet.into(), claims: 1 };
        let layout = Layout::of(&agreement, &[passage("euronews"), passage("times")]);
        let names: Vec<_> = layout.groups.iter().map(|group| group.name).collect();
        assert_eq!(names, [Some("state"), None]);
        assert!(layout.groups[0].top + layout.groups[0].height < layout.groups[1].top);
        assert!(layout.outlets[0].1 + super::ROW <= layout.outlets[1].1);
        assert_eq!((layout.row("ministry").is_some(), layout.row("times")), (true, None));
    }
}
