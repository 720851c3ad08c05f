//! A difference for people.

use std::io;

use crate::report::diff::{Changed, Diff, Of, What};
use crate::report::number::grouped;
use crate::report::printable::printable;
use crate::report::shape::FindingShape;

/// Writes what is new, what is gone and what has changed, and how many of each.
///
/// # Errors
/// What `out` fails with.
pub fn write(diff: &Diff, out: &mut dyn io::Write) -> io::Result<()> {
    for (name, of) in [("new", &diff.new), ("gone", &diff.gone)] {
        for Of { dataset, finding } in of {
            line(name, dataset, finding, out)?;
        }
    }
    for Changed { dataset, new, what, .. } in &diff.changed {
        line("changed", dataset, new, out)?;
        for What { fact, old, new } in what {
            let said = |value: &Option<String>| match value.as_deref() {
                None | Some("") => "none".to_owned(),
                Some(value) => printable(value).into_owned(),
            };
            writeln!(out, "    {fact}: {} → {}", said(old), said(new))?;
        }
    }
    if !(diff.new.is_empty() && diff.gone.is_empty() && diff.changed.is_empty()) {
        writeln!(out)?;
    }
    let count = |of: usize| grouped(of as u64);
    let (new, gone, changed) = (count(diff.new.len()), count(diff.gone.len()), count(diff.changed.len()));
    writeln!(out, "{new} new, {gone} gone, {changed} changed, {} the same", grouped(diff.same))
}

fn line(name: &str, dataset: &str, finding: &FindingShape, out: &mut dyn io::Write) -> io::Result<()> {
    let FindingShape { id, rule, level, headline, .. } = finding;
    let (rule, headline, dataset) = (printable(rule), printable(headline), printable(dataset));
    writeln!(out, "{name} {}[{rule}]: {headline}\n    {} in {dataset}", printable(level), printable(id))
}

#[cfg(test)]
mod tests {
    use super::write;
    use crate::report::diff::Diff;
    use crate::report::{samples, shaping};

    #[test]
    fn a_difference_is_told_line_by_line() {
        let mut other = samples::audit();
        other.findings.remove(0);
        other.findings[0].days = 41;
        let of = |audit| shaping::report(&[audit]);
        let mut out = Vec::new();
        write(&Diff::of(of(samples::audit()), of(other)), &mut out).expect("memory takes everything");
        assert_eq!(
            String::from_utf8_lossy(&out),
            "gone deny[copy-differs-from-origin]: 51,579 vehicles and fuel tanks where the General Staff's own series \
             has 51,715 (136 fewer)\n    3f1c09a27be45d10 in datasets/ukraine-losses\n\
             changed warn[copies-differ]: 351 helicopters in one table of the General Staff and 350 in another, for 39 \
             days\n    00b1e5c0ffee1234 in datasets/ukraine-losses\n    days: 39 → 41\n\n\
             0 new, 1 gone, 1 changed, 1 the same\n"
        );
    }
}
