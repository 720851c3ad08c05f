//! The ids that a file declares in one dimension, and what it says is part of what.

use toml::Spanned;

use crate::load::page::Page;
use crate::load::shape::Keyed;
use crate::model::containment::Containment;
use crate::model::names::Names;
use crate::model::vocabulary::Dimension;

/// A dimension with all ids that a file declares, so that any of them may be named by any other.
pub(super) fn declare<W, T: Default>(written: &Keyed<W>, page: &mut Page<'_>) -> Dimension<T> {
    let mut dimension = Dimension::default();
    for (id, _) in &written.0 {
        page.is_id(id);
        dimension.intern(id.get_ref());
    }
    dimension
}

/// The number of an id that must be declared unless the dimension is open.
pub(super) fn resolve<T: Default>(
    noun: &str,
    dimension: &mut Dimension<T>,
    open: bool,
    id: &Spanned<String>,
    page: &mut Page<'_>,
) -> Option<u32> {
    if open && page.is_id(id) {
        return Some(dimension.intern(id.get_ref()));
    }
    page.find(noun, &dimension.names, id)
}

/// What was said to be part of what, and where.
#[derive(Default)]
pub(super) struct Edges {
    edges: Vec<(u32, u32)>,
    places: Vec<std::ops::Range<usize>>,
}

impl Edges {
    /// Adds one, if its whole is known.
    pub(super) fn add(&mut self, part: u32, whole: Option<u32>, place: &Spanned<String>) {
        if let Some(whole) = whole {
            self.edges.push((part, whole));
            self.places.push(place.span());
        }
    }

    /// All wholes of every part; a circle is a problem, drawn at one of its edges.
    pub(super) fn close(self, names: &Names, page: &mut Page<'_>) -> Containment {
        match Containment::build(names.len(), &self.edges) {
            Ok(containment) => containment,
            Err(circle) => {
                let step = |pair: &[u32]| self.edges.iter().position(|&(part, whole)| [part, whole] == *pair);
                let place = circle.windows(2).find_map(step).map_or(0..0, |at| self.places[at].clone());
                let along: Vec<&str> = circle.iter().map(|&thing| names.name(thing)).collect();
                let message = format!("`part-of` runs in a circle: `{}`", along.join("` → `"));
                page.hinted(place, message, "nothing is a part of itself");
                Containment::default()
            }
        }
    }
}
