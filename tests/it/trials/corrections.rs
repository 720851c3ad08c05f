//! What is said of counts that were really corrected: the equipment series by itself, every day of it.

use std::fmt::Write as _;

use counterclaim::model::dataset::Dataset;
use counterclaim::rules::network::facts::Culprit;
use counterclaim::rules::verdict::Facts;

use crate::made::{dataset, rule, verdicts};

const RULE: &str = r#"
title = "The equipment series by itself"
level = "deny"
why   = "a trial"
[check.network]
test   = "one-voice"
claims = { table = "gs-equipment", metric = "equipment.*" }
"#;

/// What the rule says with the published corrections and without, one row a fall.
pub(super) fn table() -> String {
    let mut series = dataset("datasets/ukraine-losses");
    let published = falls(&series);
    series.corrections.clear();
    let unpublished = falls(&series);
    let mut text = "| fall | with published corrections | without |\n|---|---|---|\n".to_owned();
    for (fall, who) in &unpublished {
        let known = published.iter().find(|(other, _)| other == fall).map_or("–", |(_, who)| who);
        writeln!(text, "| {fall} | {known} | {who} |").expect("memory");
    }
    assert!(published.iter().all(|(fall, _)| unpublished.iter().any(|(other, _)| other == fall)));
    assert!(published.iter().all(|(_, who)| !who.starts_with("must")), "{published:?}");
    text
}

/// What falls, and who must be wrong.
fn falls(series: &Dataset) -> Vec<(String, String)> {
    let rule = rule("equipment", RULE);
    let each = verdicts(&rule, series).into_iter().map(|verdict| {
        let Facts::Network(facts) = &verdict.facts else { panic!("facts of the network") };
        let printed = |claim| {
            let claim = series.claim(claim);
            format!("{} on {}", claim.printed(), claim.period().label)
        };
        let [from, to] = [&facts.least, &facts.most].map(|terms| terms.iter().map(|term| printed(term.claims[0])));
        let [from, to] = [from, to].map(|terms| terms.collect::<Vec<_>>().join(" + "));
        let name = &series.claim(verdict.left.claims[0]).metric().name;
        let who = match &facts.culprit {
            Culprit::Certain => format!("must be {}", printed(verdict.left.claims[0])),
            Culprit::OneOf { claims, corrected: true, .. } => format!("one of {} figures, or corrected", claims.len()),
            Culprit::OneOf { claims, .. } => format!("one of {} figures", claims.len()),
            Culprit::Meaning => panic!("no sums here"),
            Culprit::Corrected => "corrected".to_owned(),
            Culprit::Nobody => panic!("one voice is never without a culprit"),
        };
        (format!("{name}: {from}, {to}"), who)
    });
    each.collect()
}
