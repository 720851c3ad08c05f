//! Findings beside what was decided about them before.

use std::collections::BTreeMap;

use crate::audit::Audit;
use crate::audit::baseline::Baseline;
use crate::audit::disposition::{Disposition, Reopened, Since};
use crate::audit::figures::Stamp;
use crate::audit::finding::Finding;
use crate::audit::waivers::Waiver;
use crate::load::problem::Excerpt;
use crate::model::day::Day;

/// What was decided before.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decided {
    /// What was there when somebody began to look.
    pub baseline: Option<Baseline>,
    /// What somebody accepts.
    pub waivers: Vec<Waiver>,
}

/// What was decided about findings that are not there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Idle<'d> {
    /// Waivers that matched nothing.
    pub waivers: Vec<&'d Waiver>,
    /// How many known findings are gone.
    pub gone: u64,
    /// How many waivers end on a day, and nobody said what day it is.
    pub unjudged: u64,
}

impl Idle<'_> {
    /// What a reader should know of them, a line each. What is `shown` only in part is not missed.
    #[must_use]
    pub fn notes(&self, shown: bool) -> Vec<String> {
        let mut notes = Vec::new();
        for waiver in self.waivers.iter().filter(|_| shown) {
            let Excerpt { file, line, .. } = &waiver.place;
            notes.push(format!("the waiver of `{}` ({file}:{line}) matches no discrepancy", waiver.finding));
        }
        if self.gone > 0 && shown {
            let gone = counted(self.gone, "discrepancy of the baseline is", "discrepancies of the baseline are");
            notes.push(format!("{gone} no longer there: `--write-baseline` forgets what is gone"));
        }
        if self.unjudged > 0 {
            let waivers = counted(self.unjudged, "waiver has", "waivers have");
            notes.push(format!("whether {waivers} run out was not judged: `--as-of DATE` says what day it is"));
        }
        notes
    }
}

fn counted(count: u64, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}

/// Says of every finding what was decided about it, and what was decided about findings that are not there. Whether a
/// waiver has run out is judged on the day `as_of`, and not without one: there is no clock.
pub fn settle<'d>(audits: &mut [Audit], decided: &'d Decided, as_of: Option<Day>) -> Idle<'d> {
    let mut waivers: BTreeMap<&str, (&Waiver, bool)> =
        decided.waivers.iter().map(|waiver| (waiver.finding.as_str(), (waiver, false))).collect();
    let known = decided.baseline.iter().flat_map(|baseline| &baseline.known);
    // Two datasets may hold the same discrepancy.
    let mut baseline: BTreeMap<&str, (Vec<&Stamp>, bool)> = BTreeMap::new();
    for (id, stamp) in known {
        baseline.entry(id).or_default().0.push(stamp);
    }
    for finding in audits.iter_mut().flat_map(|audit| &mut audit.findings) {
        let waiver = waivers.get_mut(finding.id.as_str()).map(|(waiver, met)| {
            *met = true;
            *waiver
        });
        let stamps = baseline.get_mut(finding.id.as_str()).map(|(stamps, met)| {
            *met = true;
            stamps.as_slice()
        });
        finding.disposition = disposition(finding, waiver, stamps, as_of);
    }
    Idle {
        waivers: waivers.into_values().filter(|(_, met)| !met).map(|(waiver, _)| waiver).collect(),
        gone: baseline.into_values().filter(|(_, met)| !met).map(|(stamps, _)| stamps.len() as u64).sum(),
        unjudged: match as_of {
            Some(_) => 0,
            None => decided.waivers.iter().filter(|waiver| waiver.waived.until.is_some()).count() as u64,
        },
    }
}

fn disposition(
    finding: &Finding,
    waiver: Option<&Waiver>,
    known: Option<&[&Stamp]>,
    as_of: Option<Day>,
) -> Disposition {
    let since = |stamp: &Stamp| Since { grown: finding.days.saturating_sub(stamp.days) };
    let over = |waiver: &Waiver| as_of.zip(waiver.waived.until).is_some_and(|(today, until)| today > until);
    match waiver.filter(|waiver| finding.figures.hold(&waiver.stamp)) {
        Some(waiver) if over(waiver) => return Disposition::Reopened(Reopened::Expired(waiver.waived.clone())),
        Some(waiver) => return Disposition::Waived(waiver.waived.clone(), since(&waiver.stamp)),
        None => {}
    }
    match (known.map(|stamps| stamps.iter().find(|stamp| finding.figures.hold(stamp))), waiver) {
        (Some(Some(stamp)), _) => Disposition::Known(since(stamp)),
        (_, Some(waiver)) => Disposition::Reopened(Reopened::Waived(waiver.waived.clone())),
        (Some(None), None) => Disposition::Reopened(Reopened::Known),
        (None, None) => Disposition::New,
    }
}
