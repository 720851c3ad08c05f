//! What the JSON of `counterclaim graph` looks like: types of its own, as for the audit's
//! [`shape`](crate::report::shape). An absent value is `null`, never left out. Adding a member, renaming one or
//! changing its meaning raises [`VERSION`].

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::{Deserialize, Serialize};

use crate::audit::picture::edge::EdgeKind;
use crate::graph::support::Support;
use crate::load::schema::{pretty, words};
use crate::report::shape::Tool;
use crate::verify::conflict::Conflict;

/// The version of this format.
pub const VERSION: u32 = 1;

/// The claim graph of a dataset.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Graph")]
pub struct GraphReport {
    /// The version of this format.
    pub version: u32,
    /// What wrote the graph.
    pub tool: Tool,
    /// The dataset's folder as the user named it.
    pub dataset: String,
    /// Its title.
    pub title: String,
    /// Groups, sources, documents, claims; of each kind in order of their ids.
    pub nodes: Vec<NodeShape>,
    /// In order of the nodes that they lead from.
    pub edges: Vec<EdgeShape>,
    /// How many claims were left out because no other claim, no outlet and no document is linked to them.
    pub alone: u64,
    /// How many edges were left out because they lead to claims that are not shown.
    pub cut: u64,
}

/// What stands in the graph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[schemars(rename = "Node")]
pub enum NodeShape {
    /// Sources that are not independent of each other.
    Group(GroupShape),
    /// Who asserts, or passes on.
    Source(SourceShape),
    /// Where claims were read.
    Document(DocumentShape),
    /// A claim.
    Claim(Box<ClaimShape>),
}

/// Sources that are not independent of each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Group")]
pub struct GroupShape {
    /// What edges call it: its kind and its id.
    pub key: String,
    /// Its id.
    pub id: String,
}

/// Who asserts, or passes on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Source")]
pub struct SourceShape {
    /// What edges call it: its kind and its id.
    pub key: String,
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The id of its group, if it is in one.
    pub group: Option<String>,
    /// The id of its side, if it has one.
    pub party: Option<String>,
    /// Whether it also relies on others who are not known.
    pub relies_on_unknown: bool,
}

/// Where claims were read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Document")]
pub struct DocumentShape {
    /// What edges call it: its kind and its id.
    pub key: String,
    /// Its id.
    pub id: String,
    /// Who published it.
    pub publisher: String,
    /// What it is called.
    pub title: String,
}

/// A claim with its standing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Claim")]
pub struct ClaimShape {
    /// What edges call it: its kind and its id.
    pub key: String,
    /// Its id.
    pub id: String,
    /// Whose.
    pub subject: String,
    /// What.
    pub metric: String,
    /// Where.
    pub place: String,
    /// Over which days, in words.
    pub period: String,
    /// The figure with its words.
    pub printed: String,
    /// What supports it.
    #[schemars(extend("enum" = words(&Support::WORDS)))]
    pub support: String,
    /// What speaks against it.
    #[schemars(extend("enum" = words(&Conflict::WORDS)))]
    pub conflict: String,
    /// Credibility of the information on the NATO scale, 1 confirmed to 5 improbable, 6 cannot be judged.
    #[schemars(range(min = 1, max = 6))]
    pub credibility: u8,
}

/// How one node hangs on another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Edge")]
pub struct EdgeShape {
    /// What it says of the node that it leads from.
    #[schemars(extend("enum" = words(&EdgeKind::WORDS)))]
    pub kind: String,
    /// The key of the node that it leads from.
    pub from: String,
    /// The key of the node that it leads to.
    pub to: String,
    /// Which of the outlets that a claim passed through it leads to, counted from the source on, from 1.
    pub order: Option<u32>,
}

/// The JSON Schema (2020-12) of a graph.
#[must_use]
pub fn schema() -> String {
    pretty(&SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<GraphReport>())
}
