//! From answers to the shapes that leave the program.

use crate::audit::agreement::answer::{Agreement, Known, Pair};
use crate::report::shaping::tool;
use crate::report::sources::shape::{OfDataset, PairShape, SourceShape, SourcesReport, VERSION, VoiceShape};
use crate::report::sources::{independent, standing};

pub(super) fn report(all: &[Agreement]) -> SourcesReport {
    SourcesReport { version: VERSION, tool: tool(), datasets: all.iter().map(of_dataset).collect() }
}

fn of_dataset(agreement: &Agreement) -> OfDataset {
    OfDataset {
        dataset: agreement.dataset.clone(),
        title: agreement.title.clone(),
        sources: agreement.sources.iter().map(source).collect(),
        voices: agreement.voices,
        pairs: agreement.pairs.iter().map(pair).collect(),
        apart: agreement.apart,
        ambiguous_only: agreement.ambiguous_only,
    }
}

fn source(known: &Known) -> SourceShape {
    let Known { id, name, group, party, reliability, voice, speaks_for, relies_on, relies_on_unknown, .. } =
        known.clone();
    SourceShape {
        id,
        name,
        group,
        party,
        reliability: reliability.to_string(),
        voice,
        speaks_for,
        relies_on,
        relies_on_unknown,
        rests_on: known.rests_on.clone(),
        rests_on_unknown: known.rests_on_unknown,
        claims: known.claims,
        restatements: known.restatements,
        documents: known.documents,
        passed_on: known.passed_on,
    }
}

fn pair(pair: &Pair) -> PairShape {
    let voice = |at: usize| VoiceShape {
        source: pair.voices[at].clone(),
        name: pair.names[at].clone(),
        independence: independent(pair.independence[at]).to_owned(),
    };
    let tally = &pair.tally;
    PairShape {
        first: voice(0),
        second: voice(1),
        standing: standing(pair).to_owned(),
        figures: tally.figures(),
        agree: tally.agree,
        near: tally.near,
        disagree: tally.disagree,
        repeats: tally.repeats,
        bounds: tally.bounds,
        missed: tally.missed,
        ambiguous: tally.ambiguous,
        several: tally.several,
    }
}
