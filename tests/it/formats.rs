//! The formats that other programs read, on the shipped datasets: each held against the files and the findings.

use std::collections::BTreeMap;
use std::fs;
use std::sync::LazyLock;

use counterclaim::audit::Audit;
use counterclaim::report::markdown::LONGEST;
use counterclaim::rules::level::Level;
use pulldown_cmark::{Event, Options, Parser, Tag};
use serde_json::Value;

use crate::made::{audited, dataset, path, report};
use crate::xml;

static SHIPPED: LazyLock<[Audit; 3]> = LazyLock::new(|| {
    ["datasets/ukraine-losses", "datasets/ebola-west-africa", "datasets/covid-italy"].map(|of| audited(&dataset(of)))
});

fn sarif(audit: &Audit) -> Value {
    serde_json::from_str(&report("sarif", audit.clone())).expect("JSON")
}

fn list<'v>(value: &'v Value, name: &str) -> &'v [Value] {
    value.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn number(value: &Value) -> usize {
    usize::try_from(value.as_u64().expect("a number")).expect("a line or column")
}

#[test]
fn every_log_is_valid_by_the_standards_schema() {
    let schema = fs::read_to_string(path("tests/schemas/sarif-2.1.0.json")).expect("the schema");
    let schema: Value = serde_json::from_str(&schema).expect("a schema is JSON");
    let validator = jsonschema::draft7::new(&schema).expect("a schema");
    for audit in SHIPPED.iter() {
        let log = sarif(audit);
        let errors: Vec<String> = validator.iter_errors(&log).map(|error| error.to_string()).collect();
        assert_eq!(errors, [""; 0], "{}", audit.dataset);
        assert_eq!(list(&log["runs"][0], "results").len(), audit.findings.len());
    }
}

#[test]
fn the_text_at_every_region_is_the_snippet_and_the_figure() {
    let mut files: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut seen = 0;
    for audit in SHIPPED.iter() {
        let log = sarif(audit);
        assert_eq!(log["runs"][0]["columnKind"], "unicodeCodePoints");
        for (result, finding) in list(&log["runs"][0], "results").iter().zip(&audit.findings) {
            let places = list(result, "locations").iter().chain(list(result, "relatedLocations"));
            let places: Vec<&Value> = places.map(|place| &place["physicalLocation"]).collect();
            let witnesses: Vec<_> = finding.witnesses().filter(|witness| witness.excerpt.is_some()).collect();
            assert_eq!(places.len(), witnesses.len());
            for (place, witness) in places.iter().zip(witnesses) {
                let (uri, region) = (place["artifactLocation"]["uri"].as_str().expect("a uri"), &place["region"]);
                assert_eq!(place["artifactLocation"]["uriBaseId"], "%SRCROOT%");
                let lines = files.entry(uri.to_owned()).or_insert_with(|| {
                    fs::read_to_string(path(uri)).expect("the file").lines().map(str::to_owned).collect()
                });
                let line = &lines[number(&region["startLine"]) - 1];
                let (start, end) = (number(&region["startColumn"]), number(&region["endColumn"]));
                let at: String = line.chars().skip(start - 1).take(end - start).collect();
                let snippet = region["snippet"]["text"].as_str().expect("a snippet");
                assert_eq!(at, snippet, "{uri}:{region}");
                let figure = |text: &str| text.chars().filter(|c| !",\" ".contains(*c)).collect::<String>();
                assert!(figure(&witness.printed).contains(&figure(snippet)), "{snippet} is not {}", witness.printed);
                seen += 1;
            }
        }
    }
    assert!(seen > 300, "{seen} regions");
}

#[test]
fn every_result_has_the_fingerprint_of_its_finding_and_a_rule_of_the_run() {
    for audit in SHIPPED.iter() {
        let log = sarif(audit);
        let rules = list(&log["runs"][0]["tool"]["driver"], "rules");
        assert_eq!(rules.len() as u64, audit.counts.rules, "also those that found nothing");
        for (result, finding) in list(&log["runs"][0], "results").iter().zip(&audit.findings) {
            assert_eq!(result["partialFingerprints"]["counterclaim/v1"], finding.id.as_str());
            assert_eq!(rules[number(&result["ruleIndex"])]["id"], finding.rule.as_str());
            assert!(result["message"]["text"].as_str().is_some_and(|text| text.starts_with(&finding.headline)));
        }
    }
}

#[test]
fn a_build_server_counts_what_the_audit_fails_by() {
    for (audit, threshold) in SHIPPED.iter().flat_map(|audit| [(audit, Level::Deny), (audit, Level::Warn)]) {
        let root = xml::read(&report("junit", Audit { threshold, ..audit.clone() })).expect("well-formed");
        let suite = &root.children[0];
        assert_eq!(suite.attributes["name"], audit.dataset);
        let cases: Vec<_> = suite.children.iter().filter(|child| child.name == "testcase").collect();
        let names: Vec<&str> = cases.iter().map(|case| case.attributes["name"].as_str()).collect();
        assert_eq!(names, audit.rules.iter().map(|ran| ran.id.as_str()).collect::<Vec<_>>());
        let with = |child: &str| -> Vec<&str> {
            let has = |case: &&&xml::Element| case.children.iter().any(|one| one.name == child);
            cases.iter().filter(has).map(|case| case.attributes["name"].as_str()).collect()
        };
        let mut failed: Vec<&str> =
            audit.findings.iter().filter(|one| one.level >= threshold).map(|one| one.rule.as_str()).collect();
        failed.sort_unstable();
        failed.dedup();
        assert_eq!(with("failure"), failed, "{}", audit.dataset);
        assert_eq!(root.attributes["failures"], failed.len().to_string());
        let idle: Vec<&str> =
            audit.rules.iter().filter(|ran| ran.comparisons == 0).map(|ran| ran.id.as_str()).collect();
        assert_eq!(with("skipped"), idle, "what compared nothing has not passed");
    }
}

#[test]
fn a_comment_fits_and_shows_each_loud_finding_in_a_row_of_five() {
    for audit in SHIPPED.iter() {
        let text = report("markdown", audit.clone());
        assert!(text.len() <= LONGEST);
        let mut rows = Vec::new();
        for event in Parser::new_ext(&text, Options::ENABLE_TABLES) {
            match event {
                Event::Start(Tag::TableRow) => rows.push(0),
                Event::Start(Tag::TableCell) => rows.last_mut().into_iter().for_each(|cells| *cells += 1),
                _ => {}
            }
        }
        let loud = audit.at_level(Level::Deny) + audit.at_level(Level::Warn);
        let told = text.lines().find_map(|line| line.strip_prefix("… and ")?.strip_suffix(" more")?.parse().ok());
        assert_eq!(rows.len() + told.unwrap_or(0), loud, "{}", audit.dataset);
        assert!(rows.iter().all(|&cells| cells == 5), "{}", audit.dataset);
    }
}
