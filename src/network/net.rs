//! A net of difference constraints: which counts may differ from which by how much, and who says so.
//!
//! A variable is a count at an instant. An edge says that `x_to − x_from` is at most its weight, in whole
//! units of the metric; an interval claim is two edges. petgraph's searches want floats and return nodes,
//! so that parallel edges lose their claims: the net keeps its own list.

use crate::model::interval::Interval;
use crate::network::members::{MemberIx, Members};

/// A variable: a count at an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VarIx(pub u32);

/// An edge of a built net, in its canonical order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EdgeIx(pub u32);

impl VarIx {
    /// The index as a position in a vector.
    #[must_use]
    pub fn at(self) -> usize {
        self.0 as usize
    }
}

impl EdgeIx {
    /// The index as a position in a vector.
    #[must_use]
    pub fn at(self) -> usize {
        self.0 as usize
    }
}

/// Why an edge holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// It is part of what the words mean and cannot be retracted.
    Given,
    /// A claim or an assumption says so.
    Member(MemberIx),
}

/// `x_to − x_from <= weight`, in units of the metric. Ordered by variables, then weight, then reason: of
/// parallel edges the tightest stands first, and of equals the one that is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Edge {
    /// The variable subtracted.
    pub from: VarIx,
    /// The variable bounded.
    pub to: VarIx,
    /// The most by which it may exceed the other.
    pub weight: i64,
    /// Who says so.
    pub why: Why,
}

impl Edge {
    /// The edges of "`to` minus `from` lies in the interval": none for an open end.
    pub fn within(from: VarIx, to: VarIx, interval: Interval, why: Why) -> impl Iterator<Item = Self> {
        let high = interval.has_high().then_some(Self { from, to, weight: interval.hi, why });
        // The least i64 stands for an open end, so every other low end has a negative.
        let low = interval.has_low().then(|| Self { from: to, to: from, weight: -interval.lo, why });
        high.into_iter().chain(low)
    }

    /// Its member, if it has one.
    #[must_use]
    pub fn member(&self) -> Option<MemberIx> {
        match self.why {
            Why::Given => None,
            Why::Member(member) => Some(member),
        }
    }

    /// Whether it holds without the members given.
    #[must_use]
    pub fn holds(&self, without: &Members) -> bool {
        self.member().is_none_or(|member| !without.contains(member))
    }
}

/// What can be retracted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Member {
    /// What retracting it costs: policy, printed with every report.
    pub weight: u32,
    /// The difference that it is about, the variable subtracted first; where there is one.
    pub measures: Option<(VarIx, VarIx)>,
}

/// Why no net was built.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unbuilt {
    /// An edge or a member names a variable that is not declared.
    #[error("a variable is not declared")]
    Variable(VarIx),
    /// An edge names a member that is not declared.
    #[error("a member is not declared")]
    Member(MemberIx),
    /// Edges or members are numbered in 32 bits.
    #[error("too many constraints")]
    Size,
}

/// A built net: the same whatever the order in which its edges were given.
#[derive(Debug, Clone)]
pub struct Net {
    vars: u32,
    members: Vec<Member>,
    edges: Vec<Edge>,
    leaving: Vec<u32>,
    entering: Grouped,
    owned: Grouped,
    steepest: u64,
}

/// Edges by some key (compressed rows).
#[derive(Debug, Clone)]
struct Grouped {
    start: Vec<u32>,
    edges: Vec<EdgeIx>,
}

impl Grouped {
    /// By counting; within a key in the order of the edges.
    fn by(keys: usize, edges: &[Edge], key: impl Fn(&Edge) -> Option<usize>) -> Self {
        let mut start = vec![0_u32; keys + 1];
        for key in edges.iter().filter_map(&key) {
            start[key + 1] += 1;
        }
        for at in 0..keys {
            start[at + 1] += start[at];
        }
        let mut next = start.clone();
        let mut grouped = vec![EdgeIx(0); start[keys] as usize];
        for (edge, ix) in edges.iter().zip(0..) {
            if let Some(key) = key(edge) {
                grouped[next[key] as usize] = EdgeIx(ix);
                next[key] += 1;
            }
        }
        Self { start, edges: grouped }
    }

    fn of(&self, key: usize) -> &[EdgeIx] {
        match (self.start.get(key), self.start.get(key + 1)) {
            (Some(&from), Some(&to)) => &self.edges[from as usize..to as usize],
            _ => &[],
        }
    }
}

impl Net {
    /// A net of `vars` variables. O(m log m) for m edges.
    ///
    /// # Errors
    /// Where an edge names what is not declared, or there are 2³² edges or more.
    pub fn new(vars: u32, members: Vec<Member>, mut edges: Vec<Edge>) -> Result<Self, Unbuilt> {
        let named = members.iter().filter_map(|member| member.measures).flat_map(|(from, to)| [from, to]);
        let ends = edges.iter().flat_map(|edge| [edge.from, edge.to]);
        if let Some(unknown) = named.chain(ends).find(|var| var.0 >= vars) {
            return Err(Unbuilt::Variable(unknown));
        }
        if let Some(unknown) = edges.iter().filter_map(Edge::member).find(|member| member.at() >= members.len()) {
            return Err(Unbuilt::Member(unknown));
        }
        // The last number stands for "no edge", and one more variable for the virtual source.
        if edges.len() >= u32::MAX as usize || members.len() >= u32::MAX as usize || vars == u32::MAX {
            return Err(Unbuilt::Size);
        }
        edges.sort_unstable();
        edges.dedup();
        let counted = vars as usize;
        let mut leaving = vec![0_u32; counted + 1];
        for edge in &edges {
            leaving[edge.from.at() + 1] += 1;
        }
        for at in 0..counted {
            leaving[at + 1] += leaving[at];
        }
        let entering = Grouped::by(counted, &edges, |edge| Some(edge.to.at()));
        // What is given stands behind what members own.
        let owner = |edge: &Edge| Some(edge.member().map_or(members.len(), MemberIx::at));
        let owned = Grouped::by(members.len() + 1, &edges, owner);
        let steepest = edges.iter().map(|edge| edge.weight.unsigned_abs()).max().unwrap_or(0);
        Ok(Self { vars, members, edges, leaving, entering, owned, steepest })
    }

    /// How many variables there are.
    #[must_use]
    pub fn vars(&self) -> u32 {
        self.vars
    }

    /// The members in order.
    #[must_use]
    pub fn members(&self) -> &[Member] {
        &self.members
    }

    /// All edges in order.
    #[must_use]
    pub fn edges(&self) -> &[Edge] {
        &self.edges
    }

    /// An edge of this net.
    #[must_use]
    pub fn edge(&self, ix: EdgeIx) -> Edge {
        self.edges[ix.at()]
    }

    /// What retracting a member costs.
    #[must_use]
    pub fn weight(&self, member: MemberIx) -> u64 {
        self.members.get(member.at()).map_or(0, |member| u64::from(member.weight))
    }

    /// Whether a member is a figure: about a difference, and no assumption.
    #[must_use]
    pub fn measures(&self, member: MemberIx) -> bool {
        self.members.get(member.at()).is_some_and(|member| member.measures.is_some())
    }

    /// The edges of a member, in order.
    #[must_use]
    pub fn owned(&self, member: MemberIx) -> &[EdgeIx] {
        if member.at() < self.members.len() { self.owned.of(member.at()) } else { &[] }
    }

    /// The edges that are given, in order.
    pub(super) fn given(&self) -> &[EdgeIx] {
        self.owned.of(self.members.len())
    }

    /// The edges that leave a variable and are given or of these members, in order. O(log m) for each member and
    /// what they own there, however many leave.
    pub(super) fn leaving_of(&self, var: u32, members: &[MemberIx]) -> Vec<EdgeIx> {
        let (from, to) = (self.leaving[var as usize], self.leaving[var as usize + 1]);
        let owned = members.iter().map(|&member| self.owned(member)).chain([self.given()]);
        let leaves = |edges: &[EdgeIx], end: u32| edges.partition_point(|&ix| ix.0 < end);
        let mut edges: Vec<EdgeIx> =
            owned.flat_map(|owned| &owned[leaves(owned, from)..leaves(owned, to)]).copied().collect();
        // Runs in order, which a stable sort merges.
        edges.sort();
        edges
    }

    /// The edges that enter a variable, in order.
    pub(super) fn entering(&self, var: u32) -> &[EdgeIx] {
        self.entering.of(var as usize)
    }

    /// How many edges leave or enter a variable.
    pub(super) fn degree(&self, var: VarIx) -> usize {
        if var.0 < self.vars { self.leaving(var.0).1.len() + self.entering(var.0).len() } else { 0 }
    }

    /// The edges that leave a variable, which stand side by side.
    pub(super) fn leaving(&self, var: u32) -> (EdgeIx, &[Edge]) {
        let (from, to) = (self.leaving[var as usize], self.leaving[var as usize + 1]);
        (EdgeIx(from), &self.edges[from as usize..to as usize])
    }

    /// The tightest edge between two variables that holds without some members. O(log d) for d edges that
    /// leave the first, and those retracted between the two.
    pub(super) fn tightest(&self, from: VarIx, to: VarIx, without: &Members) -> Option<EdgeIx> {
        let (first, edges) = self.leaving(from.0);
        let at = edges.partition_point(|edge| edge.to < to);
        let mut between = edges[at..].iter().zip(first.0..).take_while(|(edge, _)| edge.to == to);
        let (_, ix) = between.find(|(edge, _)| edge.holds(without))?;
        Some(EdgeIx(ix + u32::try_from(at).ok()?))
    }

    /// Whether labels that are carried on through `epochs` searches stay well inside an `i64`.
    ///
    /// One search lowers a label by at most variables × steepest weight, because the paths behind labels
    /// are simple; sums of two labels and a weight must fit, too.
    pub(super) fn is_narrow(&self, epochs: usize) -> bool {
        let (vars, epochs) = (u128::from(self.vars) + 1, epochs as u128 + 1);
        (vars * u128::from(self.steepest)).checked_mul(epochs).is_some_and(|span| span < 1 << 60)
    }

    /// The members of some edges, each once, in order.
    #[must_use]
    pub fn members_of(&self, edges: &[EdgeIx]) -> Vec<MemberIx> {
        let mut members: Vec<MemberIx> = edges.iter().filter_map(|&ix| self.edge(ix).member()).collect();
        members.sort_unstable();
        members.dedup();
        members
    }

    /// The sum of the weights of some edges. Fewer than 2³² of them cannot overflow.
    #[must_use]
    pub fn sum(&self, edges: &[EdgeIx]) -> i128 {
        edges.iter().map(|&ix| i128::from(self.edge(ix).weight)).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::{Edge, Net, Unbuilt, VarIx, Why};
    use crate::model::interval::Interval;

    #[test]
    fn an_open_end_has_no_edge() {
        let over = Interval { lo: 628_001, hi: Interval::NO_HIGH };
        let edges: Vec<Edge> = Edge::within(VarIx(0), VarIx(1), over, Why::Given).collect();
        assert_eq!(edges, [Edge { from: VarIx(1), to: VarIx(0), weight: -628_001, why: Why::Given }]);
    }

    #[test]
    fn what_is_not_declared_is_refused() {
        let edge = Edge { from: VarIx(0), to: VarIx(2), weight: 0, why: Why::Given };
        assert_eq!(Net::new(2, Vec::new(), vec![edge]).err(), Some(Unbuilt::Variable(VarIx(2))));
    }

    #[test]
    fn the_order_given_does_not_matter() {
        let edge = |from, to, weight| Edge { from: VarIx(from), to: VarIx(to), weight, why: Why::Given };
        let (one, two) = (vec![edge(1, 0, 3), edge(0, 1, 2)], vec![edge(0, 1, 2), edge(1, 0, 3)]);
        let edges = |edges| Net::new(2, Vec::new(), edges).expect("declared").edges().to_vec();
        assert_eq!(edges(one), edges(two));
    }
}
