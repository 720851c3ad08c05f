//! Waivers: findings that somebody accepts, with a reason, a name and a day on which he looks again.

use std::path::Path;

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use crate::audit::baseline::stamp;
use crate::audit::disposition::Waived;
use crate::audit::figures::Stamp;
use crate::audit::finding::Finding;
use crate::load::page::Page;
use crate::load::problem::{Excerpt, Problem};
use crate::load::shape::DateText;
use crate::load::toml::{TomlText, parse};
use crate::model::day::Day;

/// What is written where a waiver holds for good.
const FOR_GOOD: &str = "for good";

/// A waiver.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiver {
    /// The id of the finding.
    pub finding: String,
    /// What was seen of its figures.
    pub stamp: Stamp,
    /// Who accepts it, why, until when.
    pub waived: Waived,
    /// Where the id stands.
    pub place: Excerpt,
}

/// Waivers as written.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Waivers of counterclaim")]
pub struct WaiversWritten {
    /// The waivers.
    #[serde(default)]
    pub waiver: Vec<WaiverWritten>,
}

/// A waiver as written.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WaiverWritten {
    /// The id of the discrepancy.
    #[schemars(with = "String")]
    pub finding: Spanned<String>,
    /// The digest of its figures, as `counterclaim explain FINDING` gives it.
    #[schemars(with = "String", regex(pattern = "^[0-9a-f]{16}$"))]
    pub figures: Spanned<String>,
    /// The last day of these figures, as given with them.
    #[schemars(with = "Option<String>")]
    pub last: Option<Spanned<DateText>>,
    /// How many days, pairs or repetitions were folded into it, as given with them.
    #[serde(default = "once")]
    pub days: u64,
    /// Why it is accepted.
    #[schemars(with = "String")]
    pub reason: Spanned<String>,
    /// Who accepts it.
    #[schemars(with = "String")]
    pub by: Spanned<String>,
    /// The last day on which it is accepted, or `for good`.
    #[schemars(with = "String")]
    pub until: Spanned<DateText>,
}

fn once() -> u64 {
    1
}

/// Reads the waivers at `path`.
///
/// # Errors
/// Every problem in the file, each at its place.
pub fn read(path: &Path) -> Result<Vec<Waiver>, Vec<Problem>> {
    let text = TomlText::read(path, &path.display().to_string()).map_err(|problem| vec![problem])?;
    let written: WaiversWritten = parse(&text).map_err(|problem| vec![problem])?;
    let mut problems = Vec::new();
    let mut page = Page { text: &text, problems: &mut problems };
    let mut waivers: Vec<Waiver> = Vec::new();
    for written in written.waiver {
        let WaiverWritten { finding, figures, last, days, reason, by, until } = written;
        for (name, said) in [("reason", &reason), ("by", &by)] {
            if said.get_ref().trim().is_empty() {
                page.hinted(said.span(), format!("`{name}` is empty"), "a waiver says why, and who answers for it");
            }
        }
        if waivers.iter().any(|known| known.finding == *finding.get_ref()) {
            page.problem(finding.span(), format!("`{}` is waived twice", finding.get_ref()));
        }
        let until = day_or_for_good(&until, &mut page);
        let stamp = stamp(&figures, last.as_ref(), days, &mut page);
        let place = text.excerpt(finding.span());
        let waived = Waived { reason: reason.into_inner(), by: by.into_inner(), until };
        waivers.push(Waiver { finding: finding.into_inner(), stamp, waived, place });
    }
    if problems.is_empty() { Ok(waivers) } else { Err(problems) }
}

/// A waiver of a finding, to be filled in by whoever accepts it.
#[must_use]
pub fn draft(finding: &Finding) -> String {
    let Stamp { digest, last, days } = finding.stamp();
    let last = last.map(|day| format!("last = {day}\n")).unwrap_or_default();
    format!(
        "[[waiver]]\nfinding = \"{}\"\nfigures = \"{digest}\"\n{last}days = {days}\n\
         reason = \"\" # why it is no mistake, or one that stays\nby = \"\" # who answers for it\n\
         until = \"\" # the day on which somebody looks again, or \"{FOR_GOOD}\"\n",
        finding.id
    )
}

fn day_or_for_good(until: &Spanned<DateText>, page: &mut Page<'_>) -> Option<Day> {
    let text = &until.get_ref().0;
    let day = Day::parse(text);
    if day.is_none() && text != FOR_GOOD {
        page.hinted(
            until.span(),
            format!("`{text}` is not a day"),
            format!("write a date such as `2027-06-30`, or `{FOR_GOOD}`"),
        );
    }
    day
}
