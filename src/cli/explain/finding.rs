//! A discrepancy in words: what it is, why its rule is there, and how it is waived.

use std::io::{self, Write};

use counterclaim::audit::audit;
use counterclaim::audit::finding::Finding;
use counterclaim::audit::options::Options;
use counterclaim::audit::waivers::draft;
use counterclaim::model::dataset::Dataset;
use counterclaim::report::drawing;
use counterclaim::report::printable::printable;
use counterclaim::report::style::Style;
use counterclaim::rules::set::RuleSet;

/// How many digits of an id name a discrepancy at least.
const FEWEST: usize = 6;

/// Whether a text can be the id of a discrepancy, or the beginning of one.
pub(super) fn is_id(text: &str) -> bool {
    let (digits, number) = text.split_once('-').unwrap_or((text, "0"));
    let hexadecimal = digits.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    hexadecimal && (FEWEST..=16).contains(&digits.len()) && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// Every discrepancy of a dataset whose id begins so, explained.
pub(super) fn explained(id: &str, dataset: &Dataset, rules: &RuleSet, style: Style) -> io::Result<Vec<Vec<u8>>> {
    let audited = audit(dataset, rules, &Options::default());
    let named = audited.findings.iter().filter(|finding| finding.id.starts_with(id));
    let explain = |finding: &Finding| {
        let mut text = Vec::new();
        write(finding, rules, style, &mut text).map(|()| text)
    };
    named.map(explain).collect()
}

fn write(finding: &Finding, rules: &RuleSet, style: Style, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(drawing::finding(finding, style).as_bytes())?;
    if let Some(rule) = rules.get(&finding.rule) {
        writeln!(out, "\n{}: {}", printable(&rule.id), printable(&rule.title))?;
        if !rule.why.is_empty() {
            writeln!(out, "why: {}", printable(&rule.why))?;
        }
    }
    writeln!(out, "\nto accept it, fill this in and add it to the file of `audit --waivers FILE`:\n")?;
    out.write_all(draft(finding).as_bytes())
}

#[cfg(test)]
mod tests {
    use super::is_id;

    #[test]
    fn an_id_is_hexadecimal_and_not_too_short() {
        assert!(["3f1c09a27be45d10", "3f1c09", "3f1c09a27be45d10-2"].iter().all(|id| is_id(id)));
        assert!(["3f1c0", "part-exceeds-whole", "en25-2022", "3F1C09", ""].iter().all(|id| !is_id(id)));
    }
}
