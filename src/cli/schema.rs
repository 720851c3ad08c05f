//! `counterclaim schema`: the JSON Schema of what people write and of what the program writes.

use std::io::{self, Write};

use anyhow::Error;
use clap::ValueEnum;
use counterclaim::audit::baseline::BaselineWritten;
use counterclaim::audit::waivers::WaiversWritten;
use counterclaim::load::documents::DocumentsWritten;
use counterclaim::load::hedges;
use counterclaim::load::manifest::ManifestWritten;
use counterclaim::load::schema::of_file;
use counterclaim::load::sources::SourcesWritten;
use counterclaim::load::vocabulary::VocabularyWritten;
use counterclaim::report::{bounds, diff, graph, json_lines, shape, sources};
use counterclaim::rules::file::RuleFile;

use crate::cli::exit::Outcome;

/// What a schema is printed of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Of {
    /// A rule: `rules/*.toml`
    Rule,
    /// `dataset.toml`
    Dataset,
    /// `vocabulary.toml`
    Vocabulary,
    /// `sources.toml`
    Sources,
    /// `documents.toml`
    Documents,
    /// `words/hedges.toml`
    Hedges,
    /// The file of `audit --baseline`
    Baseline,
    /// The file of `audit --waivers`
    Waivers,
    /// `--format json`
    Report,
    /// A line of `--format jsonl`
    Line,
    /// `counterclaim bounds --format json`
    Bounds,
    /// `counterclaim sources --format json`
    Agreement,
    /// `counterclaim graph --format json`
    Graph,
    /// `counterclaim diff --format json`
    Diff,
}

impl Of {
    /// The name of the schema's file.
    pub(crate) fn file(self) -> String {
        let word = self.to_possible_value().map_or_else(String::new, |word| word.get_name().to_owned());
        format!("{word}.schema.json")
    }

    /// Whether people write such files.
    pub(crate) fn is_written(self) -> bool {
        !matches!(self, Self::Report | Self::Line | Self::Bounds | Self::Agreement | Self::Graph | Self::Diff)
    }

    /// The schema as a text file.
    pub(crate) fn text(self) -> String {
        match self {
            Self::Rule => of_file::<RuleFile>(),
            Self::Dataset => of_file::<ManifestWritten>(),
            Self::Vocabulary => of_file::<VocabularyWritten>(),
            Self::Sources => of_file::<SourcesWritten>(),
            Self::Documents => of_file::<DocumentsWritten>(),
            Self::Hedges => hedges::schema(),
            Self::Baseline => of_file::<BaselineWritten>(),
            Self::Waivers => of_file::<WaiversWritten>(),
            Self::Report => shape::schema(),
            Self::Line => json_lines::schema(),
            Self::Bounds => bounds::shape::schema(),
            Self::Agreement => sources::shape::schema(),
            Self::Graph => graph::shape::schema(),
            Self::Diff => diff::json::schema(),
        }
    }
}

/// Print the JSON Schema of a TOML file or a report
///
/// Editors complete and check TOML files with the schemas of what people write (draft-07). The first
/// line of a file names its schema: `#:schema schemas/dataset.schema.json`. Those of reports are for
/// programs that read them (2020-12).
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  counterclaim schema rule > rule.schema.json
  counterclaim schema report > report.schema.json")]
pub(crate) struct Arguments {
    /// Of what
    #[arg(value_enum)]
    of: Of,
}

/// Prints the schema.
pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Error> {
    io::stdout().lock().write_all(arguments.of.text().as_bytes())?;
    Ok(Outcome::Agreed)
}
