//! Which groups can be right together.
//!
//! The largest sets of groups without a conflict are what the minimal sets that meet every conflict leave
//! (Reiter, A theory of diagnosis from first principles, Artificial Intelligence 32, 1987). So only the
//! conflicts found are combined, and only sets that meet none of them are tried: not every one of 2ⁿ sets.

/// A set of at most 64 groups, one bit each.
pub type Groups = u64;

/// The largest sets of groups that can be right together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coalitions {
    /// The sets, none within another: the largest first, then by their bits as a number.
    pub sets: Vec<Groups>,
    /// The minimal conflicts found, the smallest first, then by their bits.
    pub conflicts: Vec<Groups>,
    /// Whether these are all, and each was tried.
    pub exhaustive: bool,
}

/// The largest sets of the first `count` groups (no more than 64) that can be right together.
///
/// `conflicts` are those known; `conflict` tells one within a set of groups, the smaller the better, if they
/// cannot all be right. At most `most` tries are made and as many sets kept at a time.
#[must_use]
pub fn coalitions(
    count: u32,
    conflicts: Vec<Groups>,
    most: usize,
    mut conflict: impl FnMut(Groups) -> Option<Groups>,
) -> Coalitions {
    let all = if count >= 64 { Groups::MAX } else { (1 << count) - 1 };
    let mut known: Vec<Groups> = Vec::new();
    for conflict in conflicts {
        learn(&mut known, conflict & all);
    }
    let mut holding: Vec<Groups> = Vec::new();
    let mut tries = 0;
    loop {
        let (sets, complete) = consistent(all, &known, most);
        let found = sets.iter().find_map(|&set| {
            if holding.contains(&set) || tries >= most {
                return None;
            }
            tries += 1;
            let found = conflict(set).map(|found| found & set);
            if found.is_none() {
                holding.push(set);
            }
            found
        });
        match found {
            Some(found) => learn(&mut known, found),
            None => {
                let tried = sets.iter().all(|set| holding.contains(set));
                return Coalitions { sets, conflicts: known, exhaustive: complete && tried };
            }
        }
    }
}

/// Adds a conflict and drops those that contain it.
fn learn(known: &mut Vec<Groups>, conflict: Groups) {
    if known.iter().all(|&known| known & conflict != known) {
        known.retain(|&known| known & conflict != conflict);
        known.push(conflict);
        known.sort_unstable_by_key(|&conflict| (conflict.count_ones(), conflict));
    }
}

/// The largest sets that contain no conflict, and whether all of them fitted (Berge, Hypergraphs, 1989: the
/// minimal sets that meet the conflicts, conflict by conflict).
fn consistent(all: Groups, conflicts: &[Groups], most: usize) -> (Vec<Groups>, bool) {
    let (mut out, mut complete): (Vec<Groups>, bool) = (vec![0], true);
    for &conflict in conflicts {
        let (mut met, unmet): (Vec<Groups>, Vec<Groups>) = out.into_iter().partition(|set| set & conflict != 0);
        let meeting = met.len();
        for set in unmet {
            for group in (0..64).map(|group| 1 << group).filter(|group| conflict & group != 0) {
                let larger: Groups = set | group;
                if met[..meeting].iter().all(|&smaller| smaller & larger != smaller) {
                    met.push(larger);
                }
            }
        }
        met.sort_unstable_by_key(|&set: &Groups| (set.count_ones(), set));
        met.dedup();
        complete &= met.len() <= most;
        met.truncate(most.max(1));
        out = met;
    }
    let mut sets: Vec<Groups> = out.into_iter().map(|out| all & !out).collect();
    sets.sort_unstable_by_key(|&set| (std::cmp::Reverse(set.count_ones()), set));
    (sets, complete)
}

#[cfg(test)]
mod tests {
    use super::coalitions;

    /// The General Staff, Zelensky, the ministry, NATO, the named list; and the other ministry, whose count
    /// both the first and the third exceed.
    #[test]
    fn two_coalitions_around_two_disagreements() {
        let (staff, ministry, other) = (0b1, 0b100, 0b10_0000);
        let found = coalitions(6, Vec::new(), 100, |set| {
            [staff | other, ministry | other].into_iter().find(|&conflict| set & conflict == conflict)
        });
        assert_eq!(found.sets, [0b01_1111, 0b11_1010]);
        assert_eq!(found.conflicts, [staff | other, ministry | other]);
        assert!(found.exhaustive);
    }

    #[test]
    fn what_contradicts_alone_is_in_no_coalition() {
        assert_eq!(coalitions(2, vec![0b1], 10, |_| None).sets, [0b10]);
        assert_eq!(coalitions(2, vec![0], 10, |_| None).sets, Vec::<u64>::new());
    }
}
