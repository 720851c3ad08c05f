//! Where figures come from: what the rules of provenance must find, and what they must not touch.

use std::collections::BTreeSet;

use counterclaim::audit::coverage::coverage;
use counterclaim::audit::finding::{Finding, FindingKind};
use counterclaim::audit::{audit, options::Options};
use counterclaim::graph::attribution::{Attribution, Independence};
use counterclaim::graph::claim_graph::ClaimGraph;
use counterclaim::graph::stance::UNUSUAL;
use counterclaim::load::toml::TomlText;
use counterclaim::load::written::Row;
use counterclaim::model::dataset::Dataset;
use counterclaim::model::index::ClaimIx;
use counterclaim::model::remark::Method;
use counterclaim::rules::evidence::Evidence;
use counterclaim::rules::level::Level;
use counterclaim::rules::rule::Rule;
use counterclaim::rules::set::RuleSet;
use counterclaim::verify::conflict::charges;
use proptest::prelude::Strategy;
use proptest::sample::select;
use proptest::{prop_assert_eq, proptest};

use crate::made::{dataset, fixture, fixtures, row, rule, shipped, verdicts, written};
use crate::random;

fn of_kind() -> impl Iterator<Item = &'static Rule> {
    shipped().iter().filter(|rule| rule.kind_word() == "provenance")
}

/// What only the rules on provenance find.
fn found(below: &str) -> Vec<Finding> {
    let mut set = RuleSet::default();
    for rule in of_kind() {
        assert_eq!(set.add(&rule.id, &TomlText { file: rule.origin.clone(), text: rule.text.clone() }), []);
    }
    audit(&dataset(below), &set, &Options::default()).findings
}

fn left(finding: &Finding) -> Vec<&str> {
    finding.left.witnesses.iter().map(|witness| witness.claim.as_str()).collect()
}

/// What is wrong with a check.
fn refused(check: &str) -> Vec<(String, Option<String>)> {
    let text = format!("title = \"t\"\nlevel = \"note\"\nwhy = \"w\"\n[check.provenance]\n{check}\n");
    let problems = Rule::read("r", &TomlText { file: "r.toml".into(), text }).expect_err("a problem");
    problems.into_iter().map(|problem| (problem.message, problem.hint)).collect()
}

#[test]
fn a_key_of_another_test_is_refused() {
    for (check, message) in [
        ("test = \"circular\"\npublishers = 2", "only the test `single-origin` takes `publishers`"),
        ("test = \"single-origin\"\ncaveat = {}", "only the test `unverified` takes `caveat`"),
        ("test = \"unverified\"\nstatement = {}", "only the test `corroboration-unfounded` takes `statement`"),
    ] {
        assert_eq!(refused(check), [(message.to_owned(), Some("leave it out".to_owned()))], "{check}");
    }
    let needed = refused("test = \"corroboration-unfounded\"");
    assert_eq!(needed[0].0, "which statements say that others confirm a figure is not said");
    assert_eq!(refused("test = \"single-origin\"\npublishers = 1")[0].0, "1 is too few");
    assert_eq!(refused("test = \"circle\"")[0].0, "unknown word `circle`");
}

#[test]
fn the_articles_are_told_by_document_and_the_control_is_silent() {
    let found = found("datasets/ukraine-losses");
    let told: Vec<(&str, Level, &str, u64)> = found
        .iter()
        .map(|finding| (finding.rule.as_str(), finding.level, left(finding)[0], finding.left.count))
        .collect();
    let without = "unverified-without-caveat";
    assert_eq!(
        told,
        [
            ("claimed-corroboration-unfounded", Level::Warn, "en25-in-line", 1),
            ("attribution-lost", Level::Note, "wk1-civilians-head", 1),
            (without, Level::Note, "wk1-civilians-head", 1),
            (without, Level::Note, "en25-total", 26),
            (without, Level::Note, "ki23-headline", 8),
            (without, Level::Note, "voa23-total", 17),
            (without, Level::Note, "ki24-ua-killed", 1),
        ]
    );
    // The caveat of the first week's article covers the forces of both sides, and not civilians.
    let named: Vec<&str> = found.iter().flat_map(left).collect();
    assert!(!named.iter().any(|claim| claim.starts_with("wk1-killed")), "{named:?}");
    assert_eq!(self::found("datasets/covid-italy"), []);
}

#[test]
fn an_article_of_the_outbreak_names_nobody_in_its_headline() {
    let found = found("datasets/ebola-west-africa");
    let [finding] = &found[..] else { panic!("{found:#?}") };
    assert_eq!((finding.rule.as_str(), finding.kind), ("attribution-lost", FindingKind::Provenance));
    assert_eq!(left(finding), ["inquirer-headline-cases", "inquirer-headline-deaths"]);
    let right = finding.right.as_ref().expect("what they repeat");
    assert_eq!(right.witnesses.iter().map(|witness| witness.printed.as_str()).collect::<Vec<_>>(), ["412", "396"]);
}

#[test]
fn where_a_figure_comes_from_speaks_against_no_figure() {
    // Not even where a rule rests on an assumption, and its verdicts so are tensions.
    let assuming: Vec<Rule> =
        of_kind().map(|known| rule(&known.id, &format!("assumes = \"a test\"\n{}", known.text))).collect();
    let mut seen = BTreeSet::new();
    for name in fixtures() {
        let dataset = fixture(&name);
        let graph = ClaimGraph::build(&dataset);
        let evidence = Evidence::gather(&dataset, &graph);
        for rule in of_kind() {
            for verdict in rule.check(&evidence).verdicts {
                assert_eq!(verdict.strength, None, "{}", rule.id);
                seen.insert(rule.id.clone());
            }
        }
        for rule in &assuming {
            for verdict in rule.check(&evidence).verdicts {
                assert_eq!(charges(&evidence, &verdict, &BTreeSet::new()), [], "{} on {name}", rule.id);
            }
        }
    }
    assert_eq!(seen, of_kind().map(|rule| rule.id.clone()).collect(), "every rule fires on some fixture");
}

#[test]
fn claims_in_no_document_are_passed_over() {
    let rules = coverage(&fixture("unverified-without-caveat"), shipped());
    let rule = rules.iter().find(|rule| rule.rule == "unverified-without-caveat").expect("the rule");
    let passed: Vec<(&str, u64, &str)> = rule
        .passed_over
        .iter()
        .map(|passed| (passed.reason.as_str(), passed.claims, passed.example.as_str()))
        .collect();
    assert_eq!(passed, [("no document that could say whether it was verified", 1, "wk1-killed")]);
}

const SETTING: &str = r#"
[source.staff]
group = "state"
[source.ministry]
group = "state"
[source.institute]
[source.agency]
relies-on = ["staff"]
[source.registry]
[source.herald]
relies-on = ["unknown"]
"#;

/// Claims of few sources, days and values, so that many are alike.
fn alike() -> impl Strategy<Value = Vec<Row>> {
    let pick = |words: &[&'static str]| select(words.to_vec());
    let claim = (
        pick(&["staff", "ministry", "institute", "agency", "registry", "herald"]),
        pick(&["killed", "wounded"]),
        pick(&["2022-03-01", "2022-03-02", "2022-03-03"]),
        pick(&["1234", "1234", "1235", "500", "12000"]),
        pick(&["", "", "", "about"]),
        pick(&["", "", "", "registry"]),
        pick(&["", "", "", "herald"]),
        pick(&["", "", "", "none"]),
    );
    proptest::collection::vec(claim, 1..16).prop_map(|claims| {
        let claims = claims.into_iter().enumerate();
        let one = |(number, (source, metric, period, value, hedge, method, via, attribution))| {
            let id = format!("c{number:02}");
            row(&[
                ("id", id.as_str()),
                ("source", source),
                ("metric", metric),
                ("period", period),
                ("value", value),
                ("hedge", hedge),
                ("method", method),
                ("via", via),
                ("attribution", attribution),
            ])
        };
        claims.map(one).collect()
    })
}

/// The figures that two claims share without a link, found by trying all pairs.
fn by_all_pairs(dataset: &Dataset) -> BTreeSet<String> {
    let graph = ClaimGraph::build(dataset);
    let attribution = Attribution::of(dataset, &graph);
    let unusual = |claim: ClaimIx| {
        let claim = dataset.claim(claim);
        let digits = claim.figure().value.map_or(0, |value| value.significant_digits());
        let counted = dataset.claims.method(claim.ix) == Method::Registry;
        claim.hedge().is_bare() && digits >= UNUSUAL && !counted && graph.is_compared(dataset, claim.ix)
    };
    let figure = |claim: ClaimIx| {
        let claim = dataset.claim(claim);
        format!("{:?} {:?} {}", claim.quantity(), claim.period(), claim.printed())
    };
    let group = |claim: ClaimIx| dataset.sources.group_key(dataset.claims.source(claim));
    // Whether some claim of the one's group with its figure passed through the other's.
    let prints = |one: ClaimIx, other: ClaimIx| {
        let same = |claim: &ClaimIx| unusual(*claim) && figure(*claim) == figure(one) && group(*claim) == group(one);
        let outlets = |claim: ClaimIx| dataset.claim(claim).via().iter().map(|&via| dataset.sources.group_key(via));
        dataset.claims.claims().filter(same).flat_map(outlets).any(|outlet| outlet == group(other))
    };
    let mut found = BTreeSet::new();
    for a in dataset.claims.claims().filter(|&claim| unusual(claim)) {
        for b in dataset.claims.claims().filter(|&claim| unusual(claim) && claim != a) {
            let (one, other) = (attribution.origin(a), attribution.origin(b));
            let linked = attribution.independence(one, other) == Independence::OneGroup
                || attribution.is_linked(one, other)
                || prints(a, b)
                || prints(b, a);
            if figure(a) == figure(b) && !linked {
                found.insert(figure(a));
            }
        }
    }
    found
}

proptest! {
    #![proptest_config(random::cases(300))]

    #[test]
    fn undeclared_copies_are_those_that_all_pairs_show(rows in alike()) {
        let dataset = written(SETTING, &rows);
        let told = verdicts(shipped().get("undeclared-copy").expect("a rule"), &dataset);
        let days: u64 = told.iter().map(|verdict| verdict.run.count).sum();
        prop_assert_eq!(days, by_all_pairs(&dataset).len() as u64);
    }
}
