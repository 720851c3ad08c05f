//! The slips that are made, and what is right to say of each.

use counterclaim::audit::cause::CauseKind;

/// What is done to a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Slip {
    StaleByOne,
    AheadByOne,
    OtherDay,
    DayShift,
    RepeatedRow,
    WrongYear,
    Transposed,
    Changed,
    Dropped,
    Doubled,
    Factor,
    MissingGroup,
    Swapped,
    OtherColumn,
    Renamed,
    PartOfIt,
    PerDay,
    TotalForADay,
    CutOff,
    HedgeLost,
    Merged,
    MergedFromADayOn,
    SplitFromADayOn,
    OtherSide,
    OtherSource,
    Switched,
    StaleInASum,
    TransposedInASum,
    FactorInASum,
    DroppedInASum,
    ATenthOff,
    ALittleOff,
    ADaysFigureOff,
    ATenthOffInASum,
}

impl Slip {
    pub(super) const ALL: [Self; 34] = [
        Self::StaleByOne,
        Self::AheadByOne,
        Self::OtherDay,
        Self::DayShift,
        Self::RepeatedRow,
        Self::WrongYear,
        Self::Transposed,
        Self::Changed,
        Self::Dropped,
        Self::Doubled,
        Self::Factor,
        Self::MissingGroup,
        Self::Swapped,
        Self::OtherColumn,
        Self::Renamed,
        Self::PartOfIt,
        Self::PerDay,
        Self::TotalForADay,
        Self::CutOff,
        Self::HedgeLost,
        Self::Merged,
        Self::MergedFromADayOn,
        Self::SplitFromADayOn,
        Self::OtherSide,
        Self::OtherSource,
        Self::Switched,
        Self::StaleInASum,
        Self::TransposedInASum,
        Self::FactorInASum,
        Self::DroppedInASum,
        Self::ATenthOff,
        Self::ALittleOff,
        Self::ADaysFigureOff,
        Self::ATenthOffInASum,
    ];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::StaleByOne => "the day before's figure",
            Self::AheadByOne => "the day after's figure",
            Self::OtherDay => "the figure of 2 to 10 days before or after, twenty or more apart",
            Self::DayShift => "four days, each with the figure of the day before",
            Self::RepeatedRow => "the whole row of the day before",
            Self::WrongYear => "the figure of the same day of the year before",
            Self::Transposed => "two neighbouring digits change places",
            Self::Changed => "one digit but the last two is another",
            Self::Dropped => "a digit is left out",
            Self::Doubled => "a digit stands twice",
            Self::Factor => "ten, a hundred or a thousand times",
            Self::MissingGroup => "a group of three digits is left out",
            Self::Swapped => "two columns change places",
            Self::OtherColumn => "the figure of another column",
            Self::Renamed => "five days with the figures of another column",
            Self::PartOfIt => "another source's figure of a part: killed for losses",
            Self::PerDay => "what came in a day, or in seven",
            Self::TotalForADay => "the total where a day's figure is meant",
            Self::HedgeLost => "\"more than\" is lost from a round figure passed a while ago",
            Self::MergedFromADayOn => "five days together with another column",
            Self::SplitFromADayOn => "five days without another column",
            Self::CutOff => "cut off to hundreds or thousands",
            Self::Merged => "together with another column",
            Self::OtherSide => "the other side's figure",
            Self::OtherSource => "another source's figure",
            Self::Switched => "five days with another source's figures",
            Self::StaleInASum => "in a sum: the day before's figure, twenty or more apart",
            Self::TransposedInASum => "in a sum: two neighbouring digits change places",
            Self::FactorInASum => "in a sum: ten, a hundred or a thousand times",
            Self::DroppedInASum => "in a sum: a digit is left out",
            Self::ATenthOffInASum => "in a sum: a tenth off (no slip)",
            Self::ATenthOff => "a tenth off (no slip)",
            Self::ALittleOff => "a little off (no slip)",
            Self::ADaysFigureOff => "a day's figure up to a half off (no slip)",
        }
    }

    /// What is right to say of it.
    pub(super) fn causes(self) -> &'static [Option<CauseKind>] {
        match self {
            Self::StaleByOne | Self::AheadByOne | Self::OtherDay | Self::StaleInASum => &[Some(CauseKind::AnotherDay)],
            Self::DayShift => &[Some(CauseKind::DayShift)],
            Self::RepeatedRow => &[Some(CauseKind::RepeatedRow)],
            Self::WrongYear => &[Some(CauseKind::WrongYear)],
            Self::Transposed | Self::TransposedInASum => &[Some(CauseKind::TransposedDigits)],
            Self::Changed => &[Some(CauseKind::ChangedDigit)],
            // A zero left out at the end, or one too many, is a factor of ten as well.
            Self::Dropped | Self::DroppedInASum => &[Some(CauseKind::DroppedDigit), Some(CauseKind::FactorOfTen)],
            Self::Doubled => &[Some(CauseKind::DoubledDigit), Some(CauseKind::FactorOfTen)],
            Self::Factor | Self::FactorInASum => &[Some(CauseKind::FactorOfTen)],
            // A group of one digit is a digit.
            Self::MissingGroup => &[Some(CauseKind::MissingGroup), Some(CauseKind::DroppedDigit)],
            Self::Swapped => &[Some(CauseKind::SwappedColumns)],
            Self::OtherColumn | Self::PartOfIt => &[Some(CauseKind::AnotherMetric)],
            Self::Renamed => &[Some(CauseKind::RenamedCategory)],
            Self::TotalForADay => &[Some(CauseKind::TotalForPeriod)],
            Self::HedgeLost => &[Some(CauseKind::HedgeLost)],
            Self::PerDay => &[Some(CauseKind::PeriodForTotal)],
            Self::CutOff => &[Some(CauseKind::Rounded)],
            Self::Merged | Self::MergedFromADayOn | Self::SplitFromADayOn => &[Some(CauseKind::MergedCategory)],
            Self::OtherSide => &[Some(CauseKind::AnotherSubject)],
            Self::OtherSource => &[Some(CauseKind::CopiedFigure)],
            Self::Switched => &[Some(CauseKind::SourceSwitched)],
            Self::ATenthOff | Self::ALittleOff | Self::ADaysFigureOff | Self::ATenthOffInASum => &[None],
        }
    }

    /// How often that must be said at least, in thousandths.
    pub(super) fn least(self) -> usize {
        match self {
            Self::StaleByOne
            | Self::RepeatedRow
            | Self::Transposed
            | Self::TransposedInASum
            | Self::Factor
            | Self::FactorInASum => 980,
            Self::ATenthOff | Self::ALittleOff | Self::ADaysFigureOff | Self::ATenthOffInASum => 950,
            _ => 900,
        }
    }

    /// Whether it is made in what came each day instead of in totals.
    pub(super) fn is_daily(self) -> bool {
        matches!(self, Self::TotalForADay | Self::ADaysFigureOff)
    }

    /// Whether it is made in one of some figures that add up, or in their sum, with no other copy beside them.
    pub(super) fn is_in_a_sum(self) -> bool {
        matches!(
            self,
            Self::StaleInASum
                | Self::TransposedInASum
                | Self::FactorInASum
                | Self::DroppedInASum
                | Self::ATenthOffInASum
        )
    }

    /// The rule that finds it, and with what the ids of the odd claims begin.
    pub(super) fn found_by(self) -> (&'static str, &'static str) {
        match self {
            slip if slip.is_in_a_sum() => ("parts-do-not-add-up", "copy/"),
            Self::HedgeLost => ("copy-differs-from-origin", "headline"),
            _ => ("copies-differ", "copy/"),
        }
    }
}
