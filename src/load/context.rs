//! What is known while claims are read: the dataset so far, its defaults, and what was looked up
//! a moment ago.

use std::collections::{HashMap, HashSet};

use crate::load::complaint::{Complaint, Noun};
use crate::load::mapping::Open;
use crate::load::period::Periods;
use crate::load::problem::{Problem, did_you_mean};
use crate::model::dataset::Dataset;
use crate::model::hedge::{End, Ends, Hedge};
use crate::model::index::{DocumentIx, HedgeIx, MetricIx, PlaceIx, SourceIx, SubjectIx};
use crate::model::number::NumberFormat;
use crate::model::period::DayConvention;
use crate::model::remark::Method;

/// What holds for a claim that does not say otherwise.
#[derive(Debug, Clone, Copy, Default)]
pub struct Defaults {
    /// Who asserts.
    pub source: Option<SourceIx>,
    /// Whose.
    pub subject: Option<SubjectIx>,
    /// What.
    pub metric: Option<MetricIx>,
    /// Where.
    pub place: Option<PlaceIx>,
    /// Where it was read.
    pub document: Option<DocumentIx>,
    /// To what day a report reaches.
    pub convention: DayConvention,
    /// How the figure was obtained.
    pub method: Method,
    /// How numbers are written.
    pub number: NumberFormat,
    /// Whether rows stand as their publisher wrote them: bounds out of order are then kept, and a rule
    /// speaks of them.
    pub as_published: bool,
}

/// How many unknown words are compared with all known ones, so that a wrong column of a million
/// different words ends soon.
const COMPARED: usize = 1_000;
const SLOTS: usize = 1_024;
const NOTHING: u32 = u32::MAX;

/// What is known while the claims of a dataset are read.
#[derive(Debug)]
pub struct Context {
    /// The dataset so far: the vocabulary, sources, documents and hedges are read before any claim.
    pub dataset: Dataset,
    /// Which dimensions take ids that nobody declared.
    pub open: Open,
    /// What holds for all tables that do not say otherwise.
    pub defaults: Defaults,
    /// Who coded the rows that do not say so.
    pub coded_by: String,
    /// The problems so far.
    pub problems: Vec<Problem>,
    /// Texts of periods already read.
    pub periods: Periods,
    /// Hashes of the tidy rows so far: a row that repeats another is one claim with it.
    pub rows: HashSet<u128>,
    /// The hedge of a bare figure.
    pub bare: HedgeIx,
    recent: [Vec<u32>; 6],
    hints: HashMap<(Noun, String), Option<String>>,
}

impl Context {
    /// A context before the first claim.
    #[must_use]
    pub fn new(mut dataset: Dataset, open: Open, defaults: Defaults) -> Self {
        let bare = dataset.hedges.find("").unwrap_or_else(|| {
            let value = End::At { value: 1, halves: 0, percent: 0, constant: 0 };
            let ends = [[Ends { low: value, high: value }; 2]; 3];
            let name = "exactly".to_owned();
            let number = HedgeIx::from_at(dataset.hedges.iter().count());
            let hedge = Hedge { name, ends, soft: None, range: false, fixed: false, cites: String::new() };
            dataset.hedges.add(hedge, &[String::new()]);
            number
        });
        let recent = std::array::from_fn(|_| vec![NOTHING; SLOTS]);
        let (problems, hints) = (Vec::new(), HashMap::new());
        Self {
            coded_by: String::new(),
            dataset,
            open,
            defaults,
            problems,
            periods: Periods::default(),
            rows: HashSet::new(),
            bare,
            recent,
            hints,
        }
    }

    /// The number of the thing with this id; a new one where the dimension is open.
    ///
    /// # Errors
    /// Where nobody declared the id; with the known id that was perhaps meant.
    pub fn find(&mut self, noun: Noun, id: &str) -> Result<u32, Complaint> {
        let slot = slot(id);
        let recent = self.recent[noun as usize][slot];
        if recent != NOTHING && self.name(noun, recent) == Some(id) {
            return Ok(recent);
        }
        let Dataset { vocabulary, sources, documents, hedges, .. } = &mut self.dataset;
        let known = match noun {
            Noun::Metric => vocabulary.metrics.names.find(id),
            Noun::Subject => vocabulary.subjects.names.find(id),
            Noun::Place => vocabulary.places.names.find(id),
            Noun::Source => sources.names.find(id),
            Noun::Document => documents.names.find(id),
            Noun::Hedge => hedges.find(id).map(|hedge| hedge.0),
        };
        let number = known.or_else(|| match noun {
            Noun::Metric => self.open.metrics.then(|| vocabulary.metrics.intern(id)),
            Noun::Subject => self.open.subjects.then(|| vocabulary.subjects.intern(id)),
            Noun::Place => self.open.places.then(|| vocabulary.places.intern(id)),
            Noun::Source => self.open.sources.then(|| sources.intern(id).0),
            Noun::Document | Noun::Hedge => None,
        });
        let Some(number) = number else {
            return Err(Complaint::new(format!("unknown {} `{id}`", noun.word()), self.hint(noun, id)));
        };
        self.recent[noun as usize][slot] = number;
        Ok(number)
    }

    /// The number of the id "", for claims of a dataset that does not tell its subjects or places apart.
    pub fn unnamed(&mut self, noun: Noun) -> u32 {
        let vocabulary = &mut self.dataset.vocabulary;
        if noun == Noun::Subject { vocabulary.subjects.intern("") } else { vocabulary.places.intern("") }
    }

    /// The id with this number. Hedges have no id: many words may mean one.
    fn name(&self, noun: Noun, number: u32) -> Option<&str> {
        let Dataset { vocabulary, sources, documents, .. } = &self.dataset;
        Some(match noun {
            Noun::Metric => vocabulary.metrics.names.name(number),
            Noun::Subject => vocabulary.subjects.names.name(number),
            Noun::Place => vocabulary.places.names.name(number),
            Noun::Source => sources.names.name(number),
            Noun::Document => documents.names.name(number),
            Noun::Hedge => return None,
        })
    }

    /// All ids of a kind; for hedges, the printed words.
    pub fn ids(&self, noun: Noun) -> Box<dyn Iterator<Item = &str> + '_> {
        let Dataset { vocabulary, sources, documents, hedges, .. } = &self.dataset;
        match noun {
            Noun::Metric => Box::new(vocabulary.metrics.names.iter()),
            Noun::Subject => Box::new(vocabulary.subjects.names.iter()),
            Noun::Place => Box::new(vocabulary.places.names.iter()),
            Noun::Source => Box::new(sources.names.iter()),
            Noun::Document => Box::new(documents.names.iter()),
            Noun::Hedge => Box::new(hedges.words()),
        }
    }

    fn hint(&mut self, noun: Noun, id: &str) -> Option<String> {
        let otherwise = noun.where_declared();
        if self.hints.len() >= COMPARED {
            return Some(otherwise.to_owned());
        }
        if let Some(hint) = self.hints.get(&(noun, id.to_owned())) {
            return hint.clone();
        }
        let lower = id.to_lowercase();
        let near = did_you_mean(if noun == Noun::Hedge { &lower } else { id }, self.ids(noun));
        let near = near.filter(|near| !near.is_empty());
        let hint = Some(near.map_or_else(|| otherwise.to_owned(), |near| format!("did you mean `{near}`?")));
        self.hints.insert((noun, id.to_owned()), hint.clone());
        hint
    }
}

/// A slot for a text, cheap rather than even: a wrong guess costs one look into the real table.
fn slot(text: &str) -> usize {
    let bytes = text.as_bytes();
    let word = |bytes: &[u8]| bytes.iter().fold(0_u64, |word, &byte| word << 8 | u64::from(byte));
    let (head, tail) = (word(&bytes[..bytes.len().min(8)]), word(&bytes[bytes.len().saturating_sub(8)..]));
    let mixed = (head ^ tail.rotate_left(29) ^ bytes.len() as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    usize::try_from(mixed >> 54).unwrap_or(0) % SLOTS
}

#[cfg(test)]
pub(crate) mod tests {
    use super::{Context, Defaults};
    use crate::load::complaint::Noun;
    use crate::load::mapping::Open;
    use crate::model::dataset::Dataset;
    use crate::model::day::Day;
    use crate::model::hedge::{End, Ends, Hedge};
    use crate::model::vocabulary::MetricKind;

    /// A small dataset of the war in Ukraine, without claims.
    pub(crate) fn context() -> Context {
        let mut dataset = Dataset::default();
        let vocabulary = &mut dataset.vocabulary;
        for id in ["personnel.killed", "personnel.losses", "equipment.tanks", "discloses"] {
            vocabulary.metrics.intern(id);
        }
        vocabulary.metrics.things[3].kind = MetricKind::Statement;
        for id in ["russian-forces", "ukrainian-forces"] {
            vocabulary.subjects.intern(id);
        }
        for id in ["ukraine", "odesa", "kharkiv-offensive-2024"] {
            vocabulary.places.intern(id);
        }
        let day = |text| Day::parse(text).expect("a date");
        vocabulary.places.things[2].anchor = Some(day("2024-05-10"));
        vocabulary.anchors = vec![("full-scale-invasion".into(), day("2022-02-24"))];
        vocabulary.anchor = Some(day("2022-02-24"));
        for id in ["general-staff-ua", "oryx", "euronews"] {
            dataset.sources.intern(id);
        }
        dataset.documents.names.intern("en25");
        dataset.documents.documents.push(crate::model::document::Document::default());
        let at = |value, percent, constant| End::At { value, halves: 0, percent, constant };
        let hedge = |name: &str, low, high, range, fixed| Hedge {
            name: name.into(),
            ends: [[Ends { low, high }; 2]; 3],
            soft: None,
            range,
            fixed,
            cites: String::new(),
        };
        let v = at(1, 0, 0);
        let mut add = |hedge, words: &[&str]| {
            dataset.hedges.add(hedge, &words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>())
        };
        add(hedge("exactly", v, v, false, false), &["", "exactly"]);
        add(hedge("about", at(1, -5, 0), at(1, 5, 0), false, false), &["about", "around"]);
        add(hedge("more than", at(1, 0, 1), End::Open, false, false), &["more than", "more"]);
        add(hedge("between", v, v, true, false), &["between"]);
        add(hedge("hundreds", at(0, 0, 100), at(0, 0, 999), false, true), &["hundreds"]);
        Context::new(dataset, Open::default(), Defaults::default())
    }

    #[test]
    fn an_unknown_id_is_a_complaint_with_the_near_one() {
        let mut context = context();
        assert_eq!(context.find(Noun::Metric, "equipment.tanks"), Ok(2));
        assert_eq!(context.find(Noun::Metric, "equipment.tanks"), Ok(2));
        let complaint = context.find(Noun::Metric, "personel.killed").expect_err("unknown");
        assert_eq!(complaint.message, "unknown metric `personel.killed`");
        assert_eq!(complaint.hint.as_deref(), Some("did you mean `personnel.killed`?"));
        assert_eq!(context.find(Noun::Hedge, "More  Than"), Ok(2));
    }

    #[test]
    fn an_open_dimension_takes_every_id() {
        let mut context = context();
        context.open.places = true;
        assert_eq!(context.find(Noun::Place, "kherson"), Ok(3));
        assert_eq!(context.find(Noun::Place, "kherson"), Ok(3));
        assert_eq!(context.dataset.vocabulary.places.things.len(), 4);
        assert!(context.find(Noun::Subject, "nobody").is_err());
    }
}
