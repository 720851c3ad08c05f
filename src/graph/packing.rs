//! How many of some witnesses are independent of each other: the greatest set of which no two have anything in
//! common. Independence is not transitive, so witnesses are packed and never joined (set packing, one of Karp's 21
//! problems, 1972): exactly for a few of them, from below for many.

/// Up to how many witnesses that stand in each other's way are packed exactly.
pub const EXACTLY: usize = 20;

/// The greatest number of witnesses of whom no two stand in each other's way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packed {
    /// Which of them, ascending.
    pub chosen: Vec<usize>,
    /// Whether no greater set exists; where not, there are at least so many.
    pub exact: bool,
}

/// Packs `count` witnesses. `in_the_way` is symmetric; earlier witnesses are preferred.
#[must_use]
pub fn pack(count: usize, in_the_way: impl Fn(usize, usize) -> bool) -> Packed {
    let beside: Vec<Vec<usize>> =
        (0..count).map(|one| (0..count).filter(|&other| other != one && in_the_way(one, other)).collect()).collect();
    // Who stands in nobody's way is in every greatest set.
    let (mut chosen, entangled): (Vec<usize>, Vec<usize>) = (0..count).partition(|&one| beside[one].is_empty());
    let exact = entangled.len() <= EXACTLY;
    chosen.extend(if exact { greatest(&entangled, &beside) } else { greedily(entangled, &beside) });
    chosen.sort_unstable();
    Packed { chosen, exact }
}

/// Tries every set, a bit each; of equally great ones the first in order.
fn greatest(among: &[usize], beside: &[Vec<usize>]) -> Vec<usize> {
    let position = |one: &usize| among.iter().position(|known| known == one);
    let conflicts: Vec<u32> = among
        .iter()
        .map(|&one| beside[one].iter().filter_map(position).fold(0, |bits, at| bits | 1_u32 << at))
        .collect();
    let best = best_of((1_u32 << among.len()) - 1, &conflicts);
    (0..among.len()).filter(|at| best >> at & 1 == 1).map(|at| among[at]).collect()
}

/// The greatest independent set of those left: with the first or without it; it is left out only if that is better.
fn best_of(left: u32, conflicts: &[u32]) -> u32 {
    if left == 0 {
        return 0;
    }
    let first = left.trailing_zeros();
    let bit = 1_u32 << first;
    let rest = left & !bit;
    let with = bit | best_of(rest & !conflicts[first as usize], conflicts);
    if rest & conflicts[first as usize] == 0 {
        return with;
    }
    let without = best_of(rest, conflicts);
    if without.count_ones() > with.count_ones() { without } else { with }
}

/// Those in the fewest others' way first.
fn greedily(mut among: Vec<usize>, beside: &[Vec<usize>]) -> Vec<usize> {
    among.sort_by_key(|&one| (beside[one].len(), one));
    let mut chosen: Vec<usize> = Vec::new();
    for one in among {
        if !beside[one].iter().any(|other| chosen.contains(other)) {
            chosen.push(one);
        }
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::{EXACTLY, pack};

    #[test]
    fn a_chain_is_packed_and_not_joined() {
        // 0-1-2-3-4: each shares something with the next; joined they would count as one.
        let packed = pack(5, |a, b| a.abs_diff(b) == 1);
        assert_eq!((packed.chosen, packed.exact), (vec![0, 2, 4], true));
        assert_eq!(pack(3, |_, _| true).chosen, [0]);
        assert_eq!(pack(0, |_, _| true).chosen, [0; 0]);
    }

    #[test]
    fn many_that_are_entangled_are_counted_from_below() {
        let few = pack(EXACTLY, |a, b| a / 2 == b / 2);
        assert_eq!((few.chosen.len(), few.exact), (EXACTLY / 2, true));
        let many = pack(2 * EXACTLY, |a, b| a / 2 == b / 2);
        assert_eq!((many.chosen.len(), many.exact), (EXACTLY, false));
        let free = pack(200, |_, _| false);
        assert_eq!((free.chosen.len(), free.exact), (200, true));
    }
}
