//! The graph as GraphML (<http://graphml.graphdrawing.org>): every attribute declared with its type, nodes and edges by
//! numbers, because an id of theirs may hold no space and no quote.

use std::io;

use crate::audit::picture::Picture;
use crate::audit::picture::node::Node;
use crate::report::graph::label;
use crate::report::printable::printable;

/// The attributes of nodes, with their types.
const OF_NODES: [(&str, &str); 17] = [
    ("kind", "string"),
    ("id", "string"),
    ("label", "string"),
    ("name", "string"),
    ("group", "string"),
    ("party", "string"),
    ("relies_on_unknown", "boolean"),
    ("publisher", "string"),
    ("title", "string"),
    ("subject", "string"),
    ("metric", "string"),
    ("place", "string"),
    ("period", "string"),
    ("printed", "string"),
    ("support", "string"),
    ("conflict", "string"),
    ("credibility", "int"),
];

/// The attributes of edges.
const OF_EDGES: [(&str, &str); 2] = [("kind", "string"), ("order", "int")];

/// Writes the graph.
///
/// # Errors
/// What `out` fails with.
pub fn write(picture: &Picture, out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(
        out,
        "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
         xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns \
         http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">"
    )?;
    for (of, attributes) in [("node", &OF_NODES[..]), ("edge", &OF_EDGES)] {
        for (name, kind) in attributes {
            let id = key(of, name);
            writeln!(out, "  <key id=\"{id}\" for=\"{of}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>")?;
        }
    }
    writeln!(out, "  <graph id=\"claims\" edgedefault=\"directed\">")?;
    writeln!(out, "    <desc>{}</desc>", escaped(&picture.title))?;
    for (number, node) in picture.nodes.iter().enumerate() {
        writeln!(out, "    <node id=\"n{number}\">")?;
        for (name, text) in of_node(node) {
            data("node", name, &text, out)?;
        }
        writeln!(out, "    </node>")?;
    }
    for (number, edge) in picture.edges.iter().enumerate() {
        writeln!(out, "    <edge id=\"e{number}\" source=\"n{}\" target=\"n{}\">", edge.from, edge.to)?;
        data("edge", "kind", edge.kind.word(), out)?;
        if let Some(order) = edge.order {
            data("edge", "order", &order.to_string(), out)?;
        }
        writeln!(out, "    </edge>")?;
    }
    writeln!(out, "  </graph>\n</graphml>")
}

fn data(of: &str, name: &str, text: &str, out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(out, "      <data key=\"{}\">{}</data>", key(of, name), escaped(text))
}

/// The id of an attribute's declaration: nodes and edges both have a kind.
fn key(of: &str, name: &str) -> String {
    format!("{of}-{name}")
}

/// What is known of a node; an absent value is left out.
fn of_node(node: &Node) -> Vec<(&'static str, String)> {
    let mut known =
        vec![("kind", node.kind().to_owned()), ("id", node.id().to_owned()), ("label", label(node).join(", "))];
    match node {
        Node::Group { .. } => {}
        Node::Source { name, group, party, relies_on_unknown, .. } => {
            known.push(("name", name.clone()));
            known.extend(group.iter().map(|group| ("group", group.clone())));
            known.extend(party.iter().map(|party| ("party", party.clone())));
            known.push(("relies_on_unknown", relies_on_unknown.to_string()));
        }
        Node::Document { publisher, title, .. } => {
            known.extend([("publisher", publisher.clone()), ("title", title.clone())]);
        }
        Node::Claim(claim) => known.extend([
            ("subject", claim.subject.clone()),
            ("metric", claim.metric.clone()),
            ("place", claim.place.clone()),
            ("period", claim.period.clone()),
            ("printed", claim.printed.clone()),
            ("support", claim.support.word().to_owned()),
            ("conflict", claim.conflict.word().to_owned()),
            ("credibility", claim.credibility.to_string()),
        ]),
    }
    known
}

/// Text between tags. XML has no way to write a control character, so these are shown.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in printable(text).chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            _ => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn no_text_is_a_tag() {
        assert_eq!(escaped("</data> & ]]> \"'"), "&lt;/data&gt; &amp; ]]&gt; \"'");
        assert_eq!(escaped("a\0b\u{1b}\u{ffff}\n"), "a␀b␛\u{fffd}␊");
    }
}
