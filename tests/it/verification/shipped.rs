//! What the shipped dataset's claims come to: nothing in the five articles is independently verified.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use counterclaim::audit::finding::Side;
use counterclaim::audit::{audit, options::Options};
use counterclaim::graph::stance::Says;
use counterclaim::load::load;
use counterclaim::model::dataset::Dataset;

use crate::made;
use crate::verification::{Status, heard, statuses};

const FOLDER: &str = "datasets/ukraine-losses";

static SHIPPED: LazyLock<(Dataset, BTreeMap<String, Status>)> = LazyLock::new(|| {
    let dataset = made::dataset(FOLDER);
    let known = statuses(&dataset);
    (dataset, known)
});

/// The statuses of the claims that are chosen by source and metric, without the statements.
fn of(source: &str, metrics: &[&str]) -> BTreeMap<&'static str, &'static Status> {
    let (dataset, known) = &*SHIPPED;
    let claims = dataset.claims.claims().map(|ix| dataset.claim(ix)).filter(|claim| !claim.is_statement());
    let chosen = claims.filter(|claim| {
        let metric = dataset.vocabulary.metrics.names.name(claim.quantity().metric.0);
        dataset.sources.id(claim.source_ix()) == source && (metrics.is_empty() || metrics.contains(&metric))
    });
    chosen.map(|claim| (claim.id(), &known[claim.id()])).collect()
}

#[test]
fn every_personnel_figure_of_the_count_is_one_lineage_s() {
    let metrics = ["personnel.losses", "personnel.killed", "personnel.captured", "personnel.prisoners-held"];
    let found = of("general-staff-ua", &metrics);
    assert!(found.len() > 1_600, "{}", found.len());
    let raised: Vec<_> =
        found.iter().filter(|(_, status)| status.support != "reported" || status.by.is_some()).collect();
    assert!(raised.is_empty(), "{raised:#?}");
}

#[test]
fn the_first_week_s_dead_are_disputed_and_the_next_day_s_more_is_only_in_tension() {
    let (_, known) = &*SHIPPED;
    for id in ["wk1-killed-ru", "wk1-headline", "wk1-killed-6000", "en25-first-killed"] {
        assert_eq!(known[id].words(), ("reported", "disputed", 4), "{id}");
    }
    // 9,000 are said of the day after the other side's 498: arithmetic allows it, the pace is out of the ordinary.
    for id in ["wk1-killed-9000", "wk1-subhead-9000"] {
        assert_eq!(known[id].words(), ("reported", "tension", 4), "{id}");
    }
}

#[test]
fn a_list_of_names_bounds_an_estimate_of_the_dead_and_confirms_nothing() {
    let (dataset, known) = &*SHIPPED;
    let deaths = &known["en25-nato-deaths"];
    assert_eq!((deaths.support, deaths.by.as_deref()), ("bounded", Some("ki24-named")));
    assert_eq!(heard(dataset, "en25-nato-deaths")["ki24-named"].says, Says::Bounds);
    let raised: Vec<&String> = known
        .iter()
        .filter(|(_, status)| status.by.as_deref() == Some("ki24-named") && status.support != "bounded")
        .map(|(id, _)| id)
        .collect();
    assert_eq!(raised, [""; 0]);
}

#[test]
fn an_estimate_from_both_sides_figures_raises_none_of_theirs() {
    let (dataset, known) = &*SHIPPED;
    let estimates = of("nato-official", &[]);
    assert_eq!(estimates.len(), 2);
    let by: BTreeSet<&str> = known.values().filter_map(|status| status.by.as_deref()).collect();
    assert!(estimates.keys().all(|id| !by.contains(id)));
    for day in ["2025-04-01", "2025-04-05", "2025-04-10", "2025-04-11"] {
        let id = format!("gs-personnel/{day}/personnel.losses");
        let heard = heard(dataset, &id);
        assert!(estimates.keys().all(|&estimate| !heard.contains_key(estimate)), "{id}: {heard:?}");
    }
}

#[test]
fn films_bound_the_count_s_equipment_from_below() {
    let found = of("general-staff-ua", &[]);
    let bounded = found.values().filter(|status| status.support == "bounded");
    let by_films = |status: &&&Status| status.by.as_ref().is_some_and(|by| by.starts_with("oryx-russia/"));
    let bounded = bounded.inspect(|status| assert!(by_films(status), "{status:?}")).count();
    assert_eq!(bounded, 30_294);
    assert!(found.values().all(|status| ["bounded", "reported"].contains(&status.support)));
}

#[test]
fn nothing_is_confirmed_let_alone_verified() {
    let (_, known) = &*SHIPPED;
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    known.values().for_each(|status| *counts.entry(status.support).or_default() += 1);
    assert_eq!(counts.keys().copied().collect::<Vec<_>>(), ["bounded", "reported", "unattributed"]);
    assert!(known.values().all(|status| status.independent == 0 && status.exact));
}

/// A copy of the dataset with more rows in some of its files.
fn with_rows(more: &[(&str, &str)]) -> Dataset {
    let folder = tempfile::tempdir().expect("a folder");
    copy(&made::path(FOLDER), folder.path());
    for (file, rows) in more {
        let file = folder.path().join(file);
        let text = fs::read_to_string(&file).expect("a file of the dataset") + rows;
        fs::write(file, text).expect("written");
    }
    let loaded = load(folder.path());
    assert_eq!(loaded.problems, []);
    loaded.dataset
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).expect("copied");
        }
    }
}

/// Ten outlets' rows of the first week's dead: of the ministry through them, or of their own.
fn ten_outlets(row: impl Fn(usize) -> String) -> (String, String, String) {
    let outlets = 1..=10;
    let sources = outlets.clone().map(|at| format!("\n[source.outlet-{at}]\ngroup = \"outlet-{at}\"\n")).collect();
    let documents = outlets
        .clone()
        .map(|at| format!("\n[document.press-{at}]\npublisher = \"Outlet {at}\"\npublished = \"2022-03-03\"\n"))
        .collect();
    (sources, documents, outlets.map(row).collect())
}

#[test]
fn ten_outlets_with_one_press_release_change_no_status() {
    let (_, known) = &*SHIPPED;
    let day = "full-scale-invasion/2022-03-02";
    let (sources, documents, rows) = ten_outlets(|at| {
        format!(
            "press-{at},mod-ru,named,outlet-{at},press-{at},p1,russian-forces,personnel.killed,ukraine,{day},,498,,,,\
             killed,statement,unverified,wk1-killed-ru,,counterclaim,\n"
        )
    });
    let more = [("sources.toml", &*sources), ("documents.toml", &*documents), ("claims/articles.csv", &*rows)];
    let mut after = statuses(&with_rows(&more));
    for at in 1..=10 {
        let copy = after.remove(&format!("press-{at}")).expect("the copy");
        assert_eq!(copy, known["wk1-killed-ru"], "{at}");
    }
    assert_eq!(&after, known);
}

#[test]
fn ten_outlets_that_print_an_unusual_number_as_their_own_raise_nobody() {
    let (_, known) = &*SHIPPED;
    let day = "full-scale-invasion/2024-07-12";
    let (sources, documents, rows) = ten_outlets(|at| {
        format!(
            "press-{at},outlet-{at},named,,ki24,p1,russian-forces,personnel.killed.named,ukraine,{day},,\"59,168\",,,,\
             killed,statement,,,,counterclaim,\n"
        )
    });
    let more = [("sources.toml", &*sources), ("documents.toml", &*documents), ("claims/articles.csv", &*rows)];
    let dataset = with_rows(&more);
    let mut after = statuses(&dataset);
    let said = heard(&dataset, "ki24-named");
    for at in 1..=10 {
        let id = format!("press-{at}");
        assert_eq!(said[&id].says, Says::Repeats, "{id}");
        let copy = after.remove(&id).expect("the copy");
        // The list itself is direct, and the outlets' number is the list's: no copy speaks for another.
        assert!(copy.by.as_deref().is_none_or(|by| by == "ki24-named"), "{copy:?}");
        assert!(copy.independent <= 1, "{copy:?}");
    }
    assert_eq!(&after, known);
}

#[test]
fn without_the_declarations_a_press_release_is_told_as_copies() {
    let day = "full-scale-invasion/2022-03-02";
    let told = |row: &dyn Fn(usize) -> String| {
        let (sources, documents, rows) = ten_outlets(row);
        let more = [("sources.toml", &*sources), ("documents.toml", &*documents), ("claims/articles.csv", &*rows)];
        let rule = made::shipped().iter().find(|rule| rule.id == "undeclared-copy").expect("a shipped rule");
        audit(&with_rows(&more), &made::only(rule), &Options::default()).findings
    };
    let declared = told(&|at| {
        format!(
            "press-{at},mod-ru,named,outlet-{at},press-{at},p1,russian-forces,personnel.wounded,ukraine,{day},,\
             \"1,597\",,,,wounded,statement,unverified,wk1-wounded-ru,,counterclaim,\n"
        )
    });
    assert_eq!(declared, []);
    let undeclared = told(&|at| {
        format!(
            "press-{at},outlet-{at},named,,press-{at},p1,russian-forces,personnel.wounded,ukraine,{day},,\"1,597\",,,,\
             wounded,statement,unverified,,,counterclaim,\n"
        )
    });
    assert_eq!(undeclared.len(), 1, "one value, one finding: {undeclared:#?}");
    let claims = |side: &Side| side.count;
    let right = undeclared[0].right.as_ref().expect("the others");
    assert_eq!(claims(&undeclared[0].left) + claims(right), 11, "the ministry and ten outlets: {undeclared:#?}");
}
