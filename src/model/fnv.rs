//! The hash of Fowler, Noll and Vo (FNV-1a, 64 bits): the same on every machine and in every version,
//! for ids that must stay what they are.

/// The hash of nothing.
pub const START: u64 = 0xcbf2_9ce4_8422_2325;

/// The hash of what was hashed before, followed by `bytes`.
#[must_use]
pub fn hash(before: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(before, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::{START, hash};

    #[test]
    fn the_published_vectors_hold() {
        assert_eq!(hash(START, b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(hash(START, b"a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(hash(START, b"foobar"), 0x8594_4171_f739_67e8);
    }
}
