//! Where rules are looked for, and which are in force.

use std::path::{Path, PathBuf};

use counterclaim::load::problem::Problem;
use counterclaim::rules::set::RuleSet;

/// Where rules are looked for besides the shipped ones.
#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct Folders {
    /// A folder of rules to add; a rule with a known id replaces it (repeatable)
    #[arg(long = "rules", value_name = "DIR")]
    pub(crate) rules: Vec<PathBuf>,
}

/// The shipped rules, then those of the dataset, then those of the user: the nearer replaces the farther.
pub(crate) fn in_force(folders: &Folders, dataset: Option<&Path>) -> (RuleSet, Vec<Problem>) {
    let (mut rules, mut problems) = RuleSet::shipped();
    let own = dataset.map(|dataset| dataset.join("rules")).filter(|own| own.is_dir());
    for folder in own.iter().chain(&folders.rules) {
        problems.extend(rules.add_folder(folder));
    }
    (rules, problems)
}
