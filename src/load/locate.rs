//! stub until merged
use crate::load::problem::Excerpt;
use crate::model::dataset::Dataset;
use crate::model::place::Place;
/// stub
pub fn excerpts(_: &Dataset, places: &[Place]) -> Vec<Option<Excerpt>> {
    places.iter().map(|_| None).collect()
}
