//! Can all of it hold?
//!
//! A net has a solution exactly if it has no negative cycle, and the labels of a finished search are one,
//! in whole numbers (Bellman 1958; Dechter, Meiri and Pearl, Artificial Intelligence 49, 1991).

use crate::network::labels::{Labels, Length, Search};
use crate::network::members::Members;
use crate::network::net::{EdgeIx, Net, VarIx};

/// Edges that come back to where they begin and sum to less than nothing: no values satisfy all of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cycle {
    /// The edges in order, each leaving where the one before enters; the least edge first.
    pub edges: Vec<EdgeIx>,
    /// By how many units they miss each other: the negative of their sum, at least 1. Slack that totals
    /// the gap, anywhere on the cycle, mends this cycle.
    pub gap: i128,
}

impl Cycle {
    /// From the edges in order, wherever they begin.
    pub(super) fn new(net: &Net, mut edges: Vec<EdgeIx>) -> Self {
        let least = edges.iter().zip(0..).min().map_or(0, |(_, at)| at);
        edges.rotate_left(least);
        let gap = -net.sum(&edges);
        Self { edges, gap }
    }
}

/// A net that can hold without some members, and values that satisfy it.
#[derive(Debug, Clone)]
pub struct Feasible<'n> {
    pub(super) net: &'n Net,
    pub(super) without: Members,
    pub(super) labels: Labels,
}

impl Feasible<'_> {
    /// The value of a variable in one solution, in units of the metric.
    #[must_use]
    pub fn value(&self, var: VarIx) -> Option<i128> {
        match &self.labels {
            Labels::Narrow(labels) => labels.get(var.at()).map(|&label| label.into()),
            Labels::Wide(labels) => labels.get(var.at()).copied(),
        }
    }
}

/// Whether a net without some members can hold: values for it, or a negative cycle.
///
/// One search; O(nm) at worst for n variables and m edges, near linear on real nets.
///
/// # Errors
/// The cycle, which is simple: its edges without any one of them can hold.
pub fn feasible<'n>(net: &'n Net, without: &Members) -> Result<Feasible<'n>, Cycle> {
    let labels = if net.is_narrow(0) { settle::<i64>(net, without) } else { settle::<i128>(net, without) }?;
    Ok(Feasible { net, without: without.clone(), labels })
}

fn settle<D: Length>(net: &Net, without: &Members) -> Result<Labels, Cycle> {
    let mut search = Search::<D>::new(net);
    search.start_everywhere();
    match search.run(without) {
        None => Ok(search.into_labels()),
        Some(edges) => Err(Cycle::new(net, edges)),
    }
}

#[cfg(test)]
mod tests {
    use super::feasible;
    use crate::network::members::{MemberIx, Members};
    use crate::network::net::{Edge, Member, Net, VarIx, Why};

    fn edge(from: u32, to: u32, weight: i64, member: u32) -> Edge {
        Edge { from: VarIx(from), to: VarIx(to), weight, why: Why::Member(MemberIx(member)) }
    }

    fn net(edges: Vec<Edge>) -> Net {
        Net::new(3, vec![Member { weight: 1, measures: None }; 3], edges).expect("declared")
    }

    #[test]
    fn two_figures_for_one_year_miss_each_other() {
        let net = net(vec![edge(0, 1, 105_895, 0), edge(1, 0, -106_720, 1)]);
        assert_eq!(feasible(&net, &Members::none()).expect_err("a cycle").gap, 825);
        assert!(feasible(&net, &Members::of(&[MemberIx(1)])).is_ok());
    }

    #[test]
    fn nothing_is_more_than_itself() {
        let net = net(vec![edge(2, 2, -1, 0)]);
        assert_eq!(feasible(&net, &Members::none()).expect_err("a cycle").gap, 1);
    }

    #[test]
    fn the_ends_of_the_range_do_not_overflow() {
        let net = net(vec![edge(0, 1, i64::MIN, 0), edge(1, 2, i64::MIN, 1), edge(2, 0, i64::MAX, 2)]);
        let gap = feasible(&net, &Members::none()).expect_err("a cycle").gap;
        assert_eq!(gap, -(2 * i128::from(i64::MIN) + i128::from(i64::MAX)));
        let open = feasible(&net, &Members::of(&[MemberIx(2)])).expect("no cycle");
        assert_eq!(open.value(VarIx(2)), Some(2 * i128::from(i64::MIN)));
    }
}
