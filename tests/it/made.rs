//! Datasets made for tests: fixtures, claims written in place, copies under new ids.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use counterclaim::audit::{Audit, audit, options::Options};
use counterclaim::graph::claim_graph::ClaimGraph;
use counterclaim::load::load;
use counterclaim::load::page::Page;
use counterclaim::load::toml::{TomlText, parse};
use counterclaim::load::written::{self, Row, Setting};
use counterclaim::model::dataset::Dataset;
use counterclaim::model::index::ClaimIx;
use counterclaim::model::store::{ClaimStore, Draft};
use counterclaim::report::format::by_word;
use counterclaim::report::style::Style;
use counterclaim::report::{FORMATS, write};
use counterclaim::rules::evidence::Evidence;
use counterclaim::rules::network::facts::{Culprit, NetworkFacts, Term};
use counterclaim::rules::rule::Rule;
use counterclaim::rules::set::RuleSet;
use counterclaim::rules::verdict::{Facts, Side, Verdict};

/// A path of the repository.
pub(crate) fn path(below: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(below)
}

/// The shipped rules.
pub(crate) fn shipped() -> &'static RuleSet {
    static SHIPPED: LazyLock<RuleSet> = LazyLock::new(|| RuleSet::shipped().0);
    &SHIPPED
}

/// A set of this one rule.
pub(crate) fn only(rule: &Rule) -> RuleSet {
    let mut set = RuleSet::default();
    let text = TomlText { file: rule.origin.clone(), text: rule.text.clone() };
    assert_eq!(set.add(&rule.id, &text).len(), 0, "{} was read before", rule.id);
    set
}

/// A rule written in a test.
pub(crate) fn rule(id: &str, text: &str) -> Rule {
    Rule::read(id, &TomlText { file: format!("{id}.toml"), text: text.to_owned() }).expect("a rule")
}

/// The names of all fixtures, in order.
pub(crate) fn fixtures() -> Vec<String> {
    let entries = fs::read_dir(path("tests/fixtures")).expect("the fixtures");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// A fixture, of which nothing is wrong. Its files are named from the repository's root, where
/// cargo runs the tests.
pub(crate) fn fixture(name: &str) -> Dataset {
    dataset(&format!("tests/fixtures/{name}"))
}

/// A dataset of the repository, of which nothing is wrong.
pub(crate) fn dataset(below: &str) -> Dataset {
    let loaded = load(Path::new(below));
    let problems: Vec<String> = loaded.problems.iter().map(|problem| problem.message.clone()).collect();
    assert_eq!(problems, [""; 0], "{below}");
    loaded.dataset
}

/// A dataset of claims written in a test, each with the columns of its row.
pub(crate) fn written(setting: &str, rows: &[Row]) -> Dataset {
    let text = TomlText { file: "test.toml".into(), text: setting.to_owned() };
    let setting: Setting = parse(&text).expect("a setting");
    let mut problems = Vec::new();
    let (dataset, wrong) = written::read(&setting, rows, &[], &mut Page { text: &text, problems: &mut problems });
    assert!(wrong.is_empty() && problems.is_empty(), "{wrong:?} {problems:?} {rows:?}");
    dataset
}

/// One row, from columns and texts; empty texts are left out.
pub(crate) fn row(columns: &[(&str, &str)]) -> Row {
    let present = columns.iter().filter(|(_, text)| !text.is_empty());
    present.map(|&(column, text)| (column.to_owned(), text.to_owned())).collect()
}

/// The dataset with every claim twice: once more under a new id, in the same table and record. What
/// a claim restates or is derived from, its copy restates or is derived from the copy of.
pub(crate) fn doubled(dataset: &Dataset) -> Dataset {
    let mut twice = dataset.clone();
    for claim in dataset.claims.claims() {
        let mut draft = draft(dataset, claim);
        if let Some(remark) = &mut draft.remark {
            if !remark.restates.is_empty() {
                remark.restates = copy_of(&remark.restates);
            }
            remark.derived_from = remark.derived_from.iter().map(|id| copy_of(id)).collect();
        }
        twice.claims.push(&copy_of(dataset.claims.id(claim)), draft);
    }
    twice
}

fn copy_of(id: &str) -> String {
    format!("{id}-copy")
}

/// The claim as it went into the store.
pub(crate) fn draft(dataset: &Dataset, claim: ClaimIx) -> Draft {
    let claims: &ClaimStore = &dataset.claims;
    Draft {
        source: claims.source(claim),
        subject: claims.subject(claim),
        metric: claims.metric(claim),
        place_of: claims.place_of(claim),
        period: *claims.period(claim),
        document: claims.document(claim),
        figure: claims.figure(claim),
        hedge: claims.hedge(claim),
        standing_hedge: claims.has_standing_hedge(claim),
        exact: claims.exact(claim),
        method: claims.method(claim),
        place: claims.place(claim),
        remark: claims.remark(claim).cloned(),
    }
}

/// What a rule says of a dataset.
pub(crate) fn verdicts(rule: &Rule, dataset: &Dataset) -> Vec<Verdict> {
    let graph = ClaimGraph::build(dataset);
    rule.check(&Evidence::gather(dataset, &graph)).verdicts
}

/// What verdicts say, whichever of several equal claims says it, each once.
pub(crate) fn said(dataset: &Dataset, verdicts: &[Verdict]) -> BTreeSet<String> {
    let side = |side: &Side| {
        let claim = dataset.claim(side.claims[0]);
        format!("{:?} {:?} {:?}", claim.quantity(), claim.period(), side.interval)
    };
    let each = verdicts.iter().map(|verdict| {
        let facts = match &verdict.facts {
            Facts::Wordings(words) => {
                format!("{:?}", words.iter().map(|(metric, word, _)| (metric, word)).collect::<Vec<_>>())
            }
            Facts::Sum(sum) => format!("{:?} {} {}", sum.over, sum.terms.len(), sum.complete),
            // Which of several copies is named says nothing, nor does how many there are.
            Facts::Network(facts) => {
                let of = |claim: ClaimIx| {
                    format!("{:?} {:?}", dataset.claim(claim).quantity(), dataset.claim(claim).period())
                };
                let terms = |terms: &[Term]| {
                    terms.iter().map(|term| (of(term.claims[0]), term.amount)).collect::<BTreeSet<_>>()
                };
                let culprit = match &facts.culprit {
                    Culprit::OneOf { claims, corrected, meaning } => {
                        let claims: BTreeSet<String> = claims.iter().map(|&claim| of(claim)).collect();
                        format!("{claims:?} {corrected} {meaning}")
                    }
                    culprit => format!("{culprit:?}"),
                };
                let NetworkFacts { corrected, never_falls, gap, implied, read_as, more, exhaustive, .. } = &**facts;
                let sum = (terms(&facts.least), terms(&facts.most), corrected, never_falls, gap);
                format!("{sum:?} {culprit} {implied:?} {read_as:?} {more} {exhaustive}")
            }
            Facts::Rate(rate) => format!("{} {:?} {:?} {:?}", rate.terms.len(), rate.days, rate.needs, rate.fits),
            facts => format!("{facts:?}"),
        };
        let mut sides = [side(&verdict.left), verdict.right.as_ref().map(side).unwrap_or_default()];
        // Of two copies of a claim either may stand on the left.
        sides.sort();
        format!("{sides:?} {facts} {:?} {:?} {:?}", verdict.strength, verdict.run, verdict.assumptions)
    });
    each.collect()
}

/// The audit of a dataset by all shipped rules.
pub(crate) fn audited(dataset: &Dataset) -> Audit {
    audit(dataset, shipped(), &Options::default())
}

/// One audit as a report, in the format of a word.
pub(crate) fn report(word: &str, audited: Audit) -> String {
    let mut out = Vec::new();
    let format = by_word(FORMATS, word).expect("a format");
    write(format.writer, &[audited], Style::default(), &mut out).expect("memory takes everything");
    String::from_utf8(out).expect("text")
}
