//! Why nothing has to notice some mutants: `tests/mutants.toml`, written by hand.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde::Deserialize;

use crate::made::path;
use crate::mutants::Score;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    survivor: Vec<Survivor>,
}

/// Mutants of one rule that survive for one reason.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Survivor {
    rule: String,
    mutants: Vec<String>,
    reason: String,
}

/// The reason of each survivor, by its rule and its name.
pub(super) struct Reasons(BTreeMap<(String, String), String>);

impl Reasons {
    /// Reads the file.
    pub(super) fn read() -> Self {
        let text = fs::read_to_string(path("tests/mutants.toml")).unwrap_or_default();
        let file: File = toml::from_str(&text).expect("tests/mutants.toml has rule, mutants and reason");
        let mut reasons = BTreeMap::new();
        for survivor in file.survivor {
            assert!(!survivor.reason.trim().is_empty(), "tests/mutants.toml: an empty reason of {}", survivor.rule);
            for mutant in survivor.mutants {
                let key = (survivor.rule.clone(), mutant);
                let twice = reasons.insert(key.clone(), survivor.reason.clone());
                assert!(twice.is_none(), "tests/mutants.toml names {key:?} twice");
            }
        }
        Self(reasons)
    }

    pub(super) fn of(&self, rule: &str, mutant: &str) -> Option<&str> {
        self.0.get(&(rule.to_owned(), mutant.to_owned())).map(String::as_str)
    }

    /// Survivors without a reason, and reasons without a survivor.
    pub(super) fn against(&self, scores: &[Score]) -> Vec<String> {
        let mut wrong = Vec::new();
        let mut survivors: BTreeSet<(String, String)> = BTreeSet::new();
        for score in scores {
            survivors.extend(score.survivors().map(|mutant| (score.rule.clone(), mutant.to_owned())));
            let open: Vec<&str> = score.survivors().filter(|mutant| self.of(&score.rule, mutant).is_none()).collect();
            if !open.is_empty() {
                let listed: String = open.iter().map(|mutant| format!("    '{mutant}',\n")).collect();
                wrong.push(format!(
                    "rules/{rule}.toml says the same after each of these changes. Add an example, or a row to \
                     tests/fixtures/{rule}, that tells them apart; if none can, say why in tests/mutants.toml:\n\n\
                     [[survivor]]\nrule    = \"{rule}\"\nmutants = [\n{listed}]\nreason  = \"\"",
                    rule = score.rule,
                ));
            }
        }
        let stale = self.0.keys().filter(|key| !survivors.contains(key));
        wrong.extend(stale.map(|(rule, mutant)| {
            format!("tests/mutants.toml gives a reason for `{mutant}` of {rule}, which is noticed or no mutant")
        }));
        wrong
    }
}
