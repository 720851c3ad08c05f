//! `counterclaim bounds`: what claims imply, held against what was really the case, and as a reader meets it.

use std::collections::BTreeMap;
use std::process::{Command, Output};
use std::sync::LazyLock;

use counterclaim::audit::bounds::answer::{Band, Bounds};
use counterclaim::audit::bounds::bounds;
use counterclaim::audit::bounds::question::{Question, Unanswered, When};
use counterclaim::load::written::Row;
use counterclaim::model::dataset::Dataset;
use counterclaim::model::day::Day;
use counterclaim::model::hedge::Reading;
use counterclaim::network::manner::{Days, Manner};
use counterclaim::report::bounds::shape::{BoundsReport, schema};
use counterclaim::report::bounds::{BoundsFormat, csv, write};
use counterclaim::rules::select::Selector;
use proptest::collection::vec;
use proptest::prelude::Strategy;
use proptest::sample::select;
use serde_json::Value;

use crate::made::{dataset, path, row, written};
use crate::random::{self, Rows};

const FOLDER: &str = "datasets/ukraine-losses";

static SHIPPED: LazyLock<Dataset> = LazyLock::new(|| dataset(FOLDER));

fn day(text: &str) -> Day {
    Day::parse(text).expect("a day")
}

fn asked(metric: &str, when: When) -> Question {
    Question {
        metric: metric.to_owned(),
        subject: None,
        place: None,
        when,
        select: Selector::default(),
        without: Vec::new(),
        manner: Manner::default(),
    }
}

/// The losses that the articles print of the General Staff, without some of the claims.
fn of_articles(when: When, reading: Reading, without: &[(&str, &str)]) -> Question {
    Question {
        subject: Some("russian-forces".to_owned()),
        place: Some("ukraine".to_owned()),
        select: Selector::of_all([("table", "articles"), ("source", "general-staff-ua")]).expect("known keys"),
        without: without.iter().map(|(key, pattern)| Selector::of(key, pattern).expect("a known key")).collect(),
        manner: Manner { reading, days: Days::Any, revised: 0 },
        ..asked("personnel.losses", when)
    }
}

/// The only answer to a question about one span, the same in all meanings of its word.
fn one(bounds: &Bounds) -> &Band {
    assert_eq!((bounds.worlds.len(), bounds.worlds[0].answers.len()), (1, 1), "{bounds:#?}");
    &bounds.worlds[0].answers[0].bands[0]
}

fn digits(band: &Band) -> (Option<i64>, Option<i64>) {
    let (low, high) = band.values();
    (low.map(|low| low.digits), high.map(|high| high.digits))
}

fn said(format: BoundsFormat, all: &[Bounds]) -> String {
    let mut out = Vec::new();
    write(format, all, &mut out).expect("memory takes everything");
    String::from_utf8(out).expect("text")
}

#[test]
fn two_years_are_the_total_at_their_end() {
    let question = of_articles(When::By(day("2023-12-31")), Reading::Strict, &[]);
    let found = bounds(&SHIPPED, &question).expect("an answer");
    let band = one(&found);
    assert_eq!(digits(band), (Some(360_010), Some(360_010)));
    let low = band.low.as_ref().expect("an end");
    assert_eq!(low.arithmetic, "106,720 (2022, en25-2022) + 253,290 (2023, en25-2023) = 360,010");
    assert_eq!(low.claims(), ["en25-2022", "en25-2023"]);
    assert_eq!(low.rests_on, [""; 0]);
    insta::with_settings!({ omit_expression => true }, {
        insta::assert_snapshot!("bounds.text", said(BoundsFormat::Text, std::slice::from_ref(&found)));
        insta::assert_snapshot!("bounds.csv", said(BoundsFormat::Csv, std::slice::from_ref(&found)));
        insta::assert_snapshot!("bounds.json", said(BoundsFormat::Json, &[found]));
    });
}

#[test]
fn without_the_annual_totals_the_averages_bound_them() {
    let annual = [("claim", "en25-2022"), ("claim", "en25-2023"), ("claim", "en25-2024")];
    let by = || When::By(day("2023-12-31"));
    let found = bounds(&SHIPPED, &of_articles(by(), Reading::Tolerant, &annual)).expect("an answer");
    assert_eq!(digits(one(&found)), (Some(356_948), Some(360_603)));

    let others = [("per", "day"), ("claim", "en25-18-months"), ("claim", "voa23-day")];
    let totals = of_articles(by(), Reading::Strict, &[&annual[..], &others].concat());
    let found = bounds(&SHIPPED, &totals).expect("an answer");
    let band = one(&found);
    assert_eq!(digits(band), (Some(346_070), Some(1_000_340)));
    assert_eq!(band.low.as_ref().expect("an end").rests_on, ["what has accrued does not fall"]);
}

#[test]
fn a_period_is_asked_for_as_it_is_written() {
    let during = |period: &str| {
        let question = of_articles(When::During(period.to_owned()), Reading::Strict, &[]);
        bounds(&SHIPPED, &question).map(|found| digits(one(&found)))
    };
    assert_eq!(during("2023"), Ok((Some(253_290), Some(253_290))));
    assert_eq!(during("full-scale-invasion/2023-12-31"), Ok((Some(360_010), Some(360_010))));
    assert_eq!(during("2022-02-24/2023-12-31"), Ok((Some(360_010), Some(360_010))));
    // The report of the 12th may or may not cover the 12th; the day before it surely does.
    assert_eq!(during("2025-01-01/2025-06-11"), Ok((Some(0), Some(209_540))));
    for wrong in
        ["2023-02-30", "2023/..", "../2023", "full-scale-invasion/..", "2021", "invasion/2023", "2024/2023", ""]
    {
        let Unanswered { message, hint, unknown } = during(wrong).expect_err(wrong);
        assert!(!message.is_empty() && hint.is_some() && !unknown, "{wrong}: {message}");
    }
}

#[test]
fn every_voice_of_the_dataset_is_heard() {
    let mut question = of_articles(When::By(day("2023-12-31")), Reading::Strict, &[]);
    question.select = Selector::default();
    let found = bounds(&SHIPPED, &question).expect("an answer");
    for world in &found.worlds {
        assert!(!world.together, "a ministry's count of the dead is below the other's");
        let answer = &world.answers[0];
        assert!(answer.voices().iter().any(|heard| heard.source == "general-staff-ua"));
        assert_eq!(digits(&answer.bands[0]), (Some(360_010), Some(360_010)));
    }
}

#[test]
fn what_cannot_be_asked_is_said_kindly() {
    let ask = |question: &Question| bounds(&SHIPPED, question).expect_err("no answer");
    let by = || When::By(day("2023-12-31"));
    let unknown = ask(&asked("personnel.loses", by()));
    assert_eq!(unknown.message, "unknown metric `personnel.loses`");
    assert_eq!(unknown.hint.as_deref(), Some("did you mean `personnel.losses`?"));
    assert!(unknown.unknown);
    let several = ask(&asked("personnel.killed", by()));
    assert_eq!(several.message, "there are claims on `personnel.killed` with several subjects");
    assert!(several.hint.expect("choices").ends_with("`russian-forces`, `ukrainian-forces`"));
    assert!(ask(&asked("personnel.prisoners-held", by())).message.contains("is held at an instant"));
    assert!(ask(&asked("statement.independently-verified", by())).message.contains("is a statement"));
    let mut nothing = of_articles(by(), Reading::Strict, &[("claim", "*")]);
    assert!(ask(&nothing).message.starts_with("no claim that takes part bounds `personnel.losses`"));
    nothing.without.clear();
    nothing.when = When::By(day("2022-02-23"));
    assert!(ask(&nothing).message.contains("begins on 2022-02-24, after 2022-02-23"));
}

/// A whole of two parts, a word that may mean it or one of them, and three voices.
const SETTING: &str = r#"
anchor = { start = "2022-03-01" }

[metric.all]
parts = ["killed", "hurt"]
[metric.killed]
[metric.hurt]
[metric.losses]
reads-as = ["all", "killed"]
[metric.never]

[source.a]
[source.b]
[source.c]
"#;

fn rows(all: &[[&str; 5]]) -> Dataset {
    let each = all.iter().enumerate().map(|(number, [source, metric, period, value, hedge])| {
        let id = format!("c{number}");
        let columns =
            [("id", id.as_str()), ("source", source), ("metric", metric), ("period", period), ("value", value)];
        row(&[&columns[..], &[("hedge", *hedge)]].concat())
    });
    written(SETTING, &each.collect::<Vec<Row>>())
}

#[test]
fn parts_bound_a_whole_of_which_nothing_is_printed() {
    let dataset =
        rows(&[["a", "killed", "start/2022-03-04", "498", ""], ["a", "hurt", "start/2022-03-04", "1597", ""]]);
    let found = bounds(&dataset, &asked("all", When::By(day("2022-03-09")))).expect("an answer");
    let band = one(&found);
    assert_eq!(digits(band), (Some(2_095), None));
    let low = band.low.as_ref().expect("an end");
    assert!(low.arithmetic.ends_with(" = 2,095"), "{}", low.arithmetic);
    assert!(low.rests_on.contains(&"`all` is `killed` and `hurt` together".to_owned()), "{:?}", low.rests_on);
    assert!(said(BoundsFormat::Text, &[found]).contains("at least 2,095; nothing bounds it from above"));
    // Of which nobody speaks, not even by the way.
    let nobody = bounds(&dataset, &asked("never", When::By(day("2022-03-09")))).expect_err("no answer");
    assert!(nobody.message.starts_with("no claim that takes part bounds `never`"), "{}", nobody.message);
}

#[test]
fn voices_that_cannot_all_be_right_are_answered_apart() {
    let dataset = rows(&[
        ["a", "killed", "start/2022-03-04", "9001", ""],
        ["b", "killed", "start/2022-03-06", "498", ""],
        ["c", "hurt", "start/2022-03-05", "1234", ""],
        ["c", "all", "start/2022-03-09", "100", "at least"],
    ]);
    let found = bounds(&dataset, &asked("killed", When::During("start/2022-03-05".to_owned()))).expect("an answer");
    let world = &found.worlds[0];
    assert!(!world.together);
    let each: Vec<_> = world.answers.iter().map(|answer| digits(&answer.bands[0])).collect();
    assert_eq!(each, [(Some(9_001), None), (Some(0), Some(498))]);
    let text = said(BoundsFormat::Text, std::slice::from_ref(&found));
    assert!(text.contains("not all voices can be right") && text.contains("cannot be right with these: b"), "{text}");
    // Of the hurt they say nothing: the same answer, whichever is right.
    let hurt = bounds(&dataset, &asked("hurt", When::By(day("2022-03-05")))).expect("an answer");
    assert_eq!((hurt.worlds[0].answers.len(), hurt.worlds[0].answers[0].coalitions.len()), (1, 2));
    assert!(said(BoundsFormat::Text, &[hurt]).contains("a; b; c; whichever of them are right: at least 1,234"));
}

#[test]
fn an_ambiguous_word_is_answered_in_each_of_its_meanings() {
    let dataset = rows(&[
        ["a", "losses", "start/2022-03-04", "700", ""],
        ["b", "all", "start/2022-03-09", "900", ""],
        ["b", "killed", "start/2022-03-09", "800", ""],
    ]);
    let found = bounds(&dataset, &asked("losses", When::By(day("2022-03-06")))).expect("an answer");
    let worlds: Vec<_> =
        found.worlds.iter().map(|world| (world.read_as[0].as_str(), digits(&world.answers[0].bands[0]))).collect();
    // Bare figures that end in two zeros may be rounded.
    assert_eq!(worlds, [("all", (Some(665), Some(989))), ("killed", (Some(665), Some(879)))]);
    let killed = bounds(&dataset, &asked("killed", When::By(day("2022-03-06")))).expect("an answer");
    let text = said(BoundsFormat::Text, &[killed]);
    assert!(text.contains("a (`losses` as `all`)") && text.contains("a (`losses` as `killed`)"), "{text}");
}

#[test]
fn what_a_voice_contradicts_itself_by_is_said() {
    let dataset = rows(&[
        ["a", "all", "start/2022-03-04", "701", ""],
        ["a", "all", "start/2022-03-06", "1", "about"],
        ["a", "all", "start/2022-03-08", "803", ""],
        ["a", "all", "start/2022-03-02", "690", ""],
    ]);
    let found = bounds(&dataset, &asked("all", When::By(day("2022-03-06")))).expect("an answer");
    assert_eq!(digits(one(&found)), (Some(701), Some(803)));
    let text = said(BoundsFormat::Text, &[found]);
    assert!(text.contains("left out, because a contradicts itself: about 1 (as of 2022-03-06, c1)"), "{text}");
}

#[test]
fn sums_past_what_an_amount_can_be_are_no_bound() {
    let most = "999999999999999999";
    let days: Vec<String> = (1..13).map(|day| format!("2022-03-{day:02}/2022-03-{day:02}")).collect();
    let each = days.iter().enumerate().map(|(number, period)| {
        let columns = [("source", "a"), ("metric", "all"), ("period", period), ("day-convention", "evening")];
        row(&[&columns[..], &[("id", &format!("c{number:02}")), ("value", most)]].concat())
    });
    let dataset = written(SETTING, &each.collect::<Vec<Row>>());
    let during = |period: &str| asked("all", When::During(period.to_owned()));
    for reading in Reading::ALL {
        let manner = Manner { reading, days: Days::Any, revised: 0 };
        let long = Question { manner, ..during("2022-03-01/2022-03-12") };
        let found = bounds(&dataset, &long).expect("an answer");
        assert_eq!(digits(one(&found)), (Some(0), None));
        assert!(!found.worlds[0].exhaustive, "that is not all that follows");
        let short = Question { manner, ..during("2022-03-01/2022-03-02") };
        let found = bounds(&dataset, &short).expect("an answer");
        assert_eq!(digits(one(&found)).0, Some(1_999_999_999_999_999_998));
    }
}

#[test]
fn answers_read_back_and_are_what_their_schema_says() {
    let schema: Value = serde_json::from_str(&schema()).expect("a schema");
    let validator = jsonschema::draft202012::new(&schema).expect("a schema");
    let questions = [
        of_articles(When::By(day("2023-12-31")), Reading::Strict, &[]),
        of_articles(When::Series, Reading::Tolerant, &[("per", "day")]),
    ];
    let all: Vec<Bounds> = questions.iter().map(|question| bounds(&SHIPPED, question).expect("an answer")).collect();
    let json = said(BoundsFormat::Json, &all);
    let read: BoundsReport = serde_json::from_str(&json).expect("answers without unknown members");
    assert_eq!((read.version, read.bounds.len()), (1, 2));
    let value: Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(validator.iter_errors(&value).map(|error| error.to_string()).collect::<Vec<_>>(), [""; 0]);

    let table = said(BoundsFormat::Csv, &all);
    let mut reader = ::csv::Reader::from_reader(table.as_bytes());
    assert_eq!(reader.headers().expect("a header"), csv::HEADER.as_slice());
    let rows: Vec<BTreeMap<String, String>> = reader.deserialize().map(|row| row.expect("a row")).collect();
    let bands = all.iter().flat_map(|bounds| &bounds.worlds).flat_map(|world| &world.answers);
    assert_eq!(rows.len(), bands.map(|answer| answer.bands.len()).sum::<usize>());
    for row in &rows {
        let bare = |text: &str| text.chars().all(|c| c.is_ascii_digit());
        assert!(bare(&row["low"]) && bare(&row["high"]) && Day::parse(&row["day"]).is_some(), "{row:?}");
    }
    // The last report is bounded by none after it: nothing is an empty cell.
    assert_eq!(rows.last().map(|row| (row["day"].as_str(), row["high"].as_str())), Some(("2025-06-12", "")));
}

#[test]
fn a_long_series_is_a_short_table_for_people() {
    let mut question = of_articles(When::Series, Reading::Strict, &[]);
    question.select = Selector::of("table", "gs-personnel").expect("a key");
    let found = bounds(&SHIPPED, &question).expect("an answer");
    let text = said(BoundsFormat::Text, std::slice::from_ref(&found));
    let rows = text.lines().filter(|line| line.starts_with("  20")).count();
    assert!(rows <= 40 * found.worlds.len() && found.spans.len() > 1_000, "{rows} rows");
    assert!(text.contains(" more days left out: `--format csv` has all 1,"), "{text}");
    assert!(said(BoundsFormat::Csv, std::slice::from_ref(&found)).lines().count() > found.spans.len());
}

// What was really the case: so many of each kind a day, for twelve days.

/// A statement of what was really the case, in one of several forms.
#[derive(Debug, Clone)]
struct True {
    source: usize,
    metric: usize,
    form: u8,
    from: usize,
    to: usize,
    slack: i64,
}

const DAYS: usize = 12;

fn truths() -> impl Strategy<Value = (Vec<(i64, i64)>, Vec<True>, [bool; 3])> {
    let hidden = vec((0_i64..60, 0_i64..60), DAYS);
    let claim = (0_usize..3, 0_usize..4, 0_u8..7, 0..DAYS, 0..DAYS, 0_i64..5);
    let claims = vec(claim, 1..14).prop_map(|all| {
        let each = all.into_iter().map(|(source, metric, form, from, to, slack)| True {
            source,
            metric,
            form,
            from: from.min(to),
            to: from.max(to),
            slack,
        });
        each.collect()
    });
    (hidden, claims, proptest::array::uniform3(proptest::prelude::any::<bool>()))
}

/// How many there were of a metric from one day's beginning to another's: `all`, `killed`, `hurt`, and `losses`,
/// by which a voice means all or the killed.
fn count(hidden: &[(i64, i64)], metric: usize, means_all: bool, from: usize, to: usize) -> i64 {
    let of = |&(killed, hurt): &(i64, i64)| match metric {
        0 => killed + hurt,
        1 => killed,
        2 => hurt,
        _ if means_all => killed + hurt,
        _ => killed,
    };
    hidden[from.min(to)..to].iter().map(of).sum()
}

fn told(hidden: &[(i64, i64)], means_all: [bool; 3], claims: &[True]) -> Vec<Row> {
    let date = |day: usize| format!("2022-03-{:02}", day + 1);
    let each = claims.iter().enumerate().map(|(number, claim)| {
        let True { source, metric, form, from, to, slack } = *claim;
        // A morning's report of a day reaches to its beginning. One voice reports in the evening, one in the morning,
        // of one nobody knows: in the morning.
        let (convention, last) = [("evening", to + 1), ("morning", to), ("unknown", to)][source];
        let running = form % 2 == 0 || source != 0;
        let (period, first) =
            if running { (format!("start/{}", date(to)), 0) } else { (format!("{}/{}", date(from), date(to)), from) };
        let truth = count(hidden, metric, means_all[source], first, last);
        let days = i64::try_from(last - first).expect("few");
        let (value, hedge, low, high, per) = match form {
            0 | 1 => (truth.to_string(), "", String::new(), String::new(), ""),
            2 => ((truth - slack).max(0).to_string(), "at least", String::new(), String::new(), ""),
            3 => ((truth + slack).to_string(), "at most", String::new(), String::new(), ""),
            // An average is told rounded half up, where the number of days that it was divided by is known.
            4 if days > 0 && source == 0 => {
                (((2 * truth + days) / (2 * days)).to_string(), "", String::new(), String::new(), "day")
            }
            _ => (String::new(), "", (truth - slack).max(0).to_string(), (truth + 2 * slack).to_string(), ""),
        };
        row(&[
            ("id", &format!("c{number:02}")),
            ("source", ["a", "b", "c"][source]),
            ("metric", ["all", "killed", "hurt", "losses"][metric]),
            ("period", &period),
            ("day-convention", convention),
            ("value", &value),
            ("hedge", hedge),
            ("low", &low),
            ("high", &high),
            ("per", per),
        ])
    });
    each.collect()
}

proptest::proptest! {
    #![proptest_config(random::cases(160))]

    #[test]
    fn an_answer_contains_what_was_really_the_case((hidden, claims, means_all) in truths(), by in 0..DAYS) {
        let told = told(&hidden, means_all, &claims);
        let dataset = written(SETTING, &told);
        for (number, metric) in ["all", "killed", "hurt"].into_iter().enumerate() {
            let last = day(&format!("2022-03-{:02}", by + 1));
            let Ok(found) = bounds(&dataset, &asked(metric, When::By(last))) else { continue };
            let truth = count(&hidden, number, true, 0, by + 1);
            let contains = |band: &Band| {
                let (low, high) = digits(band);
                low.is_none_or(|low| low <= truth) && high.is_none_or(|high| truth <= high)
            };
            let world = &found.worlds[0];
            assert!(world.together && world.unheard.is_empty(), "{:?}\n{found:#?}", Rows(told));
            assert!(world.left_out.is_empty(), "{:?}\n{found:#?}", Rows(told));
            let right = world.answers.iter().filter(|answer| contains(&answer.bands[0])).count();
            let plain = claims.iter().all(|claim| claim.metric != 3);
            assert!(right > 0 && (!plain || world.answers.len() == 1), "{truth} {:?}\n{found:#?}", Rows(told));
        }
    }

    #[test]
    fn the_order_of_rows_changes_no_byte((rows, other) in random::shuffled(18), during in select(vec!["2022-03-04", "start/2022-03-08", ""])) {
        let (one, two) = (random::dataset(&rows), random::dataset(&other));
        let when = if during.is_empty() { When::Series } else { When::During(during.to_owned()) };
        for metric in ["all", "losses", "named"] {
            let mut question = asked(metric, when.clone());
            question.place = Some("country".to_owned());
            match (bounds(&one, &question), bounds(&two, &question)) {
                (Ok(one), Ok(two)) => {
                    for format in [BoundsFormat::Text, BoundsFormat::Csv, BoundsFormat::Json] {
                        let told = |of: &Bounds| said(format, std::slice::from_ref(of));
                        assert_eq!(told(&one), told(&two), "{rows:?}");
                    }
                }
                (one, two) => assert_eq!(one, two),
            }
        }
    }
}

// The command as a script meets it.

fn run(arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_counterclaim"));
    let Output { status, stdout, stderr } =
        command.arg("bounds").args(arguments).current_dir(path("")).env_clear().output().expect("the binary runs");
    let text = |bytes| String::from_utf8(bytes).expect("what is printed is UTF-8");
    (status.code().expect("an exit code"), text(stdout), text(stderr))
}

#[test]
fn the_command_answers_or_says_why_not() {
    let losses = ["--metric", "personnel.losses", "--select", "table=articles", "--select", "source=general-staff-ua"];
    let (code, stdout, stderr) = run(&[&losses[..], &["--on", "2023-12-31"]].concat());
    assert_eq!((code, stderr.as_str()), (0, ""));
    assert!(stdout.contains("General Staff (Ukraine): exactly 360,010\n"), "{stdout}");

    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("losses.csv");
    let output = ["--series", "--output", file.to_str().expect("a path")];
    assert_eq!(run(&[&losses[..], &output].concat()), (0, String::new(), String::new()));
    assert!(std::fs::read_to_string(&file).expect("a file").starts_with(&csv::HEADER.join(",")));

    for (arguments, message, hint) in [
        (&["--metric", "personnel.loses", "--series"][..], "unknown metric `personnel.loses`", "`personnel.losses`?"),
        (&["--metric", "personnel.killed", "--series"], "with several subjects", "`ukrainian-forces`"),
        (
            &["--metric", "personnel.killed", "--subject", "rusian-forces", "--series"],
            "unknown subject",
            "russian-forces",
        ),
        (
            &["--metric", "personnel.losses", "--on", "2024-01-01", "--select", "table=article"],
            "no claim is matched",
            "*",
        ),
        (&["--metric", "personnel.losses", "--on", "2024-01-01", "--without", "claim=x"], "`--without claim=x`", "*"),
        (&["--metric", "personnel.losses", "--during", "2024-13"], "`--during 2024-13`", "check the month"),
        (
            &["--metric", "personnel.losses", "--series", "--output", "a.jsonl"],
            "`--output a.jsonl` has no format",
            ".json",
        ),
    ] {
        let (code, stdout, stderr) = run(arguments);
        assert_eq!((code, stdout.as_str()), (2, ""), "{arguments:?}");
        assert!(stderr.starts_with("error: ") && stderr.contains(message) && stderr.contains(hint), "{stderr}");
    }
}
