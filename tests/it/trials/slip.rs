//! Slips of the pen and of the memory: what becomes of a printed figure.

use crate::chance::Chance;

/// What went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slip {
    /// Two neighbouring digits change places.
    Transposed,
    /// A digit is left out.
    Dropped,
    /// A digit is another.
    Changed,
    /// A tenth more or less.
    Tenth,
}

impl Slip {
    pub(super) const ALL: [(Self, &'static str); 4] = [
        (Self::Transposed, "two digits transposed"),
        (Self::Dropped, "a digit dropped"),
        (Self::Changed, "a digit changed"),
        (Self::Tenth, "a tenth more or less"),
    ];

    /// Another figure than the right one; `None` where the slip cannot be made.
    pub(super) fn make(self, right: i64, chance: &mut Chance) -> Option<i64> {
        let mut digits: Vec<u8> = right.to_string().into_bytes();
        let at = chance.below(digits.len());
        match self {
            Self::Transposed if digits.len() > 1 => {
                let at = at.min(digits.len() - 2);
                digits.swap(at, at + 1);
            }
            Self::Dropped if digits.len() > 1 => {
                digits.remove(at);
            }
            Self::Changed => digits[at] = b'0' + u8::try_from(chance.below(10)).expect("a digit"),
            Self::Tenth => {
                let tenth = if chance.below(2) == 0 { right / 10 } else { -right / 10 };
                return Some(right + tenth).filter(|wrong| *wrong != right);
            }
            Self::Transposed | Self::Dropped => return None,
        }
        // What begins with a nought would not be printed so.
        let text = String::from_utf8(digits).expect("digits");
        text.parse().ok().filter(|wrong| *wrong != right && !text.starts_with('0'))
    }
}
