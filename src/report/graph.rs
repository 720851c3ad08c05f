//! The claim graph as other programs read it: one file a format.

pub mod dot;
pub mod graphml;
pub mod json;
pub mod shape;
mod shaping;

use std::io;

use crate::audit::picture::Picture;
use crate::audit::picture::node::Node;
use crate::report::format::Format;

/// How a graph is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GraphFormat {
    /// For Graphviz, which draws it.
    Dot,
    /// For Gephi, yEd, networkx and others.
    GraphMl,
    /// One document.
    Json,
}

/// Every format of a graph.
pub const FORMATS: &[Format<GraphFormat>] = &[
    Format { word: "dot", endings: &["dot", "gv"], writer: GraphFormat::Dot },
    Format { word: "graphml", endings: &["graphml"], writer: GraphFormat::GraphMl },
    Format { word: "json", endings: &["json"], writer: GraphFormat::Json },
];

/// Writes the graph of one dataset.
///
/// # Errors
/// What `out` fails with; a closed pipe is [`io::ErrorKind::BrokenPipe`].
pub fn write(format: GraphFormat, picture: &Picture, out: &mut dyn io::Write) -> io::Result<()> {
    match format {
        GraphFormat::Dot => dot::write(picture, out),
        GraphFormat::GraphMl => graphml::write(picture, out),
        GraphFormat::Json => json::write(picture, out),
    }
}

/// The name of a node that no other has: `claim:en25-2022`.
fn key(node: &Node) -> String {
    format!("{}:{}", node.kind(), node.id())
}

/// What is written on a node, line by line.
fn label(node: &Node) -> Vec<String> {
    match node {
        Node::Group { id } => vec![id.clone()],
        Node::Source { name, .. } => vec![name.clone()],
        Node::Document { publisher, title, id } => {
            let lines = [publisher, title].into_iter().filter(|line| !line.is_empty());
            let lines: Vec<String> = lines.cloned().collect();
            if lines.is_empty() { vec![id.clone()] } else { lines }
        }
        Node::Claim(claim) => vec![claim.printed.clone(), claim.metric.clone(), claim.period.clone()],
    }
}
