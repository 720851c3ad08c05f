//! What the consistency network finds in the five articles' General Staff claims, and in the shipped dataset.

use counterclaim::audit::finding::FindingKind;
use counterclaim::model::dataset::Dataset;
use counterclaim::rules::level::Strength;
use counterclaim::rules::network::facts::{Culprit, NetworkFacts};
use counterclaim::rules::verdict::{Facts, Verdict};

use crate::made;

fn shipped() -> Dataset {
    made::dataset("datasets/ukraine-losses")
}

/// What a question to the network gives on the articles' claims of the General Staff alone.
fn of_articles(keys: &str) -> (Dataset, Vec<Verdict>) {
    let text = format!(
        "title = 'x'\nlevel = 'deny'\nwhy = 'x'\n[check.network]\ntest = 'one-voice'\n\
         claims = {{ table = 'articles', source = 'general-staff-ua', metric = 'personnel.*' }}\n{keys}"
    );
    let dataset = shipped();
    let verdicts = made::verdicts(&made::rule("asked", &text), &dataset);
    (dataset, verdicts)
}

fn facts(verdict: &Verdict) -> &NetworkFacts {
    match &verdict.facts {
        Facts::Network(facts) => facts,
        other => panic!("{other:?}"),
    }
}

/// The blamed claim, the gap and how far it survives, in order of the claims' ids.
fn told<'d>(dataset: &'d Dataset, verdicts: &[Verdict]) -> Vec<(&'d str, i64, Option<Strength>)> {
    let each = verdicts.iter().map(|verdict| {
        assert_eq!(facts(verdict).culprit, Culprit::Certain);
        (dataset.claims.id(verdict.left.claims[0]), facts(verdict).gap, verdict.strength)
    });
    let mut told: Vec<_> = each.collect();
    told.sort_unstable();
    told
}

#[test]
fn read_to_the_letter_three_averages_miss_and_nothing_else() {
    let (dataset, verdicts) = of_articles("reading = 'exact'\ndays = 'elapsed'");
    assert_eq!(
        told(&dataset, &verdicts),
        [
            // 340 fits 106,720 in 311 days only if it was rounded to tens, 693 fits 253,290 if it was cut off, and no
            // rounding makes 1,286 of what is left over 162 days.
            ("en25-2022-rate", 825, Some(Strength::Discrepancy)),
            ("en25-2023-rate", 163, Some(Strength::Imprecision)),
            ("en25-2025-rate", 1_128, Some(Strength::Contradiction)),
        ]
    );
    let last = verdicts.iter().find(|verdict| facts(verdict).gap == 1_128).expect("the third");
    let amounts =
        |terms: &[counterclaim::rules::network::facts::Term]| terms.iter().map(|term| term.amount).collect::<Vec<_>>();
    assert_eq!(amounts(&facts(last).least), [1_000_340]);
    assert_eq!(amounts(&facts(last).most), [106_720, 253_290, 430_790, 208_412]);
    assert_eq!(facts(last).implied.map(|implied| (implied.lo, implied.hi)), Some((209_540, 209_540)));
}

#[test]
fn divided_by_any_of_its_days_the_third_fits() {
    let (dataset, verdicts) = of_articles("reading = 'exact'");
    let blamed: Vec<&str> = told(&dataset, &verdicts).into_iter().map(|(claim, ..)| claim).collect();
    assert_eq!(blamed, ["en25-2022-rate", "en25-2023-rate"]);
}

#[test]
fn by_default_only_what_survives_is_said() {
    let (dataset, verdicts) = of_articles("");
    assert_eq!(told(&dataset, &verdicts), [("en25-2022-rate", 670, Some(Strength::Discrepancy))]);
    let (_, verdicts) = of_articles("reading = 'tolerant'");
    assert_eq!(verdicts, []);
}

#[test]
fn read_as_killed_the_count_contradicts_what_an_alliance_says_and_that_is_said_once() {
    let audited = made::audited(&shipped());
    let rule = "jointly-impossible-across-sources";
    let of_definition: Vec<_> = audited
        .findings
        .iter()
        .filter(|finding| finding.rule == rule && finding.kind == FindingKind::Definition)
        .collect();
    assert_eq!(of_definition.len(), 1, "{of_definition:#?}");
    let finding = of_definition[0];
    assert_eq!(finding.strength, Some(Strength::Tension));
    assert!(finding.headline.contains("read as `Killed`"), "{}", finding.headline);
    let claims: Vec<&str> = finding.witnesses().map(|witness| witness.claim.as_str()).collect();
    assert!(claims.contains(&"en25-nato-deaths"), "{claims:?}");
    // Read as killed and wounded nothing of it is left: no finding of this rule has both voices.
    let others = audited.findings.iter().filter(|other| other.id != finding.id && other.rule == rule);
    assert!(others.into_iter().all(|other| other.witnesses().all(|witness| witness.claim != "en25-nato-deaths")));
}

#[test]
fn the_shipped_datasets_blame_no_figure_that_its_source_published() {
    let audited = made::audited(&shipped());
    let joint = audited.findings.iter().filter(|finding| finding.rule == "jointly-impossible");
    assert_eq!(joint.map(|finding| &finding.headline).collect::<Vec<_>>(), Vec::<&String>::new());
    let control = made::audited(&made::dataset("datasets/covid-italy"));
    assert_eq!(control.findings.len(), 0);
}

/// The value of a count on a day: it grows by 3 to 9 a day.
fn grown(metric: usize, day: usize) -> usize {
    100 + (1..=day).map(|day| 3 + (day * (metric + 3) + metric) % 7).sum::<usize>()
}

#[test]
fn three_copies_of_many_long_series_give_one_finding_a_root_cause() {
    const DAYS: usize = 1_600;
    const METRICS: usize = 15;
    let folder = tempfile::tempdir().expect("a folder");
    let names: Vec<String> = (0..METRICS).map(|metric| format!("m{metric:02}")).collect();
    let start = chrono::NaiveDate::from_ymd_opt(2020, 1, 1).expect("a date");
    let mut manifest = "title = 'Three copies'\n[anchor]\nstart = '2020-01-01'\n".to_owned();
    for copy in ["a", "b", "c"] {
        let mut text = format!("date,{}\n", names.join(","));
        for day in 0..DAYS {
            let date = start + chrono::Days::new(u64::try_from(day + 1).expect("few"));
            let figures = (0..METRICS).map(|metric| {
                let figure = grown(metric, day);
                let figure = match (metric, day, copy) {
                    // The source slipped twice: every copy has it.
                    (2, 700, _) => figure + 5_000,
                    (9, 1_100, _) => figure - 2_000,
                    // It corrected one count downwards, and says nothing of it.
                    (5, 900.., _) => figure - 300,
                    // A copyist slipped.
                    (7, 300, "b") => figure + 90_000,
                    (12, 1_500, "c") => figure - 1_000,
                    _ => figure,
                };
                figure.to_string()
            });
            text += &format!("{date},{}\n", figures.collect::<Vec<_>>().join(","));
        }
        std::fs::write(folder.path().join(format!("{copy}.csv")), text).expect("written");
        let values: String = names.iter().map(|name| format!("'{name}' = '{name}'\n")).collect();
        manifest += &format!(
            "[[table]]\nname = '{copy}'\npath = '{copy}.csv'\nsource = 'staff'\nsubject = 'all'\nplace = 'here'\n\
             since = 'start'\nas-of = 'date'\n[table.values]\n{values}"
        );
    }
    std::fs::write(folder.path().join("dataset.toml"), manifest).expect("written");
    let metrics: String = names.iter().map(|name| format!("[metric.{name}]\nunit = 'pieces'\n")).collect();
    let vocabulary = format!("{metrics}[subject.all]\n[place.here]\nanchor = 'start'\n");
    std::fs::write(folder.path().join("vocabulary.toml"), vocabulary).expect("written");
    std::fs::write(folder.path().join("sources.toml"), "[source.staff]\nname = 'Staff'\n").expect("written");
    let dataset = made::dataset(folder.path().to_str().expect("a path"));
    assert_eq!(dataset.claims.len(), 3 * DAYS * METRICS);
    let rule = made::shipped().get("jointly-impossible").expect("a shipped rule");
    let verdicts = made::verdicts(rule, &dataset);
    let mut causes: Vec<(&str, &Culprit)> = verdicts
        .iter()
        .map(|verdict| (dataset.claim(verdict.left.claims[0]).metric().name.as_str(), &facts(verdict).culprit))
        .collect();
    causes.sort_by_key(|&(metric, _)| metric);
    assert_eq!(causes, [("m02", &Culprit::Certain), ("m05", &Culprit::Corrected), ("m09", &Culprit::Certain)]);
}
