//! Which excerpts of a finding are drawn together: places of one file that stand near each other
//! share a picture.

use crate::load::problem::Excerpt;

/// An excerpt and what is said of it.
#[derive(Debug, Clone)]
pub struct Place<'a> {
    /// Where.
    pub excerpt: &'a Excerpt,
    /// What is said of it.
    pub label: String,
}

/// Lines of one file drawn in one picture.
#[derive(Debug)]
pub struct Stretch<'a> {
    /// The places in order of line and column, each with its position among all places.
    pub places: Vec<(usize, Place<'a>)>,
}

/// The longest gap between two places of one picture, in lines. The lines between are not at hand
/// and stand empty; folding hides them, and this bounds how many there are.
const GAP: u64 = 500;

/// Joins places of one file, keeping the order in which the files are first met.
#[must_use]
pub fn stretches(places: Vec<Place<'_>>) -> Vec<Stretch<'_>> {
    let mut ordered: Vec<(usize, Place<'_>)> = places.into_iter().enumerate().collect();
    ordered.sort_by(|(_, a), (_, b)| {
        let key = |place: &Place<'_>| (place.excerpt.line, place.excerpt.span.start);
        a.excerpt.file.cmp(&b.excerpt.file).then_with(|| key(a).cmp(&key(b)))
    });
    let mut stretches: Vec<Stretch<'_>> = Vec::new();
    for (position, place) in ordered {
        match stretches.last_mut() {
            Some(stretch) if stretch.places.last().is_some_and(|(_, last)| joins(last.excerpt, place.excerpt)) => {
                stretch.places.push((position, place));
            }
            _ => stretches.push(Stretch { places: vec![(position, place)] }),
        }
    }
    stretches.sort_by_key(|stretch| stretch.places.iter().map(|(position, _)| *position).min());
    stretches
}

/// Whether the next place can be drawn in the picture of the last.
fn joins(last: &Excerpt, next: &Excerpt) -> bool {
    let gap = next.line.saturating_sub(last.line);
    last.file == next.file
        && match gap {
            // Long lines are cut around their span: the same line can come as two texts.
            0 => last.text == next.text,
            // A single line between is drawn rather than folded, and it is not at hand.
            2 => false,
            _ => gap <= GAP,
        }
}

impl<'a> Stretch<'a> {
    /// The place by which the picture is known: the one that matters most.
    #[must_use]
    pub fn head(&self) -> Option<&Place<'a>> {
        self.places.iter().min_by_key(|(position, _)| *position).map(|(_, place)| place)
    }

    /// The number of the first line.
    #[must_use]
    pub fn first_line(&self) -> u64 {
        self.places.first().map_or(1, |(_, place)| place.excerpt.line)
    }
}

#[cfg(test)]
mod tests {
    use super::{Place, stretches};
    use crate::load::problem::Excerpt;

    fn excerpt(file: &str, line: u64, text: &str) -> Excerpt {
        Excerpt { file: file.to_owned(), line, column: 1, text: text.to_owned(), span: 0..text.len() }
    }

    /// The lines of each picture.
    fn drawn(excerpts: &[Excerpt]) -> Vec<(&str, Vec<u64>)> {
        let places = excerpts.iter().map(|excerpt| Place { excerpt, label: String::new() }).collect();
        stretches(places)
            .into_iter()
            .map(|stretch| {
                let file = stretch.head().map_or("", |place| place.excerpt.file.as_str());
                (file, stretch.places.iter().map(|(_, place)| place.excerpt.line).collect())
            })
            .collect()
    }

    #[test]
    fn near_places_share_a_picture_and_files_keep_their_order() {
        let excerpts = [excerpt("b", 9, "x"), excerpt("a", 3, "y"), excerpt("b", 6, "z"), excerpt("a", 4, "w")];
        assert_eq!(drawn(&excerpts), [("b", vec![6, 9]), ("a", vec![3, 4])]);
    }

    #[test]
    fn what_would_show_an_invented_line_is_drawn_apart() {
        let excerpts = [excerpt("a", 3, "x"), excerpt("a", 5, "y"), excerpt("a", 5, "y cut"), excerpt("a", 9_000, "z")];
        assert_eq!(drawn(&excerpts), [("a", vec![3]), ("a", vec![5]), ("a", vec![5]), ("a", vec![9_000])]);
    }
}
