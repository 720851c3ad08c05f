//! Where links lead: an id for whatever can be linked to. Of several datasets each has its own.

/// The ids of one dataset's part of the page.
#[derive(Debug, Clone)]
pub(super) struct Anchors {
    prefix: String,
}

impl Anchors {
    /// Of the dataset at a place among so many.
    pub(super) fn of(at: usize, all: usize) -> Self {
        Self { prefix: if all > 1 { format!("d{}-", at + 1) } else { String::new() } }
    }

    /// Of a section or a control.
    pub(super) fn of_part(&self, part: &str) -> String {
        format!("{}{part}", self.prefix)
    }

    /// Of a finding, by its id.
    pub(super) fn of_finding(&self, id: &str) -> String {
        format!("{}f-{id}", self.prefix)
    }

    /// Of a chart, by its place among the audit's charts.
    pub(super) fn of_chart(&self, at: usize) -> String {
        format!("{}q-{}", self.prefix, at + 1)
    }
}

/// The link to an id.
pub(super) fn to(id: &str) -> String {
    format!("#{id}")
}
