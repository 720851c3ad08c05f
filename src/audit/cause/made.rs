//! A small world for the tests of causes: a table of a few days, a copy of it with slips, and what stands beside.

use std::fmt::Write as _;
use std::fs;

use crate::audit::cause::case::{Case, Hit, value};
use crate::audit::cause::kind::CauseKind;
use crate::audit::cause::{Cause, causes};
use crate::graph::claim_graph::ClaimGraph;
use crate::load::load;
use crate::model::claim::Claim;
use crate::model::dataset::Dataset;
use crate::model::index::ClaimIx;
use crate::model::interval::Interval;
use crate::rules::evidence::Evidence;
use crate::rules::set::RuleSet;

/// Running totals of a week of May 2024, and of one day of the year before.
const OWN: &str = "\
day,tanks,drones,guns
2023-05-05,3310,4270,5555
2024-05-01,7301,9641,12011
2024-05-02,7315,9660,12043
2024-05-03,7332,9686,12071
2024-05-04,7347,9703,12102
2024-05-05,7361,9729,12140
2024-05-06,7379,9752,12163
2024-05-07,7394,9777,12194
2024-05-08,7408,9795,12220
";

/// Some files of a dataset.
pub(super) struct World {
    manifest: String,
    files: Vec<(String, String)>,
}

/// What is said of a figure: the cause, the sentence, the claims that show it.
pub(super) type Told = (CauseKind, String, Vec<String>);

/// What is said of a figure of the fifth of May that is the one slip of the copy: nothing but the staff's own shows it.
pub(super) fn told_alone(look: fn(&Case<'_, '_>) -> Vec<Hit>, metric: &str, figure: i64) -> Vec<(CauseKind, String)> {
    let at = format!("2024-05-05/{metric}");
    let told = World::copied(&[("2024-05-05", metric, figure)]).told(look, &at);
    assert!(told.iter().all(|(.., shown)| *shown == [format!("own/{at}")]));
    told.into_iter().map(|(kind, words, _)| (kind, words)).collect()
}

impl World {
    /// The staff's own table, and its copy with other figures in some places.
    pub(super) fn copied(slips: &[(&str, &str, i64)]) -> Self {
        let empty = Self { manifest: "title = \"made\"\n[anchor]\nstart = \"2022-02-24\"\n".to_owned(), files: vec![] };
        empty.beside("own", ("staff", "forces"), OWN).beside("copy", ("staff", "forces"), &changed(OWN, slips))
    }

    /// With one more table: who says so of whom. Running totals.
    pub(super) fn beside(self, name: &str, of: (&str, &str), text: &str) -> Self {
        self.table(name, of, text, "since = \"start\"\n")
    }

    /// With one more table of what came in each day.
    pub(super) fn daily(self, name: &str, of: (&str, &str), text: &str) -> Self {
        self.table(name, of, text, "")
    }

    fn table(mut self, name: &str, (source, subject): (&str, &str), text: &str, since: &str) -> Self {
        let columns = text.lines().next().expect("a header").split(',').skip(1);
        let values: Vec<String> = columns.map(|column| format!("{column} = \"{column}\"")).collect();
        writeln!(
            self.manifest,
            "[[table]]\nname = \"{name}\"\npath = \"{name}.csv\"\nsource = \"{source}\"\nsubject = \"{subject}\"\nplace \
             = \"country\"\n{since}as-of = \"day\"\nvalues = {{ {} }}",
            values.join(", ")
        )
        .expect("memory");
        self.files.push((format!("{name}.csv"), text.to_owned()));
        self
    }

    /// With claims that were read by hand.
    pub(super) fn read_by_hand(mut self, text: &str) -> Self {
        self.manifest += "[[table]]\nname = \"read\"\npath = \"read.csv\"\n";
        self.files.push(("read.csv".to_owned(), text.to_owned()));
        self
    }

    /// What one cause says of a figure of the copy, held against the one of the staff's own table.
    pub(super) fn told(&self, look: fn(&Case<'_, '_>) -> Vec<Hit>, figure: &str) -> Vec<Told> {
        self.told_of(look, &format!("copy/{figure}"), &format!("own/{figure}"))
    }

    /// How often what is said of a figure of the copy would fit by chance, in millionths.
    pub(super) fn by_chance(&self, look: fn(&Case<'_, '_>) -> Vec<Hit>, figure: &str) -> u64 {
        let (suspect, reference) = (format!("copy/{figure}"), format!("own/{figure}"));
        self.hits(look, &suspect, &reference, |hits, _| hits.first().expect("something is said").by_chance)
    }

    /// What one cause says of a claim, held against another.
    pub(super) fn told_of(&self, look: fn(&Case<'_, '_>) -> Vec<Hit>, suspect: &str, reference: &str) -> Vec<Told> {
        self.hits(look, suspect, reference, |hits, evidence| {
            let id = |ix: &ClaimIx| evidence.claim(*ix).id().to_owned();
            let told = |hit: &Hit| (hit.kind, hit.sentence.clone(), hit.evidence.iter().map(id).collect());
            hits.iter().map(told).collect()
        })
    }

    fn hits<T>(
        &self,
        look: fn(&Case<'_, '_>) -> Vec<Hit>,
        suspect: &str,
        reference: &str,
        tell: impl FnOnce(&[Hit], &Evidence<'_>) -> T,
    ) -> T {
        self.with(|evidence| {
            let suspect = claim(evidence, suspect);
            let reference = claim(evidence, reference);
            let expected = Interval::point(value(reference).expect("one number"));
            let own = value(suspect).expect("one number");
            tell(
                &look(&Case {
                    evidence,
                    suspect,
                    value: own,
                    expected,
                    reference: Some(reference),
                    unlikely: false,
                    rivals: 1,
                }),
                evidence,
            )
        })
    }

    /// The causes of everything that a shipped rule finds.
    pub(super) fn causes(&self, rule: &str) -> Vec<Vec<Cause>> {
        self.with(|evidence| {
            let (rules, _) = RuleSet::shipped();
            let rule = rules.iter().find(|known| known.id == rule).expect("a shipped rule");
            let verdicts = rule.check(evidence).verdicts;
            let told = verdicts.iter().map(|verdict| causes(evidence, verdict, None).expect("numbers"));
            told.map(|causes| causes.into_iter().map(|(cause, _)| cause).collect()).collect()
        })
    }

    /// Reads the files and looks at them.
    pub(super) fn with<T>(&self, look: impl FnOnce(&Evidence<'_>) -> T) -> T {
        let dataset = self.read();
        let graph = ClaimGraph::build(&dataset);
        look(&Evidence::gather(&dataset, &graph))
    }

    fn read(&self) -> Dataset {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("a file");
        write("dataset.toml", &self.manifest);
        write("vocabulary.toml", VOCABULARY);
        write("sources.toml", "[source.staff]\n[source.institute]\nname = \"Institute\"\n[source.paper]\n");
        self.files.iter().for_each(|(name, text)| write(name, text));
        let loaded = load(folder.path());
        assert!(loaded.problems.is_empty(), "{:?}", loaded.problems);
        loaded.dataset
    }
}

const VOCABULARY: &str = "\
[metric.tanks]
[metric.drones]
[metric.guns]
[metric.losses]
parts = [\"killed\", \"wounded\"]
[metric.killed]
[metric.wounded]
[subject.forces]
[subject.enemy]
[place.country]
";

/// The claim with an id.
pub(super) fn claim<'d>(evidence: &Evidence<'d>, id: &str) -> Claim<'d> {
    let mut all = evidence.dataset.claims.claims().map(|ix| evidence.claim(ix));
    all.find(|claim| claim.id() == id).unwrap_or_else(|| panic!("there is no {id}"))
}

/// A table in which other figures stand in some places.
fn changed(text: &str, slips: &[(&str, &str, i64)]) -> String {
    let mut rows: Vec<Vec<String>> = text.lines().map(|line| line.split(',').map(str::to_owned).collect()).collect();
    for (day, column, figure) in slips {
        let column = rows[0].iter().position(|name| name == column).expect("a column");
        let row = rows.iter().position(|row| row[0] == *day).expect("a day");
        rows[row][column] = figure.to_string();
    }
    rows.iter().map(|row| row.join(",") + "\n").collect()
}
