//! Which claims were held against another.

use crate::model::index::ClaimIx;

/// A set of claims, a bit each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Touched {
    words: Vec<u64>,
}

impl Touched {
    /// No claim of a store of so many.
    #[must_use]
    pub fn none(claims: usize) -> Self {
        Self { words: vec![0; claims.div_ceil(64)] }
    }

    /// Adds claims; those that are known stay.
    pub fn add(&mut self, claims: &[ClaimIx]) {
        for claim in claims {
            if let Some(word) = self.words.get_mut(claim.at() / 64) {
                *word |= 1 << (claim.at() % 64);
            }
        }
    }

    /// Adds all of another set.
    pub fn add_all(&mut self, other: &Self) {
        for (word, more) in self.words.iter_mut().zip(&other.words) {
            *word |= more;
        }
    }

    /// Whether a claim was held against another.
    #[must_use]
    pub fn contains(&self, claim: ClaimIx) -> bool {
        self.words.get(claim.at() / 64).is_some_and(|word| word >> (claim.at() % 64) & 1 == 1)
    }

    /// How many were.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.words.iter().map(|word| u64::from(word.count_ones())).sum()
    }

    /// Whether none was.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|&word| word == 0)
    }
}

#[cfg(test)]
mod tests {
    use super::Touched;
    use crate::model::index::ClaimIx;

    #[test]
    fn a_set_counts_each_claim_once() {
        let mut touched = Touched::none(130);
        touched.add(&[ClaimIx(0), ClaimIx(129), ClaimIx(0)]);
        let mut more = Touched::none(130);
        more.add(&[ClaimIx(64), ClaimIx(129)]);
        touched.add_all(&more);
        assert_eq!((touched.len(), touched.is_empty()), (3, false));
        assert!(touched.contains(ClaimIx(64)) && !touched.contains(ClaimIx(1)));
        assert!(!touched.contains(ClaimIx(500)));
    }
}
