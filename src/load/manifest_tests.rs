//! The manifest and its tables, as written and as checked.

use super::{Manifest, ManifestWritten, anchors, check, open};
use crate::load::known::Known;
use crate::load::mapping::{Days, Origin, TableKind};
use crate::load::page::Page;
use crate::load::toml::{TomlText, parse};
use crate::load::vocabulary::{self, VocabularyWritten};
use crate::model::document::Documents;
use crate::model::source::Sources;

const VOCABULARY: &str = "
    [metric.killed]\n[metric.hurt]\n[subject.theirs]\n[place.country]\n[place.town]\npart-of = 'country'";

fn read(text: &str) -> (Manifest, Vec<String>) {
    let text = TomlText { file: "dataset.toml".into(), text: format!("title = 'T'\n{text}") };
    let mut problems = Vec::new();
    let written: ManifestWritten = parse(&text).expect("TOML");
    let mut page = Page { text: &text, problems: &mut problems };
    let (named, anchor) = anchors(&written, &mut page);
    let open = open(&written.open);
    let mut sources = Sources::default();
    sources.intern("staff");
    let vocabulary_text = TomlText { file: "vocabulary.toml".into(), text: VOCABULARY.into() };
    let declared: VocabularyWritten = parse(&vocabulary_text).expect("TOML");
    let mut vocabulary = vocabulary::check(&declared, named, anchor, open, &mut sources, &mut page);
    let documents = Documents::default();
    let mut known = Known { vocabulary: &mut vocabulary, sources: &mut sources, documents: &documents, open };
    let manifest = check(&written, &mut known, &mut page);
    let said = problems.into_iter().map(|problem| {
        let at = problem.excerpt.expect("a place");
        format!("{}: {}", &at.text[at.span], problem.message)
    });
    (manifest, said.collect())
}

fn said(table: &str) -> String {
    read(&format!("[[table]]\npath = 'a.csv'\n{table}")).1.join("; ")
}

#[test]
fn the_kinds_of_table_are_told_apart() {
    let (manifest, said) = read(
        "[anchor]\nstart = 2022-02-24\n[defaults]\nplace = 'country'\nday-convention = 'morning'\nmethod = 'visual'
         [[table]]\npath = 'claims/articles.csv'\nnumber = { thousands = ',' }
         [[table]]\npath = 'series/staff.json'\nsource = 'staff'\nsince = 'start'\nas-of = 'date'\nevery = '1 day'
         hedge = { a = 'a*' }\nvalues = { b = 'hurt', a = 'killed' }
         [[table]]\npath = 'series/oryx/*.csv'\nas-of = { file-name = '{date}_*' }\nvalue = 'n'\nsource = 'who'
         metric = { column = 'type', values = { Dead = 'killed' }, others = 'ignore' }\nwhere = { country = ['A', 'B'] }
         [[table]]\npath = 'series/counties.csv'\nplace = 'FIPS'\ndates = '%m/%d/%y'\nvalue = 'killed'
         [[table]]\npath = 'c.jsonl'\nkind = 'corrections'\nas-of = 'day'\nvalues = { a = 'killed' }\nsource = 'staff'",
    );
    assert_eq!(said, [""; 0]);
    let kinds: Vec<_> = manifest.mappings.iter().map(|(mapping, _)| (mapping.name.as_str(), mapping.kind)).collect();
    assert_eq!(
        kinds,
        [
            ("articles", TableKind::Tidy),
            ("staff", TableKind::Mapped),
            ("oryx", TableKind::Mapped),
            ("counties", TableKind::Mapped),
            ("c", TableKind::Corrections)
        ]
    );
    let [_, staff, oryx, counties, corrections] = [0, 1, 2, 3, 4].map(|at| &manifest.mappings[at].0);
    assert_eq!(staff.values.iter().map(|value| value.hedge.as_deref()).collect::<Vec<_>>(), [None, Some("a*")]);
    assert_eq!((staff.every, staff.own.is_some(), corrections.own), (Some(1), true, None));
    assert_eq!((staff.place.as_ref(), staff.since.is_some()), (Some(&Origin::Constant(0)), true));
    assert_eq!((&oryx.source, oryx.own), (&Some(Origin::Column("who".into())), None));
    assert!(matches!(&oryx.days, Some(Days::FileName { before, after, .. }) if before.is_empty() && after == "_*"));
    assert!(matches!(&oryx.values[0].metric, Origin::Lookup { others_ignored: true, .. }));
    assert_eq!(counties.place, Some(Origin::Column("FIPS".into())));
    assert_eq!((counties.values[0].column.as_str(), &counties.values[0].metric), ("", &Origin::Constant(0)));
    assert_eq!(manifest.mappings[2].1.line, 20);
}

#[test]
fn keys_that_contradict_each_other_are_refused() {
    insta::assert_snapshot!(
        [
            "as-of = 'd'\ndates = '%F'\nvalue = 'killed'",
            "as-of = 'd'\nvalues = { a = 'killed' }\nvalue = 'n'",
            "as-of = 'd'\nvalues = { a = 'killed' }\nmetric = 'killed'",
            "dates = '%F'\nvalues = { a = 'killed' }",
            "dates = '%F'\nvalue = 'killed'\nlow = 'l'",
            "period = 'p'\nsince = '2022-02-24'\nvalue = 'n'\nmetric = 'm'",
            "as-of = 'd'\nvalues = { a = 'killed', b = 'hurt' }\nlow = 'l'",
            "as-of = 'd'\nvalues = { a = 'killed' }\nignore = ['a']",
            "hedge = { a = 'b' }",
            "as-of = { column = 'a', file-name = '{date}' }\nvalues = { a = 'killed' }",
            "as-of = 'd'\nvalues = { a = 'killed' }\nnumber = { thousands = '.' }",
        ]
        .map(said)
        .join("\n"),
        @r#"
        '%F': `as-of` and `dates` contradict each other
        'n': `values` and `value` contradict each other
        'killed': `values` and `metric` contradict each other
        a: `dates` and `values` contradict each other
        'l': `dates` and `low, best and high` contradict each other
        '2022-02-24': `since` and `period` contradict each other
        'l': one pair of bounds cannot belong to several columns of values
        'a': the column `a` is both read and ignored
        a: `hedge` is for tables that are read through a mapping
        { column = 'a', file-name = '{date}' }: `as-of` needs either `column` or `file-name`
        '.': `.` cannot both group thousands and begin the fraction
        "#);
}

#[test]
fn what_is_missing_or_misspelt_is_said() {
    insta::assert_snapshot!(
        [
            "values = { a = 'killed' }",
            "as-of = 'd'",
            "as-of = 'd'\nvalue = 'n'",
            "dates = '%F'",
            "as-of = 'd'\nvalues = { a = 'kiled' }\nhedge = { a = 'h', b = 'h' }",
            "dates = '%m/%d'\nvalue = 'killed'",
            "dates = '%Q'\nvalue = 'killed'",
            "as-of = { file-name = '{date}_{date}' }\nvalues = { a = 'killed' }",
            "every = 'daily'\nmethod = 'guess'\ndocument = 'x'",
            "number = { decimal = '12' }",
            "as-of = 'd'\nvalues = { a = 'killed' }\nsource = { column = 'a', others = 'ignore' }",
            "since = 'start'\nas-of = 'd'\nvalues = { a = 'killed' }",
            "name = 'a b'",
            "source = 'stafff'",
            "place = { column = 'x' }",
        ]
        .map(said)
        .join("\n"),
        @r#"
        'a.csv': the table does not say where its days come from
        'a.csv': the table does not say which columns hold values
        'a.csv': the table does not say what its values count
        'a.csv': the table does not say what its values count
        'kiled': unknown metric `kiled`; b: unknown column of values `b`
        '%m/%d': `%m/%d` does not name a day
        '%Q': `%Q` is no date format
        '{date}_{date}': `{date}_{date}` does not say where the day stands
        'x': unknown document `x`; 'guess': unknown method `guess`; 'daily': `daily` is no distance between rows
        '12': `12` is no separator of digits
        'a': `others` says what is done with texts that `values` does not list
        'start': unknown anchor `start`
        'a b': the id `a b` holds a space or a control character
        'stafff': unknown source `stafff`
        { column = 'x' }: `place` of a tidy table is one id
        "#);
}

#[test]
fn paths_stay_in_the_dataset_and_names_are_not_shared() {
    for path in ["../a.csv", "/etc/passwd.csv", "", "a/../../b.csv"] {
        let said = read(&format!("[[table]]\npath = '{path}'")).1.join("; ");
        assert!(said.ends_with("is no path below the dataset's folder"), "{said}");
    }
    let said = read("[[table]]\npath = 'a.csv'\n[[table]]\npath = 'b/a.csv'\n[[table]]\npath = 'a.txt'").1;
    assert_eq!(
        said,
        ["'b/a.csv': two tables have the name `a`", "'a.txt': the file's name does not say how it is written"]
    );
}

#[test]
fn open_dimensions_take_what_the_manifest_names() {
    let text = "open = ['place', 'metric']\n[[table]]\npath = 'a.csv'\ndates = '%F'\nvalue = 'new'
        place = { column = 'p', values = { X = 'elsewhere' } }";
    assert_eq!(read(text).1, [""; 0]);
}
