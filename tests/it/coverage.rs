//! What was not looked at: counted, listed, and explained.

use std::collections::BTreeSet;
use std::fs;

use counterclaim::audit::audit;
use counterclaim::audit::coverage::{Coverage, coverage};
use counterclaim::audit::options::Options;
use counterclaim::report::untouched;

use crate::made::{dataset, fixture, fixtures, path, shipped};

const FOLDER: &str = "datasets/ukraine-losses";

fn of<'c>(rules: &'c [Coverage], id: &str) -> &'c Coverage {
    rules.iter().find(|rule| rule.rule == id).expect("a shipped rule")
}

#[test]
fn every_rule_says_what_it_compared_and_what_not() {
    let rules = coverage(&dataset(FOLDER), shipped());
    let averages = of(&rules, "average-does-not-match-total");
    // Four averages, each against the one to four claims that it was made of.
    assert_eq!((averages.comparisons, averages.claims, averages.passed_over.len()), (4, 8, 0));
    // 152 of 224 pieces are listed: five parts and their whole, beside 55 days of two copies.
    assert_eq!(of(&rules, "sum-exceeds-whole").comparisons, 56);
    let published = of(&rules, "period-after-publication");
    assert_eq!(published.passed_over[0].reason, "no day of publication");
    assert_eq!(published.comparisons + published.passed_over[0].claims, 42_756);
    let ministry = of(&rules, "wounded-to-killed-ratio");
    assert_eq!(ministry.passed_over[0].reason, "nothing to divide by it for its days");
    assert_eq!(rules.len(), shipped().iter().len());
}

#[test]
fn what_is_passed_over_was_not_touched_and_is_in_the_dataset() {
    for name in fixtures() {
        let dataset = fixture(&name);
        let ids: BTreeSet<&str> = dataset.claims.claims().map(|claim| dataset.claims.id(claim)).collect();
        for rule in coverage(&dataset, shipped()) {
            let passed: u64 = rule.passed_over.iter().map(|passed| passed.claims).sum();
            let judged_alone = shipped().get(&rule.rule).is_some_and(|rule| rule.kind_word() == "claim");
            let most = ids.len() as u64 - if judged_alone { 0 } else { rule.claims };
            assert!(passed <= most, "{name}: {}: {passed} of {most}", rule.rule);
            for passed in &rule.passed_over {
                assert!(ids.contains(passed.example.as_str()), "{name}: {}", rule.rule);
                assert!(passed.claims > 0 && !passed.reason.is_empty());
            }
        }
    }
}

#[test]
fn the_list_has_every_claim_that_no_rule_held_against_another() {
    let dataset = dataset(FOLDER);
    let audited = audit(&dataset, shipped(), &Options { list_untouched: true, ..Options::default() });
    assert_eq!(audited.untouched.len() as u64, audited.counts.untouched);
    // A statement that nobody's losses grow every year stands alone; no figure does.
    assert!(audited.untouched.iter().any(|claim| claim.claim == "en25-grow-every-year"));
    // Words and statements are told without amounts; all other findings hold claims against each other.
    let listed: BTreeSet<&str> = audited.untouched.iter().map(|claim| claim.claim.as_str()).collect();
    for finding in &audited.findings {
        let amounts = !["wording-drifts", "stale-figure", "precision-overstated"].contains(&finding.rule.as_str());
        for witness in finding.witnesses().filter(|_| amounts) {
            assert!(!listed.contains(witness.claim.as_str()), "{}: {}", finding.rule, witness.claim);
        }
    }
    // The line is the claim's own: hand-coded rows begin with their id.
    for claim in audited.untouched.iter().filter(|claim| claim.file.ends_with("articles.csv")) {
        let text = fs::read_to_string(path(&claim.file)).expect("the articles");
        let line = usize::try_from(claim.line.expect("a line")).expect("few");
        let row = text.lines().nth(line - 1).expect("a row");
        assert!(row.starts_with(&format!("{},", claim.claim)), "{row}");
    }
    let mut csv = Vec::new();
    untouched::write(std::slice::from_ref(&audited), &mut csv).expect("memory takes everything");
    let mut reader = csv::Reader::from_reader(csv.as_slice());
    let claims: Vec<String> =
        reader.records().map(|row| row.expect("a row").get(1).expect("a claim").to_owned()).collect();
    assert_eq!(claims, audited.untouched.iter().map(|claim| claim.claim.clone()).collect::<Vec<_>>());
    assert!(claims.is_sorted());
}
