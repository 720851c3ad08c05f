//! The words of `[check.network]`.

use crate::model::hedge::Reading;

/// What is asked of the consistency network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Test {
    /// Can all figures of one voice hold together?
    OneVoice,
    /// Can several voices all be right?
    SeveralVoices,
    /// Does a figure fit what another voice's figures imply together?
    Implied,
}

pub(in crate::rules) const TESTS: [(&str, Test); 3] =
    [("one-voice", Test::OneVoice), ("several-voices", Test::SeveralVoices), ("implied", Test::Implied)];

/// How generously printed words are taken.
pub const READINGS: [(&str, Reading); 3] =
    [("exact", Reading::Exact), ("strict", Reading::Strict), ("tolerant", Reading::Tolerant)];
