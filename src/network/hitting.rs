//! The lightest sets that meet every conflict.
//!
//! What repairs a net meets all its conflicts, and what meets all its conflicts repairs it (Reiter, A theory
//! of diagnosis from first principles, Artificial Intelligence 32, 1987; Liffiton and Sakallah, Algorithms
//! for computing minimal unsatisfiable subsets of constraints, Journal of Automated Reasoning 40, 2008).
//! Conflicts that share no member are solved apart; each part by branch and bound on its shortest unmet
//! conflict, bounded from below by disjoint conflicts.

use std::collections::BTreeMap;

use crate::network::members::MemberIx;

/// Some conflicts that share no member with the others, and the lightest sets that meet them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What each of the sets weighs.
    pub weight: u64,
    /// The lightest sets in order, each in order, none with a member to spare.
    pub optima: Vec<Vec<MemberIx>>,
    /// Whether these are all.
    pub all: bool,
}

/// The lightest sets that meet every conflict, part by part in order of their first members.
///
/// `None` where more than `nodes` of the search tree, over all parts, would have to be looked at. At most
/// `most` optima a part are kept, and then such that a member in all of them is in every optimum there is.
/// An empty conflict cannot be met and is passed over.
#[must_use]
pub fn lightest(
    conflicts: &[Vec<MemberIx>],
    weight: impl Fn(MemberIx) -> u64,
    mut nodes: usize,
    most: usize,
) -> Option<Vec<Part>> {
    let mut parts = Vec::new();
    for part in apart(conflicts) {
        let mut search = Search::new(part, &weight, nodes, most.max(1));
        parts.push(search.part()?);
        nodes = search.nodes;
    }
    Some(parts)
}

/// The conflicts by what they share, each part sorted: the shortest first.
fn apart(conflicts: &[Vec<MemberIx>]) -> Vec<Vec<&[MemberIx]>> {
    let mut top: BTreeMap<MemberIx, MemberIx> = BTreeMap::new();
    fn find(top: &mut BTreeMap<MemberIx, MemberIx>, mut at: MemberIx) -> MemberIx {
        while let Some(&above) = top.get(&at).filter(|&&above| above != at) {
            let next = top.get(&above).copied().unwrap_or(above);
            top.insert(at, next);
            at = next;
        }
        at
    }
    for conflict in conflicts {
        for &member in conflict {
            top.entry(member).or_insert(member);
            let (one, other) = (find(&mut top, conflict[0]), find(&mut top, member));
            top.insert(one.max(other), one.min(other));
        }
    }
    let mut parts: BTreeMap<MemberIx, Vec<&[MemberIx]>> = BTreeMap::new();
    for conflict in conflicts {
        if let Some(&first) = conflict.first() {
            parts.entry(find(&mut top, first)).or_default().push(conflict);
        }
    }
    let mut parts: Vec<_> = parts.into_values().collect();
    for part in &mut parts {
        part.sort_unstable_by_key(|conflict| (conflict.len(), *conflict));
        part.dedup();
    }
    parts
}

struct Search<'c, W> {
    conflicts: Vec<&'c [MemberIx]>,
    weight: &'c W,
    nodes: usize,
    most: usize,
    chosen: Vec<MemberIx>,
    barred: Vec<MemberIx>,
    best: Option<u64>,
    optima: Vec<Vec<MemberIx>>,
    all: bool,
}

/// The search tree is larger than the budget.
struct TooLarge;

impl<'c, W: Fn(MemberIx) -> u64> Search<'c, W> {
    fn new(conflicts: Vec<&'c [MemberIx]>, weight: &'c W, nodes: usize, most: usize) -> Self {
        let (chosen, barred, optima) = (Vec::new(), Vec::new(), Vec::new());
        Self { conflicts, weight, nodes, most, chosen, barred, best: None, optima, all: true }
    }

    fn part(&mut self) -> Option<Part> {
        self.branch(0).ok()?;
        let weight = self.best?;
        let mut optima = std::mem::take(&mut self.optima);
        let all = self.all;
        if !all {
            // What the kept ones share, another may lack.
            let first = optima.first().cloned().unwrap_or_default();
            for member in first {
                if optima.iter().all(|optimum| optimum.contains(&member)) {
                    (self.best, self.most, self.all) = (Some(weight), 1, true);
                    self.optima.clear();
                    self.barred.push(member);
                    self.branch(0).ok()?;
                    self.barred.pop();
                    optima.append(&mut self.optima);
                }
            }
        }
        optima.sort_unstable();
        Some(Part { weight, optima, all })
    }

    /// Looks at everything that the chosen members may grow to without a barred one.
    fn branch(&mut self, cost: u64) -> Result<(), TooLarge> {
        self.nodes = self.nodes.checked_sub(1).ok_or(TooLarge)?;
        let unmet = |conflict: &&&[MemberIx]| !conflict.iter().any(|member| self.chosen.contains(member));
        let Some(&next) = self.conflicts.iter().find(unmet) else {
            self.keep(cost);
            return Ok(());
        };
        if self.best.is_some_and(|best| best < cost.saturating_add(self.at_least())) {
            return Ok(());
        }
        let mut members: Vec<MemberIx> = next.iter().copied().filter(|member| !self.barred.contains(member)).collect();
        members.sort_unstable_by_key(|&member| ((self.weight)(member), member));
        let barred = self.barred.len();
        for member in members {
            self.chosen.push(member);
            let done = self.branch(cost.saturating_add((self.weight)(member)));
            self.chosen.pop();
            done?;
            self.barred.push(member);
        }
        self.barred.truncate(barred);
        Ok(())
    }

    /// What the unmet conflicts cost at least: the sum over disjoint ones of their lightest members.
    fn at_least(&self) -> u64 {
        let (mut used, mut least): (Vec<MemberIx>, u64) = (Vec::new(), 0);
        for conflict in &self.conflicts {
            if conflict.iter().any(|member| self.chosen.contains(member) || used.contains(member)) {
                continue;
            }
            let open = conflict.iter().copied().filter(|member| !self.barred.contains(member));
            match open.map(self.weight).min() {
                Some(lightest) => least = least.saturating_add(lightest),
                None => return u64::MAX,
            }
            used.extend_from_slice(conflict);
        }
        least
    }

    fn keep(&mut self, cost: u64) {
        if self.best.is_some_and(|best| best < cost) {
            return;
        }
        if self.best != Some(cost) {
            (self.best, self.all) = (Some(cost), true);
            self.optima.clear();
        }
        // A member that weighs nothing may be to spare.
        let alone = |member: MemberIx| {
            let only = |conflict: &&[MemberIx]| {
                conflict.contains(&member)
                    && !conflict.iter().any(|other| *other != member && self.chosen.contains(other))
            };
            self.conflicts.iter().any(only)
        };
        if !self.chosen.iter().all(|&member| alone(member)) {
            return;
        }
        if self.optima.len() < self.most {
            let mut optimum = self.chosen.clone();
            optimum.sort_unstable();
            self.optima.push(optimum);
        } else {
            self.all = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Part, lightest};
    use crate::network::members::MemberIx;

    fn sets(sets: &[&[u32]]) -> Vec<Vec<MemberIx>> {
        sets.iter().map(|set| set.iter().copied().map(MemberIx).collect()).collect()
    }

    #[test]
    fn what_shares_nothing_is_solved_apart() {
        let parts = lightest(&sets(&[&[4, 5], &[0, 1], &[1, 2]]), |_| 1, 5_000, 50).expect("small");
        let part = |optima: &[&[u32]]| Part { weight: 1, optima: sets(optima), all: true };
        assert_eq!(parts, [part(&[&[1]]), part(&[&[4], &[5]])]);
    }

    #[test]
    fn the_light_are_blamed_before_the_heavy() {
        let weight = |member: MemberIx| if member.0 < 3 { 4 } else { 1 };
        let parts = lightest(&sets(&[&[0, 3], &[1, 4], &[0, 1, 2, 5]]), weight, 5_000, 50).expect("small");
        let optima: Vec<_> = parts.into_iter().flat_map(|part| part.optima).collect();
        assert_eq!(optima, sets(&[&[3, 4, 5]]));
    }

    #[test]
    fn beyond_the_optima_kept_nothing_is_called_certain_that_is_not() {
        let parts = lightest(&sets(&[&[0, 1, 2, 3, 4]]), |_| 1, 5_000, 1).expect("small");
        assert!(!parts[0].all);
        assert_eq!(parts[0].optima.len(), 2);
    }
}
