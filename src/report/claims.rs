//! Every claim with its verification, as CSV: one row a claim.

use std::io;

use ::csv::{Terminator, WriterBuilder};

use crate::audit::Audit;
use crate::audit::days::days_in_words;
use crate::model::amount::Amount;
use crate::model::claim::Claim;
use crate::model::dataset::Dataset;
use crate::model::hedge::Reading;
use crate::model::index::ClaimIx;
use crate::model::remark::Method;
use crate::report::csv::{failure, text};
use crate::report::number::plain;
use crate::verify::verification::Verifications;

#[rustfmt::skip]
const HEADER: [&str; 27] = [
    "dataset", "claim", "source", "lineage", "group", "outlets", "subject", "metric", "place", "period",
    "printed", "value", "low", "high", "method", "restates",
    "support", "conflict", "reliability", "credibility", "supported_by", "independent", "independent_exact",
    "contradicted_by", "remarks", "document", "file",
];

/// Writes the claims of every audited dataset, in order of their ids.
///
/// # Errors
/// What `out` fails with.
pub fn write(audited: &[(&Audit, &Dataset, &Verifications)], out: &mut dyn io::Write) -> io::Result<()> {
    let mut csv = WriterBuilder::new().terminator(Terminator::Any(b'\n')).from_writer(out);
    csv.write_record(HEADER).map_err(failure)?;
    for (audit, dataset, verifications) in audited {
        let mut claims: Vec<Claim<'_>> = dataset.claims.claims().map(|ix| dataset.claim(ix)).collect();
        claims.sort_by_key(|claim| claim.id());
        for claim in claims {
            csv.write_record(row(audit, claim, verifications)).map_err(failure)?;
        }
    }
    csv.flush()
}

fn row(audit: &Audit, claim: Claim<'_>, verifications: &Verifications) -> [String; 27] {
    let dataset = claim.dataset;
    let quantity = claim.quantity();
    let [subject, metric, place] = quantity.names(&dataset.vocabulary);
    let verification = verifications.get(claim.ix);
    let source = claim.source();
    let id = |claim: Option<ClaimIx>| claim.map_or("", |claim| dataset.claims.id(claim));
    let root = verifications.root(claim.ix);
    let decimals = claim.metric().decimals;
    let figure = |digits: i64| plain(Amount { digits, scale: decimals });
    let interval = claim.interval(Reading::Strict, true);
    let amounts = !claim.is_statement();
    let method = Method::WORDS.iter().find(|&&(_, method)| method == dataset.claims.method(claim.ix));
    let stated = claim.remark().map(|remark| remark.stated_verification.as_str()).filter(|stated| !stated.is_empty());
    let stated = stated.map(|stated| format!("said to be {stated}"));
    let remarks: Vec<String> = stated.into_iter().chain(verification.aside.words().map(str::to_owned)).collect();
    let backing = verification.backing;
    [
        text(&audit.dataset),
        text(claim.id()),
        text(dataset.sources.id(claim.source_ix())),
        text(dataset.sources.id(claim.lineage())),
        text(source.group.map_or("", |group| dataset.sources.groups.name(group.0))),
        claim.via().len().to_string(),
        text(subject),
        text(metric),
        text(place),
        text(&days_in_words(claim.period())),
        text(&claim.printed()),
        claim.figure().value.filter(|_| amounts).map_or_else(String::new, plain),
        if amounts && interval.has_low() { figure(interval.lo) } else { String::new() },
        if amounts && interval.has_high() { figure(interval.hi) } else { String::new() },
        text(method.map_or("", |(word, _)| word)),
        text(if root == claim.ix { "" } else { dataset.claims.id(root) }),
        text(verification.support.word()),
        text(verification.conflict.word()),
        source.reliability.unwrap_or('F').to_string(),
        verification.credibility.to_string(),
        text(id(backing.by)),
        backing.independent.to_string(),
        if backing.exact { "yes" } else { "no" }.to_owned(),
        text(id(verification.against.map(|against| against.by))),
        text(&remarks.join("; ")),
        text(claim.dataset.claims.document(claim.ix).map_or("", |ix| dataset.documents.names.name(ix.0))),
        text(&claim.table().path),
    ]
}
