//! The only calls into the loader, the rules and the pipeline. Until those exist, placeholders of the
//! same shape stand here: nothing is loaded, no rule is known, nothing is found.

use std::path::Path;

use counterclaim::audit::{Audit, Counts};
use counterclaim::load::problem::Problem;
use counterclaim::model::dataset::Dataset;
use counterclaim::model::day::Day;
use counterclaim::rules::level::Level;

/// What became of a dataset's folder.
pub(crate) struct Loaded {
    /// What could be read.
    pub(crate) dataset: Dataset,
    /// What could not.
    pub(crate) problems: Vec<Problem>,
}

/// A rule in force.
#[derive(Debug, Clone)]
pub(crate) struct Rule {
    /// Its id: the file's stem.
    pub(crate) id: String,
    /// What it says of claims that break it.
    pub(crate) title: String,
    /// Why they should agree.
    pub(crate) why: String,
    /// How loud it is.
    pub(crate) level: Level,
    /// Its kind.
    pub(crate) kind: &'static str,
    /// Where it is defined.
    pub(crate) origin: String,
    /// The rule as written.
    pub(crate) text: String,
}

impl Rule {
    /// The word for its kind.
    pub(crate) fn kind_word(&self) -> &'static str {
        self.kind
    }
}

/// The rules in force.
#[derive(Debug, Clone, Default)]
pub(crate) struct RuleSet {
    rules: Vec<Rule>,
}

/// What became of an example of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ExampleOutcome {
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
pub(crate) struct ExampleResult {
    /// The rule's id.
    pub(crate) rule: String,
    /// The example's name.
    pub(crate) name: String,
    /// What became of it.
    pub(crate) outcome: ExampleOutcome,
    /// What is wrong with the example itself.
    pub(crate) problems: Vec<Problem>,
}

/// What the command line says of an audit.
#[derive(Debug, Clone, Default)]
#[expect(dead_code, reason = "the placeholder audits nothing")]
pub(crate) struct Options {
    /// Only these rules; all where empty.
    pub(crate) only: Vec<String>,
    /// Only claims whose dimension matches: (dimension, glob).
    pub(crate) select: Vec<(String, String)>,
    /// Levels that replace those of rules.
    pub(crate) levels: Vec<(String, Level)>,
    /// The date on which the audit stands.
    pub(crate) as_of: Option<Day>,
    /// How many threads; as many as there are cores where absent.
    pub(crate) jobs: Option<usize>,
}

/// Reads a dataset.
pub(crate) fn load(folder: &Path) -> Loaded {
    let dataset = Dataset { path: folder.display().to_string(), ..Dataset::default() };
    Loaded { dataset, problems: Vec::new() }
}

/// The shipped rules.
pub(crate) fn shipped() -> (RuleSet, Vec<Problem>) {
    (RuleSet::default(), Vec::new())
}

/// Adds the rules of a folder; one with a known id replaces that.
pub(crate) fn add_folder(_rules: &mut RuleSet, _folder: &Path) -> Vec<Problem> {
    Vec::new()
}

/// The rules by id.
pub(crate) fn rules(rules: &RuleSet) -> Vec<&Rule> {
    rules.rules.iter().collect()
}

/// Runs every example of every rule.
pub(crate) fn examples(_rules: &RuleSet) -> Vec<ExampleResult> {
    Vec::new()
}

/// Audits a dataset.
pub(crate) fn audit(dataset: &Dataset, rules: &RuleSet, options: &Options) -> Audit {
    let claims = dataset.claims.len() as u64;
    Audit {
        dataset: dataset.path.clone(),
        title: dataset.title.clone(),
        as_of: options.as_of,
        counts: Counts { claims, rules: rules.rules.len() as u64, ..Counts::default() },
        findings: Vec::new(),
        not_compared: Vec::new(),
        notes: dataset.notes.clone(),
        problems: 0,
    }
}
