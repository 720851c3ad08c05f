//! The graph in the DOT language (<https://graphviz.org/doc/info/lang.html>). Nodes are called by numbers: two ids that
//! look alike would be one node. What supports a claim and what speaks against it stand as attributes of those names,
//! which Graphviz passes over.

use std::io;

use crate::audit::picture::Picture;
use crate::audit::picture::edge::{Edge, EdgeKind};
use crate::audit::picture::node::Node;
use crate::report::graph::{key, label};
use crate::report::printable::printable;
use crate::verify::conflict::Conflict;

/// Writes the graph.
///
/// # Errors
/// What `out` fails with.
pub fn write(picture: &Picture, out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(out, "digraph {} {{", quoted(&picture.title))?;
    writeln!(out, "  graph [rankdir=LR]")?;
    for (number, node) in picture.nodes.iter().enumerate() {
        writeln!(out, "  n{number} [key={}, {}]", quoted(&key(node)), of_node(node))?;
    }
    for edge in &picture.edges {
        writeln!(out, "  n{} -> n{} [{}]", edge.from, edge.to, of_edge(edge))?;
    }
    writeln!(out, "}}")
}

fn of_node(node: &Node) -> String {
    let lines: Vec<String> = label(node).iter().map(|line| in_label(line)).collect();
    let label = format!("label=\"{}\"", lines.join("\\n"));
    match node {
        Node::Group { .. } => format!("{label}, shape=tab"),
        Node::Source { .. } => format!("{label}, shape=box"),
        Node::Document { .. } => format!("{label}, shape=note"),
        Node::Claim(claim) => {
            let color = match claim.conflict {
                Conflict::None => "black",
                Conflict::DefinitionDependent | Conflict::Tension => "orange",
                Conflict::Disputed | Conflict::SelfContradictory => "red",
            };
            let (support, conflict) = (claim.support.word(), claim.conflict.word());
            let standing = format!("support=\"{support}\", conflict=\"{conflict}\", credibility={}", claim.credibility);
            format!("{label}, shape=ellipse, color={color}, {standing}")
        }
    }
}

fn of_edge(edge: &Edge) -> String {
    let order = edge.order.map_or_else(String::new, |order| format!(" {order}"));
    let style = match edge.kind {
        EdgeKind::Confirms | EdgeKind::Bounds => ", color=darkgreen",
        EdgeKind::Contradicts => ", color=red",
        EdgeKind::MemberOf | EdgeKind::SpeaksFor | EdgeKind::ReliesOn => ", style=dashed",
        _ => "",
    };
    format!("label=\"{}{order}\"{style}", edge.kind.word())
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", escaped(text))
}

/// Text inside a quoted string; a backslash in it would begin an escape.
fn escaped(text: &str) -> String {
    printable(text).replace('\\', "\\\\").replace('"', "\\\"")
}

/// The same in a label, where an ampersand begins the name of a character.
fn in_label(text: &str) -> String {
    escaped(text).replace('&', "&amp;")
}

#[cfg(test)]
mod tests {
    use super::{in_label, quoted};

    #[test]
    fn no_text_ends_its_string() {
        assert_eq!(quoted("a \"b\""), r#""a \"b\"""#);
        assert_eq!(quoted(r"ends in \"), r#""ends in \\""#);
        assert_eq!(quoted(r#"\" -> x ["#), r#""\\\" -> x [""#);
        assert_eq!(quoted("a\nb\u{1b}[31m &lt;"), "\"a␊b␛[31m &lt;\"");
        assert_eq!(in_label("&lt; \\N"), r"&amp;lt; \\N");
    }
}
