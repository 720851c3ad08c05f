//! What a thing of the vocabulary says of its parts: all of them, or some of perhaps more.

use toml::Spanned;

use crate::load::declared::{Edges, resolve};
use crate::load::page::Page;
use crate::load::shape::Texts;
use crate::model::partition::Partition;
use crate::model::vocabulary::Dimension;

/// The two keys; a thing has one of them at most.
#[derive(Clone, Copy)]
pub(super) struct SideBySide<'w> {
    /// What adds up to it.
    pub(super) parts: &'w Texts,
    /// What lies in it side by side, perhaps beside others.
    pub(super) includes: &'w Texts,
}

/// Complains of parts of one whole that have something in common: what lies in both would be counted
/// twice. Call when the containments are known.
pub(super) fn refuse_overlaps<'w, T>(
    written: impl Iterator<Item = (&'w Spanned<String>, SideBySide<'w>)>,
    dimension: &Dimension<T>,
    page: &mut Page<'_>,
) {
    let name = |thing: u32| dimension.names.name(thing);
    for (id, lists) in written {
        let Some(partition) = dimension.names.find(id.get_ref()).and_then(|whole| dimension.partitions.get(&whole))
        else {
            continue;
        };
        let within = |thing: u32| {
            let wholes = dimension.containment.wholes(thing).iter().copied().chain(std::iter::once(thing));
            wholes.filter(|whole| partition.parts.contains(whole)).take(2).collect::<Vec<u32>>()
        };
        let things = 0..u32::try_from(dimension.things.len()).unwrap_or(u32::MAX);
        let twice = things.map(|thing| (thing, within(thing))).find(|(_, within)| within.len() > 1);
        if let Some((thing, within)) = twice {
            let place = lists.parts.0.iter().chain(&lists.includes.0).find(|part| part.get_ref() == name(within[0]));
            let (one, other) = (name(within[0]), name(within[1]));
            let message = format!(
                "`{one}` and `{other}` are not side by side in `{}`: `{}` lies in both",
                id.get_ref(),
                name(thing)
            );
            let hint = "parts of one list have nothing in common; name the others under `part-of`";
            page.hinted(place.map_or_else(|| id.span(), Spanned::span), message, hint);
        }
    }
}

/// Reads the parts of `id` into its dimension and edges. Returns each part's number with its name as
/// written.
pub(super) fn side_by_side<'w, T: Default>(
    noun: &str,
    id: &Spanned<String>,
    written: SideBySide<'w>,
    dimension: &mut Dimension<T>,
    open: bool,
    edges: &mut Edges,
    page: &mut Page<'_>,
) -> Vec<(u32, &'w Spanned<String>)> {
    let whole = dimension.intern(id.get_ref());
    if let (Some(_), Some(second)) = (written.parts.0.first(), written.includes.0.first()) {
        let message = format!("`{}` has both `parts` and `includes`", id.get_ref());
        page.hinted(second.span(), message, "`parts` add up to it; `includes` are only some of it: write one of them");
    }
    let complete = !written.parts.0.is_empty();
    let list = if complete { written.parts } else { written.includes };
    let mut parts: Vec<(u32, &Spanned<String>)> = Vec::new();
    for name in &list.0 {
        let Some(part) = resolve(noun, dimension, open, name, page) else { continue };
        if parts.iter().any(|(known, _)| *known == part) {
            let message = format!("`{}` is listed twice as a part of `{}`", name.get_ref(), id.get_ref());
            page.problem(name.span(), message);
            continue;
        }
        edges.add(part, Some(whole), name);
        parts.push((part, name));
    }
    if !parts.is_empty() {
        let parts = parts.iter().map(|(part, _)| *part).collect();
        dimension.partitions.insert(whole, Partition { parts, complete });
    }
    parts
}
