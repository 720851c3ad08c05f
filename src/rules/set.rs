//! The rules in force: the shipped ones, a dataset's own, a user's.

use std::path::Path;

use crate::load::problem::Problem;
use crate::load::toml::TomlText;
use crate::rules::rule::Rule;

/// Every shipped rule: its id and text, embedded in order of the ids.
const SHIPPED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/shipped_rules.rs"));

/// Rules in order of their ids.
#[derive(Debug, Clone, Default)]
pub struct RuleSet {
    rules: Vec<Rule>,
}

impl RuleSet {
    /// The shipped rules, and what is wrong with them (nothing, says a test).
    #[must_use]
    pub fn shipped() -> (Self, Vec<Problem>) {
        let mut set = Self::default();
        let mut problems = Vec::new();
        for (id, text) in SHIPPED {
            let text = TomlText { file: format!("rules/{id}.toml"), text: (*text).to_owned() };
            problems.extend(set.add(id, &text));
        }
        (set, problems)
    }

    /// Adds a rule; one of the same id is replaced.
    pub fn add(&mut self, id: &str, text: &TomlText) -> Vec<Problem> {
        match Rule::read(id, text) {
            Ok(rule) => {
                match self.rules.binary_search_by(|known| known.id.as_str().cmp(id)) {
                    Ok(at) => self.rules[at] = rule,
                    Err(at) => self.rules.insert(at, rule),
                }
                Vec::new()
            }
            Err(problems) => problems,
        }
    }

    /// Adds every `*.toml` of a folder, or one such file; those with the id of a known rule
    /// override it. The folder is shown as `shown`.
    pub fn add_folder(&mut self, folder: &Path) -> Vec<Problem> {
        let shown = folder.display().to_string();
        if folder.is_file() {
            return self.add_file(folder, &shown);
        }
        let entries = match std::fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) => {
                return vec![Problem::of_file(&shown, format!("the folder of rules cannot be read: {error}"))];
            }
        };
        let mut paths: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
        paths.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
        paths.sort();
        paths
            .iter()
            .flat_map(|path| {
                let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
                self.add_file(path, &format!("{}/{name}", shown.trim_end_matches('/')))
            })
            .collect()
    }

    fn add_file(&mut self, path: &Path, shown: &str) -> Vec<Problem> {
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let kebab = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if stem.is_empty() || !stem.chars().all(kebab) || !stem.starts_with(|c: char| c.is_ascii_lowercase()) {
            return vec![
                Problem::of_file(shown, format!("`{stem}` is no rule id"))
                    .hint("name the file in lower-case words joined by hyphens: `figure-too-round.toml`"),
            ];
        }
        match TomlText::read(path, shown) {
            Ok(text) => self.add(&stem, &text),
            Err(problem) => vec![problem],
        }
    }

    /// The rule of this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Rule> {
        self.rules.binary_search_by(|known| known.id.as_str().cmp(id)).ok().map(|at| &self.rules[at])
    }

    /// Every rule, in order of the ids.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Rule> {
        self.rules.iter()
    }
}
