//! The pipeline: evidence, rules, merged verdicts, findings.

use crate::audit::describe::Describe;
use crate::audit::exhibits::Exhibits;
use crate::audit::finding::Finding;
use crate::audit::judged::Judged;
use crate::audit::merge::{Fired, merge};
use crate::audit::options::Options;
use crate::audit::ran::Ran;
use crate::audit::verified::Verified;
use crate::audit::{Audit, Counts, not_compared, places, untouched};
use crate::graph::claim_graph::ClaimGraph;
use crate::model::amount::Amount;
use crate::model::dataset::Dataset;
use crate::model::day::Day;
use crate::rules::evidence::Evidence;
use crate::rules::level::Level;
use crate::rules::rule::Rule;
use crate::rules::set::RuleSet;
use crate::rules::touched::Touched;
use crate::rules::verdict::Outcome;
use crate::verify::verification::Verifications;

/// Runs every rule against every claim of a dataset.
///
/// The result depends on nothing but the claims and rules: not on the clock, the order of rows or
/// files, or the number of threads.
#[must_use]
pub fn audit(dataset: &Dataset, rules: &RuleSet, options: &Options) -> Audit {
    audit_and_verify(dataset, rules, options).0
}

/// As [`audit`], with the verification of every claim.
#[must_use]
pub fn audit_and_verify(dataset: &Dataset, rules: &RuleSet, options: &Options) -> (Audit, Verifications) {
    in_pool(options, || audit_here(dataset, rules, options))
}

/// Runs something with as many threads as are asked for. A pool that cannot be made leaves the shared one, which
/// gives the same bytes.
pub(super) fn in_pool<T: Send>(options: &Options, run: impl FnOnce() -> T + Send) -> T {
    match options.jobs.map(|jobs| rayon::ThreadPoolBuilder::new().num_threads(jobs).build()) {
        Some(Ok(pool)) => pool.install(run),
        Some(Err(_)) | None => run(),
    }
}

fn audit_here(dataset: &Dataset, rules: &RuleSet, options: &Options) -> (Audit, Verifications) {
    let graph = ClaimGraph::build(dataset);
    debug_assert_eq!(graph.verify(dataset), Vec::<String>::new());
    let evidence = Evidence::gather(dataset, &graph);
    let loud = |rule: &Rule| options.level(&rule.id, rule.level) > Level::Allow;
    let Judged { outcomes, verifications } = Judged::of(rules, &evidence, loud);
    let (rules, outcomes): (Vec<&Rule>, Vec<Outcome>) = outcomes.into_iter().filter(|(rule, _)| loud(rule)).unzip();
    // What is not shown is not counted: "no discrepancies" must not rest on other rules' comparisons.
    let asked = |rule: &Rule| options.only.is_empty() || options.only.contains(&rule.id);
    let counted = rules.iter().zip(&outcomes).filter(|(rule, _)| asked(rule));
    let comparisons = counted.map(|(_, outcome)| outcome.comparisons).sum();
    let mut notes = dataset.notes.clone();
    for (rule, outcome) in rules.iter().zip(&outcomes).filter(|(rule, outcome)| asked(rule) && outcome.left_out > 0) {
        let claims = Amount::whole(i64::try_from(outcome.left_out).unwrap_or(i64::MAX));
        notes.push(format!("`{}` left out {claims} claims: too many periods lie inside each other", rule.id));
    }
    let mut touched = Touched::none(dataset.claims.len());
    rules.iter().zip(&outcomes).filter(|(rule, _)| asked(rule)).for_each(|(_, outcome)| touched.add(&outcome.touched));
    let ran = rules.iter().zip(&outcomes).filter(|(rule, _)| asked(rule));
    let ran = ran.map(|(rule, outcome)| Ran::of(rule, options.level(&rule.id, rule.level), outcome.comparisons));
    let ran: Vec<Ran> = ran.collect();
    let untouched = dataset.claims.len() as u64 - touched.len();
    let fired = rules
        .iter()
        .zip(outcomes)
        .flat_map(|(rule, outcome)| outcome.verdicts.into_iter().map(|verdict| Fired::by(&evidence, rule, verdict)));
    let merged = merge(&evidence, fired.collect());
    let describe = Describe { evidence: &evidence, options, verifications: &verifications };
    let shown = merged.into_iter().filter(|fired| is_shown(&evidence, fired, options));
    let mut findings: Vec<_> = shown.map(|fired| describe.finding(&fired)).collect();
    findings.sort_by(|(a, _), (b, _)| order(a).cmp(&order(b)));
    places::fill(dataset, &mut findings);
    let mut findings: Vec<Finding> = findings.into_iter().map(|(finding, _)| finding).collect();
    number_the_alike(&mut findings);
    let exhibits = options.exhibits.then(|| Exhibits::gather(&evidence, &verifications, &findings));
    let audit = Audit {
        dataset: dataset.path.clone(),
        title: dataset.title.clone(),
        as_of: options.as_of.or_else(|| latest(dataset)),
        counts: Counts { rules: ran.len() as u64, comparisons, untouched, ..counts(&evidence) },
        rules: ran,
        threshold: Level::Deny,
        findings,
        not_compared: not_compared::count(&evidence),
        untouched: if options.list_untouched { untouched::list(&evidence, &touched) } else { Vec::new() },
        notes,
        problems: 0,
        verified: Verified::count(dataset, &verifications),
        exhibits,
    };
    (audit, verifications)
}

fn is_shown(evidence: &Evidence<'_>, fired: &Fired<'_>, options: &Options) -> bool {
    let claims = || {
        let right = fired.verdict.right.iter().flat_map(|side| &side.claims);
        fired.verdict.left.claims.iter().chain(right).map(|&claim| evidence.claim(claim))
    };
    let named = options.only.is_empty()
        || options.only.iter().any(|id| *id == fired.rule.id || fired.also.iter().any(|(rule, _)| rule.id == *id));
    named && options.select.iter().all(|selector| claims().any(|claim| selector.selects(claim)))
}

/// Loudest first, then by what they are about.
fn order(finding: &Finding) -> impl Ord + '_ {
    (
        std::cmp::Reverse(finding.level),
        std::cmp::Reverse(finding.strength),
        &finding.rule,
        (&finding.subject, &finding.metric, &finding.place),
        finding.first,
        &finding.left.witnesses[0].claim,
        finding.right.as_ref().map(|side| &side.witnesses[0].claim),
    )
}

/// Findings that agree in rule, quantity, lineages and first day are told apart by their order.
fn number_the_alike(findings: &mut [Finding]) {
    let mut seen = std::collections::BTreeMap::<String, u32>::new();
    for finding in findings {
        let count = seen.entry(finding.id.clone()).or_insert(0);
        *count += 1;
        if *count > 1 {
            finding.id = format!("{}-{count}", finding.id);
        }
    }
}

fn counts(evidence: &Evidence<'_>) -> Counts {
    let dataset = evidence.dataset;
    let claims = || dataset.claims.claims();
    let distinct = |numbers: Vec<bool>| numbers.iter().filter(|&&seen| seen).count() as u64;
    let mut sources = vec![false; dataset.sources.sources.len()];
    let mut documents = vec![false; dataset.documents.documents.len()];
    let mut quantities: Vec<_> = evidence.cells().iter().map(|cell| cell.quantity).collect();
    let mut statements = 0;
    for claim in claims() {
        sources[dataset.claims.source(claim).at()] = true;
        if let Some(document) = dataset.claims.document(claim) {
            documents[document.at()] = true;
        }
        if dataset.claim(claim).is_statement() {
            statements += 1;
            quantities.push(dataset.claim(claim).quantity());
        }
    }
    quantities.sort_unstable();
    quantities.dedup();
    Counts {
        claims: dataset.claims.len() as u64,
        statements,
        restatements: evidence.graph.restatements().len() as u64,
        sources: distinct(sources),
        documents: distinct(documents),
        quantities: quantities.len() as u64,
        rules: 0,
        comparisons: 0,
        untouched: 0,
    }
}

/// The dataset's latest published, retrieved or as-of date.
fn latest(dataset: &Dataset) -> Option<Day> {
    let documents = dataset.documents.documents.iter().flat_map(|document| [document.published, document.retrieved]);
    let labels = dataset.claims.claims().map(|claim| Some(dataset.claims.period(claim).label));
    documents.chain(labels).flatten().filter(|&day| day != Day::NEVER).max()
}
