//! Asks: which voices can be right together, and what each such set of them implies.

use std::collections::{BTreeMap, BTreeSet};

use crate::audit::bounds::answer::{Answer, Bounds, Counted, Figure, Heard, World};
use crate::audit::bounds::days::{beginning, spans};
use crate::audit::bounds::figures::{Wording, is_past_amounts};
use crate::audit::bounds::question::{Question, Unanswered, When};
use crate::graph::claim_graph::ClaimGraph;
use crate::model::claim::Quantity;
use crate::model::dataset::Dataset;
use crate::model::index::{ClaimIx, MetricIx, SourceIx};
use crate::model::period::Bound;
use crate::network::coalition::Groups;
use crate::network::implications::Implications;
use crate::network::lineages::{Lineages, TakenBack};
use crate::network::members::Members;
use crate::network::midnight::Midnight;
use crate::network::sums::{Limits, project};
use crate::network::system::Asked;
use crate::network::voices::{Voice, Voices, component_of};

/// How many sets of voices are answered for; what others imply is said not to have been looked for.
const MOST_SETS: usize = 64;

/// How many figures of parts a question about their whole looks at, each at its own midnights.
const MOST_PARTS: usize = 512;

/// Answers a question from the claims of a dataset.
///
/// # Errors
/// Where the question cannot be asked of this dataset, or nothing that takes part has to do with it.
pub fn bounds(dataset: &Dataset, question: &Question) -> Result<Bounds, Unanswered> {
    of_graph(dataset, &ClaimGraph::build(dataset), question)
}

/// As [`bounds`], by a graph that is known already.
///
/// # Errors
/// As [`bounds`].
pub fn of_graph(dataset: &Dataset, graph: &ClaimGraph, question: &Question) -> Result<Bounds, Unanswered> {
    let heard = |claim: ClaimIx| question.hears(dataset.claim(claim));
    let accrues = |claim: ClaimIx| dataset.vocabulary.accrues(dataset.claim(claim).quantity().metric);
    let taking_part = dataset.claims.claims().filter(|&claim| accrues(claim) && heard(claim));
    let mut speaking = graph.speaking(dataset, taking_part);
    speaking.sort_by_key(|&claim| dataset.claims.id(claim));
    let quantity = question.quantity(dataset, &speaking)?;
    let vocabulary = &dataset.vocabulary;
    let counted = Counted::of(quantity, vocabulary);
    let claims = component_of(dataset, &speaking, quantity);
    let silent = || {
        let Counted { metric, subject, place } = &counted;
        let message = format!("no claim that takes part bounds `{metric}` of `{subject}` in `{place}`");
        let hint = "claims take part that `--select` selects and no `--without` does; statements, counts held at an \
                    instant and restatements of others say nothing here";
        Unanswered::new(message, hint.to_owned())
    };
    if claims.is_empty() {
        return Err(silent());
    }
    let spans = spans(question, dataset, quantity, &claims)?;
    let mut worlds: Vec<World> = Vec::new();
    let taken = Lineages::hear(dataset, &claims, question.manner).taken_back();
    for asking in Asking::all(dataset, question, quantity, &claims, &taken, &spans) {
        let world = asking.world().ok_or_else(silent)??;
        let same = |known: &&mut World| {
            (&known.answers, &known.left_out, known.together) == (&world.answers, &world.left_out, world.together)
        };
        match worlds.iter_mut().find(same) {
            Some(known) => {
                known.read_as.extend(world.read_as);
                known.exhaustive &= world.exhaustive;
            }
            None => worlds.push(world),
        }
    }
    Ok(Bounds {
        dataset: dataset.path.clone(),
        title: dataset.title.clone(),
        counted,
        unit: vocabulary.metrics.things[quantity.metric.at()].unit.clone(),
        reading: question.manner.reading,
        days: question.manner.days,
        spans,
        is_series: matches!(question.when, When::Series | When::On(_)),
        worlds,
    })
}

/// A question in one meaning of its word.
struct Asking<'a> {
    dataset: &'a Dataset,
    question: &'a Question,
    claims: &'a [ClaimIx],
    /// What the voices take back by themselves.
    taken: &'a TakenBack,
    /// The quantity in the words of the question.
    quantity: Quantity,
    /// What its word is read as, if it is ambiguous.
    meaning: Option<MetricIx>,
    /// Over which midnights.
    asked: Vec<Asked>,
}

impl<'a> Asking<'a> {
    /// Every meaning that the metric asked about may have.
    fn all(
        dataset: &'a Dataset,
        question: &'a Question,
        quantity: Quantity,
        claims: &'a [ClaimIx],
        taken: &'a TakenBack,
        spans: &[crate::audit::bounds::answer::Span],
    ) -> Vec<Self> {
        let readings = dataset.vocabulary.readings(&quantity.metric);
        let meanings: Vec<Option<MetricIx>> =
            if readings.is_empty() { vec![None] } else { readings.iter().copied().map(Some).collect() };
        let each = meanings.into_iter().map(|meaning| {
            let read = Quantity { metric: meaning.unwrap_or(quantity.metric), ..quantity };
            let asked = spans.iter().map(|span| {
                let (start, end) = span.midnights();
                Asked { quantity: read, start, end }
            });
            Self { dataset, question, claims, taken, quantity, meaning, asked: asked.collect() }
        });
        each.collect()
    }

    fn read(&self) -> Quantity {
        Quantity { metric: self.meaning.unwrap_or(self.quantity.metric), ..self.quantity }
    }

    /// The answers; `None` where nobody says anything.
    fn world(&self) -> Option<Result<World, Unanswered>> {
        let fixed: BTreeMap<MetricIx, MetricIx> =
            self.meaning.map(|meaning| (self.quantity.metric, meaning)).into_iter().collect();
        let mut voices = Voices::hear(self.dataset, self.claims, self.question.manner, &fixed, self.taken);
        if voices.voices.is_empty() {
            return None;
        }
        Some(self.answered(&mut voices).map_err(|_| {
            let hint = "let fewer claims take part: `--select source=…`".to_owned();
            Unanswered::new("there are too many figures to hold against each other", hint)
        }))
    }

    fn answered(&self, voices: &mut Voices) -> Result<World, crate::network::net::Unbuilt> {
        let hearing = voices.hearing(self.dataset)?;
        let voices = &*voices;
        let mut exhaustive = hearing.exhaustive;
        let lineages = |set: Groups| -> BTreeSet<SourceIx> { of(voices, set).map(|voice| voice.lineage).collect() };
        let all: BTreeSet<SourceIx> = voices.voices.iter().map(|voice| voice.lineage).collect();
        let mut sets: Vec<Groups> = hearing.coalitions.sets.iter().copied().filter(|&set| set != 0).collect();
        let in_some = sets.iter().fold(0, |all, set| all | set);
        let somewhere: BTreeSet<SourceIx> = lineages(in_some);
        // Where all can be right, a set without one of them rests on a meaning in which they cannot.
        let together = sets.iter().any(|&set| lineages(set) == somewhere);
        if together {
            sets.retain(|&set| lineages(set) == somewhere);
        }
        exhaustive &= sets.len() <= MOST_SETS;
        sets.truncate(MOST_SETS);
        let wording =
            Wording { dataset: self.dataset, asked: self.quantity, read: self.read(), several: all.len() > 1 };
        let asked = self.with_parts(voices);
        let unheard = voices.voices.iter().filter(|voice| !somewhere.contains(&voice.lineage));
        let mut unheard: Vec<Heard> = unheard.map(|voice| self.heard(voice)).collect();
        unheard.dedup_by(|one, other| one.source == other.source);
        exhaustive &= unheard.is_empty();
        let mut answers: Vec<Answer> = Vec::new();
        for set in sets {
            let (system, _) = voices.system(self.dataset, set, &asked)?;
            // What a set of voices says was found to hold: nothing of it is wrong.
            let closed = project(&system.net, &Members::none(), &system.sums, &Limits::default()).ok();
            let implications = closed.as_ref().and_then(|closed| Implications::of(&system, &Members::none(), closed));
            let Some(implications) = implications else {
                exhaustive = false;
                continue;
            };
            let implied = implications.over(&asked[..self.asked.len()], |_, _| true);
            exhaustive &= implications.is_exhaustive() && !implied.iter().any(is_past_amounts);
            let bands: Vec<_> = implied.iter().map(|implied| wording.band(&system, implied)).collect();
            let coalition: Vec<Heard> = of(voices, set).map(|voice| self.heard(voice)).collect();
            match answers.iter_mut().find(|known| known.bands == bands) {
                Some(known) => known.coalitions.push(coalition),
                None => answers.push(Answer { coalitions: vec![coalition], bands }),
            }
        }
        let left_out = voices.voices.iter().flat_map(|voice| &voice.left_out);
        let mut left_out: Vec<Figure> = left_out.map(|told| wording.figure(told)).collect();
        left_out.sort_by(|a, b| (&a.source, &a.claims).cmp(&(&b.source, &b.claims)).then_with(|| a.cmp(b)));
        left_out.dedup();
        let metrics = &self.dataset.vocabulary.metrics.names;
        let read_as = self.meaning.map(|meaning| metrics.name(meaning.0).to_owned()).into_iter().collect();
        Ok(World { read_as, answers, together, left_out, unheard, exhaustive })
    }

    /// The question, and after it what makes its parts tell: they are added up only at midnights that the whole has.
    fn with_parts(&self, voices: &Voices) -> Vec<Asked> {
        let read = self.read();
        let vocabulary = &self.dataset.vocabulary;
        let cut = |partition: Option<&crate::model::partition::Partition>| -> BTreeSet<u32> {
            partition.into_iter().flat_map(|cut| cut.parts.iter().copied()).collect()
        };
        let metrics = cut(vocabulary.metrics.partitions.get(&read.metric.0));
        let places = cut(vocabulary.places.partitions.get(&read.place.0));
        let subjects = cut(vocabulary.subjects.partitions.get(&read.subject.0));
        let is_part = |part: Quantity| {
            (metrics.contains(&part.metric.0) && Quantity { metric: read.metric, ..part } == read)
                || (places.contains(&part.place.0) && Quantity { place: read.place, ..part } == read)
                || (subjects.contains(&part.subject.0) && Quantity { subject: read.subject, ..part } == read)
        };
        let told = voices.voices.iter().flat_map(|voice| &voice.told);
        let of_parts: BTreeSet<(Midnight, Midnight)> =
            told.filter(|told| is_part(told.quantity)).map(|told| (told.start, told.end)).collect();
        let beginning = beginning(self.dataset, self.quantity, self.claims).map(Bound::exactly);
        let since = beginning.map(|beginning| Midnight::new(beginning, 0));
        let beginning = since.zip(self.asked.last()).filter(|(since, last)| since.is_no_later_than(last.start));
        let from_beginning = beginning.map(|(start, last)| Asked { start, ..*last }).into_iter();
        let parts = of_parts.into_iter().map(|(start, end)| Asked { quantity: read, start, end }).take(MOST_PARTS);
        self.asked.iter().copied().chain(from_beginning).chain(parts).collect()
    }

    fn heard(&self, voice: &Voice) -> Heard {
        let Dataset { vocabulary, sources, .. } = self.dataset;
        let metric = |metric: MetricIx| vocabulary.metrics.names.name(metric.0).to_owned();
        let others = voice.readings.iter().filter(|(word, _)| **word != self.quantity.metric);
        Heard {
            source: sources.id(voice.lineage).to_owned(),
            name: sources.get(voice.lineage).name.clone(),
            read_as: others.map(|(&word, &meaning)| (metric(word), metric(meaning))).collect(),
        }
    }
}

/// The voices of a set.
fn of(voices: &Voices, set: Groups) -> impl Iterator<Item = &Voice> {
    voices.voices.iter().enumerate().filter(move |&(at, _)| set >> at & 1 == 1).map(|(_, voice)| voice)
}
