//! The page that people look at: what must hold of it whatever is in a dataset. How it looks and is used in a browser
//! is asked in `tests/browser`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use counterclaim::audit::options::Options;
use counterclaim::audit::{Audit, audit};
use counterclaim::load::{Loaded, load};
use counterclaim::model::dataset::Dataset;
use counterclaim::report::html::write;

use crate::made::{dataset, fixture, fixtures, shipped};
use crate::markup::{Element, elements};

/// The largest page that opens at once.
const LARGEST: usize = 3_000_000;

fn drawn(dataset: &Dataset, jobs: Option<usize>) -> Audit {
    audit(dataset, shipped(), &Options { exhibits: true, jobs, ..Options::default() })
}

fn page(audits: &[Audit]) -> String {
    let mut out = Vec::new();
    write(audits, &mut out).expect("memory takes everything");
    String::from_utf8(out).expect("text")
}

static SHIPPED: LazyLock<Vec<Audit>> = LazyLock::new(|| {
    let names = ["covid-italy", "ebola-west-africa", "ukraine-losses"];
    names.map(|name| drawn(&dataset(&format!("datasets/{name}")), None)).to_vec()
});

/// What must hold of every page.
fn holds(name: &str, page: &str) -> Vec<Element> {
    let elements = elements(page).unwrap_or_else(|wrong| panic!("{name}: {wrong}"));
    let count = |tag: &str| elements.iter().filter(|element| element.tag == tag).count();
    assert_eq!((count("html"), count("main"), count("h1"), count("script"), count("style")), (1, 1, 1, 1, 1), "{name}");
    let mut ids: BTreeSet<&str> = BTreeSet::new();
    for element in &elements {
        for (attribute, value) in &element.attributes {
            assert!(!attribute.starts_with("on") && attribute != "style", "{name}: `{attribute}` is run, or refused");
            if attribute == "id" {
                assert!(ids.insert(value), "{name}: two elements have the id `{value}`");
            }
            let leads_out = ["href", "src", "action", "srcset", "data", "xlink:href"].contains(&attribute.as_str());
            assert!(!leads_out || value.starts_with('#') || value == "data:,", "{name}: `{value}` leaves the page");
        }
    }
    for element in &elements {
        let linked = element.attribute("href").and_then(|href| href.strip_prefix('#'));
        let named = element.attribute("aria-labelledby").into_iter().chain(element.attribute("data-table"));
        for id in linked.into_iter().chain(named) {
            assert!(ids.contains(id), "{name}: nothing has the id `{id}`");
        }
    }
    // Headings leave out no level on the way down.
    let levels =
        elements.iter().filter_map(|element| element.tag.strip_prefix('h').and_then(|level| level.parse::<u8>().ok()));
    let levels: Vec<u8> = levels.collect();
    assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{name}: {levels:?}");
    elements
}

#[test]
fn every_page_is_whole_and_leads_nowhere_but_to_itself() {
    holds("shipped", &page(&SHIPPED));
    for audit in SHIPPED.iter() {
        holds(&audit.dataset, &page(std::slice::from_ref(audit)));
    }
    for name in fixtures() {
        let audited = drawn(&fixture(&name), None);
        // The same dataset twice has every id twice.
        holds(&name, &page(&[audited.clone(), audited]));
    }
}

#[test]
fn every_finding_has_its_anchor_its_headline_and_its_arithmetic() {
    for audit in SHIPPED.iter() {
        let page = page(std::slice::from_ref(audit));
        let elements = holds(&audit.dataset, &page);
        let texts: BTreeMap<&str, &str> =
            elements.iter().filter_map(|element| Some((element.attribute("id")?, element.text.as_str()))).collect();
        for finding in &audit.findings {
            // Ids in backticks are code.
            let text =
                &texts.get(format!("f-{}", finding.id).as_str()).expect("an anchor for every finding").replace('`', "");
            let said = |words: &str| text.contains(words.replace('`', "").as_str());
            assert!(said(&finding.headline), "{}: {text}", finding.headline);
            assert!(finding.arithmetic.iter().all(|line| said(line)), "{}: {text}", finding.headline);
            for witness in finding.witnesses() {
                assert!(said(&witness.printed) && said(&witness.claim), "{}: {text}", witness.claim);
            }
        }
    }
}

#[test]
fn the_first_screen_says_how_many_how_many_verified_and_what_matters() {
    let ukraine = SHIPPED.iter().find(|audit| audit.dataset.contains("ukraine")).expect("the dataset");
    let elements = holds("ukraine", &page(std::slice::from_ref(ukraine)));
    let of_class = |class: &str| -> Vec<&str> {
        let has =
            |element: &&Element| element.attribute("class").is_some_and(|of| of.split(' ').any(|one| one == class));
        elements.iter().filter(has).map(|element| element.text.as_str()).collect()
    };
    let tiles = of_class("tile").join("\n");
    for said in ["42,741 figures audited", "0 independently verified", "disputed or self-contradictory"] {
        assert!(tiles.split_whitespace().collect::<Vec<_>>().join(" ").contains(said), "{tiles}");
    }
    let cards = of_class("card");
    assert!(cards[0].contains("51,579") && cards[0].contains("51,715"), "{cards:#?}");
    assert!(cards[0].contains("one day before"), "{cards:#?}");
}

#[test]
fn all_that_strangers_write_stays_text() {
    const ATTACK: &str =
        "</td></style></script><script>alert(1)</script><img src=x onerror=alert(1)>\" onload=\"x' <!--";
    let mut audit = SHIPPED[1].clone();
    for text in [&mut audit.dataset, &mut audit.title] {
        *text = ATTACK.to_owned();
    }
    for finding in &mut audit.findings {
        for text in [&mut finding.headline, &mut finding.rule, &mut finding.metric, &mut finding.period] {
            *text = ATTACK.to_owned();
        }
        finding.arithmetic = vec![ATTACK.to_owned()];
        for witness in finding.left.witnesses.iter_mut() {
            for text in [&mut witness.claim, &mut witness.source_name, &mut witness.printed, &mut witness.period] {
                *text = ATTACK.to_owned();
            }
        }
    }
    let exhibits = audit.exhibits.as_mut().expect("what can be drawn");
    for chart in &mut exhibits.charts {
        chart.names = [(); 3].map(|()| ATTACK.to_owned());
        chart.unit = ATTACK.to_owned();
        for track in &mut chart.tracks {
            track.name = ATTACK.to_owned();
            track.table = ATTACK.to_owned();
            track.marks.iter_mut().for_each(|mark| mark.printed = ATTACK.to_owned());
        }
    }
    for known in &mut exhibits.agreement.sources {
        known.name = ATTACK.to_owned();
        known.group = Some(ATTACK.to_owned());
    }
    let page = page(&[audit]);
    holds("hostile", &page);
    assert!(!page.contains("<img") && !page.contains("<script>alert"), "a stranger's text is an element");
}

#[test]
fn the_same_bytes_for_any_number_of_threads() {
    let ebola = dataset("datasets/ebola-west-africa");
    let [one, five] = [1, 5].map(|jobs| page(&[drawn(&ebola, Some(jobs))]));
    assert_eq!(one, five);
}

#[test]
fn ninety_thousand_figures_are_lines_and_a_small_page() {
    assert!(page(&SHIPPED).len() < LARGEST);
    let folder = tempfile::tempdir().expect("a folder");
    many(folder.path(), 1_600, 15, 4).expect("written");
    let Loaded { dataset, problems } = load(folder.path());
    assert!(problems.is_empty(), "{problems:#?}");
    assert_eq!(dataset.claims.len(), 96_000);
    let page = page(&[drawn(&dataset, None)]);
    let elements = holds("many", &page);
    assert!(page.len() < LARGEST, "{} bytes", page.len());
    assert!(elements.len() < 27_000, "{} elements", elements.len());
    let lines =
        elements.iter().filter(|element| element.attribute("class").is_some_and(|class| class.starts_with("line s")));
    assert!(lines.count() >= 60, "every series is a line");
}

/// So many sources' running totals of so many counts over so many days, with a slip now and then.
fn many(folder: &Path, days: u64, metrics: u64, sources: u64) -> std::io::Result<()> {
    let mut manifest = String::from(
        "title = \"Many figures\"\nopen = [\"source\", \"subject\"]\n\n[anchor]\nstart = \"2022-02-23\"\n\n\
         [defaults]\nsubject = \"people\"\n",
    );
    let (mut vocabulary, mut named) = (String::new(), String::new());
    for metric in 0..metrics {
        writeln!(vocabulary, "[metric.m{metric}]").expect("writing to a string");
    }
    for source in 0..sources {
        writeln!(named, "[source.source-{source}]\nname = \"Source {source}\"").expect("writing to a string");
        write!(
            manifest,
            "\n[[table]]\npath = \"s{source}.csv\"\nsource = \"source-{source}\"\nsince = \"start\"\nas-of = \"day\"\n\n\
             [table.values]\n"
        )
        .expect("writing to a string");
        let mut rows = String::from("day");
        for metric in 0..metrics {
            writeln!(manifest, "m{metric} = \"m{metric}\"").expect("writing to a string");
            write!(rows, ",m{metric}").expect("writing to a string");
        }
        rows.push('\n');
        let [mut growth, mut slips] = [7, 20_240_501 + source].map(Random);
        let mut totals = vec![0; usize::try_from(metrics).expect("a few")];
        for day in 0..days {
            let first = chrono::NaiveDate::from_ymd_opt(2022, 2, 24).expect("a date");
            write!(rows, "{}", first + chrono::Days::new(day)).expect("writing to a string");
            for (total, rate) in totals.iter_mut().zip(1..) {
                *total += growth.below(30 * rate);
                let slip = if slips.below(500) == 0 { slips.below(50) } else { 0 };
                write!(rows, ",{}", *total + slip).expect("writing to a string");
            }
            rows.push('\n');
        }
        fs::write(folder.join(format!("s{source}.csv")), rows)?;
    }
    fs::write(folder.join("vocabulary.toml"), vocabulary)?;
    fs::write(folder.join("sources.toml"), named)?;
    fs::write(folder.join("dataset.toml"), manifest)
}

/// Knuth's linear congruential generator (MMIX): the same figures on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below
    }
}
