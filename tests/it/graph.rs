//! `counterclaim graph`: what stands in it, and that the programs can read it that it is for.

use std::collections::{BTreeMap, BTreeSet};
use std::process::{Command, Output};

use counterclaim::audit::picture::edge::EdgeKind;
use counterclaim::audit::picture::node::{ClaimNode, Node};
use counterclaim::audit::picture::{Picture, picture};
use counterclaim::graph::support::Support;
use counterclaim::load::written::Row;
use counterclaim::model::dataset::Dataset;
use counterclaim::report::graph::shape::{GraphReport, schema};
use counterclaim::report::graph::{GraphFormat, write};
use counterclaim::rules::select::Selector;
use counterclaim::verify::conflict::Conflict;
use serde_json::Value;

use crate::made::{audited, dataset, path, row, shipped, written};
use crate::random;
use crate::xml::{Element, read};

const FORMATS: [GraphFormat; 3] = [GraphFormat::Dot, GraphFormat::GraphMl, GraphFormat::Json];

const SETTING: &str = r#"
anchor = { start = "2022-03-01" }

[metric.killed]
[metric.hurt]

[source.ministry]
name = "Ministry \"of\" <Defence> \\ & \u001B[31m"
group = "state"
party = "us"
[source.spokesman]
group = "state"
speaks-for = ["ministry"]
[source.ally]
relies-on = ["ministry", "unknown"]
[source.registry]
[source.wire]
[source.paper]

[document.article]
publisher = "=1+1\n]]>"
title = "\" ] ; } \\"
"#;

/// A figure through two outlets, one that repeats it, one computed from it, one that confirms it and one that does not,
/// and one that stands alone.
fn told() -> Dataset {
    let killed =
        |id: &'static str, source: &'static str, value: &'static str, more: &[(&'static str, &'static str)]| {
            let columns = [("id", id), ("source", source), ("metric", "killed"), ("value", value)];
            let mut columns = columns.to_vec();
            columns.extend(more);
            if !more.iter().any(|(column, _)| *column == "period") {
                columns.push(("period", "start/2022-03-04"));
            }
            row(&columns)
        };
    let rows: Vec<Row> = vec![
        killed("a\"<&\\>", "ministry", "501", &[("via", "wire; paper"), ("document", "article")]),
        killed("b", "spokesman", "501", &[("restates", "a\"<&\\>"), ("via", "paper")]),
        killed("c", "ally", "502", &[("derived-from", "a\"<&\\>"), ("hedge", "about")]),
        killed("d", "registry", "502", &[("method", "registry")]),
        killed("e", "ministry", "900", &[("period", "start/2022-03-03")]),
        killed("f", "registry", "7", &[("period", "start/2022-04-03"), ("metric", "hurt")]),
    ];
    let rows: Vec<Row> = rows.into_iter().map(one_metric).collect();
    written(SETTING, &rows)
}

/// The row with the last of its metrics.
fn one_metric(row: Row) -> Row {
    let last = row.iter().rposition(|(column, _)| column == "metric").expect("a metric");
    row.into_iter()
        .enumerate()
        .filter(|(at, (column, _))| column != "metric" || *at == last)
        .map(|(_, it)| it)
        .collect()
}

fn shown(dataset: &Dataset, linked: bool) -> Picture {
    picture(dataset, shipped(), &Selector::default(), linked)
}

fn said(format: GraphFormat, picture: &Picture) -> String {
    let mut out = Vec::new();
    write(format, picture, &mut out).expect("memory takes everything");
    String::from_utf8(out).expect("text")
}

/// Every edge in words: `claim b restates claim a`.
fn edges(picture: &Picture) -> BTreeSet<String> {
    let name = |at: usize| format!("{} {}", picture.nodes[at].kind(), picture.nodes[at].id());
    let order = |order: Option<u32>| order.map_or_else(String::new, |order| format!(" {order}"));
    let each = picture.edges.iter();
    each.map(|edge| format!("{} {}{} {}", name(edge.from), edge.kind.word(), order(edge.order), name(edge.to)))
        .collect()
}

fn claim<'p>(picture: &'p Picture, id: &str) -> &'p ClaimNode {
    let found = picture.nodes.iter().find_map(|node| match node {
        Node::Claim(claim) if claim.id == id => Some(claim),
        _ => None,
    });
    found.unwrap_or_else(|| panic!("no claim {id}"))
}

#[test]
fn every_link_is_an_edge() {
    let dataset = told();
    let picture = shown(&dataset, false);
    let found = edges(&picture);
    for expected in [
        "source ministry member-of group state",
        "source spokesman member-of group state",
        "source spokesman speaks-for source ministry",
        "source ally relies-on source ministry",
        "claim a\"<&\\> asserted-by source ministry",
        "claim a\"<&\\> read-in document article",
        "claim a\"<&\\> via 1 source wire",
        "claim a\"<&\\> via 2 source paper",
        "claim b asserted-by source spokesman",
        "claim b via 1 source paper",
        "claim b restates claim a\"<&\\>",
        "claim c derived-from claim a\"<&\\>",
        "claim d confirms claim a\"<&\\>",
        "claim e contradicts claim a\"<&\\>",
        "claim f asserted-by source registry",
    ] {
        assert!(found.contains(expected), "{expected}: {found:#?}");
    }
    assert_eq!((picture.alone, picture.cut), (0, 0));
    let unknown = picture.nodes.iter().filter(|node| matches!(node, Node::Source { relies_on_unknown: true, .. }));
    assert_eq!(unknown.map(Node::id).collect::<Vec<_>>(), ["ally"]);
    // What speaks against the figure stands with it, and lowers it below what the register alone would make it.
    let of_ministry = claim(&picture, "a\"<&\\>");
    assert_eq!((of_ministry.conflict, of_ministry.credibility), (Conflict::SelfContradictory, 5));
    assert_eq!(of_ministry.support, Support::Corroborated);
    assert_eq!((claim(&picture, "f").support, claim(&picture, "f").credibility), (Support::Reported, 6));
    assert_eq!(claim(&picture, "b").period, "as of 2022-03-04");
}

#[test]
fn what_hangs_on_nothing_can_be_left_out() {
    let dataset = told();
    let (all, linked) = (shown(&dataset, false), shown(&dataset, true));
    assert_eq!((linked.alone, all.nodes.len() - linked.nodes.len()), (1, 1));
    let left: Vec<String> = edges(&all).difference(&edges(&linked)).cloned().collect();
    assert_eq!(left, ["claim f asserted-by source registry"]);
}

#[test]
fn edges_to_what_is_not_selected_are_counted() {
    let dataset = told();
    let only = picture(&dataset, shipped(), &Selector::of("claim", "b").expect("a key"), false);
    assert_eq!(only.cut, 1, "it restates a claim that is not shown");
    let kinds: Vec<&str> = only.nodes.iter().map(|node| node.kind()).collect();
    // Its source and the outlet, whom the source speaks for, and the group of both.
    assert_eq!(kinds, ["group", "source", "source", "source", "claim"]);
    // Its standing does not depend on what is shown.
    assert_eq!(claim(&only, "b"), claim(&shown(&dataset, false), "b"));
}

#[test]
fn the_shipped_datasets_are_whole() {
    for (name, claims) in [("ebola-west-africa", 980), ("ukraine-losses", 42_756)] {
        let dataset = dataset(&format!("datasets/{name}"));
        let picture = shown(&dataset, false);
        let of = |kind: &str| picture.nodes.iter().filter(|node| node.kind() == kind).count();
        assert_eq!((of("claim"), dataset.claims.len()), (claims, claims), "{name}");
        let asserted = picture.edges.iter().filter(|edge| edge.kind == EdgeKind::AssertedBy).count();
        assert_eq!(asserted, claims);
        // Every claim has the standing that findings give it.
        for witness in audited(&dataset).findings.iter().flat_map(|finding| finding.witnesses()) {
            let node = claim_in(&picture, &witness.claim);
            let (shown, found) = ((node.support, node.conflict), (witness.support, witness.conflict));
            assert_eq!((shown, node.credibility), (found, witness.credibility), "{}", witness.claim);
        }
    }
}

/// As [`claim`], for many: claims stand last and in order of their ids.
fn claim_in<'p>(picture: &'p Picture, id: &str) -> &'p ClaimNode {
    let first = picture.nodes.iter().position(|node| node.kind() == "claim").expect("claims");
    let at = picture.nodes[first..].binary_search_by(|node| node.id().cmp(id)).expect("the claim");
    match &picture.nodes[first + at] {
        Node::Claim(claim) => claim,
        other => panic!("{other:?}"),
    }
}

fn some() -> [Picture; 3] {
    [shown(&told(), false), shown(&dataset("datasets/ebola-west-africa"), true), shown(&Dataset::default(), false)]
}

#[test]
fn graphml_is_xml_and_every_attribute_declared() {
    for picture in some() {
        let text = said(GraphFormat::GraphMl, &picture);
        let root = read(&text).unwrap_or_else(|wrong| panic!("{wrong}"));
        assert_eq!(root.name, "graphml");
        let attribute = |element: &Element, name: &str| element.attributes[name].clone();
        let mut declared = BTreeMap::new();
        for key in root.children.iter().filter(|child| child.name == "key") {
            let of = (attribute(key, "for"), attribute(key, "attr.name"), attribute(key, "attr.type"));
            assert_eq!(declared.insert(attribute(key, "id"), of), None, "two keys of one id");
        }
        let [graph] = root.children.iter().filter(|child| child.name == "graph").collect::<Vec<_>>()[..] else {
            panic!("not one graph");
        };
        assert_eq!(attribute(graph, "edgedefault"), "directed");
        let of = |name: &str| graph.children.iter().filter(|child| child.name == name).collect::<Vec<_>>();
        let (nodes, edges) = (of("node"), of("edge"));
        assert_eq!((nodes.len(), edges.len()), (picture.nodes.len(), picture.edges.len()));
        let ids: BTreeSet<String> = nodes.iter().chain(&edges).map(|it| attribute(it, "id")).collect();
        assert_eq!(ids.len(), nodes.len() + edges.len(), "ids are unique");
        // What XML Schema calls an NMTOKEN.
        assert!(
            ids.iter()
                .chain(declared.keys())
                .all(|id| id.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c)))
        );
        for element in nodes.iter().chain(&edges) {
            for data in &element.children {
                let (of, name, kind) = &declared[&attribute(data, "key")];
                assert_eq!((&data.name, of), (&"data".to_owned(), &element.name));
                let right = match kind.as_str() {
                    "int" => data.text.parse::<i32>().is_ok(),
                    "boolean" => ["true", "false"].contains(&data.text.as_str()),
                    kind => kind == "string",
                };
                assert!(right, "{name}: {}", data.text);
            }
        }
        for (edge, expected) in edges.iter().zip(&picture.edges) {
            let ends = [attribute(edge, "source"), attribute(edge, "target")];
            assert_eq!(ends, [expected.from, expected.to].map(|at| attribute(nodes[at], "id")));
            assert_eq!(edge.children[0].text, expected.kind.word());
        }
        for (node, expected) in nodes.iter().zip(&picture.nodes) {
            let known = |name: &str| {
                let data = node.children.iter().find(|data| declared[&data.attributes["key"]].1 == name);
                data.map(|data| data.text.clone())
            };
            assert_eq!(
                (known("kind").as_deref(), known("id").as_deref()),
                (Some(expected.kind()), Some(expected.id()))
            );
        }
    }
    let strange = said(GraphFormat::GraphMl, &some()[0]);
    assert!(strange.contains("Ministry \"of\" &lt;Defence&gt; \\ &amp; ␛[31m"), "{strange}");
    assert!(strange.contains("=1+1␊]]&gt;") && !strange.contains('\u{1b}'), "{strange}");
}

/// Reads the strings of a line of DOT: what stands outside of them, and each string as Graphviz keeps it.
fn strings(line: &str) -> (String, Vec<String>) {
    let (mut outside, mut found, mut within) = (String::new(), Vec::<String>::new(), false);
    let mut characters = line.chars();
    while let Some(c) = characters.next() {
        match (within, c) {
            (_, '"') => {
                within = !within;
                outside.push('"');
                if within {
                    found.push(String::new());
                }
            }
            (true, '\\') => {
                let escaped = characters.next().expect("a character after a backslash");
                let kept = found.last_mut().expect("a string");
                if escaped == '"' { kept.push('"') } else { kept.extend(['\\', escaped]) }
            }
            (true, c) => found.last_mut().expect("a string").push(c),
            (false, c) => outside.push(c),
        }
    }
    assert!(!within, "a string does not end: {line}");
    (outside, found)
}

#[test]
fn dot_has_a_line_a_node_and_a_line_an_edge() {
    for picture in some() {
        let text = said(GraphFormat::Dot, &picture);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), picture.nodes.len() + picture.edges.len() + 3, "no text breaks a line");
        assert_eq!((strings(lines[0]).0.as_str(), lines.last()), ("digraph \"\" {", Some(&"}")));
        let (nodes, edges) = lines[2..lines.len() - 1].split_at(picture.nodes.len());
        for ((number, line), node) in nodes.iter().enumerate().zip(&picture.nodes) {
            let (outside, strings) = strings(line);
            assert!(outside.starts_with(&format!("  n{number} [key=\"\", label=\"\", shape=")), "{line}");
            assert!(outside.ends_with(']') && outside.matches('[').count() == 1, "{line}");
            let key = strings[0].replace("\\\\", "\\");
            assert_eq!(key, format!("{}:{}", node.kind(), node.id()));
        }
        for (line, edge) in edges.iter().zip(&picture.edges) {
            let (outside, strings) = strings(line);
            assert!(outside.starts_with(&format!("  n{} -> n{} [label=\"\"", edge.from, edge.to)), "{line}");
            assert!(outside.ends_with(']') && strings[0].starts_with(edge.kind.word()), "{line}");
        }
    }
}

#[test]
fn json_is_what_its_schema_says() {
    let schema: Value = serde_json::from_str(&schema()).expect("a schema");
    let validator = jsonschema::draft202012::new(&schema).expect("a schema");
    for picture in some() {
        let json = said(GraphFormat::Json, &picture);
        let read: GraphReport = serde_json::from_str(&json).expect("no unknown members");
        assert_eq!((read.version, read.nodes.len(), read.edges.len()), (1, picture.nodes.len(), picture.edges.len()));
        let value: Value = serde_json::from_str(&json).expect("JSON");
        assert_eq!(validator.iter_errors(&value).map(|error| error.to_string()).collect::<Vec<_>>(), [""; 0]);
        let keys: BTreeSet<&str> =
            value["nodes"].as_array().expect("nodes").iter().map(|node| node["key"].as_str().expect("a key")).collect();
        assert_eq!(keys.len(), picture.nodes.len(), "keys are unique");
        assert!(read.edges.iter().all(|edge| keys.contains(edge.from.as_str()) && keys.contains(edge.to.as_str())));
    }
}

proptest::proptest! {
    #![proptest_config(random::cases(48))]

    #[test]
    fn the_order_of_rows_changes_no_byte((rows, other) in random::shuffled(20)) {
        let (one, two) = (shown(&random::dataset(&rows), false), shown(&random::dataset(&other), false));
        for format in FORMATS {
            assert_eq!(said(format, &one), said(format, &two), "{rows:?}");
        }
    }
}

// The command as a script meets it.

fn run(arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_counterclaim"));
    let Output { status, stdout, stderr } =
        command.arg("graph").args(arguments).current_dir(path("")).env_clear().output().expect("the binary runs");
    let text = |bytes| String::from_utf8(bytes).expect("what is printed is UTF-8");
    (status.code().expect("an exit code"), text(stdout), text(stderr))
}

#[test]
fn the_command_writes_or_says_why_not() {
    let (code, stdout, stderr) = run(&["datasets/covid-italy"]);
    assert_eq!((code, stderr.as_str()), (0, ""));
    assert!(stdout.starts_with("digraph \"") && stdout.ends_with("}\n"), "{stdout}");
    let (code, linked, stderr) = run(&["datasets/covid-italy", "--linked"]);
    assert_eq!(code, 0);
    assert!(linked.len() < stdout.len(), "most of it are rows of a table");
    assert!(stderr.starts_with("note: ") && stderr.ends_with(" no other claim, no outlet, no document\n"), "{stderr}");

    let folder = tempfile::tempdir().expect("a folder");
    for (name, begins) in [("a.gv", "digraph "), ("a.graphml", "<?xml "), ("a.json", "{\n  \"version\": 1")] {
        let file = folder.path().join(name);
        let output = ["tests/fixtures-cli/agreeing", "--output", file.to_str().expect("a path")];
        assert_eq!(run(&output), (0, String::new(), String::new()), "{name}");
        assert!(std::fs::read_to_string(&file).expect("a file").starts_with(begins), "{name}");
    }
    let (code, stdout, stderr) = run(&["tests/fixtures-cli/broken"]);
    assert_eq!((code, stdout.as_str()), (2, ""));
    assert!(stderr.ends_with("2 problems\n"), "{stderr}");
    for (arguments, message) in [
        (&["datasets"][..], "`datasets` holds several datasets"),
        (&["datasets/covid-italy", "--select", "table=x"], "no claim is matched by `--select table=x`"),
        (&["datasets/covid-italy", "--output", "a.svg"], "`--output a.svg` has no format"),
        (&["no-such-folder"], "no-such-folder"),
    ] {
        let (code, stdout, stderr) = run(arguments);
        assert_eq!((code, stdout.as_str()), (2, ""), "{arguments:?}");
        assert!(stderr.starts_with("error: ") && stderr.contains(message), "{stderr}");
    }
}
