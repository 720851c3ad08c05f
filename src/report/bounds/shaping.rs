//! From answers to the shapes that leave the program.

use crate::audit::bounds::answer::{Answer, Band, Bounds, Counted, End, Figure, Heard, Span, Term, World};
use crate::model::amount::Amount;
use crate::network::manner::Days;
use crate::report::bounds::ends;
use crate::report::bounds::shape::{
    AnswerShape, BandShape, BoundsReport, CountedShape, EndShape, FigureShape, HeardShape, OfDataset, ReadAsShape,
    TermShape, VERSION, WorldShape,
};
use crate::report::number::plain;
use crate::report::shaping::tool;
use crate::rules::network::test::READINGS;

pub(super) fn report(all: &[Bounds]) -> BoundsReport {
    BoundsReport { version: VERSION, tool: tool(), bounds: all.iter().map(of_dataset).collect() }
}

fn of_dataset(bounds: &Bounds) -> OfDataset {
    let reading = READINGS.iter().find(|(_, reading)| *reading == bounds.reading).map_or("", |(word, _)| word);
    let days = Days::WORDS.iter().find(|(_, days)| *days == bounds.days).map_or("", |(word, _)| word);
    OfDataset {
        dataset: bounds.dataset.clone(),
        title: bounds.title.clone(),
        counted: counted(&bounds.counted),
        unit: bounds.unit.clone(),
        reading: reading.to_owned(),
        days: days.to_owned(),
        worlds: bounds.worlds.iter().map(|it| world(it, &bounds.spans)).collect(),
    }
}

fn counted(counted: &Counted) -> CountedShape {
    let Counted { metric, subject, place } = counted.clone();
    CountedShape { metric, subject, place }
}

fn world(world: &World, spans: &[Span]) -> WorldShape {
    WorldShape {
        read_as: world.read_as.clone(),
        together: world.together,
        exhaustive: world.exhaustive,
        left_out: world.left_out.iter().map(figure).collect(),
        unheard: world.unheard.iter().map(heard).collect(),
        answers: world.answers.iter().map(|it| answer(it, spans)).collect(),
    }
}

fn answer(answer: &Answer, spans: &[Span]) -> AnswerShape {
    AnswerShape {
        coalitions: answer.coalitions.iter().map(|set| set.iter().map(heard).collect()).collect(),
        bands: spans.iter().zip(&answer.bands).map(|(span, it)| band(span, it)).collect(),
    }
}

fn heard(heard: &Heard) -> HeardShape {
    let read_as = |(word, meaning): &(String, String)| ReadAsShape { word: word.clone(), meaning: meaning.clone() };
    HeardShape {
        source: heard.source.clone(),
        name: heard.name.clone(),
        read_as: heard.read_as.iter().map(read_as).collect(),
    }
}

fn band(span: &Span, band: &Band) -> BandShape {
    let [since, day] = ends(span);
    BandShape { since, day, low: band.low.as_ref().map(end), high: band.high.as_ref().map(end) }
}

fn end(end: &End) -> EndShape {
    EndShape {
        value: plain(end.value),
        arithmetic: end.arithmetic.clone(),
        terms: end.terms.iter().map(term).collect(),
        rests_on: end.rests_on.clone(),
    }
}

fn term(term: &Term) -> TermShape {
    // An end of a figure is never the least i64, which stands for no end.
    let digits = if term.minus { term.amount.digits.saturating_neg() } else { term.amount.digits };
    TermShape { amount: plain(Amount { digits, ..term.amount }), figure: figure(&term.figure) }
}

fn figure(figure: &Figure) -> FigureShape {
    FigureShape {
        claims: figure.claims.clone(),
        source: figure.source.clone(),
        counted: counted(&figure.counted),
        printed: figure.printed.clone(),
        days: figure.days.clone(),
    }
}
