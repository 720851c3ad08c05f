//! From the picture to the shapes that leave the program.

use crate::audit::picture::Picture;
use crate::audit::picture::edge::Edge;
use crate::audit::picture::node::{ClaimNode, Node};
use crate::report::graph::key;
use crate::report::graph::shape::{
    ClaimShape, DocumentShape, EdgeShape, GraphReport, GroupShape, NodeShape, SourceShape, VERSION,
};
use crate::report::shaping::tool;

pub(super) fn report(picture: &Picture) -> GraphReport {
    let keys: Vec<String> = picture.nodes.iter().map(key).collect();
    GraphReport {
        version: VERSION,
        tool: tool(),
        dataset: picture.dataset.clone(),
        title: picture.title.clone(),
        nodes: picture.nodes.iter().zip(&keys).map(|(it, key)| node(it, key.clone())).collect(),
        edges: picture.edges.iter().map(|it| edge(it, &keys)).collect(),
        alone: picture.alone,
        cut: picture.cut,
    }
}

fn node(node: &Node, key: String) -> NodeShape {
    match node.clone() {
        Node::Group { id } => NodeShape::Group(GroupShape { key, id }),
        Node::Source { id, name, group, party, relies_on_unknown } => {
            NodeShape::Source(SourceShape { key, id, name, group, party, relies_on_unknown })
        }
        Node::Document { id, publisher, title } => NodeShape::Document(DocumentShape { key, id, publisher, title }),
        Node::Claim(claim) => {
            let ClaimNode { id, subject, metric, place, period, printed, support, conflict, credibility } = *claim;
            let (support, conflict) = (support.word().to_owned(), conflict.word().to_owned());
            let of = ClaimShape { key, id, subject, metric, place, period, printed, support, conflict, credibility };
            NodeShape::Claim(Box::new(of))
        }
    }
}

fn edge(edge: &Edge, keys: &[String]) -> EdgeShape {
    EdgeShape {
        kind: edge.kind.word().to_owned(),
        from: keys[edge.from].clone(),
        to: keys[edge.to].clone(),
        order: edge.order,
    }
}
