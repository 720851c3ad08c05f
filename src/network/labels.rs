//! Labels of variables, lowered until they satisfy every edge or a negative cycle shows that none do.
//!
//! A queue Bellman–Ford from a virtual source (Bellman 1958; Ford 1956) with Tarjan's subtree disassembly:
//! the tree of parents is kept threaded in preorder, a variable whose label falls loses its subtree at
//! once, and if the variable from which it falls is in that subtree the circle is closed. O(nm) at worst,
//! near linear on real nets; the best of those compared by Cherkassky and Goldberg (Negative-cycle
//! detection algorithms, Mathematical Programming 85, 1999). Because no circle of parents ever exists, every
//! label is at least the weight of a simple path: it never leaves the range that its type was chosen for.
//!
//! Labels may start anywhere. What satisfied a net before satisfies it after a retraction, and after an
//! addition only what leaves the violated edges has to be looked at.

use std::collections::VecDeque;
use std::ops::{Add, Sub};

use crate::network::members::{MemberIx, Members};
use crate::network::net::{Edge, EdgeIx, Net, VarIx};

/// What labels are counted in: `i64`, or `i128` where that might not hold them.
pub(super) trait Length:
    Copy + Ord + Default + From<i64> + Into<i128> + Add<Output = Self> + Sub<Output = Self>
{
    /// Labels as they are kept.
    fn kept(labels: Vec<Self>) -> Labels;
}

impl Length for i64 {
    fn kept(labels: Vec<Self>) -> Labels {
        Labels::Narrow(labels)
    }
}

impl Length for i128 {
    fn kept(labels: Vec<Self>) -> Labels {
        Labels::Wide(labels)
    }
}

/// Labels that satisfy a net, in the type that held them.
#[derive(Debug, Clone)]
pub(super) enum Labels {
    Narrow(Vec<i64>),
    Wide(Vec<i128>),
}

const NO_EDGE: u32 = u32::MAX;

/// Where more edges leave a variable, those of few members are picked out.
const HUB: usize = 8;

/// A variable's place in the tree of parents.
#[derive(Debug, Clone, Copy)]
struct Node {
    /// The edge that gave the label; none below the virtual source.
    parent: u32,
    next: u32,
    before: u32,
    children: u32,
    planted: bool,
    /// To be looked at when its turn comes.
    active: bool,
    queued: bool,
    /// The label fell since its edges were last looked at.
    stale: bool,
    in_limbo: bool,
    seen: bool,
}

const UNTOUCHED: Node = Node {
    parent: NO_EDGE,
    next: 0,
    before: 0,
    children: 0,
    planted: false,
    active: false,
    queued: false,
    stale: false,
    in_limbo: false,
    seen: false,
};

/// A search in progress: labels, the tree of parents, and what is still to be looked at.
#[derive(Debug, Clone)]
pub(super) struct Search<'n, D> {
    net: &'n Net,
    label: Vec<D>,
    /// The variables and, last, the virtual source.
    nodes: Vec<Node>,
    queue: VecDeque<u32>,
    /// What was touched, with the label that it had.
    touched: Vec<(u32, D)>,
    /// Stale variables cut off from the tree, which an ancestor's new label will reach, unless the edges
    /// between are retracted.
    limbo: Vec<u32>,
}

impl<'n, D: Length> Search<'n, D> {
    /// All labels 0, nothing to look at.
    pub(super) fn new(net: &'n Net) -> Self {
        let count = net.vars() as usize;
        let mut search = Self {
            net,
            label: vec![D::default(); count],
            nodes: vec![UNTOUCHED; count + 1],
            queue: VecDeque::new(),
            touched: Vec::new(),
            limbo: Vec::new(),
        };
        search.forget();
        search
    }

    /// The labels.
    pub(super) fn labels(&self) -> &[D] {
        &self.label
    }

    /// The labels.
    pub(super) fn into_labels(self) -> Labels {
        D::kept(self.label)
    }

    fn root(&self) -> usize {
        self.nodes.len() - 1
    }

    /// Ends the search and keeps its labels.
    pub(super) fn forget(&mut self) {
        for (var, _) in self.touched.drain(..) {
            self.nodes[var as usize] = UNTOUCHED;
        }
        self.queue.clear();
        self.limbo.clear();
        let root = self.net.vars();
        let at = self.root();
        self.nodes[at] = Node { next: root, before: root, planted: true, ..UNTOUCHED };
    }

    /// Ends the search and takes back what it did to the labels.
    pub(super) fn revert(&mut self) {
        for &(var, label) in &self.touched {
            self.label[var as usize] = label;
        }
        self.forget();
    }

    /// Looks at every variable.
    pub(super) fn start_everywhere(&mut self) {
        for var in 0..self.net.vars() {
            self.plant(var);
        }
    }

    /// Looks at edges that the labels do not satisfy.
    pub(super) fn start_at(&mut self, violated: &[EdgeIx]) {
        for &ix in violated {
            self.plant(self.net.edge(ix).from.0);
        }
    }

    /// Those of some edges that the labels do not satisfy.
    pub(super) fn violated(&self, edges: &[EdgeIx]) -> Vec<EdgeIx> {
        let violates = |ix: &EdgeIx| {
            let edge = self.net.edge(*ix);
            self.label[edge.from.at()] + D::from(edge.weight) < self.label[edge.to.at()]
        };
        edges.iter().copied().filter(violates).collect()
    }

    /// Changes labels by so much, until the search is taken back.
    pub(super) fn shift(&mut self, shifts: Vec<(VarIx, D)>) {
        for (var, by) in shifts {
            self.touch(var.0);
            self.label[var.at()] = self.label[var.at()] + by;
        }
    }

    /// Puts a variable below the virtual source as it is labelled now, to be looked at.
    fn plant(&mut self, var: u32) {
        let at = var as usize;
        self.touch(var);
        if !self.nodes[at].planted {
            self.graft(var, self.net.vars());
            self.nodes[at].parent = NO_EDGE;
        }
        self.nodes[at].stale = true;
        self.activate(var);
    }

    fn touch(&mut self, var: u32) {
        let at = var as usize;
        if !self.nodes[at].seen {
            self.nodes[at].seen = true;
            self.touched.push((var, self.label[at]));
        }
    }

    fn activate(&mut self, var: u32) {
        let node = &mut self.nodes[var as usize];
        node.active = true;
        if !node.queued {
            node.queued = true;
            self.queue.push_back(var);
        }
    }

    fn graft(&mut self, var: u32, below: u32) {
        let after = self.nodes[below as usize].next;
        self.nodes[below as usize].next = var;
        self.nodes[below as usize].children += 1;
        self.nodes[after as usize].before = var;
        let node = &mut self.nodes[var as usize];
        (node.before, node.next, node.children, node.planted) = (below, after, 0, true);
    }

    /// Takes a variable and all below it out of the tree; whether `sought` was among them.
    fn uproot(&mut self, var: u32, sought: u32) -> bool {
        let top = self.nodes[var as usize];
        let above = if top.parent == NO_EDGE { self.root() } else { self.net.edge(EdgeIx(top.parent)).from.at() };
        self.nodes[above].children -= 1;
        let (mut at, mut pending, mut met) = (var, 1, false);
        while pending > 0 {
            met |= at == sought;
            let node = &mut self.nodes[at as usize];
            pending = pending - 1 + node.children;
            (node.planted, node.active) = (false, false);
            if node.stale && !node.in_limbo {
                node.in_limbo = true;
                self.limbo.push(at);
            }
            at = node.next;
        }
        self.nodes[top.before as usize].next = at;
        self.nodes[at as usize].before = top.before;
        met
    }

    /// Lowers labels until every edge that holds without these members is satisfied, or there is a
    /// negative cycle: its edges in order.
    pub(super) fn run(&mut self, without: &Members) -> Option<Vec<EdgeIx>> {
        self.lower(without, None)
    }

    /// The same where nothing holds but what is given and the edges of a few members.
    pub(super) fn run_among(&mut self, members: &[MemberIx]) -> Option<Vec<EdgeIx>> {
        self.lower(&Members::all_but(self.net.members().len(), members), Some(members))
    }

    /// `among`, where there are any, are the members that are not in `without`.
    fn lower(&mut self, without: &Members, among: Option<&[MemberIx]>) -> Option<Vec<EdgeIx>> {
        let net = self.net;
        while let Some(var) = self.queue.pop_front() {
            let node = &mut self.nodes[var as usize];
            node.queued = false;
            if !node.active {
                continue;
            }
            (node.active, node.stale) = (false, false);
            let label = self.label[var as usize];
            let (first, edges) = net.leaving(var);
            let closing = match among.filter(|_| edges.len() > HUB) {
                None => edges
                    .iter()
                    .zip(first.0..)
                    .find(|&(edge, ix)| self.follow(ix, edge, label, without))
                    .map(|(_, ix)| ix),
                Some(members) => {
                    let edges = net.leaving_of(var, members);
                    edges.into_iter().find(|&ix| self.follow(ix.0, &net.edge(ix), label, without)).map(|ix| ix.0)
                }
            };
            if let Some(closing) = closing {
                return Some(self.circle(EdgeIx(closing)));
            }
        }
        None
    }

    /// Lowers the label that an edge reaches from its own variable's label; whether that closes a circle.
    fn follow(&mut self, ix: u32, edge: &Edge, label: D, without: &Members) -> bool {
        let (var, to, reached) = (edge.from.0, edge.to.0, label + D::from(edge.weight));
        if reached >= self.label[to as usize] || !edge.holds(without) {
            return false;
        }
        if self.nodes[to as usize].planted {
            // Its own edges have not all been looked at, should the search go on.
            self.nodes[var as usize].stale = true;
            if self.uproot(to, var) {
                return true;
            }
            self.nodes[var as usize].stale = false;
        }
        self.touch(to);
        self.label[to as usize] = reached;
        self.graft(to, var);
        let node = &mut self.nodes[to as usize];
        (node.parent, node.stale) = (ix, true);
        self.activate(to);
        false
    }

    /// The edges down the tree from where an edge leads to where it leaves, and the edge, which closes the circle.
    fn circle(&self, closing: EdgeIx) -> Vec<EdgeIx> {
        let Edge { from: VarIx(last), to: VarIx(first), .. } = self.net.edge(closing);
        let mut edges = vec![closing];
        let mut at = last;
        while at != first {
            let parent = EdgeIx(self.nodes[at as usize].parent);
            edges.push(parent);
            at = self.net.edge(parent).from.0;
        }
        edges.reverse();
        edges
    }

    /// After a cycle: lets the search go on without these members, from the labels as they are.
    pub(super) fn retract(&mut self, members: &[MemberIx]) {
        let net = self.net;
        for &ix in members.iter().flat_map(|&member| net.owned(member)) {
            let to = net.edge(ix).to.0;
            let node = &self.nodes[to as usize];
            if node.planted && node.parent == ix.0 {
                self.uproot(to, NO_EDGE);
            }
        }
        for var in std::mem::take(&mut self.limbo) {
            let node = &mut self.nodes[var as usize];
            node.in_limbo = false;
            if node.stale && !node.planted {
                self.plant(var);
            }
        }
    }
}
