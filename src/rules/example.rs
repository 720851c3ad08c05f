//! The examples that rules carry, run as the tests they are.

use toml::{Spanned, Value};

use crate::graph::claim_graph::ClaimGraph;
use crate::load::metric_written::MetricWritten;
use crate::load::page::Page;
use crate::load::problem::Problem;
use crate::load::toml::TomlText;
use crate::load::written::{self, Row, Setting};
use crate::model::dataset::Dataset;
use crate::rules::evidence::Evidence;
use crate::rules::file::ExampleFile;
use crate::rules::rule::Rule;
use crate::rules::set::RuleSet;

/// What an example says of its rule: whether it fires.
pub(super) const EXPECT: [(&str, bool); 2] = [("fires", true), ("silent", false)];

/// What became of an example; ast-grep's names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExampleOutcome {
    /// Rightly silent.
    Validated,
    /// Rightly fired.
    Reported,
    /// Fired where it should be silent.
    Noisy,
    /// Silent where it should fire.
    Missing,
}

/// One example that was run.
#[derive(Debug, Clone)]
pub struct ExampleResult {
    /// The rule's id.
    pub rule: String,
    /// The example's name.
    pub name: String,
    /// What became of it.
    pub outcome: ExampleOutcome,
    /// What is wrong with the example itself.
    pub problems: Vec<Problem>,
}

/// Runs every example of every rule, in order of the rules' ids.
#[must_use]
pub fn run(rules: &RuleSet) -> Vec<ExampleResult> {
    rules.iter().flat_map(|rule| rule.examples.iter().map(move |example| run_one(rule, example))).collect()
}

/// Runs one example.
#[must_use]
pub fn run_one(rule: &Rule, example: &ExampleFile) -> ExampleResult {
    let (dataset, problems) = dataset(rule, example);
    let fires = fires(rule, &dataset);
    let outcome = match (example.expect.get_ref().as_str(), fires) {
        ("fires", true) => ExampleOutcome::Reported,
        ("fires", false) => ExampleOutcome::Missing,
        (_, true) => ExampleOutcome::Noisy,
        (_, false) => ExampleOutcome::Validated,
    };
    ExampleResult { rule: rule.id.clone(), name: example.name.get_ref().clone(), outcome, problems }
}

/// Whether the rule says anything of a dataset.
#[must_use]
pub fn fires(rule: &Rule, dataset: &Dataset) -> bool {
    let graph = ClaimGraph::build(dataset);
    !rule.check(&Evidence::gather(dataset, &graph)).verdicts.is_empty()
}

/// The dataset of an example's claims, and what is wrong with them.
#[must_use]
pub fn dataset(rule: &Rule, example: &ExampleFile) -> (Dataset, Vec<Problem>) {
    let text = TomlText { file: rule.origin.clone(), text: rule.text.clone() };
    let mut problems = Vec::new();
    let claims: Vec<&Spanned<toml::Table>> = example.claims.iter().chain(&example.left).chain(&example.right).collect();
    if claims.is_empty() {
        let empty = text.problem(example.name.span(), "the example has no claims");
        problems.push(empty.hint("give `left` and `right`, or `claims = [{ … }, { … }]`"));
    }
    let corrections: Vec<&Spanned<toml::Table>> = example.corrections.iter().collect();
    let mut rows = |tables: &[&Spanned<toml::Table>]| -> Vec<Row> {
        tables.iter().map(|table| row(table, &text, &mut problems)).collect()
    };
    let (claim_rows, correction_rows) = (rows(&claims), rows(&corrections));
    let mut page = Page { text: &text, problems: &mut problems };
    let (dataset, wrong) = written::read(&setting(example), &claim_rows, &correction_rows, &mut page);
    for wrong in wrong {
        let tables = if wrong.is_correction { &corrections } else { &claims };
        let Some(table) = tables.get(wrong.row) else { continue };
        let message = format!("{} (`{}`)", wrong.problem.message, wrong.problem.field);
        let problem = text.problem(table.span(), message);
        problems.push(match wrong.problem.hint {
            Some(hint) => problem.hint(hint),
            None => problem,
        });
    }
    (dataset, problems)
}

/// A claim's fields as texts.
fn row(table: &Spanned<toml::Table>, text: &TomlText, problems: &mut Vec<Problem>) -> Row {
    let mut row = Row::new();
    for (key, value) in table.get_ref() {
        match value {
            Value::String(value) => row.push((key.clone(), value.clone())),
            Value::Integer(value) => row.push((key.clone(), value.to_string())),
            _ => {
                let problem = text.problem(table.span(), format!("`{key}` is neither a text nor a whole number"));
                problems.push(problem.hint("write the figure as it is printed, in quotes: `value = \"4,000\"`"));
            }
        }
    }
    row
}

fn setting(example: &ExampleFile) -> Setting {
    let words = example.vocabulary.clone();
    let mut metric = words.metric;
    for (whole, parts) in words.parts.0 {
        match metric.0.iter_mut().find(|(known, _)| known.get_ref() == whole.get_ref()) {
            Some((_, declared)) => declared.parts.0.extend(parts.0),
            None => metric.0.push((whole, MetricWritten { parts, ..MetricWritten::default() })),
        }
    }
    Setting {
        anchor: words.anchor,
        metric,
        subject: words.subject,
        place: words.place,
        source: example.sources.clone(),
        document: example.documents.clone(),
        table: example.tables.clone(),
    }
}
