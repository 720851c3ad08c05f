//! `vocabulary.toml`: what is counted, whose, and where; and how these contain each other.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use crate::load::declared::{Edges, declare, resolve};
use crate::load::mapping::Open;
use crate::load::metric_written::MetricWritten;
use crate::load::metrics;
use crate::load::page::Page;
use crate::load::shape::{DateText, Keyed, Texts};
use crate::load::side_by_side::{SideBySide, refuse_overlaps, side_by_side};
use crate::model::day::Day;
use crate::model::index::PartyIx;
use crate::model::source::Sources;
use crate::model::vocabulary::{Dimension, Locale, Subject, Vocabulary};

/// What is counted, whose, and where; and how these contain each other.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(title = "vocabulary.toml of counterclaim")]
pub struct VocabularyWritten {
    /// What is counted.
    #[serde(default)]
    pub metric: Keyed<MetricWritten>,
    /// Whose.
    #[serde(default)]
    pub subject: Keyed<SubjectWritten>,
    /// Where.
    #[serde(default)]
    pub place: Keyed<PlaceWritten>,
}

/// A subject as written.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SubjectWritten {
    /// Its name for people.
    pub name: Option<String>,
    /// The side it belongs to.
    #[schemars(with = "Option<String>")]
    pub party: Option<Spanned<String>>,
    /// What adds up to it.
    #[serde(default)]
    pub parts: Texts,
    /// What lies in it side by side, perhaps beside others.
    #[serde(default)]
    pub includes: Texts,
    /// Of what it is part.
    #[serde(default)]
    pub part_of: Texts,
}

/// A place as written.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PlaceWritten {
    /// Its name for people.
    pub name: Option<String>,
    /// What adds up to it.
    #[serde(default)]
    pub parts: Texts,
    /// What lies in it side by side, perhaps beside others.
    #[serde(default)]
    pub includes: Texts,
    /// Of what it is part.
    #[serde(default)]
    pub part_of: Texts,
    /// From when its figures accrue: an anchor's name or a date.
    #[schemars(with = "Option<DateText>")]
    pub anchor: Option<Spanned<DateText>>,
}

/// Checks a vocabulary. Parties are counted in `sources`; `anchors` are in order of their names.
///
/// What the file names without declaring it is a problem, except in the dimensions that are open.
pub fn check(
    written: &VocabularyWritten,
    anchors: Vec<(String, Day)>,
    anchor: Option<Day>,
    open: Open,
    sources: &mut Sources,
    page: &mut Page<'_>,
) -> Vocabulary {
    let metrics = metrics::check(&written.metric, open.metrics, page);
    let subjects = subjects(&written.subject, open.subjects, sources, page);
    let places = places(&written.place, &anchors, open.places, page);
    Vocabulary { metrics, subjects, places, anchors, anchor }
}

fn subjects(
    written: &Keyed<SubjectWritten>,
    open: bool,
    sources: &mut Sources,
    page: &mut Page<'_>,
) -> Dimension<Subject> {
    let mut subjects: Dimension<Subject> = declare(written, page);
    let mut edges = Edges::default();
    for (id, subject) in &written.0 {
        let number = subjects.intern(id.get_ref());
        let written = SideBySide { parts: &subject.parts, includes: &subject.includes };
        side_by_side("subject", id, written, &mut subjects, open, &mut edges, page);
        for whole in &subject.part_of.0 {
            edges.add(number, resolve("subject", &mut subjects, open, whole, page), whole);
        }
        let party = subject.party.as_ref().filter(|party| page.is_id(party));
        let thing = &mut subjects.things[number as usize];
        thing.name = subject.name.clone().unwrap_or_else(|| id.get_ref().clone());
        thing.party = party.map(|party| PartyIx(sources.parties.intern(party.get_ref())));
    }
    subjects.containment = edges.close(&subjects.names, page);
    let lists = written.0.iter().map(|(id, it)| (id, SideBySide { parts: &it.parts, includes: &it.includes }));
    refuse_overlaps(lists, &subjects, page);
    subjects
}

fn places(
    written: &Keyed<PlaceWritten>,
    anchors: &[(String, Day)],
    open: bool,
    page: &mut Page<'_>,
) -> Dimension<Locale> {
    let mut places: Dimension<Locale> = declare(written, page);
    let mut edges = Edges::default();
    for (id, place) in &written.0 {
        let number = places.intern(id.get_ref());
        let written = SideBySide { parts: &place.parts, includes: &place.includes };
        side_by_side("place", id, written, &mut places, open, &mut edges, page);
        for whole in &place.part_of.0 {
            edges.add(number, resolve("place", &mut places, open, whole, page), whole);
        }
        let thing = &mut places.things[number as usize];
        thing.name = place.name.clone().unwrap_or_else(|| id.get_ref().clone());
        thing.anchor = place.anchor.as_ref().and_then(|anchor| page.anchor(anchors, anchor));
    }
    places.containment = edges.close(&places.names, page);
    let lists = written.0.iter().map(|(id, it)| (id, SideBySide { parts: &it.parts, includes: &it.includes }));
    refuse_overlaps(lists, &places, page);
    places
}

#[cfg(test)]
mod tests {
    use super::{VocabularyWritten, check};
    use crate::load::mapping::Open;
    use crate::load::page::Page;
    use crate::load::toml::{TomlText, parse};
    use crate::model::day::Day;
    use crate::model::source::Sources;
    use crate::model::vocabulary::Vocabulary;

    fn read(text: &str, open: Open) -> (Vocabulary, Sources, String) {
        let text = TomlText { file: "vocabulary.toml".into(), text: text.into() };
        let written: VocabularyWritten = parse(&text).expect("TOML");
        let (mut problems, mut sources) = (Vec::new(), Sources::default());
        let anchors = vec![("invasion".to_owned(), Day(19_047))];
        let page = &mut Page { text: &text, problems: &mut problems };
        let vocabulary = check(&written, anchors, None, open, &mut sources, page);
        let said: Vec<String> = problems
            .into_iter()
            .map(|problem| format!("{} ({})", problem.message, problem.hint.unwrap_or_default()))
            .collect();
        (vocabulary, sources, said.join("; "))
    }

    const FIELD: &str = "
        [subject.forces]\n[subject.theirs]\nname = 'Theirs'\nparty = 'them'\npart-of = 'forces'
        [place.country]\nanchor = 'invasion'\n[place.town]\npart-of = ['county']
        [place.county]\npart-of = ['country']\nanchor = 1970-01-02";

    #[test]
    fn wholes_are_found_in_any_order() {
        let (vocabulary, sources, said) = read(FIELD, Open::default());
        assert_eq!(said, "");
        let places = &vocabulary.places;
        let number = |id| places.names.find(id).expect("a place");
        assert!(places.containment.is_part(number("town"), number("country")));
        assert_eq!(places.things[number("county") as usize].anchor, Some(Day(1)));
        assert_eq!(places.things[number("town") as usize].name, "town");
        assert_eq!(vocabulary.subjects.things[1].party.map(|party| sources.parties.name(party.0)), Some("them"));
    }

    #[test]
    fn what_is_not_declared_is_asked_for() {
        let text = "[place.town]\npart-of = ['toun']\n[subject.a]\npart-of = 'a'\n[place.b]\nanchor = 'invasio'";
        let said = read(text, Open::default()).2;
        assert_eq!(
            said,
            "`part-of` runs in a circle: `a` → `a` (nothing is a part of itself); \
             unknown place `toun` (did you mean `town`?); unknown anchor `invasio` (did you mean `invasion`?)"
        );
        let open = read("[place.town]\npart-of = ['toun']", Open { places: true, ..Open::default() });
        assert_eq!((open.2.as_str(), open.0.places.names.len()), ("", 2));
    }

    #[test]
    fn circles_are_walked_in_the_message() {
        let said =
            read("[place.a]\npart-of = 'b'\n[place.b]\npart-of = 'c'\n[place.c]\npart-of = 'a'", Open::default()).2;
        assert_eq!(said, "`part-of` runs in a circle: `a` → `b` → `c` → `a` (nothing is a part of itself)");
    }
}
