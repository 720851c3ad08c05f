//! How one `[[table]]` of the manifest turns records into claims, checked: what names columns,
//! what names things of the vocabulary, and what holds for the whole table.

use crate::model::day::Day;
use crate::model::index::{DocumentIx, SourceIx};
use crate::model::number::NumberFormat;
use crate::model::period::DayConvention;
use crate::model::remark::Method;
use crate::model::table::Format;

/// What a table holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableKind {
    /// Claims, one a row, with the columns of the tidy form.
    Tidy,
    /// Claims through a mapping.
    Mapped,
    /// What the publisher corrected, through a mapping.
    Corrections,
}

/// Where the value of a dimension comes from: a fixed number, or the text of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// The same for the whole table.
    Constant(u32),
    /// A column whose text is an id of the vocabulary.
    Column(String),
    /// A column whose text is looked up in `values`. Other texts are left out where `others_ignored`,
    /// else they are problems, listed once each with a count.
    Lookup {
        /// The column.
        column: String,
        /// Text to number.
        values: Vec<(String, u32)>,
        /// Whether rows with other texts are left out on purpose.
        others_ignored: bool,
    },
}

/// Where the days of a mapped table come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Days {
    /// A column of as-of days, in this chrono format (`%Y-%m-%d` by default).
    AsOf {
        /// The column.
        column: String,
        /// The format.
        format: String,
    },
    /// The day in the file's name: what stands before and after it there.
    FileName {
        /// Before.
        before: String,
        /** After; `*` for anything. */
        after: String,
        /// The format.
        format: String,
    },
    /// One column a day, named in this format.
    Columns {
        /// The format.
        format: String,
    },
    /// Two date columns; midnights, the second not covered. The third, if any, holds `cumulative`,
    /// `interval` or `rate` (a rate per day over the interval).
    StartEnd {
        /// First midnight.
        start: String,
        /// Last midnight.
        end: String,
        /// Kind.
        kind: Option<String>,
        /// The format.
        format: String,
    },
    /// A column of EDTF periods, as in the tidy form.
    Period {
        /// The column.
        column: String,
    },
}

/// One way in which a record gives a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueColumn {
    /// The column that holds the value; empty where only `low` and `high` are mapped, and with
    /// [`Days::Columns`].
    pub column: String,
    /// What is counted.
    pub metric: Origin,
    /// A column that holds the hedge of this value.
    pub hedge: Option<String>,
}

/// A checked mapping.
#[derive(Debug, Clone)]
pub struct Mapping {
    /// Name used in ids (for a glob: of all its files).
    pub name: String,
    /// Path below the dataset's folder; `*` matches within one path component.
    pub path: String,
    /// What the table holds.
    pub kind: TableKind,
    /// How its files are written.
    pub format: Format,
    /// Who asserts.
    pub source: Option<Origin>,
    /// Whose.
    pub subject: Option<Origin>,
    /// Where.
    pub place: Option<Origin>,
    /// What is counted, for tidy tables that leave the column out.
    pub metric: Option<Origin>,
    /// From when a mapped figure accrues: an anchor's day. Without it an as-of day is a calendar day.
    pub since: Option<Day>,
    /// Where the days come from; `None` for tidy tables.
    pub days: Option<Days>,
    /// What the values are.
    pub values: Vec<ValueColumn>,
    /// Columns of a printed low, best and high.
    pub bounds: [Option<String>; 3],
    /// A column of ids.
    pub id: Option<String>,
    /// To what day a report labelled with a date reaches.
    pub convention: DayConvention,
    /// Where the table was read.
    pub document: Option<DocumentIx>,
    /// How its figures were obtained.
    pub method: Method,
    /// How it writes numbers.
    pub number: NumberFormat,
    /// Only records whose column has one of these exact texts.
    pub filters: Vec<(String, Vec<String>)>,
    /// Columns that are deliberately not read.
    pub ignored: Vec<String>,
    /// How many days lie between two rows.
    pub every: Option<u32>,
    /// Whose table it is, where it is one source's own.
    pub own: Option<SourceIx>,
}

/// Which dimensions take ids that the vocabulary does not declare (`open = ["place"]` in the manifest).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Open {
    /// Metrics.
    pub metrics: bool,
    /// Subjects.
    pub subjects: bool,
    /// Places.
    pub places: bool,
    /// Sources.
    pub sources: bool,
}
