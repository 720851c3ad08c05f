//! From audits to the shapes that leave the program.

use crate::audit::cause::Cause;
use crate::audit::disposition::Disposition;
use crate::audit::finding::{Critical, Finding, Implied, Mended, Side, Witness};
use crate::audit::verified::Verified;
use crate::audit::{Audit, Counts, NotCompared};
use crate::graph::support::Support;
use crate::load::problem::Excerpt;
use crate::report::number::{percent_of_hundredths, percent_of_tenths, plain, share_of_one};
use crate::report::shape::{
    AuditShape, CauseShape, CountsShape, DispositionShape, ExcerptShape, FiguresShape, FindingShape, ImpliedShape,
    MendedShape, NotComparedShape, Report, SideShape, ToleranceShape, Tool, VERSION, VerificationShape, WitnessShape,
};
use crate::verify::conflict::Conflict;

/// What wrote the report. Without its version: the same findings give the same bytes.
#[must_use]
pub fn tool() -> Tool {
    Tool { name: "counterclaim".to_owned() }
}

/// A whole report.
#[must_use]
pub fn report(audits: &[Audit]) -> Report {
    let audits = audits
        .iter()
        .map(|one| AuditShape { findings: one.findings.iter().map(finding).collect(), ..audit(one) })
        .collect();
    Report { version: VERSION, tool: tool(), audits }
}

fn disposition(disposition: &Disposition) -> DispositionShape {
    let (since, waived) = (disposition.since(), disposition.waived());
    DispositionShape {
        state: disposition.word().to_owned(),
        grown: since.map(|since| since.grown),
        reason: waived.map(|waived| waived.reason.clone()),
        by: waived.map(|waived| waived.by.clone()),
        until: waived.and_then(|waived| waived.until).map(|day| day.to_string()),
    }
}

/// An audit without its findings.
#[must_use]
pub fn audit(audit: &Audit) -> AuditShape {
    AuditShape {
        dataset: audit.dataset.clone(),
        title: audit.title.clone(),
        as_of: audit.as_of.map(|day| day.to_string()),
        counts: counts(&audit.counts),
        verification: verification(&audit.verified),
        findings: Vec::new(),
        not_compared: audit.not_compared.iter().map(not_compared).collect(),
        notes: audit.notes.clone(),
        problems: audit.problems,
    }
}

/// A finding.
#[must_use]
pub fn finding(finding: &Finding) -> FindingShape {
    let stamp = finding.stamp();
    FindingShape {
        id: finding.id.clone(),
        rule: finding.rule.clone(),
        level: finding.level.word().to_owned(),
        strength: finding.strength.map(|strength| strength.word().to_owned()),
        kind: finding.kind.word().to_owned(),
        headline: finding.headline.clone(),
        subject: finding.subject.clone(),
        metric: finding.metric.clone(),
        place: finding.place.clone(),
        period: finding.period.clone(),
        left: side(&finding.left),
        right: finding.right.as_ref().map(side),
        gap: finding.gap.map(|gap| plain(gap.amount)),
        gap_percent: finding.gap.and_then(|gap| gap.per_mille).map(percent_of_tenths),
        critical_tolerance: finding.critical.as_ref().map(tolerance),
        days: finding.days,
        first: finding.first.map(|day| day.to_string()),
        last: finding.last.map(|day| day.to_string()),
        arithmetic: finding.arithmetic.clone(),
        follows: finding.follows.clone(),
        mended_by: finding.mended_by.as_ref().map(mended),
        assumptions: finding.assumptions.clone(),
        settled_by: finding.settled_by.clone(),
        causes: finding.causes.as_ref().map(|causes| causes.iter().map(cause).collect()),
        also: finding.also.clone(),
        documents: finding.documents().into_iter().map(str::to_owned).collect(),
        figures: FiguresShape { digest: stamp.digest, last: stamp.last.map(|day| day.to_string()) },
        disposition: disposition(&finding.disposition),
    }
}

fn mended(mended: &Mended) -> MendedShape {
    MendedShape {
        claim: mended.claim.clone(),
        printed: mended.printed.clone(),
        low: mended.low.map(plain),
        high: mended.high.map(plain),
    }
}

fn verification(verified: &Verified) -> VerificationShape {
    let by = |words: &[&'static str], counts: &[u64]| {
        words.iter().zip(counts).map(|(word, &count)| ((*word).to_owned(), count)).collect()
    };
    VerificationShape {
        support: by(&Support::WORDS.map(|(word, _)| word), &verified.support),
        conflict: by(&Conflict::WORDS.map(|(word, _)| word), &verified.conflict),
    }
}

fn counts(counts: &Counts) -> CountsShape {
    let Counts { claims, statements, restatements, sources, documents, quantities, rules, comparisons, untouched } =
        *counts;
    CountsShape { claims, statements, restatements, sources, documents, quantities, rules, comparisons, untouched }
}

fn not_compared(reason: &NotCompared) -> NotComparedShape {
    let example = reason.example.clone().map(|(left, right)| [left, right]);
    NotComparedShape { reason: reason.reason.clone(), pairs: reason.pairs, example }
}

fn cause(cause: &Cause) -> CauseShape {
    CauseShape {
        cause: cause.kind.word().to_owned(),
        fit: share_of_one(cause.fit),
        reason: cause.reason.clone(),
        odd: cause.odd.clone(),
        sentence: cause.sentence.clone(),
        evidence: cause.evidence.clone(),
        places: cause.places.iter().map(|place| place.as_ref().map(excerpt)).collect(),
    }
}

fn tolerance(critical: &Critical) -> ToleranceShape {
    match critical {
        Critical::PerCent(hundredths) => {
            ToleranceShape { percent: Some(percent_of_hundredths(*hundredths)), days: None, boundary: None }
        }
        Critical::Days(days, words) => {
            ToleranceShape { percent: None, days: Some(*days), boundary: Some(words.clone()) }
        }
    }
}

fn side(side: &Side) -> SideShape {
    let implied = side.implied.map(|Implied { low, high }| ImpliedShape { low: low.map(plain), high: high.map(plain) });
    SideShape { count: side.count, implied, witnesses: side.witnesses.iter().map(witness).collect() }
}

fn witness(witness: &Witness) -> WitnessShape {
    WitnessShape {
        claim: witness.claim.clone(),
        source: witness.source.clone(),
        source_name: witness.source_name.clone(),
        outlets: witness.outlets as u64,
        printed: witness.printed.clone(),
        value: witness.value.map(plain),
        low: witness.low.map(plain),
        high: witness.high.map(plain),
        period: witness.period.clone(),
        support: witness.support.word().to_owned(),
        conflict: witness.conflict.word().to_owned(),
        credibility: witness.credibility,
        reliability: witness.reliability.to_string(),
        stated: witness.stated.clone(),
        aside: witness.aside.iter().map(|&word| word.to_owned()).collect(),
        document: witness.document.clone(),
        publisher: witness.publisher.clone(),
        excerpt: witness.excerpt.as_ref().map(excerpt),
    }
}

fn excerpt(excerpt: &Excerpt) -> ExcerptShape {
    ExcerptShape {
        file: excerpt.file.clone(),
        line: excerpt.line,
        column: excerpt.column,
        text: excerpt.text.clone(),
        figure: excerpt.text.get(excerpt.span.clone()).unwrap_or_default().to_owned(),
    }
}
