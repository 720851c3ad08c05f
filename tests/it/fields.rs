//! Two datasets of another field: what is to be found in the one, and a control in which nothing is.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use counterclaim::audit::finding::{Finding, Side};
use counterclaim::audit::{Audit, audit, options::Options};
use counterclaim::rules::example::{self, ExampleOutcome};
use counterclaim::rules::level::Level;
use counterclaim::rules::set::RuleSet;

use crate::made::{dataset, path};

const EBOLA: &str = "datasets/ebola-west-africa";
const ITALY: &str = "datasets/covid-italy";

static RULES: LazyLock<RuleSet> = LazyLock::new(|| {
    let (mut rules, _) = RuleSet::shipped();
    let problems = rules.add_folder(&path(EBOLA).join("rules"));
    assert_eq!(problems.len(), 0, "the rules of {EBOLA}");
    rules
});

static AUDIT: LazyLock<Audit> = LazyLock::new(|| audit(&dataset(EBOLA), &RULES, &Options::default()));

/// The findings of a rule, or with it.
fn of(rule: &str) -> Vec<&'static Finding> {
    let named = |finding: &&Finding| finding.rule == rule || finding.also.iter().any(|also| also == rule);
    AUDIT.findings.iter().filter(named).collect()
}

fn printed(side: &Side) -> &str {
    &side.witnesses[0].printed
}

/// The finding of a rule on a quantity, by its first figure on either side, with its level.
fn said(rule: &str, metric: &str, place: &str, left: &str, right: &str) -> Level {
    let about = |finding: &&&Finding| {
        let figures = (printed(&finding.left), finding.right.as_ref().map(printed));
        finding.metric == metric && finding.place == place && figures == (left, Some(right))
    };
    let found = of(rule);
    let one: Vec<_> = found.iter().filter(about).collect();
    let all: Vec<&str> = found.iter().map(|finding| finding.headline.as_str()).collect();
    assert_eq!(one.len(), 1, "{rule}: {left} {metric} in {place} against {right}, among {all:#?}");
    one[0].level
}

/// The records of a CSV file, by the names of its columns.
fn records(below: &str, file: &str) -> Vec<BTreeMap<String, String>> {
    let text = fs::read_to_string(path(below).join("series").join(file)).expect("a series");
    let mut rows = text.lines().filter(|line| !line.is_empty());
    let header: Vec<&str> = rows.next().expect("a header").split(',').collect();
    let record =
        |line: &str| header.iter().zip(line.split(',')).map(|(k, v)| ((*k).to_owned(), v.to_owned())).collect();
    rows.map(record).collect()
}

/// One figure of a sheet with a row a quantity and a column a place.
fn cell(file: &str, row: &str, column: &str) -> i64 {
    let rows = records(EBOLA, file);
    let named = |record: &&BTreeMap<String, String>| record.values().any(|cell| cell == row);
    let text = &rows.iter().find(named).expect("a row")[column];
    text.parse().expect("a figure")
}

/// A claim coded from a document, by its id.
fn coded(id: &str) -> i64 {
    let text = fs::read_to_string(path(EBOLA).join("claims/documents.csv")).expect("the claims");
    let row = text.lines().find(|line| line.starts_with(&format!("{id},"))).expect("a claim");
    let value = row.split("outbreak/").nth(1).expect("a period").split_once(',').expect("a value").1;
    let digits =
        if let Some(quoted) = value.strip_prefix('"') { quoted.split('"').next() } else { value.split(',').next() };
    digits.expect("a figure").replace(',', "").parse().expect("a number")
}

#[test]
fn the_examples_of_its_own_rules_do_what_they_say() {
    let mut own = RuleSet::default();
    assert_eq!(own.add_folder(&path(EBOLA).join("rules")).len(), 0);
    for result in example::run(&own) {
        let right = matches!(result.outcome, ExampleOutcome::Reported | ExampleOutcome::Validated);
        assert!(right, "{}: `{}` is {:?}", result.rule, result.name, result.outcome);
    }
}

#[test]
fn totals_lose_more_than_a_tenth() {
    let rule = "total-loses-a-tenth";
    for (metric, place, before, after) in [
        ("ebola.deaths", "sierra-leone", "1,510", "1,070"),
        ("ebola.cases", "sierra-leone", "5,338", "4,759"),
        ("ebola.cases", "guinea", "1,906", "1,667"),
        ("ebola.deaths", "liberia", "2,705", "2,413"),
        // The row of the deaths in confirmed cases, typed as that of all deaths.
        ("ebola.deaths", "liberia", "2,389", "1,149"),
        ("ebola.deaths", "montserrado", "1,207", "777"),
        // The national column, typed twice.
        ("ebola.cases.confirmed", "western-area-rural", "2,593", "478"),
    ] {
        assert_eq!(said(rule, metric, place, before, after), Level::Warn);
    }
    // Ten of 6,535 are no tenth, and small falls are not told at all.
    assert!(of(rule).iter().all(|finding| printed(&finding.left) != "6,535"));
    assert_eq!(of("cumulative-falls").len(), 0);
}

#[test]
fn every_loss_of_a_tenth_in_the_long_series_is_told() {
    let rows = records(EBOLA, "who-country-timeseries.csv");
    let mut expected = BTreeMap::new();
    for (country, place) in [
        ("Guinea", "guinea"),
        ("Liberia", "liberia"),
        ("SierraLeone", "sierra-leone"),
        ("Nigeria", "nigeria"),
        ("UnitedStates", "united-states"),
        ("Spain", "spain"),
    ] {
        for (kind, metric) in [("Cases", "ebola.cases"), ("Deaths", "ebola.deaths")] {
            // The file begins with the last day.
            let column = format!("{kind}_{country}");
            let totals: Vec<i64> = rows.iter().rev().filter_map(|row| row[&column].parse().ok()).collect();
            let lost = |(at, before): (usize, &i64)| totals[at..].iter().any(|after| before * 10 > after * 11);
            if totals.iter().enumerate().any(lost) {
                expected.insert((metric.to_owned(), place.to_owned()), ());
            }
        }
    }
    let told =
        of("total-loses-a-tenth").into_iter().filter(|finding| finding.left.witnesses[0].claim.starts_with("who-"));
    let told: BTreeMap<_, _> = told.map(|finding| ((finding.metric.clone(), finding.place.clone()), ())).collect();
    assert_eq!(told, expected);
    assert!(!expected.contains_key(&("ebola.cases".to_owned(), "nigeria".to_owned())), "22, 21 and 20 are no tenth");
}

#[test]
fn more_died_than_were_counted() {
    let rule = "part-exceeds-whole";
    for (metric, place, died, counted) in [
        ("ebola.deaths.confirmed", "liberia", "1,241", "965"),
        ("ebola.deaths.confirmed", "montserrado", "700", "358"),
        ("ebola.deaths.probable", "sierra-leone", "142", "37"),
        ("ebola.deaths", "liberia", "24", "13"),
        // The World Health Organization's total is that of the confirmed.
        ("ebola.deaths.confirmed", "sierra-leone", "1,077", "1,070"),
    ] {
        assert_eq!(said(rule, metric, place, died, counted), Level::Deny);
    }
    // One health worker in a county of a country with none, on one day.
    assert_eq!(said(rule, "ebola.deaths.health-workers", "montserrado", "1", "0"), Level::Warn);
}

#[test]
fn a_newspaper_and_an_agency_misprint_the_ministry() {
    let rule = "copy-differs-from-origin";
    assert_eq!(said(rule, "ebola.deaths.confirmed", "liberia", "386", "396"), Level::Deny);
    assert_eq!(said(rule, "ebola.cases", "liberia", "4,465", "4,665"), Level::Deny);
    assert_eq!(of(rule).len(), 2);
}

#[test]
fn two_publishers_date_one_report_differently_and_agree() {
    let file = "guinea/2014-09-14.csv";
    for (row, id) in [
        ("Total cases of confirmed", "cases-confirmed"),
        ("Total cases of probables", "cases-probable"),
        ("Total cases of suspects", "cases-suspected"),
        ("Cumulative (confirmed + probable + suspects)", "cases"),
        ("Total deaths of confirmed", "deaths-confirmed"),
        ("Total deaths of probables", "deaths-probable"),
        ("Total deaths of suspects", "deaths-suspected"),
        ("Total deaths (confirmed + probables + suspects)", "deaths"),
    ] {
        assert_eq!(cell(file, row, "Totals"), coded(&format!("who-0916-guinea-{id}")), "{row}");
    }
    // The same day in Sierra Leone: confirmed cases agree, their deaths do not.
    let file = "sierra-leone-to-october/2014-09-14-v109.csv";
    assert_eq!(cell(file, "cum_confirmed", "National"), coded("who-0916-sierra-leone-cases-confirmed"));
    assert_eq!(cell(file, "death_confirmed", "National"), 463);
    assert_eq!(coded("who-0916-sierra-leone-deaths-confirmed"), 514);
    assert_eq!(said("sources-disagree", "ebola.deaths.confirmed", "sierra-leone", "514", "463"), Level::Warn);
}

#[test]
fn guineas_classes_add_up_in_every_sheet() {
    for day in [14, 19, 21, 23] {
        let file = format!("guinea/2014-09-{day}.csv");
        for place in ["Totals", "Gueckedou"] {
            let cases = |class: &str| cell(&file, &format!("Total cases of {class}"), place);
            let deaths = |class: &str| cell(&file, &format!("Total deaths of {class}"), place);
            let all = cell(&file, "Cumulative (confirmed + probable + suspects)", place);
            assert_eq!(cases("suspects") + cases("probables") + cases("confirmed"), all, "{file} {place}");
            let all = cell(&file, "Total deaths (confirmed + probables + suspects)", place);
            assert_eq!(deaths("suspects") + deaths("probables") + deaths("confirmed"), all, "{file} {place}");
        }
    }
}

/// No finding of a rule that is there or will be, at any level.
#[test]
fn nothing_is_found_in_the_control() {
    let control = dataset(ITALY);
    let (rules, _) = RuleSet::shipped();
    let audit = audit(&control, &rules, &Options::default());
    let headlines: Vec<&str> = audit.findings.iter().map(|finding| finding.headline.as_str()).collect();
    assert_eq!(headlines, [""; 0]);
    assert!(!path(ITALY).join("rules").exists(), "a control has no rules that could silence others");
    assert_eq!(control.claims.len(), 29 * 10 + 20);
}

#[test]
fn the_control_adds_up_by_hand() {
    let rows = records(ITALY, "dpc-covid19-ita-andamento-nazionale.csv");
    let figure = |row: &BTreeMap<String, String>, column: &str| row[column].parse::<i64>().expect("a figure");
    let april: Vec<_> =
        rows.iter().filter(|row| ("2020-03-31".."2020-04-30").contains(&row["data"].as_str())).collect();
    assert_eq!(april.len(), 30);
    for (before, row) in april.iter().zip(&april[1..]) {
        let at = |column: &str| figure(row, column);
        assert_eq!(at("ricoverati_con_sintomi") + at("terapia_intensiva"), at("totale_ospedalizzati"));
        assert_eq!(at("totale_ospedalizzati") + at("isolamento_domiciliare"), at("totale_positivi"));
        assert_eq!(at("totale_positivi") + at("dimessi_guariti") + at("deceduti"), at("totale_casi"));
        assert_eq!(at("totale_casi") - figure(before, "totale_casi"), at("nuovi_positivi"));
    }
    let recovered = |day: &str| {
        let row = april.iter().find(|row| row["data"].starts_with(day)).expect("a day");
        figure(row, "dimessi_guariti")
    };
    assert_eq!(recovered("2020-04-11") - recovered("2020-04-05"), 10_719, "what was said of the days since Monday");
}

#[test]
fn every_dataset_says_where_its_figures_are_from() {
    for folder in [EBOLA, ITALY] {
        let page = path(folder).join("series/README.md");
        let text = fs::read_to_string(&page).expect("a page");
        let files = fs::read_dir(path(folder).join("series")).expect("the series");
        for entry in files.map(|entry| entry.expect("an entry").path()) {
            let name = entry.file_name().and_then(|name| Path::new(name).to_str()).expect("a name").to_owned();
            assert!(name == "README.md" || text.contains(&name), "{name} in {}", page.display());
        }
    }
}
