//! A TOML file while it is being checked: where its problems go, and the questions that every file
//! asks of its values.

use std::ops::Range;

use toml::Spanned;

use crate::load::problem::{Problem, did_you_mean};
use crate::load::shape::DateText;
use crate::load::toml::TomlText;
use crate::model::day::Day;
use crate::model::names::Names;

/// After how many problems nobody reads what was perhaps meant.
const COMPARED: usize = 100;
/// After how many nobody looks where they are.
const PLACED: usize = 500;

/// A file and the list of what is wrong with it.
pub struct Page<'a> {
    /// The file.
    pub text: &'a TomlText,
    /// What was found wrong so far, in this file and others.
    pub problems: &'a mut Vec<Problem>,
}

impl Page<'_> {
    /// Something is wrong.
    pub fn problem(&mut self, span: Range<usize>, message: impl Into<String>) {
        // Finding a line again takes a look at all lines before it.
        self.problems.push(if self.problems.len() < PLACED {
            self.text.problem(span, message)
        } else {
            Problem::of_file(&self.text.file, message)
        });
    }

    /// Something is wrong, and can be helped.
    pub fn hinted(&mut self, span: Range<usize>, message: impl Into<String>, hint: impl Into<String>) {
        self.problem(span, message);
        if let Some(problem) = self.problems.last_mut() {
            problem.hint = Some(hint.into());
        }
    }

    /// Complains of an id that nothing has; `noun` is what it should be the id of.
    pub fn unknown<'n>(&mut self, noun: &str, id: &Spanned<String>, known: impl IntoIterator<Item = &'n str>) {
        let message = format!("unknown {noun} `{}`", id.get_ref());
        // Twenty thousand slips are not each compared with twenty thousand words.
        let near = if self.problems.len() < COMPARED { did_you_mean(id.get_ref(), known) } else { None };
        match near {
            Some(near) => self.hinted(id.span(), message, format!("did you mean `{near}`?")),
            None => self.problem(id.span(), message),
        }
    }

    /// The number of an id that must be known; `noun` is what it is the id of.
    pub fn find(&mut self, noun: &str, names: &Names, id: &Spanned<String>) -> Option<u32> {
        let found = names.find(id.get_ref());
        if found.is_none() {
            self.unknown(noun, id, names.iter());
        }
        found
    }

    /// Whether a text can be an id; complains where it cannot.
    pub fn is_id(&mut self, id: &Spanned<String>) -> bool {
        match id_fault(id.get_ref()) {
            Some((message, hint)) => self.hinted(id.span(), message, hint),
            None => return true,
        }
        false
    }

    /// The day of a date.
    pub fn day(&mut self, date: &Spanned<DateText>) -> Option<Day> {
        let text = &date.get_ref().0;
        let day = Day::parse(text);
        if day.is_none() {
            self.hinted(date.span(), format!("`{text}` is not a day"), "write a date such as `2024-05-17`");
        }
        day
    }

    /// The day of an anchor's name, or of a date.
    pub fn anchor(&mut self, anchors: &[(String, Day)], date: &Spanned<DateText>) -> Option<Day> {
        let text = &date.get_ref().0;
        let named = anchors.iter().find(|(name, _)| name == text).map(|&(_, day)| day);
        let day = named.or_else(|| Day::parse(text));
        if day.is_none() {
            let id = Spanned::new(date.span(), text.clone());
            self.unknown("anchor", &id, anchors.iter().map(|(name, _)| name.as_str()));
        }
        day
    }
}

/// What is wrong with an id, and what to do about it.
fn id_fault(id: &str) -> Option<(String, &'static str)> {
    let first = id.chars().next();
    if first.is_none() {
        Some(("an id is empty".into(), "give it a name"))
    } else if first.is_some_and(|first| "=+-@".contains(first)) {
        // Reports are opened in spreadsheets, which take such cells for formulas.
        Some((format!("the id `{id}` begins like a formula of a spreadsheet"), "let it begin with a letter"))
    } else if id.chars().any(|c| c.is_whitespace() || c.is_control()) {
        Some((format!("the id `{}` holds a space or a control character", id.escape_debug()), "write `-` instead"))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::{Page, id_fault};
    use crate::load::shape::DateText;
    use crate::load::toml::TomlText;
    use crate::model::day::Day;
    use toml::Spanned;

    #[test]
    fn ids_are_words() {
        assert!(["a", "personnel.killed", "близько", "2024"].iter().all(|id| id_fault(id).is_none()));
        assert!(
            ["", "=a", "+a", "-a", "@a", "a b", "a\tb", "a\u{1b}b", "a\u{a0}b"].iter().all(|id| id_fault(id).is_some())
        );
    }

    #[test]
    fn an_anchor_is_a_name_or_a_date() {
        let (text, mut problems) = (TomlText::default(), Vec::new());
        let mut page = Page { text: &text, problems: &mut problems };
        let anchors = [("invasion".to_owned(), Day(19_047))];
        let mut day = |text: &str| page.anchor(&anchors, &Spanned::new(0..0, DateText(text.into())));
        assert_eq!(day("invasion"), Some(Day(19_047)));
        assert_eq!(day("1970-01-02"), Some(Day(1)));
        assert_eq!(day("invasoin"), None);
        assert_eq!(problems[0].message, "unknown anchor `invasoin`");
        assert_eq!(problems[0].hint.as_deref(), Some("did you mean `invasion`?"));
    }
}
