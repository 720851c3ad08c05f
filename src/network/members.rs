//! What can be retracted: members, and sets of them.

/// A claim or an assumption of a net, by its place in the order that the caller gave. That order settles
/// every tie, so members are numbered in the order of what readers know them by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MemberIx(pub u32);

impl MemberIx {
    /// The index as a position in a vector.
    #[must_use]
    pub fn at(self) -> usize {
        self.0 as usize
    }
}

/// A set of members, one bit each.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Members {
    words: Vec<u64>,
}

impl Members {
    /// No member.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// The first `count` members.
    #[must_use]
    pub fn first(count: usize) -> Self {
        let mut words = vec![u64::MAX; count / 64];
        if !count.is_multiple_of(64) {
            words.push((1 << (count % 64)) - 1);
        }
        Self { words }
    }

    /// The members given.
    #[must_use]
    pub fn of(members: &[MemberIx]) -> Self {
        let mut set = Self::none();
        set.extend(members);
        set
    }

    /// The first `count` members but those given.
    #[must_use]
    pub fn all_but(count: usize, members: &[MemberIx]) -> Self {
        let mut set = Self::first(count);
        for &member in members {
            set.remove(member);
        }
        set
    }

    /// Whether a member is in the set.
    #[must_use]
    pub fn contains(&self, member: MemberIx) -> bool {
        self.words.get(member.at() / 64).is_some_and(|word| word >> (member.0 % 64) & 1 == 1)
    }

    /// Puts a member in.
    pub fn insert(&mut self, member: MemberIx) {
        let at = member.at() / 64;
        if self.words.len() <= at {
            self.words.resize(at + 1, 0);
        }
        self.words[at] |= 1 << (member.0 % 64);
    }

    /// Takes a member out.
    pub fn remove(&mut self, member: MemberIx) {
        if let Some(word) = self.words.get_mut(member.at() / 64) {
            *word &= !(1 << (member.0 % 64));
        }
    }

    /// Puts members in.
    pub fn extend(&mut self, members: &[MemberIx]) {
        for &member in members {
            self.insert(member);
        }
    }

    /// The members in order.
    pub fn iter(&self) -> impl Iterator<Item = MemberIx> {
        self.words.iter().zip(0_u32..).flat_map(|(&word, at)| {
            std::iter::successors(Some(word), |rest| Some(rest & rest.wrapping_sub(1)))
                .take_while(|&rest| rest != 0)
                .map(move |rest| MemberIx(at * 64 + rest.trailing_zeros()))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{MemberIx, Members};

    #[test]
    fn a_set_tells_its_members_in_order() {
        let set = Members::of(&[MemberIx(130), MemberIx(0), MemberIx(63)]);
        assert_eq!(set.iter().collect::<Vec<_>>(), [MemberIx(0), MemberIx(63), MemberIx(130)]);
        assert!(!set.contains(MemberIx(64)) && !set.contains(MemberIx(u32::MAX)));
    }

    #[test]
    fn all_but_some() {
        let set = Members::all_but(66, &[MemberIx(1), MemberIx(64)]);
        assert_eq!(set.iter().count(), 64);
        assert!(!set.contains(MemberIx(1)) && set.contains(MemberIx(65)) && !set.contains(MemberIx(66)));
    }
}
