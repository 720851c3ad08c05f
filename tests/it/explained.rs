//! Why a figure has its status, as a reader asks for it: `explain CLAIM` and `audit --claims FILE`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use counterclaim::audit::explanation::explain;
use counterclaim::graph::attribution::Independence;
use counterclaim::graph::stance::Says;
use counterclaim::graph::support::Support;
use counterclaim::verify::conflict::Conflict;

use crate::made::{dataset, fixture, fixtures, shipped};

fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_counterclaim"));
    let Output { status, stdout, stderr } =
        command.args(arguments).current_dir(folder).env_clear().output().expect("the binary runs");
    let text = |bytes| String::from_utf8(bytes).expect("what is printed is UTF-8");
    (status.code().expect("an exit code"), text(stdout), text(stderr))
}

fn told(arguments: &[&str]) -> (i32, String, String) {
    run(Path::new(env!("CARGO_MANIFEST_DIR")), arguments)
}

#[test]
fn a_figure_is_followed_to_its_origin() {
    for claim in ["en25-vehicles", "wk1-killed-ru", "en25-nato-deaths", "gs-personnel/2025-04-05/personnel.losses"] {
        let (code, stdout, stderr) = told(&["explain", claim]);
        assert_eq!((code, stderr.as_str()), (0, ""), "{claim}");
        insta::assert_snapshot!(claim.replace('/', "_"), stdout);
    }
}

#[test]
fn what_has_no_such_name_is_guessed() {
    let (code, stdout, stderr) = told(&["explain", "cumulative-fals", "tests/fixtures/part-outpaces-whole"]);
    assert_eq!((code, stdout.as_str()), (2, ""));
    assert!(
        stderr.contains("is no rule, and no discrepancy or claim") && stderr.contains("`cumulative-falls`"),
        "{stderr}"
    );
}

#[test]
fn every_status_of_every_fixture_is_explained() {
    let mut explained = 0;
    for name in fixtures() {
        let dataset = fixture(&name);
        for claim in dataset.claims.claims().take(40) {
            let told = explain(&dataset, shipped(), claim);
            let verification = told.verification;
            let id = dataset.claims.id(claim);
            assert_eq!(
                told.against.first().map_or(Conflict::None, |against| against.conflict),
                verification.conflict,
                "{id}: {told:#?}"
            );
            let speaks = |says: Says, least: Independence| {
                told.speakers.iter().any(|speaker| speaker.says == says && speaker.independence >= least)
            };
            match verification.backing.support {
                Support::Unattributed | Support::Reported => {}
                Support::Bounded => assert!(speaks(Says::Bounds, Independence::Partial), "{id}: {told:#?}"),
                Support::Probable => assert!(speaks(Says::Confirms, Independence::Partial), "{id}: {told:#?}"),
                Support::Corroborated | Support::IndependentlyVerified => {
                    assert!(speaks(Says::Confirms, Independence::Full), "{id}: {told:#?}");
                }
            }
            let finished = verification.backing.support == Support::IndependentlyVerified;
            let contested = verification.conflict >= Conflict::Disputed;
            let wants = !told.needs.is_empty();
            assert!(dataset.claim(claim).is_statement() || wants != (finished && !contested), "{id}: {told:#?}");
            assert!(!told.path.is_empty(), "{id}");
            explained += 1;
        }
    }
    assert!(explained > 100, "{explained}");
}

#[test]
fn every_claim_is_listed_with_the_verification_that_findings_show() {
    let kept = tempfile::tempdir().expect("a folder");
    let file = |name: &str| kept.path().join(name).to_str().expect("a path").to_owned();
    let (claims, report) = (file("claims.csv"), file("report.csv"));
    let folder = "datasets/ukraine-losses";
    let (code, _, stderr) = told(&["audit", folder, "--claims", &claims, "--output", &report]);
    assert_eq!((code, stderr.as_str()), (1, ""));
    let read = |path: &str| -> Vec<BTreeMap<String, String>> {
        csv::Reader::from_path(path).expect("CSV").deserialize().map(|row| row.expect("a row")).collect()
    };
    let listed = read(&claims);
    assert_eq!(listed.len(), dataset(folder).claims.len());
    assert!(listed.is_sorted_by_key(|row| row["claim"].clone()));
    let by_id: BTreeMap<&str, &BTreeMap<String, String>> =
        listed.iter().map(|row| (row["claim"].as_str(), row)).collect();
    let findings = read(&report);
    assert!(findings.len() > 100);
    for finding in &findings {
        for side in ["left", "right"].iter().filter(|side| !finding[&format!("{side}_claim")].is_empty()) {
            let row = by_id[finding[&format!("{side}_claim")].as_str()];
            for column in ["support", "conflict", "credibility"] {
                assert_eq!(finding[&format!("{side}_{column}")], row[column], "{row:?}");
            }
        }
    }
    // What is shown changes no status.
    let shown = file("shown.csv");
    for arguments in [
        &["--only", "stale-figure"][..],
        &["--select", "source=oryx", "--level", "adversaries-disagree=allow", "--deny", "note"],
        &["--level", "copy-differs-from-origin=allow", "--jobs", "1", "--quiet"],
    ] {
        told(&[&["audit", folder, "--claims", &shown], arguments].concat());
        assert!(fs::read(&shown).expect("a list") == fs::read(&claims).expect("a list"), "{arguments:?}");
    }
}

#[test]
fn a_report_and_a_list_do_not_share_stdout() {
    let (code, stdout, stderr) = told(&["audit", "tests/fixtures/part-outpaces-whole", "--claims", "-"]);
    assert_eq!((code, stdout.as_str()), (2, ""));
    assert!(stderr.contains("both go to stdout"), "{stderr}");
}
