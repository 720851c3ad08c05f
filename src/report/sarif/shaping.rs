//! From audits to the shapes of a log.

use crate::audit::Audit;
use crate::audit::cause::Cause;
use crate::audit::disposition::Disposition;
use crate::audit::finding::{Finding, Witness};
use crate::audit::ran::Ran;
use crate::load::problem::Excerpt;
use crate::report::notes::{label, notes};
use crate::report::number::{counted, grouped, share_of_one};
use crate::report::sarif::message::Message;
use crate::report::sarif::shape::{
    ArtifactLocation, AutomationDetails, BaseIds, Configuration, Described, Driver, Figure, Fingerprints, Invocation,
    Location, Log, Notification, Outcome, PhysicalLocation, Probable, Properties, Region, RuleShape, Run,
    RunProperties, SCHEMA, Snippet, Suppression, Tool, VERSION,
};
use crate::report::sarif::uri;
use crate::rules::level::Level;

/// How many results GitHub takes in a run; a file with more is refused whole.
const MOST: usize = 25_000;

pub(super) fn log(audits: &[Audit]) -> Log {
    Log { schema: SCHEMA, version: VERSION, runs: audits.iter().map(run).collect() }
}

fn run(audit: &Audit) -> Run {
    // The standard wants both of all results of a run or of none.
    let is_judged = audit.findings.iter().any(|finding| finding.disposition != Disposition::New);
    let is_waived = |finding: &Finding| matches!(finding.disposition, Disposition::Waived(..));
    let any_waived = audit.findings.iter().any(is_waived);
    let outcome = |finding: &Finding| Outcome {
        baseline_state: is_judged.then(|| baseline_state(&finding.disposition)),
        suppressions: any_waived.then(|| suppression(&finding.disposition).into_iter().collect()),
        ..outcome(finding, &audit.rules)
    };
    Run {
        tool: Tool { driver: Driver { name: "counterclaim", rules: audit.rules.iter().map(rule).collect() } },
        // What ends in a slash is a name for all runs on that dataset, not the name of this run.
        automation_details: AutomationDetails { id: format!("counterclaim/{}/", uri::of_path(&audit.dataset).0) },
        invocations: [invocation(audit)],
        original_uri_base_ids: BaseIds {
            root: Described { description: Message::of(["the folder in which counterclaim was run"]) },
        },
        column_kind: "unicodeCodePoints",
        results: audit.findings.iter().take(MOST).map(outcome).collect(),
        properties: RunProperties {
            dataset: audit.dataset.clone(),
            title: audit.title.clone(),
            as_of: audit.as_of.map(|day| day.to_string()),
            comparisons: audit.counts.comparisons,
        },
    }
}

/// How the audit went: of one that left something out nobody can say that it is clean.
fn invocation(audit: &Audit) -> Invocation {
    let mut told = Vec::new();
    if audit.problems > 0 {
        let problems = counted(audit.problems, "problem");
        let text = format!("{problems}: only what could be loaded was audited");
        told.push(Notification { level: "error", message: Message::of([text.as_str()]) });
    }
    let left_out = audit.findings.len().saturating_sub(MOST) as u64;
    if left_out > 0 {
        let what = if left_out == 1 { "1 discrepancy is".to_owned() } else { grouped(left_out) + " discrepancies are" };
        let text = format!("{what} left out: readers of SARIF take {} in a run", grouped(MOST as u64));
        told.push(Notification { level: "warning", message: Message::of([text.as_str()]) });
    }
    let notes = audit.notes.iter().map(|note| Notification { level: "note", message: Message::of([note.as_str()]) });
    told.extend(notes);
    Invocation { execution_successful: audit.problems == 0, tool_execution_notifications: told }
}

fn rule(ran: &Ran) -> RuleShape {
    let why = || Message::of([ran.why.as_str()]);
    RuleShape {
        id: ran.id.clone(),
        short_description: Message::of([ran.title.as_str()]),
        full_description: why(),
        help: why(),
        default_configuration: Configuration { level: level(ran.level) },
    }
}

fn outcome(finding: &Finding, rules: &[Ran]) -> Outcome {
    let notes: Vec<String> = notes(finding).iter().map(|(name, note)| format!("{name}: {note}")).collect();
    let lines = std::iter::once(&finding.headline).chain(&notes).map(String::as_str);
    let mut places = finding.witnesses().filter_map(|witness| witness.excerpt.as_ref().map(|place| (witness, place)));
    let first = places.next().map(|(witness, place)| location(witness, place, None));
    Outcome {
        rule_id: finding.rule.clone(),
        rule_index: rules.iter().position(|ran| ran.id == finding.rule),
        level: level(finding.level),
        message: Message::of(lines),
        locations: first.into_iter().collect(),
        related_locations: places.zip(1..).map(|((witness, place), id)| location(witness, place, Some(id))).collect(),
        partial_fingerprints: Fingerprints { finding: finding.id.clone() },
        baseline_state: None,
        suppressions: None,
        properties: Properties {
            strength: finding.strength.map(|strength| strength.word()),
            kind: finding.kind.word(),
            subject: finding.subject.clone(),
            metric: finding.metric.clone(),
            place: finding.place.clone(),
            causes: finding.causes.as_ref().map(|causes| causes.iter().map(probable).collect()),
            days: finding.days,
            first: finding.first.map(|day| day.to_string()),
            last: finding.last.map(|day| day.to_string()),
        },
    }
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Deny => "error",
        Level::Warn => "warning",
        Level::Note => "note",
        Level::Allow => "none",
    }
}

fn baseline_state(disposition: &Disposition) -> &'static str {
    match disposition {
        Disposition::New => "new",
        Disposition::Known(_) | Disposition::Waived(..) => "unchanged",
        Disposition::Reopened(_) => "updated",
    }
}

fn suppression(disposition: &Disposition) -> Option<Suppression> {
    let Disposition::Waived(waived, _) = disposition else { return None };
    let by = if waived.by.is_empty() { String::new() } else { format!(" ({})", waived.by) };
    Some(Suppression { kind: "external", status: "accepted", justification: format!("{}{by}", waived.reason) })
}

fn probable(cause: &Cause) -> Probable {
    Probable { cause: cause.kind.word(), fit: share_of_one(cause.fit) }
}

fn location(witness: &Witness, excerpt: &Excerpt, id: Option<usize>) -> Location {
    let (uri, is_relative) = uri::of_path(&excerpt.file);
    let artifact_location = ArtifactLocation { uri, uri_base_id: is_relative.then_some("%SRCROOT%") };
    let region = Region { start_line: excerpt.line.max(1), figure: figure(excerpt) };
    let message = Message::of([label(witness).as_str()]);
    Location { id, physical_location: PhysicalLocation { artifact_location, region }, message }
}

/// The figure in the line; `None` where what is marked is not in the text.
fn figure(excerpt: &Excerpt) -> Option<Figure> {
    let text = excerpt.text.get(excerpt.span.clone()).filter(|_| excerpt.column > 0)?;
    let end_column = excerpt.column.checked_add(text.chars().count() as u64)?;
    Some(Figure { start_column: excerpt.column, end_column, snippet: Snippet { text: text.to_owned() } })
}
