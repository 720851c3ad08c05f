//! What is shown: claims and all that they lead to, each with its place in the list of nodes.

use std::collections::{BTreeMap, BTreeSet};

use crate::audit::days::days_in_words;
use crate::audit::picture::edge::{Edge, EdgeKind};
use crate::audit::picture::linking::Links;
use crate::audit::picture::node::{ClaimNode, Node};
use crate::audit::picture::sources::{groups, sources};
use crate::model::dataset::Dataset;
use crate::model::index::{ClaimIx, DocumentIx, GroupIx, SourceIx};
use crate::verify::verification::Verifications;

/// What is shown, of each kind in order of the ids.
pub(super) struct Shown<'d> {
    dataset: &'d Dataset,
    groups: Vec<GroupIx>,
    sources: Vec<SourceIx>,
    documents: Vec<DocumentIx>,
    claims: Vec<ClaimIx>,
}

impl<'d> Shown<'d> {
    pub(super) fn new(dataset: &'d Dataset, mut claims: Vec<ClaimIx>) -> Self {
        claims.sort_by_key(|&claim| dataset.claims.id(claim));
        let sources = sources(dataset, &claims);
        let read: BTreeSet<DocumentIx> = claims.iter().filter_map(|&claim| dataset.claims.document(claim)).collect();
        let mut documents: Vec<DocumentIx> = read.into_iter().collect();
        documents.sort_by_key(|document| dataset.documents.names.name(document.0));
        Self { dataset, groups: groups(dataset, &sources), sources, documents, claims }
    }

    /// The nodes: groups, sources, documents, claims.
    pub(super) fn nodes(&self, verifications: &Verifications) -> Vec<Node> {
        let Dataset { sources, documents, .. } = self.dataset;
        let group = |group: &GroupIx| sources.groups.name(group.0).to_owned();
        let groups = self.groups.iter().map(|known| Node::Group { id: group(known) });
        let asserting = self.sources.iter().map(|&ix| {
            let source = sources.get(ix);
            Node::Source {
                id: sources.id(ix).to_owned(),
                name: source.name.clone(),
                group: source.group.as_ref().map(group),
                party: source.party.map(|party| sources.parties.name(party.0).to_owned()),
                relies_on_unknown: source.relies_on_unknown,
            }
        });
        let read = self.documents.iter().map(|ix| {
            let document = &documents.documents[ix.at()];
            let id = documents.names.name(ix.0).to_owned();
            Node::Document { id, publisher: document.publisher.clone(), title: document.title.clone() }
        });
        let claims = self.claims.iter().map(|&claim| Node::Claim(Box::new(self.claim(claim, verifications))));
        groups.chain(asserting).chain(read).chain(claims).collect()
    }

    fn claim(&self, ix: ClaimIx, verifications: &Verifications) -> ClaimNode {
        let claim = self.dataset.claim(ix);
        let [subject, metric, place] = claim.quantity().names(&self.dataset.vocabulary).map(str::to_owned);
        let known = verifications.get(ix);
        ClaimNode {
            id: claim.id().to_owned(),
            subject,
            metric,
            place,
            period: days_in_words(claim.period()),
            printed: claim.printed(),
            support: known.support,
            conflict: known.conflict,
            credibility: known.credibility,
        }
    }

    /// The edges, and how many lead to claims that are not shown.
    pub(super) fn edges(&self, links: &Links) -> (Vec<Edge>, u64) {
        let after_groups = self.groups.len();
        let after_sources = after_groups + self.sources.len();
        let after_documents = after_sources + self.documents.len();
        let groups: BTreeMap<GroupIx, usize> = self.groups.iter().copied().zip(0..).collect();
        let sources: BTreeMap<SourceIx, usize> = self.sources.iter().copied().zip(after_groups..).collect();
        let documents: BTreeMap<DocumentIx, usize> = self.documents.iter().copied().zip(after_sources..).collect();
        let mut claims: Vec<Option<usize>> = vec![None; self.dataset.claims.len()];
        for (&claim, at) in self.claims.iter().zip(after_documents..) {
            claims[claim.at()] = Some(at);
        }
        let mut edges = Vec::new();
        let mut link = |from: usize, kind: EdgeKind, order: Option<u32>, to: Option<&usize>| {
            edges.extend(to.map(|&to| Edge { from, kind, order, to }));
        };
        for (&source, &from) in &sources {
            let known = self.dataset.sources.get(source);
            link(from, EdgeKind::MemberOf, None, known.group.and_then(|group| groups.get(&group)));
            known.speaks_for.iter().for_each(|of| link(from, EdgeKind::SpeaksFor, None, sources.get(of)));
            known.relies_on.iter().for_each(|on| link(from, EdgeKind::ReliesOn, None, sources.get(on)));
        }
        for (&ix, from) in self.claims.iter().zip(after_documents..) {
            let claim = self.dataset.claim(ix);
            link(from, EdgeKind::AssertedBy, None, sources.get(&claim.source_ix()));
            let document = self.dataset.claims.document(ix);
            link(from, EdgeKind::ReadIn, None, document.and_then(|document| documents.get(&document)));
            for (outlet, order) in claim.via().iter().zip(1..) {
                link(from, EdgeKind::Via, Some(order), sources.get(outlet));
            }
        }
        let mut cut = 0;
        for &(from, kind, to) in &links.all {
            match (claims[from.at()], claims[to.at()]) {
                (Some(from), Some(to)) => link(from, kind, None, Some(&to)),
                (None, None) => {}
                (Some(_), None) | (None, Some(_)) => cut += 1,
            }
        }
        edges.sort_unstable();
        (edges, cut)
    }
}
