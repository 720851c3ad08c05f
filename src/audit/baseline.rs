//! The baseline: findings that were there when somebody began to look, written by the program, one a line.

use std::fmt::Write;
use std::path::Path;

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use crate::audit::Audit;
use crate::audit::figures::Stamp;
use crate::audit::finding::Finding;
use crate::load::page::Page;
use crate::load::problem::Problem;
use crate::load::shape::DateText;
use crate::load::toml::{TomlText, parse};

/// Findings that are known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    /// Each with its id.
    pub known: Vec<(String, Stamp)>,
}

/// A baseline as written.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "A baseline of counterclaim")]
pub struct BaselineWritten {
    /// The discrepancies that are known.
    #[serde(default)]
    pub known: Vec<KnownWritten>,
}

/// A known discrepancy as written.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct KnownWritten {
    /// Its id.
    pub finding: String,
    /// The digest of its figures.
    #[schemars(with = "String", regex(pattern = "^[0-9a-f]{16}$"))]
    pub figures: Spanned<String>,
    /// The last day of these figures.
    #[schemars(with = "Option<String>")]
    pub last: Option<Spanned<DateText>>,
    /// How many days, pairs or repetitions were folded into it.
    pub days: u64,
    /// What it says, for people.
    #[serde(default)]
    #[schemars(default)]
    pub says: String,
}

const HEAD: &str = "\
# Discrepancies that are known: `counterclaim audit --baseline FILE` passes them over as long as their figures stay the
# same. Written by `--write-baseline`; do not edit. A waiver, with a reason, is the better word for what is no mistake.
";

impl Baseline {
    /// Reads the file at `path`.
    ///
    /// # Errors
    /// Every problem in it, each at its place.
    pub fn read(path: &Path) -> Result<Self, Vec<Problem>> {
        let text = TomlText::read(path, &path.display().to_string()).map_err(|problem| vec![problem])?;
        let written: BaselineWritten = parse(&text).map_err(|problem| vec![problem])?;
        let mut problems = Vec::new();
        let mut page = Page { text: &text, problems: &mut problems };
        let stamps = written.known.into_iter().map(|known| {
            let stamp = stamp(&known.figures, known.last.as_ref(), known.days, &mut page);
            (known.finding, stamp)
        });
        let known = stamps.collect();
        if problems.is_empty() { Ok(Self { known }) } else { Err(problems) }
    }

    /// The baseline in which everything is known that some audits found and nobody waived.
    #[must_use]
    pub fn of(audits: &[Audit]) -> Self {
        Self { known: not_waived(audits).map(|finding| (finding.id.clone(), finding.stamp())).collect() }
    }

    /// The same as text.
    #[must_use]
    pub fn text(audits: &[Audit]) -> String {
        let mut lines: Vec<String> = Vec::new();
        for finding in not_waived(audits) {
            let Stamp { digest, last, days } = finding.stamp();
            let last = last.map(|day| format!("last = {day}, ")).unwrap_or_default();
            let says = toml::Value::String(format!("{}: {}", finding.rule, finding.headline));
            let id = &finding.id;
            lines.push(format!(
                "  {{ finding = \"{id}\", figures = \"{digest}\", {last}days = {days}, says = {says} }},\n"
            ));
        }
        lines.sort();
        // The same dataset may have been named twice.
        lines.dedup();
        let mut text = HEAD.to_owned();
        let _ = write!(text, "known = [\n{}]\n", lines.concat());
        text
    }
}

fn not_waived(audits: &[Audit]) -> impl Iterator<Item = &Finding> {
    audits.iter().flat_map(|audit| &audit.findings).filter(|finding| !finding.disposition.is_waived())
}

/// A stamp as written.
pub(super) fn stamp(
    figures: &Spanned<String>,
    last: Option<&Spanned<DateText>>,
    days: u64,
    page: &mut Page<'_>,
) -> Stamp {
    let digest = figures.get_ref();
    if digest.len() != 16 || !digest.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')) {
        let message = format!("`{digest}` is no digest of figures");
        page.hinted(figures.span(), message, "16 hexadecimal digits, as `counterclaim explain FINDING` gives them");
    }
    Stamp { digest: digest.clone(), last: last.and_then(|day| page.day(day)), days }
}
