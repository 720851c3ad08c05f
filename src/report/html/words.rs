//! Counts and shares as people read them.

use crate::audit::Counts;
use crate::report::number::{counted, grouped, percent_of_tenths};

/// `1 discrepancy`, `12 discrepancies`.
pub(super) fn discrepancies(count: u64) -> String {
    if count == 1 { "1 discrepancy".to_owned() } else { format!("{} discrepancies", grouped(count)) }
}

/// What was looked at, in a sentence.
pub(super) fn looked_at(counts: &Counts) -> String {
    let quantities = match counts.quantities {
        1 => "1 quantity".to_owned(),
        many => format!("{} quantities", grouped(many)),
    };
    format!(
        "{} from {} in {} on {quantities}; {} made {}.",
        counted(counts.claims, "claim"),
        counted(counts.sources, "source"),
        counted(counts.documents, "document"),
        counted(counts.rules, "rule"),
        counted(counts.comparisons, "comparison"),
    )
}

/// A gap in tenths of a per cent, as people read it.
pub(super) fn per_cent(tenths: i64) -> String {
    if tenths == 0 { "below 0.1 %".to_owned() } else { format!("{} %", percent_of_tenths(tenths)) }
}
