//! The report that people look at: one page in one file, with charts, that needs no network and works without its
//! script. Nothing of a dataset is in it unescaped.

mod anchor;
mod attribution;
mod axis;
mod badge;
mod card;
mod charts;
mod extent;
mod finding;
mod guide;
mod layout;
mod line;
mod marker;
mod matrix;
mod page;
mod palette;
mod plot;
mod policy;
mod prose;
mod quantity;
mod scale;
mod scope;
mod summary;
mod table;
mod words;

use std::io;

use crate::audit::Audit;

/// Writes the audits as one page. What they can draw is drawn where it was asked for.
///
/// # Errors
/// What `out` fails with.
pub fn write(audits: &[Audit], out: &mut dyn io::Write) -> io::Result<()> {
    out.write_all(page::page(audits).into_string().as_bytes())?;
    out.write_all(b"\n")
}

#[cfg(test)]
mod tests {
    use super::write;
    use crate::audit::Audit;
    use crate::report::samples;

    fn page(audits: &[Audit]) -> String {
        let mut out = Vec::new();
        write(audits, &mut out).expect("memory takes everything");
        String::from_utf8(out).expect("text")
    }

    #[test]
    fn no_control_character_of_a_stranger_reaches_the_page() {
        let page = page(&[samples::hostile_audit(), samples::audit()]);
        let turns = |c: char| (c != '\n' && c.is_control()) || ('\u{202a}'..='\u{202e}').contains(&c);
        assert_eq!(page.chars().find(|&c| turns(c)), None);
        assert!(page.contains("id=\"d1-f-3f1c09a27be45d10\"") && page.contains("id=\"d2-f-3f1c09a27be45d10\""));
    }

    #[test]
    fn a_page_without_anything_to_draw_says_what_there_is() {
        let page = page(&[samples::empty_audit()]);
        assert!(page.contains("No discrepancies in 12 comparisons."), "{page}");
        assert!(page.contains("1 problem:") && !page.contains("<svg class=\"drawing"));
    }
}
