//! The causes that are looked for.

/// Why a figure is not the one that was expected; of two that fit as well the more particular comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CauseKind {
    /// A run of days, each with the figure of the day before or after.
    DayShift,
    /// A whole row is that of the day before.
    RepeatedRow,
    /// The figure of an earlier or a later day.
    AnotherDay,
    /// The figure of the same day of another year.
    WrongYear,
    /// Two digits changed places.
    TransposedDigits,
    /// One digit is another.
    ChangedDigit,
    /// A digit is missing.
    DroppedDigit,
    /// A digit stands twice, or one too many.
    DoubledDigit,
    /// Ten, a hundred or a thousand times too much or too little.
    FactorOfTen,
    /// A group of three digits is missing.
    MissingGroup,
    /// Two columns changed places.
    SwappedColumns,
    /// From a day on, the figures of another column.
    RenamedCategory,
    /// The figure of something else on the same day.
    AnotherMetric,
    /// The figure of the other side, or of another place.
    AnotherSubject,
    /// What came in some days, where the total is meant.
    PeriodForTotal,
    /// The total, where what came in some days is meant.
    TotalForPeriod,
    /// The words around the figure were lost.
    HedgeLost,
    /// Rounded or cut off.
    Rounded,
    /// Categories are counted together, or apart.
    MergedCategory,
    /// From a day on, the figures of another source.
    SourceSwitched,
    /// The figure of another source.
    CopiedFigure,
}

impl CauseKind {
    /// Every cause with its word.
    pub const WORDS: [(&'static str, Self); 21] = [
        ("day-shift", Self::DayShift),
        ("repeated-row", Self::RepeatedRow),
        ("another-day", Self::AnotherDay),
        ("wrong-year", Self::WrongYear),
        ("transposed-digits", Self::TransposedDigits),
        ("changed-digit", Self::ChangedDigit),
        ("dropped-digit", Self::DroppedDigit),
        ("doubled-digit", Self::DoubledDigit),
        ("factor-of-ten", Self::FactorOfTen),
        ("missing-group", Self::MissingGroup),
        ("swapped-columns", Self::SwappedColumns),
        ("renamed-category", Self::RenamedCategory),
        ("another-metric", Self::AnotherMetric),
        ("another-subject", Self::AnotherSubject),
        ("period-for-total", Self::PeriodForTotal),
        ("total-for-period", Self::TotalForPeriod),
        ("hedge-lost", Self::HedgeLost),
        ("rounded", Self::Rounded),
        ("merged-category", Self::MergedCategory),
        ("source-switched", Self::SourceSwitched),
        ("copied-figure", Self::CopiedFigure),
    ];

    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS[self as usize].0
    }

    /// How often it is the cause, before anything is looked at: in thousandths. Slips of the keyboard and of the day
    /// are common; the rest needs clearer evidence.
    pub(super) fn weight(self) -> u64 {
        match self {
            Self::AnotherDay | Self::RepeatedRow | Self::DayShift => 300,
            Self::TransposedDigits | Self::FactorOfTen => 200,
            Self::DroppedDigit | Self::DoubledDigit | Self::SwappedColumns => 100,
            Self::Rounded
            | Self::MissingGroup
            | Self::AnotherMetric
            | Self::RenamedCategory
            | Self::HedgeLost
            | Self::SourceSwitched => 60,
            // Any two figures of a kind are often one digit apart.
            Self::ChangedDigit
            | Self::AnotherSubject
            | Self::PeriodForTotal
            | Self::TotalForPeriod
            | Self::MergedCategory
            | Self::CopiedFigure => 40,
            Self::WrongYear => 30,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::CauseKind;

    #[test]
    fn every_cause_has_its_own_word() {
        for (number, (word, kind)) in CauseKind::WORDS.into_iter().enumerate() {
            assert_eq!((kind as usize, kind.word()), (number, word));
        }
    }
}
